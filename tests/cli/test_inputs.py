"""Whatever a command is given to read is bounded, and one sentence tells why it cannot be read."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.inputs import CHUNK_BYTES, chunks, decoded, given, is_file, whole
from kaspi_doctor.target import SettingError
from tests.cli.running import OFFLINE, is_one_clear_line, run

if TYPE_CHECKING:
    from pathlib import Path

READING = {
    "--token-file it": ("check", *OFFLINE, "--token-file", "it"),
    "--env-file it": ("check", *OFFLINE, "--env-file", "it"),
    "--file it": ("explain", "--file", "it"),
    "it": ("render", "it"),
}
"""How each command names what it reads."""


@pytest.mark.parametrize("named", READING)
@pytest.mark.parametrize(("language", "sentence"), [("en", "cannot be read"), ("ru", "не удаётся прочитать")])
def test_every_command_says_it_alike(named: str, language: str, sentence: str, tmp_path: Path) -> None:
    """A missing file and a folder are refused by the same words, with what names them and the system's reason."""
    for make, reason in ((str, "No such file or directory"), (os.mkdir, "Is a directory")):
        make(tmp_path / "it")
        ran = run(*READING[named], "--lang", language, cwd=tmp_path)
        assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
        assert ran.err == f"kaspi-doctor: {named}: {sentence} ({reason})\n"


def test_standard_input_is_named_in_words(tmp_path: Path) -> None:
    """What is piped in and too large is refused as standard input, not as a hyphen."""
    for command, largest in (("lint", 64), ("render", 8)):
        ran = run(command, "-", cwd=tmp_path, stdin=b" " * (largest * 2**20 + 1))
        assert ran.err == f"kaspi-doctor: standard input: cannot be read (larger than {largest} MiB)\n"


def test_a_home_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``~`` leads to the user's home, as after a ``=`` most shells leave it alone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "it").write_bytes(b"found")
    assert [*chunks("~/it", "it")] == [b"found"]


def test_a_large_file_comes_in_pieces(tmp_path: Path) -> None:
    """No piece is larger than the bound, and nothing is lost between them."""
    data = bytes(range(256)) * (CHUNK_BYTES // 128 + 1)
    (tmp_path / "it").write_bytes(data)
    pieces = [*chunks(str(tmp_path / "it"), "it")]
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) == CHUNK_BYTES


def test_a_terminal_is_waited_for_only_when_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word, nobody is left before a cursor: it is said what to give; a hyphen means pasting."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    with pytest.raises(SettingError, match="give it as an argument, or - to paste it; see `kaspi-doctor lint --help`"):
        given("", None, "lint")
    for text, file in (("-", None), ("", "-")):
        given(text, file, "lint")
    assert [*given("a text", None, "lint")] == [b"a text"]


@pytest.mark.parametrize(("largest", "said"), [(1 << 10, "1 KiB"), (3 << 20, "3 MiB")])
def test_the_bound_is_the_last_that_is_read(largest: int, said: str) -> None:
    """As many bytes as the bound are read, one more is refused, and no more pieces are asked for."""
    assert whole(iter([b"a" * largest]), "it", largest) == b"a" * largest

    def endless() -> object:
        yield b"a" * largest
        yield b"a"
        pytest.fail("it is read further")

    with pytest.raises(SettingError, match=re.escape(f"it: cannot be read (larger than {said})")):
        whole(endless(), "it", largest)  # type: ignore[arg-type] # an iterator of bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_two_encodings_of_text_files(encoding: str) -> None:
    """UTF-8, and UTF-16 with its mark; whatever is neither is no text."""
    assert decoded("тест".encode(encoding)) == "тест"
    with pytest.raises(UnicodeDecodeError):
        decoded("тест".encode("cp1251"))


@pytest.mark.parametrize("name", ["", "none", ".", "a" * 5000, "a\0b"])
def test_what_is_no_file_is_none(name: str) -> None:
    """A folder, nothing, or a text that cannot be a name at all: asking does no harm."""
    assert not is_file(name)
