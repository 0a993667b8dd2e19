"""The address answers that nobody listens on the port."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ALLOW_PORT_443, ANOTHER_NETWORK, REPORT_TO_KASPI
from kaspi_doctor.causes._texts import CANNOT_CONNECT
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="connection-refused",
    layer=Layer.TCP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The server refuses the connection",
        ru="Сервер отклоняет соединение",
        kk="Сервер қосылымды қабылдамайды",
    ),
    explanation=Text(
        en="The host was reached, but it replied that nothing is listening on this port. So the name and the route"
        " work, and neither the request nor the token was sent. Our inference: the address or port is not that of"
        " Kaspi's API, a firewall refuses on its behalf, or the service is down at the moment. If the `tcp` line of"
        " `kaspi-doctor check` shows that only some addresses refuse, your program will fail now and then.",
        ru="До сервера соединение дошло, но он ответил, что на этом порту ничего не работает. Значит, имя и маршрут в"
        " порядке, а до запроса и токена дело не дошло. Наш вывод: адрес или порт не принадлежит API Kaspi, вместо"
        " сервера отказом отвечает межсетевой экран или сервис сейчас не работает. Если в строке `tcp` у `kaspi-doctor"
        " check` отказывают лишь некоторые адреса, ваша программа сбоит от случая к случаю.",
        kk="Серверге жетуге болады, бірақ ол бұл портта ешқандай қызмет жоқ деп жауап берді. Демек, атау мен маршрут"
        " дұрыс, ал сұрау мен токенге кезек жеткен жоқ. Біздің қорытындымыз: мекенжай не порт Kaspi API-іне тиесілі"
        " емес, сервердің орнына желіаралық экран бас тартады немесе қызмет дәл қазір жұмыс істемейді. Егер"
        " `kaspi-doctor check` командасының `tcp` жолында мекенжайлардың кейбірі ғана бас тартса, бағдарламаңыз"
        " анда-санда іркіледі.",
    ),
    remedies=(
        Remedy(
            en="Compare the address and the port in your program with the documented ones, and try those.",
            ru="Сравните адрес и порт в своей программе с указанными в документации и проверьте их.",
            kk="Бағдарламаңыздағы мекенжай мен портты құжаттамадағымен салыстырып, соларды тексеріңіз.",
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        ANOTHER_NETWORK,
        ALLOW_PORT_443,
        REPORT_TO_KASPI,
    ),
    references=cited("kaspi-orders", "rfc-9293"),
    symptoms=(Symptom(probe_id=("tcp", *DECIDING), outcome=Outcome.FAILED, failure=Failure.CONNECTION_REFUSED),),
    signatures=(
        Signature(
            texts=("?connection|соединен|подключ|қосыл refus|отклон|отказ|қабылдама",),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=CANNOT_CONNECT, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "Connection refused",
                "ECONNREFUSED",
                "ConnectionRefusedError",
                "[Errno 111]",
                "[Errno 61]",
                "WinError 10061",
                "*actively refused",
                "*конечный компьютер отверг запрос",
                "В соединении отказано",
                "ERR_CONNECTION_REFUSED",
                "Подключение не установлено",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max"
            " retries exceeded with url: /shop/api/v2/orders (Caused by NewConnectionError('Failed to"
            " establish a new connection: [Errno 111] Connection refused'))"
        ),
        "httpx": ("httpx.ConnectError: [Errno 111] Connection refused"),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host kaspi.kz:443"
            " ssl:default [Connect call failed ('194.187.247.152', 443)]"
        ),
        "curl": ("curl: (7) Failed to connect to kaspi.kz port 443 after 1 ms: Couldn't connect to server"),
        "Guzzle": (
            "cURL error 7: Failed to connect to kaspi.kz port 443 after 1 ms: Couldn't connect to server"
            " (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for"
            " https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": (
            "Invoke-RestMethod : Подключение не установлено, т.к. конечный компьютер отверг запрос на подключение"
        ),
        "axios": ("Error: connect ECONNREFUSED 194.187.247.152:443"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": dial tcp 194.187.247.152:443: connect: connection refused'),
        "1C": ("Ошибка работы с Интернет: Couldn't connect to server"),
    },
    proof="kaspi-doctor check --only tcp",
    neighbours={
        "connection-timed-out": Text(
            en="A refusal comes at once; packets dropped on the way use up the client's whole timeout.",
            ru="Отказ приходит сразу; если же пакеты теряются в пути, клиент ждёт весь свой тайм-аут.",
            kk="Бас тарту бірден келеді; ал пакеттер жолда жоғалса, клиент өз күту уақытын түгел тосады.",
        )
    },
    question=Text(
        en="Did the failure come at once, or only after the client's whole timeout?",
        ru="Ошибка пришла сразу или только после всего времени ожидания?",
        kk="Қате бірден келді ме, әлде күту уақыты түгел өткен соң ба?",
    ),
)
