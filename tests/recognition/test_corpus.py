"""Every text of the corpus is explained right, and no other text is taken for Kaspi's doing."""

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
    """Give the ids of the causes that a text shows, likeliest first."""
    return [finding.cause.id for finding in recognised(text).findings]


def test_the_corpus_is_there() -> None:
    """There are enough texts of both kinds for their rates to mean something."""
    assert len(POSITIVE) >= 150
    assert len(NEGATIVE) >= 60


@pytest.mark.parametrize("entry", POSITIVE, ids=lambda entry: entry.name)
def test_a_text_of_the_corpus_is_explained(entry: Entry) -> None:
    """The likeliest cause comes first, and the others that the text leaves open are named."""
    found = ids(entry.text)
    assert found[:1] == list(entry.causes[:1])
    assert set(entry.causes) <= set(found)


@pytest.mark.parametrize("entry", NEGATIVE, ids=lambda entry: entry.name)
def test_another_text_is_not_taken_for_kaspis(entry: Entry) -> None:
    """What another host, another program or a writer of prose says is not recognised."""
    assert ids(entry.text) == []


@pytest.mark.parametrize("cause", [pytest.param(cause, id=cause.id) for cause in CATALOGUE])
def test_a_cause_is_recognised_by_what_it_says_of_itself(cause: Cause) -> None:
    """Every text that a cause shows its reader leads back to the cause."""
    for client, text in cause.appearances:
        assert cause.id in ids(text), client


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866"])
def test_encodings_of_windows_are_read(encoding: str) -> None:
    """A Russian message is recognised in every encoding that Windows' programs write."""
    text = "строка первая\r\nInvoke-RestMethod : Время ожидания операции истекло.\r\n"
    assert ids(text.encode(encoding))[0] == "user-agent-filtered"
