"""The corrected request, written for each client. The token comes from the environment, whatever the client."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from kaspi_doctor.lint.fixing import TIMEOUT_S, Fixed, Header


def _query(fixed: Fixed) -> str:
    """Write the parameters with their brackets and dollars as they are: both raw and encoded work (observed)."""
    pairs = (f"{name}={_encoded(value)}" for name, value in fixed.params)
    return f"?{'&'.join(pairs)}" if fixed.params else ""


def _encoded(value: str) -> str:
    from urllib.parse import quote

    return quote(value, safe="")


def curl(fixed: Fixed) -> str:
    """Write it for a POSIX shell."""

    def header(one: Header) -> str:
        return f'-H "{one.name}: ${one.variable}"' if one.variable else f"-H {_single(f'{one.name}: {one.value}')}"

    lines = [f"curl -g -sS --max-time {TIMEOUT_S}", *map(header, fixed.headers), _single(fixed.url + _query(fixed))]
    return " \\\n  ".join(lines)


def _single(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _python(library: str, fixed: Fixed) -> str:
    def value(one: Header) -> str:
        return f'os.environ["{one.variable}"]' if one.variable else json.dumps(one.value)

    headers = "".join(f'        "{one.name}": {value(one)},\n' for one in fixed.headers)
    params = "".join(f'        "{name}": {json.dumps(value)},\n' for name, value in fixed.params)
    return (
        f"import os\n\nimport {library}\n\nanswer = {library}.get(\n    {json.dumps(fixed.url)},\n"
        f"    headers={{\n{headers}    }},\n"
        + (f"    params={{\n{params}    }},\n" if params else "")
        + f"    timeout={TIMEOUT_S},\n)\nprint(answer.status_code, answer.text[:200])"
    )


def httpx(fixed: Fixed) -> str:
    """Write it for httpx."""
    return _python("httpx", fixed)


def requests(fixed: Fixed) -> str:
    """Write it for requests."""
    return _python("requests", fixed)


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

    def value(one: Header) -> str:
        return f"process.env.{one.variable}" if one.variable else json.dumps(one.value)

    headers = "".join(f'    "{one.name}": {value(one)},\n' for one in fixed.headers)
    return (
        f"const answer = await fetch({json.dumps(fixed.url + _query(fixed))}, {{\n"
        f"  headers: {{\n{headers}  }},\n  signal: AbortSignal.timeout({TIMEOUT_S * 1000}),\n}});\n"
        "console.log(answer.status, (await answer.text()).slice(0, 200));"
    )


WRITERS: Final[Mapping[str, Callable[[Fixed], str]]] = {
    "curl": curl,
    "httpx": httpx,
    "requests": requests,
    "powershell": powershell,
    "fetch": fetch,
}
"""By the names that the JSON has."""
