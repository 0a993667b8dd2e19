"""The corpus: requests as people write them, each with the ids of all that is to be found in it."""

from dataclasses import dataclass
from pathlib import Path

NOW_MS = 1_795_510_800_000
"""2026-11-24 09:00 UTC."""
TOKEN = "bm90LWEtcmVhbC10b2tlbi1vbmx5LXRoZS1zaGFwZS4="
"""Base64 of a sentence that says it is no token."""

_HEADERS = (
    "-A 'my-shop/1.0' -H 'Accept: application/vnd.api+json' -H 'Content-Type: application/vnd.api+json'"
    " -H 'X-Merchant-Uid: 30000000' -m 30"
)
QUERY = (
    "page[number]=0&page[size]=20"
    "&filter[orders][creationDate][$ge]=1794301200000&filter[orders][creationDate][$le]=1795510800000"
)
"""Exactly 14 days."""
_STANDING_IN = {"«H»": f'{_HEADERS} -H "X-Auth-Token: $KASPI_TOKEN"', "«H0»": _HEADERS, "«Q»": QUERY, "«T»": TOKEN}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One text and what is to be found in it."""

    name: str
    text: str
    expected: frozenset[str]


def entries() -> list[Entry]:
    """Read the corpus."""
    found: list[Entry] = []
    for path in sorted((Path(__file__).parent / "corpus").glob("*.txt")):
        for section in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, expectation, text = section.split("\n", 2)
            for mark, meaning in _STANDING_IN.items():
                text = text.replace(mark, meaning)
            ids = expectation.removeprefix("expect: ").split()
            found.append(
                Entry(name=f"{path.stem}/{name}", text=text, expected=frozenset(id_ for id_ in ids if id_ != "-"))
            )
    return found
