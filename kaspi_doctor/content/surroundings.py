"""The run's surroundings and what was masked: what the next reader would otherwise ask back."""

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from kaspi_doctor import facts as fact
from kaspi_doctor.document.blocks import Line
from kaspi_doctor.document.printable import shown
from kaspi_doctor.report import Report
from kaspi_doctor.vocabulary import NONE, NOT_FOR_THIS_HOST, UID_SENT
from kaspi_doctor.wording import Language, Text, russian_plural, seconds

SURROUNDINGS: Final = Text(en="Environment", ru="Окружение", kk="Орта")
REDACTION: Final = Text(en="What was masked", ru="Что скрыто", kk="Не жасырылды")

ADDRESS: Final = Text(en="API address", ru="Адрес API", kk="API мекенжайы")
CONNECT_TO: Final = Text(en="Connected to instead", ru="Подключение вместо него к", kk="Оның орнына қосылған")
STARTED: Final = Text(en="Started", ru="Начало", kk="Басталуы")
TOKEN: Final = Text(en="Token", ru="Токен", kk="Токен")
FINGERPRINT: Final = Text(en="Token fingerprint", ru="Отпечаток токена", kk="Токеннің саусақ ізі")
MERCHANT_UID: Final = Text.same("X-Merchant-Uid")
PROXY: Final = Text(en="Proxy", ru="Прокси", kk="Прокси")
OVERRIDES: Final = Text(en="Certificate settings", ru="Настройки сертификатов", kk="Сертификат баптаулары")
ADDRESSES: Final = Text(en="Addresses", ru="IP-адреса", kk="IP мекенжайлары")
TLS: Final = Text.same("TLS")
ISSUER: Final = Text(en="Certificate issued by", ru="Кем выдан сертификат", kk="Сертификатты берген")
CLOCK: Final = Text(en="Clock against Kaspi", ru="Часы относительно Kaspi", kk="Kaspi сағатымен салыстырғанда")
ZONE: Final = Text(en="Time zone", ru="Часовой пояс", kk="Уақыт белдеуі")
SYSTEM: Final = Text(en="System", ru="Система", kk="Жүйе")
VERSION: Final = Text(en="kaspi-doctor version", ru="Версия kaspi-doctor", kk="kaspi-doctor нұсқасы")
RUN: Final = Text(en="Run", ru="Запуск", kk="Іске қосу")

NOT_SET: Final = Text(en="not set", ru="не задан", kk="берілмеген")
IN_STEP: Final = Text(en="in sync", ru="совпадают", kk="сәйкес")
"""A ``Date`` header tells whole seconds."""
UNTIL: Final = Text(en=", until {}", ru=", до {}", kk=", {} дейін")

NEVER_THERE: Final = Text(
    en="The token is not in this report, neither whole nor in part: its fingerprint stands for it. The contents of"
    " orders are neither stored nor shown.",
    ru="Токена в этом отчёте нет ни целиком, ни по частям: вместо него стоит отпечаток. Содержимое заказов не"
    " сохраняется и не показывается.",
    kk="Бұл есепте токеннің өзі де, бөлігі де жоқ: оның орнында саусақ ізі тұр. Тапсырыстардың мазмұны сақталмайды және"
    " көрсетілмейді.",
)
NOTHING_MASKED: Final = Text(
    en="Nothing else needed to be masked.",
    ru="Больше скрывать было нечего.",
    kk="Басқа ештеңені жасыру қажет болмады.",
)
KEPT: Final = Text(
    en="Host names, addresses and times were kept: support needs them.",
    ru="Имена узлов, адреса и время оставлены: они нужны техподдержке.",
    kk="Тораптардың атаулары, мекенжайлар мен уақыт мәндері қалдырылды: олар техникалық қолдауға қажет.",
)
KEPT_OF_KASPI: Final = Text(
    en="Kaspi's host names and addresses and all times were kept: support needs them.",
    ru="Имена и адреса узлов Kaspi и все отметки времени оставлены: они нужны техподдержке.",
    kk="Kaspi тораптарының атаулары, мекенжайлары мен уақыт мәндері қалдырылды: олар техникалық қолдауға қажет.",
)


def surroundings(report: Report) -> Iterator[tuple[Text, Text]]:
    """Return what a run stood upon, name by name; what was not learnt is left out."""
    facts = {o.probe_id: o.facts for o in report.observations}
    yield ADDRESS, _same(report.base_url)
    if report.connect_to:
        yield CONNECT_TO, _same(", ".join(report.connect_to))
    yield STARTED, _same(report.started_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))
    yield from token(report)
    if report.credentials.source is not None:
        yield MERCHANT_UID, UID_SENT[report.credentials.merchant_uid_sent]
    yield from _machine(facts.get("environment", {}))
    yield from _server(facts.get("dns", {}), facts.get("tls", {}))
    if (offset := report.first(fact.CLOCK_OFFSET_S)) is not None:
        sign = "−" if offset < 0 else "+"
        yield CLOCK, IN_STEP if abs(offset) <= 1 else Text.same(sign) + seconds(abs(offset))
    yield VERSION, _same(report.tool_version)
    yield RUN, _same(report.run_id)


