"""The corrected request, written for each client. The token comes from the environment, whatever the client."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import quote

from kaspi_doctor.lint.fixing import TIMEOUT_S, Fixed, Header


def _query(fixed: Fixed) -> str:
    """Write the parameters with their brackets and dollars as they are: both raw and encoded work (observed)."""
    pairs = (f"{name}={quote(value, safe='')}" for name, value in fixed.params)
    return f"?{'&'.join(pairs)}" if fixed.params else ""


def curl(fixed: Fixed) -> str:
    """Write it for a POSIX shell."""
    headers = [
        f'-H "{one.name}: ${one.variable}"' if one.variable else f"-H {_single(f'{one.name}: {one.value}')}"
        for one in fixed.headers
    ]
    lines = [f"curl -g -sS --max-time {TIMEOUT_S}", *headers, _single(fixed.url + _query(fixed))]
    return " \\\n  ".join(lines)


def _single(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _table(fixed: Fixed, indent: str, variable: str) -> str:
    """Write the headers as Python and JavaScript write them alike, each on a line of its own."""
    values = (variable.format(one.variable) if one.variable else json.dumps(one.value) for one in fixed.headers)
    return "".join(f'{indent}"{one.name}": {value},\n' for one, value in zip(fixed.headers, values, strict=True))


def _python(library: str, fixed: Fixed) -> str:
    headers = _table(fixed, " " * 8, 'os.environ["{}"]')
    params = "".join(f'        "{name}": {json.dumps(value)},\n' for name, value in fixed.params)
    return (
        f"import os\n\nimport {library}\n\nanswer = {library}.get(\n    {json.dumps(fixed.url)},\n"
        f"    headers={{\n{headers}    }},\n"
        + (f"    params={{\n{params}    }},\n" if params else "")
        + f"    timeout={TIMEOUT_S},\n)\nprint(answer.status_code, answer.text[:200])"
    )


def powershell(fixed: Fixed) -> str:
    """Write it for PowerShell, Windows' own 5.1 included: that one takes these two headers as options alone."""
    own: dict[str, str] = {"User-Agent": "-UserAgent", "Content-Type": "-ContentType"}

    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    def value(one: Header) -> str:
        return f"$env:{one.variable}" if one.variable else quoted(one.value)

    table = "".join(f"  '{one.name}' = {value(one)}\n" for one in fixed.headers if one.name not in own)
    options = [f"{own[one.name]} {quoted(one.value)}" for one in fixed.headers if one.name in own]
    parts = (
        f"Invoke-RestMethod -Uri {quoted(fixed.url + _query(fixed))}",
        "-Headers $headers",
        *options,
        f"-TimeoutSec {TIMEOUT_S}",
    )
    return f"$headers = @{{\n{table}}}\n" + " `\n  ".join(parts)


def fetch(fixed: Fixed) -> str:
    """Write it for JavaScript, as a module of Node: a browser would not let a page read the answer."""
    headers = _table(fixed, " " * 4, "process.env.{}")
    return (
        f"const answer = await fetch({json.dumps(fixed.url + _query(fixed))}, {{\n"
        f"  headers: {{\n{headers}  }},\n  signal: AbortSignal.timeout({TIMEOUT_S * 1000}),\n}});\n"
        "console.log(answer.status, (await answer.text()).slice(0, 200));"
    )


WRITERS: Mapping[str, Callable[[Fixed], str]] = {
    "curl": curl,
    "httpx": partial(_python, "httpx"),
    "requests": partial(_python, "requests"),
    "powershell": powershell,
    "fetch": fetch,
}
"""By the names that the JSON has."""
