"""What the look of a token says, as sentences."""

from collections.abc import Sequence

from kaspi_doctor.credentials import Damage
from kaspi_doctor.wording import Text, russian_plural

PLACEHOLDER = Text(
    en="There is a placeholder from an example where the token belongs.",
    ru="На месте токена стоит заглушка из примера.",
    kk="Токеннің орнында мысалдан алынған үлгі сөз тұр.",
)

DAMAGES: dict[Damage, Text] = {
    Damage.QUOTES: Text(
        en="quotes or brackets around it", ru="он в кавычках или скобках", kk="тырнақшаға не жақшаға алынған"
    ),
    Damage.WHITE_SPACE: Text(en="white space in or around it", ru="в нём лишние пробелы", kk="артық бос орындар бар"),
    Damage.NEWLINE: Text(en="a line break", ru="в нём перевод строки", kk="жол ауысуы бар"),
    Damage.BYTE_ORDER_MARK: Text(
        en="a byte order mark (BOM) in front",
        ru="в начале метка порядка байтов (BOM)",
        kk="басында байт реті белгісі (BOM) тұр",
    ),
    Damage.INVISIBLE: Text(en="invisible characters", ru="в нём невидимые символы", kk="көрінбейтін таңбалар бар"),
    Damage.LOOK_ALIKES: Text(
        en="Cyrillic letters that look like Latin ones",
        ru="в нём кириллические буквы вместо похожих латинских",
        kk="латын әріптерінің орнында ұқсас кирилл әріптері тұр",
    ),
    Damage.NOT_ASCII: Text(
        en="characters that no token has",
        ru="в нём символы, которых в токене не бывает",
        kk="токенде болмайтын таңбалар бар",
    ),
    Damage.BEARER: Text(
        en="a word such as “Bearer” in front",
        ru="перед ним лишнее слово вроде «Bearer»",
        kk="алдында «Bearer» сияқты артық сөз тұр",
    ),
    Damage.HEADER_NAME: Text(
        en="the name of a header or a variable in front",
        ru="перед ним имя заголовка или переменной",
        kk="алдында тақырыптың не айнымалының атауы тұр",
    ),
    Damage.PERCENT_ENCODED: Text(
        en="percent-encoded characters (%3D in place of =)",
        ru="в нём символы в кодировке URL (%3D вместо =)",
        kk="URL кодтауындағы таңбалар бар (= орнына %3D)",
    ),
    Damage.TOO_LONG: Text(
        en="far too long, as if another file had been read",
        ru="он слишком длинный, как будто указан не тот файл",
        kk="тым ұзын, басқа файл көрсетілген сияқты",
    ),
}


def missing(elsewhere: Sequence[str]) -> Text:
    """Return the sentence for no token, naming the variables of other programs that do hold something."""
    sentence = Text(en="No token is set.", ru="Токен не задан.", kk="Токен берілмеген.")
    if not elsewhere:
        return sentence
    names, first = ", ".join(elsewhere), elsewhere[0]
    return sentence + Text(
        en=f" {names} is set, but kaspi-doctor reads KASPI_TOKEN: add --token-env {first}.",
        ru=f" Задана переменная {names}, но kaspi-doctor читает KASPI_TOKEN: добавьте --token-env {first}.",
        kk=f" {names} айнымалысы орнатылған, бірақ kaspi-doctor KASPI_TOKEN айнымалысын оқиды:"
        f" --token-env {first} қосыңыз.",
    )


def listed(parts: Sequence[Text]) -> Text:
    """Join short phrases with commas."""
    return Text(
        en=", ".join(part.en for part in parts),
        ru=", ".join(part.ru for part in parts),
        kk=", ".join(part.kk for part in parts),
    )


def usual(length: int) -> Text:
    """Return the sentence for a token that looks like one."""
    signs = russian_plural(length, "символ", "символа", "символов")
    return Text(
        en=f"The token is set and looks like one: {length} characters of Base64.",
        ru=f"Токен задан и выглядит как надо: {length} {signs} Base64.",
        kk=f"Токен берілген және пішіні дұрыс: Base64, {length} таңба.",
    )


def unusual(length: int) -> Text:
    """Return the sentence for a token of another shape than those seen so far."""
    signs = russian_plural(length, "символ", "символа", "символов")
    return Text(
        en=f"The token is set, but has an unusual shape: {length} characters, not 44 of Base64.",
        ru=f"Токен задан, но вид у него необычный: {length} {signs}, а не 44 символа Base64.",
        kk=f"Токен берілген, бірақ пішіні әдеттегідей емес: 44 Base64 таңбасы емес, {length} таңба.",
    )
