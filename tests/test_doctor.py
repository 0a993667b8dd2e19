"""The tool as Python programs call it."""

import asyncio
import json
from dataclasses import replace

import pytest

from kaspi_doctor import doctor
from kaspi_doctor.cause import Kind, Weight
from kaspi_doctor.credentials import Damage
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.doctor import all_causes, all_formats, all_probes, examine, exit_code, redactor_for
from kaspi_doctor.facts import TOKEN_DAMAGE
from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.report import to_json
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.target import ConnectTo, Proxy, SettingError, Target
from tests.probes.asking import examined, settings_for
from tests.test_report import REPORT

TOKEN = SCENARIOS["documented"].token or ""


def test_a_healthy_shop_is_found_healthy() -> None:
    """All probes but the optional ones, a request each of those that send one, exit 0, and the traps confirmed."""
    report = examined("documented")
    assert (report.diagnosis.verdict, report.exit_code, report.requests_sent) == (Verdict.HEALTHY, 0, 7)
    assert [o.probe_id for o in report.observations] == [probe.id for probe in all_probes() if not probe.optional]
    assert {o.outcome for o in report.observations} == {Outcome.PASSED}
    assert set(report.diagnosis.confirmed) == {"user-agent-filtered", "dates-missing", "date-range-too-wide"}
    assert set(report.causes) >= {*report.diagnosis.advisories, *report.diagnosis.confirmed}
    assert report.credentials.fingerprint
    assert TOKEN not in json.dumps(to_json(report))


def test_the_caller_sees_each_observation_as_it_is_made() -> None:
    """Every observation is handed over once, and what is being waited for is told; at the end nothing is."""
    seen: list[Observation] = []
    waited: list[tuple[str, ...]] = []
    with serve(SCENARIOS["documented"]) as endpoint:
        work = examine(
            settings_for(endpoint, quick=True), seen=seen.append, waiting=lambda ids: waited.append(tuple(ids))
        )
        report = asyncio.run(work)
    assert sorted(o.probe_id for o in seen) == sorted(o.probe_id for o in report.observations)
    assert waited[-1] == ()


def test_a_caller_who_stops_listening_leaves_nothing_behind() -> None:
    """An exception in the caller's own function ends the run at once, every task included."""

    def stop(_: Observation) -> None:
        raise KeyError("enough")

    async def work() -> int:
        with serve(SCENARIOS["silent-to-all"]) as endpoint, pytest.raises(KeyError):
            await examine(settings_for(endpoint), seen=stop)
        return len([t for t in asyncio.all_tasks() if "observe" in repr(t) or "_answered" in repr(t)])

    assert asyncio.run(work()) == 0


@pytest.mark.parametrize("changes", [{"only": ("no-such",)}, {"skip": ("no-such",)}])
def test_nothing_is_sent_on_a_wrong_setting(changes: dict[str, tuple[str, ...]]) -> None:
    """An unknown id is refused before any connection is made."""
    with serve(SCENARIOS["documented"]) as endpoint:
        with pytest.raises(SettingError):
            asyncio.run(examine(settings_for(endpoint, **changes)))
        assert endpoint.connections == 0


def test_a_damaged_token_is_never_sent() -> None:
    """The mended form is; the run says whether it works, and exits 4 all the same."""
    with serve(SCENARIOS["token-damaged-but-works"]) as endpoint:
        report = asyncio.run(examine(settings_for(endpoint)))
        sent = {
            value for request in endpoint.requests for name, value in request.headers if name.lower() == "x-auth-token"
        }
    assert sent == {TOKEN}
    assert (report.diagnosis.root_cause, report.exit_code) == ("token-damaged", 4)
    assert set(report.observations[0].fact(TOKEN_DAMAGE) or ()) == {Damage.QUOTES, Damage.NEWLINE}


