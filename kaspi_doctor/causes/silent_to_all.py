"""The connection stands, and not one request is answered."""

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
from kaspi_doctor.facts import ANSWERED
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

UNANSWERED = Symptom(
    probe_id=DECIDING,
    outcome=Outcome.FAILED,
    failure=Failure.HTTP_TIMEOUT,
    where=(ANSWERED.is_false(),),
)


def _nobody_was_answered(seen: Seen) -> tuple[Observation, ...]:
    return () if HTTP_ANSWERED(seen) else UNANSWERED(seen)


CAUSE = Cause(
    id="silent-to-all",
    layer=Layer.HTTP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.SUSPECTED,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The connection is established, but no request gets a response",
        ru="Соединение есть, но ни на один запрос нет ответа",
        kk="Байланыс бар, бірақ бірде-бір сұрауға жауап жоқ",
    ),
    explanation=Text(
        en="TCP and TLS succeed, yet every request is met with silence, whatever its User-Agent. A browser's"
        " User-Agent, which kaspi-doctor sends, is known to get a response, so this silence has another reason; if you"
        " set `--user-agent`, run without it first. Either Kaspi's service is down, or this network's address is"
        " filtered: one run cannot tell which, and we only suspect both. Reports disagree on a filter by country: two"
        " sources say that only addresses in Kazakhstan are served, about six projects on European and American clouds"
        " are served. The silence says nothing about the token.",
        ru="Соединение TCP и TLS есть, но на все запросы в ответ тишина, каким бы ни был User-Agent. На User-Agent"
        " браузера, который отправляет kaspi-doctor, ответ, как известно, приходит, поэтому молчание в ответ на него"
        " имеет другую причину; если вы задали `--user-agent`, сначала повторите без него. Либо сервис Kaspi не"
        " работает, либо адрес этой сети отфильтрован: по одному запуску этого не различить, и то и другое — наше"
        " предположение. О фильтре по стране данные расходятся: два источника пишут, что обслуживаются только адреса"
        " Казахстана, но около шести проектов в облаках Европы и США ответы получают. О токене это молчание ничего не"
        " говорит.",
        kk="TCP мен TLS байланысы бар, бірақ User-Agent қандай болса да, бірде-бір сұрауға жауап келмейді."
        " kaspi-doctor жіберетін браузер User-Agent мәніне жауап келетіні белгілі, сондықтан оған жауап келмесе,"
        " себебі басқа; ал `--user-agent` берсеңіз, алдымен онсыз қайталаңыз. Не Kaspi сервисі жұмыс істемей тұр, не"
        " осы желінің мекенжайы сүзгіге түскен: бір тексерумен ажырату мүмкін емес, екеуі де — біздің болжамымыз. Ел"
        " бойынша сүзгі туралы деректер әртүрлі: екі дереккөз тек Қазақстан мекенжайларына қызмет көрсетіледі дейді,"
        " ал Еуропа мен АҚШ бұлттарындағы алты шақты жоба жауап алып жүр. Бұл үнсіздік токен туралы ештеңе айтпайды.",
    ),
    remedies=(
        Remedy(
            en="Run the same from another network, such as a phone's hotspot: a response there means that the"
            " problem is your usual network.",
            ru="Повторите проверку из другой сети, например через раздачу интернета с телефона: если там ответ"
            " есть, дело в вашей обычной сети.",
            kk="Тексеруді басқа желіден, мысалы, телефон тарататын интернет арқылы қайталаңыз: онда жауап келсе,"
            " мәселе әдеттегі желіңізде.",
            command="kaspi-doctor check",
        ),
        Remedy(
            en="Wait ten minutes and try again with more time: an outage may be short.",
            ru="Подождите десять минут и повторите с большим запасом времени: сбой может быть недолгим.",
            kk="Он минут күтіп, көбірек уақыт беріп қайталаңыз: ақау ұзаққа созылмауы мүмкін.",
            command="kaspi-doctor check --quick --timeout 60 --deadline 120",
        ),
        Remedy(
            en="If your server is abroad or behind a VPN, compare with a computer in Kazakhstan without one before"
            " you move anything.",
            ru="Если сервер за рубежом или работает через VPN, прежде чем что-либо переносить, сравните с"
            " компьютером в Казахстане без VPN.",
            kk="Серверіңіз шетелде немесе VPN арқылы жұмыс істесе, бірдеңені көшірмес бұрын Қазақстандағы VPN"
            " қосылмаған компьютермен салыстырыңыз.",
        ),
        Remedy(
            en="If it persists, send Kaspi's support (2323) the saved report, the time and your public IP address,"
            " and ask whether that address is filtered.",
            ru="Если ничего не меняется, передайте в техподдержку Kaspi (2323) сохранённый отчёт, время и ваш"
            " исходящий адрес и спросите, не отфильтрован ли он.",
            kk="Өзгеріс болмаса, Kaspi техникалық қолдауына (2323) сақталған есепті, уақытты және шығыс"
            " мекенжайыңызды беріп, сол мекенжай сүзгіге түспегенін сұраңыз.",
            command="kaspi-doctor check --save --anonymous",
        ),
    ),
    references=cited("kaspi-orders", "kaspi-token"),
    symptoms=(_nobody_was_answered,),
    signatures=(
        Signature(
            texts=(
                (
                    "?silen|молч|тиши|nothing|byte|байт|ничего tls|handshake|хендшейк|рукопожат|tcp"
                    "|установл|устанавл|established any"
                    "|every|all|любо|все|всё|кажд|browser|postman|curl|chrome|барлық"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=READ_TIMED_OUT, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                (
                    "?любым|любой|любого|любом|any|every|разным|кез agent|ua|юзерагент молч|silen|тиши"
                    "|висит|байт|nothing|timeout|жауап"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    proof="kaspi-doctor check --only tcp,tls,user-agent-explicit,orders-valid",
    neighbours={
        "user-agent-filtered": Text(
            en="Rule that out first: give the request a User-Agent of its own.",
            ru="Сначала исключите эту причину: дайте запросу собственный User-Agent.",
            kk="Алдымен осы себепті жоққа шығарыңыз: сұрауға өз User-Agent атауын беріңіз.",
        )
    },
)
