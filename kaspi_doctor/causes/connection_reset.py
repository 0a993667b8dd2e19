"""The attempt to connect is answered with a reset."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ALLOW_PORT_443, ANOTHER_NETWORK, REPORT_TO_KASPI
from kaspi_doctor.causes._texts import CONNECTION_RESET
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="connection-reset",
    layer=Layer.TCP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The connection is reset while it is being set up",
        ru="Соединение обрывается при установке",
        kk="Қосылым орнатылып жатқанда үзіледі",
    ),
    explanation=Text(
        en="The connection attempt was answered with a reset, before any encryption or request. Our inference: a"
        " firewall, an antivirus program or a provider's filter on the way resets it, or the server does. Neither the"
        " token nor the request is at fault: neither was sent. If the `tcp` line of `kaspi-doctor check` shows this"
        " for some addresses only, your program will fail now and then.",
        ru="На попытку соединиться пришёл сброс — ещё до шифрования и до запроса. Наш вывод: соединение обрывает"
        " межсетевой экран, антивирус или фильтр провайдера на пути либо сам сервер. Ни токен, ни запрос не виноваты:"
        " до них дело не дошло. Если в строке `tcp` у `kaspi-doctor check` так отвечают лишь некоторые адреса, ваша"
        " программа сбоит от случая к случаю.",
        kk="Қосылу әрекетіне жауап ретінде қосылым үзілді — шифрлауға да, сұрауға да дейін. Біздің қорытындымыз:"
        " қосылымды жолдағы желіаралық экран, антивирус не провайдер сүзгісі немесе сервердің өзі үзеді. Токен де,"
        " сұрау да кінәлі емес: оларға кезек жеткен жоқ. Егер `kaspi-doctor check` командасының `tcp` жолында"
        " мекенжайлардың кейбірі ғана осылай жауап берсе, бағдарламаңыз анда-санда іркіледі.",
    ),
    remedies=(
        ANOTHER_NETWORK,
        Remedy(
            en="Turn off the antivirus program's web protection and the VPN for a moment and run it again.",
            ru="Ненадолго отключите веб-защиту антивируса и VPN и повторите.",
            kk="Антивирустың веб-қорғанысы мен VPN-ді біраз уақытқа өшіріп, қайталап көріңіз.",
            command="kaspi-doctor check --quick",
        ),
        ALLOW_PORT_443,
        REPORT_TO_KASPI,
    ),
    references=cited("rfc-9293"),
    symptoms=(Symptom(probe_id=("tcp", *DECIDING), outcome=Outcome.FAILED, failure=Failure.CONNECTION_RESET),),
    signatures=(
        Signature(texts=CONNECTION_RESET, confidence=Confidence.LIKELY),
        Signature(
            texts=("?connection|соединен|қосыл|байланыс reset|сброс|сбрас|рвет|разрыва|рвёт|үзіл",),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104,"
            " 'Connection reset by peer'))"
        ),
        "httpx": ("httpx.ConnectError: [Errno 104] Connection reset by peer"),
        "aiohttp": ("aiohttp.client_exceptions.ClientOSError: [Errno 104] Connection reset by peer"),
        "curl": ("curl: (56) Recv failure: Connection reset by peer"),
        "Guzzle": (
            "cURL error 56: Recv failure: Connection reset by peer (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": ("Invoke-RestMethod : Удаленный хост принудительно разорвал существующее подключение"),
        "axios": ("Error: read ECONNRESET"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": read tcp 10.0.0.2:60472->194.187.247.152:443:'
            " read: connection reset by peer"
        ),
    },
    proof="kaspi-doctor check --only tcp,tls,orders-valid",
    neighbours={
        "connection-dropped": Text(
            en="A reset while connecting is this cause; after the request has been sent it is the other.",
            ru="Сброс во время соединения — эта причина; после отправки запроса — другая.",
            kk="Қосылу кезінде үзілсе — осы себеп; сұрау жіберілген соң үзілсе — басқасы.",
        )
    },
    question=Text(
        en="Did it break while connecting, or after the request had been sent?",
        ru="Обрыв случился при соединении или уже после отправки запроса?",
        kk="Байланыс қосылу кезінде үзілді ме, әлде сұрау жіберілгеннен кейін бе?",
    ),
)
