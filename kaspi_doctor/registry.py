"""Finding the parts of a kind: one constant a module, no list to keep."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

Part = TypeVar("Part")


def names(package: ModuleType) -> tuple[str, ...]:
    """Return the names of a package's public modules, in their order; none is imported."""
    return tuple(module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))


def load(package: ModuleType, name: str, constant: str, kind: type[Part]) -> Part:
    """Import one module of a package and give its constant.

    Raises:
        AttributeError: the module lacks the constant.
        TypeError: the constant is of another type.
    """
    part = getattr(import_module(f"{package.__name__}.{name}"), constant)
    if not isinstance(part, kind):
        message = f"{package.__name__}.{name}.{constant} is not a {kind.__name__}"
        raise TypeError(message)
    return part


def collect(package: ModuleType, constant: str, kind: type[Part]) -> tuple[Part, ...]:
    """Import every public module of a package and give its constant, in the order of the modules' names.

    Raises:
        AttributeError: a module lacks the constant.
        TypeError: a constant is of another type.
    """
    return tuple(load(package, name, constant, kind) for name in names(package))
