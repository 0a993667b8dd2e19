"""A POSIX shell's words, and what the shell does to a ``$`` in them.

``shlex`` forgets which quotes a character stood in, does not know ``$'…'``, and takes quadratic time over a long word.
"""

import re
from dataclasses import dataclass, field

_OUTSIDE = re.compile(
    r"""
      (?P<join>\\\r?\n) | \\(?P<escaped>[\s\S]) | '(?P<single>[^']*)(?:'|\Z)
    | \$'(?P<ansi>(?:\\[\s\S]|[^'\\])*)(?:'|\Z) | (?P<double>\$?") | (?P<space>[ \t\r]+)
    | (?P<end>\n|;|\|\|?|&&|&(?=\s|\Z))
    | (?P<redirect>(?:[0-9]*|&)[<>]+(?:&[0-9-]+)?) | (?P<dollar>\$) | (?P<tick>`[^`]*(?:`|\Z))
    | (?P<plain>[^\s'"\\$`;|&<>]+) | (?P<other>[\s\S])
    """,
    re.VERBOSE,
)
_WITHIN = re.compile(
    r"""(?P<join>\\\r?\n) | \\(?P<escaped>[$`"\\]) | (?P<end>") | (?P<dollar>\$) | (?P<tick>`[^`]*(?:`|\Z))
    | (?P<plain>[^\\$`"]+|\\)""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"\$(ge|le|gt|lt|eq)(?![A-Za-z0-9_])")
_PARENTHESIS = re.compile(r"[()]")
_ANSI = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|([\s\S]))")
_ANSI_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_LARGEST_CODE = 0x10FFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as the program was meant to get it; variables stand in it as they are written."""

    text: str
    expanded_by_shell: tuple[str, ...] = ()
    """Operators of the API that the shell takes for variables; ``&`` where it would end the command within the word."""


def commands(text: str) -> list[list[Word]]:
    """Take a text apart into commands and their words. Never raises, and takes linear time."""
    return _Splitter(text).run()


@dataclass(slots=True)
class _Splitter:
    text: str
    position: int = 0
    commands: list[list[Word]] = field(default_factory=lambda: [[]])
    pieces: list[str] = field(default_factory=list)
    in_word: bool = False
    expanded_by_shell: list[str] = field(default_factory=list)
    skips_next: bool = False
    """The next word names a file that the output goes to."""
    is_unclosed: bool = False
    """A ``$(`` without its end was met: there is no use in looking for the end of another."""

    def run(self) -> list[list[Word]]:
        while self.position < len(self.text):
            if not self.in_word and self.text[self.position] == "#":
                end = self.text.find("\n", self.position)
                self.position = len(self.text) if end < 0 else end
                continue
            found = _OUTSIDE.match(self.text, self.position)
            if found is None:  # pragma: no cover - the last alternative fits every character
                break
            self.position = found.end()
            self.outside(found)
        self.end_word()
        return [command for command in self.commands if command]

    def outside(self, found: "re.Match[str]") -> None:
        match found.lastgroup:
            case "join":
                pass
            case "space":
                self.end_word()
            case "end":
                self.end_word()
                self.skips_next = False
                self.commands.append([])
            case "redirect":
                self.end_word()
                self.skips_next = "&" not in found.group()[1:]
            case "double":
                self.add("")
                self.within()
            case "dollar":
                self.dollar()
            case "ansi":
                self.add(_ANSI.sub(_ansi, found["ansi"]))
            case kind:
                if found.group() == "&":
                    self.expanded_by_shell.append("&")
                self.add(found[kind or 0])

    def within(self) -> None:
        """Read what stands in double quotes, up to their end or the text's."""
        while found := _WITHIN.match(self.text, self.position):
            self.position = found.end()
            match found.lastgroup:
                case "end":
                    return
                case "dollar":
                    self.dollar()
                case "join":
                    pass
                case kind:
                    self.add(found[kind or 0])

    def dollar(self) -> None:
        """Read on after a ``$`` that the shell acts on; a command in parentheses is taken whole."""
        start = self.position - 1
        if operator := _OPERATOR.match(self.text, start):
            self.expanded_by_shell.append(operator.group())
        elif self.text.startswith("(", self.position) and not self.is_unclosed:
            depth = 0
            for parenthesis in _PARENTHESIS.finditer(self.text, self.position):
                depth += 1 if parenthesis.group() == "(" else -1
                if depth == 0:
                    self.position = parenthesis.end()
                    break
            else:
                self.is_unclosed = True
        self.add(self.text[start : self.position])

    def add(self, piece: str) -> None:
        self.in_word = True
        self.pieces.append(piece)

    def end_word(self) -> None:
        if self.in_word and not self.skips_next:
            self.commands[-1].append(Word(text="".join(self.pieces), expanded_by_shell=tuple(self.expanded_by_shell)))
        if self.in_word:
            self.skips_next = False
        self.in_word, self.pieces, self.expanded_by_shell = False, [], []


def _ansi(found: "re.Match[str]") -> str:
    byte, four, eight, octal, letter = found.groups()
    if letter is not None:
        return _ANSI_LETTERS.get(letter, letter)
    code = int(octal, 8) if octal else int(byte or four or eight, 16)
    return chr(code) if code <= _LARGEST_CODE else ""
