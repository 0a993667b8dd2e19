"""Finding the parts of a kind: one constant a module, no list to keep."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from types import ModuleType

Part = TypeVar("Part")


def collect(package: "ModuleType", constant: str, kind: type[Part]) -> tuple[Part, ...]:
    """Import every public module of a package and give its constant, in the order of the modules' names.

    Raises:
        AttributeError: a module lacks the constant.
        TypeError: the constant is of another type.
    """
    parts: list[Part] = []
    for module in iter_modules(package.__path__):
        if module.name.startswith("_"):
            continue
        part = getattr(import_module(f"{package.__name__}.{module.name}"), constant)
        if not isinstance(part, kind):
            message = f"{package.__name__}.{module.name}.{constant} is not a {kind.__name__}"
            raise TypeError(message)
        parts.append(part)
    return tuple(parts)
