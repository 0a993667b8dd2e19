"""The catalogue as a whole: it is complete, and every text is fit to be read in its language."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from pkgutil import iter_modules

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause, Kind, Weight
from kaspi_doctor.observation import Layer
from kaspi_doctor.recognition._clients import client_in
from kaspi_doctor.registry import collect
from kaspi_doctor.wording import Language, Text

CATALOGUE = collect(causes, "CAUSE", Cause)
EVERY = [pytest.param(cause, id=cause.id) for cause in CATALOGUE]

KNOWN_BY = {
    "requests": "requests.exceptions.ReadTimeout: HTTPSConnectionPool",
    "httpx": "httpx.ReadTimeout",
    "curl": "curl: (28) Operation timed out",
    "PowerShell": "Invoke-RestMethod : ",
    "Guzzle": "cURL error 28: Operation timed out",
    "axios": "AxiosError: timeout of 15000ms exceeded",
    "Go": 'Get "https://kaspi.kz/shop/api/v2/orders": context deadline exceeded',
    "Java": "java.net.http.HttpTimeoutException: request timed out",
    "1C": "Ошибка работы с Интернет: Превышено время ожидания",
}

LAYERS = {
    Layer.CREDENTIALS: "token-missing token-placeholder token-damaged token-unusual-shape",
    Layer.ENVIRONMENT: "proxy-unreachable proxy-authentication-required proxy-refused clock-skewed",
    Layer.DNS: "no-internet host-unknown resolver-failing address-not-public",
    Layer.TCP: "connection-refused connection-timed-out connection-reset host-unreachable ipv6-broken",
    Layer.TLS: "tls-untrusted-issuer trust-stores-differ tls-certificate-expired tls-certificate-not-yet-valid"
    " tls-hostname-mismatch tls-handshake-failed tls-not-spoken",
    Layer.HTTP: "user-agent-filtered silent-to-all answer-timed-out connection-dropped blocked-by-protection"
    " captive-page unexpected-redirect rate-limited service-failing answer-slow",
    Layer.API: "token-rejected token-forbidden endpoint-not-found media-type-refused request-refused answer-broken"
    " dates-missing date-range-too-wide pagination-missing contract-changed no-orders",
}
KINDS = {
    Kind.CONFIGURATION: "token-missing",
    Kind.CREDENTIALS: "token-placeholder token-damaged token-rejected token-forbidden",
    Kind.REFUSED: "endpoint-not-found media-type-refused request-refused answer-broken dates-missing"
    " date-range-too-wide pagination-missing",
    Kind.ADVISORY: "token-unusual-shape clock-skewed ipv6-broken trust-stores-differ user-agent-filtered answer-slow"
    " contract-changed no-orders",
}
NOTES = "token-unusual-shape user-agent-filtered no-orders"

PROTOCOLS = """
    API Base64 CI CONNECT DNS GET HTML HTTP HTTPS ID IPv4 IPv6 JSON Kerberos NTLM NXDOMAIN PEM REFUSED RFC SERVFAIL
    TCP TLS URL UTC VPN Wi-Fi cookie hosts https
"""
REQUEST_PARTS = "Accept Content-Type Retry-After User-Agent X-Auth-Token X-Merchant-Uid code id orders-valid"
PRODUCTS = """
    DDoS-Guard Debian DigiCert Docker Go Guzzle Java Kaspi Laravel Linux OpenSSL PHP Pay PowerShell Python Qrator
    Ubuntu Windows axios certifi curl example.com fetch httpx kaspi-doctor kaspi.kz macOS python-httpx python-requests
    requests systemd
"""
KEYS = "Ctrl D Enter"
LATIN_NAMES = frozenset(f"{PROTOCOLS} {REQUEST_PARTS} {PRODUCTS} {KEYS}".split())
"""The Latin words that a Russian or Kazakh text may hold outside backticks."""

IN_BACKTICKS = re.compile(r"`[^`]+`")
LATIN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*")
FIRST_READ_ON = date(2026, 11, 24)
KAZAKH_ONLY = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
SECRET_LIKE = re.compile(r"[A-Za-z0-9+_-]{32,}={0,2}|[A-Za-z0-9+/]{43}=")


def texts(cause: Cause) -> Iterator[tuple[str, Text]]:
    """Return every text of a cause, with a name for it."""
    yield "title", cause.title
    yield "explanation", cause.explanation
    for position, remedy in enumerate(cause.remedies, start=1):
        yield f"remedy {position}", remedy
    for neighbour, text in cause.neighbours.items():
        yield f"neighbour {neighbour}", text
    if cause.question:
        yield "question", cause.question


def prose(text: str) -> str:
    """Return a text without what stands between backticks, which is alike in every language."""
    return IN_BACKTICKS.sub("``", text)


def commands(cause: Cause) -> list[str]:
    """Return everything in a cause that is there to be copied."""
    return [remedy.command for remedy in cause.remedies if remedy.command is not None]


def by_cause(groups: dict[Layer, str] | dict[Kind, str]) -> dict[str, str]:
    """Turn groups of ids round: for each id the group's word."""
    return {cause_id: group.value for group, ids in groups.items() for cause_id in ids.split()}


def test_every_promised_cause_is_there_in_its_layer() -> None:
    """The catalogue holds every cause of the contract, each in its layer."""
    assert by_cause(LAYERS).items() <= {cause.id: cause.layer.value for cause in CATALOGUE}.items()


def test_every_cause_is_of_its_kind() -> None:
    """Every cause of the contract gives the exit code that the contract promises."""
    expected = dict.fromkeys(by_cause(LAYERS), Kind.UNREACHABLE.value) | by_cause(KINDS)
    assert expected.items() <= {cause.id: cause.kind.value for cause in CATALOGUE}.items()


