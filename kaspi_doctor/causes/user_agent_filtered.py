"""A request that names a library as its User-Agent, or nothing at all, is met with silence."""

from kaspi_doctor.cause import (
    DECIDING,
    Cause,
    Confidence,
    Kind,
    Owner,
    Remedy,
    Seen,
    Signature,
    Standing,
    Symptom,
    Weight,
)
from kaspi_doctor.causes import _programs as programs
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._texts import READ_TIMED_OUT
from kaspi_doctor.facts import ANSWERED, USER_AGENT_IS_CUSTOM
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

CURL = programs.CURL.replace("-A 'my-shop/1.0'", r"-A 'my-shop/1.0' -o /dev/null -w '%{http_code}\n'")

CUSTOM_NAME_IGNORED = Symptom(
    probe_id="orders-valid",
    outcome=Outcome.FAILED,
    failure=Failure.HTTP_SILENCE,
    where=(USER_AGENT_IS_CUSTOM.is_true(),),
)
IGNORED = Symptom(probe_id=("user-agent-absent", "user-agent-library"), outcome=Outcome.PASSED)
ANSWERED_BY_NAME = Symptom(probe_id=DECIDING, where=(ANSWERED.is_true(),))

REQUESTS = """import requests

session = requests.Session()
session.headers["User-Agent"] = "my-shop/1.0"
session.headers.update({"Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"})"""

HTTPX = """import httpx

client = httpx.Client(headers={"User-Agent": "my-shop/1.0"}, timeout=30)"""

OTHERS = """curl_setopt($ch, CURLOPT_USERAGENT, "my-shop/1.0");        // PHP
Http::withUserAgent("my-shop/1.0")->get($url);              // Laravel
axios.get(url, { headers: { "User-Agent": "my-shop/1.0" } })
req.Header.Set("User-Agent", "my-shop/1.0")                 // Go
HttpRequest.newBuilder(uri).header("User-Agent", "my-shop/1.0")
Заголовки.Вставить("User-Agent", "my-shop/1.0");            // 1C"""


def _only_another_name_is_answered(seen: Seen) -> tuple[Observation, ...]:
    ignored, answered = IGNORED(seen), ANSWERED_BY_NAME(seen)
    return (*ignored, *answered) if ignored and answered else ()


def _own_name_is_ignored(seen: Seen) -> tuple[Observation, ...]:
    silent, answered = CUSTOM_NAME_IGNORED(seen), ANSWERED_BY_NAME(seen)
    return (*silent, *answered) if silent and answered else ()


