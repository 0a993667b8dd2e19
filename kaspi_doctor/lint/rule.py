"""A rule: what it looks at, how grave a slip is, and how far the fact behind it may be trusted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import TypeAlias

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint import dates, facts
from kaspi_doctor.lint.facts import Family
from kaspi_doctor.lint.names import nearest
from kaspi_doctor.lint.request import Pair, Request, is_named_by_variable, is_variable
from kaspi_doctor.wording import Text


class Severity(StrEnum):
    """How grave a finding is, the gravest first; notes alone leave the exit code 0."""

    ERROR = "error"
    """The request cannot succeed, or gives something away."""
    WARNING = "warning"
    NOTE = "note"


class LintContext:
    """A request with what the rules need to know about it."""

    def __init__(self, request: Request, now_ms: int) -> None:
        """Look at a request at an instant, in milliseconds since 1970."""
        address = request.address
        self.request = request
        self.now_ms = now_ms
        self.path = facts.meant_path(address.path)
        """The known address that the request is meant for."""
        self.family = facts.family(self.path)
        """The kind of that address."""
        is_shown = bool(address.path or address.host) and not is_variable(address.path)
        self.knows_address = is_shown or facts.speaks_of_orders(address.path)
        """Whether the text shows where the request goes, at least the path: only then can be told what it needs."""
        self.knows_params = not _has_variables(address.params)
        """Whether the text shows every parameter."""
        self.knows_headers = not _has_variables(request.headers)
        """Whether the text shows every header: only then can be told which are missing."""
        values = (address.path, *(value for _, value in address.params))
        self.shows_variables = not address.host or any(map(is_variable, values))
        """Whether a variable of the author's stands in the address, or in place of its beginning."""
        writes_on_purpose = request.method not in {"GET", "HEAD"} and not request.body_by_data
        is_written_out = self.family is Family.LIST and facts.speaks_of_orders(address.path)
        self.is_list = is_written_out and not writes_on_purpose
        """Whether it asks for the list of orders, by an address that is written out."""
        self.needs_window = self.is_list and not request.param(facts.CODE) and self.knows_params
        """Whether pages and dates are required: for a list that is not narrowed down to one order."""
        self.since, self.until = (_moment(request.param(name)) for name in (facts.SINCE, facts.UNTIL))
        """The window's ends, None where they are not given."""

    @cached_property
    def window(self) -> dates.Window:
        """The window that is meant, or as near to it as the API allows."""
        since, until = self.since or _moment(self.meant(facts.SINCE)), self.until or _moment(self.meant(facts.UNTIL))
        return dates.fixed_window(since, until, self.now_ms)

    def meant(self, name: str) -> str | None:
        """Return the value of a parameter, also where its name is misspelt."""
        exact = self.request.param(name)
        misspelt = (value for given, value in self.request.address.params if nearest(given) == name)
        return exact if exact is not None else next(misspelt, None)


def _moment(value: str | None) -> dates.Moment | None:
    return dates.read(value) if value else None


def _has_variables(pairs: Iterable[Pair]) -> bool:
    return any(is_named_by_variable(name) for name, _ in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """What a rule has found."""

    where: str
    """The parameter, the header, the option or the part of the URL."""
    message: Text
    fixed: str
    """The line as it should be."""
    severity: Severity | None = None
    """None: the rule's."""
    standing: Standing | None = None
    """None: the rule's."""


Violations: TypeAlias = Iterator[Violation]
"""What a rule finds in one request, one after the other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that requests are held against."""

    id: str
    severity: Severity
    standing: Standing
    """Of a client's or a shell's own behaviour: documented by its maker."""
    cause: str | None
    """The id of the cause that the slip leads to, which is explained there and nowhere else."""
    find: Callable[[LintContext], Violations]


def rule(
    id_: str, severity: Severity, standing: Standing, *, cause: str | None = None
) -> Callable[[Callable[[LintContext], Violations]], Rule]:
    """Make a rule of the function below, which finds what offends against it."""
    return partial(Rule, id_, severity, standing, cause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A slip under its rule's name."""

    id: str
    severity: Severity
    standing: Standing
    cause: str | None
    where: str
    message: Text
    fixed: str
    request: int = 1
    """The number of the request in its text, from 1."""
