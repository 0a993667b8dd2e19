"""Kaspi refuses the request, and its words are not there or not among the known ones."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Standing, answered_with
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

BODY = """print(response.text)
$_.ErrorDetails.Message
curl -sS -i -A 'my-shop/1.0' -H "X-Auth-Token: $KASPI_TOKEN" "$URL"
Ответ.ПолучитьТелоКакСтроку()"""

CAUSE = Cause(
    id="request-refused",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.LIKELY,
    precedence=6,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="Kaspi refuses the request; the reason is in the response body",
        ru="Kaspi отклонил запрос; причина — в теле ответа",
        kk="Kaspi сұрауды қабылдамады; себебі жауап денесінде",
    ),
    explanation=Text(
        en="A 4xx means that Kaspi does not accept the request as it is; the status alone does not say why. In every"
        " refusal that projects have seen, the reason is in the body, under `errors[].title`. If a program shows only"
        " the status, the reason has yet to be read; if the text is there but is not among the known ones, we do not"
        " know what it means. It says nothing against the token or the network.",
        ru="Ответ 4xx значит, что Kaspi не принимает запрос в таком виде; почему, сам код не говорит. Во всех"
        " отказах, которые видели проекты, причина названа в теле ответа, в `errors[].title`. Если программа"
        " показала только код, причину ещё предстоит прочитать; если текст есть, но среди известных его нет, мы"
        " не знаем, что он значит. О токене и сети это ничего плохого не говорит.",
        kk="4xx жауабы Kaspi сұрауды осы күйінде қабылдамайтынын білдіреді; неге екенін кодтың өзі айтпайды."
        " Жобалар көрген жағдайлардың бәрінде себебі жауап денесінде, `errors[].title` өрісінде жазылған."
        " Бағдарлама тек кодты көрсетсе, себебін әлі оқу керек; мәтін болып, бірақ белгілі мәтіндердің ішінде"
        " болмаса, оның мағынасын біз білмейміз. Бұл токен де, желі де бұзылған дегенді білдірмейді.",
    ),
    remedies=(
        Remedy(
            en="Read Kaspi's error text in the body: in requests and httpx, in PowerShell, in curl (without `-f`),"
            " in 1C:",
            ru="Прочитайте слова самого Kaspi в теле ответа: в requests и httpx, в PowerShell, в curl (без `-f`),"
            " в 1C:",
            kk="Жауап денесінен Kaspi-дің өз сөзін оқыңыз: requests пен httpx-те, PowerShell-де, curl-де (`-f`"
            " параметрінсіз), 1C-те:",
            command=BODY,
        ),
        Remedy(
            en="Check your own request for known mistakes: paste it, then end the input with Ctrl+D.",
            ru="Сверьте свой запрос с правилами: вставьте его и завершите ввод клавишами Ctrl+D.",
            kk="Өз сұрауыңызды ережелермен салыстырыңыз: оны кірістіріп, енгізуді Ctrl+D пернелерімен аяқтаңыз.",
            command="kaspi-doctor lint -",
        ),
        Remedy(
            en="Check whether kaspi-doctor's own request, for one day, is refused too; its report shows Kaspi's"
            " error text.",
            ru="Проверьте, отклоняет ли Kaspi и запрос самого kaspi-doctor за один день; слова Kaspi будут в отчёте.",
            kk="kaspi-doctor бір күнге жіберген сұрау да қабылданбай ма, соны тексеріңіз; Kaspi-дің сөзі есепте"
            " болады.",
            command="kaspi-doctor check --verbose --window-days 1",
        ),
        Remedy(
            en="Send the saved report to Kaspi's support (2323) and ask what the text means.",
            ru="Передайте в техподдержку Kaspi (2323) сохранённый отчёт и спросите, что означает этот текст.",
            kk="Сақталған есепті Kaspi техникалық қолдауына (2323) беріп, бұл мәтіннің мағынасын сұраңыз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders", "rfc-9110-client-error"),
    symptoms=answered_with(AnswerKind.REFUSED),
    names_no_reason=True,
    appearances={
        "requests": (
            "requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://kaspi.kz/shop/api/v2/orders"
        ),
        "httpx": (
            "httpx.HTTPStatusError: Client error '400 Bad Request' for url 'https://kaspi.kz/shop/api/v2/orders'"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientResponseError: 400, message='Bad Request',"
            " url='https://kaspi.kz/shop/api/v2/orders'"
        ),
        "curl": ("curl: (22) The requested URL returned error: 400"),
        "PowerShell": ("Invoke-RestMethod : Удаленный сервер возвратил ошибку: (400) Недопустимый запрос."),
        "axios": ("AxiosError: Request failed with status code 400"),
        "Guzzle": ("Client error: `GET https://kaspi.kz/shop/api/v2/orders` resulted in a `400 Bad Request` response"),
        "Go": ("kaspi: unexpected status 400 Bad Request"),
        "1C": ("КодСостояния: 400"),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "dates-missing": Text(
            en="Read the body: its title names the missing date.",
            ru="Прочитайте тело ответа: в поле `title` названа недостающая дата.",
            kk="Жауап денесін оқыңыз: `title` өрісінде жетпейтін күн аталған.",
        ),
        "date-range-too-wide": Text(
            en="The title names both numbers of days.",
            ru="В `title` названы оба числа дней.",
            kk="`title` өрісінде күндердің екі саны да аталған.",
        ),
    },
    question=Text(
        en="What does the body say under `errors[0].title`? PowerShell and `raise_for_status()` hide it.",
        ru="Что написано в теле ответа в `errors[0].title`? PowerShell и `raise_for_status()` его не показывают.",
        kk="Жауап денесіндегі `errors[0].title` өрісінде не жазылған? PowerShell мен"
        " `raise_for_status()` оны көрсетпейді.",
    ),
)
