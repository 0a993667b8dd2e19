"""What is asked of contributors fits the program that they contribute to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from kaspi_doctor.cause import Standing
from tests.docs.reading import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "tests" / "corpus" / "README.md", *(ROOT / "docs" / "decisions").glob("*.md")]


@pytest.mark.parametrize("name", ["bug", "new-cause"])
def test_a_form_asks_for_an_anonymous_report_and_never_for_a_token(name: str) -> None:
    """Each form names the command that makes a report fit to be shown, warns of tokens, and has no field for one."""
    text = (FORMS / f"{name}.yml").read_text("utf-8")
    body = yaml.safe_load(text)["body"]
    assert "`kaspi-doctor check --save --anonymous`" in text
    assert "**Never paste a token**" in body[0]["attributes"]["value"]
    fields = [field["attributes"]["label"].lower() for field in body[1:]]
    assert not [label for label in fields if "token" in label or "password" in label]
    assert all("id" in field for field in body[1:])


def test_a_new_cause_is_asked_for_its_standing() -> None:
    """The standings to choose from are the program's, in its order."""
    body = yaml.safe_load((FORMS / "new-cause.yml").read_text("utf-8"))["body"]
    (options,) = [field["attributes"]["options"] for field in body if field.get("id") == "standing"]
    assert [option.split()[0] for option in options] == [standing.value for standing in Standing]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_somewhere(page: Path) -> None:
    """Every relative link of the pages for contributors names a file that is there."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_set_of_the_corpus_has_an_origin() -> None:
    """The corpus' page names each file of texts that there is."""
    text = (ROOT / "tests" / "corpus" / "README.md").read_text("utf-8")
    sets = {path.stem for path in (ROOT / "tests" / "corpus").glob("*/*.txt")}
    assert sets
    assert {name for name in sets if f"`{name}`" not in text} == set()
