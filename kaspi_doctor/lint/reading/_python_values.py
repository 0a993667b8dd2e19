"""What the expressions of a short Python program come to, as far as a request needs them; nothing is run."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeGuard

from kaspi_doctor.lint.dates import ALMATY

_LARGEST = 10**30
_DEEPEST = 60
LONGEST = 10_000
"""Characters of a text that is put together: names that name names double it line by line."""
MOST = 400
"""Entries of a table that are looked at, and of all the tables within one."""

_OPERATIONS: Mapping[type[ast.operator], Callable[[Any, Any], object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
}


class Unknown(str):
    """Stands for what only the running program knows, as the variable it would be in a shell."""

    __slots__ = ()


class PythonValues:
    """The names of a program, and what they stand for."""

    def __init__(self, tree: ast.Module, now_ms: int) -> None:
        """Remember the assignments; each name's last one counts."""
        self._now = datetime.fromtimestamp(now_ms / 1000, UTC)
        self._named: dict[str, ast.expr] = {}
        self._added: dict[str, list[ast.expr]] = {}
        """What is put into a dictionary later on."""
        self._worth: dict[str, object] = {}
        """What names have come to: each is worked out once, however often it is named."""
        for node in ast.walk(tree):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self._named[name] = value
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self._named[name] = value
                case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)], value=value):
                    self._added.setdefault(name, []).append(ast.Dict(keys=[key], values=[value]))
                case (
                    ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="update"), args=[table])
                    | ast.AugAssign(target=ast.Name(id=name), op=ast.BitOr(), value=table)
                ):
                    self._added.setdefault(name, []).append(table)

    def of(self, expression: ast.expr, depth: int = 0) -> object:
        """Work an expression out. Never raises."""
        if depth > _DEEPEST:
            return Unknown("$value")
        try:
            return self._of(expression, depth + 1)
        except (TypeError, ValueError, ArithmeticError, AttributeError):
            return Unknown("$value")

    def _of(self, expression: ast.expr, depth: int) -> object:
        match expression:
            case ast.Constant(value=value):
                worth: object = value
            case ast.Name(id=name):
                worth = self._of_name(name, depth)
            case ast.Dict(keys=keys, values=values):
                worth = self._table(keys, values, depth)
            case ast.Call():
                worth = self._called(expression, depth)
            case ast.Subscript(slice=ast.Constant(value=str(name))) | ast.Attribute(attr=name):
                worth = Unknown(f"${name}")
            case _:
                worth = self._combined(expression, depth)
        return worth

    def _of_name(self, name: str, depth: int) -> object:
        if name not in self._worth:
            # What it is made of may be itself.
            self._worth[name] = Unknown(f"${name}")
            if name in self._named:
                worth = self.of(self._named[name], depth)
                if isinstance(worth, dict) and (added := self._added.get(name)):
                    later = self._table([None] * len(added), added, depth)
                    worth = {**worth, **later}
                self._worth[name] = worth
        return self._worth[name]

    def _combined(self, expression: ast.expr, depth: int) -> object:
        match expression:
            case ast.JoinedStr(values=parts):
                text = ""
                for part in parts:
                    text = f"{text}{text_of(self.of(part, depth))}"[:LONGEST]
                return text
            case ast.FormattedValue(value=value):
                return self.of(value, depth)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _calculated(ast.Sub(), 0, self.of(operand, depth))
            case ast.BinOp(left=left, op=operation, right=right):
                return _calculated(operation, self.of(left, depth), self.of(right, depth))
        return Unknown("$value")

    def _table(self, keys: list[ast.expr | None], values: list[ast.expr], depth: int) -> dict[object, object]:
        table: dict[object, object] = {}
        for key, value in zip(keys[:MOST], values[:MOST], strict=True):
            if key is None:
                merged = self.of(value, depth)
                if isinstance(merged, dict) and len(table) + len(merged) <= MOST:
                    table |= merged
                else:
                    table["$more"] = Unknown("$more")
            else:
                name = self.of(key, depth)
                table[text_of(name)] = self.of(value, depth)
        return table

    def _called(self, call: ast.Call, depth: int) -> object:
        given = [self.of(argument, depth) for argument in call.args]
        named = {keyword.arg: self.of(keyword.value, depth) for keyword in call.keywords if keyword.arg}
        name = ast.unparse(call.func).rpartition(".")[2]
        worth: object = None
        match name, given:
            case "time", []:
                worth = self._now.timestamp()
            case "time_ns", []:
                worth = int(self._now.timestamp() * 1000) * 1_000_000
            case (("now" | "utcnow" | "today"), _):
                worth = self._now
            case "timedelta", _:
                worth = timedelta(*_numbers(given), **{key: value for key, value in named.items() if _is_number(value)})
            case (("datetime" | "date"), [int(), int(), int(), *_]):
                year, month, day, hour, minute, second = (*(part for part in given if isinstance(part, int)), 0, 0, 0)[
                    :6
                ]
                zone = UTC if "tzinfo" in named else ALMATY
                worth = datetime(year, month, day, hour, minute, second, tzinfo=zone)
            case "dict", _:
                known = [table if isinstance(table, dict) else {"$more": Unknown("$more")} for table in given[:1]]
                worth = (known[0] if known else {}) | named
            case (("getenv" | "get"), [str(variable), *_]):
                worth = Unknown(f"${variable}")
            case _:
                worth = _converted(name, given)
        return self._method(call, given, depth) if worth is None else worth

    def _method(self, call: ast.Call, given: list[object], depth: int) -> object:
        if isinstance(call.func, ast.Attribute):
            match self.of(call.func.value, depth), call.func.attr, given:
                case datetime() as moment, "timestamp", []:
                    return moment.timestamp()
                case datetime() as moment, ("isoformat" | "date"), _:
                    return moment.isoformat()
                case date() as moment, "strftime", [str(pattern)]:
                    return moment.strftime(pattern)
                case datetime() as moment, ("replace" | "astimezone"), _:
                    return moment
                case str() as text, ("strip" | "rstrip" | "lstrip"), []:
                    return text
        return Unknown(f"${call.func.attr if isinstance(call.func, ast.Attribute) else 'value'}")


def _calculated(operation: ast.operator, left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str) and isinstance(operation, ast.Add):
        return (left + right)[:LONGEST]
    if isinstance(left, str) or isinstance(right, str):
        return Unknown("$value")
    for side in (left, right):
        if isinstance(side, int | float) and not -_LARGEST < side < _LARGEST:
            return Unknown("$value")
    function = _OPERATIONS.get(type(operation))
    return function(left, right) if function else Unknown("$value")


def _converted(name: str, given: list[object]) -> object:
    match name, given:
        case (("int" | "round"), [float() | int() as number, *_]):
            return int(number)
        case (("str" | "int" | "quote"), [value]):
            return text_of(value)
    return None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float)


def _numbers(values: list[object]) -> list[float]:
    return [value for value in values if _is_number(value)]


def text_of(value: object) -> str:
    """Write a value as it would be sent. A dictionary has no text: those in it, named twice each, would never end."""
    if isinstance(value, dict):
        return Unknown("$value")
    return value if isinstance(value, str) else str(value)
