"""The list of orders was asked for without its page."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, answered_with
from kaspi_doctor.causes._programs import CURL
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import LINT_IT
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="pagination-missing",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.CERTAIN,
    precedence=3,
    owner=Owner.MERCHANT,
    standing=Standing.DOCUMENTED,
    title=Text(
        en="The order list was requested without its page",
        ru="Список заказов запрошен без указания страницы",
        kk="Тапсырыстар тізімі беті көрсетілмей сұралған",
    ),
    explanation=Text(
        en="Kaspi's guide documents `page[number]` and `page[size]` as required: the number starts at 0, the size is"
        " at most 100. The refusal `Required pagination value [number] is empty.` was reported by one project; that a"
        " missing size gets the same response is our inference. The usual mistakes are the names `page`, `page.size`"
        " and `page_size`. It says nothing against the token.",
        ru="В Kaspi Гиде `page[number]` и `page[size]` названы обязательными: номер начинается с 0, размер — не"
        " больше 100. Об отказе `Required pagination value [number] is empty.` сообщил один проект; то, что без"
        " размера ответ такой же, — наш вывод. Обычные ошибки — имена `page`, `page.size` и `page_size`. О токене"
        " это ничего плохого не говорит.",
        kk="«Kaspi Гид» анықтамалығында `page[number]` мен `page[size]` міндетті деп жазылған: нөмір 0-ден"
        " басталады, өлшем 100-ден аспайды. `Required pagination value [number] is empty.` деген бас тарту туралы"
        " бір жоба хабарлаған; өлшем берілмегенде де жауап сондай болады деген — біздің қорытындымыз. Әдеттегі"
        " қателер — `page`, `page.size` және `page_size` атаулары. Бұл токеннің жарамсыздығын білдірмейді.",
    ),
    remedies=(
        Remedy(
            clients=("requests", "httpx"),
            en="In Python (requests, httpx), add both to `params=`; the first page is 0.",
            ru="В Python (requests, httpx) добавьте в `params=` оба параметра; первая страница — 0.",
            kk="Python тілінде (requests, httpx) `params=` ішіне екі параметрді де қосыңыз; бірінші бет — 0.",
            command='params = {"page[number]": 0, "page[size]": 50}',
        ),
        Remedy(
            clients=("curl",),
            en="In curl, send them with `-G` and `-d`, so that the brackets need no escaping.",
            ru="В curl передавайте их через `-G` и `-d`, тогда скобки не мешают.",
            kk="curl командасында оларды `-G` және `-d` арқылы жіберіңіз, сонда жақшалар кедергі болмайды.",
            command=CURL,
        ),
        Remedy(
            clients=("PowerShell",),
            en="In PowerShell, add both, in single quotes, to the table that is passed to `-Body`.",
            ru="В PowerShell добавьте оба в таблицу для `-Body`, в одинарных кавычках.",
            kk="PowerShell ортасында екеуін де `-Body` үшін берілетін кестеге дара тырнақшамен қосыңыз.",
            command="$query = @{ 'page[number]' = 0; 'page[size]' = 50 }",
        ),
        Remedy(
            en="Keep reading until `page[number]` reaches `meta.pageCount`; there is no link to a next page.",
            ru="Читайте дальше, пока `page[number]` не дойдёт до `meta.pageCount`; ссылки на следующую страницу нет.",
            kk="`page[number]` мәні `meta.pageCount` санына жеткенше оқи беріңіз; келесі бетке сілтеме жоқ.",
        ),
        LINT_IT,
    ),
    references=cited("kaspi-orders"),
    symptoms=answered_with(AnswerKind.PAGINATION_MISSING),
    signatures=(
        Signature(
            texts=(
                (
                    "?page|страниц|бет|пагинац number|size|номер|размер|өлшем|нөмір requir|обязат|міндет"
                    "|missing|empty|пуст|бос"
                ),
            ),
            confidence=Confidence.SUSPECTED,
        ),
        Signature(
            texts=(
                "?!pagination|пагинац empty|пуст|requir|обязат number|size|value|знач",
                "Required~pagination~value",
                "Required~pagination",
                "pagination~value~[number]",
                "pagination~value~[size]",
                "pagination~value~[num",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": ('{"errors":[{"title":"Required pagination value [number] is empty."}]}'),
        "curl": ('< HTTP/1.1 400 Bad Request\n{"errors":[{"title":"Required pagination value [number] is empty."}]}'),
        "PowerShell": ('Invoke-RestMethod : {"errors":[{"title":"Required pagination value [number] is empty."}]}'),
        "axios": ('400 {"errors":[{"title":"Required pagination value [number] is empty."}]}'),
        "1C": ('{"errors":[{"title":"Required pagination value [number] is empty."}]}'),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "dates-missing": Text(
            en="Both are refusals with 400; the title says which parameter is missing.",
            ru="Оба отказа приходят с кодом 400; какого параметра нет, сказано в `title`.",
            kk="Екеуі де 400 кодымен келеді; қай параметр жоқ екені `title` өрісінде айтылады.",
        )
    },
)
