"""The answer points elsewhere; it is never followed, since the token would go along."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="unexpected-redirect",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=3,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The request was redirected to another address",
        ru="Запрос перенаправлен на другой адрес",
        kk="Сұрау басқа мекенжайға қайта бағытталды",
    ),
    explanation=Text(
        en="The documented address responds without redirects, but here a redirect came (3xx). kaspi-doctor never"
        " follows one: the token would go to whoever is there. The usual reasons are a wrong base address (`http://`"
        " or another host or path), a network's sign-in page, or maintenance at Kaspi; this is our inference, since no"
        " redirect of the API is known.",
        ru="Описанный адрес отвечает сам, а здесь пришло перенаправление (3xx). kaspi-doctor по нему никогда не"
        " переходит: токен ушёл бы неизвестно кому. Обычные причины — неверный базовый адрес (`http://`, другой"
        " хост или путь), страница входа в сеть или технические работы у Kaspi; это наш вывод: о перенаправлениях"
        " API ничего не известно.",
        kk="Анықтамалықтағы мекенжай өзі жауап береді, ал мұнда қайта бағыттау (3xx) келді. kaspi-doctor оған"
        " ешқашан өтпейді: токен белгісіз біреуге кетер еді. Әдеттегі себептер — қате негізгі мекенжай"
        " (`http://`, басқа хост немесе жол), желіге кіру беті немесе Kaspi жағындағы техникалық жұмыстар; бұл —"
        " біздің қорытындымыз: API-дің қайта бағыттауы туралы дерек жоқ.",
    ),
    remedies=(
        Remedy(
            en="Use exactly the documented address, with https and `/shop`.",
            ru="Используйте в точности описанный адрес — с https и `/shop`.",
            kk="Анықтамалықтағы мекенжайды дәл қолданыңыз: https және `/shop` болуы керек.",
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        Remedy(
            en="See where it points; this request carries no token.",
            ru="Посмотрите, куда ведёт перенаправление; этот запрос отправляется без токена.",
            kk="Қайда бағыттайтынын қараңыз; бұл сұрау токенсіз жіберіледі.",
            command="curl -sS -o /dev/null -D - -A 'my-shop/1.0' https://kaspi.kz/shop/api/v2/orders",
        ),
        Remedy(
            en="If it points to a sign-in page of your network, sign in there with a browser, or try another network.",
            ru="Если оно ведёт на страницу входа вашей сети, войдите через браузер или попробуйте другую сеть.",
            kk="Егер ол желіңіздің кіру бетіне апарса, браузер арқылы кіріңіз немесе басқа желіні байқап көріңіз.",
        ),
        Remedy(
            en="In your own client, do not follow redirects: Python requests would send X-Auth-Token to the new"
            " host as well.",
            ru="В своей программе не переходите по перенаправлениям: requests (Python) отправит X-Auth-Token и"
            " на новый хост.",
            kk="Өз бағдарламаңызда қайта бағыттауға өтпеңіз: Python тілінің requests кітапханасы X-Auth-Token"
            " тақырыбын жаңа хостқа да жібереді.",
            command="allow_redirects=False",
        ),
    ),
    references=cited("kaspi-orders", "rfc-9110-redirection"),
    symptoms=answered_with(AnswerKind.REDIRECT),
    signatures=(
        Signature(
            texts=("?redirect|редирект|перенаправл|бағытта",),
            confidence=Confidence.LIKELY,
        ),
        Signature(
            texts=(
                "TooManyRedirects",
                "Exceeded # redirects",
                "Will not follow more than # redirects",
                "Maximum (#) redirects followed",
                "# redirections exceeded",
                "stopped after # redirects",
                "*redirect count exceeded",
                "Maximum number of redirects",
                "*maximum redirect reached",
                "ERR_FR_TOO_MANY_REDIRECTS",
                "Too many redirects",
                "ERR_TOO_MANY_REDIRECTS",
                "Слишком много перенаправлений",
                "Превышено максимальное количество автоматических перенаправлений",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": ("requests.exceptions.TooManyRedirects: Exceeded 30 redirects."),
        "httpx": ("httpx.HTTPStatusError: Redirect response '302 Found' for url 'https://kaspi.kz/shop/api/v2/orders'"),
        "curl": ("curl: (47) Maximum (50) redirects followed"),
        "Guzzle": (
            "cURL error 47: Maximum (50) redirects followed (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "axios": ("AxiosError: Maximum number of redirects exceeded"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": stopped after 10 redirects'),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "captive-page": Text(
            en="There a page comes at once with 200; here the client is sent elsewhere first.",
            ru="Там страница приходит сразу с кодом 200; здесь клиента сначала отсылают в другое место.",
            kk="Онда бет бірден 200 кодымен келеді; мұнда клиент алдымен басқа жаққа жіберіледі.",
        )
    },
)
