"""Kaspi asks for fewer requests."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

REQUESTS = """import requests
from urllib3.util import Retry

retry = Retry(total=3, backoff_factor=1, status_forcelist=[429], allowed_methods=["GET"])
session = requests.Session()
session.mount("https://", requests.adapters.HTTPAdapter(max_retries=retry))"""

CAUSE = Cause(
    id="rate-limited",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="Kaspi asks you to slow down: too many requests",
        ru="Kaspi просит сбавить темп: слишком много запросов",
        kk="Kaspi қарқынды бәсеңдетуді сұрайды: сұрау тым көп",
    ),
    explanation=Text(
        en="HTTP 429 means too many requests in a short time. One project saw it when it fetched the entries of many"
        " orders at once; Kaspi does not publish the limit, or whether it counts by token or by address. After a 429"
        " kaspi-doctor sends no further requests; if Kaspi says how long to wait, it is in `Retry-After`. It says"
        " nothing against the token.",
        ru="HTTP 429 означает слишком много запросов за короткое время. Один проект получил его, когда запрашивал"
        " состав многих заказов одновременно; ограничение Kaspi не публикует, как и то, считается ли оно по токену или"
        " по адресу. После такого ответа kaspi-doctor новых запросов не начинает; если Kaspi назвал срок ожидания, он"
        " стоит в `Retry-After`. О токене это ничего плохого не говорит.",
        kk="HTTP 429 қысқа уақытта тым көп сұрау жіберілгенін білдіреді. Бір жоба оны көп тапсырыстың құрамын бірден"
        " сұрағанда алған; Kaspi шектеуді де, оның токен не мекенжай бойынша есептелетінін де жарияламайды. Мұндай"
        " жауаптан кейін kaspi-doctor жаңа сұрау бастамайды; Kaspi күту мерзімін атаса, ол `Retry-After` тақырыбында"
        " тұрады. Бұл токеннің жарамсыздығын білдірмейді.",
    ),
    remedies=(
        Remedy(
            en="Wait as long as Retry-After says, or a minute, and run it again with one request at a time.",
            ru="Подождите столько, сколько указано в Retry-After, или минуту и повторите по одному запросу.",
            kk="Retry-After көрсеткен уақытты немесе бір минут күтіп, сұрауларды бір-бірден жіберіп қайталаңыз.",
            command="kaspi-doctor check --quick --parallel 1",
        ),
        Remedy(
            en="In your client, retry reads after a pause; in Python requests this respects Retry-After as well.",
            ru="В своей программе повторяйте чтение с паузой; в requests (Python) этот пример учитывает и Retry-After.",
            kk="Өз бағдарламаңызда оқу сұрауларын үзіліспен қайталаңыз; Python тілінің requests кітапханасындағы"
            " бұл мысал Retry-After мәнін де ескереді.",
            command=REQUESTS,
        ),
        Remedy(
            en="Send at most 4 requests at a time, 150 ms apart, as careful clients do.",
            ru="Держите не больше 4 запросов одновременно с паузой 150 мс, как это делают осторожные клиенты.",
            kk="Сақ клиенттер сияқты бір мезгілде 4 сұраудан асырмай, араларына 150 мс үзіліс салыңыз.",
        ),
        Remedy(
            en="Look for other programs that use the same token or the same address, and let them take turns.",
            ru="Найдите другие программы с тем же токеном или адресом и запускайте их по очереди.",
            kk="Сол токенді немесе мекенжайды қолданатын басқа бағдарламаларды тауып, оларды кезекпен іске қосыңыз.",
        ),
    ),
    references=cited("rfc-6585-429", "kaspi-orders"),
    symptoms=answered_with(AnswerKind.RATE_LIMITED),
    signatures=(
        Signature(
            texts=(
                "?слишком|too|тым част|мног|many|frequent|often|жиі|көп запрос|request|сұрау",
                "?лимит|limit|шектеу превыш|exceed|асып|throttl|уперл|hit запрос|request|сұрау|rate",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(
            texts=(
                "Too Many Requests",
                "TooManyRequests",
                "Слишком много запросов",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url:"
            " https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": (
            "httpx.HTTPStatusError: Client error '429 Too Many Requests' for url 'https://kaspi.kz/shop/api/v2/orders'"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 429, message='Too Many Requests',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 429"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (429) Слишком много запросов."),
        "axios": ("AxiosError: Request failed with status code 429"),
        "Guzzle": (
            "Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `429 Too Many Requests` response"
        ),
        "Go": ("kaspi: unexpected status 429 Too Many Requests"),
        "1C": ("КодСостояния: 429"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "blocked-by-protection": Text(
            en="With a challenge page in the body it is a protection layer, not a rate limit.",
            ru="Если в теле страница проверки, это слой защиты, а не счётчик запросов.",
            kk="Жауап денесінде тексеру беті болса, бұл сұрау санағышы емес, қорғаныс қабаты.",
        )
    },
)
