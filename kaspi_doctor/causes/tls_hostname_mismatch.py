"""The certificate is for another host."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_NETWORK, KEEP_CHECKING, LOOK_INTO_HOSTS, SIGN_IN_FIRST
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="tls-hostname-mismatch",
    layer=Layer.TLS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The certificate belongs to another host",
        ru="Сертификат выдан для другого сервера",
        kk="Сертификат басқа серверге берілген",
    ),
    explanation=Text(
        en="Whoever responds at this address presents a certificate for another name than the one requested; the `tls`"
        " line of `kaspi-doctor check` shows its names. Our inference: the connection leads to the wrong machine (a"
        " hosts file, a DNS filter, a guest network, a wrong `--connect-to`), or an IP address was used in place of"
        " the name. Neither the request nor the token is sent over such a connection. This is easily mistaken for an"
        " expired certificate.",
        ru="Тот, кто отвечает по этому адресу, показывает сертификат на другое имя; имена из него — в строке `tls` у"
        " `kaspi-doctor check`. Наш вывод: соединение ведёт не к тому серверу (файл hosts, DNS-фильтр, гостевая сеть,"
        " неверный `--connect-to`) или вместо имени указан адрес. По такому соединению не отправляется ни запрос, ни"
        " токен. Это легко принять за просроченный сертификат.",
        kk="Бұл мекенжайда жауап беріп тұрған тарап басқа атауға берілген сертификатты көрсетеді; ондағы атаулар"
        " `kaspi-doctor check` командасының `tls` жолында. Біздің қорытындымыз: қосылым басқа серверге апарады (hosts"
        " файлы, DNS сүзгісі, қонақ желісі, қате `--connect-to`) немесе атаудың орнына мекенжай көрсетілген. Мұндай"
        " қосылым арқылы сұрау да, токен де жіберілмейді. Мұны мерзімі өткен сертификат деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="Use the documented host name, not an IP address, and try it.",
            ru="Укажите имя сервера из документации, а не адрес, и проверьте его.",
            kk="Мекенжайды емес, құжаттамадағы сервер атауын көрсетіп, соны тексеріңіз.",
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        LOOK_INTO_HOSTS,
        SIGN_IN_FIRST,
        ANOTHER_NETWORK,
        KEEP_CHECKING,
    ),
    references=cited("kaspi-orders", "rfc-9525"),
    symptoms=(Symptom(probe_id=("tls", *DECIDING), outcome=Outcome.FAILED, failure=Failure.TLS_HOSTNAME_MISMATCH),),
    signatures=(
        Signature(
            texts=(
                "Hostname mismatch",
                "certificate is not valid for any names",
                "tls: failed to verify certificate: x509: certificate is not valid for any names",
                "certificate verify failed: Hostname mismatch",
                "CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch",
                "IP address mismatch",
                "certificate verify failed: IP address mismatch",
                "CERTIFICATE_VERIFY_FAILED] certificate verify failed: IP address mismatch",
                "hostname * doesn't match",
                "*SSLPeerUnverifiedException: Hostname * not verified",
                "*no alternative certificate subject name matches",
                "ERR_TLS_CERT_ALTNAME_INVALID",
                "*does not match certificate's altnames",
                "certificate is valid for *, not",
                "tls: failed to verify certificate: x509: certificate is valid for *, not",
                "*No subject alternative DNS name matching",
                "*No name matching",
                "*No subject alternative names",
                "no certificate subject alternative name matches",
                "invalid peer certificate: certificate not valid for name",
                "invalid peer certificate: NotValidForName",
                "certificate common name * doesn't match",
                "*did not match expected name",
                "RemoteCertificateNameMismatch",
                "The remote certificate is invalid * RemoteCertificateNameMismatch",
                "SSL_ERROR_BAD_CERT_DOMAIN",
                "ERR_CERT_COMMON_NAME_INVALID",
                "*doesn't contain any IP SANs",
                "*owner does not match hostname",
                "Peer certificate CN=* did not match",
                "*Certificate for * doesn't match any of the subject",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            ' exceeded with url: /shop/api/v2/orders (Caused by SSLError(SSLCertVerificationError(1, "[SSL:'
            " CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not"
            " valid for 'kaspi.kz'. (_ssl.c:1006)\")))"
        ),
        "curl": ("curl: (60) SSL: no alternative certificate subject name matches target host name 'kaspi.kz'"),
        "Guzzle": (
            "cURL error 60: SSL: no alternative certificate subject name matches target host name"
            " 'kaspi.kz' (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for"
            " https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": (
            "Invoke-RestMethod : The remote certificate is invalid according to the validation procedure:"
            " RemoteCertificateNameMismatch"
        ),
        "axios": (
            "Error: Hostname/IP does not match certificate's altnames: Host: kaspi.kz. is not in the"
            " cert's altnames: DNS:gateway.example"
        ),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": x509: certificate is valid for gateway.example, not kaspi.kz'
        ),
    },
    proof="kaspi-doctor check --only dns,tls",
    neighbours={
        "address-not-public": Text(
            en="Another host's certificate often means that the name resolves to another machine.",
            ru="Чужой сертификат часто означает, что имя ведёт на другую машину.",
            kk="Бөтен сертификат көбіне атаудың басқа машинаға апаратынын білдіреді.",
        )
    },
)
