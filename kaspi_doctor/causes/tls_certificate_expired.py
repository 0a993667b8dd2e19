"""The certificate's last day has passed."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_NETWORK, COMPARE_CLOCKS, KEEP_CHECKING, REPORT_TO_KASPI
from kaspi_doctor.causes._tls_texts import CERTIFICATE_EXPIRED
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="tls-certificate-expired",
    layer=Layer.TLS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=1,
    owner=Owner.KASPI,
    standing=Standing.INFERRED,
    title=Text(
        en="The server's certificate has expired",
        ru="Срок действия сертификата сервера истёк",
        kk="Сервер сертификатының мерзімі өтіп кеткен",
    ),
    explanation=Text(
        en="By this machine's clock, the certificate's last day has passed; the `tls` line of `kaspi-doctor check`"
        " shows its dates and issuer. Our inference: it was not renewed in time, or an antivirus program or a proxy in"
        " between presents an old one of its own, or the clock here is fast. Neither the request nor the token is sent"
        " over such a connection, so this says nothing about them.",
        ru="По часам этого компьютера последний день действия сертификата прошёл; даты и издатель показаны в строке"
        " `tls` у `kaspi-doctor check`. Наш вывод: его не продлили вовремя, или антивирус либо прокси на пути"
        " показывает свой, старый, или часы здесь спешат. По такому соединению не отправляется ни запрос, ни токен,"
        " так что о них это ничего не говорит.",
        kk="Осы компьютердің сағаты бойынша сертификаттың соңғы күні өтіп кеткен; күндері мен берген орталығы"
        " `kaspi-doctor check` командасының `tls` жолында көрсетілген. Біздің қорытындымыз: ол уақытында ұзартылмаған,"
        " не жолдағы антивирус немесе прокси өзінің ескі сертификатын көрсетеді, не мұндағы сағат озып тұр. Мұндай"
        " қосылым арқылы сұрау да, токен де жіберілмейді, сондықтан бұл олар туралы ештеңе айтпайды.",
    ),
    remedies=(
        COMPARE_CLOCKS,
        Remedy(
            en="If the issuer is your company, antivirus program or proxy, ask its administrator for a new"
            " certificate or an exception for `kaspi.kz`.",
            ru="Если издатель — ваша компания, антивирус или прокси, запросите у администратора новый сертификат"
            " или исключение для `kaspi.kz`.",
            kk="Сертификатты берген — компанияңыз, антивирус не прокси болса, әкімшіден жаңа сертификат немесе"
            " `kaspi.kz` үшін ерекшелік сұраңыз.",
        ),
        ANOTHER_NETWORK,
        REPORT_TO_KASPI,
        KEEP_CHECKING,
    ),
    references=cited("rfc-5280"),
    symptoms=(Symptom(probe_id=("tls", *DECIDING), outcome=Outcome.FAILED, failure=Failure.TLS_CERTIFICATE_EXPIRED),),
    signatures=(
        Signature(
            texts=("*errors in the certificate chain: NotTimeValid",),
            confidence=Confidence.CERTAIN,
        ),
        Signature(texts=CERTIFICATE_EXPIRED, confidence=Confidence.LIKELY),
        Signature(
            texts=("?сертифик|certificat просроч|expire|истек|истёк|ескір|мерзім",),
            confidence=Confidence.LIKELY,
        ),
    ),
    refuted_by=("CertificateNotYetValid*",),
    appearances={
        "requests": (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by SSLError(SSLCertVerificationError(1, '[SSL:"
            " CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired"
            " (_ssl.c:1006)')))"
        ),
        "httpx": (
            "httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate"
            " has expired (_ssl.c:1006)"
        ),
        "curl": ("curl: (60) SSL certificate problem: certificate has expired"),
        "Guzzle": (
            "cURL error 60: SSL certificate problem: certificate has expired (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "axios": ("Error: certificate has expired"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": x509: certificate has expired or is not yet valid:'
            " current time 2026-11-24T09:00:00Z is after 2026-11-01T00:00:00Z"
        ),
    },
    proof="kaspi-doctor check --only tls",
    neighbours={
        "clock-skewed": Text(
            en="If this machine's date is wrong, a good certificate looks expired.",
            ru="Если дата на этой машине неверна, исправный сертификат кажется просроченным.",
            kk="Осы құрылғының күні қате болса, жарамды сертификат мерзімі өткендей көрінеді.",
        )
    },
    question=Text(
        en="Is the date of this machine right?", ru="Верна ли дата на этой машине?", kk="Осы құрылғыдағы күн дұрыс па?"
    ),
)
