"""What the pages claim of tests, which are there, and of the number of requests, which is the plan's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaspi_doctor.doctor import all_probes
from kaspi_doctor.runner import most_requests, plan
from kaspi_doctor.settings import Credentials, Settings

TESTS = Path(__file__).parents[1]
SECURITY, WINDOWS = "SECURITY.md", "docs/windows.md"


def _text(page: str) -> str:
    return (TESTS.parent / page).read_text("utf-8")


def test_whatever_cannot_be_done_names_a_test() -> None:
    """Each thing that somebody cannot do stands beside the test that proves it."""
    claims = re.findall(r"^- .*?(?=^- |\n\n)", _text(SECURITY), re.MULTILINE | re.DOTALL)
    assert len(claims) > 15
    assert [claim for claim in claims if "::" not in claim] == []


@pytest.mark.parametrize("page", [SECURITY, WINDOWS])
def test_a_test_that_is_named_exists(page: str) -> None:
    """Each path leads to a file of tests, and each name is that of a test in it."""
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", _text(page))
    assert len(named) > 10
    for file, name in named:
        wanted = f"\ndef {name}(" if name else "\ndef test_"
        assert wanted in (TESTS / file).read_text("utf-8"), f"{file}::{name}"


def _most(*, quick: bool = False) -> int:
    return most_requests(plan(all_probes(), Settings(credentials=Credentials.found(None, None), quick=quick)))


NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
SAID = re.compile(rf"(?<!\d)({'|'.join(NUMBERS)}|[2-9]|1\d)\s+(?:requests|запрос\w*|сұрау\w*)\b", re.IGNORECASE)


def _numbers_in(text: str) -> list[int]:
    return [NUMBERS.get(number.lower()) or int(number) for number in SAID.findall(text)]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("README.md", [_most()]),
        ("README.ru.md", [_most()]),
        (SECURITY, [_most()]),
        ("docs/ci.md", []),
        (WINDOWS, []),
    ],
)
def test_a_number_of_requests_is_that_of_the_plan(page: str, said: list[int]) -> None:
    """Each page names as many requests as the usual plan makes, and no other number of them."""
    assert _numbers_in(_text(page)) == said


def test_the_quick_run_is_one_request() -> None:
    """As the page for CI jobs says."""
    assert "`--quick` sends only the request\nthat decides." in _text("docs/ci.md")
    assert _most(quick=True) == 1


def test_no_source_repeats_the_number_of_requests() -> None:
    """What the program says of its own requests is counted where it is said."""
    sources = (TESTS.parent / "kaspi_doctor").rglob("*.py")
    said = {number for path in sources for number in _numbers_in(path.read_text("utf-8"))}
    assert said
    assert _most() not in said
