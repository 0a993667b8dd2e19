"""Every text of the corpus is explained right, and no other text is taken for Kaspi's doing."""

from itertools import groupby
from typing import Any

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.recognition.recogniser import Recognition, recognise
from kaspi_doctor.registry import collect
from tests.recognition.corpus import Entry, entries

CATALOGUE = collect(causes, "CAUSE", Cause)
POSITIVE, NEGATIVE = entries("positive"), entries("negative")


def recognised(text: str | bytes) -> Recognition:
    """Read one text."""
    return recognise([text.encode() if isinstance(text, str) else text], CATALOGUE)


def ids(text: str | bytes) -> list[str]:
    """Return the ids of the causes that a text shows, likeliest first."""
    return [finding.cause.id for finding in recognised(text).findings]


def test_the_corpus_is_there() -> None:
    """There are enough texts of both kinds for their rates to mean something."""
    assert len(POSITIVE) >= 150
    assert len(NEGATIVE) >= 60


def by_file(entries_: tuple[Entry, ...]) -> list[Any]:
    """Texts of one file together: a test for each would take longer to be handed out than to be run."""
    return [pytest.param(tuple(group), id=name) for name, group in groupby(entries_, lambda entry: entry.file)]


@pytest.mark.parametrize("texts", by_file(POSITIVE))
def test_a_text_of_the_corpus_is_explained(texts: tuple[Entry, ...]) -> None:
    """The likeliest cause comes first, and the others that the text leaves open are named."""
    found = {entry: ids(entry.text) for entry in texts}
    wrong = {entry.name: (entry.causes, seen) for entry, seen in found.items() if seen[:1] != list(entry.causes[:1])}
    missing = {entry.name: set(entry.causes) - set(seen) for entry, seen in found.items()}
    assert wrong == {}
    assert {name: causes for name, causes in missing.items() if causes} == {}


@pytest.mark.parametrize("texts", by_file(NEGATIVE))
def test_another_text_is_not_taken_for_kaspis(texts: tuple[Entry, ...]) -> None:
    """What another host, another program or a writer of prose says is not recognised."""
    found = {entry.name: ids(entry.text) for entry in texts}
    assert {name: seen for name, seen in found.items() if seen} == {}


@pytest.mark.parametrize("cause", [pytest.param(cause, id=cause.id) for cause in CATALOGUE])
def test_a_cause_is_recognised_by_what_it_says_of_itself(cause: Cause) -> None:
    """Every text that a cause shows its reader leads back to the cause."""
    for client, text in cause.appearances.items():
        assert cause.id in ids(text), client


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866"])
def test_encodings_of_windows_are_read(encoding: str) -> None:
    """A Russian message is recognised in every encoding that Windows' programs write."""
    text = "строка первая\r\nInvoke-RestMethod : Время ожидания операции истекло.\r\n"
    assert ids(text.encode(encoding))[0] == "user-agent-filtered"
