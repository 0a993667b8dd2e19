"""SECURITY.md claims nothing without a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TEXT = (TESTS.parent / "SECURITY.md").read_text("utf-8")


def test_every_claim_names_a_test_that_exists() -> None:
    """Each thing that somebody cannot do names a test, and each test that is named is one."""
    claims = re.findall(r"^- .*?(?=^- |\n\n)", TEXT, re.MULTILINE | re.DOTALL)
    assert len(claims) > 15
    assert [claim for claim in claims if "::" not in claim] == []
    for file, name in re.findall(r"`(\S+)::(\w+)`", TEXT):
        assert f"\ndef {name}(" in (TESTS / file).read_text("utf-8"), f"{file}::{name}"
