"""What passes between a client and the simulator: requests as they were seen, and the ways to answer them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

JSON_API = "application/vnd.api+json"
JSON = "application/json"
HTML = "text/html; charset=utf-8"

# Put on every answer whose wording or status nobody has published, so that a reader of a dump is not misled.
GUESS = ("X-Simulator-Standing", "guess")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A request as the simulator saw it, whether or not it was ever answered.

    Header names keep the case they came in; `received_at` is in seconds on the monotonic clock;
    `connection` counts accepted connections from 0.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    received_at: float
    connection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request in the form the rules read: a decoded query, header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def user_agent(self) -> str:
        """The User-Agent, empty when the header is absent or empty."""
        return self.headers.get("user-agent", "").strip()

    @property
    def from_browser(self) -> bool:
        """Whether the User-Agent is one of a browser."""
        return self.user_agent.startswith("Mozilla/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A well-formed HTTP answer."""

    status: int
    body: bytes = b""
    media_type: str | None = JSON_API
    headers: tuple[tuple[str, str], ...] = ()
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """No answer at all, for as long as the client stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """These bytes, and then the connection is cut without a TLS farewell: by FIN, or by RST."""

    sent: bytes = b""
    reset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drip:
    """These bytes, then one piece every so many seconds for ever; with an empty piece nothing more comes."""

    sent: bytes
    piece: bytes = b""
    every_s: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Flood:
    """These bytes, then one piece after another as fast as the client reads, for ever."""

    sent: bytes
    piece: bytes


Action = Reply | Silence | Cut | Drip | Flood
Answerer = Callable[[Request], Action | None]


def always(action: Action) -> Answerer:
    """Answer every request alike."""
    return lambda _request: action


def json_reply(document: object, *, status: int = 200, media_type: str = JSON_API, guess: bool = False) -> Reply:
    """Answer with a JSON document."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return Reply(status=status, body=body, media_type=media_type, headers=(GUESS,) if guess else ())


def refusal(title: str, *, status: int = 400, guess: bool = False) -> Reply:
    """Answer with Kaspi's one known form of an error: `errors[].title` alone."""
    return json_reply({"errors": [{"title": title}]}, status=status, guess=guess)


def html_reply(title: str, text: str = "", *, status: int, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Answer with a small HTML page; its wording is always a guess."""
    page = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1>\n{text}\n</body></html>\n"
    return Reply(status=status, body=page.encode(), media_type=HTML, headers=(*headers, GUESS))


def head(status: int, *headers: tuple[str, str]) -> bytes:
    """Build the first bytes of an answer by hand, for answers that go wrong further on."""
    lines = (f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers))
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n"
