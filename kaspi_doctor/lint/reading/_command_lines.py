"""Command lines of one program among whatever else stands in a text, for whichever shell they are written."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kaspi_doctor.lint.reading import _posix, _windows
from kaspi_doctor.lint.request import Request

_PROMPT = re.compile(r"\APS [A-Z]:\\[^>\r\n]*>[ \t]*")
"""PowerShell's, whose arrow a shell would take for a redirection."""
_TYPOGRAPHIC = str.maketrans("“”„‘’", '"""\'\'')
_ASSIGNMENT = re.compile(r"\b(ge|le|gt|lt|eq)=")
_WORDS_BEFORE = 6
"""At most so many stand before the program's name: a prompt, assignments, ``sudo``, ``time``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program whose command lines make requests."""

    name: re.Pattern[str]
    called: re.Pattern[str]
    """What a text has in it that calls it; without that no shell is looked for."""
    requests_of: Callable[[Sequence[str]], Iterable[Request]]
    """Reads a command line from the program's name on."""

    def read(self, text: str, _now_ms: int) -> list[Request]:
        """Return the requests of every call of the program in a text."""
        return [
            replace(request, expanded_by_shell=expanded_by_shell)
            for words, expanded_by_shell in self._command_lines(text)
            for request in self.requests_of(words)
        ]

    def read_words(self, words: Sequence[str]) -> list[Request]:
        """Return the requests of a command line that a shell has already taken apart."""
        return list(self.requests_of(words)) if words and self.name.fullmatch(words[0]) else []

    def _command_lines(self, text: str) -> Iterator[tuple[list[str], tuple[str, ...]]]:
        """Return the words of each call, and what the shell takes for its own in them."""
        if not self.called.search(text):
            return
        text = _PROMPT.sub("", text)
        if not re.search(r"['\"]", text):
            # Messengers and word processors make them of the straight ones.
            text = text.translate(_TYPOGRAPHIC)
        lines = [_windows.words(text)] if _windows.is_meant(text) else _posix.commands(text)
        assigned = {f"${found[1]}" for found in _ASSIGNMENT.finditer(text)}
        for words in lines:
            start = next((i for i, word in enumerate(words[:_WORDS_BEFORE]) if self.name.fullmatch(word.text)), None)
            if start is not None:
                expanded_by_shell = dict.fromkeys(
                    name for word in words for name in word.expanded_by_shell if name not in assigned
                )
                yield [word.text for word in words[start:]], tuple(expanded_by_shell)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionTable:
    """A program's options: which take a value, so that the value is not taken for a URL."""

    with_value: frozenset[str]
    """Long names, as are those of the next."""
    alone: frozenset[str]
    """Those that matter here, and some whose names begin alike."""
    short_with_value: frozenset[str]
    short_names: Mapping[str, str]

    def options(self, words: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Return each option by its long name with its value, a URL as the option ``url``."""
        rest = iter(words)
        for word in rest:
            if word.startswith("--") and len(word) > len("--"):
                written, equals, attached = word[2:].partition("=")
                name = self._long_name(written)
                yield name, attached if equals else next(rest, "") if name in self.with_value else ""
            elif word.startswith("-") and len(word) > 1:
                for index, letter in enumerate(word[1:], start=2):
                    name = self.short_names.get(letter, letter)
                    if letter in self.short_with_value:
                        yield name, word[index:] or next(rest, "")
                        break
                    yield name, ""
            elif word not in {"", "-", "--"}:
                yield "url", word

    def _long_name(self, written: str) -> str:
        """Return the option that a name stands for: any beginning will do that fits one alone."""
        known = self.with_value | self.alone
        fitting = [written] if written in known else [name for name in known if name.startswith(written)]
        return fitting[0] if len(fitting) == 1 else written
