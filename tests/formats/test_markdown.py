"""The format for tickets."""

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from markdown_it import MarkdownIt

from kaspi_doctor.document.markdown import escaped
from kaspi_doctor.document.view import View
from kaspi_doctor.formats.markdown import FORMAT
from kaspi_doctor.wording import Language
from tests.formats.made_causes import LONG_COMMAND, MENDING
from tests.formats.reports import ATTACKS, EVERY, HEALTHY, REJECTED, TWO_CAUSES, UNEXPLAINED, spoilt

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"details", "summary", "sub"}
"""The only HTML that the document itself holds."""
JOINER = "\u2060"


class Rendered(HTMLParser):
    """A document as a tracker shows it: its text, its elements, and the text of each sort of element."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.said = ""
        self.loose = ""
        """The text outside of code, where a tracker looks for mentions and addresses."""
        self.feed(MARKDOWN.render(source))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is opened, and where it leads."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag not in {"hr", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Prove that what is closed was the last one opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a piece of text."""
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)
        self.said += data
        if "code" not in self.open:
            self.loose += data


@pytest.mark.parametrize(("name", "language"), [*product(EVERY, Language)])
def test_the_summary_stands_on_top_and_the_rest_is_folded(name: str, language: Language) -> None:
    """The verdict is the first line, every fold is closed again, and the table is not shown unasked."""
    text = FORMAT.render(EVERY[name], View(language=language))
    page = Rendered(text)
    assert page.open == []
    assert text.startswith("## ")
    assert text.count("<details>\n") == text.count("</details>\n") == page.tags.count("details") >= 2
    assert text.index("<details>") < text.index("| orders-valid |")
    assert page.tags.count("table") == 2
    assert len(re.findall(r"^\|", text, re.MULTILINE)) == page.tags.count("tr") + 2


def test_a_fault_is_told_before_the_first_fold() -> None:
    """The verdict, what to do with its command, and who acts can be read without a click."""
    top = FORMAT.render(REJECTED, View()).split("<details>", maxsplit=1)[0]
    parts = ["## ❌ CAUSE FOUND: Kaspi does not accept this token", "### What to do now", "1. Do this first.", "2. "]
    parts += ["### Who has to act"]
    places = [top.index(part) for part in parts]
    assert places == sorted(places)
    assert f"   ```\n   {LONG_COMMAND}\n   ```\n" in top


def test_the_next_person_need_not_ask_back() -> None:
    """Evidence, probes, environment, what was masked and the requests are all there."""
    page = Rendered(FORMAT.render(REJECTED, View()))
    assert page.texts["summary"] == [
        "Why we think so",
        "Common pitfalls for your own client",
        "Probes",
        "Environment",
        "Requests as sent",
        "References",
    ]
    text = FORMAT.render(REJECTED, View())
    assert all(part in text for part in ("9c1d03aa", "7f3c9a1e", "env:KASPI_TOKEN, 44 characters", "$KASPI_TOKEN"))


def test_a_trap_has_its_lines_to_copy() -> None:
    """Each client's line stands as code after the client's name."""
    text = FORMAT.render(HEALTHY, View())
    assert f"  curl: `{MENDING['curl']}`\n" in text
    assert text.startswith("## ✅ HEALTHY: Kaspi responds to the documented request\n")


def test_a_warning_is_seen() -> None:
    """A warning among the advisories has a sign of its own, and a note has none."""
    text = FORMAT.render(TWO_CAUSES, View())
    assert "- ⚠️ **warning: The clock is wrong**" in text
    assert "- **note: There are no orders**" in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_only_text(attack: str) -> None:
    """Hostile strings make no element that harmless ones do not, and no link, picture or HTML."""
    page = Rendered(FORMAT.render(spoilt(UNEXPLAINED, ATTACKS[attack]), View()))
    harmless = Rendered(FORMAT.render(spoilt(UNEXPLAINED, "x"), View()))
    assert page.open == []
    assert page.links == []
    assert set(page.tags) <= set(harmless.tags) | {"code"}
    for tag in ("h2", "h3", "details", "summary", "table", "tr", "td", "li", "sub", "pre"):
        assert page.tags.count(tag) == harmless.tags.count(tag), tag


@pytest.mark.parametrize("attack", ["script", "attribute", "command", "markup", "template", "address"])
def test_hostile_text_is_shown_as_it_stands(attack: str) -> None:
    """A reader of the ticket sees the very text that the server sent."""
    page = Rendered(escaped(" ".join(ATTACKS[attack].split())))
    assert page.said.replace(JOINER, "").strip() == " ".join(ATTACKS[attack].split())


@pytest.mark.parametrize(
    "text",
    [
        "@somebody and @org/team",
        "mail a@evil.example",
        "see #12, !34, GH-5, org/repo#6, %7, $8, &9",
        "https://evil.example/?a=1 http://x.example www.evil.example ftp://evil.example",
        "mailto:a@evil.example :tada: ~label",
    ],
)
def test_a_tracker_finds_nothing_to_link(text: str) -> None:
    """Outside of code no mention, address, reference, label or emoji is left whole."""
    loose = Rendered(escaped(text)).loose
    assert not re.search(r"@\w|[#!%$&]\d|GH-\d|://|www\.|mailto:[a-z]|:\w+:|~\w", loose)


def test_our_own_code_is_set_as_code() -> None:
    """Backticks in our own sentences mark code; an address is code, so that it is neither linked nor changed."""
    text = FORMAT.render(UNEXPLAINED, View())
    assert "`kaspi-doctor check --verbose --save`" in text
    assert "7 requests sent to `https://kaspi.kz/shop/api/v2` in 3.2 s." in text


def test_plain_words_stay_readable_in_the_source() -> None:
    """Nothing is escaped that would show as it stands: a ticket is also read in mail, as source."""
    sentence = "user-agent-absent: a (30-day) window, HTTP 400; TLS_AES_128; 2026-11-24 04:20:53 UTC+05:00."
    assert escaped(sentence) == sentence
