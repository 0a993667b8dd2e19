"""The answer is not of the shape that the API gives."""

from kaspi_doctor.cause import (
    Cause,
    Confidence,
    Kind,
    Neighbour,
    Owner,
    Remedy,
    Signature,
    Standing,
    answered_with,
)
from kaspi_doctor.causes import _references as references
from kaspi_doctor.causes._texts import NOT_JSON
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="answer-broken",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.LIKELY,
    owner=Owner.KASPI,
    standing=Standing.INFERRED,
    title=Text(
        en="The answer is not what the API sends",
        ru="Ответ не похож на ответ API",
        kk="Жауап API жауабына ұқсамайды",
    ),
    explanation=Text(
        en="An answer came, but not the JSON with `data` and `meta` that projects observe: it is cut, malformed, far"
        " too large, or not HTTP at all. No such answer is known from Kaspi, so the reason is our inference:"
        " something on the way that rewrites answers (a proxy, an antivirus), a wrong base address, or a fault or"
        " change at Kaspi's. Whether the token is good, it does not show.",
        ru="Ответ пришёл, но это не JSON с `data` и `meta`, который наблюдают проекты: он обрезан, испорчен, слишком"
        " велик или вообще не HTTP. Таких ответов от Kaspi не известно, поэтому причина — наш вывод: что-то по"
        " пути меняет ответы (прокси, антивирус), неверен базовый адрес либо у Kaspi ошибка или изменение. Годен"
        " ли токен, по нему не понять.",
        kk="Жауап келді, бірақ ол жобалар көріп жүрген `data` мен `meta` өрістері бар JSON емес: кесілген, бүлінген,"
        " тым үлкен немесе мүлде HTTP емес. Kaspi-ден мұндай жауап келгені туралы дерек жоқ, сондықтан себебі —"
        " біздің қорытындымыз: жолда бірдеңе жауапты өзгертеді (прокси, антивирус), негізгі мекенжай қате немесе"
        " Kaspi жағында ақау не өзгеріс бар. Токеннің жарамды екенін бұдан білу мүмкін емес.",
    ),
    remedies=(
        Remedy(
            text=Text(
                en="Run again: a broken answer may be a single one.",
                ru="Повторите проверку: испорченный ответ мог быть единичным.",
                kk="Тексеруді қайталаңыз: бүлінген жауап бір реттік болуы мүмкін.",
            ),
            command="kaspi-doctor check --verbose",
        ),
        Remedy(
            text=Text(
                en="Try without the proxy, and from another network.",
                ru="Попробуйте без прокси и из другой сети.",
                kk="Проксисіз және басқа желіден байқап көріңіз.",
            ),
            command="kaspi-doctor check --no-proxy",
        ),
        Remedy(
            text=Text(
                en="If you gave a `--base-url` of your own, go back to the documented one.",
                ru="Если вы задали свой `--base-url`, вернитесь к описанному адресу.",
                kk="Егер өз `--base-url` мәніңізді көрсетсеңіз, анықтамалықтағы мекенжайға оралыңыз.",
            ),
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        Remedy(
            text=Text(
                en="If it stays in every network, give Kaspi's support (2323) the saved report.",
                ru="Если так в любой сети, передайте сохранённый отчёт в техподдержку Kaspi (2323).",
                kk="Кез келген желіде осылай болса, сақталған есепті Kaspi техникалық қолдауына (2323) беріңіз.",
            ),
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=(references.KASPI_ORDERS, references.JSON_API),
    symptoms=answered_with(AnswerKind.BROKEN),
    signatures=(
        Signature(
            texts=(
                "?200 пуст|empty|бос тел|body|ответ|денес|content",
                "?json обрыва|обрезан|truncat|cut|половин|unterminated|unexpected",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=NOT_JSON, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "Unterminated string starting at",
                "Expecting ',' delimiter",
                "Expecting ':' delimiter",
                "Unexpected end of JSON input",
                "EOF while parsing a",
                "No content to map due to end-of-input",
                "BadStatusLine",
                "Connection aborted*BadStatusLine",
                "Connection aborted*got more than # bytes when reading header",
                "Connection aborted*got more than # headers",
                "Too large response headers",
                "Parse Error: Expected HTTP/",
                "Received HTTP/0.9 when not allowed",
                "malformed HTTP",
                "illegal status line",
                "Invalid status line",
                "ContentDecodingError",
                "incorrect header check",
                "Unexpected end of input",
                "Bad status line",
                "response status line is malformed",
                "Expected HTTP/, RTSP/ or ICE/",
                "Invalid HTTP response",
                "got more than # bytes when reading header",
                "Invalid HTTP status line",
                "Header overflow",
                "HPE_INVALID",
                "Expected HTTP/",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances=(
        (
            "requests",
            "requests.exceptions.JSONDecodeError: Unterminated string starting at: line 1 column 30 (char 29)",
        ),
        ("httpx", "httpx.RemoteProtocolError: illegal status line: bytearray(b'SSH-2.0-OpenSSH_9.2')"),
        ("curl", "curl: (1) Received HTTP/0.9 when not allowed"),
        ("axios", "Error: Parse Error: Expected HTTP/"),
        ("Go", "unexpected end of JSON input"),
    ),
    proof="kaspi-doctor check --only orders-valid",
    neighbours=(
        Neighbour(
            id="captive-page",
            text=Text(
                en="A whole HTML page is a page; broken JSON or no JSON is this.",
                ru="Целая страница HTML — это страница; испорченный JSON или его отсутствие — эта причина.",
                kk="Тұтас HTML беті — бет; бүлінген JSON немесе оның болмауы — осы себеп.",
            ),
        ),
    ),
)
