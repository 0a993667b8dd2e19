"""The samples of the README: what today's formats make of them, so that they cannot rot."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from docs.samples import (
    FAILURE,
    FOLDER,
    FORMATS,
    HEALTHY,
    LARGEST_PICTURE,
    PICTURED,
    file_of,
    run,
    saved,
    texts,
    usual,
)
from kaspi_doctor.doctor import rejudged
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.report import to_json
from kaspi_doctor.simulator import SCENARIOS
from tests.docs.reading import ROOT

TEXTS = texts(saved(FAILURE), saved(HEALTHY))
PICTURES = {FOLDER / f"{FAILURE}.page.{language}.png" for language in PICTURED}
PNG = b"\x89PNG\r\n\x1a\n"
AGAIN = "differs from what the formats make of it today; `make samples` recreates it"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_sample_is_what_its_format_makes_of_it(path: Any) -> None:  # noqa: ANN401 - a path, by the parameters
    """Each text, and the drawing of the terminal, is byte for byte what is rendered from the sample's JSON."""
    assert path.read_bytes() == TEXTS[path].encode(), f"{path.name} {AGAIN}"


def test_there_is_one_sample_a_format_and_nothing_else() -> None:
    """Every format has its sample of the failure; the folder holds no file that nobody makes."""
    assert {file_of(FAILURE, known) for known in FORMATS.values()} < set(TEXTS)
    assert {path for path in FOLDER.iterdir() if not path.name.startswith(".")} == set(TEXTS) | PICTURES


@pytest.mark.parametrize("scenario", [FAILURE, HEALTHY])
def test_a_run_of_today_gives_the_same_sample(scenario: str) -> None:
    """Made anew from a real run, on whatever machine, the sample is the same; today's diagnosis agrees with it."""
    assert to_json(run(scenario)) == to_json(saved(scenario)), AGAIN
    assert to_json(rejudged(saved(scenario))) == to_json(saved(scenario)), AGAIN


@pytest.mark.parametrize("scenario", [FAILURE, HEALTHY])
def test_what_is_usual_stays(scenario: str) -> None:
    """What has been set to what is usual is not changed by setting it again."""
    shape = to_json(saved(scenario))
    again = usual(json.loads(json.dumps(shape)))
    assert {name: again[name] for name in shape if name != "observations"} | {"started_at": ""} == {
        name: shape[name] for name in shape if name != "observations"
    } | {"started_at": ""}
    assert [o["facts"] for o in again["observations"]] == [o["facts"] for o in shape["observations"]]


def test_a_sample_tells_nothing_of_the_machine_it_was_made_on() -> None:
    """No sample holds the simulator's token, a folder of this machine, or a port that a system gave out."""
    redactor = Redactor([SCENARIOS[FAILURE].token or ""])
    for path, text in TEXTS.items():
        assert redactor.document(text) == text, path.name
        assert not re.search(r"127\.0\.0\.1:(?!8443)\d", text), path.name
        assert str(ROOT) not in text, path.name


def test_the_drawing_asks_for_nothing() -> None:
    """The terminal's picture fetches no font, is read as XML, and shows the verdict in its reader's language."""
    for language, words in zip(PICTURED, ("CAUSE FOUND", "ПРИЧИНА НАЙДЕНА"), strict=True):
        text = (FOLDER / f"{FAILURE}.terminal.{language}.svg").read_text("utf-8")
        root = ET.fromstring(text)  # noqa: S314 - our own file
        assert not re.search(r"url\((?!#)|href=|<image|<script|@import|@font-face", text)
        assert words in "".join(root.itertext()).replace("\xa0", " ")


def test_the_pictures_are_small() -> None:
    """Each picture of the page is a PNG that a slow line loads at once."""
    for path in PICTURES:
        data = path.read_bytes()
        assert data.startswith(PNG)
        assert 10_000 < len(data) <= LARGEST_PICTURE


@pytest.mark.parametrize("page", ["README.md", "README.ru.md"])
def test_every_link_of_a_readme_leads_somewhere(page: str) -> None:
    """A link or picture within the repository names a file that is there, and the gallery shows page and terminal."""
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    assert [target for target in targets if not (ROOT / target).exists()] == []
    language = "ru" if page.endswith(".ru.md") else "en"
    for wanted in (f"{FAILURE}.page.{language}.png", f"{FAILURE}.terminal.{language}.svg", f"{FAILURE}.html"):
        assert f"reports/samples/{wanted}" in targets
    assert "docs/ci.md" in targets
