"""What a run is told beforehand, and what no run could use."""

from typing import Any

import pytest

from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.target import ConnectTo, Endpoint, SettingError, Target
from kaspi_doctor.wording import Language

NOBODY = Credentials.found(None, None)


@pytest.mark.parametrize(
    ("setting", "option"),
    [
        ({"window_days": 0}, "--window-days"),
        ({"window_days": 15}, "--window-days"),
        ({"window_days": 30}, "14"),
        ({"timeout_s": 0.0}, "--timeout"),
        ({"timeout_s": -1.0}, "--timeout"),
        ({"timeout_s": float("nan")}, "--timeout"),
        ({"patience_s": float("inf")}, "--patience"),
        ({"deadline_s": 0}, "--deadline"),
        ({"parallel": 0}, "--parallel"),
        ({"parallel": -1}, "--parallel"),
        ({"user_agent": "шоп/1.0"}, "--user-agent"),
        ({"user_agent": "shop\r\nX-Evil: 1"}, "--user-agent"),
        ({"user_agent": " shop"}, "--user-agent"),
        ({"user_agent": "shop\t"}, "--user-agent"),
        ({"credentials": Credentials.found(None, None, merchant_uid="30000000_PP1")}, "--merchant-uid"),
        ({"credentials": Credentials.found(None, None, merchant_uid="")}, "--merchant-uid"),
        ({"credentials": Credentials.found(None, None, merchant_uid="３")}, "--merchant-uid"),
        ({"credentials": Credentials.found(None, None, merchant_uid="12\n")}, "--merchant-uid"),
    ],
    ids=str,
)
def test_what_no_run_could_use_is_refused(setting: dict[str, Any], option: str) -> None:
    """Each refusal names the option and exists in three languages, on one line."""
    with pytest.raises(SettingError) as refused:
        Settings(**({"credentials": NOBODY} | setting))
    texts = {refused.value.text.into(language) for language in Language}
    assert len(texts) == 3
    assert all(option in text and "\n" not in text for text in texts)


@pytest.mark.parametrize(
    "setting",
    [
        {"window_days": 1},
        {"window_days": 14},
        {"timeout_s": 0.01},
        {"parallel": 1},
        {"parallel": 100},
        {"user_agent": "my shop/1.0"},
    ],
    ids=str,
)
def test_the_bounds_themselves_are_usable(setting: dict[str, Any]) -> None:
    """The smallest and the largest value that are promised are accepted."""
    [(name, value)] = setting.items()
    assert getattr(Settings(credentials=NOBODY, **setting), name) == value


@pytest.mark.parametrize(
    ("rules", "goes_to"),
    [
        ((), Endpoint(host="kaspi.kz", port=443)),
        (("kaspi.kz:443:127.0.0.1:8443",), Endpoint(host="127.0.0.1", port=8443)),
        (("other.kz:443:127.0.0.1:1", "::[::1]:8443"), Endpoint(host="::1", port=8443)),
        (("kaspi.kz:443:10.0.0.1:1", "kaspi.kz:443:10.0.0.2:2"), Endpoint(host="10.0.0.1", port=1)),
        (("kaspi.kz:443::8443",), Endpoint(host="kaspi.kz", port=8443)),
        (("kaspi.kz::127.0.0.1:",), Endpoint(host="127.0.0.1", port=443)),
    ],
)
def test_the_first_rule_that_fits_leads_the_connection(rules: tuple[str, ...], goes_to: Endpoint) -> None:
    """What a rule leaves empty stays as it was; the URL keeps the first name."""
    settings = Settings(credentials=NOBODY, connect_to=tuple(map(ConnectTo.parse, rules)))
    assert settings.connects_to == goes_to
    assert settings.target == Target.parse("https://kaspi.kz/shop/api/v2")


def test_settings_show_no_token() -> None:
    """The printed form of everything a run is told holds no character of the token."""
    settings = Settings(credentials=Credentials.found("FAKE-TOKEN-1234567", "my vault", merchant_uid="123"))
    assert "FAKE" not in repr(settings)
