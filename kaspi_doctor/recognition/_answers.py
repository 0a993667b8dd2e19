"""An answer as a client prints it: what a text shows, after a status, of the headers and the body."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Symptom
from kaspi_doctor.judging import HEADERS_READ, PAGE_BEGINS, TITLED, Judgement, Received, judge, legible
from kaspi_doctor.observation import AnswerKind
from kaspi_doctor.recognition._records import RECORD
from kaspi_doctor.recognition._signs import Named, readable
from kaspi_doctor.recognition._statuses import STATUS_LINE

_LENGTH: Final = "content-length"
_TYPES: Final = ("content-type", "content_type", "contenttype", "mimetype", "unexpected mimetype")
_STRING: Final = r"(?:'(?>[^'\\]|\\.)*'|\"(?>[^\"\\]|\\.)*\")"
_HEADER: Final = re.compile(
    rf"(?<![\w-])(?P<name>{'|'.join((*sorted(HEADERS_READ), _LENGTH, *_TYPES))})['\"]?\s*(?:=>|[:=])\s*"
    r"(?P<value>\[[^\]]*\]|'[^'\n]*'|\"[^\"\n]*\"|[^\n]*)",
    re.IGNORECASE,
)
_COOKIE: Final = re.compile(r"(?:^|[\[,'\"])\s*([\w.-]+)=")
_FIRST_WORD: Final = re.compile(r"[^\s;,'\"\[\]{}]+")
_SAID_BY_CURL: Final = re.compile(
    r"^[*>] [^\n]*$|^[{}] \[\d+ bytes data\]$|\* Connection #\d+ to host [^\n]*", re.MULTILINE
)
_SENT: Final = re.compile(
    r"(?:^|[{,])\s*['\"]?(?:config|request)['\"]?\s*:\s?[\[{<].*?"
    r"(?=(?:^|[{,])\s*['\"]?(?:response|data)['\"]?\s*:(?! undefined)|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""The request that axios shows beside its answer: its headers are not the answer's."""
_HEAD: Final = re.compile(r"[^\n]*\n(?:[< \t]*[A-Za-z][\w-]*:[^\n]*(?:\n|\Z))+(?P<blank>[< \t\r]*\n)?")
_MAPPING: Final = re.compile(rf"\{{(?>[^{{}}'\"]|{_STRING})*\}}", re.DOTALL)
_GOES_ON: Final = re.compile(r"\s*[,}\]]")
_KEY: Final = re.compile(r"['\"]?(?<![\w-])(?:data|body|text)['\"]?\s*[:=]\s*(?!undefined)")
_STRINGS: Final = re.compile(rf"({_STRING}(?:\s*\+\s*{_STRING})*)", re.DOTALL)
_JOINT: Final = re.compile(r"(['\"])\s*\+\s*\1")
_BODY: Final = re.compile(
    rf"{PAGE_BEGINS.pattern}|\{{\s*\\?['\"](?:errors?|data|message|title|code)\\?['\"]\s*:|\{{\s*(?:errors|data): ",
    re.IGNORECASE,
)
"""What begins a body for certain, wherever it stands."""
_BEGINS: Final = re.compile(rf"\s*(?:{PAGE_BEGINS.pattern}|<!--|<\?xml|[\[{{]\s*(?:\\?['\"\[{{]|\w+:))", re.IGNORECASE)
"""What a body begins with that is JSON or a page, where one is expected."""
_ENDS: Final = re.compile(r"^(?:Traceback \(|curl: \()", re.MULTILINE)
_SINGLY_QUOTED: Final = re.compile(r"'((?>[^'\\]|\\.)*)'")
_BARE_KEY: Final = re.compile(r"([{,]\s*)([A-Za-z_$][\w$]*)(\s*:)")
_ELIDED: Final = re.compile(r"\[(?:Array|Object)\]")
_CONSTANT: Final = re.compile(rf"\b(True|False|None|undefined)\b|{_ELIDED.pattern}")
_CONSTANTS: Final = {"True": "true", "False": "false"}
_SUCCESS: Final = range(200, 300)
_OF_ANOTHER_PATH: Final = re.compile(r"/shop/api/(?!v2/orders\b)|/v2/orders/\w|\b(?:POST|PUT|PATCH)\b")
_ONE_RESOURCE: Final = re.compile(rb"\s*\{\s*\"data\"\s*:\s*\{")
_JSON: Final = json.JSONDecoder()
_BY_TITLE: Final = {*TITLED, AnswerKind.REFUSED}


