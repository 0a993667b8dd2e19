"""The list of orders was asked for over more days than Kaspi allows at once."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom, answered_with
from kaspi_doctor.causes._programs import LAST_14_DAYS
from kaspi_doctor.causes._references import cited
from kaspi_doctor.observation import AnswerKind, Layer, Outcome
from kaspi_doctor.wording import Text

REQUESTS = """import os, time, requests

DAY_MS = 86_400_000
now = int(time.time() * 1000)
session = requests.Session()
session.headers.update({"User-Agent": "my-shop/1.0", "X-Auth-Token": os.environ["KASPI_TOKEN"],
                        "Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"})
for start in range(now - 90 * DAY_MS, now, 14 * DAY_MS):
    answer = session.get("https://kaspi.kz/shop/api/v2/orders", timeout=30, params={
        "page[number]": 0, "page[size]": 50,
        "filter[orders][creationDate][$ge]": start,
        "filter[orders][creationDate][$le]": min(start + 14 * DAY_MS - 1, now)})
    body = answer.json()
    print(start, answer.status_code, body.get("meta", body))"""

HTTPX = """import os, time, httpx

DAY_MS = 86_400_000
now = int(time.time() * 1000)
client = httpx.Client(timeout=30, headers={
    "User-Agent": "my-shop/1.0", "X-Auth-Token": os.environ["KASPI_TOKEN"],
    "Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"})
for start in range(now - 90 * DAY_MS, now, 14 * DAY_MS):
    answer = client.get("https://kaspi.kz/shop/api/v2/orders", params={
        "page[number]": 0, "page[size]": 50,
        "filter[orders][creationDate][$ge]": start,
        "filter[orders][creationDate][$le]": min(start + 14 * DAY_MS - 1, now)})
    body = answer.json()
    print(start, answer.status_code, body.get("meta", body))"""

CURL = r"""now=$(date +%s)
for days in 28 14; do
  start=$(((now - days * 86400) * 1000))
  curl -sS -G --max-time 30 -A 'my-shop/1.0' \
    -H "X-Auth-Token: $KASPI_TOKEN" \
    -H 'Accept: application/vnd.api+json' -H 'Content-Type: application/vnd.api+json' \
    -d 'page[number]=0' -d 'page[size]=50' \
    -d 'filter[orders][creationDate][$ge]='$start \
    -d 'filter[orders][creationDate][$le]='$((start + 14 * 86400000 - 1)) \
    https://kaspi.kz/shop/api/v2/orders
