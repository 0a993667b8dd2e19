"""Answers that come whole and are not what was promised, or are merely packed."""

import functools
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace

from kaspi_doctor.simulator.exchange import JSON_API, Action, Cut, Flood, Reply, Request, always, head
from kaspi_doctor.simulator.scenario import FILTERED, Scenario, healthy, refused, said

_META = {"pageCount": 1, "totalCount": 1}
_GZIP = ("Content-Encoding", "gzip")
_OVER_BODY_BOUND = 300 * 1024
_OVER_HEAD_BOUND = 80 * 1024
_BOMB_MIB = 64


def _body(body: bytes) -> Callable[[Request, Reply], Action]:
    return lambda _request, reply: replace(reply, body=body)


def _json(document: object) -> Callable[[Request, Reply], Action]:
    return _body(json.dumps(document).encode())


def _truncated(_request: Request, reply: Reply) -> Action:
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def _packed(_request: Request, reply: Reply) -> Action:
    return replace(reply, body=gzip.compress(reply.body), headers=(*reply.headers, _GZIP))


def _endless(request: Request, reply: Reply) -> Action:
    start = head(200, ("Content-Type", JSON_API), ("Connection", "close")) + b'{"data":['
    return Flood(sent=start, piece=b"0," * 8192) if request.from_browser else reply


@functools.cache
def _bomb() -> bytes:
    """Pack 64 MiB that would be the right answer, once inflated, into about 64 KiB."""
    press = zlib.compressobj(9, wbits=31)
    parts = [press.compress(b'{"data":[],"meta":{"pageCount":0,"totalCount":0},"padding":"')]
    parts += [press.compress(b"0" * (1 << 20)) for _ in range(_BOMB_MIB)]
    return b"".join((*parts, press.compress(b'"}'), press.flush()))


def _bombed(_request: Request, reply: Reply) -> Action:
    return replace(reply, body=_bomb(), headers=(*reply.headers, _GZIP))


_BROKEN = refused("answer-broken", *FILTERED)

SCENARIOS = (
    Scenario(
        id="json-truncated",
        layer="api",
        summary=said("The JSON stops half-way.", "JSON обрывается на середине.", "JSON ортасында үзіліп қалады."),
        expected=_BROKEN,
        on_success=_truncated,
    ),
    Scenario(
        id="json-malformed",
        layer="api",
        summary=said("The response is not valid JSON.", "Ответ — не настоящий JSON.", "Жауап дұрыс JSON емес."),
        expected=_BROKEN,
        on_success=_body(b'{"data": [}, "meta": oops}'),
    ),
    Scenario(
        id="json-without-data",
        layer="api",
        summary=said("The answer has no 'data'.", "В ответе нет «data».", "Жауапта «data» жоқ."),
        expected=_BROKEN,
        on_success=_json({"included": [], "meta": _META}),
    ),
    Scenario(
        id="json-without-meta",
        layer="api",
        summary=said("The answer has no 'meta'.", "В ответе нет «meta».", "Жауапта «meta» жоқ."),
        expected=_BROKEN,
        on_success=_json({"data": [], "included": []}),
    ),
    Scenario(
        id="json-counts-as-text",
        layer="api",
        summary=said("The counts are text.", "Счётчики приходят строками.", "Санауыштар мәтін түрінде келеді."),
        expected=_BROKEN,
        on_success=_json({"data": [], "included": [], "meta": {"pageCount": "1", "totalCount": "1"}}),
    ),
    Scenario(
        id="json-list",
        layer="api",
        summary=said("The response is a bare list.", "Ответ — просто список.", "Жауап — жай ғана тізім."),
        expected=_BROKEN,
        on_success=_json([]),
    ),
    Scenario(
        id="body-empty",
        layer="api",
        summary=said("The response is 200 and empty.", "Ответ 200 и пустой.", "Жауап 200 және бос."),
        expected=_BROKEN,
        on_success=_body(b""),
    ),
    Scenario(
        id="body-too-large",
        layer="api",
        summary=said(
            "The body is correct, but larger than 256 KiB.",
            "Тело верное, но больше 256 КиБ.",
            "Денесі дұрыс, бірақ 256 КиБ-тан үлкен.",
        ),
        expected=_BROKEN,
        on_success=_json({"data": [], "meta": _META, "padding": "0" * _OVER_BODY_BOUND}),
    ),
    Scenario(
        id="body-floods",
        layer="api",
        summary=said("The body never ends.", "Тело льётся без конца.", "Жауап денесі шексіз ағып тұрады."),
        expected=_BROKEN,
        on_success=_endless,
    ),
    Scenario(
        id="headers-too-large",
        layer="api",
        summary=said("The headers are larger than 64 KiB.", "Заголовки больше 64 КиБ.", "Тақырыптар 64 КиБ-тан үлкен."),
        expected=refused("answer-broken"),
        in_front=always(
            Reply(status=200, body=b"{}", headers=tuple((f"X-{n}", "0" * 1024) for n in range(_OVER_HEAD_BOUND >> 10)))
        ),
    ),
    Scenario(
        id="not-http",
        layer="api",
        summary=said(
            "Something inside TLS responds that is not HTTP.",
            "Внутри TLS отвечает не HTTP.",
            "TLS ішінде HTTP емес нәрсе жауап береді.",
        ),
        expected=refused("answer-broken"),
        in_front=always(Cut(sent=b"\x00\x01made up: not HTTP\xff\xfe\r\n\r\n")),
    ),
    Scenario(
        id="gzip-unasked",
        layer="api",
        summary=said(
            "The response is correct, but compressed with gzip that nobody asked for.",
            "Ответ сжат gzip, о котором не просили, и верен.",
            "Жауап сұралмаған gzip-пен сығылған, бірақ дұрыс.",
        ),
        expected=healthy(*FILTERED),
        on_success=_packed,
    ),
    Scenario(
        id="gzip-bomb",
        layer="api",
        summary=said(
            "A small compressed body inflates to 64 MiB.",
            "Маленькое сжатое тело распаковывается в 64 МиБ.",
            "Кішкентай сығылған дене 64 МиБ-қа дейін ұлғаяды.",
        ),
        expected=_BROKEN,
        on_success=_bombed,
    ),
)
