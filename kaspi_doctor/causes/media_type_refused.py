"""Kaspi refuses the media type that is asked for or sent."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import LINT_IT
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

HEADERS = """Accept: application/vnd.api+json
Content-Type: application/vnd.api+json"""

CAUSE = Cause(
    id="media-type-refused",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.LIKELY,
    precedence=4,
    owner=Owner.MERCHANT,
    standing=Standing.INFERRED,
    title=Text(
        en="Kaspi does not accept the request's media type",
        ru="Kaspi не принимает тип данных запроса",
        kk="Kaspi сұраудың дерек түрін қабылдамайды",
    ),
    explanation=Text(
        en="Status 406 rejects the type in Accept, 415 the one in Content-Type. Kaspi's guide documents `Content-Type:"
        " application/vnd.api+json` as required, on GET too. Neither response has been reported from Kaspi, so we read"
        " it by the HTTP standard (our inference). kaspi-doctor sends both headers: if its own request was refused,"
        " something on the way rewrites them, or the API has changed.",
        ru="Код 406 отклоняет то, что запрошено в Accept, 415 — то, что указано в Content-Type. В Kaspi Гиде"
        " `Content-Type: application/vnd.api+json` назван обязательным, в том числе для GET. О таких ответах"
        " Kaspi сообщений нет, поэтому мы толкуем их по стандарту HTTP (наш вывод). kaspi-doctor отправляет оба"
        " заголовка: если отклонён его запрос, их что-то меняет по пути или API изменился.",
        kk="406 — Accept тақырыбында сұралған түрдің, ал 415 — Content-Type тақырыбында көрсетілген түрдің"
        " қабылданбағаны. «Kaspi Гид» анықтамалығында `Content-Type: application/vnd.api+json` міндетті деп"
        " жазылған, GET үшін де. Kaspi мұндай жауап бергені туралы хабар жоқ, сондықтан оны HTTP стандарты"
        " бойынша түсінеміз (біздің қорытындымыз). kaspi-doctor екі тақырыпты да жібереді: оның сұрауы"
        " қабылданбаса, оларды жолда бірдеңе өзгертеді немесе API өзгерген.",
    ),
    remedies=(
        Remedy(
            en="Send both headers with every request.",
            ru="Отправляйте оба заголовка с каждым запросом.",
            kk="Екі тақырыпты да әр сұраумен жіберіңіз.",
            command=HEADERS,
        ),
        Remedy(
            clients=("requests",),
            en="In Python requests, set both in `headers=`, and pass the query in `params=`, not in `json=`.",
            ru="В requests (Python) укажите оба в `headers=`, а параметры запроса передавайте через `params=`,"
            " не через `json=`.",
            kk="Python тілінің requests кітапханасында екеуін де `headers=` ішінде көрсетіп, сұрау параметрлерін"
            " `json=` емес, `params=` арқылы беріңіз.",
            command='headers={"Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"}',
        ),
        Remedy(
            en="Try without the proxy: a proxy may rewrite headers.",
            ru="Попробуйте без прокси: он может менять заголовки по пути.",
            kk="Проксисіз байқап көріңіз: ол жолда тақырыптарды өзгертуі мүмкін.",
            command="kaspi-doctor check --no-proxy",
        ),
        LINT_IT,
    ),
    references=cited("kaspi-orders", "rfc-9110-415"),
    symptoms=answered_with(AnswerKind.MEDIA_TYPE),
    signatures=(
        Signature(
            texts=("Unsupported Media Type",),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 415 Client Error: Unsupported Media Type for url:"
            " https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": (
            "httpx.HTTPStatusError: Client error '415 Unsupported Media Type' for url"
            " 'https://kaspi.kz/shop/api/v2/orders'"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 415, message='Unsupported Media Type',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 415"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (415) Неподдерживаемый тип носителя."),
        "axios": ("AxiosError: Request failed with status code 415"),
        "Guzzle": (
            "Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `415 Unsupported Media"
            " Type` response"
        ),
        "Go": ("kaspi: unexpected status 415 Unsupported Media Type"),
        "1C": ("КодСостояния: 415"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "endpoint-not-found": Text(
            en="404 is about the address, 406 and 415 are about the headers Accept and Content-Type.",
            ru="404 — об адресе, 406 и 415 — о заголовках Accept и Content-Type.",
            kk="404 — мекенжай туралы, 406 мен 415 — Accept және Content-Type тақырыптары туралы.",
        )
    },
)
