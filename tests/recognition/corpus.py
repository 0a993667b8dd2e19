"""The corpus: what clients really print, and what must not be taken for Kaspi's doing."""

import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
HEAD = re.compile(r"^=== (?P<name>[^:\n]+)(?:: (?P<causes>[a-z0-9 -]+))?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text of the corpus."""

    file: str
    name: str
    text: str
    causes: tuple[str, ...]
    """Of a positive: the likeliest first, then others that must be named; none of a negative."""


def entries(kind: str) -> tuple[Entry, ...]:
    """Read every file of a kind: sections, each headed ``=== name: causes``."""
    return tuple(entry for path in sorted((CORPUS / kind).glob("*.txt")) for entry in _sections(path))


def _sections(path: Path) -> list[Entry]:
    parts = HEAD.split(path.read_text(encoding="utf-8"))
    return [
        Entry(file=path.stem, name=f"{path.stem}: {name}", text=text.rstrip("\n"), causes=tuple((causes or "").split()))
        for name, causes, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    ]
