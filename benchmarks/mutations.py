"""What may be changed in a module, and into what: each a mistake that somebody could make."""

import ast
import copy
import re
from collections.abc import Iterator, MutableMapping, MutableSequence
from enum import StrEnum
from typing import Any, TypeAlias

from kaspi_doctor import cause, observation

Place: TypeAlias = "tuple[MutableSequence[Any] | MutableMapping[str, Any], Any, ast.AST, int]"

WORDS = {"Text", "Remedy", "Reference", "Signature", "TypeVar"}
"""What is built of wording alone, is looked for in pasted texts, or is for the type checker."""
DECIDING = {"layer", "kind", "weight", "confidence", "precedence", "owner", "standing", "symptoms", "shows_as"}
DECIDING |= {"confirmed_by", "names_no_reason", "persists_on_success"}
"""The parts of a cause that decide when it is named, and what follows."""
UNTOUCHED = {"annotation", "returns", "decorator_list", "ctx", "targets", "target"}
ENUMS = {
    kind.__name__: [member.name for member in kind]
    for module in (observation, cause)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
}
OTHERS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.Mod: (ast.Mult,),
}
NAMES = {"any": "all", "all": "any", "max": "min", "min": "max"}
# Called so, a keyword may be left out. Our own functions and classes need theirs: to leave one out would show nothing.
OPTIONAL_KEYWORDS = re.compile(r"Symptom\b|\w+\.[a-z]|[a-z]")


def places(node: ast.AST, line: int = 0) -> Iterator[Place]:
    """Return every node below that may be changed: what holds it, under which key, itself, and its line."""
    for name, value in ast.iter_fields(node):
        if name in UNTOUCHED:
            continue
        holder = value if isinstance(value, list) else vars(node)
        for key, child in enumerate(value) if isinstance(value, list) else [(name, value)]:
            if isinstance(child, ast.AST) and not _is_left_alone(child, node):
                here = getattr(child, "lineno", line)
                yield holder, key, child, here
                yield from places(child, here)


def _is_left_alone(node: ast.AST, parent: ast.AST) -> bool:
    match node, parent:
        case (ast.Expr(value=ast.Constant()), _) | (ast.AnnAssign(annotation=ast.Name(id="TypeAlias")), _):
            return True
        case (ast.If(test=ast.Name(id="TYPE_CHECKING")), _) | (ast.Assign(targets=[ast.Name(id="__all__")]), _):
            return True
        case ast.Call(func=ast.Name(id=name)), _:
            return name in WORDS
        case ast.keyword(arg=str(name)), ast.Call(func=ast.Name(id="Cause")):
            return name not in DECIDING
        case (
            ast.Assign(targets=[ast.Name(id=name)]),
            ast.Module(body=[*_, ast.Assign(targets=[ast.Name(id="CAUSE")], value=ast.Call(keywords=parts))]),
        ):
            deciding = [node for part in parts if part.arg in DECIDING for node in ast.walk(part)]
            return name not in {"CAUSE", *(node.id for node in deciding if isinstance(node, ast.Name))}
    return False


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Return what may stand in a node's place."""
    yield from (other() for other in OTHERS.get(type(node), ()))
    if isinstance(node, ast.Constant):
        yield from (_with(node, value=value) for value in _other_values(node.value))
    yield from _other_parts(node)
    yield from _other_flow(node)


def _other_parts(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Attribute(value=ast.Name(id=enum), attr=name) if name in ENUMS.get(enum, ()):
            members = ENUMS[enum]
            yield _with(node, attr=members[(members.index(name) + 1) % len(members)])
        case ast.Name(id=name) if name in NAMES:
            yield _with(node, id=NAMES[name])
        case ast.Tuple() | ast.List() | ast.Set():
            yield from _each_less(node, "elts")
        case ast.Dict():
            for keys, values in zip(_each_less(node, "keys"), _each_less(node, "values"), strict=True):
                yield _with(node, keys=vars(keys)["keys"], values=vars(values)["values"])
        case ast.Call() if OPTIONAL_KEYWORDS.match(ast.unparse(node.func)):
            yield from _each_less(node, "keywords")
            if isinstance(node.func, ast.Attribute) and len(node.args) > 1:
                yield _with(node, args=node.args[:-1])
        case ast.comprehension():
            yield from _each_less(node, "ifs")
        case ast.Slice():
            yield from (_with(node, **{end: None}) for end in ("lower", "upper") if getattr(node, end))


def _other_flow(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BoolOp(values=[first, second]):
            yield from (first, second)
        case ast.BoolOp():
            yield from _each_less(node, "values")
        case ast.BinOp(op=ast.BitOr()):
            yield from (node.left, node.right)
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.If() | ast.While():
            yield _with(node, test=ast.UnaryOp(op=ast.Not(), operand=node.test))
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield _with(node, value=ast.Constant(None))
        case ast.AugAssign() | ast.Break() | ast.Continue() | ast.Expr():
            yield ast.Pass()


def _with(node: ast.AST, **parts: object) -> ast.AST:
    changed = copy.copy(node)
    vars(changed).update(parts)
    return changed


def _each_less(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """Leave out each element of a list that a node holds."""
    elements = getattr(node, name)
    for key in range(len(elements)):
        yield _with(node, **{name: elements[:key] + elements[key + 1 :]})


def _other_values(value: object) -> Iterator[object]:
    match value:
        case bool():
            yield not value
        case int() | float():
            yield value + 1
        case str() | bytes():
            text = value if isinstance(value, str) else value.decode("latin-1")
            # Every piece of text made another one, and every alternative of a regular expression left out.
            parts = text.split("|")
            shorter = ["|".join(parts[:key] + parts[key + 1 :]) for key in range(len(parts))] if len(parts) > 1 else []
            for other in (f"XX{text}", *filter(_is_pattern, shorter)):
                yield other if isinstance(value, str) else other.encode("latin-1")


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
