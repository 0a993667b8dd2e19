"""Others of this run were answered, the request that should succeed was not, or not to the end."""

from kaspi_doctor.cause import (
    DECIDING,
    HTTP_ANSWERED,
    Cause,
    Confidence,
    Kind,
    Owner,
    Remedy,
    Seen,
    Signature,
    Standing,
    Symptom,
)
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._texts import READ_TIMED_OUT
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

BODY_TIMED_OUT = (
    *(f"Operation timed out after # milliseconds with {digit}*bytes received" for digit in range(1, 10)),
    "*while reading body",
    "Body Timeout Error",
    "BodyTimeoutError",
    "UND_ERR_BODY_TIMEOUT",
)

LATE = Symptom(probe_id=DECIDING, outcome=Outcome.FAILED, failure=Failure.HTTP_TIMEOUT)


def _others_were_answered(seen: Seen) -> tuple[Observation, ...]:
    late, answered = LATE(seen), HTTP_ANSWERED(seen)
    return (*late, *answered) if late and answered else ()


CAUSE = Cause(
    id="answer-timed-out",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=3,
    owner=Owner.KASPI,
    standing=Standing.REPORTED,
    title=Text(
        en="The response did not arrive in time",
        ru="Ответ не пришёл вовремя",
        kk="Жауап уақытында келмеді",
    ),
    explanation=Text(
        en="The connection is established, but the response does not begin, or does not end, within the time that the"
        " client waits. Clients report that some responses take 5 seconds and a few up to 80; Kaspi's guide states no"
        " time. Usually it is load on Kaspi's side; a link that stalls on longer responses looks the same (our"
        " inference). It says nothing about the token.",
        ru="Соединение есть, но ответ не начинается или не заканчивается за то время, которое клиент готов ждать. По"
        " сообщениям разработчиков, некоторые ответы идут 5 секунд, а отдельные — до 80; в Kaspi Гиде срок не назван."
        " Обычно причина в нагрузке на стороне Kaspi; так же выглядит канал, который застревает на длинных ответах"
        " (наш вывод). О токене это ничего не говорит.",
        kk="Байланыс бар, бірақ жауап клиент күтетін уақыт ішінде басталмайды немесе аяқталмайды. Әзірлеушілердің"
        " хабарлауынша, кейбір жауап 5 секундта, ал кейде 80 секундқа дейін келеді; «Kaspi Гид» анықтамалығында мерзім"
        " көрсетілмеген. Әдетте себебі — Kaspi жағындағы жүктеме; ұзақ жауаптарда тұрып қалатын желі де осылай"
        " көрінеді (біздің қорытындымыз). Бұл токен туралы ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="Run it again with more time.",
            ru="Повторите с большим запасом времени.",
            kk="Көбірек уақыт беріп қайталаңыз.",
            command="kaspi-doctor check --timeout 90 --deadline 180",
        ),
        Remedy(
            en="In your client, allow 60 to 90 seconds for reading; in Python requests the pair is (connect, read).",
            ru="В своей программе отведите на чтение 60–90 секунд; в requests (Python) пара означает"
            " (соединение, чтение).",
            kk="Өз бағдарламаңызда оқуға 60–90 секунд беріңіз; Python тілінің requests кітапханасында жұп"
            " (қосылу, оқу) дегенді білдіреді.",
            command="timeout=(10, 90)",
        ),
        Remedy(
            en="Request less at once: 50 orders per page and shorter periods.",
            ru="Запрашивайте меньше за раз: по 50 заказов на страницу и более короткие периоды.",
            kk="Бір жолы азырақ сұраңыз: бетіне 50 тапсырыстан және қысқарақ кезеңдермен.",
            command="page[size]=50",
        ),
        Remedy(
            en="Retry reads only: after a timeout, check the order before you send its status change again.",
            ru="Повторяйте только чтение: после тайм-аута сначала посмотрите на заказ и лишь потом снова"
            " отправляйте смену статуса.",
            kk="Тек оқу сұрауларын қайталаңыз: күту уақыты біткен соң күйді өзгерту сұрауын қайта жібермес бұрын"
            " тапсырыстың өзін қараңыз.",
        ),
        Remedy(
            en="If it keeps happening, send the saved report to Kaspi's support (2323).",
            ru="Если это повторяется, передайте сохранённый отчёт в техподдержку Kaspi (2323).",
            kk="Бұл қайталана берсе, сақталған есепті Kaspi техникалық қолдауына (2323) беріңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders", "requests-quickstart"),
    symptoms=(_others_were_answered,),
    signatures=(
        Signature(texts=READ_TIMED_OUT, confidence=Confidence.SUSPECTED),
        Signature(texts=BODY_TIMED_OUT, confidence=Confidence.LIKELY),
    ),
    appearances={
        "curl": ("curl: (28) Operation timed out after 30001 milliseconds with 4096 out of 81920 bytes received"),
        "fetch": ("BodyTimeoutError: Body Timeout Error"),
        "Go": ("context deadline exceeded (Client.Timeout or context cancellation while reading body)"),
    },
    proof="kaspi-doctor check --only user-agent-explicit,orders-valid --timeout 60",
    neighbours={
        "user-agent-filtered": Text(
            en="There no request without a User-Agent of its own gets a response, however small; here the small"
            " ones do.",
            ru="Без собственного User-Agent нет ответа ни на один запрос, даже малый; здесь на малые ответ есть.",
            kk="Өз User-Agent атауынсыз ең шағын сұрауға да жауап келмейді; мұнда шағындарына келеді.",
        )
    },
)
