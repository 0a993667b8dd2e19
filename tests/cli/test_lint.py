"""``kaspi-doctor lint``, as a user starts it."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import is_one_clear_line, run

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "bm90LWEtcmVhbC10b2tlbi1vbmx5LXRoZS1zaGFwZS4="
ORDER = "https://kaspi.kz/shop/api/v2/orders/OTAwMDAwMDAx"
HEADERS = ("User-Agent: my-shop/1.0", "Accept: application/vnd.api+json", "Content-Type: application/vnd.api+json")
GOOD = f"{ORDER}\n" + "\n".join((*HEADERS, "X-Auth-Token: $KASPI_TOKEN"))
BAD = f"curl -k {ORDER} -H 'Authorization: Bearer {TOKEN}'"


@pytest.mark.parametrize(
    ("text", "code"), [(GOOD, 0), (GOOD.replace("Content-Type", "X-Other"), 0), (BAD, 1), ("hello", 3), ("", 3)]
)
def test_the_exit_code_tells(text: str, code: int, tmp_path: Path) -> None:
    """0 for nothing wrong or notes alone, 1 for findings, 3 for what is no request, however it is given."""
    assert run("lint", "-", cwd=tmp_path, stdin=text.encode()).code == code
    assert run("lint", cwd=tmp_path, stdin=text.encode()).code == code
    if text:
        assert run("lint", text, cwd=tmp_path).code == code


def test_json_has_the_contracts_shape(tmp_path: Path) -> None:
    """The JSON has every key of the contract, in three languages, and the mended request for five clients."""
    document = json.loads(run("lint", "--json", cwd=tmp_path, stdin=BAD.encode()).out)
    assert document["schema_version"] == 1
    assert document["recognised"] is True
    assert set(document["mended"]) == {"curl", "httpx", "requests", "powershell", "fetch"}
    finding = next(finding for finding in document["findings"] if finding["id"] == "token-header-wrong")
    assert set(finding) >= {"id", "severity", "standing", "where", "message", "mended", "cause"}
    assert finding["severity"] == "error"
    assert finding["where"] == "Authorization"
    assert finding["mended"] == "X-Auth-Token: $KASPI_TOKEN"
    assert set(finding["message"]) == {"en", "ru", "kk"}


def test_json_of_no_request_is_json(tmp_path: Path) -> None:
    """What is no request is told on standard error, and as JSON on standard output."""
    ran = run("lint", "hello", "--json", cwd=tmp_path)
    assert is_one_clear_line(ran.err)
    assert json.loads(ran.out) == {"schema_version": 1, "recognised": False, "findings": [], "mended": None}


@pytest.mark.parametrize("form", ["terminal", "plain", "markdown"])
@pytest.mark.parametrize(("lang", "word"), [("en", "error"), ("ru", "ошибка"), ("kk", "қате")])
def test_every_format_tells_all(form: str, lang: str, word: str, tmp_path: Path) -> None:
    """Each format for people names every finding, its cause and the mended request for each client."""
    ran = run("lint", "--format", form, "--lang", lang, cwd=tmp_path, stdin=BAD.encode())
    assert word in ran.out
    for said in ("certificate-check-off", "token-header-wrong", "explain token-rejected", "Python httpx", "PowerShell"):
        assert said in " ".join(ran.out.split())
    assert "curl -g -sS --max-time 30 \\\n" in ran.out
    assert "\nimport os\n" in ran.out
    assert "\x1b" not in ran.out
    assert ran.err == ""


def test_colour_is_asked_for(tmp_path: Path) -> None:
    """Escape sequences come only into the terminal's format, and only when colour is wanted."""
    colour = {"FORCE_COLOR": "1"}
    assert "\x1b[" in run("lint", "--format", "terminal", BAD, cwd=tmp_path, environment=colour).out
    assert "\x1b" not in run("lint", "--format", "terminal", "--no-color", BAD, cwd=tmp_path, environment=colour).out
    assert "\x1b" not in run("lint", "--format", "plain", BAD, cwd=tmp_path, environment=colour).out


def test_ascii_is_ascii(tmp_path: Path) -> None:
    """With ``--ascii`` an English page holds no other characters."""
    assert run("lint", "--ascii", BAD, cwd=tmp_path).out.isascii()


