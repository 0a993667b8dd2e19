"""What the environment says: the token, the proxy, the language. Read here and nowhere else."""

import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.settings import Credentials, Surroundings
from kaspi_doctor.target import Proxy, SettingError
from kaspi_doctor.wording import Language, Text

TOKEN, TOKEN_FILE, MERCHANT_UID, LANGUAGE = "KASPI_TOKEN", "KASPI_TOKEN_FILE", "KASPI_MERCHANT_UID", "KASPI_DOCTOR_LANG"
OTHER_TOKENS = ("KASPI_API_TOKEN", "KASPI_AUTH_TOKEN", "KASPI_SHOP_TOKEN", "KASPI_API_KEY")
"""Names that other projects use, kaspi-api.md section 6."""
CA_OVERRIDES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
LARGEST_TOKEN_FILE = 65536


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
        names.append((locale.getlocale()[0] or "")[:2].lower())
    code = next((name for name in names if name), "")[:2].lower()
    return Language(code) if code in set(Language) else Language.EN


def credentials_from(options: CheckOptions, environment: Mapping[str, str]) -> Credentials:
    """Find the token and the shop's id; the first place that has one wins.

    Raises:
        SettingError: a file that was named cannot be read, or a variable that was named is not set.
    """
    env_file = _env_file(options.env_file)
    merchant_uid = options.merchant_uid or environment.get(MERCHANT_UID) or env_file.get(MERCHANT_UID) or None
    raw, source = _token(options, environment, env_file)
    found = Credentials.found(raw, source, merchant_uid=merchant_uid.strip() if merchant_uid else None)
    if source is not None:
        return found
    elsewhere = tuple(name for name in OTHER_TOKENS if environment.get(name))
    return Credentials(
        inspection=found.inspection, source=None, merchant_uid=found.merchant_uid, look_elsewhere=elsewhere
    )


def _token(
    options: CheckOptions, environment: Mapping[str, str], env_file: Mapping[str, str]
) -> tuple[str | None, str | None]:
    if options.token_file:
        return _token_file(options.token_file, "--token-file")
    if options.token_env:
        return _token_variable(options.token_env, environment)
    if environment.get(TOKEN_FILE):
        return _token_file(environment[TOKEN_FILE], TOKEN_FILE)
    if environment.get(TOKEN):
        return environment[TOKEN], f"env:{TOKEN}"
    if env_file.get(TOKEN):
        return env_file[TOKEN], f"env-file:{options.env_file or '.env'}"
    if token := _keyring():
        return token, "keyring"
    if sys.stdin and sys.stdin.isatty() and sys.stderr.isatty():
        return _prompt(options, environment)
    return None, None


def _token_variable(name: str, environment: Mapping[str, str]) -> tuple[str, str]:
    if name not in environment:
        raise SettingError(
            Text(
                en=f"--token-env {name}: this variable is not set",
                ru=f"--token-env {name}: такая переменная не задана",
                kk=f"--token-env {name}: мұндай айнымалы орнатылмаған",
            )
        )
    return environment[name], f"env:{name}"


def _token_file(path: str, option: str) -> tuple[str, str]:
    """Read a token; one newline at the end of a file is how editors write files, not damage."""
    try:
        if path == "-":
            data, source = sys.stdin.buffer.read(LARGEST_TOKEN_FILE), "stdin"
        else:
            with Path(path).open("rb") as file:
                data, source = file.read(LARGEST_TOKEN_FILE), f"file:{path}"
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not text"
        raise SettingError(
            Text(
                en=f"{option} {path}: cannot be read ({reason})",
                ru=f"{option} {path}: не удаётся прочитать ({reason})",
                kk=f"{option} {path}: оқу мүмкін емес ({reason})",
            )
        ) from None
    return text.removesuffix("\n").removesuffix("\r"), source


def _env_file(path: Path | None) -> dict[str, str]:
    file = path or Path(".env")
    if path is None and not file.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        with file.open(encoding="utf-8-sig") as lines:
            values = dotenv_values(stream=lines, interpolate=False)
    except (OSError, ValueError) as error:
        if path is None:
            return {}
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not text"
        raise SettingError(
            Text(
                en=f"--env-file {path}: cannot be read ({reason})",
                ru=f"--env-file {path}: не удаётся прочитать ({reason})",
                kk=f"--env-file {path}: оқу мүмкін емес ({reason})",
            )
        ) from None
    return {name: value for name, value in values.items() if value is not None}


def _keyring() -> str | None:
    """Ask the system's keyring, where the extra is installed. A keyring that is not there, or locked, has no token."""
    try:
        import keyring

        return keyring.get_password("kaspi-doctor", TOKEN)
    except Exception:  # noqa: BLE001 - the backends raise whatever their systems do
        return None


def _prompt(options: CheckOptions, environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    from getpass import getpass

    question = Text(
        en="Kaspi API token (not shown, Enter to go without): ",
        ru="Токен Kaspi API (не отображается; Enter — продолжить без него): ",
        kk="Kaspi API токені (көрсетілмейді; онсыз жалғастыру үшін Enter): ",
    )
    try:
        token = getpass(question.into(language_from(options.lang, environment)), stream=sys.stderr)
    except EOFError:
        return None, None
    return (token, "prompt") if token else (None, None)


def surroundings_from(options: CheckOptions, environment: Mapping[str, str], host: str) -> Surroundings:
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
    if options.no_proxy or (bypass["no"] and proxy_bypass_environment(host, bypass)):
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
