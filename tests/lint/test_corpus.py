"""Requests as people write them: what is found in each, and what becomes of it."""

from itertools import groupby

import pytest

from kaspi_doctor.doctor import all_causes
from kaspi_doctor.lint import NotARequestError, Severity, all_rules, lint
from kaspi_doctor.wording import Language
from tests.lint.reading_corpus import NOW_MS, TOKEN, Entry, entries

ENTRIES = entries()
CONTRACT = """
user-agent-missing user-agent-library token-header-missing token-header-wrong token-damaged token-placeholder
accept-missing content-type-missing merchant-uid-missing wrong-host plain-http path-without-shop unknown-path
code-used-as-id write-method dates-missing date-in-seconds date-not-a-number dates-reversed date-range-too-wide
pagination-missing page-starts-at-one page-size-too-large unknown-parameter unknown-state status-in-state states-joined
unknown-status include-misspelt certificate-check-off no-timeout curl-globbing shell-eats-dollar
"""
"""The ids as the contract lists them."""

by_file = pytest.mark.parametrize(
    "texts",
    [
        pytest.param(tuple(group), id=file)
        for file, group in groupby(ENTRIES, lambda entry: entry.name.partition("/")[0])
    ],
)
"""Texts of one file together: a test for each would take longer to be handed out than to be run."""


@by_file
def test_exactly_what_is_wrong_is_found(texts: tuple[Entry, ...]) -> None:
    """Of every text the ids found are the expected ones, neither fewer nor more."""
    for entry in texts:
        assert {finding.id for finding in lint(entry.text, NOW_MS).findings} == entry.expected, entry.name


@by_file
def test_the_mended_request_is_right_in_every_client_and_stays_as_it_is(texts: tuple[Entry, ...]) -> None:
    """The mended request, read again as each client's text, has only what nobody can know, and is mended to itself."""
    for entry in texts:
        fixed = lint(entry.text, NOW_MS).fixed
        for client, text in fixed.items():
            again = lint(text, NOW_MS)
            assert {finding.id for finding in again.findings} <= {"merchant-uid-missing"}, (entry.name, client)
            assert again.fixed == fixed, (entry.name, client)


@by_file
def test_no_token_is_given_back(texts: tuple[Entry, ...]) -> None:
    """Nothing that is given back holds eight characters of the token in a row."""
    for entry in texts:
        told = str(lint(entry.text, NOW_MS).as_json())
        assert not any(TOKEN[start : start + 8] in told for start in range(len(TOKEN) - 7)), entry.name


def test_the_corpus_is_large_enough() -> None:
    """There are at least 80 texts, and each rule of the contract speaks in one of them."""
    assert len(ENTRIES) >= 80
    assert set().union(*(entry.expected for entry in ENTRIES)) >= set(CONTRACT.split())


def test_the_rules_are_the_contracts() -> None:
    """Every id of the contract has a rule, and no two rules share an id; further rules may be added."""
    ids = [rule.id for rule in all_rules()]
    assert set(ids) >= set(CONTRACT.split())
    assert len(set(ids)) == len(ids)


def test_every_cause_that_is_named_exists() -> None:
    """A rule names only causes that can be explained."""
    assert {rule.cause for rule in all_rules() if rule.cause} <= {cause.id for cause in all_causes()}


def test_every_message_is_written_in_every_language() -> None:
    """No message is empty in a language, and the three differ."""
    for entry in ENTRIES:
        for finding in lint(entry.text, NOW_MS).findings:
            said = [finding.message.into(language) for language in Language]
            assert all(said)
            assert len(set(said)) == len(said)


def test_notes_alone_are_clean() -> None:
    """A request with nothing but notes counts as clean; a single warning does not."""
    by_id = {entry.name: lint(entry.text, NOW_MS) for entry in ENTRIES}
    noted = by_id["python/founding-documents-good-one"]
    assert [finding.severity for finding in noted.findings] == [Severity.NOTE]
    assert noted.is_clean
    assert not by_id["curl/first-page-is-one"].is_clean


def test_findings_come_gravest_first() -> None:
    """Errors stand before warnings, and warnings before notes."""
    for entry in ENTRIES:
        ranks = [list(Severity).index(finding.severity) for finding in lint(entry.text, NOW_MS).findings]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "requests.exceptions.ReadTimeout",
        "[]",
        "{}",
        '{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}',
        "curl",
        "curl -k",
        "curl is a program",
        "GET",
        "import requests\nprint(requests.__version__)",
        "names.get('a/b')",
        "Invoke-WebRequest",
        "2026-11-24 09:00:01 GET /orders 200",
        "SELECT * FROM orders",
        "\x00\x00",
        "https://",
        "fetch()",
        "kaspi",
    ],
)
def test_what_is_no_request_is_told(text: str) -> None:
    """A text without a request is refused rather than guessed at."""
    with pytest.raises(NotARequestError):
        lint(text, NOW_MS)
