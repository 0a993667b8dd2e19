"""The list of orders was asked for without the date it starts from."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom, answered_with
from kaspi_doctor.causes._programs import CURL, HTTPX, LAST_14_DAYS, POWERSHELL, REQUESTS
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import LINT_IT
from kaspi_doctor.observation import AnswerKind, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="dates-missing",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.MERCHANT,
    standing=Standing.DOCUMENTED,
    title=Text(
        en="The order list was requested without its start date",
        ru="Список заказов запрошен без начальной даты",
        kk="Тапсырыстар тізімі басталу күнінсіз сұралған",
    ),
    explanation=Text(
        en="Kaspi refuses a list whose `filter[orders][creationDate][$ge]` is missing or empty: HTTP 400, `Required"
        " filter [orders][creationDate][$ge] is empty.` Kaspi's guide documents the filter as required, and several"
        " projects have seen this text; it says nothing against the token. The usual mistakes are a misspelt name"
        " (`creationDateGe`, `filter[order]`) and a shell that replaces `$ge` with nothing inside double quotes."
        " kaspi-doctor's valid request has both dates: if that one was refused, something on the way drops the query,"
        " or the API has changed (our inference).",
        ru="Kaspi отклоняет запрос списка, в котором `filter[orders][creationDate][$ge]` отсутствует или пуст: HTTP"
        " 400, `Required filter [orders][creationDate][$ge] is empty.` В Kaspi Гиде этот фильтр назван"
        " обязательным, а сам текст видели несколько проектов; о токене он ничего плохого не говорит. Обычно дело"
        " в ошибке в имени (`creationDateGe`, `filter[order]`) или в командной оболочке, которая внутри двойных"
        " кавычек заменяет `$ge` пустотой. В корректном запросе kaspi-doctor есть обе даты: если отклонён он,"
        " параметры теряются по пути или API изменился (наш вывод).",
        kk="`filter[orders][creationDate][$ge]` сүзгісі көрсетілмесе немесе бос болса, Kaspi тізім сұрауын"
        " қабылдамайды: HTTP 400, `Required filter [orders][creationDate][$ge] is empty.` «Kaspi Гид»"
        " анықтамалығында бұл сүзгі міндетті деп жазылған, ал мәтіннің өзін бірнеше жоба көрген; ол токеннің"
        " жарамсыздығын білдірмейді. Көбіне атау қате жазылады (`creationDateGe`, `filter[order]`) немесе"
        " командалық қабық қос тырнақшаның ішіндегі `$ge` орнына бос мән қояды. kaspi-doctor жіберетін дұрыс"
        " сұрауда екі күн де бар: егер сол сұрау қабылданбаса, параметрлер жолда жоғалады немесе API өзгерген"
        " (біздің қорытындымыз).",
    ),
    remedies=(
        Remedy(
            clients=("requests",),
            en="In Python requests, send both dates in milliseconds; this prints how many orders there are.",
            ru="В библиотеке requests (Python) отправляйте обе даты в миллисекундах; пример выводит число заказов.",
            kk="Python тілінің requests кітапханасында екі күнді де миллисекундпен жіберіңіз; мысал тапсырыс"
            " санын шығарады.",
            command=REQUESTS,
        ),
        Remedy(
            clients=("httpx",),
            en="In httpx, pass the dates in `params=` and leave the query out of the URL: httpx discards what is"
            " there.",
            ru="В httpx передавайте даты через `params=`, а URL оставьте без параметров: те, что стоят в URL,"
            " httpx отбрасывает.",
            kk="httpx кітапханасында күндерді `params=` арқылы беріп, URL мекенжайын параметрсіз қалдырыңыз:"
            " ондағыларды httpx тастап кетеді.",
            command=HTTPX,
        ),
        Remedy(
            clients=("curl",),
            en="In curl, keep the names in single quotes, so that the shell leaves `$ge` and `$le` alone.",
            ru="В curl берите имена в одинарные кавычки, чтобы оболочка не трогала `$ge` и `$le`.",
            kk="curl командасында атауларды дара тырнақшаға алыңыз, сонда командалық қабық `$ge` мен `$le`"
            " белгілерін өзгертпейді.",
            command=CURL,
        ),
        Remedy(
            clients=("PowerShell",),
            en="In PowerShell, keep the names in single quotes as well.",
            ru="В PowerShell имена тоже берите в одинарные кавычки.",
            kk="PowerShell ортасында да атауларды дара тырнақшаға алыңыз.",
            command=POWERSHELL,
        ),
        LINT_IT,
    ),
    references=cited("kaspi-orders", "requests-quickstart", "invoke-restmethod"),
    symptoms=answered_with(AnswerKind.DATES_MISSING),
    confirmed_by=(Symptom(probe_id="orders-without-dates", outcome=Outcome.PASSED),),
    fixes=LAST_14_DAYS,
    signatures=(
        Signature(
            texts=(
                (
                    "?filter|фильтр|сүзгі requir|обязат|міндет|empty|пуст|бос|missing|жоқ 400|ошибк"
                    "|error|қате|заказ|order|тапсырыс"
                ),
                (
                    "?дат|date|күн|период|period requir|обязат|міндет|missing|без|without|жоқ|забыл"
                    "|указа 400|ошибк|error|қате|refus|отказ"
                ),
            ),
            confidence=Confidence.SUSPECTED,
        ),
        Signature(
            texts=(
                "?!creationdate empty|пуст|бос|requir|обязат|міндет",
                "Required~filter~[orders]",
                "Required~filter~[ord",
                "[creationDate]~[$ge]~is~empty",
                "[creationDate]~[]~is~empty",
                "[creationDate]~is~empty",
                "[creationDate][$ge]~is~e",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": ('{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}'),
        "curl": (
            '< HTTP/1.1 400 Bad Request\n{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}'
        ),
        "PowerShell": (
            'Invoke-RestMethod : {"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}'
        ),
        "axios": ('400 {"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}'),
        "1C": ('{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}'),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "date-range-too-wide": Text(
            en="There both dates arrived, but they are too far apart.",
            ru="Там обе даты дошли, но слишком далеки друг от друга.",
            kk="Онда екі күн де жеткен, бірақ арасы тым алшақ.",
        )
    },
)
