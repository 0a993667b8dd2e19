"""What is made of a body that comes compressed: what clients can read is read, and never more than the bound."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.network.answer import BODY_BOUND, HEADERS_BOUND, inflate
from tests.test_judging import LIST


def raw_deflate(text: bytes) -> bytes:
    """Deflate without a header, as some servers mean it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()


def twice(text: bytes) -> bytes:
    """Compress what is compressed."""
    return gzip.compress(gzip.compress(text))


CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("X-GZIP", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("gzip, gzip", twice),
    ("identity, gzip", gzip.compress),
    ("gzip,identity", gzip.compress),
    ("deflate, gzip", lambda text: gzip.compress(zlib.compress(text))),
    ("gzip", lambda text: gzip.compress(text[:9]) + gzip.compress(text[9:])),
    ("gzip", lambda text: gzip.compress(text) + bytes(64)),
    ("gzip", lambda text: gzip.compress(text)[:-4]),
    ("identity", bytes),
    ("utf-8", bytes),
    ("br", bytes),
    ("gzip", bytes),
]


@pytest.mark.parametrize(("coding", "pack"), CODINGS, ids=[f"{n}-{row[0]}" for n, row in enumerate(CODINGS)])
def test_coding_is_undone(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """What clients can read of a coded body is read; what is not in the coding that is claimed is left as it is."""
    assert inflate(pack(LIST), coding) == (LIST, False)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw_deflate), ("gzip, gzip", twice)],
    ids=["gzip", "zlib", "raw deflate", "gzip in gzip"],
)
def test_bomb_is_stopped_at_the_bound(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """What would grow over the bound is cut there, and said to be more."""
    text, over = inflate(pack(bytes(20_000_000)), coding)
    assert (len(text), over) == (BODY_BOUND, True)


def test_exactly_the_bound_is_not_over_it() -> None:
    """The bound itself is allowed."""
    assert inflate(gzip.compress(bytes(BODY_BOUND)), "gzip") == (bytes(BODY_BOUND), False)


@given(
    st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "br", ",,", "gzip" + ",gzip" * 999])
)
def test_inflate_never_raises(body: bytes, coding: str) -> None:
    """Damaged and made-up streams are no error, at any depth."""
    assert len(inflate(gzip.compress(body)[: len(body)], coding)[0]) <= BODY_BOUND
    assert inflate(body, "br") == (body, False)


def test_many_members_are_no_bomb_of_time() -> None:
    """A body of thousands of empty members is given up on soon."""
    started = time.process_time()
    inflate((gzip.compress(b"") * 20_000)[:BODY_BOUND], "gzip")
    assert time.process_time() - started < 0.5


def test_codings_and_members_are_undone_up_to_a_number() -> None:
    """Four codings and 64 members are undone; what a fifth or a further one hides stays as it is."""
    packed = LIST
    for depth in range(1, 6):
        packed = gzip.compress(packed)
        text = inflate(packed, ",".join(repeat("gzip", depth)))[0]
        assert (text == LIST) == (depth <= 4)
    for members in (63, 64, 65):
        assert inflate(gzip.compress(b"x") * members, "gzip") == (b"x" * min(members, 64), False)


def test_a_coding_is_undone_once() -> None:
    """What was inside is left as it is, even when it could be undone again."""
    inner = raw_deflate(LIST)
    assert inflate(zlib.compress(inner), "deflate") == (inner, False)
    assert inflate(gzip.compress(gzip.compress(LIST)), "gzip") == (gzip.compress(LIST), False)


def test_only_gzip_has_members() -> None:
    """What follows the end of a deflated body is no part of it."""
    assert inflate(zlib.compress(b"a") + zlib.compress(b"b"), "deflate") == (b"a", False)


@pytest.mark.parametrize("first", [b"", bytes(BODY_BOUND), bytes(BODY_BOUND + 1)], ids=len)
def test_a_bomb_takes_no_memory(first: bytes) -> None:
    """Whatever stands before it, a bomb is never unpacked further than the bound."""
    bomb = gzip.compress(first) + gzip.compress(bytes(20_000_000))
    tracemalloc.start()
    inflate(bomb, "gzip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * BODY_BOUND


def test_what_was_over_the_bound_once_stays_over_it() -> None:
    """An outer coding that was cut is said to be more, even when the inner one fits."""
    inner = gzip.compress(LIST)
    text, over = inflate(gzip.compress(inner + bytes(BODY_BOUND)), "gzip, gzip")
    assert (text, over) == (LIST, True)
    assert inflate(gzip.compress(bytes(BODY_BOUND + 1)), "gzip") == (bytes(BODY_BOUND), True)
    assert inflate(gzip.compress(bytes(BODY_BOUND)) + gzip.compress(b"x"), "gzip") == (bytes(BODY_BOUND), True)


def test_bounds_are_the_documented_ones() -> None:
    """256 KiB of a body and 64 KiB of headers are read."""
    assert (BODY_BOUND, HEADERS_BOUND) == (262_144, 65_536)
