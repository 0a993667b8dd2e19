"""More than five seconds passed before the first byte of the answer."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom, Weight
from kaspi_doctor.causes._references import cited
from kaspi_doctor.facts import FIRST_BYTE_S
from kaspi_doctor.observation import Layer
from kaspi_doctor.wording import Text

SLOW_S = 5.0
"""Seconds to the first byte from which a response counts as slow: kaspi-api.md, section 8, has them as reported."""

CAUSE = Cause(
    id="answer-slow",
    layer=Layer.HTTP,
    kind=Kind.ADVISORY,
    weight=Weight.WARNING,
    confidence=Confidence.CERTAIN,
    precedence=4,
    owner=Owner.MERCHANT,
    standing=Standing.REPORTED,
    title=Text(
        en="Kaspi responds slowly",
        ru="Kaspi отвечает медленно",
        kk="Kaspi баяу жауап береді",
    ),
    explanation=Text(
        en="More than 5 seconds passed before the first byte of the response to the valid request. Clients report that"
        " some responses take 5 seconds and a few up to 80; Kaspi's guide promises no time. A client with a shorter"
        " timeout fails here although nothing is broken: httpx, for one, gives up after 5 seconds of silence by"
        " default.",
        ru="До первого байта ответа на корректный запрос прошло больше 5 секунд. По сообщениям разработчиков,"
        " некоторые ответы идут 5 секунд, а отдельные — до 80; в Kaspi Гиде срок не обещан. Программа с более"
        " коротким тайм-аутом здесь выдаст ошибку, хотя ничего не сломано: например, httpx по умолчанию сдаётся"
        " через 5 секунд тишины.",
        kk="Дұрыс сұрау жауабының алғашқы байты келгенше 5 секундтан көп уақыт өтті. Әзірлеушілердің хабарлауынша,"
        " кейбір жауап 5 секундта, ал кейде 80 секундқа дейін келеді; «Kaspi Гид» анықтамалығында мерзім уәде"
        " етілмеген. Күту уақыты қысқарақ бағдарлама ештеңе бұзылмаса да қате береді: мысалы, httpx әдепкіде 5"
        " секунд үнсіздіктен кейін күтуді тоқтатады.",
    ),
    remedies=(
        Remedy(
            clients=("requests",),
            en="In Python requests, allow 60 to 90 seconds for reading; the pair is (connect, read).",
            ru="В requests (Python) отведите на чтение 60–90 секунд; пара означает (соединение, чтение).",
            kk="Python тілінің requests кітапханасында оқуға 60–90 секунд беріңіз; жұп (қосылу, оқу) дегенді"
            " білдіреді.",
            command="timeout=(10, 90)",
        ),
        Remedy(
            clients=("httpx",),
            en="In httpx, do the same.",
            ru="В httpx — так же.",
            kk="httpx кітапханасында да солай.",
            command="timeout=httpx.Timeout(90, connect=10)",
        ),
        Remedy(
            en="Request 50 orders per page: that is often faster than 100.",
            ru="Запрашивайте по 50 заказов на страницу: это часто быстрее, чем по 100.",
            kk="Бетіне 50 тапсырыстан сұраңыз: бұл көбіне 100-ден жылдамырақ.",
            command="page[size]=50",
        ),
        Remedy(
            en="Measure again at another time of day and from another network, to see whether it persists.",
            ru="Измерьте ещё раз в другое время и из другой сети, чтобы понять, постоянно ли это.",
            kk="Мұның тұрақты екенін білу үшін басқа уақытта және басқа желіден қайта өлшеңіз.",
            command="kaspi-doctor check",
        ),
    ),
    references=cited("httpx-timeouts", "requests-quickstart"),
    symptoms=(Symptom(probe_id="orders-valid", where=(FIRST_BYTE_S.above(SLOW_S),)),),
    signatures=(
        Signature(
            texts=(
                "?медленн|долго|тормоз|slow|баяу отвеч|answer|respon|жауап|загруж|работа",
                (
                    "?секунд|second|starttransfer|ttfb первый|first|starttransfer|ttfb байт|byte"
                    "|starttransfer|медлен|slow"
                ),
                "?секунд|second приход|arriv|приш ответ|answer|respon",
            ),
            confidence=Confidence.SUSPECTED,
        ),
        Signature(
            texts=(
                "*slow answer",
                "*ответы идут слишком долго",
                "*отвечает слишком долго",
                "*slow call",
                "*slow-call",
                "*slow upstream",
                "*slow request",
                "*slow answers",
                "*slow response",
                "*slower than",
                "*ttfb*SLOW",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    proof="kaspi-doctor check --only orders-valid --timeout 60",
    neighbours={
        "answer-timed-out": Text(
            en="A slow response still arrives; one that timed out does not.",
            ru="Медленный ответ всё же приходит; при тайм-ауте его нет.",
            kk="Баяу жауап бәрібір келеді; күту уақыты өткенде жауап болмайды.",
        )
    },
)
