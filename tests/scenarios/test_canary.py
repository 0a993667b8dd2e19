"""A token that the world gives back is in no byte that this program writes, wherever it comes back and however."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import logging
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.doctor import all_formats, redactor_for
from kaspi_doctor.document.view import View
from kaspi_doctor.network import Network
from kaspi_doctor.observation import Layer, Observation, Outcome
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.redaction import MASK, Redactor
from kaspi_doctor.runner import run
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.wording import Language, Text
from tests.cli.running import run_here
from tests.formats.reports import UNEXPLAINED, spoilt
from tests.scenarios.echoing import answering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CANARY = "kDcanaryQ7zX4mW9pL2vB8nH5tR1yJ6sF3gE0aU+/xI="
PART = 8
"""So many characters of a secret in a row are too many."""
FORMATS = {known.id: known for known in all_formats()}


def _encodings(token: str) -> dict[str, str]:
    """The token as servers, libraries and logs are known to give it back."""
    raw = token.encode()
    return {
        "whole": token,
        "in part": f"{token[3:15]} … {token[20:32]}",
        "percent": quote(token, safe=""),
        "all percent": "".join(f"%{byte:02X}" for byte in raw),
        "base64": base64.b64encode(raw).decode(),
        "base64 of a header": base64.b64encode(b"X-Auth-Token: " + raw + b"\r\n").decode(),
        "base64 for addresses": base64.urlsafe_b64encode(b"t=" + raw).decode(),
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
        "JSON": json.dumps(token).replace("/", "\\/"),
        "small letters": token.lower(),
        "twice percent": quote(quote(token, safe=""), safe=""),
    }


def _pieces(token: str) -> set[str]:
    """What a leak would hold, found without the redactor's own knowledge of forms."""
    raw = token.encode()
    whole = {token, quote(token, safe=""), raw.hex(), "".join(f"%{byte:02x}" for byte in raw)}
    encoded = {base64.b64encode(b"\0" * shift + raw).decode()[4:-4] for shift in range(3)}
    texts = {text.casefold() for text in (*whole, *encoded, *(text.replace("+", "-") for text in encoded))}
    length = {text: PART if len(text) < 100 else PART * 3 for text in texts}  # an escaped character is three
    return {text[at : at + length[text]] for text in texts for at in range(len(text) - length[text] + 1)}


PIECES = _pieces(CANARY)


def leaks(text: str, pieces: set[str] = PIECES) -> list[str]:
    """Return the pieces of the token that a text holds."""
    folded = text.casefold()
    return sorted(piece for piece in pieces if piece in folded)


def _http(status: str, *headers: str, body: str = "") -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body.encode())}", "", ""))
    return (head + body).encode()


def _titled(text: str) -> bytes:
    document = json.dumps({"errors": [{"title": f"Refused: {text}"}]})
    return _http("400 Bad Request", "Content-Type: application/vnd.api+json", body=document)