def redaction(report: Report, language: Language) -> Iterator[Line]:
    """Return what was masked, and what was not."""
    kept = KEPT if report.anonymised is None else KEPT_OF_KASPI
    told = (NEVER_THERE, *(masked(report) or (NOTHING_MASKED,)), kept)
    yield from (Line(text=text.into(language)) for text in told)


def masked(report: Report) -> tuple[Text, ...]:
    """Return what stands masked in the report, and how often; nothing, if nothing does."""
    secrets = (_masked(report.masked),) if report.masked else ()
    return secrets if report.anonymised is None else (*secrets, _anonymised(report.anonymised))


def token(report: Report) -> Iterator[tuple[Text, Text]]:
    """Return which token it is: where it is from, its length, and its fingerprint."""
    credentials = report.credentials
    if credentials.source is None:
        yield TOKEN, NOT_SET
        return
    length = credentials.length
    signs = russian_plural(length, "символ", "символа", "символов")
    source = shown(credentials.source)
    yield (
        TOKEN,
        Text(
            en=f"{source}, {length} {'character' if length == 1 else 'characters'}",
            ru=f"{source}, {length} {signs}",
            kk=f"{source}, {length} таңба",
        ),
    )
    if credentials.fingerprint:
        yield FINGERPRINT, _same(credentials.fingerprint)


def _machine(facts: fact.Facts) -> Iterator[tuple[Text, Text]]:
    if not facts:
        return
    if proxy := fact.PROXY_URL.read(facts):
        source = fact.PROXY_SOURCE.read(facts)
        yield PROXY, _same(f"{proxy} ({source})" if source else proxy)
    else:
        yield PROXY, NOT_FOR_THIS_HOST if fact.PROXY_BYPASSED.read(facts) else NONE
    overrides = fact.CA_OVERRIDES.read(facts)
    yield OVERRIDES, _same(overrides) if overrides else NONE
    if zone := fact.CLOCK_ZONE.read(facts):
        yield ZONE, _same(zone)
    os_name, os_version = fact.OS_NAME.read(facts), fact.OS_VERSION.read(facts)
    python, openssl = fact.PYTHON_VERSION.read(facts), fact.OPENSSL_VERSION.read(facts)
    known = (f"{os_name or ''} {os_version or ''}".strip(), f"Python {python}" if python else "", openssl)
    if system := ", ".join(filter(None, known)):
        yield SYSTEM, _same(system)


def _server(dns: fact.Facts, tls: fact.Facts) -> Iterator[tuple[Text, Text]]:
    if addresses := fact.DNS_ANSWERS.read(dns):
        yield ADDRESSES, _same(addresses)
    if version := fact.TLS_VERSION.read(tls):
        cipher = fact.TLS_CIPHER.read(tls)
        yield TLS, _same(f"{version}, {cipher}" if cipher else version)
    if issuer := fact.CERTIFICATE_ISSUER.read(tls):
        until = (fact.CERTIFICATE_NOT_AFTER.read(tls) or "").partition("T")[0]
        words = UNTIL.map(lambda text: text.replace("{}", shown(until))) if until else Text.same("")
        yield ISSUER, _same(issuer) + words


def _masked(count: int) -> Text:
    places = russian_plural(count, "фрагмент", "фрагмента", "фрагментов")
    were = russian_plural(count, "Скрыт", "Скрыто", "Скрыто")
    place = russian_plural(count, "его", "их", "их")
    return Text(
        en=f"{count} {'passage was' if count == 1 else 'passages were'} replaced with [masked].",
        ru=f"{were} {count} {places}: на {place} месте стоит [masked].",
        kk=f"{count} үзінді жасырылды: орнында [masked] тұр.",
    )


def _anonymised(count: int) -> Text:
    places = "place" if count == 1 else "places"
    return Text(
        en=f"The report is anonymous: in {count} {places} a name, a path or a local address was replaced with a word in"
        " brackets, such as [user].",
        ru="Отчёт обезличен: имена, пути и локальные адреса заменены словами в скобках, такими как [user]"
        f" (замен: {count}).",
        kk="Есеп иесіздендірілді: атаулар, жолдар мен жергілікті мекенжайлар [user] сияқты жақшадағы сөздермен"
        f" ауыстырылды ({count} жерде).",
    )


def _same(value: fact.Value) -> Text:
    word = ", ".join(value) if isinstance(value, tuple) else str(value)
    return Text.same(shown(word))
