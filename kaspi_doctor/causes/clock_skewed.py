"""The local clock is wrong, which shifts order windows and invalidates certificates."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._clock import is_before_the_release
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._tls_texts import CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID
from kaspi_doctor.facts import CLOCK_OFFSET_S
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

TOLERANCE_S = 300
"""A difference that no protocol minds: Kerberos, the strictest in use, allows as much."""
# A clock that lies in the past cannot make a good certificate look expired.
BEFORE_THE_RELEASE = Symptom(
    probe_id="tls",
    outcome=Outcome.FAILED,
    failure=Failure.TLS_CERTIFICATE_NOT_YET_VALID,
    where=(is_before_the_release,),
)

CAUSE = Cause(
    id="clock-skewed",
    layer=Layer.ENVIRONMENT,
    kind=Kind.ADVISORY,
    confidence=Confidence.LIKELY,
    owner=Owner.MERCHANT,
    standing=Standing.INFERRED,
    title=Text(
        en="This machine's clock is wrong",
        ru="Часы этого компьютера показывают неверное время",
        kk="Бұл компьютердің сағаты дұрыс емес",
    ),
    explanation=Text(
        en="The clock here and the `Date` header of the server's response are more than 5 minutes apart, or the clock"
        " shows a day on which this version of kaspi-doctor did not exist yet. That the local clock is wrong and not"
        " the server's is our inference. Order windows are computed from the local clock, so a wrong one shifts them"
        " and recent orders go missing; certificates seem expired or not yet valid. This is easily mistaken for"
        " missing orders or a bad certificate.",
        ru="Часы здесь и заголовок `Date` в ответе сервера расходятся более чем на 5 минут, или часы показывают день,"
        " когда этой версии kaspi-doctor ещё не было. То, что ошибаются часы компьютера, а не сервера, — наш вывод."
        " Период для списка заказов отсчитывается от часов компьютера, поэтому, если они ошибаются, он сдвигается и"
        " свежие заказы теряются, а сертификаты кажутся просроченными или ещё не действующими. Это легко принять за"
        " пропажу заказов или плохой сертификат.",
        kk="Мұндағы сағат пен сервер жауабындағы `Date` тақырыбының айырмасы 5 минуттан асады немесе сағат"
        " kaspi-doctor-дың бұл нұсқасы әлі шықпаған күнді көрсетіп тұр. Қателескен сервер емес, жергілікті сағат деген"
        " — біздің қорытынды. Тапсырыстар тізімінің кезеңі жергілікті сағаттан есептеледі, сондықтан сағат қате болса,"
        " кезең жылжып, жаңа тапсырыстар көрінбей қалады, ал сертификаттар мерзімі өткен не әлі күшіне енбеген болып"
        " көрінеді. Мұны жоғалған тапсырыстар не жарамсыз сертификат деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="On Linux, turn on time synchronisation.",
            ru="В Linux включите синхронизацию времени.",
            kk="Linux жүйесінде уақытты синхрондауды қосыңыз.",
            command="sudo timedatectl set-ntp true",
        ),
        Remedy(
            en="On Windows, synchronise the clock in a terminal opened as administrator.",
            ru="В Windows синхронизируйте время в терминале, открытом от имени администратора.",
            kk="Windows жүйесінде әкімші атынан ашылған терминалда уақытты синхрондаңыз.",
            command="w32tm /resync",
        ),
        Remedy(
            en="On macOS, synchronise once like this, then turn on automatic time in the date and time settings.",
            ru="В macOS синхронизируйте время этой командой и включите автоматическую установку в настройках даты"
            " и времени.",
            kk="macOS жүйесінде уақытты мына командамен синхрондап, күн мен уақыт баптауларында автоматты орнатуды"
            " қосыңыз.",
            command="sudo sntp -sS time.apple.com",
        ),
        Remedy(
            en="In a container or a virtual machine, correct the host's clock and restart the container or the"
            " machine.",
            ru="В контейнере или виртуальной машине исправьте часы основной системы и перезапустите контейнер или"
            " машину.",
            kk="Контейнерде не виртуалды машинада негізгі жүйенің сағатын дұрыстап, контейнерді не машинаны қайта"
            " іске қосыңыз.",
        ),
        Remedy(
            en="If the clock is off by exactly an hour, update the time zone data instead of changing the clock:"
            " all of Kazakhstan has been on UTC+5 since 1 March 2024. On Debian and Ubuntu:",
            ru="Если часы ошибаются ровно на час, не переводите их, а обновите данные часовых поясов: с 1 марта"
            " 2024 года весь Казахстан живёт по UTC+5. В Debian и Ubuntu:",
            kk="Сағат дәл бір сағатқа қателессе, оны жылжытпай, уақыт белдеулерінің деректерін жаңартыңыз: 2024"
            " жылғы 1 наурыздан бері бүкіл Қазақстан UTC+5 уақытымен өмір сүреді. Debian мен Ubuntu жүйелерінде:",
            command="sudo apt-get update && sudo apt-get install --only-upgrade tzdata",
        ),
    ),
    references=cited("kaspi-orders", "rfc-9110", "rfc-5905", "time-zones"),
    symptoms=(Symptom(where=(CLOCK_OFFSET_S.beyond(TOLERANCE_S),)),),
    shows_as=((Kind.UNREACHABLE, BEFORE_THE_RELEASE),),
    signatures=(
        Signature(
            texts=(
                (
                    "?час|clock|время|time|дата|год|year|сағат сбит|сбил|wrong|непра|отста|спеш|1970|2000|201"
                    "|қате|ahead|behind сертифик|certificat|cert|ssl|tls"
                ),
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=CERTIFICATE_NOT_YET_VALID, confidence=Confidence.SUSPECTED),
        Signature(texts=CERTIFICATE_EXPIRED, confidence=Confidence.SUSPECTED),
    ),
    proof="kaspi-doctor check --only tls,orders-valid",
    neighbours={
        "tls-certificate-expired": Text(
            en="If this machine's date is right, it is the certificate that is out of date.",
            ru="Если дата на этой машине верна, просрочен сам сертификат.",
            kk="Осы құрылғының күні дұрыс болса, сертификаттың өзінің мерзімі өткен.",
        )
    },
)