def test_a_url_with_headers_as_words(tmp_path: Path) -> None:
    """A URL followed by ``-H`` options is one request; a header given so counts."""
    options = [part for header in HEADERS for part in ("-H", header)]
    assert run("lint", ORDER, *options, "--header", "X-Auth-Token: $KASPI_TOKEN", cwd=tmp_path).code == 0
    assert run("lint", ORDER, *options, cwd=tmp_path).code == 1


def test_a_command_line_after_two_hyphens(tmp_path: Path) -> None:
    """After ``--`` a whole command line is taken, with its own options."""
    ran = run("lint", "--json", "--", "curl", "-k", ORDER, "-H", HEADERS[1], cwd=tmp_path)
    ids = {finding["id"] for finding in json.loads(ran.out)["findings"]}
    assert "certificate-check-off" in ids
    assert "accept-missing" not in ids


@pytest.mark.parametrize(
    "data",
    [
        BAD.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + BAD.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + BAD.encode("utf-16-be"),
        BAD.replace("curl", "# запрос\ncurl").encode("cp1251"),
        BAD.replace(" ", " \\\r\n").encode(),
    ],
)
def test_encodings_are_understood(data: bytes, tmp_path: Path) -> None:
    """UTF-8 and UTF-16 with their marks, Windows' Cyrillic and its line ends are read."""
    assert run("lint", "-", cwd=tmp_path, stdin=data).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "xml"),
        ("--format", "json", "--format", "jsn"),
        ("--json", "--format", "plain"),
        ("--lang", "de"),
        ("--frmat", "json"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """What cannot be done is told in one line, with exit code 2."""
    ran = run("lint", *arguments, ORDER, cwd=tmp_path)
    assert ran.code == 2
    assert is_one_clear_line(ran.err)
    assert ran.out == ""


def test_a_file_is_pointed_to_standard_input(tmp_path: Path) -> None:
    """Whoever gives a file's name is told how a file is read."""
    (tmp_path / "request.har").write_text("{}", encoding="utf-8")
    assert "lint - < FILE" in run("lint", "request.har", "--lang", "en", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ('{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}', True),
        ('{"data": [], "meta": {"pageCount": 0}}', True),
        ("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n\r\n{}", True),
        ("<!DOCTYPE html><html><body>404</body></html>", True),
        ('{"name": "my shop"}', False),
        ("[" * 100_000, False),
        ("hello", False),
    ],
)
def test_an_answer_is_told_from_a_request(text: str, is_answer: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column
    """Whoever gives what Kaspi said is sent to the command that explains it."""
    ran = run("lint", "-", "--lang", "en", cwd=tmp_path, stdin=text.encode())
    assert ran.code == 3
    assert is_one_clear_line(ran.err)
    assert ("explain -" in ran.err) is is_answer


@pytest.mark.parametrize("form", ["terminal", "plain", "markdown", "json"])
def test_no_secret_is_printed(form: str, tmp_path: Path) -> None:
    """Neither the request's token nor the environment's is in the output, even where a parameter holds it."""
    text = f"curl '{ORDER}?a={TOKEN}&secret-of-mine-0001=2' -H 'X-Auth-Token: \"{TOKEN}\"' -b 'mc-sid=0123456789abcdef'"
    list_text = text.replace("/OTAwMDAwMDAx", "")
    ran = run("lint", "--format", form, list_text, cwd=tmp_path, environment={"KASPI_TOKEN": "secret-of-mine-0001"})
    assert ran.code == 1
    for secret in (TOKEN[:8], TOKEN[20:28], "secret-of", "0123456789abcdef"):
        assert secret not in ran.out + ran.err


def test_controls_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and direction marks in the request are shown, not acted on."""
    text = f"curl '{ORDER[:-17]}?page[number]=0&%1b[2J%e2%80%ae=1&filter[orders][state]=%1b]0;x%07' -A 'x\x1b[1m'"
    ran = run("lint", "--format", "terminal", text, cwd=tmp_path)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", ran.out)


def test_the_network_is_not_touched(tmp_path: Path) -> None:
    """Nothing is imported that could make a connection."""
    ran = run("lint", BAD, cwd=tmp_path, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in ran.err.splitlines()}
    assert "kaspi_doctor.lint" in imported
    assert not {"httpx", "ssl", "dns"} & imported
