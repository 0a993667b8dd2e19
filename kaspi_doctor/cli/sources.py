"""The places where a token may be, in their order, and how each is read. Read here and nowhere else."""

import sys
from collections.abc import Mapping
from dataclasses import replace

from kaspi_doctor.cli.files import path_from
from kaspi_doctor.cli.inputs import cannot_read, chunks, decoded, whole, within
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.credentials import TOKEN_VARIABLES
from kaspi_doctor.settings import Credentials
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

TOKEN, *OTHER_TOKENS = TOKEN_VARIABLES
TOKEN_FILE, MERCHANT_UID = "KASPI_TOKEN_FILE", "KASPI_MERCHANT_UID"
LARGEST_FILE = 65536
"""Bytes of a token's file, or of a .env file."""
LONGEST_NAME = 40
"""Characters of a variable's name that is repeated in a complaint; anything longer may be a secret."""

Found = tuple[str | None, str | None]
"""A token and the name of the place where it was."""

EMPTY_NAME = Text(
    en="names nothing: is a variable of the script empty?",
    ru="ничего не указано: может быть, переменная в скрипте пуста?",
    kk="ештеңе көрсетілмеген: скрипттегі айнымалы бос емес пе?",
)
NOT_TEXT = Text(en="it is not text", ru="это не текст", kk="бұл мәтін емес")
NOTHING_CAME = Text(
    en="nothing arrived within the time that --deadline leaves",
    ru="за время, заданное в --deadline, ничего не пришло",
    kk="--deadline белгілеген уақытта ештеңе келмеді",
)
QUESTION = Text(
    en="Kaspi API token (not shown; Enter to continue without it): ",
    ru="Токен Kaspi API (не отображается; Enter — продолжить без него): ",
    kk="Kaspi API токені (көрсетілмейді; онсыз жалғастыру үшін Enter): ",
)


def credentials_from(options: CheckOptions, environment: Mapping[str, str]) -> Credentials:
    """Find the token and the shop's id; the first place that has one wins.

    Raises:
        SettingError: a file that was named cannot be read, or a variable that was named is not set.
    """
    env_file = _env_file(options)
    merchant_uid = options.merchant_uid
    if merchant_uid is None:
        merchant_uid = environment.get(MERCHANT_UID) or env_file.get(MERCHANT_UID) or None
    raw, source = _token(options, environment, env_file)
    found = Credentials.found(raw, source, merchant_uid=None if merchant_uid is None else merchant_uid.strip())
    elsewhere = () if source else tuple(name for name in OTHER_TOKENS if environment.get(name))
    return replace(found, look_elsewhere=elsewhere)


def _token(options: CheckOptions, environment: Mapping[str, str], env_file: Mapping[str, str]) -> Found:
    if options.token_file is not None:
        return _token_file(options.token_file, "--token-file", options, environment)
    if options.token_env is not None:
        return _token_variable(options.token_env, environment)
    if environment.get(TOKEN_FILE):
        return _token_file(environment[TOKEN_FILE], TOKEN_FILE, options, environment)
    return _unnamed_token(options, environment, env_file)


def _unnamed_token(options: CheckOptions, environment: Mapping[str, str], env_file: Mapping[str, str]) -> Found:
    if environment.get(TOKEN):
        return environment[TOKEN], f"env:{TOKEN}"
    if env_file.get(TOKEN):
        return env_file[TOKEN], f"env-file:{'.env' if options.env_file is None else options.env_file}"
    if token := _keyring(options.deadline):
        return token, "keyring"
    if sys.stdin.isatty() and sys.stderr.isatty():
        return _prompt(options, environment)
    return None, None


def _token_variable(name: str, environment: Mapping[str, str]) -> Found:
    if not name:
        raise cannot_read("--token-env", EMPTY_NAME)
    if name in environment:
        return environment[name], f"env:{name}"
    if not (name.isidentifier() and name.isupper() and len(name) <= LONGEST_NAME):
        # Not repeated: it may be the token itself.
        raise SettingError.of(
            en="--token-env: there is no variable with this name; pass a NAME such as KASPI_TOKEN, not the token",
            ru="--token-env: переменной с таким именем нет; нужно ИМЯ, например KASPI_TOKEN, а не сам токен",
            kk="--token-env: мұндай атаулы айнымалы жоқ; токеннің өзін емес, АТАУЫН беріңіз, мысалы KASPI_TOKEN",
        )
    raise SettingError.of(
        en=f"--token-env {name}: this variable is not set",
        ru=f"--token-env {name}: такая переменная не задана",
        kk=f"--token-env {name}: мұндай айнымалы орнатылмаған",
    )


def _token_file(path: str, option: str, options: CheckOptions, environment: Mapping[str, str]) -> Found:
    """Read a token; one newline at the end of a file is how editors write files, not damage."""
    if path == "-" and sys.stdin.isatty():
        return _prompt(options, environment)
    text = _read(path, option, options.deadline)
    end = "\r\n" if text.endswith("\r\n") else "\n"
    return text.removesuffix(end), "stdin" if path == "-" else f"file:{path}"


def _env_file(options: CheckOptions) -> dict[str, str]:
    if options.env_file is None and not path_from(".env").is_file():
        return {}
    try:
        text = _read(".env" if options.env_file is None else options.env_file, "--env-file", options.deadline)
    except SettingError:
        if options.env_file is None:
            return {}  # nobody named it
        raise
    import io
    import logging

    from dotenv import dotenv_values

    # A line that is no assignment is its owner's affair; the library would report it on stderr.
    logging.getLogger("dotenv").setLevel(logging.CRITICAL)
    values = dotenv_values(stream=io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")), interpolate=False)
    return {name: value for name, value in values.items() if value is not None}


def _read(path: str, option: str, limit_s: float) -> str:
    """Read a small file of text.

    Raises:
        SettingError: it cannot be read, is too large, is no text, or is a pipe into which nothing comes.
    """
    if not path:
        raise cannot_read(option, EMPTY_NAME)
    what = f"{option} {path}"
    try:
        return decoded(within(limit_s, lambda: whole(chunks(path, what), what, LARGEST_FILE)))
    except TimeoutError:
        raise cannot_read(what, NOTHING_CAME) from None
    except UnicodeDecodeError:
        raise cannot_read(what, NOT_TEXT) from None


def _keyring(limit_s: float) -> str | None:
    """Ask the system's keyring, where the extra is installed. A keyring that is not there, or locked, has no token."""
    try:
        import keyring

        return within(limit_s, lambda: keyring.get_password("kaspi-doctor", TOKEN))
    except Exception:  # noqa: BLE001 - the backends raise whatever their systems do
        return None


def _prompt(options: CheckOptions, environment: Mapping[str, str]) -> Found:
    from getpass import getpass

    try:
        token = getpass(QUESTION.into(language_from(options.lang, environment)), stream=sys.stderr)
    except EOFError:
        return None, None
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise
    return (token, "prompt") if token else (None, None)
