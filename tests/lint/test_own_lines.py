"""The tool's own curl lines pass its own rules."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kaspi_doctor.lint import lint
from kaspi_doctor.network.profile import TOKEN_STAND_IN, Profile, as_curl, headers, query
from kaspi_doctor.settings import BROWSER_USER_AGENT, LIBRARY_USER_AGENT, Credentials, Settings
from kaspi_doctor.target import ConnectTo
from tests.lint.reading_corpus import NOW_MS

NOW = datetime.fromtimestamp(NOW_MS / 1000, UTC)
NOTE = {"merchant-uid-missing"}


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile(user_agent=BROWSER_USER_AGENT, window_days=14), set()),
        (Profile(user_agent="kaspi-doctor/0.1.0", window_days=1), set()),
        (Profile(user_agent=None, window_days=14), {"user-agent-missing"}),
        (Profile(user_agent="", window_days=14), {"user-agent-missing"}),
        (Profile(user_agent=LIBRARY_USER_AGENT, window_days=14), {"user-agent-library"}),
        (Profile(user_agent=BROWSER_USER_AGENT, window_days=14, with_token=False), {"token-header-missing"}),
        (Profile(user_agent=BROWSER_USER_AGENT), {"dates-missing"}),
        (Profile(user_agent=BROWSER_USER_AGENT, window_days=30), {"date-range-too-wide"}),
    ],
)
@pytest.mark.parametrize("merchant_uid", [None, "30000000"])
def test_a_probes_line_is_wrong_only_where_its_probe_is(
    profile: Profile, expected: set[str], merchant_uid: str | None
) -> None:
    """In the curl line of every probe nothing is found but what that probe leaves out on purpose."""
    settings = Settings(
        credentials=Credentials.found("x", "env:KASPI_TOKEN", merchant_uid=merchant_uid),
        connect_to=(ConnectTo.parse("kaspi.kz:443:127.0.0.1:8443"),),
        ca_file=Path("my ca.pem"),
    )
    parameters = "&".join(f"{name}={value}" for name, value in query(profile, NOW).items())
    url = f"{settings.target.base_url}/orders?{parameters}"
    line = as_curl(url, headers(profile, settings, TOKEN_STAND_IN), settings)
    assert {finding.id for finding in lint(line, NOW_MS).findings} == expected | (set() if merchant_uid else NOTE)
