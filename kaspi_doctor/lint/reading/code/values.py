"""What the expressions of a short program come to, as far as a request needs them; nothing is run."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kaspi_doctor.lint.reading._python_values import LONGEST, Unknown
from kaspi_doctor.lint.reading.code.instants import NOW, SECONDS, Clock
from kaspi_doctor.lint.reading.code.tables import DEEPEST, VALUE, Table, Value, is_text, query_of, text_of, variable
from kaspi_doctor.lint.reading.code.tokens import (
    Group,
    Item,
    SourceLanguage,
    Token,
    TokenKind,
    is_mark,
    is_word,
    parts,
    taken_apart,
)

_LARGEST = 1e30

_NOT_VALUES = {"function", "func", "fn", "fun", "async", "class"}
_PASSED_OVER = {"new", "await", "новый", "return", "&", "@"}
_TABLES = {
    "array", "headers", "urlsearchparams", "map", "mapof", "hashmap", "treemap", "of", "make", "assign", "fromentries",
    "array_merge", "dictionary", "соответствие", "структура", "listof", "aslist", "formurlencodedcontent",
    "stream_context_create",
}  # fmt: skip
_QUERIES = {"http_build_query", "stringify", "encode", "tostring"}
_WHOLE = {"int", "intval", "parseint", "floor", "round", "trunc", "long", "toint", "int64", "ceil"}
_SAME = _WHOLE | {
    "url", "uri", "create", "parse", "tohttpurl", "tostring", "string", "strval", "trim", "valueof", "newbuilder",
    "build", "tourl", "touri", "encodeuri", "addqueryparameter", "addencodedqueryparameter", "formatint", "itoa",
    "number_format", "number", "bigint", "формат", "строка", "xmlстрока", "productinfoheadervalue", "rtrim",
    "mediatypewithqualityheadervalue", "mediatypeheadervalue",
}  # fmt: skip
"""Functions whose value is, for a request, what they are given, and methods whose value is what they belong to."""
_FORMATS = {"sprintf", "format", "стршаблон"}
_PLACE = re.compile(r"%%|%(?:\d+\$)?[-+0#]{0,2}\d{0,2}(?:\.\d)?[sdvufq]|\{\d?\}")
_PLACE_1C = re.compile(r"%[1-9](?![0-9A-Fa-f])")
_VARIABLE = re.compile(r"\$\{([^{}]{1,200})\}")
_ASSIGNERS = ("=>", ":", "=", "to")

_OPERATIONS: Mapping[str, Callable[[Any, Any], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def plain_name(word: str) -> str:
    """Return a variable's or a member's name as it is looked up."""
    return word.lstrip("$@.")


@dataclass(slots=True, kw_only=True)
class Values:
    """The names of a program, and what they stand for."""

    language: SourceLanguage
    now_ms: int
    named: dict[str, Value] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        """What functions of time come to."""
        return Clock(now_ms=self.now_ms, is_php=self.language is SourceLanguage.PHP)

    def of(self, items: Sequence[Item], depth: int = 0) -> Value:
        """Work an expression out. Never raises."""
        items = [item for item in items if not (isinstance(item, Token) and item.kind is TokenKind.NEWLINE)]
        if not items or depth > DEEPEST:
            return VALUE
        joining = ("+", "-", ".") if self.language is SourceLanguage.PHP else ("+", "-")
        for marks in (joining, ("*", "/")):
            first, *rest = _operands(items, marks)
            if rest:
                worth = self.of(first[1], depth + 1) if first[1] else 0.0
                for mark, operand in rest:
                    worth = _combined(mark, worth, self.of(operand, depth + 1))
                return worth
        return self._single(items, depth + 1)

    def arguments(self, group: Group, depth: int = 0) -> list[Value]:
        """Work out what a call is given."""
        return [self.of(part, depth + 1) for part in parts(group.items, ",")]

    def _single(self, items: list[Item], depth: int) -> Value:
        """Work out what has no operators."""
        while len(items) > 1 and isinstance(items[0], Token) and items[0].text.lower() in _PASSED_OVER:
            items = items[1:]
        first, last = items[0], items[-1]
        if any(is_mark(item) for item in items):
            return VALUE
        literal = last if isinstance(last, Group) and last.opening == "{" else None
        if isinstance(first, Group):
            if first.opening == "(" and len(items) > 1 and not _is_member(items[1]):
                # A cast.
                return self.of(items[1:], depth)
            worth = self.of(first.items, depth) if first.opening == "(" else self.table(first, depth)
        elif first.kind is TokenKind.STRING:
            worth = self.filled(first.text, depth)
        elif first.kind is TokenKind.NUMBER:
            worth = float(first.text) if float(first.text) < _LARGEST else VALUE
        else:
            is_function = first.text in _NOT_VALUES
            return self.table(literal, depth) if literal and not is_function else self._named(items, depth)
        if literal and len(items) > 1:
            # Go's `[]string{…}`.
            return self.table(literal, depth)
        return self._members(worth, items[1:], "", depth)

    def _named(self, items: list[Item], depth: int) -> Value:
        """Work out what begins with a name."""
        name = plain_name(items[0].text) if isinstance(items[0], Token) else ""
        called = items[1] if len(items) > 1 else None
        if isinstance(called, Group) and called.opening == "(":
            return self._members(self._called(name, called, None, depth), items[2:], name, depth)
        if name in {"true", "false"} and called is None:
            return name
        return self._members(self.named.get(name, variable(name)), items[1:], name, depth)

    def _members(self, worth: Value, rest: list[Item], owner: str, depth: int) -> Value:
        """Follow a value through its members and calls."""
        coming = iter(enumerate(rest, start=1))
        for position, item in coming:
            if isinstance(item, Token):
                name = plain_name(item.text)
                called = rest[position] if position < len(rest) else None
                if isinstance(called, Group) and called.opening == "(":
                    next(coming)
                    is_clock = (owner, name) == ("Date", "now")
                    worth = float(self.now_ms) if is_clock else self._called(name, called, worth, depth)
                elif name in {"UtcNow", "Now"}:
                    worth = NOW
                else:
                    # Carbon's `timestamp` is the one instant that is not called.
                    instant = self.clock.of(name, worth) if isinstance(worth, Unknown) and name == "timestamp" else None
                    worth = self.named.get(name, variable(name)) if instant is None else instant
            else:
                key = text_of(self.of(item.items, depth)) if item.opening == "[" else ""
                known = worth.get(key) if isinstance(worth, Table) else ""
                worth = known or (variable(key) if re.fullmatch(r"\w{1,80}", key) else VALUE)
        return worth

    def _called(self, written: str, group: Group, owner: Value | None, depth: int) -> Value:
        """Return what a function, or a method of a value, comes to."""
        name = written.lower()
        if name in _TABLES and written != "headers":
            # JavaScript's class begins with a capital; what does not is somebody's own.
            return self.made(name, group, depth)
        given = self.arguments(group, depth)
        tables = [value for value in (*given, owner) if isinstance(value, Table)]
        worth: Value | None = None
        if name in _QUERIES and tables:
            worth = query_of(tables[0])
        elif name in _FORMATS and (name != "format" or owner is None or is_text(owner) or owner == variable("String")):
            # A date's `format` is another.
            worth = _formatted([owner, *given] if owner is not None and is_text(owner) else given, name)
        elif name == "url" and len(given) == len(("path", "base")):
            worth = f"{text_of(given[1]).rstrip('/')}/{text_of(given[0]).lstrip('/')}"
        elif name in {"implode", "join"} and tables:
            glue = next((value for value in given if isinstance(value, str)), "")
            worth = glue.join(text_of(value) for _, value in tables[0].pairs) if tables[0].is_whole else VALUE
        elif (instant := self.clock.called(name, given, owner)) is not None:
            worth = instant
        elif name in _SAME:
            worth = owner if owner is not None and not isinstance(owner, Unknown) else (given or [VALUE])[0]
            worth = worth // 1 if name in _WHOLE and isinstance(worth, float) else worth
        elif name.endswith("env") and given and isinstance(given[0], str):
            worth = variable(given[0])
        return VALUE if worth is None else worth

    def made(self, name: str, group: Group, depth: int = 0) -> Table:
        """Make a table of what its maker is given: pairs, values, other tables, or names and values in turn."""
        if any(len(parts(part, "=>", ":")) > 1 for part in parts(group.items, ",")):
            return self.table(group, depth)
        given = self.arguments(group, depth)
        table = Table()
        if name in {"of", "headers"} and len(given) > 1:
            table.pairs = [(text_of(key), value) for key, value in zip(given[::2], given[1::2], strict=False)]
        elif name in {"array", "listof", "aslist"}:
            table.pairs = [("", value) for value in given]
        elif name != "make":
            for value in given:
                table.merge(value)
        return table

    def table(self, group: Group, depth: int = 0) -> Table:
        """Read a literal of names and values, or of values alone."""
        table = Table(is_whole=depth <= DEEPEST)
        for part in parts(group.items, ",", ";") if table.is_whole else ():
            entry = [item for item in part if not (isinstance(item, Token) and item.kind is TokenKind.NEWLINE)]
            first = entry[0]
            assigns = [i for i, item in enumerate(entry) if _assigns(item)]
            if is_mark(first, "...", "*"):
                table.merge(self.of(entry[1:], depth + 1))
            elif assigns and assigns[0]:
                table.put(self._key(entry[assigns[0] - 1], depth), self.of(entry[assigns[0] + 1 :], depth + 1))
            elif isinstance(first, Group) and len(entry) == 1:
                inner = self.table(first, depth + 1)
                names, values = [name for name, _ in inner.pairs], [value for _, value in inner.pairs]
                is_pair = names == ["", ""] and not isinstance(values[0], Table)
                table.put(text_of(values[0]) if is_pair else "", values[1] if is_pair else inner)
            elif group.opening == "{" and is_word(first) and len(entry) == 1:
                table.put(first.text, self.of(entry, depth + 1))
            else:
                table.put("", self.of(entry, depth + 1))
        return table

    def _key(self, item: Item, depth: int) -> str:
        if isinstance(item, Group):
            return text_of(self.of(item.items, depth + 1)) if item.opening == "[" else VALUE
        return self.filled(item.text, depth) if item.kind is TokenKind.STRING else item.text

    def filled(self, text: str, depth: int = 0) -> str:
        """Put in the values of the variables in a string."""
        return _VARIABLE.sub(lambda found: self._place(found[1], depth), text)[:LONGEST]

    def _place(self, written: str, depth: int) -> str:
        if re.fullmatch(r"[\w$.]{1,80}", written):
            name = re.split(r"[.$]", written)[-1]
            return text_of(self.named.get(name, variable(name)))
        return text_of(self.of(taken_apart(written, self.language).items, depth + 1))


def _assigns(item: Item) -> bool:
    return isinstance(item, Token) and item.kind in {TokenKind.MARK, TokenKind.WORD} and item.text in _ASSIGNERS


def _is_member(item: Item) -> bool:
    return isinstance(item, Token) and item.text.startswith(".")


def _operands(items: list[Item], marks: tuple[str, ...]) -> list[tuple[str, list[Item]]]:
    """Split an expression at the operators of one rank: each operand with the operator before it."""
    operands: list[tuple[str, list[Item]]] = [("", [])]
    for item in items:
        if isinstance(item, Token) and is_mark(item, *marks):
            operands.append((item.text, []))
        else:
            operands[-1][1].append(item)
    return operands


def _combined(mark: str, left: Value, right: Value) -> Value:
    worth: Value = VALUE
    if mark == "+" and isinstance(left, Table):
        worth = Table(pairs=list(left.pairs), is_whole=left.is_whole)
        worth.merge(right)
    elif mark == "+" and isinstance(left, str) and isinstance(right, Table):
        # JavaScript writes parameters out where they are added to a string.
        worth = left + query_of(right)
    elif mark == "." or (mark == "+" and (is_text(left) or is_text(right))):
        joined = text_of(left) + text_of(right)
        worth = joined if len(joined) <= LONGEST else VALUE
    elif mark in "+-" and left is SECONDS:
        worth = SECONDS
    elif (left, right) != (numbers := (_number(left), _number(right))):
        worth = _combined(mark, *numbers)
    elif isinstance(left, float) and isinstance(right, float) and max(abs(left), abs(right)) < _LARGEST:
        worth = _OPERATIONS[mark](left, right) if mark != "/" or right else VALUE
    return worth


def _number(value: Value) -> Value:
    """Take a text of digits for the number that PHP and JavaScript take it for."""
    return float(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,20}", value) else value


def _formatted(given: list[Value], name: str) -> Value:
    """Put values into the places of a format."""
    if not given or not isinstance(given[0], str) or isinstance(given[0], Unknown):
        return VALUE
    values = iter(given[1:])
    place = _PLACE_1C if name == "стршаблон" else _PLACE
    filled = place.sub(lambda found: "%" if found.group() == "%%" else text_of(next(values, VALUE)), given[0])
    return filled[:LONGEST]
