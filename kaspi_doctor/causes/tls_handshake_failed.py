"""The TLS handshake breaks off or never ends."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_NETWORK, REPORT_TO_KASPI
from kaspi_doctor.causes._tls_texts import SSL_FAILED
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="tls-handshake-failed",
    layer=Layer.TLS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=4,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The encrypted connection cannot be established",
        ru="Не удаётся установить защищённое соединение",
        kk="Қорғалған қосылым орнату мүмкін емес",
    ),
    explanation=Text(
        en="The TCP connection is established, but the TLS handshake after it was refused, cut off or left without a"
        " response. Our inference: a filter, an antivirus program or a proxy on the way interferes, or this machine's"
        " TLS is too old and has no version in common with the server (one report saw TLS 1.3 at Kaspi on 2026-09-26)."
        " Neither the request nor the token is sent over such a connection. This is easily mistaken for the silence"
        " that a library's `User-Agent` is known to meet: there the handshake succeeds.",
        ru="Соединение TCP есть, но рукопожатие TLS после него отклонено, оборвано или осталось без ответа. Наш вывод:"
        " мешает фильтр, антивирус или прокси на пути либо TLS на этом компьютере слишком старый и не находит общей"
        " версии с сервером (по одному сообщению от 26.09.2026, у Kaspi работал TLS 1.3). По такому соединению не"
        " отправляется ни запрос, ни токен. Это легко принять за молчание, которое бывает из-за `User-Agent`"
        " библиотеки: там рукопожатие проходит.",
        kk="TCP қосылымы бар, бірақ одан кейінгі TLS келісуі қабылданбады, үзілді немесе жауапсыз қалды. Біздің"
        " қорытынды: жолдағы сүзгі, антивирус не прокси кедергі жасайды немесе осы компьютердің TLS нұсқасы тым ескі"
        " болғандықтан, сервермен ортақ нұсқа табылмайды (26.09.2026 күнгі бір хабарлама бойынша Kaspi-де TLS 1.3"
        " жұмыс істеген). Мұндай қосылым арқылы сұрау да, токен де жіберілмейді. Мұны кітапхананың `User-Agent`"
        " мәнінен болатын үнсіздікпен шатастыру оңай: онда TLS келісуі сәтті өтеді.",
    ),
    remedies=(
        ANOTHER_NETWORK,
        Remedy(
            en="Turn off the antivirus program's HTTPS inspection and the VPN for a moment and run it again.",
            ru="Ненадолго отключите проверку HTTPS в антивирусе и VPN и повторите.",
            kk="Антивирустың HTTPS тексеруі мен VPN-ді біраз уақытқа өшіріп, қайталап көріңіз.",
            command="kaspi-doctor check --quick",
        ),
        Remedy(
            en="Check which OpenSSL your Python uses; below 1.1.1 it has no TLS 1.3: install a newer Python.",
            ru="Посмотрите, какой OpenSSL у вашего Python; версии ниже 1.1.1 не поддерживают TLS 1.3: установите"
            " Python новее.",
            kk="Python қандай OpenSSL қолданатынын қараңыз; 1.1.1-ден төмен нұсқалар TLS 1.3-ті қолдамайды:"
            " жаңарақ Python орнатыңыз.",
            command='python -c "import ssl; print(ssl.OPENSSL_VERSION)"',
        ),
        Remedy(
            en="Ask your network's administrator or provider whether something filters encrypted connections to"
            " `kaspi.kz`.",
            ru="Узнайте у администратора сети или провайдера, не фильтруются ли защищённые соединения с `kaspi.kz`.",
            kk="Желі әкімшісінен не провайдерден `kaspi.kz` серверімен қорғалған қосылымдар сүзілмей ме, соны сұраңыз.",
        ),
        REPORT_TO_KASPI,
    ),
    references=cited("rfc-8446"),
    symptoms=(
        Symptom(
            probe_id=("tls", *DECIDING),
            outcome=Outcome.FAILED,
            failure=(Failure.TLS_HANDSHAKE_FAILED, Failure.TLS_TIMED_OUT),
        ),
    ),
    signatures=(
        Signature(
            texts=("?tls|ssl handshake|рукопожат|хендшейк|версия|version|1",),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=SSL_FAILED, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "SSLV3_ALERT_HANDSHAKE_FAILURE",
                "alert handshake failure",
                "TLSV1_ALERT_PROTOCOL_VERSION",
                "UNSUPPORTED_PROTOCOL",
                "unsupported protocol",
                "alert protocol version",
                "protocol version not supported",
                "UNEXPECTED_EOF_WHILE_READING",
                "EOF occurred in violation of protocol",
                "SSL_ERROR_SYSCALL",
                "SSLEOFError",
                "SSLZeroReturnError",
                "TLS handshake timeout",
                "SSL connection timeout",
                "The handshake operation timed out",
                "ConnectTimeout: *The handshake operation timed out",
                "<urlopen error *The handshake operation timed out>",
                "TimeoutError: *The handshake operation timed out",
                "Could not create SSL/TLS secure channel",
                "Не удалось создать защищенный канал SSL/TLS",
                "Remote host terminated the handshake",
                "Remote host closed connection during handshake",
                "*no protocols available",
                "(35) Recv failure: Connection reset by peer",
                "(35) Recv failure",
                "(35) OpenSSL",
                "OpenSSL SSL_connect: Connection reset by peer",
                "cURL error 35",
                "(35) error:",
                "*Client network socket disconnected before secure TLS connection was established",
                "remote error: tls: handshake failure",
                "remote error: tls: protocol version",
                "server selected unsupported protocol version",
                "schannel: next InitializeSecurityContext failed",
                "received fatal alert",
                "tlsv1 alert internal error",
                "*remote party sent a TLS alert",
                "*the remote party has closed the transport stream",
                "legacy sigalg disallowed",
                "handshake failure",
                "ssl_choose_client_version:unsupported protocol",
                "*unexpected eof while reading",
                "ERR_SSL_PROTOCOL_ERROR",
                "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
                "schannel: failed to receive handshake",
                "*The message received was unexpected or badly formatted",
                "*Client and server * do not possess a common algorithm",
                "*Клиент и сервер не могут взаимодействовать",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=("EPROTO",), confidence=Confidence.SUSPECTED),
    ),
    appearances={
        "requests": (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by SSLError(SSLEOFError(8, '[SSL:"
            " UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1006)')))"
        ),
        "httpx": ("httpx.ConnectTimeout: _ssl.c:989: The handshake operation timed out"),
        "curl": ("curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to kaspi.kz:443"),
        "Guzzle": (
            "cURL error 35: OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to kaspi.kz:443 (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": ("Invoke-RestMethod : Запрос был прерван: Не удалось создать защищенный канал SSL/TLS."),
        "axios": ("Error: Client network socket disconnected before secure TLS connection was established"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": net/http: TLS handshake timeout'),
        "1C": ("Ошибка работы с Интернет: SSL connect error"),
    },
    proof="kaspi-doctor check --only tcp,tls",
    neighbours={
        "tls-untrusted-issuer": Text(
            en="A certificate that is not trusted is named as such; here the two sides did not get that far.",
            ru="О недоверенном сертификате сообщают прямо; здесь до сертификата дело не дошло.",
            kk="Сенімсіз сертификат туралы тікелей айтылады; мұнда іс сертификатқа дейін жетпеді.",
        )
    },
    question=Text(
        en="What does the inner exception, or the line below, give as the reason?",
        ru="Какую причину называет вложенное исключение или следующая строка?",
        kk="Ішкі ерекше жағдай немесе келесі жол қандай себепті атайды?",
    ),
)
