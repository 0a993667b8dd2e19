"""The page: as a parser sees it, and in a real browser."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.html import FORMAT, NAMES
from kaspi_doctor.wording import Language
from tests.formats.reports import ATTACKS, EVERY, HEALTHY, REJECTED, UNEXPLAINED, spoilt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LONG = 1000
VOID = {"meta", "link", "input", "rect", "line"}
CONTRAST = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const bed = element => { for (let e = element; e; e = e.parentElement) {
    const colour = parse(getComputedStyle(e).backgroundColor); if (colour.length < 4 || colour[3] > 0) return colour; }
    return [255, 255, 255]; };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const has_text = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!has_text || !element.getClientRects().length || element.closest("svg") || element.closest(".unseen")) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(bed(element))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.push(element.outerHTML.slice(0, 100));
  }
  return poor;
}"""


class Reader(HTMLParser):
    """Reads a page and notes its tags, its ids and what is left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is opened."""
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Prove that what is closed was the last one opened."""
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute, whatever it stands at."""
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", Language)
def test_the_page_is_well_formed(name: str, language: Language) -> None:
    """Every tag is closed in its order, no id stands twice, and each language has its article under its own name."""
    page = Reader(FORMAT.render(EVERY[name], View(language=language)))
    assert page.open == []
    assert max(Counter(page.values("id")).values()) == 1
    assert page.values("lang")[0] == language
    assert [value for tag, attribute, value in page.attributes if (tag, attribute) == ("article", "lang")] == list(
        NAMES
    )
    assert set(page.values("for")) <= set(page.values("id"))
    assert page.tags["h1"] == len(NAMES)
    assert {value for tag, attribute, value in page.attributes if (tag, attribute) == ("th", "scope")} == {"row", "col"}


@pytest.mark.parametrize("name", EVERY)
def test_the_page_asks_for_nothing(name: str) -> None:
    """No element could fetch or run anything: no script, picture, style sheet or frame, no address but links'."""
    page = Reader(FORMAT.render(EVERY[name], View()))
    assert not {"script", "img", "iframe", "object", "embed", "audio", "video", "form", "base"} & set(page.tags)
    assert [name for _, name, _ in page.attributes if name.startswith("on")] == []
    assert set(page.values("src")) == set()
    sources = {(tag, value) for tag, name, value in page.attributes if name == "href"}
    assert {value for tag, value in sources if tag != "a"} == {"data:,"}
    assert all(value.startswith("https://") for tag, value in sources if tag == "a")
    assert "default-src 'none'" in next(value for value in page.values("content") if "src" in value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_makes_no_element(attack: str) -> None:
    """A page with hostile strings has the same elements as one with harmless ones, links aside."""
    hostile, harmless = (Reader(FORMAT.render(spoilt(UNEXPLAINED, text), View())) for text in (ATTACKS[attack], "x"))
    assert hostile.open == []
    assert hostile.tags == harmless.tags
    assert Counter(name for _, name, _ in hostile.attributes) == Counter(name for _, name, _ in harmless.attributes)


def test_a_template_in_a_title_is_not_executed() -> None:
    """Braces from a server are shown as they stand."""
    text = FORMAT.render(spoilt(UNEXPLAINED, "{{7*7}} {% if %}"), View())
    assert "{{7*7}} {% if %}" in text
    assert "49" not in re.findall(r">[^<>]*\b49\b[^<>]*<", text)


def test_the_cause_comes_first_and_the_rest_in_the_order_of_its_use() -> None:
    """Verdict, evidence, remedies, probes, timing, environment and what was masked follow one another."""
    text = FORMAT.render(REJECTED, View())
    article = text[text.index('<article lang="en">') :]
    parts = ["CAUSE FOUND", "Why we think so", "What to do now", "Who has to act", ">Probes<", "Where the time went"]
    parts += [">Environment<", "What was masked", "Requests as sent", "References"]
    places = [article.index(part) for part in parts]
    assert places == sorted(places)


@pytest.fixture(scope="module")
def browser(chromium: str) -> "Iterator[Browser]":
    """Debian's Chromium, offline but for files."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


class Shown:
    """A report opened in a browser, with all that the page asked for and said."""

    def __init__(self, browser: "Browser", path: Path, text: str, *, width: int = 1000, dark: bool = False) -> None:
        path.write_text(text, encoding="utf-8")
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
        )
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(path.as_uri())

    def languages(self) -> list[str]:
        """Return the languages of the articles that are seen."""
        articles = self.page.locator("article").all()
        return [article.get_attribute("lang") or "" for article in articles if article.is_visible()]


@pytest.mark.browser
@pytest.mark.parametrize("language", Language)
def test_the_switch_shows_one_language_at_a_time(browser: "Browser", tmp_path: Path, language: Language) -> None:
    """The view's language is shown first; a click, and the arrow keys, change it, without a request or a message."""
    shown = Shown(browser, tmp_path / "report.html", FORMAT.render(REJECTED, View(language=language)))
    assert shown.languages() == [language]
    for other in Language:
        shown.page.get_by_text(NAMES[other], exact=True).click()
        assert shown.languages() == [other]
        assert REJECTED.causes["token-rejected"].title.into(other) in shown.page.locator("h1:visible").inner_text()
    shown.page.locator("input:checked").press("ArrowLeft")
    assert shown.languages() != [Language.EN]
    assert len(shown.languages()) == 1
    assert shown.asked == [(tmp_path / "report.html").as_uri()]
    assert shown.said == []
    shown.page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["healthy", "two-causes", "long", "hostile"])
