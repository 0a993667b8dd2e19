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
    """How grave a finding is; notes alone leave the exit code 0."""

    ERROR = "error"
    """The request cannot succeed, or gives something away."""
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class LintContext:
    """A request with what the rules need to know about it."""

    def __init__(self, request: Request, now_ms: int) -> None:
        """Look at a request at an instant, in milliseconds since 1970."""
        self.request = request
        self.now_ms = now_ms

    @cached_property
    def path(self) -> str:
        """The known address that the request is meant for."""
        return facts.meant_path(self.request.address.path)

    @cached_property
    def family(self) -> Family:
        """The kind of that address."""
        return facts.family(self.path)

    @cached_property
    def is_list(self) -> bool:
        """Whether it asks for the list of orders, by an address that is written out."""
        return (
            self.family is Family.LIST
            and facts.speaks_of_orders(self.request.address.path)
            and not self.writes_on_purpose
        )

    @cached_property
    def writes_on_purpose(self) -> bool:
        """Whether the method is one that changes something, and was chosen."""
        return self.request.method not in {"GET", "HEAD"} and not self.request.body_by_data

    @cached_property
    def needs_window(self) -> bool:
        """Whether pages and dates are required: for a list that is not narrowed down to one order."""
        return self.is_list and not self.request.param(facts.CODE) and self.knows_params

    @cached_property
    def knows_address(self) -> bool:
        """Whether the text shows where the request goes, at least the path: only then can be told what it needs."""
        path = self.request.address.path
        is_shown = bool(path or self.request.address.host) and not is_variable(path)
        return is_shown or facts.speaks_of_orders(path)

    @cached_property
    def knows_params(self) -> bool:
        """Whether the text shows every parameter."""
        return not _has_variables(self.request.address.params)

    @cached_property
    def shows_variables(self) -> bool:
        """Whether a variable of the author's stands in the address, or in place of its beginning."""
        address = self.request.address
        return not address.host or any(map(is_variable, (address.path, *(value for _, value in address.params))))

    @cached_property
    def knows_headers(self) -> bool:
        """Whether the text shows every header: only then can be told which are missing."""
        return not _has_variables(self.request.headers)

    @cached_property
    def since(self) -> dates.Moment | None:
        """The window's beginning, None if it is not given."""
        return self._moment(self.request.param(facts.SINCE))

    @cached_property
    def until(self) -> dates.Moment | None:
        """The window's end, None if it is not given."""
        return self._moment(self.request.param(facts.UNTIL))

    @staticmethod
    def _moment(value: str | None) -> dates.Moment | None:
        return dates.read(value) if value else None

    @cached_property
    def window(self) -> dates.Window:
        """The window that is meant, or as near to it as the API allows."""
        since = self.since or self._moment(self.meant(facts.SINCE))
        until = self.until or self._moment(self.meant(facts.UNTIL))
        return dates.fixed_window(since, until, self.now_ms)

    def meant(self, name: str) -> str | None:
        """Return the value of a parameter, also where its name is misspelt."""
        exact = self.request.param(name)
        misspelt = (value for given, value in self.request.address.params if nearest(given) == name)
        return exact if exact is not None else next(misspelt, None)


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
