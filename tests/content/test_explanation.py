"""What was recognised is told with the way out of the client that printed it."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.content.explanation import recognition_blocks
from kaspi_doctor.document.blocks import Heading, Line, Verbatim
from kaspi_doctor.recognition._clients import client_in
from kaspi_doctor.recognition.recogniser import recognise
from kaspi_doctor.registry import collect
from kaspi_doctor.wording import Language

CATALOGUE = collect(causes, "CAUSE", Cause)
TITLE = '{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}'
SILENCE = {
    "requests": "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='kaspi.kz', port=443): Read timed out.",
    "httpx": "httpx.ReadTimeout",
    "curl": "curl: (28) Operation timed out after 15001 milliseconds with 0 bytes received",
    "PowerShell": "Invoke-RestMethod : Время ожидания операции истекло.",
    "Guzzle": "cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received",
    "axios": "AxiosError: timeout of 15000ms exceeded",
    "Go": 'Get "https://kaspi.kz/shop/api/v2/orders": context deadline exceeded',
    "Java": "java.net.SocketTimeoutException: Read timed out",
    "1C": "{ОбщийМодуль.КаспиОбмен.Модуль(45)}: Превышено время ожидания",
}


CLIENTS = {
    "net/http: timeout awaiting response headers": "Go",
    "dial tcp: lookup kaspi.kz: no such host": "Go",
    "okhttp3.internal.http2.StreamResetException": "Java",
    "javax.net.ssl.SSLHandshakeException": "Java",
    "TypeError: fetch failed": "axios",
    "Ошибка при вызове метода контекста (ВызватьHTTPМетод)": "1C",
    "Превышено время ожидания": "1C",
    "HTTPСоединение.Получить": "1C",
    "Ruby: /usr/lib/ruby/3.2.0/net/http.rb:1271": None,
    "Превышено время ожидания kaspi.kz": None,
}


def told(text: str) -> str:
    """Return all that is told of a text, line by line."""
    blocks = recognition_blocks(recognise([text.encode()], CATALOGUE), Language.EN)
    return "\n".join(block.text for block in blocks if isinstance(block, Line | Verbatim))


@pytest.mark.parametrize("client", SILENCE)
def test_the_client_that_shows_is_told_its_own_way_out_alone(client: str) -> None:
    """The remedy of the client that printed the text is there whole, and no other client's is."""
    cause = next(cause for cause in CATALOGUE if cause.id == "user-agent-filtered")
    lines = told(SILENCE[client])
    for remedy in cause.remedies:
        is_meant = client in remedy.clients or not remedy.clients
        assert (remedy.en in lines) is is_meant
        assert ((remedy.command or "").expandtabs(4) in lines) is is_meant


@pytest.mark.parametrize("text", [TITLE, "Actual [30], max [14].", "Превышено время ожидания kaspi.kz"])
def test_where_no_client_shows_each_has_a_line(text: str) -> None:
    """The line that mends each client is there, no program is, and the command that shows the programs is named."""
    cause = recognise([text.encode()], CATALOGUE).findings[0].cause
    lines = told(text)
    assert all(line in lines for line in cause.fixes.values())
    assert f"kaspi-doctor explain {cause.id}" in lines
    assert not [
        r for r in cause.remedies if r.clients and r.command and r.command.count("\n") > 2 and r.command in lines
    ]


def test_programs_without_a_short_form_are_left_to_the_cause_itself() -> None:
    """A cause that has no line for each client names the command that shows the programs."""
    lines = told("kaspi api returns 0 orders")
    assert "See the complete code for requests, httpx, curl, PowerShell." in lines
    assert "import requests" not in lines


def test_the_client_is_known_from_a_line_beside() -> None:
    """A title names no client, but a traceback above it in the same text does."""
    seen = recognise([f'File "/app/httpx/_client.py", line 1\nkaspi 400 {TITLE}'.encode()], CATALOGUE)
    assert seen.client == "httpx"


def test_other_causes_of_the_same_line_are_possible_and_those_of_other_lines_are_there() -> None:
    """Alternatives are not told as if the text showed them."""
    alone = told("httpx.ReadTimeout")
    both = recognise([f"httpx.ReadTimeout\nkaspi {TITLE}".encode()], CATALOGUE)
    headings = [block.text for block in recognition_blocks(both, Language.EN) if isinstance(block, Heading)]
    assert "Also in this text" not in alone
    assert "Also in this text" in headings


@pytest.mark.parametrize(("text", "client"), CLIENTS.items())
def test_a_client_is_known_by_its_own_words(text: str, client: str | None) -> None:
    """Go, Java, 1C and fetch show by what only they write; words that others share name nobody."""
    assert client_in(text) == client


def test_lines_that_several_other_causes_share_are_told_once() -> None:
    """Beside a cause that the text names, those that a bare status leaves open do not repeat its line."""
    text = told(f"2026-11-24 10:00 kaspi.kz -> HTTP 400 Bad Request\n2026-11-24 10:01 kaspi.kz {TITLE}")
    assert "pagination-missing" in text
    assert text.count("HTTP 400 Bad Request") == 1


def test_a_bare_status_is_sure_of_nothing() -> None:
    """A number alone is at most likely what it would be in an answer."""
    assert recognise([b"503"], CATALOGUE).findings[0].confidence.value == "likely"
