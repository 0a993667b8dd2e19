"""A curl line that repeats a request."""

import shlex
from collections.abc import Mapping

from kaspi_doctor.settings import Settings

TOKEN_STAND_IN = "$KASPI_TOKEN"  # noqa: S105 - what stands in the token's place


def as_curl(url: str, headers: Mapping[str, str], settings: Settings) -> str:
    """Return a curl line that repeats a request: the token comes from the shell's environment."""
    words = ["curl", "-g", "-sS", "-i", "--http1.1", "--max-time", f"{settings.timeout_s:g}"]
    if "User-Agent" not in headers:
        words += ["-H", shlex.quote("User-Agent:")]
    for name, value in headers.items():
        # curl takes "Name:" for "leave it out", and "Name;" for "empty".
        line = f"{name}: {value}" if value else f"{name};"
        words += ["-H", f'"{line}"' if value == TOKEN_STAND_IN else shlex.quote(line)]
    for rule in settings.connect_to:
        words += ["--connect-to", shlex.quote(str(rule))]
    if settings.surroundings.proxy_bypassed:
        words += ["--noproxy", shlex.quote("*")]
    if settings.ca_file:
        words += ["--cacert", shlex.quote(str(settings.ca_file))]
    return " ".join([*words, shlex.quote(url)])