class Printed(NamedTuple):
    """An answer in a text."""

    received: Received
    has_head: bool = False
    """Its headers are shown together, so that what follows is its body."""
    lines: int = 0
    """Line breaks after the status over which the answer certainly goes on."""
    is_alone: bool = False
    """The text is nothing but the status, or asks about it."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing of it is shown but the status."""
        return self.received == Received(status=self.received.status)

    @property
    def judgement(self) -> Judgement:
        """What it amounts to, as far as it is shown."""
        return _judged_bare(self.received.status) if self.is_bare else judge(self.received)


@cache
def _judged_bare(status: int) -> Judgement:
    return judge(Received(status=status))


class _Head(NamedTuple):
    fields: list[tuple[str, str]]
    end: int
    is_together: bool = True
    is_before_body: bool = False
    """The body follows right after; else it may have a name of its own further on."""


class _Body(NamedTuple):
    text: str
    is_whole: bool = False
    lines: int = 0


def printed_after(text: str, status: int) -> Printed:
    """Read the answer whose status stands right before a text."""
    shown = _SAID_BY_CURL.sub(_blank, text)
    shown = _SENT.sub(_blank, shown) if "config" in shown else shown
    head = _head(shown)
    length = next((int(value) for name, value in head.fields if name == _LENGTH and value.isdecimal()), None)
    start = head.end if head.is_before_body else _start(shown, head)
    body = None
    if start is not None:
        end = _ENDS.search(shown, start) if head.is_before_body else None
        part = shown[start : end.start() if end else None]
        body = _body(part.lstrip(), length)
        start += len(part) - len(part.lstrip())
    if body is None and length == 0:
        body = _Body("", is_whole=True)
    received = Received(
        status=status,
        media_type=next((value for name, value in head.fields if name in _TYPES), ""),
        headers=legible(head.fields),
        body=body.text.encode("utf-8", "replace") if body else None,
        is_excerpt=body is not None and not body.is_whole,
    )
    lines = shown.count("\n", 0, start or head.end) + (body.lines if body else 0)
    return Printed(received, has_head=head.is_together, lines=lines)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _head(shown: str) -> _Head:
    if not _HEADER.search(shown):
        return _Head([], 0, is_together=False)
    lines = _HEAD.match(shown)
    if lines and (fields := _fields(lines[0])):
        return _Head(fields, lines.end(), is_before_body=lines["blank"] is not None)
    for mapping in _MAPPING.finditer(shown):
        fields = _fields(mapping[0])
        if any(name in (_LENGTH, *_TYPES) for name, _ in fields):
            goes_on = _GOES_ON.match(shown, mapping.end())
            return _Head(fields, mapping.start() if goes_on else mapping.end(), is_before_body=not goes_on)
    body = _BODY.search(shown)
    return _Head(_fields(shown[: body.start()] if body else shown), 0, is_together=False)


