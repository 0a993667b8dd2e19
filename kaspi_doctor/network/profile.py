"""The requests, exactly as the contract has them: parameters, headers, and a curl line that repeats one."""

import shlex
from dataclasses import dataclass
from datetime import datetime

from kaspi_doctor.settings import Settings

MEDIA_TYPE = "application/vnd.api+json"
TOKEN_STAND_IN = "$KASPI_TOKEN"  # noqa: S105 - what stands in the token's place


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one request differs from the reference request."""

    user_agent: str | None
    """None: the header is absent."""
    with_token: bool = True
    window_days: int | None = None
    """None: no dates."""
    compares: bool = False
    """It is meant to succeed, so how long it takes tells how long an answer takes."""
    ends_in_silence: bool = False
    """It may be given up as soon as it has been met with silence, by comparison."""


def query(profile: Profile, now: datetime) -> dict[str, str]:
    """Return the parameters of a request, in order."""
    parameters = {"page[number]": "0", "page[size]": "1"}
    if profile.window_days is not None:
        ends_at_ms = int(now.timestamp() * 1000)
        starts_at_ms = ends_at_ms - profile.window_days * 24 * 60 * 60 * 1000
        parameters |= {
            "filter[orders][creationDate][$ge]": str(starts_at_ms),
            "filter[orders][creationDate][$le]": str(ends_at_ms),
        }
    return parameters


def headers(profile: Profile, settings: Settings, token: str) -> dict[str, str]:
    """Return the headers of a request, ``token`` standing where the token goes."""
    # Spaces around a value are no part of it (RFC 9110, section 5.5), and h11 refuses them.
    named = {"User-Agent": profile.user_agent.strip()} if profile.user_agent is not None else {}
    named |= {"Accept": MEDIA_TYPE, "Content-Type": MEDIA_TYPE, "Accept-Encoding": "identity"}
    if profile.with_token:
        named["X-Auth-Token"] = token
    if settings.credentials.merchant_uid:
        named["X-Merchant-Uid"] = settings.credentials.merchant_uid
    return named


def as_curl(url: str, named: dict[str, str], settings: Settings) -> str:
    """Return a curl line that repeats a request: the token comes from the shell's environment."""
    words = ["curl", "-g", "-sS", "-i", "--http1.1", "--max-time", f"{settings.timeout_s:g}"]
    if "User-Agent" not in named:
        words += ["-H", shlex.quote("User-Agent:")]
    for name, value in named.items():
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
