"""Nothing is said beyond what a text shows and what is known, and no advice breaks what was right."""

import pytest

from kaspi_doctor.cause import Standing
from kaspi_doctor.content.lint import CLEAN, CLEAN_AS_SHOWN, NO_ADDRESS, blocks
from kaspi_doctor.lint import Severity, lint
from kaspi_doctor.wording import Language
from tests.lint.reading_corpus import NOW_MS
from tests.lint.test_rules import LIST, PAGES, SINCE, UNTIL, curl, found, listed

DAY_MS = 86_400_000
HEADERS = (
    "{'X-Auth-Token': token, 'User-Agent': 'x', 'Accept': 'application/vnd.api+json',"
    " 'Content-Type': 'application/vnd.api+json'}"
)


def said(text: str) -> list[str]:
    """Return the lines of the English page."""
    return [getattr(block, "text", "") for block in blocks(lint(text, NOW_MS), Language.EN)]


@pytest.mark.parametrize("address", ["url", "f'{base}'", "f'https://kaspi.kz/{path}'", "f'https://kaspi.kz/shop/{x}'"])
def test_an_address_that_is_not_seen_is_not_called_right(address: str) -> None:
    """Of an address that only the program knows the page says so, and the request does not count as wholly judged."""
    text = f"requests.get({address}, headers={HEADERS}, timeout=30)"
    linted = lint(text, NOW_MS)
    assert linted.is_clean
    assert linted.as_json()["complete"] is False
    assert NO_ADDRESS.en in said(text)
    assert said(text)[0] == CLEAN_AS_SHOWN.en


def test_an_id_that_is_not_seen_leaves_the_address_seen() -> None:
    """An address with a variable where an order's id belongs is judged like any other."""
    text = f"requests.get(f'{LIST}/{{order_id}}/entries', headers={HEADERS}, timeout=30)"
    assert lint(text, NOW_MS).as_json()["complete"] is True
    assert NO_ADDRESS.en not in said(text)
    assert said(text)[0] == CLEAN.en


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (f'Invoke-RestMethod "{LIST}?a[$ge]=$from"', '"filter[orders][creationDate][`$ge]=…"'),
        (f'curl -g "{LIST}?a[$ge]=$FROM"', '"filter[orders][creationDate][\\$ge]=…"'),
        ('curl -g "$BASE/orders?a[$le]=1"', '"filter[orders][creationDate][\\$le]=…"'),
        (f'$from = time(); $ch = curl_init("{LIST}?a[$ge]=$from");', '"filter[orders][creationDate][\\$ge]=…"'),
        (f'curl -g "{LIST}?a[$ge]=1"', "'filter[orders][creationDate][$ge]=…'"),
        (f'Invoke-RestMethod "{LIST}?a[$ge]=1"', "'filter[orders][creationDate][$ge]=…'"),
    ],
)
def test_the_advice_leaves_other_variables_alone(text: str, fixed: str) -> None:
    """Single quotes are advised only where no variable of the author's would be taken away with the operator."""
    (finding,) = found(text, "shell-eats-dollar")
    assert finding.fixed == fixed
    assert ("single quotes" in finding.message.en) is fixed.startswith("'")


@pytest.mark.parametrize(
    ("since", "until", "is_too_wide"),
    [
        ("int(time.time() - 14 * 86400) * 1000 - 59_000", None, False),
        ("int(time.time() - 14 * 86400) * 1000 - 61_000", None, True),
        ("int(time.time() - 14 * 86400) * 1000 - 999", "int(time.time() * 1000)", False),
        (f"{NOW_MS - 20 * DAY_MS - 1}", f"{NOW_MS - 6 * DAY_MS}", True),
    ],
)
def test_a_window_up_to_now_has_some_slack(since: str, until: str | None, is_too_wide: bool) -> None:  # noqa: FBT001 - a column
    """Fourteen days up to now are not found too long for a clock that was rounded; a written window has no slack."""
    end = f", '{UNTIL}': {until}" if until else ""
    text = f"requests.get('{LIST}', params={{'{SINCE}': {since}{end}}})"
    assert bool(found(text, "date-range-too-wide")) is is_too_wide


@pytest.mark.parametrize(
    ("beyond_ms", "length"),
    [
        (1, "14 days and 0.001 s"),
        (90_000, "14 days and 1 min"),
        (3_600_000, "14 days and 60 min"),
        (7 * 3_600_000, "14.3 days"),
        (DAY_MS, "15 days"),
    ],
)
def test_a_window_that_is_too_long_never_reads_as_fourteen_days(beyond_ms: int, length: str) -> None:
    """The length that is told is always more than what is allowed."""
    until = NOW_MS - 9 * DAY_MS
    query = f"{PAGES}&{SINCE}={until - 14 * DAY_MS - beyond_ms}&{UNTIL}={until}"
    (finding,) = found(listed(query), "date-range-too-wide")
    assert finding.message.en.startswith(f"The window is {length} long;")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (f"$ch = curl_init('{LIST}');", Severity.NOTE),
        (f'var r = new HttpRequestMessage(HttpMethod.Get, "{LIST}");', Severity.WARNING),
        (curl(User__Agent=None) + " -H 'User-Agent:'", Severity.WARNING),
        (f"GET {LIST} HTTP/1.1\nAccept: */*", Severity.WARNING),
    ],
)
def test_of_an_absent_user_agent_no_more_is_claimed_than_is_known(text: str, severity: Severity) -> None:
    """What becomes of a request without a name is not known, and nobody complains of PHP, which sends none."""
    (finding,) = found(text, "user-agent-missing")
    assert (finding.severity, finding.standing) == (severity, Standing.INFERRED)
    assert "not known" in finding.message.en


POWERSHELL = "[DateTimeOffset]::Now.AddDays(-14).ToUnixTimeSeconds()"


@pytest.mark.parametrize(
    ("value", "in_seconds"),
    [
        (POWERSHELL, True),
        ("([DateTimeOffset](Get-Date)).ToUnixTimeSeconds()", True),
        ("[int](Get-Date -UFormat %s)", True),
        (f"{POWERSHELL} * 1000", False),
        (POWERSHELL.replace("Seconds", "Milliseconds"), False),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        f'$from = {{}}\nInvoke-RestMethod "{LIST}?{SINCE.replace("$", "`$")}=$from"',
        f"$from = {{}}\n$body = @{{{{'{SINCE}' = $from}}}}\nInvoke-RestMethod '{LIST}' -Body $body",
        f"$body = @{{{{'{SINCE}' = {{}}}}}}\nInvoke-RestMethod '{LIST}' -Body $body",
    ],
)
def test_powershells_clock_in_seconds_is_known(call: str, value: str, in_seconds: bool) -> None:  # noqa: FBT001 - a column
    """A date from a clock in seconds is found wherever it is put in; one in milliseconds is not."""
    assert bool(found(call.format(value), "date-in-seconds")) is in_seconds


def test_powershells_clock_within_a_string_is_known() -> None:
    """So is a clock that stands in the address itself, unless zeros make milliseconds of it."""
    address = f"{LIST}?{SINCE.replace('$', '`$')}=$({POWERSHELL})"
    assert found(f'irm "{address}"', "date-in-seconds")
    assert not found(f'irm "{address}000"', "date-in-seconds")
