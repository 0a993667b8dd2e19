"""What the environment says about language and network. Read here and nowhere else."""

import locale
import os
import sys
from collections.abc import Mapping, Sequence

from kaspi_doctor.anonymity import Machine
from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.settings import Surroundings
from kaspi_doctor.target import Endpoint, Proxy, SettingError
from kaspi_doctor.wording import Language, Text

LANGUAGE = "KASPI_DOCTOR_LANG"
CA_OVERRIDES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
WINDOWS_NAMES = {"russian": "ru", "kazakh": "kk", "english": "en"}
"""As Windows begins the names of its locales, ``Russian_Kazakhstan.1251``: the first two letters would mislead."""


def language_from(option: str | None, environment: Mapping[str, str]) -> Language:
    """Choose the language: the option, KASPI_DOCTOR_LANG, the locale, English.

    Raises:
        SettingError: the option names a language that there is not.
    """
    if option is not None:
        try:
            return Language(option.lower())
        except ValueError:
            raise SettingError(
                Text(
                    en=f"--lang {option!r}: the languages are en, ru and kk",
                    ru=f"--lang {option!r}: есть языки en, ru и kk",
                    kk=f"--lang {option!r}: тілдер — en, ru және kk",
                )
            ) from None
    names = [environment.get(name, "") for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG")]
    if sys.platform == "win32":
        # Windows keeps its language elsewhere than in LANG.
        names.append(locale.getlocale()[0] or "")
    name = next((name for name in names if name), "").lower()
    code = next((code for long, code in WINDOWS_NAMES.items() if name.startswith(long)), name[:2])
    return Language(code) if code in set(Language) else Language.EN


def language_asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Choose the language for a complaint about a command line that could not be read."""
    wanted = None
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        wanted = following if word == "--lang" else word.removeprefix("--lang=") if "--lang=" in word else wanted
    try:
        return language_from(wanted, environment)
    except SettingError:
        return language_from(None, environment)


def surroundings_from(options: CheckOptions, environment: Mapping[str, str], endpoint: Endpoint) -> Surroundings:
    """Say which proxy applies to a host and which variables change whom programs trust.

    Raises:
        SettingError: a proxy is configured in a way nothing can use.
    """
    from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined] # typeshed lacks the second

    overrides = tuple(f"{name}={environment[name]}" for name in CA_OVERRIDES if environment.get(name))
    named = _proxy_variable(environment)
    if named is None and environment is os.environ and not getproxies_environment():
        named = _proxy_of_the_system()
    if named is None:
        return Surroundings(ca_overrides=overrides)
    name, url = named
    bypass = {"no": environment.get("no_proxy") or environment.get("NO_PROXY") or ""}
    # With the port, since entries may have one; the function looks at the bare name as well.
    is_bypassed = bool(bypass["no"]) and bool(proxy_bypass_environment(f"{endpoint.host}:{endpoint.port}", bypass))
    if options.no_proxy or is_bypassed:
        return Surroundings(proxy_bypassed=True, ca_overrides=overrides)
    return Surroundings(proxy=Proxy.parse(url, name), ca_overrides=overrides)


def _proxy_variable(environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Find the variable that names the proxy for https; lower case first, as curl and Python have it."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        if environment.get(name):
            return name, environment[name]
    return None


def _proxy_of_the_system() -> tuple[str, str] | None:
    """Ask Windows' registry or macOS' settings; elsewhere there is nothing but the environment."""
    from urllib.request import getproxies

    url = getproxies().get("https")
    return ("system settings", url) if url else None


def this_machine() -> Machine:
    """Say by what this machine and its user would be recognised."""
    import getpass
    import platform
    from pathlib import Path

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, in a container
        user = ""
    try:
        home = str(Path.home())
    except RuntimeError:
        home = ""
    return Machine(user=user, name=platform.node(), home=home)
