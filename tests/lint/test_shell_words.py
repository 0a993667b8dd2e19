"""Words are what the shells make of them."""

import shlex
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.lint.reading import _posix, _powershell_tokens, _windows

plain = st.text(alphabet="ab =:/?[]{}.'\"\\-\t", max_size=40)


@given(plain)
def test_words_are_shlexs(text: str) -> None:
    """Where there are only quotes, backslashes and spaces, the words are those of the standard library's parser."""
    try:
        expected = shlex.split(text)
    except ValueError:
        # Quotes that do not end: shlex gives up, a tool for pasted text does not.
        return
    assert [word.text for command in _posix.commands(text) for word in command] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("curl 'a b' c", ["curl", "a b", "c"]),
        ("curl a \\\n  b", ["curl", "a", "b"]),
        (r"curl $'it\'s\x21\u0024\n'", ["curl", "it's!$\n"]),
        (r"curl $'\101\e'", ["curl", "A\x1b"]),
        ('curl "$(date -d "1 day ago" +%s)000"', ["curl", '$(date -d "1 day ago" +%s)000']),
        ("curl `cat url`", ["curl", "`cat url`"]),
        ("curl a?b=1&c=2", ["curl", "a?b=1&c=2"]),
        ("curl a > out 2>&1 | jq .", ["curl", "a"]),
        ("curl a 2>/dev/null b", ["curl", "a", "b"]),
        ("curl a # and nothing else", ["curl", "a"]),
        ("curl a#b", ["curl", "a#b"]),
        ("# curl a\ncurl b", ["curl", "b"]),
        ("curl 'a", ["curl", "a"]),
        ('curl "a', ["curl", "a"]),
        ("curl '' x", ["curl", "", "x"]),
        (r'curl "\$a\q\"\\"', ["curl", '$a\\q"\\']),
        ("curl a; curl b", ["curl", "a"]),
        ("curl a && curl b", ["curl", "a"]),
        ("curl a &\ncurl b", ["curl", "a"]),
    ],
)
def test_a_posix_shells_words(text: str, words: list[str]) -> None:
    """The first command's words are what the program would get, variables left as they are written."""
    assert [word.text for word in _posix.commands(text)[0]] == words


@pytest.mark.parametrize(
    "text",
    [r"a 'b c' d\ e", r"$'x\ty' \"z\"", '"a\\\nb" c', "a'b'\"c\"d", r"'a\b' \\", "'' \"\" x", "a\\\nb", r'"\a\"\$\`"'],
)
def test_a_shell_agrees(text: str) -> None:
    """A real shell makes the same words of the text."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("no bash on this machine")
    ran = subprocess.run([shell, "-c", f"printf '%s\\0' {text}"], capture_output=True, check=True, timeout=20)
    assert [word.text for word in _posix.commands(text)[0]] == ran.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize(
    ("text", "expanded_by_shell"),
    [
        ('curl "[$ge]"', ("$ge",)),
        ("curl [$le]", ("$le",)),
        ("curl '[$ge]'", ()),
        (r'curl "[\$ge]"', ()),
        (r"curl [\$ge]", ()),
        ('curl "$gear $get"', ()),
        ("curl $'[$ge]'", ()),
        ('curl "[$ge][$le]"', ("$ge", "$le")),
    ],
)
def test_what_a_shell_expands(text: str, expanded_by_shell: tuple[str, ...]) -> None:
    """An operator of the API counts as eaten only where the shell would replace it."""
    assert _posix.commands(text)[0][1].expanded_by_shell == expanded_by_shell


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('curl ^"a^&b^" ^\r\n  -H ^"c: d^"', ["curl", "a&b", "-H", "c: d"]),
        ('curl "a&b" ^\n -H "c: d"', ["curl", "a&b", "-H", "c: d"]),
        ('curl ^"v=^\\^"1^\\^"^"', ["curl", 'v="1"']),
        ('curl ^"a^%^5Bb^"', ["curl", "a%5Bb"]),
        ('curl "a^b" ^\n c', ["curl", "a^b", "c"]),
        ('curl "C:\\dir\\\\" ^\n x', ["curl", "C:\\dir\\", "x"]),
        ("curl ^\n a\ndir", ["curl", "a"]),
        ("curl a ^\n b & del c", ["curl", "a", "b"]),
    ],
)
def test_words_for_windows(text: str, words: list[str]) -> None:
    """The carets of cmd and the quotes of Microsoft's run-time are undone as they are there."""
    assert [word.text for word in _windows.words(text)] == words


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("curl a?b=1&c=2", True),
        ("curl 'a?b=1&c=2'", False),
        ('curl "a?b=1&c=2"', False),
        ("curl a?b=1\\&c=2", False),
        ("curl a?b=1 & c", False),
        ("curl a?b=1&& c", False),
        ("C:\\>curl a?b=1&c=2", True),
        ('C:\\>curl "a?b=1&c=2"', False),
        ("C:\\>curl a?b=1^&c=2", False),
        ("C:\\>curl a & dir", False),
        ("irm https://a?b=1&c=2", True),
        ("irm 'https://a?b=1&c=2'", False),
        ("irm https://a?b=1", False),
    ],
)
def test_an_ampersand_within_a_word_is_told(text: str, is_cut: bool) -> None:  # noqa: FBT001 - a column of the table
    """An ``&`` that would end the command within a word is told, for each shell; one that is quoted is not."""
    assert ("&" in expanded_by_shell(text)) is is_cut


def expanded_by_shell(text: str) -> list[str]:
    """Return what the shell that a text is written for takes for its own."""
    if text.startswith("irm"):
        return [name for token in _powershell_tokens.tokens(text) for name in token.expanded_by_shell]
    words = _windows.words(text) if _windows.is_meant(text) else _posix.commands(text)[0]
    return [name for word in words for name in word.expanded_by_shell]
