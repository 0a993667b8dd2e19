"""What SECURITY.md and docs/windows.md claim has tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
