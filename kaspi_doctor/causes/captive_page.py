"""A web page came where the API's JSON belongs."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_WAY, DOCUMENTED_ADDRESS
from kaspi_doctor.causes._texts import NOT_JSON
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="captive-page",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=2,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="A web page came instead of the API's response",
        ru="Вместо ответа API пришла веб-страница",
        kk="API жауабының орнына веб-бет келді",
    ),
    explanation=Text(
        en="The response reports success, but it is HTML where JSON belongs. Most likely it is the sign-in or notice"
        " page of a Wi-Fi network, a provider or a filtering gateway, or a maintenance page; this is our inference,"
        " since no such page of the API is known. Over HTTPS only Kaspi or a gateway whose certificate this machine"
        " trusts can show it. It says nothing about the token.",
        ru="Ответ сообщает об успехе, но вместо JSON в нём HTML. Скорее всего, это страница входа или уведомления"
        " Wi-Fi, провайдера или фильтрующего шлюза либо страница технических работ; это наш вывод: о таких"
        " страницах самого API ничего не известно. По HTTPS её может показать только Kaspi или шлюз, сертификату"
        " которого доверяет этот компьютер. О токене это ничего не говорит.",
        kk="Жауаптың күйі сәтті, бірақ JSON орнына HTML келді. Сірә, бұл — Wi-Fi, провайдер немесе сүзгілеуші"
        " шлюздің кіру не хабарландыру беті немесе техникалық жұмыстар беті; бұл — біздің қорытындымыз: API-дің"
        " мұндай беттері туралы дерек жоқ. HTTPS арқылы оны тек Kaspi немесе сертификатына осы компьютер сенетін"
        " шлюз көрсете алады. Бұл токен туралы ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="Open any web page in a browser on this network, sign in or close the notice, and run it again.",
            ru="Откройте в браузере в этой сети любой сайт, войдите или закройте уведомление и повторите проверку.",
            kk="Осы желіде браузерде кез келген сайтты ашып, кіріңіз немесе хабарландыруды жабыңыз да, тексеруді"
            " қайталаңыз.",
            command="kaspi-doctor check",
        ),
        Remedy(
            en="See what the page says; this request carries no token.",
            ru="Посмотрите, что написано на странице; этот запрос отправляется без токена.",
            kk="Бетте не жазылғанын қараңыз; бұл сұрау токенсіз жіберіледі.",
            command="curl -sS -A 'my-shop/1.0' https://kaspi.kz/shop/api/v2/orders | head -c 600",
        ),
        ANOTHER_WAY,
        DOCUMENTED_ADDRESS,
    ),
    references=cited("kaspi-orders", "rfc-8952"),
    symptoms=answered_with(AnswerKind.CAPTIVE),
    signatures=(
        Signature(texts=NOT_JSON, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "?html|страниц|page|бет json вместо|instead|орнына|rather",
                (
                    "?html|страниц|page|бет интернет|internet|wi|wifi|вайфай|хотспот|hotspot|роутер"
                    "|router|гостев|guest|коворкинг|отел|hotel|кафе|cafe|модем"
                ),
                (
                    "?войти|войдите|login|sign|авторизуй|телефон|кіру wifi|wi|интернет|internet|гостев"
                    "|guest json|html|страниц|page|бет"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": ("requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        "aiohttp": (
            "aiohttp.client_exceptions.ContentTypeError: 200, message='Attempt to decode JSON with"
            " unexpected mimetype: text/html', url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "fetch": ("SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON"),
        "Go": ("invalid character '<' looking for beginning of value"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "blocked-by-protection": Text(
            en="A protection page mentions a browser check or a captcha; a captive one wants you to sign in.",
            ru="Страница защиты говорит о проверке браузера или капче; страница сети просит войти.",
            kk="Қорғаныс беті браузерді тексеру не капча туралы айтады; желі беті кіруді сұрайды.",
        )
    },
)
