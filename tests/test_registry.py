"""Finding the parts of a kind."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from kaspi_doctor.registry import collect


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package on disk, with a private module that is no part."""
    folder = tmp_path / f"parts_of_{tmp_path.name.replace('-', '_')}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "_shared.py").write_text("raise RuntimeError('never imported as a part')")
    (folder / "second.py").write_text("PART = 2")
    (folder / "first.py").write_text("PART = 1")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module: ModuleType = __import__(folder.name)
    return module


def test_each_public_module_gives_its_part(package: ModuleType) -> None:
    """A file is found by being there, in the order of names; a private one is not a part."""
    assert collect(package, "PART", int) == (1, 2)


@pytest.mark.parametrize(("text", "error"), [("", AttributeError), ("PART = 'text'", TypeError)])
def test_a_module_without_its_part_is_noticed(package: ModuleType, text: str, error: type[Exception]) -> None:
    """A forgotten or mistyped constant stops the program at once instead of going missing."""
    Path(package.__path__[0], "third.py").write_text(text)
    with pytest.raises(error, match=r"PART"):
        collect(package, "PART", int)
