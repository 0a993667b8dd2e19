"""The tool's own curl lines pass its own rules."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from kaspi_doctor.lint import lint
from kaspi_doctor.network import Network
from kaspi_doctor.network.curl import TOKEN_STAND_IN, as_curl
from kaspi_doctor.probe import Context
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes.user_agent_library import LIBRARY_USER_AGENT
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.target import ConnectTo
from tests.lint.reading_corpus import NOW_MS

NOW = datetime.fromtimestamp(NOW_MS / 1000, UTC)
NOTE = {"merchant-uid-missing"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"days": 14}, set()),
        ({"days": 1, "user_agent": "kaspi-doctor/0.1.0"}, set()),
        ({"days": 14, "user_agent": None}, {"user-agent-missing"}),
        ({"days": 14, "user_agent": ""}, {"user-agent-missing"}),
        ({"days": 14, "user_agent": LIBRARY_USER_AGENT}, {"user-agent-library"}),
        ({"days": 14, "with_token": False}, {"token-header-missing"}),
        ({"days": None}, {"dates-missing"}),
        ({"days": 30}, {"date-range-too-wide"}),
    ],
)
@pytest.mark.parametrize("merchant_uid", [None, "30000000"])
def test_a_probes_line_is_wrong_only_where_its_probe_is(
    asked: dict[str, Any], expected: set[str], merchant_uid: str | None
) -> None:
    """In the curl line of every probe nothing is found but what that probe leaves out on purpose."""
    settings = Settings(
        credentials=Credentials.found("x", "env:KASPI_TOKEN", merchant_uid=merchant_uid),
        connect_to=(ConnectTo.parse("kaspi.kz:443:127.0.0.1:8443"),),
        ca_file=Path("my ca.pem"),
    )
    network = Network(settings, now=lambda: NOW)
    request = orders(Context(settings=settings, network=network, seen={}, limit_s=1), **asked)
    url = httpx.URL(settings.target.origin, path=request.path, params=request.query)
    line = as_curl(str(url), request.headers_with(lambda _: TOKEN_STAND_IN), settings)
    assert {finding.id for finding in lint(line, NOW_MS).findings} == expected | (set() if merchant_uid else NOTE)
