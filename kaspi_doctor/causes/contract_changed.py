"""A control was answered otherwise than Kaspi is known to answer."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Seen, Standing, Symptom, Weight
from kaspi_doctor.causes._references import cited
from kaspi_doctor.facts import ANSWER, BY_KASPI, STATUS, TITLE
from kaspi_doctor.observation import AnswerKind, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

DATE_CONTROLS = ("orders-without-dates", "orders-over-range")

SERVED = Symptom(probe_id=("token-absent", *DATE_CONTROLS), outcome=Outcome.FAILED, answers=(AnswerKind.DATA,))
ANSWERED_BY_KASPI = (
    Symptom(probe_id=("user-agent-absent", "user-agent-library"), outcome=Outcome.FAILED, where=(BY_KASPI.is_true(),)),
    Symptom(probe_id=DATE_CONTROLS, outcome=Outcome.FAILED, where=(BY_KASPI.is_true(), STATUS.equals(400))),
)


def _answered_in_its_own_way(seen: Seen) -> tuple[Observation, ...]:
    """Leave out the controls that got the very refusal that the valid request got: then all is refused alike."""
    valid = seen.get("orders-valid")
    refused = valid if valid and valid.outcome is Outcome.FAILED and valid.fact(ANSWER) else None
    answered = (observation for symptom in ANSWERED_BY_KASPI for observation in symptom(seen))
    return tuple(o for o in answered if refused is None or _refusal(o) != _refusal(refused))


def _refusal(observation: Observation) -> tuple[object, ...]:
    return observation.fact(STATUS), observation.fact(ANSWER), observation.fact(TITLE)


CAUSE = Cause(
    id="contract-changed",
    layer=Layer.API,
    kind=Kind.ADVISORY,
    weight=Weight.WARNING,
    confidence=Confidence.LIKELY,
    precedence=7,
    owner=Owner.MERCHANT,
    standing=Standing.INFERRED,
    title=Text(
        en="Kaspi no longer responds in the known way",
        ru="Kaspi теперь отвечает не так, как раньше",
        kk="Kaspi енді бұрынғыдан басқаша жауап береді",
    ),
    explanation=Text(
        en="A control, a request that Kaspi is known to ignore or refuse, got a different response; the report shows"
        " the expected one beside the one received. A limit may have been lifted or a text reworded: that is our"
        " inference from this run. Nothing is broken by it, but kaspi-doctor, and maybe your own client, needs an"
        " update.",
        ru="На контрольный запрос, который Kaspi, как известно, оставляет без ответа или отклоняет, пришёл другой"
        " ответ; в отчёте рядом стоят ожидаемое и полученное. Возможно, снято ограничение или изменён текст: это"
        " наш вывод из этой проверки. Ничего от этого не сломано, но kaspi-doctor и, возможно, вашу программу"
        " пора обновить.",
        kk="Kaspi әдетте жауапсыз қалдыратын немесе қабылдамайтын бақылау сұрауына басқаша жауап келді; есепте"
        " күтілген жауап пен келген жауап қатар көрсетілген. Шектеу алынып тасталған немесе мәтін өзгерген болуы"
        " мүмкін: бұл — осы тексеруден шыққан біздің қорытындымыз. Бұдан ештеңе бұзылмайды, бірақ kaspi-doctor"
        " мен, мүмкін, сіздің бағдарламаңызды жаңарту керек.",
    ),
    remedies=(
        Remedy(
            en="Update kaspi-doctor the way it was installed: a newer version may know about the change.",
            ru="Обновите kaspi-doctor так же, как устанавливали: новая версия может уже знать об изменении.",
            kk="kaspi-doctor құралын орнатқан тәсілмен жаңартыңыз: жаңа нұсқа бұл өзгерісті білуі мүмкін.",
        ),
        Remedy(
            en="Read both texts, expected and received, in the full report.",
            ru="Прочитайте оба текста, ожидаемый и полученный, в подробном отчёте.",
            kk="Толық есептен екі мәтінді де — күтілгенін және келгенін — оқыңыз.",
            command="kaspi-doctor check --verbose",
        ),
        Remedy(
            en="If your own client matches Kaspi's error texts, make it check the status code as well.",
            ru="Если ваша программа сравнивает тексты ошибок Kaspi, пусть учитывает и код состояния.",
            kk="Бағдарламаңыз Kaspi қате мәтіндерін салыстыратын болса, күй кодын да ескеретін етіңіз.",
        ),
        Remedy(
            en="If the newest version says the same, save a report without personal details and attach it to an"
            " issue in kaspi-doctor's project.",
            ru="Если так и в последней версии, сохраните отчёт без личных данных и приложите его к обращению в"
            " проект kaspi-doctor.",
            kk="Соңғы нұсқа да осылай десе, жеке деректерсіз есепті сақтап, оны kaspi-doctor жобасына жазған"
            " хабарламаңызға тіркеңіз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders"),
    symptoms=(SERVED, _answered_in_its_own_way),
    proof="kaspi-doctor check",
    neighbours={
        "dates-missing": Text(
            en="Only the response to a control shows a change; the same text in response to your own request means"
            " that the request is wrong.",
            ru="Об изменении говорит только ответ на контрольный запрос; тот же текст на ваш запрос —"
            " ошибка самого запроса.",
            kk="Өзгеріс туралы тек бақылау сұрауының жауабы айтады; сіздің сұрауыңызға келген сондай"
            " мәтін — сол сұраудың қатесі.",
        )
    },
)
