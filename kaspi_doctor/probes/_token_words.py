"""What the look of a token says, as sentences."""

from collections.abc import Sequence

from kaspi_doctor.wording import Text, russian_plural

PLACEHOLDER = Text(
    en="There is a placeholder from an example where the token belongs.",
    ru="На месте токена стоит заглушка из примера.",
    kk="Токеннің орнында мысалдан алынған үлгі сөз тұр.",
)


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
