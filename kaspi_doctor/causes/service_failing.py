"""Kaspi's side failed to serve a valid request."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

REQUESTS = """import requests
from urllib3.util import Retry

retry = Retry(total=3, backoff_factor=1, status_forcelist=[500, 502, 503, 504], allowed_methods=["GET"])
session = requests.Session()
session.mount("https://", requests.adapters.HTTPAdapter(max_retries=retry))"""

CAUSE = Cause(
    id="service-failing",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.KASPI,
    standing=Standing.REPORTED,
    title=Text(
        en="Kaspi's service is failing",
        ru="Сбой на стороне Kaspi",
        kk="Kaspi жағында ақау бар",
    ),
    explanation=Text(
        en="A 5xx response means that the server failed to handle a request that it does not call wrong. Clients"
        " report such responses and retry the request; what they contain is not documented. A proxy or gateway on the"
        " way can send 502, 503 or 504 as well, so compare networks if it lasts (our inference). It says nothing about"
        " the token.",
        ru="Ответ 5xx означает, что сервер не смог выполнить запрос, но ошибочным его не называет. Разработчики"
        " сообщают о таких ответах и повторяют запрос; их содержание нигде не описано. Ответить 502, 503 или 504"
        " может и прокси или шлюз по пути, поэтому при долгом сбое сравните сети (наш вывод). О токене это ничего"
        " не говорит.",
        kk="5xx жауабы сервердің сұрауды орындай алмағанын білдіреді, бірақ сұрауды қате демейді. Әзірлеушілер"
        " мұндай жауаптар туралы хабарлап, сұрауды қайталайды; олардың мазмұны еш жерде сипатталмаған. 502, 503"
        " немесе 504 жауабын жолдағы прокси не шлюз де беруі мүмкін, сондықтан ақау ұзаққа созылса, желілерді"
        " салыстырыңыз (біздің қорытындымыз). Бұл токен туралы ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="Wait a few minutes and run it again; change nothing in your program meanwhile.",
            ru="Подождите несколько минут и повторите; в своей программе пока ничего не меняйте.",
            kk="Бірнеше минут күтіп, қайталаңыз; әзірге бағдарламаңызда ештеңені өзгертпеңіз.",
            command="kaspi-doctor check --quick",
        ),
        Remedy(
            en="In your client, retry reads with growing pauses; never repeat a status change without checking the"
            " order first.",
            ru="В своей программе повторяйте чтение с растущей паузой; смену статуса не повторяйте, не посмотрев"
            " сначала на заказ.",
            kk="Өз бағдарламаңызда оқу сұрауларын үзілісті ұзарта отырып қайталаңыз; күйді өзгерту сұрауын"
            " алдымен тапсырысты қарамай қайталамаңыз.",
            command=REQUESTS,
        ),
        Remedy(
            en="Run from another network, without a proxy, to rule out a gateway on the way.",
            ru="Чтобы исключить шлюз по пути, повторите проверку из другой сети без прокси.",
            kk="Жолдағы шлюзді жоққа шығару үшін тексеруді басқа желіден проксисіз қайталаңыз.",
            command="kaspi-doctor check --no-proxy",
        ),
        Remedy(
            en="If it lasts longer than half an hour, send the saved report to Kaspi's support (2323).",
            ru="Если сбой длится больше получаса, передайте сохранённый отчёт в техподдержку Kaspi (2323).",
            kk="Ақау жарты сағаттан ұзаққа созылса, сақталған есепті Kaspi техникалық қолдауына (2323) беріңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("rfc-9110-server-error", "kaspi-orders"),
    symptoms=answered_with(AnswerKind.SERVER_ERROR),
    signatures=(
        Signature(
            texts=(
                "Bad Gateway",
                "Gateway Time-out",
                "Gateway Timeout",
                "Service Unavailable",
                "Service Temporarily Unavailable",
                "Internal Server Error",
                "Сервер недоступен",
                "Внутренняя ошибка сервера",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url:"
            " https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": (
            "httpx.HTTPStatusError: Server error '503 Service Unavailable' for url"
            " 'https://kaspi.kz/shop/api/v2/orders'"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 503, message='Service Unavailable',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 503"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (503) Сервер недоступен."),
        "axios": ("AxiosError: Request failed with status code 503"),
        "Guzzle": (
            "Server error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `503 Service Unavailable` response"
        ),
        "Go": ("kaspi: unexpected status 503 Service Unavailable"),
        "1C": ("КодСостояния: 503"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "blocked-by-protection": Text(
            en="A 5xx with a challenge page is a protection layer; without one it is Kaspi's own failure.",
            ru="Код 5xx со страницей проверки — это слой защиты; без неё — сбой самого Kaspi.",
            kk="Тексеру беті бар 5xx — қорғаныс қабаты; ондай бет жоқ болса, Kaspi-дің өз ақауы.",
        )
    },
)
