"""The system's store and certifi disagree on the server's certificate."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom, Weight
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import KEEP_CHECKING
from kaspi_doctor.causes._tls_texts import NOT_TRUSTED
from kaspi_doctor.facts import TRUST
from kaspi_doctor.observation import Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="trust-stores-differ",
    layer=Layer.TLS,
    kind=Kind.ADVISORY,
    weight=Weight.WARNING,
    confidence=Confidence.CERTAIN,
    precedence=5,
    owner=Owner.MERCHANT,
    standing=Standing.INFERRED,
    title=Text(
        en="The system and Python trust different certificates",
        ru="Система и Python доверяют разным сертификатам",
        kk="Жүйе мен Python әртүрлі сертификаттарға сенеді",
    ),
    explanation=Text(
        en="Only one of two stores of trusted certificates trusts this certificate: the system's own (used by most"
        " browsers and by PowerShell) or certifi (used by Python's requests and httpx). The `tls` line of"
        " `kaspi-doctor check` says which. Our inference: if it is the system's, a company's or an antivirus program's"
        " root certificate was added to it, and Python fails where the browser works; if it is certifi, the system's"
        " store is out of date. This is easily mistaken for a bug in the Python program.",
        ru="Из двух хранилищ сертификату доверяет только одно: системное (им пользуются большинство браузеров и"
        " PowerShell) или certifi (им пользуются requests и httpx в Python). Какое именно — сказано в строке `tls` у"
        " `kaspi-doctor check`. Наш вывод: если только системное, в него добавлен корневой сертификат компании или"
        " антивируса и Python не работает там, где работает браузер; если только certifi — системное хранилище"
        " устарело. Это легко принять за ошибку в программе на Python.",
        kk="Сертификатқа екі қойманың тек біреуі сенеді: жүйенің өз қоймасы (оны браузерлердің көбі мен PowerShell"
        " қолданады) немесе certifi (оны Python-дағы requests пен httpx қолданады). Қайсысы екені `kaspi-doctor check`"
        " командасының `tls` жолында жазылған. Біздің қорытындымыз: тек жүйелік қойма сенсе, оған компанияның не"
        " антивирустың түбірлік сертификаты қосылған, сондықтан браузер жұмыс істейтін жерде Python жұмыс істемейді;"
        " тек certifi сенсе, жүйелік қойма ескірген. Мұны Python бағдарламасының қатесі деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="If only the system trusts it, make Python use the system's store: install `truststore` (`python -m"
            " pip install truststore`) and put this line at the start of your program.",
            ru="Если доверяет только система, пусть Python пользуется её хранилищем: установите `truststore`"
            " (`python -m pip install truststore`) и добавьте эту строку в начало программы.",
            kk="Тек жүйе сенсе, Python сол жүйенің қоймасын қолдансын: `truststore` орнатып (`python -m pip"
            " install truststore`), мына жолды бағдарламаңыздың басына қосыңыз.",
            command="import truststore; truststore.inject_into_ssl()",
        ),
        Remedy(
            en="If only certifi trusts it, update the system's store, here on Debian and Ubuntu; on Windows and"
            " macOS install the system updates.",
            ru="Если доверяет только certifi, обновите системное хранилище — здесь для Debian и Ubuntu; в Windows"
            " и macOS установите обновления системы.",
            kk="Тек certifi сенсе, жүйелік қойманы жаңартыңыз — мына команда Debian мен Ubuntu жүйелеріне"
            " арналған; Windows пен macOS-та жүйе жаңартуларын орнатыңыз.",
            command="sudo apt-get update && sudo apt-get install --only-upgrade ca-certificates",
        ),
        KEEP_CHECKING,
    ),
    references=cited("truststore", "certifi"),
    symptoms=(Symptom(probe_id="tls", outcome=Outcome.PASSED, where=(TRUST.equals("system-only", "certifi-only"),)),),
    signatures=(Signature(texts=NOT_TRUSTED, confidence=Confidence.SUSPECTED),),
    proof="kaspi-doctor check --only tls",
    neighbours={
        "tls-untrusted-issuer": Text(
            en="If the browser warns as well, no store here trusts the issuer.",
            ru="Если предупреждает и браузер, издателю здесь не доверяет никто.",
            kk="Браузер де ескертсе, сертификат берушіге мұнда ешкім сенбейді.",
        )
    },
)
