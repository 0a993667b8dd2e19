"""The answer is not of the shape that the API gives."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_WAY, DOCUMENTED_ADDRESS
from kaspi_doctor.causes._texts import NOT_JSON
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="answer-broken",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.LIKELY,
    precedence=5,
    owner=Owner.KASPI,
    standing=Standing.INFERRED,
    title=Text(
        en="The response is not what the API sends",
        ru="Ответ не похож на ответ API",
        kk="Жауап API жауабына ұқсамайды",
    ),
    explanation=Text(
        en="What came back is not the JSON with `data` and `meta` that projects see: it is truncated, malformed, far"
        " too large, or not HTTP at all. No such response from Kaspi is known, so the reason is our inference:"
        " something on the way that rewrites responses (a proxy, an antivirus program), a wrong base address, or a bug"
        " or a change on Kaspi's side. It does not show whether the token is good.",
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
            en="Run it again: a broken response can be a one-off.",
            ru="Повторите проверку: испорченный ответ мог быть единичным.",
            kk="Тексеруді қайталаңыз: бүлінген жауап бір реттік болуы мүмкін.",
            command="kaspi-doctor check --verbose",
        ),
        ANOTHER_WAY,
        DOCUMENTED_ADDRESS,
        Remedy(
            en="If it happens on every network, send the saved report to Kaspi's support (2323).",
            ru="Если так в любой сети, передайте сохранённый отчёт в техподдержку Kaspi (2323).",
            kk="Кез келген желіде осылай болса, сақталған есепті Kaspi техникалық қолдауына (2323) беріңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders", "json-api"),
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
    appearances={
        "requests": (
            "requests.exceptions.JSONDecodeError: Unterminated string starting at: line 1 column 30 (char 29)"
        ),
        "httpx": ("httpx.RemoteProtocolError: illegal status line: bytearray(b'SSH-2.0-OpenSSH_9.2')"),
        "curl": ("curl: (1) Received HTTP/0.9 when not allowed"),
        "axios": ("Error: Parse Error: Expected HTTP/"),
        "Go": ("unexpected end of JSON input"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "captive-page": Text(
            en="There a whole HTML page came; here the JSON is broken, or there is none.",
            ru="Целая страница HTML — это страница; испорченный JSON или его отсутствие — эта причина.",
            kk="Тұтас HTML беті — бет; бүлінген JSON немесе оның болмауы — осы себеп.",
        )
    },
)