done"""

POWERSHELL = """$now = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
$headers = @{ 'X-Auth-Token' = $env:KASPI_TOKEN; 'Accept' = 'application/vnd.api+json' }
foreach ($days in 28, 14) {
  $start = $now - $days * 86400000L
  $query = @{
    'page[number]' = 0
    'page[size]' = 50
    'filter[orders][creationDate][$ge]' = $start
    'filter[orders][creationDate][$le]' = $start + 14 * 86400000L - 1
  }
  (Invoke-RestMethod -Uri 'https://kaspi.kz/shop/api/v2/orders' -Body $query -Headers $headers `
    -ContentType 'application/vnd.api+json' -UserAgent 'my-shop/1.0' -TimeoutSec 30).meta
}"""

CAUSE = Cause(
    id="date-range-too-wide",
    layer=Layer.API,
    kind=Kind.REFUSED,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="The order list was requested for more than 14 days",
        ru="Список заказов запрошен больше чем за 14 дней",
        kk="Тапсырыстар тізімі 14 күннен ұзақ кезеңге сұралған",
    ),
    explanation=Text(
        en="Kaspi refuses a list whose `$ge` and `$le` are more than 14 days apart: HTTP 400, `Exceeded the maximum"
        " difference for the filter[orders][creationDate] (in days). Actual [30], max [14].` Several projects report"
        " that exactly 14 days are accepted and 15 are not; the period may lie anywhere in the past, and the response"
        " says nothing against the token. Without `$le` the period ends now, so an old `$ge` alone is too wide as"
        " well. If Kaspi's response names another maximum, go by that number: the limit has changed.",
        ru="Kaspi отклоняет запрос списка, если между `$ge` и `$le` больше 14 дней: HTTP 400, `Exceeded the maximum"
        " difference for the filter[orders][creationDate] (in days). Actual [30], max [14].` По сообщениям"
        " нескольких проектов, ровно 14 дней принимаются, а 15 — уже нет; период может лежать где угодно в"
        " прошлом, и о токене этот ответ ничего плохого не говорит. Без `$le` период заканчивается текущим"
        " моментом, поэтому одна старая дата `$ge` тоже даёт слишком длинный период. Если в ответе Kaspi назван"
        " другой максимум, ориентируйтесь на него: ограничение изменилось.",
        kk="`$ge` мен `$le` арасы 14 күннен асса, Kaspi тізім сұрауын қабылдамайды: HTTP 400, `Exceeded the maximum"
        " difference for the filter[orders][creationDate] (in days). Actual [30], max [14].` Бірнеше жобаның"
        " хабарлауынша, дәл 14 күн қабылданады, ал 15 күн қабылданбайды; кезең өткен уақыттың кез келген тұсында"
        " бола алады, әрі бұл жауап токеннің жарамсыздығын білдірмейді. `$le` берілмесе, кезең қазіргі сәтпен"
        " аяқталады, сондықтан ескі `$ge` күнінің өзі де тым ұзақ кезең береді. Kaspi жауабында басқа шек"
        " көрсетілсе, соған сүйеніңіз: шектеу өзгерген.",
    ),
    remedies=(
        Remedy(
            clients=("requests",),
            en="In Python requests, split a longer period into windows of 14 days that do not overlap; read every"
            " page of each, up to `meta.pageCount`.",
            ru="В библиотеке requests (Python) проходите длинный период окнами по 14 дней без наложений; в"
            " каждом читайте все страницы до `meta.pageCount`.",
            kk="Python тілінің requests кітапханасында ұзақ кезеңді бір-бірімен қабаттаспайтын 14 күндік"
            " бөліктермен өтіңіз; әр бөліктің барлық бетін `meta.pageCount` санына дейін оқыңыз.",
            command=REQUESTS,
        ),
        Remedy(
            clients=("httpx",),
            en="In httpx, do the same, one window after the other.",
            ru="В httpx делайте то же самое, окно за окном.",
            kk="httpx кітапханасында да солай, бөліктерді бірінен соң бірін сұраңыз.",
            command=HTTPX,
        ),
        Remedy(
            clients=("curl",),
            en="In curl, count milliseconds from the same `now`; this reads the last 28 days in two windows.",
            ru="В curl считайте обе даты в миллисекундах от одного и того же `now`; пример читает последние 28"
            " дней двумя окнами.",
            kk="curl командасында екі күнді де бір `now` мәнінен миллисекундпен есептеңіз; мысал соңғы 28 күнді"
            " екі бөлікпен оқиды.",
            command=CURL,
        ),
        Remedy(
            clients=("PowerShell",),
            en="In PowerShell, do the same; the `L` keeps the milliseconds whole numbers.",
            ru="В PowerShell делайте то же самое; буква `L` оставляет миллисекунды целыми числами.",
            kk="PowerShell ортасында да солай істеңіз; `L` әрпі миллисекундтарды бүтін сан күйінде сақтайды.",
            command=POWERSHELL,
        ),
        Remedy(
            en="If it was kaspi-doctor's own valid request that was refused, try a shorter window.",
            ru="Если отклонён корректный запрос самого kaspi-doctor, попробуйте период короче.",
            kk="Егер kaspi-doctor жіберген дұрыс сұраудың өзі қабылданбаса, қысқарақ кезеңді байқап көріңіз.",
            command="kaspi-doctor check --window-days 7",
        ),
    ),
    references=cited("kaspi-orders", "httpx-timeouts", "invoke-restmethod"),
    symptoms=answered_with(AnswerKind.DATE_RANGE),
    confirmed_by=(Symptom(probe_id="orders-over-range", outcome=Outcome.PASSED),),
    fixes=LAST_14_DAYS,
    signatures=(
        Signature(
            texts=(
                "?!creationdate actual|фактич max|макс",
                "?!differ|разниц date|дат|күн exceed|превыш|асып|maximum max|макс|14",
                "?!creationdate exceed|превыш|асып|differ|разниц",
                "Exceeded~the~maximum~dif",
                "maximum~difference~for~the~filter",
                "Actual~[#],~max~[#]",
                "xceeded~the~maximum~difference",
            ),
            confidence=Confidence.CERTAIN,
        ),
        Signature(
            texts=(
                "?больше|более|over|than|артық|дольше|превыш|exceed 14|30|31|60|90 дн|дней|day|күн",
                "?30|31|60|90 дн|дней|day|күн заказ|order|тапсырыс ошибк|error|қате",
                "?заказ|order|тапсырыс месяц|month|квартал|quarter|жыл|year|полгода",
                (
                    "?14 дн|дней|day|күн больш|более|макс|max|limit|предел|огранич|лимит|ғана|аспа|only"
                    "|allow|разреш|только"
                ),
                (
                    "?период|period|диапазон|range|интервал|interval|кезең больш|длин|широк|wide|long"
                    "|big|large|превыш|exceed|ұзақ|ұзын"
                ),
            ),
            confidence=Confidence.SUSPECTED,
        ),
    ),
    appearances={
        "requests": (
            '{"errors":[{"title":"Exceeded the maximum difference for the filter[orders][creationDate] (in'
            ' days). Actual [30], max [14]."}]}'
        ),
        "curl": (
            '< HTTP/1.1 400 Bad Request\n{"errors":[{"title":"Exceeded the maximum difference for the'
            ' filter[orders][creationDate] (in days). Actual [30], max [14]."}]}'
        ),
        "PowerShell": (
            'Invoke-RestMethod : {"errors":[{"title":"Exceeded the maximum difference for the'
            ' filter[orders][creationDate] (in days). Actual [30], max [14]."}]}'
        ),
        "axios": (
            '400 {"errors":[{"title":"Exceeded the maximum difference for the filter[orders][creationDate]'
            ' (in days). Actual [30], max [14]."}]}'
        ),
        "1C": (
            '{"errors":[{"title":"Exceeded the maximum difference for the filter[orders][creationDate] (in'
            ' days). Actual [30], max [14]."}]}'
        ),
    },
    proof="kaspi-doctor check --only orders-valid",
    neighbours={
        "dates-missing": Text(
            en="There a date did not reach Kaspi at all.",
            ru="Там одна из дат не дошла вовсе.",
            kk="Онда күндердің бірі мүлде жетпеген.",
        )
    },
)