@pytest.mark.parametrize(
    ("strict", "exit_zero", "code", "weight", "returned"),
    [
        (False, False, 0, Weight.WARNING, 0),
        (True, False, 0, Weight.WARNING, 1),
        (True, False, 0, Weight.NOTE, 0),
        (True, True, 0, Weight.WARNING, 0),
        (True, False, 3, Weight.WARNING, 3),
        *((False, True, code, Weight.NOTE, 0) for code in (0, 1, 3, 4)),
        *((False, True, code, Weight.NOTE, code) for code in (2, 5)),
    ],
)
def test_strict_and_exit_zero(code: int, weight: Weight, returned: int, *, strict: bool, exit_zero: bool) -> None:
    """A warning alone turns 0 into 1; 1, 3 and 4 can be excused, wrong usage and our own faults cannot."""
    cause = replace(all_causes()[0], id="advice", kind=Kind.ADVISORY, weight=weight)
    diagnosis = replace(REPORT.diagnosis, verdict_code=code, root_cause=None, other_causes=(), advisories=("advice",))
    settings = Settings(credentials=Credentials.found(None, None), strict=strict, exit_zero=exit_zero)
    assert exit_code(diagnosis, replace(REPORT, causes={"advice": cause}), settings) == returned


def test_a_fault_that_did_no_harm_is_a_warning() -> None:
    """Whatever its weight as an advisory would be."""
    cause = next(cause for cause in all_causes() if cause.kind is Kind.UNREACHABLE)
    assert replace(cause, weight=Weight.NOTE).is_warning


def test_the_parts_are_found_by_being_there() -> None:
    """Probes in the order in which they are shown, causes from the lowest layer up, and the formats; no id twice."""
    probes, causes, formats = all_probes(), all_causes(), all_formats()
    assert len({probe.id for probe in probes}) == len(probes)
    assert [probe.step for probe in probes] == sorted(probe.step for probe in probes)
    assert [cause.layer.height for cause in causes] == sorted(cause.layer.height for cause in causes)
    assert len({cause.id for cause in causes}) == len(causes)
    assert {"terminal", "plain", "short", "json"} <= {made.id for made in formats}
    assert doctor.__doc__


def with_proxy(url: str, token: str = TOKEN) -> Settings:
    """Return settings with a proxy."""
    surroundings = Surroundings(proxy=Proxy.parse(url, "HTTPS_PROXY"))
    return Settings(credentials=Credentials.found(token, "a test"), surroundings=surroundings)


OWN_WORDS = "User-Agent, user name and proxy for kaspi: the X-Auth-Token header, HTTP 1.1"


@pytest.mark.parametrize("url", ["http://user:proxy@h:1", "http://kaspi:1@h:1", "http://user:user@h:1", "http://h:1"])
def test_a_proxy_signed_in_to_with_plain_words_hides_nothing_else(url: str) -> None:
    """A user name and a short password are words like any other; only together they are a secret."""
    redactor = redactor_for(with_proxy(url))
    assert redactor.foreign(OWN_WORDS) == OWN_WORDS


def test_a_proxys_password_is_a_secret() -> None:
    """As it is, with its user, and as the header that carries both."""
    redactor = redactor_for(with_proxy("http://somebody:made-up-password@h:1"))
    for text in ("made-up-password", "somebody:made-up-password", "Basic c29tZWJvZHk6bWFkZS11cC1wYXNzd29yZA=="):
        assert "[masked]" in redactor.foreign(text)
    assert "c29tZWJv" not in redactor.foreign("Basic c29tZWJvZHk6bWFkZS11cC1wYXNzd29yZA==")


@pytest.mark.parametrize("raw", [f"X-Auth-Token:{TOKEN}", f"Bearer {TOKEN}", f'"{TOKEN}"\n', TOKEN.replace("=", "%3D")])
def test_what_surrounds_a_damaged_token_is_no_secret(raw: str) -> None:
    """The header's name stays readable; neither form of the token does."""
    redactor = redactor_for(with_proxy("http://h:1", raw))
    assert redactor.foreign(OWN_WORDS) == OWN_WORDS
    assert TOKEN[:12] not in redactor.foreign(f"{raw} {TOKEN}")


def test_a_placeholder_is_no_secret() -> None:
    """Masking ``your_token`` would hit the very sentences that explain it."""
    assert redactor_for(with_proxy("http://h:1", "your_token")).foreign("your_token") == "your_token"


def test_what_the_user_named_reaches_no_terminal_raw() -> None:
    """Control characters in a file's name or a rule are spelt out in the report."""
    settings = Settings(
        credentials=Credentials.found(None, "file:/tmp/\x1b[2J"),
        connect_to=(ConnectTo.parse("a\x1b:1:b:2"),),
        target=Target.parse("https://kaspi.kz/x"),
        only=("environment",),
    )
    report = asyncio.run(examine(settings))
    assert "\x1b" not in json.dumps(to_json(report), ensure_ascii=False)
    assert report.credentials.source == "file:/tmp/\\x1b[2J"
