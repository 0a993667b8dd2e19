"""Texts that speak of failures without reporting one: changelogs, commits, code, settings, metrics, tables, plans."""

import re
from textwrap import dedent
from typing import Final

# Nothing here goes past the end of a line: thousands of empty ones would be gone through from each of them.
_MARKS: Final = re.compile(
    r"^#{1,6} \[?v?\d+\.\d+|^(?:commit )?[0-9a-f]{7,40}(?:$| \(HEAD| \w+(?:\(\w+\))?: )|"
    r"^diff --git |^(?:README|CHANGELOG)\b|"
    r"^PASS |^<testsuite\b(?![^>]*(?:failures|errors)=\"[1-9])|^[-*] \[[ x]\] |^> \*\*|"
    r"^(?:fix|feat|chore|docs|test|refactor|perf|ci|build)(?:\([\w-]+\))?!?: |^\"\"\"|"
    r"^\*\*[^*\n]+\*\*\n<!--|"
    r"^(?:\$ )?(?:composer require|pip install|npm i(?:nstall)?|yarn add|go get) |"
    r"^(?:[*\d/,-]+ ){5}\S|^[ \t]*[✓✔√] |^# (?:HELP|TYPE) |^\w+\{[^}\n]*\} [\d.]+$|"
    r"^\S+:\d+:\d+: [A-Z]\d+ |^\|[ \t:|-]+\|$|"
    r"^(?:async )?(?:def|class|func|function) \w+.*[:{]$",
    re.MULTILINE,
)
_REPORTS: Final = re.compile(
    r"Traceback \(|HTTP/\d|^[ \t]+at \S|^[ \t]*\S*curl: |"
    r"^(?:\w+: )*[\w.\\]*(?:[A-Za-z]|\b)(?:Error|Exception|Timeout)\b(?!: Process completed)|"
    r"^[^\w\n]*\d{4}-\d\d-\d\d",
    re.MULTILINE,
)
_CODE: Final = re.compile(
    r"\s*(?:"
    r"[\])}>]+[;,)]*|(?:raise|return|pass|break|continue|end|done|fi);?"
    r"|(?:@|//|--|\#|/?\*)\s?\S.*"
    r"|(?:async )?(?:def|class|func|function|fn|interface|struct|type|enum|switch|match|package|namespace|using|import|"
    r"from|export|public|private|protected|static|const|let|var|final|val|return|try|catch|except|finally|raise|throw|if|"
    r"elif|else|for|while|case|when|with|select|begin|location|server|upstream)\b.*(?:[:{;()\[,]|\.\.\.)"
    r"|(?:return|raise|throw|import|from|const|let|var|val|proxy_\w+|error_page|await)\b\s*\S.*"
    r"|[\w.$>-]++(?:\s*+:[\w\[\]., |]*+)?+\s*+:?=[^=].*"
    r"|[\w.$>-]*\w\(.*\)?[;,{]?"
    r"|[\w./\"'$@-]+:(?:\s.*)?"
    r"|.*[;{]"
    r")"
)
"""A line that a compiler, or a reader of settings, would take."""
_STATEMENT: Final = re.compile(
    r"^[ \t]*(?:/\*\*|(?:public|private|protected|static)\b.*[{(]|"
    r"(?:async )?(?:def|class|func|function|fn) \w+.*[:{(]|(?:try|else|finally) ?[:{]|const \(|"
    r"(?:if|elif|while|for|except|catch|switch)\b.*[:{][ \t]*$|if \(.*\) \w+|"
    r"(?:const|let|var|val|import|from|package|using|return|raise|throw|await) [\w{\"'*]|"
    r"(?:location|server)\b.*\{[ \t]*$)",
    re.MULTILINE,
)
_TOKEN: Final = re.compile(r"X-Auth-Token['\"]*\s*(?:=>|[:=,])\s*(?:['\"]|your|ваш|xxx)", re.IGNORECASE)
_SETTING: Final = re.compile(r"\s*(?:- )?[\w./{}\"'-]+:(?: .*)?")
_OF_AN_ERROR: Final = re.compile(
    r"^(?:response|request|headers|data|body|\w*(?:error|exception))\b", re.IGNORECASE | re.MULTILINE
)
"""What a dump or an error begins with that looks like a setting."""


def _is_code(text: str) -> bool:
    """Return whether every line of a text is code or a setting."""
    lines = [line for line in dedent(text).split("\n") if line.strip()]
    if _STATEMENT.search(text):
        return all(map(_CODE.fullmatch, lines))
    is_nested = any(line[0].isspace() for line in lines) and not lines[0][0].isspace()
    return is_nested and not _OF_AN_ERROR.search(text) and all(map(_SETTING.fullmatch, lines))


def is_document(text: str) -> bool:
    """Return whether a text is shaped like one of these, and has no error's line. Code with a token in it is read."""
    if _REPORTS.search(text):
        return False
    return _MARKS.search(text) is not None or (_is_code(text) and _TOKEN.search(text) is None)
