"""The request as it should be: what was meant, in the form that the API accepts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kaspi_doctor.lint import facts
from kaspi_doctor.lint.facts import Family
from kaspi_doctor.lint.request import Pair, is_variable
from kaspi_doctor.lint.rule import LintContext
from kaspi_doctor.lint.rules.filters import fixed_state, fixed_status, included, words
from kaspi_doctor.lint.rules.headers import UID_HEADER
from kaspi_doctor.lint.rules.paging import number
from kaspi_doctor.lint.rules.user_agent import is_own
from kaspi_doctor.redaction import MASK

USER_AGENT = "my-shop/1.0"
TOKEN = "KASPI_TOKEN"  # noqa: S105 - the variable's name
MERCHANT_UID = "KASPI_MERCHANT_UID"
TIMEOUT_S = 30
_LONGEST_AGENT = 300
_VALUE = re.compile(r"[\w .:,@+/=-]{1,100}", re.ASCII)
_PATH = re.compile(r"[\w./=~-]{1,200}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header of the corrected request: its value is written, or it is a variable of the environment."""

    name: str
    value: str = ""
    variable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """The request as it should be; it always reads only, over https, with a token from the environment."""

    origin: str
    """Scheme, host and port."""
    path: str
    params: tuple[Pair, ...]
    headers: tuple[Header, ...]

    @property
    def url(self) -> str:
        """The address without its parameters."""
        return f"{self.origin}{self.path}"


def fix(subject: LintContext) -> Fixed:
    """Make a request as near as possible to what was meant. All that is not known to the API is left out."""
    address = subject.request.address
    code = facts.code_in(subject.path)
    path = facts.LIST if code else _written(subject.path)
    family = facts.family(path)
    params: tuple[Pair, ...]
    if code:
        params = (Pair(facts.CODE, code),)
    elif family is Family.LIST:
        params = tuple(_list_params(subject))
    else:
        params = tuple(pair for pair in address.params if family is Family.GOODS and _is_plain(pair))
    stays = address.is_loopback and address.scheme == "https" and re.fullmatch(r"[\w.:\[\]-]+", address.authority)
    origin = f"https://{address.authority if stays else facts.HOST}"
    return Fixed(origin=origin, path=path, params=params, headers=tuple(_headers(subject, family)))


def _written(path: str) -> str:
    """Return a path with a word in place of what only the author's program knows."""
    parts = (part if not part or _PATH.fullmatch(part) else "ID" for part in path.split("/"))
    return "/".join(parts)


def _is_plain(pair: Pair) -> bool:
    return _VALUE.fullmatch(pair.value) is not None and re.fullmatch(r"[\w.-]{1,40}", pair.name, re.ASCII) is not None


def _list_params(subject: LintContext) -> Iterator[Pair]:
    code = subject.meant(facts.CODE)
    if code and re.fullmatch(r"[\w-]{1,40}", code, re.ASCII):
        yield Pair(facts.CODE, code)
        return
    page, size = number(subject.meant(facts.PAGE_NUMBER)), number(subject.meant(facts.PAGE_SIZE))
    yield Pair(facts.PAGE_NUMBER, str(page if page is not None and page > 1 else 0))
    yield Pair(facts.PAGE_SIZE, str(min(size or facts.USUAL_PAGE, facts.LARGEST_PAGE)))
    yield Pair(facts.SINCE, str(subject.window.since_ms))
    yield Pair(facts.UNTIL, str(subject.window.until_ms))
    yield from _words(subject)
    for name in (facts.DELIVERY_TYPE, facts.SIGNATURE):
        value = subject.meant(name) or ""
        if re.fullmatch(r"[A-Za-z_]{1,40}", value):
            yield Pair(name, value)
    include = subject.meant(facts.INCLUDE)
    if include and not is_variable(include):
        yield Pair(facts.INCLUDE, included(include))


def _words(subject: LintContext) -> Iterator[Pair]:
    """Put states and statuses where they belong, the first of several."""
    given = [*words(subject, facts.STATE), *words(subject, facts.STATUS)]
    if not given:
        given = [
            value for name in (facts.STATE, facts.STATUS) if (value := subject.meant(name)) and not is_variable(value)
        ]
    state = next((found for word in given if (found := fixed_state(word)) and word.upper() not in facts.STATUSES), None)
    status = next((found for word in given if (found := fixed_status(word)) and word.upper() not in facts.STATES), None)
    if state:
        yield Pair(facts.STATE, state)
    if status:
        yield Pair(facts.STATUS, status)


def _headers(subject: LintContext, family: Family) -> Iterator[Header]:
    agent = subject.request.header("user-agent") or ""
    keeps = agent.isascii() and agent.isprintable() and 0 < len(agent) <= _LONGEST_AGENT and is_own(agent)
    is_kept = keeps and bool(agent.strip()) and not is_variable(agent) and MASK not in agent
    yield Header(name="User-Agent", value=agent.strip() if is_kept else USER_AGENT)
    media_type = "application/json" if family is Family.GOODS else facts.MEDIA_TYPE
    yield Header(name="Accept", value=media_type)
    if family is not Family.GOODS:
        yield Header(name="Content-Type", value=media_type)
    yield Header(name="X-Auth-Token", variable=TOKEN)
    uid = subject.request.header(UID_HEADER) or ""
    if is_variable(uid):
        yield Header(name="X-Merchant-Uid", variable=MERCHANT_UID)
    elif uid.isascii() and uid.isdigit() and len(uid) <= len("12345678901234567890"):
        yield Header(name="X-Merchant-Uid", value=uid)