def test_notes_and_warnings_are_told_apart() -> None:
    """`--strict` minds every advisory but those that the contract calls a note."""
    notes = {cause.id for cause in CATALOGUE if cause.kind is Kind.ADVISORY and cause.weight is Weight.NOTE}
    assert notes & set(by_cause(LAYERS)) == set(NOTES.split())


def test_a_file_is_named_after_its_cause_and_has_a_test() -> None:
    """Whoever knows an id knows where the cause and its test are."""
    modules = sorted(module.name for module in iter_modules(causes.__path__) if not module.name.startswith("_"))
    assert modules == sorted(cause.id.replace("-", "_") for cause in CATALOGUE)
    tested = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    assert {f"test_{module}" for module in modules} <= tested


@pytest.mark.parametrize("cause", EVERY)
def test_a_cause_says_how_it_shows_and_what_to_do(cause: Cause) -> None:
    """Every cause has a symptom and a source, and for the reader of any one client one to five remedies."""
    assert cause.symptoms
    for client in {None, *KNOWN_BY}:
        assert 1 <= len([remedy for remedy in cause.remedies if not remedy.clients or client in remedy.clients]) <= 5
    assert cause.references


@pytest.mark.parametrize("cause", EVERY)
def test_every_text_exists_in_three_languages(cause: Cause) -> None:
    """No wording is empty, and none is a copy of another language's."""
    for name, text in texts(cause):
        wordings = set(text.as_dict().values())
        assert len(wordings) == len(Language), name
        assert all(wording.strip() for wording in wordings), name


@pytest.mark.parametrize("cause", EVERY)
def test_no_english_is_left_in_a_translation(cause: Cause) -> None:
    """Russian and Kazakh prose holds no Latin word but the names of headers, products, protocols and probes."""
    for name, text in texts(cause):
        for language in (Language.RU, Language.KK):
            left = set(LATIN.findall(prose(text.into(language)))) - LATIN_NAMES
            assert not left, f"{name}, {language}"


@pytest.mark.parametrize("cause", EVERY)
def test_each_language_is_written_in_its_own_letters(cause: Cause) -> None:
    """Kazakh is Kazakh and Russian is Russian: neither wording stands in the other's place."""
    for name, text in texts(cause):
        assert KAZAKH_ONLY.isdisjoint(text.ru), name
        assert not KAZAKH_ONLY.isdisjoint(text.kk), name


@pytest.mark.parametrize("cause", EVERY)
def test_the_typesetting_is_clean(cause: Cause) -> None:
    """No double spaces, no space before a mark, every bracket and quote closed, «» where the language wants them."""
    for name, text in texts(cause):
        for language in Language:
            wording = text.into(language)
            where = f"{name}, {language}"
            assert wording == " ".join(wording.split()), where
            assert not re.search(r" [,.;:!?)»]|[(«] ", prose(wording)), where
            assert wording.count("`") % 2 == 0, where
            assert wording.count("(") == wording.count(")"), where
            assert wording.count("«") == wording.count("»"), where
            if language is not Language.EN:
                assert '"' not in prose(wording), where


@pytest.mark.parametrize("cause", EVERY)
def test_sentences_end_and_titles_do_not(cause: Cause) -> None:
    """A title is one short line without a full stop; what is longer ends with one, or with a colon before a command."""
    for language in Language:
        title = cause.title.into(language)
        assert title[-1].isalnum() or title[-1] in "»)", language
        assert len(title) <= 80, language
        assert cause.explanation.into(language).endswith("."), language
        for remedy in cause.remedies:
            assert remedy.into(language).endswith("." if remedy.command is None else (".", ":")), language


@pytest.mark.parametrize("cause", EVERY)
def test_sources_can_be_opened(cause: Cause) -> None:
    """Every reference has a title, an https address and the day on which it was read for this project."""
    for reference in cause.references:
        assert reference.title
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}/\S*", reference.url)
        assert date.fromisoformat(reference.checked_on) >= FIRST_READ_ON


@pytest.mark.parametrize("cause", EVERY)
def test_a_clients_remedy_names_it(cause: Cause) -> None:
    """A step for one client is for one that `explain` can recognise, and says in every language whom it is for."""
    for remedy in cause.remedies:
        for name in remedy.clients:
            assert client_in(KNOWN_BY[name]) == name
            assert all(name in remedy.into(language) for language in Language)


@pytest.mark.parametrize("cause", EVERY)
def test_no_command_gives_a_secret_away(cause: Cause) -> None:
    """A command holds nothing like a token: where one belongs, there is the variable."""
    for command in commands(cause):
        assert not SECRET_LIKE.search(command)
        assert "X-Auth-Token" not in command or "KASPI_TOKEN" in command


@pytest.mark.parametrize("cause", EVERY)
def test_no_command_switches_certificate_checks_off(cause: Cause) -> None:
    """Nothing that is there to be copied sends a token over a connection that was not verified."""
    for command in commands(cause):
        assert not re.search(r"verify=False|CERT_NONE|SkipCertificateCheck|--insecure|curl\b.* -k\b", command)


@pytest.mark.parametrize("cause", EVERY)
def test_no_command_takes_this_program_from_an_index(cause: Cause) -> None:
    """A remedy never installs kaspi-doctor by its name alone: whoever holds the name there need not be this project."""
    commands = [remedy.command or "" for remedy in cause.remedies]
    assert not [command for command in commands if re.search(r"\binstall\b.*\bkaspi-doctor\b", command)]
