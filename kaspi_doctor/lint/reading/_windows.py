"""The words of a command line for Windows' ``cmd``: its carets, then the quotes of the program's own start-up code."""

import re

from kaspi_doctor.lint.reading._posix import Word

_ITS_OWN = re.compile(r"\^[ \t]*\r?\n|\^\"|(?<![\w%])%[A-Za-z_]\w{2,80}%(?!\w)|\A[A-Z]:\\[^>\r\n]*>")
"""What no other shell's command line has in it: carets, ``%NAME%``, a prompt with a drive."""
_CARETS = re.compile(r"\^[ \t]*\r?\n|\^\"")
_IN_SINGLE_QUOTES = re.compile(r"\s'(?:https?://|[\w-]+:)")
"""A URL or a header between quotes that are none to ``cmd``: another shell's line, into which ``%NAME%`` was put."""
_ESCAPED_IN_QUOTES = re.compile(r"\s\"[^\"\r\n]*\^[%&]|\^\\\^\"")
_ESCAPED = re.compile(r"\^(\S)")
_QUOTES_ESCAPED = re.compile(r"\s\^\"")
"""Chrome of 2024 and later escapes the outer quotes too; before, it left them bare and the carets within them."""
_PROMPT = re.compile(r"\A[A-Z]:\\[^>\r\n]*>[ \t]*")
_CMD = re.compile(
    r'\^\r?\n[ \t]*|\^[ \t]+\r?\n[ \t]*|\^(?P<escaped>[\s\S]?)|"[^"\r\n]*"?|(?P<within>(?<=[^\s&])&(?=[^\s&]))'
    r'|(?P<end>\r?\n|&&?|\|)|[^^"\r\n&|]+'
)
_ARGUMENT = re.compile(r'(?P<space>\s+)|(?P<slashes>\\+)(?P<quote>")|(?P<toggle>")|(?P<plain>[^\s"\\]+|\\+)')


def is_meant(text: str) -> bool:
    """Return whether a command line is written for ``cmd``."""
    if _IN_SINGLE_QUOTES.search(text) and not _CARETS.search(text):
        return False
    return _ITS_OWN.search(text) is not None


def words(line: str) -> list[Word]:
    """Take the first command of a text apart. Never raises.

    An ``&`` that would end it within a word is left in it, as it was meant, and told of with the last word.
    """
    text, expanded_by_shell = _without_carets(_PROMPT.sub("", line))
    *first, last = _arguments(text) or [""]
    return [*(Word(text=word) for word in first), Word(text=last, expanded_by_shell=expanded_by_shell)]


def _without_carets(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo ``cmd``'s carets; within quotes that are not themselves escaped a caret is a caret."""
    if _ESCAPED_IN_QUOTES.search(text) and not _QUOTES_ESCAPED.search(text):
        text = _ESCAPED.sub(r"\1", text)
    kept: list[str] = []
    expanded_by_shell: tuple[str, ...] = ()
    for found in _CMD.finditer(text):
        if found["end"] is not None:
            if any(piece.strip() for piece in kept):
                break
        elif found["escaped"] is not None:
            kept.append(found["escaped"])
        elif found.group().startswith("^"):
            kept.append(" ")
        else:
            kept.append(found.group())
            expanded_by_shell = ("&",) if found["within"] else expanded_by_shell
    return "".join(kept), expanded_by_shell


def _arguments(line: str) -> list[str]:
    """Split as Microsoft's C run-time does: backslashes are only special before a quote."""
    found_words: list[str] = []
    pieces: list[str] = []
    in_quotes = in_word = False
    for found in _ARGUMENT.finditer(line):
        if found["space"] is not None and not in_quotes:
            if in_word:
                found_words.append("".join(pieces))
            pieces, in_word = [], False
            continue
        in_word = True
        if found["slashes"] is not None:
            pieces.append("\\" * (len(found["slashes"]) // 2))
            if len(found["slashes"]) % 2:
                pieces.append('"')
            else:
                in_quotes = not in_quotes
        elif found["toggle"] is not None:
            in_quotes = not in_quotes
        else:
            pieces.append(found.group())
    if in_word:
        found_words.append("".join(pieces))
    return found_words
