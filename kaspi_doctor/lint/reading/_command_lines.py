"""Command lines of one program among whatever else stands in a text, for whichever shell they are written."""

import re
from collections.abc import Iterator
from typing import Final

from kaspi_doctor.lint.reading import _posix, _windows

_PROMPT: Final = re.compile(r"\APS [A-Z]:\\[^>\r\n]*>[ \t]*")
"""PowerShell's, whose arrow a shell would take for a redirection."""
_TYPOGRAPHIC: Final = str.maketrans("“”„‘’", '"""\'\'')
_ASSIGNMENT: Final = re.compile(r"\b(ge|le|gt|lt|eq)=")
_WORDS_BEFORE: Final = 6
"""At most so many stand before the program's name: a prompt, assignments, ``sudo``, ``time``."""


def arguments_of(program: re.Pattern[str], text: str) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Return the words behind each call of a program, and what the shell takes for its own in them."""
    text = _PROMPT.sub("", text)
    if not re.search(r"['\"]", text):
        # Messengers and word processors make them of the straight ones.
        text = text.translate(_TYPOGRAPHIC)
    lines = [_windows.words(text)] if _windows.is_meant(text) else _posix.commands(text)
    assigned = {f"${found[1]}" for found in _ASSIGNMENT.finditer(text)}
    for words in lines:
        start = next((i for i, word in enumerate(words[:_WORDS_BEFORE]) if program.fullmatch(word.text)), None)
        if start is not None:
            expanded_by_shell = dict.fromkeys(
                name for word in words for name in word.expanded_by_shell if name not in assigned
            )
            yield [word.text for word in words[start + 1 :]], tuple(expanded_by_shell)
