"""The certificate's first day has not come yet."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._clock import is_before_the_release
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_NETWORK, COMPARE_CLOCKS, KEEP_CHECKING
from kaspi_doctor.causes._tls_texts import CERTIFICATE_NOT_YET_VALID
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

# Where the clock is certainly wrong, clock-skewed says it all: the dates cannot be judged by such a clock.
CAUSE = Cause(
    id="tls-certificate-not-yet-valid",
    layer=Layer.TLS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=2,
    owner=Owner.MERCHANT,
    standing=Standing.INFERRED,
    title=Text(
        en="The server's certificate is not valid yet",
        ru="Сертификат сервера ещё не вступил в силу",
        kk="Сервер сертификаты әлі күшіне енбеген",
    ),
    explanation=Text(
        en="By this machine's clock, the certificate's first day is still to come; the `tls` line of `kaspi-doctor"
        " check` shows its dates and issuer. Our inference: the clock here is most likely slow; otherwise the"
        " certificate was put into use too early. Neither the request nor the token is sent over such a connection, so"
        " this says nothing about them.",
        ru="По часам этого компьютера первый день действия сертификата ещё не наступил; даты и издатель показаны в"
        " строке `tls` у `kaspi-doctor check`. Наш вывод: скорее всего, часы здесь отстают; иначе сертификат начали"
        " использовать слишком рано. По такому соединению не отправляется ни запрос, ни токен, так что о них это"
        " ничего не говорит.",
        kk="Осы компьютердің сағаты бойынша сертификаттың алғашқы күні әлі келген жоқ; күндері мен берген орталығы"
        " `kaspi-doctor check` командасының `tls` жолында көрсетілген. Біздің қорытындымыз: сірә, мұндағы сағат артта"
        " қалып тұр; әйтпесе сертификат тым ерте қолданысқа енгізілген. Мұндай қосылым арқылы сұрау да, токен де"
        " жіберілмейді, сондықтан бұл олар туралы ештеңе айтпайды.",
    ),
    remedies=(
        COMPARE_CLOCKS,
        Remedy(
            en="If it is slow, turn on time synchronisation; on Windows the command is `w32tm /resync`.",
            ru="Если они отстают, включите синхронизацию времени; в Windows для этого есть команда `w32tm /resync`.",
            kk="Сағат артта қалса, уақытты синхрондауды қосыңыз; Windows жүйесінде бұл үшін `w32tm /resync`"
            " командасы бар.",
            command="sudo timedatectl set-ntp true",
        ),
        ANOTHER_NETWORK,
        KEEP_CHECKING,
    ),
    references=cited("rfc-5280", "rfc-5905"),
    symptoms=(
        Symptom(
            probe_id=("tls", *DECIDING),
            outcome=Outcome.FAILED,
            failure=Failure.TLS_CERTIFICATE_NOT_YET_VALID,
            where=(lambda tls: not is_before_the_release(tls),),
        ),
    ),
    signatures=(Signature(texts=CERTIFICATE_NOT_YET_VALID, confidence=Confidence.LIKELY),),
    appearances={
        "requests": (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by SSLError(SSLCertVerificationError(1, '[SSL:"
            " CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid"
            " (_ssl.c:1006)')))"
        ),
        "curl": ("curl: (60) SSL certificate problem: certificate is not yet valid"),
        "Guzzle": (
            "cURL error 60: SSL certificate problem: certificate is not yet valid (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "axios": ("AxiosError: certificate is not yet valid"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": x509: certificate has expired or is not yet valid:'
            " current time 2020-01-01T00:00:00Z is before 2026-01-01T00:00:00Z"
        ),
    },
    proof="kaspi-doctor check --only tls",
    neighbours={
        "clock-skewed": Text(
            en="Nearly always it is this machine's clock that is slow.",
            ru="Почти всегда отстают часы самой машины.",
            kk="Көбіне осы құрылғының сағаты артта қалады.",
        )
    },
    question=Text(
        en="Is the date of this machine right?", ru="Верна ли дата на этой машине?", kk="Осы құрылғыдағы күн дұрыс па?"
    ),
)