def _fields(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for match in _HEADER.finditer(text):
        name, value = match["name"].lower(), match["value"]
        values = _COOKIE.findall(value) if name == "set-cookie" else _FIRST_WORD.findall(value)[:1]
        found += [(name, value) for value in values]
    return found


def _start(shown: str, head: _Head) -> int | None:
    """Return where a body begins that may stand anywhere: by its name, among headers, or by how it looks."""
    named = _KEY.search(shown, head.end) if head.fields else None
    begun = _BODY.search(shown)
    if named and not (begun and begun.start() < named.start()):
        return named.end()
    return begun.start() if begun else None


def _body(text: str, length: int | None) -> _Body | None:
    """Return the body that a text begins with; None where it shows none for certain."""
    for whole in (text, text.rstrip("\r\n"), text.rstrip()):
        if whole and len(whole.encode("utf-8", "replace")) == length:
            return _Body(whole, is_whole=True, lines=whole.count("\n"))
    if strings := _STRINGS.match(text):
        inner = _JOINT.sub("", strings[1])[1:-1]
        return (_body(inner, length) or _Body(inner))._replace(lines=strings[0].count("\n"))
    for form in _readings(text):
        if form[:1] in {"{", "["} and (document := _document(form)):
            return document._replace(is_whole=not _ELIDED.search(text))
    begun = next((form for form in (readable(text).lstrip(), text) if _BEGINS.match(form)), None)
    return _Body(begun, lines=begun.count("\n", 0, max(begun.lower().find("</html>"), 0))) if begun else None


def _readings(text: str) -> Iterator[str]:
    yield text
    plain = readable(text).lstrip()
    yield plain
    yield from map(_as_json, (text, plain))


def _document(text: str) -> _Body | None:
    try:
        document, end = _JSON.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    is_json = isinstance(document, dict | list)
    return _Body(text[:end], is_whole=True, lines=text.count("\n", 0, end)) if is_json else None


def _as_json(text: str) -> str:
    """Write what Python and JavaScript print of an object as JSON, line for line."""
    text = _SINGLY_QUOTED.sub(lambda match: json.dumps(match[1].replace("\\'", "'"), ensure_ascii=False), text)
    text = _BARE_KEY.sub(r'\1"\2"\3', text)
    return _CONSTANT.sub(lambda match: _CONSTANTS.get(match[0], "null"), text)


def answer_only(following: str) -> str:
    """Return what may belong to an answer after its status line: up to the next record or the next answer."""
    ends = [match.start() for match in (RECORD.search(following), STATUS_LINE.search(following)) if match]
    return following[: min(ends)] if ends else following


def to_be_noted(printed: Printed, *, has_title: bool) -> Printed:
    """Return what is to be noted of an answer where a title may decide: a title speaks for itself, on its own line."""
    kinds = printed.judgement.kinds
    if len(kinds) == 1 and kinds[0] not in _BY_TITLE:
        return printed
    if has_title or kinds[0] in TITLED:
        return Printed(Received(status=printed.received.status))
    return printed._replace(lines=0)


def causes_of(printed: Printed, meanings: Mapping[AnswerKind, Cause], before: str) -> list[Named]:
    """Return the causes that an answer may have, likeliest first; none of one that tells of nothing wrong.

    A 2xx tells of something wrong only by the body that is shown, if nothing ``before`` it names another path than the
    list's: there other JSON is right.
    """
    kinds, is_sure, _ = printed.judgement
    if printed.received.status in _SUCCESS and kinds[0] in {AnswerKind.BROKEN, AnswerKind.DATA}:
        is_another = _OF_ANOTHER_PATH.search(before) or _ONE_RESOURCE.match(printed.received.body or b"")
        is_seen = printed.has_head or printed.received.body == b""
        if len(kinds) > 1 or kinds[0] is AnswerKind.DATA or not is_seen or is_another:
            return []
    found = [(meanings[kind], Confidence.SUSPECTED) for kind in kinds]
    if is_sure:
        sure = found[0][0].confidence
        found[0] = (found[0][0], max(sure, Confidence.LIKELY, key=lambda c: c.rank) if printed.is_alone else sure)
    return found


def meanings_of(causes: Sequence[Cause]) -> dict[AnswerKind, Cause]:
    """Read from the causes' symptoms which of them each kind of answer means."""
    meant: dict[AnswerKind, Cause] = {}
    for cause in causes:
        for symptom in cause.symptoms:
            if isinstance(symptom, Symptom) and symptom.probe_id == DECIDING:
                meant.update((kind, cause) for kind in symptom.answers)
    return meant
