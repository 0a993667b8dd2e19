"""The valid request succeeded and there was not one order in the answer."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom, Weight
from kaspi_doctor.causes import _programs as programs
from kaspi_doctor.causes._references import cited
from kaspi_doctor.facts import TOTAL_COUNT
from kaspi_doctor.observation import Layer, Outcome
from kaspi_doctor.wording import Text

CURL = programs.CURL.replace('$KASPI_TOKEN"', '$KASPI_TOKEN" -H "X-Merchant-Uid: $KASPI_MERCHANT_UID"')
POWERSHELL = programs.POWERSHELL.replace("KASPI_TOKEN;", "KASPI_TOKEN; 'X-Merchant-Uid' = $env:KASPI_MERCHANT_UID;")

REQUESTS = """import os, requests

session = requests.Session()
session.headers.update({
    "User-Agent": "my-shop/1.0", "X-Auth-Token": os.environ["KASPI_TOKEN"],
    "X-Merchant-Uid": os.environ["KASPI_MERCHANT_UID"],
    "Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"})"""

HTTPX = """import os, httpx

client = httpx.Client(timeout=30, headers={
    "User-Agent": "my-shop/1.0", "X-Auth-Token": os.environ["KASPI_TOKEN"],
    "X-Merchant-Uid": os.environ["KASPI_MERCHANT_UID"],
    "Accept": "application/vnd.api+json", "Content-Type": "application/vnd.api+json"})"""

CAUSE = Cause(
    id="no-orders",
    layer=Layer.API,
    kind=Kind.ADVISORY,
    weight=Weight.NOTE,
    confidence=Confidence.SUSPECTED,
    owner=Owner.MERCHANT,
    standing=Standing.OBSERVED,
    title=Text(
        en="Kaspi responded, but without a single order",
        ru="Kaspi ответил, но в ответе нет ни одного заказа",
        kk="Kaspi жауап берді, бірақ жауапта бірде-бір тапсырыс жоқ",
    ),
    explanation=Text(
        en="The response is 200 with `totalCount` 0. Two independent projects got this for every filter although they"
        " had orders, until they sent the shop's id in the header X-Merchant-Uid; Kaspi's support told both to send it"
        " in all requests. Kaspi's guide does not mention the header, and that it matters for cabinets with several"
        " shops is our inference. If the id was sent, the period may simply have no orders: compare it with the"
        " merchant cabinet.",
        ru="Ответ — 200 и `totalCount` 0. Два независимых проекта получали его при любых фильтрах, хотя заказы были,"
        " пока не стали передавать ID магазина в заголовке X-Merchant-Uid; техподдержка Kaspi посоветовала обоим"
        " отправлять его во всех запросах. В Kaspi Гиде этого заголовка нет, а то, что он важен для кабинетов с"
        " несколькими магазинами, — наш вывод. Если ID магазина уже отправлен, заказов за этот период может просто не"
        " быть: сравните с Кабинетом продавца.",
        kk="Жауап — 200 және `totalCount` 0. Тәуелсіз екі жоба тапсырыстары бола тұра, X-Merchant-Uid тақырыбында"
        " дүкен идентификаторын жібергенге дейін кез келген сүзгімен осындай жауап алған; Kaspi техникалық қолдауы"
        " екеуіне де оны барлық сұрауда жіберуге кеңес берген. «Kaspi Гид» анықтамалығында бұл тақырып жоқ, ал оның"
        " бірнеше дүкені бар кабинеттер үшін маңызды екені — біздің қорытындымыз. Идентификатор жіберілген болса, бұл"
        " кезеңде тапсырыстың болмауы да мүмкін: Сатушы кабинетімен салыстырыңыз.",
    ),
    remedies=(
        Remedy(
            en="Take the shop's id from the merchant cabinet (Настройки → ID магазина), put its digits into"
            " `KASPI_MERCHANT_UID` and run it again; in an order it is the part before `_PP1` in `pickupPointId`.",
            ru="Возьмите ID магазина в Кабинете продавца («Настройки» → «ID магазина»), запишите его цифры в"
            " `KASPI_MERCHANT_UID` и повторите проверку; в заказе он стоит перед `_PP1` в `pickupPointId`.",
            kk="Дүкен идентификаторын Сатушы кабинетінен алыңыз («Настройки» → «ID магазина»), цифрларын"
            " `KASPI_MERCHANT_UID` айнымалысына жазып, тексеруді қайталаңыз; тапсырыста ол `pickupPointId`"
            " өрісіндегі `_PP1` алдында тұрады.",
            command='kaspi-doctor check --merchant-uid "$KASPI_MERCHANT_UID"',
        ),
        Remedy(
            clients=("requests",),
            en="In Python requests, send the id with every request of the session.",
            ru="В библиотеке requests (Python) отправляйте ID магазина с каждым запросом сессии.",
            kk="Python тілінің requests кітапханасында идентификаторды сессияның әр сұрауымен жіберіңіз.",
            command=REQUESTS,
        ),
        Remedy(
            clients=("httpx",),
            en="In httpx, send it with every request of the client.",
            ru="В httpx отправляйте его с каждым запросом клиента.",
            kk="httpx кітапханасында оны клиенттің әр сұрауымен жіберіңіз.",
            command=HTTPX,
        ),
        Remedy(
            clients=("curl",),
            en="In curl, add one header line.",
            ru="В curl добавьте одну строку заголовка.",
            kk="curl командасына бір тақырып жолын қосыңыз.",
            command=CURL,
        ),
        Remedy(
            clients=("PowerShell",),
            en="In PowerShell, add it to the headers.",
            ru="В PowerShell добавьте его к заголовкам.",
            kk="PowerShell ортасында оны тақырыптарға қосыңыз.",
            command=POWERSHELL,
        ),
    ),
    references=cited("kaspi-orders", "kaspi-token"),
    symptoms=(Symptom(probe_id="orders-valid", outcome=Outcome.PASSED, where=(TOTAL_COUNT.equals(0),)),),
    signatures=(
        Signature(
            texts=(
                "?0|ноль|zero|пуст|empty|нет|no|бос|жоқ заказ|order|тапсырыс",
                "?заказ|order|тапсырыс не|not|doesn приход|возвраща|отда|показыва|return|show",
                "?totalcount 0",
                "?!api|апи пуст заказ",
                "?!тапсырыс бос кабинет|api|апи",
                '"pageCount"~:~0~,~"totalCount"~:~0~}',
                "'pageCount'~:~0~,~'totalCount'~:~0~}",
                '"totalCount"~:~0~,~"pageCount"~:~0~}',
                "'totalCount'~:~0~,~'pageCount'~:~0~}",
                "*Всего заказов:~0$",
                "Всего заказов: 0$",
                "Заказов: 0$",
                "Найдено заказов: 0$",
                "Получено заказов: 0$",
                "Тапсырыстар саны: 0$",
                "totalCount=0",
                "totalCount 0$",
                "totalCount: 0$",
                "Total orders: 0$",
            ),
            confidence=Confidence.SUSPECTED,
        ),
    ),
    appearances={
        "requests": ("{'data': [], 'included': [], 'meta': {'pageCount': 0, 'totalCount': 0}}"),
        "curl": ('{"data":[],"included":[],"meta":{"pageCount":0,"totalCount":0}}'),
        "PowerShell": ("@{pageCount=0; totalCount=0}"),
        "axios": ('"meta":{"pageCount":0,"totalCount":0}'),
    },
    proof='kaspi-doctor check --only orders-valid --merchant-uid "$KASPI_MERCHANT_UID"',
    neighbours={
        "token-rejected": Text(
            en="An empty list is a valid response: the token was accepted.",
            ru="Пустой список — это ответ: токен принят.",
            kk="Бос тізім де — жауап: токен қабылданған.",
        )
    },
)