def test_nothing_scrolls_sideways(browser: "Browser", tmp_path: Path, name: str) -> None:
    """No report in any language is wider than a telephone's or a tablet's window, and hostile ones do nothing."""
    attacks = {"long": ATTACKS["long"], "hostile": " ".join(text for text in ATTACKS.values() if len(text) < LONG)}
    report = spoilt(UNEXPLAINED, attacks[name]) if name in attacks else EVERY[name]
    shown = Shown(browser, tmp_path / "report.html", FORMAT.render(report, View()))
    shown.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    for width in (360, 768):
        shown.page.set_viewport_size({"width": width, "height": 800})
        for language in Language:
            shown.page.evaluate(f"document.getElementById('choose-{language}').checked = true")
            assert shown.languages() == [language]
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.page.title().startswith("kaspi-doctor · ")
    assert (shown.asked[1:], shown.said) == ([], [])
    shown.page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["healthy", "rejected", "crashed"])
def test_everything_can_be_read(browser: "Browser", tmp_path: Path, name: str) -> None:
    """Each piece of text stands out from what is behind it as WCAG AA asks, by day and by night."""
    shown = Shown(browser, tmp_path / "report.html", FORMAT.render(EVERY[name], View()))
    for scheme in ("light", "dark"):
        shown.page.emulate_media(color_scheme=scheme)
        assert shown.page.evaluate(CONTRAST) == []
    shown.page.close()


@pytest.mark.browser
def test_a_screen_reader_finds_its_way(browser: "Browser", tmp_path: Path) -> None:
    """The switch is a choice by name, the verdict the one heading of the first level, each bar told in words."""
    shown = Shown(browser, tmp_path / "report.html", FORMAT.render(HEALTHY, View()))
    page = shown.page
    assert [page.get_by_role("radio", name=name).count() for name in NAMES.values()] == [1, 1, 1]
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("table").count() == 2
    assert page.get_by_role("rowheader").filter(has_text="orders-valid: passed").count() == 1
    bar = page.get_by_role("row", name="orders-valid").get_by_role("img").get_attribute("aria-label") or ""
    assert bar == "preparation 5 ms, connection 21 ms, waiting for the first byte 133 ms, body 4 ms"
    page.close()


@pytest.mark.browser
def test_it_prints_in_one_language_on_a_few_sheets(browser: "Browser", tmp_path: Path) -> None:
    """On paper there is the chosen language alone, without the switch, dark letters on white, on A4."""
    shown = Shown(browser, tmp_path / "report.html", FORMAT.render(REJECTED, View(language=Language.KK)), dark=True)
    sheets = shown.page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 5
    shown.page.emulate_media(media="print")
    assert not shown.page.locator(".switch").is_visible()
    assert shown.languages() == ["kk"]
    assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    shown.page.close()


@pytest.mark.browser
def test_a_click_selects_a_command_whole(browser: "Browser", tmp_path: Path) -> None:
    """One click on a command is enough to copy it, and nothing but it is selected."""
    shown = Shown(browser, tmp_path / "report.html", FORMAT.render(REJECTED, View()))
    command = shown.page.locator("article[lang=en] ol pre code").first
    command.click()
    assert shown.page.evaluate("getSelection().toString()") == command.inner_text()
    shown.page.close()
