"""What is said when a command line cannot be read: one clear line, in the user's language, no secret in it."""

import re
import sys
from collections.abc import Mapping, Sequence

import typer

from kaspi_doctor.credentials import tokens_of
from kaspi_doctor.redaction import Redactor, tokens_in
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.wording import Text

NO_TOKEN_OPTION = Text(
    en="there is no --token: it would stay in the shell's history and in the process list. Set KASPI_TOKEN, or use"
    " --token-file PATH (- for standard input), --token-env NAME or --env-file PATH. If that was your real token,"
    " remove the line from the history.",
    ru="параметра --token нет: токен остался бы в истории оболочки и в списке процессов."
    " Задайте KASPI_TOKEN или используйте --token-file ПУТЬ (- для стандартного ввода), --token-env ИМЯ,"
    " --env-file ПУТЬ. Если это был настоящий токен, удалите строку из истории.",
    kk="--token параметрі жоқ: токен қабықша тарихында және процестер тізімінде қалып қояр еді."
    " KASPI_TOKEN орнатыңыз немесе --token-file ЖОЛ (стандартты кіріс үшін -), --token-env АТАУ,"
    " --env-file ЖОЛ қолданыңыз. Егер бұл нағыз токен болса, жолды тарихтан өшіріңіз.",
)
OPTION = Text(en="option", ru="параметра", kk="параметр")
COMMAND = Text(en="command", ru="команды", kk="команда")
SAID = {
    r"Invalid value for '(\S+)'.*?: '(.*)' is not a valid int(?:eger)?\.": Text(
        en=r"\1 \2: use a whole number", ru=r"\1 \2: укажите целое число", kk=r"\1 \2: бүтін сан беріңіз"
    ),
    r"Invalid value for '(\S+)'.*?: '(.*)' is not a valid float\.": Text(
        en=r"\1 \2: use a number of seconds",
        ru=r"\1 \2: укажите число секунд",
        kk=r"\1 \2: секунд санын беріңіз",
    ),
    r"Option '(\S+)' requires an argument\.": Text(
        en=r"\1 needs a value; see --help",
        ru=r"\1 требует значения; см. --help",
        kk=r"\1 мәнді қажет етеді; --help қараңыз",
    ),
    r"Option '(\S+)' does not take a value\.": Text(
        en=r"\1 takes no value", ru=r"\1 не принимает значения", kk=r"\1 мән қабылдамайды"
    ),
    r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)": Text(
        en=r"it is not clear what \1 is for; see --help",
        ru=r"непонятно, к чему относится \1; см. --help",
        kk=r"\1 не үшін екені түсініксіз; --help қараңыз",
    ),
    r"Missing command\.": Text(
        en="a command is missing; see --help", ru="укажите команду; см. --help", kk="команданы беріңіз; --help қараңыз"
    ),
}
"""What typer says of a command line, and the same in our words."""
PACKAGES = {"ahocorasick": "pyahocorasick", "dns": "dnspython", "dotenv": "python-dotenv"}
"""Modules of packages that have another name."""


def complaint(error: typer.TyperException, commands: Sequence[str], arguments: Sequence[str] = ()) -> Text:
    """Return what is wrong with a command line. What typer says is kept, in English, where nothing better is known."""
    said = " ".join(error.format_message().split())
    if hasattr(error, "possibilities"):
        option, near = str(getattr(error, "option_name", "")), list(error.possibilities or ())
        if _means_token(option, near):
            return NO_TOKEN_OPTION
        later = next((word for word in arguments if word in commands), None)
        if later and arguments[0].startswith("-"):
            return _too_early(option, later)
        return _no_such(OPTION, option, near)
    if found := re.match(r"No such command '(.*?)'\.", said):
        return _no_such(COMMAND, found[1], commands)
    for pattern, text in SAID.items():
        if found := re.fullmatch(pattern, said):
            return text.map(found.expand)
    return Text.same(said)


def _means_token(option: str, near: Sequence[str]) -> bool:
    """Return whether a word is ``--token`` itself, or has the token stuck to it."""
    return option == "--token" or (option.startswith("--token") and not near)


def _too_early(option: str, command: str) -> Text:
    return Text(
        en=f"{option} must come after the command: kaspi-doctor {command} {option} …",
        ru=f"{option} стоит перед командой, а нужно после неё: kaspi-doctor {command} {option} …",
        kk=f"{option} командадан бұрын тұр, оны кейін жазыңыз: kaspi-doctor {command} {option} …",
    )


def _no_such(what: Text, name: str, known: Sequence[str]) -> Text:
    unknown = Text(en=f"there is no {what.en} {name}", ru=f"{what.ru} {name} нет", kk=f"{name} деген {what.kk} жоқ")
    return unknown + did_you_mean(name, known, listed_by="--help")


def lacking(error: Exception) -> Text | None:
    """Return which package is to be installed; None where an error is not that a package of others is missing."""
    module = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if module in {"", "kaspi_doctor", *sys.stdlib_module_names}:
        return None
    package = PACKAGES.get(module, module)
    return Text(
        en=f"this needs the Python package {package}, which is not installed: pip install {package}",
        ru=f"для этого нужен пакет Python {package}, а он не установлен: pip install {package}",
        kk=f"бұл үшін {package} Python бумасы керек, бірақ ол орнатылмаған: pip install {package}",
    )


def unsaid(text: str, environment: Mapping[str, str]) -> str:
    """Mask whatever may be a token in a complaint, which repeats what the user typed."""
    return Redactor([*tokens_of(environment), *tokens_in(text)]).document(text)
