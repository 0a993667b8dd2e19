"""No answer comes to the attempt to connect, though the internet seems to be there."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ALLOW_PORT_443, ANOTHER_NETWORK, REPORT_TO_KASPI, VPN_OFF_OR_ON
from kaspi_doctor.causes._texts import CANNOT_CONNECT
from kaspi_doctor.facts import NEUTRAL_REACHABLE
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="connection-timed-out",
    layer=Layer.TCP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The server does not respond to the connection attempt",
        ru="Сервер не отвечает на попытку соединиться",
        kk="Сервер қосылу әрекетіне жауап бермейді",
    ),
    explanation=Text(
        en="The connection attempt got no response at all, and nothing suggests that the whole internet is unreachable"
        " from here. Our inference: a firewall on the way silently drops the packets, or nothing is running at that"
        " address. If the `tcp` line of `kaspi-doctor check` shows that only some addresses are silent, your program"
        " will hang now and then. This is not the silence that a library's `User-Agent` is known to meet: there the"
        " connection is established and only the HTTP response is missing.",
        ru="На попытку соединиться не пришло никакого ответа, и ничто не говорит о том, что интернета здесь нет вовсе."
        " Наш вывод: межсетевой экран на пути молча отбрасывает пакеты или адрес не работает. Если в строке `tcp` у"
        " `kaspi-doctor check` молчат лишь некоторые адреса, ваша программа зависает от случая к случаю. Это не то"
        " молчание, которое бывает из-за `User-Agent` библиотеки: там соединение есть и не приходит только ответ HTTP.",
        kk="Қосылу әрекетіне ешқандай жауап келмеді, ал мұнда интернет мүлде жоқ екенін ештеңе көрсетпейді. Біздің"
        " қорытынды: жолдағы желіаралық экран пакеттерді үнсіз тастайды немесе мекенжай істен шыққан. Егер"
        " `kaspi-doctor check` командасының `tcp` жолында мекенжайлардың кейбірі ғана үндемесе, бағдарламаңыз"
        " анда-санда қатып қалады. Бұл — кітапхананың `User-Agent` мәнінен болатын үнсіздік емес: онда қосылым"
        " орнайды, тек HTTP жауабы келмейді.",
    ),
    remedies=(
        ANOTHER_NETWORK,
        ALLOW_PORT_443,
        VPN_OFF_OR_ON,
        REPORT_TO_KASPI,
    ),
    references=cited("rfc-9293"),
    symptoms=(
        Symptom(
            probe_id=("tcp", *DECIDING),
            outcome=Outcome.FAILED,
            failure=Failure.CONNECTION_TIMED_OUT,
            where=(NEUTRAL_REACHABLE.is_not_false(),),
        ),
    ),
    signatures=(
        Signature(
            texts=("?tcp|telnet|порт|port|443 timeout|таймаут|timed|telnet",),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=CANNOT_CONNECT, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "ConnectTimeout",
                "ConnectTimeoutError",
                "connect timed out",
                "failed to connect to * (port #) from * after #~ms",
                "Connection timed out after",
                "Connection timed out",
                "*failed: Connection timed out",
                "[Errno 110]",
                "[Errno 60]",
                "connect ETIMEDOUT",
                "ETIMEDOUT",
                "WinError 10060",
                "Failed to connect to *Timeout was reached",
                "Failed to connect to *Timed out",
                "Failed to connect to *timed out",
                "Connection timeout to host",
                "ConnectionTimeoutError",
                "dial tcp *i/o timeout",
                "Connect Timeout Error",
                "UND_ERR_CONNECT_TIMEOUT",
                "HttpConnectTimeoutException",
                "HTTP connect timed out",
                "<urlopen error timed out>",
                "ERR_CONNECTION_TIMED_OUT",
                "Connection timeout",
                "*Попытка установить соединение была безуспешной",
                "*A connection attempt failed because the connected party",
                "Net::OpenTimeout",
                "execution expired",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='kaspi.kz', port=443): Max"
            " retries exceeded with url: /shop/api/v2/orders (Caused by ConnectTimeoutError('Connection to"
            " kaspi.kz timed out. (connect timeout=5)'))"
        ),
        "httpx": ("httpx.ConnectTimeout: timed out"),
        "aiohttp": (
            "aiohttp.client_exceptions.ConnectionTimeoutError: Connection timeout to host"
            " https://kaspi.kz/shop/api/v2/orders"
        ),
        "curl": ("curl: (28) Failed to connect to kaspi.kz port 443 after 5002 ms: Timeout was reached"),
        "Guzzle": (
            "cURL error 28: Failed to connect to kaspi.kz port 443 after 5002 ms: Timeout was reached (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": (
            "Invoke-RestMethod : Попытка установить соединение была безуспешной, т.к. от другого"
            " компьютера за требуемое время не получен нужный отклик"
        ),
        "axios": ("AxiosError: connect ETIMEDOUT 194.187.247.152:443"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": dial tcp 194.187.247.152:443: i/o timeout'),
    },
    proof="kaspi-doctor check --only dns,tcp",
    neighbours={
        "user-agent-filtered": Text(
            en="There the connection is established and the response does not come: a read timeout, not a connect"
            " timeout.",
            ru="Там соединение установлено, но нет ответа: это тайм-аут чтения, а не соединения.",
            kk="Онда байланыс орнатылған, бірақ жауап жоқ: бұл қосылу емес, оқу уақытының өтуі.",
        ),
        "no-internet": Text(
            en="If no site opens at all, there is no internet connection.",
            ru="Если не открывается ни один сайт, нет интернета.",
            kk="Бірде-бір сайт ашылмаса, интернет жоқ.",
        ),
    },
)
