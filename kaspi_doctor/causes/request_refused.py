"""Kaspi refuses the request in words that are not among the known ones."""

from kaspi_doctor.cause import Acts, Cause, Confidence, Kind, Neighbour, Reference, Remedy, Standing, answered_with
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="request-refused",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.LIKELY,
    acts=Acts.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="Kaspi refuses the request for a reason unknown to us",
        ru="Kaspi отклонил запрос по неизвестной нам причине",
        kk="Kaspi сұрауды бізге белгісіз себеппен қабылдамады",
    ),
    explanation=Text(
        en="The answer refuses the request (4xx) in words that are not among the known ones. Every refusal that"
        " projects have seen says what is wrong in `errors[].title`, so Kaspi's own words, which the report"
        " shows, are the best lead. Nothing in such an answer speaks against the token or the network; what"
        " exactly Kaspi objects to, we do not know.",
        ru="В ответе отказ (4xx) с текстом, которого нет среди известных. Во всех отказах, которые видели проекты,"
        " причина названа в `errors[].title`, поэтому лучшая подсказка — слова самого Kaspi: они есть в отчёте."
        " Такой ответ не указывает ни на токен, ни на сеть; что именно не устроило Kaspi, нам неизвестно.",
        kk="Жауапта белгілі мәтіндердің қатарында жоқ бас тарту (4xx) келді. Жобалар көрген бас тартулардың бәрінде"
        " себебі `errors[].title` өрісінде айтылған, сондықтан ең сенімді бағдар — есепте көрсетілген Kaspi"
        " жауабының өз сөзі. Мұндай жауап токенді де, желіні де кінәламайды; Kaspi нақты неге бас тартқаны бізге"
        " белгісіз.",
    ),
    remedies=(
        Remedy(
            text=Text(
                en="Read Kaspi's own words in the full report.",
                ru="Прочитайте слова самого Kaspi в подробном отчёте.",
                kk="Толық есептен Kaspi жауабының өз сөзін оқыңыз.",
            ),
            command="kaspi-doctor check --verbose",
        ),
        Remedy(
            text=Text(
                en="See whether the refusal depends on the period.",
                ru="Проверьте, зависит ли отказ от периода.",
                kk="Бас тарту кезеңге байланысты ма, соны тексеріңіз.",
            ),
            command="kaspi-doctor check --quick --window-days 1",
        ),
        Remedy(
            text=Text(
                en="Hold your own request against everything known: paste it, then end the input with Ctrl+D.",
                ru="Сверьте свой запрос со всем, что известно: вставьте его и завершите ввод клавишами Ctrl+D.",
                kk="Өз сұрауыңызды белгілі талаптардың бәрімен салыстырыңыз: оны кірістіріп, енгізуді Ctrl+D"
                " пернелерімен аяқтаңыз.",
            ),
            command="kaspi-doctor lint -",
        ),
        Remedy(
            text=Text(
                en="Give Kaspi's support (2323) the saved report and ask what the text means.",
                ru="Передайте в техподдержку Kaspi (2323) сохранённый отчёт и спросите, что означает этот текст.",
                kk="Kaspi техникалық қолдауына (2323) сақталған есепті беріп, бұл мәтін нені білдіретінін сұраңыз.",
            ),
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=(
        Reference(
            title="Kaspi Guide (Kaspi Гид): orders",
            url="https://guide.kaspi.kz/partner/ru/shop/api/orders",
            checked_on="2026-11-24",
        ),
        Reference(
            title="RFC 9110, section 15.5: Client Error 4xx",
            url="https://www.rfc-editor.org/rfc/rfc9110#section-15.5",
            checked_on="2026-11-24",
        ),
    ),
    symptoms=answered_with(AnswerKind.REFUSED),
    names_no_reason=True,
    appearances=(
        (
            "requests",
            (
                "requests.exceptions.HTTPError: 400 Client Error: Bad Request for url:"
                " https://kaspi.kz/shop/api/v2/orders"
            ),
        ),
        (
            "httpx",
            ("httpx.HTTPStatusError: Client error '400 Bad Request' for url 'https://kaspi.kz/shop/api/v2/orders'"),
        ),
        (
            "aiohttp",
            (
                "aiohttp.client_exceptions.ClientResponseError: 400, message='Bad Request',"
                " url='https://kaspi.kz/shop/api/v2/orders'"
            ),
        ),
        ("curl", "curl: (22) The requested URL returned error: 400"),
        ("PowerShell", "Invoke-RestMethod : Удаленный сервер возвратил ошибку: (400) Недопустимый запрос."),
        ("axios", "AxiosError: Request failed with status code 400"),
        ("Guzzle", "Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `400 Bad Request` response"),
        ("Go", "kaspi: unexpected status 400 Bad Request"),
        ("1C", "КодСостояния: 400"),
    ),
    proof="kaspi-doctor check --only orders-valid",
    neighbours=(
        Neighbour(
            id="dates-missing",
            text=Text(
                en="Read the body: its title names the missing date.",
                ru="Прочитайте тело ответа: в поле `title` названа недостающая дата.",
                kk="Жауап денесін оқыңыз: `title` өрісінде жетпейтін күн аталған.",
            ),
        ),
        Neighbour(
            id="date-range-too-wide",
            text=Text(
                en="The title names both numbers of days.",
                ru="В `title` названы оба числа дней.",
                kk="`title` өрісінде күндердің екі саны да аталған.",
            ),
        ),
    ),
    question=Text(
        en="What does the body say under `errors[0].title`? PowerShell and `raise_for_status()` hide it.",
        ru="Что написано в теле ответа в `errors[0].title`? PowerShell и `raise_for_status()` его не показывают.",
        kk="Жауап денесіндегі `errors[0].title` өрісінде не жазылған? PowerShell мен"
        " `raise_for_status()` оны көрсетпейді.",
    ),
)