ECHOES: dict[str, Callable[[str], bytes]] = {
    "title": _titled,
    "escaped title": lambda text: _titled("").replace(b"Refused: ", "".join(f"\\u{ord(c):04x}" for c in text).encode()),
    "name in JSON": lambda text: _http("200 OK", "Content-Type: application/json", body=json.dumps({text: {text: 1}})),
    "page": lambda text: _http("200 OK", "Content-Type: text/html", body=f"<html><title>{text}</title>{text}</html>"),
    "challenge": lambda text: _http("403 No", "Content-Type: text/html", body=f"<html>cf-chl {text} Just a moment"),
    "Server": lambda text: _http("503 No", f"Server: {text}", "Content-Type: text/html", body="<html>"),
    "Retry-After": lambda text: _http("429 Slow down", f"Retry-After: {text}"),
    "Location": lambda text: _http("302 Found", f"Location: https://evil.example/{text}?t={text}"),
    "Date": lambda text: _http("401 No", f"Date: {text}"),
    "Content-Type": lambda text: _http("418 Tea", f"Content-Type: {text}", body=text),
    "Content-Encoding": lambda text: _http("418 Tea", f"Content-Encoding: {text}", body=text),
    "reason": lambda text: _http(f"500 {text}", f"X-Auth-Token: {text}"),
    "broken header": lambda text: f"HTTP/1.1 200 OK\r\n{text}\r\n {text}\r\n\r\n".encode(),
    "no HTTP": lambda text: f"{text}\r\n{text}\r\n".encode(),
    "broken chunk": lambda text: f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{text}\r\n".encode(),
    "half a title": lambda text: _titled(text)[:-4],
}


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """Everything that any library logs, however unimportant; the token is configured as most have it."""
    monkeypatch.setenv("KASPI_TOKEN", CANARY)
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def _written(*words: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Check with every format to a file and the loudest of them to stdout; give all that was written, anywhere."""
    folder.mkdir()
    for format_id in FORMATS:
        words += ("--report", f"{format_id}={folder / format_id}")
    ran = run_here(
        *("check", *words, "--verbose", "--neutral-host", "none", "--timeout", "5", "--patience", "0.3"),
        *("--format", "markdown", "--save-dir", str(folder / "saved")),
        capsys=capsys,
    )
    assert ran.code in {0, 1, 3, 4}, ran.err
    for language in set(Language) - {Language.EN}:  # which the check itself has written
        again = [part for name in FORMATS for part in ("--report", f"{name}={folder / name}.{language}")]
        run_here("render", str(folder / "json"), "--lang", language, "--verbose", *again, capsys=capsys)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == len(FORMATS) * len(Language) + 3
    texts = [path.read_bytes().decode("utf-8", "replace") for path in files]
    return "\n".join((ran.out, ran.err, *texts))


@pytest.mark.parametrize("place", ECHOES)
def test_what_a_server_echoes_is_masked(
    place: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    logged: pytest.LogCaptureFixture,
) -> None:
    """A server that gives the token back, each probe in another encoding, gets it into no file, stream or log."""
    numbers = itertools.count()
    forms = [*_encodings(CANARY).values()]
    asked: list[bytes] = []

    def answer(head: bytes) -> bytes:
        asked.append(head)
        at = next(numbers) * 2 % len(forms)
        return ECHOES[place](f"{forms[at]} {forms[at + 1]}")

    with answering(answer, tmp_path) as (port, ca_file):
        words = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", "--ca-file", str(ca_file))
        written = _written(*words, folder=tmp_path / "out", capsys=capsys)
    assert sum(CANARY.encode() in head for head in asked) >= 1
    assert "orders-valid" in written
    assert "asyncio" in logged.text
    assert leaks(written + logged.text) == []


HOST = f"{CANARY[:38].lower()}.example"


@pytest.mark.parametrize(("name", "is_trusted"), [("kaspi.kz", True), ("kaspi.kz", False), (HOST, True), (HOST, False)])
def test_what_a_certificate_holds_is_masked(
    name: str,
    is_trusted: bool,  # noqa: FBT001 - a row of the table
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    logged: pytest.LogCaptureFixture,
) -> None:
    """A certificate with the token as its issuer, its subject and its host's name is shown without it."""
    with answering(lambda _head: _titled("x"), tmp_path, name=name, words=CANARY) as (port, ca_file):
        words = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", *(("--ca-file", str(ca_file)) if is_trusted else ()))
        written = _written(*words, folder=tmp_path / "out", capsys=capsys)
    assert "[masked]" in written
    assert leaks(written + logged.text) == []


@pytest.mark.parametrize("scenario", ["proxy-wants-password", "proxy-with-password-works", "proxy-refuses"])
def test_a_proxys_password_is_masked(
    scenario: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A secret in a proxy's address is nowhere, whether the proxy takes it, refuses it, or is never asked."""
    password = CANARY.replace("/", "%2F") if scenario == "proxy-refuses" else quote(CANARY, safe="")
    with serve(SCENARIOS[scenario]) as endpoint:
        for name, value in endpoint.environment.items():
            monkeypatch.setenv(name, value.replace("made-up", password))
        variable = next(name for name in endpoint.environment if "proxy" in name.lower())
        scheme, _, rest = endpoint.environment[variable].partition("://")
        monkeypatch.setenv(variable, f"{scheme}://somebody:{password}@{rest.rpartition('@')[2]}")
        written = _written(*endpoint.arguments, folder=tmp_path / "out", capsys=capsys)
    assert leaks(written + logged.text) == []


@pytest.mark.parametrize("answer", ["407 {0}", "502 {0}", "200 {0}\r\nX: {0}", "{0}"])
def test_what_a_proxy_echoes_is_masked(
    answer: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A proxy that answers CONNECT with its own password and the token gets neither into what is written."""
    said = f"HTTP/1.1 {answer.format(CANARY + ' ' + base64.b64encode(f'u:{CANARY}'.encode()).decode())}\r\n\r\n"
    with answering(lambda _head: said.encode(), tmp_path, encrypted=False) as (port, _):
        monkeypatch.setenv("HTTPS_PROXY", f"http://u:{quote(CANARY, safe='')}@127.0.0.1:{port}")
        written = _written("--quick", folder=tmp_path / "out", capsys=capsys)
    assert leaks(written + logged.text) == []


DAMAGES = ("{0}\n", '"{0}"', "Bearer {0}", "X-Auth-Token: {0}", "{0}\u200b", "\x00{0}", "{0}\n{0}")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_token_that_no_header_can_hold_is_masked(
    damage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], logged: pytest.LogCaptureFixture
) -> None:
    """A damaged token, which makes libraries quote it in their exceptions, is told without it."""
    token_file = tmp_path / "token"
    token_file.write_bytes(damage.format(CANARY).encode())
    with answering(lambda _head: _titled(CANARY), tmp_path) as (port, ca_file):
        words = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", "--ca-file", str(ca_file))
        written = _written(*words, "--token-file", str(token_file), folder=tmp_path / "out", capsys=capsys)
    assert leaks(written + logged.text) == []


def test_a_folder_named_by_the_token_is_told_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], logged: pytest.LogCaptureFixture
) -> None:
    """Where files are saved is said on stderr, the last wall between."""
    with answering(lambda _head: _titled("x"), tmp_path) as (port, ca_file):
        words = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", "--ca-file", str(ca_file), "--quick")
        ran = run_here("check", *words, "--save-dir", str(tmp_path / CANARY[:30]), capsys=capsys)
    assert ran.err.count(f"/{MASK}/") == 3
    assert leaks(ran.out + ran.err + logged.text) == []


@pytest.mark.parametrize("form", [*_encodings(CANARY).values()])
def test_an_exceptions_text_is_left_out(form: str, logged: pytest.LogCaptureFixture) -> None:
    """A probe that crashes with the token on its lips, or says it in its sentence and facts, is told without it."""

    async def crash(_context: Context) -> Answer:
        raise ValueError(f"Illegal header value b'{form}'") from LookupError(form)

    async def blurt(_context: Context) -> Answer:
        return Answer(summary=Text.same(f"said {form}"), facts={"a": form, "b": (form, f"x{form}x")})

    settings = Settings(credentials=Credentials.found(CANARY, "env:KASPI_TOKEN"))
    chosen = [
        Probe(id=f"probe-{step}", question=Text.same("?"), layer=Layer.ENVIRONMENT, step=step, ask=ask)
        for step, ask in enumerate((crash, blurt))
    ]

    async def seen() -> list[Observation]:
        made = run(chosen, settings, Network(settings), redactor_for(settings), lambda _: None)
        return [observation async for observation in made]

    observations = asyncio.run(seen(), debug=True)
    assert {o.probe_id: o.outcome for o in observations} == {"probe-0": Outcome.CRASHED, "probe-1": Outcome.PASSED}
    report = replace(UNEXPLAINED, observations=(*UNEXPLAINED.observations, *observations))
    written = [FORMATS[name].render(report, View(language=lang, verbose=True)) for name in FORMATS for lang in Language]
    assert leaks("".join(written) + logged.text + repr(settings)) == []


TOKENS = st.binary(min_size=32, max_size=32).map(lambda raw: base64.b64encode(raw).decode())


@given(TOKENS, st.text(max_size=12), st.data())
def test_no_token_in_no_encoding_gets_into_any_format(token: str, around: str, data: st.DataObject) -> None:
    """Any token, in any encoding, in any foreign text, is in no format and language: the first wall alone holds it."""
    form = data.draw(st.sampled_from(sorted(_encodings(token).values())))
    report = spoilt(UNEXPLAINED, Redactor([token]).foreign(f"{around}{form}{around}"))
    view = View(language=data.draw(st.sampled_from(Language)), verbose=True)
    text = FORMATS[data.draw(st.sampled_from(sorted(FORMATS)))].render(report, view)
    assert leaks(text, _pieces(token)) == []


@pytest.mark.parametrize("form", _encodings(CANARY))
def test_a_leak_would_be_noticed(form: str) -> None:
    """The search finds the token in each encoding, so that its silence means something."""
    assert leaks(f"before {_encodings(CANARY)[form]} after")
    assert leaks("nothing here") == []
