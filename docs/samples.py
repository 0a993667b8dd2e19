"""Creates reports/samples: real runs against the simulator, with everything that varies set to fixed values.

`make samples` runs it. The text formats are rendered from the samples' own JSON; the tests hold them to that.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from kaspi_doctor.doctor import all_formats
from kaspi_doctor.document.view import View
from kaspi_doctor.report import Report, from_json
from kaspi_doctor.wording import Language

if TYPE_CHECKING:
    from kaspi_doctor.format import Format

FOLDER = Path(__file__).parents[1] / "reports" / "samples"
FAILURE, HEALTHY = "token-rejected", "documented"
FORMATS = {known.id: known for known in all_formats()}
PICTURED = (Language.EN, Language.RU)
"""The languages of the READMEs."""
COLUMNS = 96
PICTURE = {"width": 960, "height": 860}
LARGEST_PICTURE = 150_000

STARTED_AT = datetime.fromisoformat("2026-11-24T09:00:00+05:00")
TIMINGS_S = {
    "timing.connect_s": 0.021,
    "timing.tls_s": 0.043,
    "timing.first_byte_s": 0.118,
    "timing.body_s": 0.002,
    "http.silence_s": 3.0,
}
USUAL = {
    "clock.local": STARTED_AT.isoformat(),
    "clock.offset_s": 0,
    "clock.zone": "UTC+05:00",
    "process.runtime.version": "3.12.4",
    "openssl.version": "OpenSSL 3.0.13 30 Jan 2024",
    "os.name": "Linux",
    "os.version": "6.8.0",
    "tls.ca.system": "/etc/ssl/certs/ca-certificates.crt",
    "tls.ca.certifi": "2026.10.18",
}
WORDS = (
    (r"127\.0\.0\.1:\d+", "127.0.0.1:8443"),
    (r"/[^\s\"']*?kaspi-doctor-simulator-\w+/ca\.pem", "/tmp/kaspi-doctor-simulator/ca.pem"),  # noqa: S108 - in a text
    (r"Python 3\.\d+\.\w+, UTC[+-]\d\d:\d\d", "Python 3.12.4, UTC+05:00"),
    (r" \(trustme v[\d.]+\)", ""),
    (r"(?<=[Pp]ort )\d+(?= )|(?<=Порт )\d+|\b\d+(?=-порт)", "8443"),
)
DATES = re.compile(r"(%24ge%5D=)(\d{13})(.*?%24le%5D=)(\d{13})")


def run(scenario: str) -> Report:
    """Run a scenario and return its report, the same in every run."""
    command = [sys.executable, "-m", "kaspi_doctor", "demo", scenario, "--json", "--patience", "0.6"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)  # noqa: S603 - ourselves
    return from_json(usual(json.loads(done.stdout)))


def usual(shape: dict[str, Any]) -> dict[str, Any]:
    """Set what differs from run to run, or from machine to machine, to fixed values."""
    text = json.dumps(shape, ensure_ascii=False)
    for pattern, word in WORDS:
        text = re.sub(pattern, word, text)
    shape = json.loads(DATES.sub(_ended_at_the_start, text))
    moment = STARTED_AT
    for observation in shape["observations"]:
        facts = observation["facts"]
        facts |= {name: value for name, value in {**TIMINGS_S, **USUAL}.items() if name in facts}
        if "server.port" in facts:
            facts["server.port"] = 8443
        taken = sum(value for name, value in facts.items() if name in TIMINGS_S)
        if "timing.total_s" in facts:
            facts["timing.total_s"] = round(taken, 6)
        observation |= {"started_at": moment.isoformat(), "duration_s": round(taken or 0.001, 6)}
        moment += timedelta(milliseconds=20)
    shape["credentials"]["source"] = "env:KASPI_TOKEN"
    shape["observations"][0]["facts"]["token.source"] = "env:KASPI_TOKEN"
    return shape | {"run_id": "7f3c9a1e", "started_at": STARTED_AT.isoformat(), "duration_s": 3.34}


def _ended_at_the_start(found: re.Match[str]) -> str:
    end_ms = round(STARTED_AT.timestamp() * 1000)
    days_ms = round((int(found[4]) - int(found[2])) / 86_400_000) * 86_400_000
    return f"{found[1]}{end_ms - days_ms}{found[3]}{end_ms}"


def file_of(scenario: str, known: Format) -> Path:
    """Name the sample of a format: by its id where the suffix is not its own."""
    ending = f"{known.id}.txt" if known.suffix == "txt" else known.suffix
    return FOLDER / f"{scenario}.{ending}"


def texts(failure: Report, healthy: Report) -> dict[Path, str]:
    """Return the samples that are text, each with its file."""
    view = View(width=COLUMNS)
    made = {file_of(FAILURE, known): known.render(failure, view) for known in FORMATS.values()}
    made |= {file_of(HEALTHY, FORMATS[name]): FORMATS[name].render(healthy, view) for name in ("html", "json")}
    for language in PICTURED:
        made[FOLDER / f"{FAILURE}.terminal.{language}.svg"] = drawn(failure, language)
    return made


def drawn(report: Report, language: Language) -> str:
    """Draw what a terminal shows; the fonts are the reader's own, nothing is fetched."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor")
    view = View(language=language, width=COLUMNS, colour=True)
    console.print(Text.from_ansi(FORMATS["terminal"].render(report, view)), end="")
    command = "kaspi-doctor check" if language is Language.EN else f"kaspi-doctor check --lang {language}"
    svg = console.export_svg(title=command, theme=MONOKAI, unique_id=f"kaspi-doctor-{language}")
    fetched = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
    return fetched.sub("", svg).replace("Fira Code,", "")


def saved(scenario: str) -> Report:
    """Read the JSON sample of a scenario."""
    return from_json(json.loads(file_of(scenario, FORMATS["json"]).read_text("utf-8")))


def main() -> int:
    """Write every sample anew."""
    FOLDER.mkdir(exist_ok=True)
    for path, text in texts(run(FAILURE), run(HEALTHY)).items():
        path.write_text(text, "utf-8", newline="\n")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("No Chromium here: the pictures of the page stay as they are.", file=sys.stderr)
        return 0
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for language in PICTURED:
            page = browser.new_page(viewport=PICTURE, color_scheme="light")  # type: ignore[arg-type] # a size
            page.set_content(FORMATS["html"].render(saved(FAILURE), View(language=language)))
            page.screenshot(path=FOLDER / f"{FAILURE}.page.{language}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