CAUSE = Cause(
    id="user-agent-filtered",
    layer=Layer.HTTP,
    kind=Kind.ADVISORY,
    weight=Weight.NOTE,
    confidence=Confidence.LIKELY,
    precedence=5,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="Kaspi does not respond to requests without a User-Agent of their own",
        ru="Kaspi не отвечает на запросы без собственного User-Agent",
        kk="Kaspi өз User-Agent атауы жоқ сұрауларға жауап бермейді",
    ),
    explanation=Text(
        en="A request with a library's default User-Agent (python-requests, python-httpx), or with none at all, gets"
        " neither a response nor an error: the connection stays open, and the client waits until its own timeout. The"
        " same request under another name, your program's own or a browser's, gets a response at once. Several"
        " independent projects have reported this since October 2025; Kaspi's guide does not mention it, and that"
        " Kaspi keeps a list of library names is our inference. The silence is often mistaken for a bad token, an API"
        " that is not activated, a slow server or a blocked country.",
        ru="Запрос со стандартным User-Agent библиотеки (python-requests, python-httpx) или вовсе без него не"
        " получает ни ответа, ни ошибки: соединение установлено, а клиент ждёт, пока не истечёт его собственный"
        " тайм-аут. На тот же запрос под другим именем — вашей программы или браузера — ответ приходит сразу. С"
        " октября 2025 года об этом сообщили несколько независимых проектов; в Kaspi Гиде об этом не сказано, а"
        " то, что Kaspi ведёт список имён библиотек, — наш вывод. Это молчание часто принимают за неверный токен,"
        " неподключённый API, медленный сервер или блокировку по стране.",
        kk="Кітапхананың әдепкі User-Agent мәнімен (python-requests, python-httpx) немесе бұл тақырыпсыз жіберілген"
        " сұрауға жауап та, қате туралы хабар да келмейді: байланыс орнатылған, бірақ клиент өзінің күту уақыты"
        " біткенше тоса береді. Дәл сол сұрау басқа атпен — бағдарламаңыздың немесе браузердің атымен —"
        " жіберілсе, жауап бірден келеді. 2025 жылғы қазаннан бері бұл туралы бірнеше тәуелсіз жоба хабарлады;"
        " «Kaspi Гид» анықтамалығында бұл айтылмаған, ал Kaspi кітапхана атауларының тізімін жүргізеді деген —"
        " біздің қорытындымыз. Мұндай үнсіздікті көбіне қате токен, қосылмаған API, баяу сервер немесе ел бойынша"
        " бұғаттау деп ойлайды.",
    ),
    remedies=(
        Remedy(
            clients=("requests",),
            en="In Python requests, give the session a User-Agent of your own, and pass `timeout=30` to every"
            " call: without it, requests waits forever.",
            ru="В библиотеке requests (Python) дайте сессии собственное имя и передавайте в каждый вызов"
            " `timeout=30`: без него requests ждёт бесконечно.",
            kk="Python тілінің requests кітапханасында сессияға өз атыңызды беріңіз және әр шақыруға"
            " `timeout=30` қосыңыз: онсыз requests шексіз күте береді.",
            command=REQUESTS,
        ),
        Remedy(
            clients=("httpx",),
            en="In httpx, give the client a User-Agent of your own; `AsyncClient` takes the same arguments.",
            ru="В httpx дайте клиенту собственное имя; у `AsyncClient` те же параметры.",
            kk="httpx кітапханасында клиентке өз атыңызды беріңіз; `AsyncClient` дәл осындай параметрлерді қабылдайды.",
            command=HTTPX,
        ),
        Remedy(
            clients=("curl",),
            en="In curl, name your program with `-A`; this complete request prints only the status code.",
            ru="В curl укажите имя программы параметром `-A`; этот запрос целиком выводит только код состояния.",
            kk="curl командасында бағдарлама атын `-A` параметрімен көрсетіңіз; осы толық сұрау тек күй кодын"
            " шығарады.",
            command=CURL,
        ),
        Remedy(
            clients=("PowerShell",),
            en="In PowerShell, name your program with `-UserAgent`.",
            ru="В PowerShell укажите имя программы параметром `-UserAgent`.",
            kk="PowerShell ортасында бағдарлама атын `-UserAgent` параметрімен көрсетіңіз.",
            command=programs.POWERSHELL,
        ),
        Remedy(
            clients=("Guzzle", "axios", "Go", "Java", "1C"),
            en="In PHP (Guzzle, Laravel too), axios or fetch, Go, Java and 1C, add the line for your client.",
            ru="В PHP (также Guzzle и Laravel), axios или fetch, Go, Java и 1C добавьте свою строку из этих.",
            kk="PHP (Guzzle мен Laravel де), axios не fetch, Go, Java және 1C үшін осылардан өз жолыңызды қосыңыз.",
            command=OTHERS,
        ),
        Remedy(
            en="Make sure that the name you chose gets a response; if it does not, send a browser's.",
            ru="Убедитесь, что на выбранное имя приходит ответ; если нет, отправляйте User-Agent браузера.",
            kk="Таңдаған атыңызға жауап келетініне көз жеткізіңіз; келмесе, браузердің User-Agent мәнін жіберіңіз.",
            command='kaspi-doctor check --user-agent "my-shop/1.0"',
        ),
    ),
    references=cited("kaspi-orders", "requests-quickstart", "rfc-9110-user-agent"),
    symptoms=(
        _only_another_name_is_answered,
        Symptom(probe_id="user-agent-explicit", outcome=Outcome.FAILED, failure=Failure.HTTP_SILENCE),
    ),
    shows_as=((Kind.REFUSED, _own_name_is_ignored),),
    confirmed_by=(IGNORED,),
    fixes={
        "requests": 'headers={"User-Agent": "my-shop/1.0"}',
        "httpx": 'httpx.Client(headers={"User-Agent": "my-shop/1.0"})',
        "curl": '-A "my-shop/1.0"',
        "PowerShell": '-UserAgent "my-shop/1.0"',
    },
    signatures=(
        Signature(texts=READ_TIMED_OUT, confidence=Confidence.LIKELY),
        Signature(
            texts=(
                (
                    "?python|питон|пайтон|скрипт|script|skript|php|1c|1с|node|java|connector|коннектор|программ"
                    "|program|интеграц висит|висиш|завис|молч|тишин|hang|timeout|таймаут|stuck|sits|never|nothing"
                    "|visit|zavis|timeoutu postman|браузер|browser|brauzer|powershell|invoke|curl|chrome|хром"
                ),
                (
                    "?mozilla|useragent|agent|агент"
                    " only|только|лишь|ғана|added|set|добав|постав|помен|instant|сразу|заработ|помог|қос python"
                    "|requests|httpx|aiohttp|default|скрипт|script|go|node|axios|библиотек|library"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    refuted_by=("user-agent*mozilla", "user-agent*postmanruntime"),
    appearances={
        "requests": (
            "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='kaspi.kz', port=443): Read timed"
            " out. (read timeout=15)"
        ),
        "httpx": ("httpx.ReadTimeout: The read operation timed out"),
        "aiohttp": ("aiohttp.client_exceptions.ServerTimeoutError: Timeout on reading data from socket"),
        "curl": ("curl: (28) Operation timed out after 15001 milliseconds with 0 bytes received"),
        "Guzzle": (
            "cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": ("Invoke-RestMethod : Время ожидания операции истекло."),
        "axios": ("AxiosError: timeout of 15000ms exceeded"),
        "fetch": ("TimeoutError: The operation was aborted due to timeout"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": context deadline exceeded (Client.Timeout exceeded'
            " while awaiting headers)"
        ),
        "1C": ("Ошибка работы с Интернет: Превышено время ожидания"),
    },
    proof="kaspi-doctor check --only user-agent-absent,user-agent-library,user-agent-explicit,orders-valid",
    neighbours={
        "silent-to-all": Text(
            en="If a request with your program's own name is met with silence too, it is not the User-Agent.",
            ru="Если нет ответа и на запрос с собственным именем программы, дело не в User-Agent.",
            kk="Бағдарламаның өз атымен жіберілген сұрауға да жауап келмесе, себеп User-Agent емес.",
        ),
        "answer-timed-out": Text(
            en="If small requests get a response and the large one does not, the response is only slow.",
            ru="Если на малые запросы ответ есть, а на большой нет, ответ просто медленный.",
            kk="Шағын сұрауларға жауап келіп, үлкеніне келмесе, жауап жай ғана баяу.",
        ),
    },
    question=Text(
        en="Did the request have a User-Agent of its own, instead of the library's default?",
        ru="Был ли у запроса собственный User-Agent, а не стандартный библиотечный?",
        kk="Сұрауда кітапхананың әдепкі мәні емес, өз User-Agent атауы болды ма?",
    ),
)
