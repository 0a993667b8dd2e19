"""There is nothing at the address that was asked."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import LINT_IT
from kaspi_doctor.causes._texts import NOT_JSON
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="endpoint-not-found",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.LIKELY,
    precedence=3,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="There is no such address at Kaspi",
        ru="Такого адреса у Kaspi нет",
        kk="Kaspi жүйесінде мұндай мекенжай жоқ",
    ),
    explanation=Text(
        en="The response is 404, 405 or 410. Kaspi's guide documents the list of orders at"
        " `https://kaspi.kz/shop/api/v2/orders`; the usual mistakes are a path without `/shop` (printed that way in"
        " parts of the guide), another host, and an order's code where its id belongs. One Go client got 404 with an"
        " HTML page merely because the Accept header was missing (observed once, in 2024). It says nothing about the"
        " token.",
        ru="Ответ — 404, 405 или 410. По Kaspi Гиду список заказов находится по адресу"
        " `https://kaspi.kz/shop/api/v2/orders`; обычные ошибки — путь без `/shop` (так напечатано в части гида),"
        " другой хост и номер заказа (`code`) там, где нужен его `id`. Один клиент на Go получил 404 с"
        " HTML-страницей только потому, что не отправил заголовок Accept (наблюдалось один раз, в 2024 году). О"
        " токене это ничего не говорит.",
        kk="Жауап — 404, 405 немесе 410. «Kaspi Гид» бойынша тапсырыстар тізімінің мекенжайы —"
        " `https://kaspi.kz/shop/api/v2/orders`; әдеттегі қателер — `/shop` бөлігі жоқ жол (анықтамалықтың кей"
        " жерінде солай басылған), басқа хост және `id` орнына тапсырыс нөмірін (`code`) қолдану. Go тіліндегі"
        " бір клиент тек Accept тақырыбын жібермегендіктен HTML бетімен 404 алған (2024 жылы бір рет байқалған)."
        " Бұл токен туралы ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="Use exactly the documented address, with `/shop`.",
            ru="Используйте в точности описанный адрес — с `/shop`.",
            kk="Анықтамалықтағы мекенжайды дәл қолданыңыз: `/shop` болуы керек.",
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        Remedy(
            en="Send the Accept header with every request.",
            ru="Отправляйте заголовок Accept с каждым запросом.",
            kk="Accept тақырыбын әр сұраумен жіберіңіз.",
            command="Accept: application/vnd.api+json",
        ),
        Remedy(
            en="To find one order by its number, use the `code` filter instead of the path; it needs neither pages"
            " nor dates.",
            ru="Чтобы найти один заказ по номеру, используйте не путь, а фильтр по `code`; ему не нужны ни"
            " страницы, ни даты.",
            kk="Бір тапсырысты нөмірі бойынша табу үшін жолды емес, `code` сүзгісін қолданыңыз; оған бет те, күн"
            " де керек емес.",
            command="filter[orders][code]=900000001",
        ),
        LINT_IT,
    ),
    references=cited("kaspi-orders", "accept-pull-request"),
    symptoms=answered_with(AnswerKind.NOT_FOUND),
    signatures=(
        Signature(
            texts=(
                "?404",
                "?not|не found|найд|найден путь|path|url|адрес|endpoint|эндпоинт|метод|ресурс",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=NOT_JSON, confidence=Confidence.SUSPECTED),
        Signature(texts=("FileNotFoundException: https",), confidence=Confidence.LIKELY),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": ("httpx.HTTPStatusError: Client error '404 Not Found' for url 'https://kaspi.kz/shop/api/v2/orders'"),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 404, message='Not Found',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 404"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (404) Не найден."),
        "axios": ("AxiosError: Request failed with status code 404"),
        "Guzzle": ("Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `404 Not Found` response"),
        "Go": ("kaspi: unexpected status 404 Not Found"),
        "1C": ("КодСостояния: 404"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "media-type-refused": Text(
            en="Without `Accept: application/vnd.api+json` a correct address returned 404 as well (reported once).",
            ru="Без `Accept: application/vnd.api+json` и верный адрес отвечал 404: одно сообщение.",
            kk="`Accept: application/vnd.api+json` болмаса, дұрыс мекенжай да 404 деп жауап берген: бір"
            " рет хабарланған.",
        )
    },
)
