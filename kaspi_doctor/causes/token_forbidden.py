"""Kaspi itself refuses access to this token."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="token-forbidden",
    layer=Layer.API,
    kind=Kind.CREDENTIALS,
    confidence=Confidence.LIKELY,
    precedence=2,
    owner=Owner.MERCHANT,
    standing=Standing.INFERRED,
    title=Text(
        en="Kaspi denies this token access to the orders",
        ru="Kaspi не даёт этому токену доступа к заказам",
        kk="Kaspi бұл токенге тапсырыстарға қол жеткізуге рұқсат бермейді",
    ),
    explanation=Text(
        en="An HTTP 403 in JSON comes from the API itself and not from a protection layer. That the token lacks the"
        " permission, or that the shop's id and the token do not match, is our inference from the HTTP standard:"
        " Kaspi's guide does not describe the response. A 403 that is not JSON is another matter and says nothing"
        " about the token.",
        ru="Ответ HTTP 403 в JSON даёт сам API, а не система защиты. То, что у токена нет нужного права или что ID"
        " магазина и токен не подходят друг к другу, — наш вывод из стандарта HTTP: в Kaspi Гиде этот ответ не описан."
        " Ответ 403 не в JSON — другое дело, и о токене он ничего не говорит.",
        kk="JSON форматындағы HTTP 403 жауабын қорғаныс жүйесі емес, API-дің өзі береді. Токеннің құқығы жетпейді"
        " немесе дүкен идентификаторы мен токен сәйкес келмейді деген — HTTP стандартынан шыққан біздің қорытындымыз:"
        " «Kaspi Гид» анықтамалығында бұл жауап сипатталмаған. JSON емес 403 жауабы — басқа мәселе, ол токен туралы"
        " ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="If you send a shop id, run it once without it.",
            ru="Если вы отправляете ID магазина, выполните одну проверку без него.",
            kk="Дүкен идентификаторын жіберсеңіз, бір рет онсыз тексеріңіз.",
            command="env -u KASPI_MERCHANT_UID kaspi-doctor check --quick",
        ),
        Remedy(
            en="Compare the id in `KASPI_MERCHANT_UID` with Настройки → ID магазина in the cabinet that the"
            " token is from.",
            ru="Сравните ID в `KASPI_MERCHANT_UID` с «Настройки» → «ID магазина» в том кабинете, из которого"
            " взят токен.",
            kk="`KASPI_MERCHANT_UID` мәнін токен алынған кабинеттегі «Настройки» → «ID магазина» мәнімен салыстырыңыз.",
        ),
        Remedy(
            en="Ask the company's director to copy the token again from this very shop's cabinet (Настройки →"
            " Токен API).",
            ru="Попросите руководителя компании скопировать токен из кабинета именно этого магазина («Настройки»"
            " → «Токен API»).",
            kk="Компания басшысынан токенді дәл осы дүкеннің кабинетінен көшіріп беруін сұраңыз («Настройки» →"
            " «Токен API»).",
        ),
        Remedy(
            en="Ask Kaspi's support (2323) which permission is missing, and send them the saved report: it"
            " contains Kaspi's error text and no token.",
            ru="Спросите в техподдержке Kaspi (2323), какого права не хватает, и передайте сохранённый отчёт: в"
            " нём есть текст ответа Kaspi и нет токена.",
            kk="Kaspi техникалық қолдауынан (2323) қай құқық жетпейтінін сұрап, сақталған есепті беріңіз: онда"
            " Kaspi жауабының мәтіні бар, ал токен жоқ.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-token", "rfc-9110-403"),
    symptoms=answered_with(AnswerKind.FORBIDDEN),
    signatures=(
        Signature(
            texts=(
                "?403 json",
                "?403 merchant|uid|мерчант",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": ("httpx.HTTPStatusError: Client error '403 Forbidden' for url 'https://kaspi.kz/shop/api/v2/orders'"),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 403, message='Forbidden',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 403"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (403) Запрещено."),
        "axios": ("AxiosError: Request failed with status code 403"),
        "Guzzle": ("Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `403 Forbidden` response"),
        "Go": ("kaspi: unexpected status 403 Forbidden"),
        "1C": ("КодСостояния: 403"),
    },
    proof="kaspi-doctor check --only token-format,orders-valid",
    neighbours={
        "blocked-by-protection": Text(
            en="An HTML page in the body means a protection layer; JSON means that Kaspi knows the token and"
            " denies access.",
            ru="Страница HTML в теле — слой защиты; JSON — Kaspi знает токен, но запрещает.",
            kk="Жауап денесіндегі HTML беті — қорғаныс қабаты; JSON — Kaspi токенді біледі, бірақ тыйым салады.",
        )
    },
)
