"""Something answers on the port, but not with TLS."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_NETWORK, SIGN_IN_FIRST
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="tls-not-spoken",
    layer=Layer.TLS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="Something other than TLS answers on this port",
        ru="На этом порту отвечает не TLS",
        kk="Бұл портта TLS емес, басқа хаттама жауап береді",
    ),
    explanation=Text(
        en="The response to the TLS handshake was not TLS, most often plain HTTP. Our inference: the port in the"
        " address belongs to an unencrypted service, or something on the way (a guest network's sign-in page, a"
        " filter) responds in the server's place. Neither the request nor the token is sent over such a connection."
        " This is easily mistaken for a version of TLS that is too old.",
        ru="В ответ на приветствие TLS пришло что-то другое, чаще всего обычный HTTP. Наш вывод: порт в адресе"
        " принадлежит незашифрованному сервису или вместо сервера отвечает что-то на пути (страница входа гостевой"
        " сети, фильтр). По такому соединению не отправляется ни запрос, ни токен. Это легко принять за слишком старую"
        " версию TLS.",
        kk="TLS сәлемдесуіне жауап ретінде TLS емес, басқа нәрсе, көбіне кәдімгі HTTP келді. Біздің қорытындымыз:"
        " мекенжайдағы порт шифрланбаған қызметке тиесілі немесе сервердің орнына жолдағы басқа нәрсе (қонақ желісінің"
        " кіру беті, сүзгі) жауап береді. Мұндай қосылым арқылы сұрау да, токен де жіберілмейді. Мұны TLS нұсқасы тым"
        " ескі деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="Compare the address in your program with the documented one: `https://` and no explicit port, that"
            " is, 443.",
            ru="Сравните адрес в своей программе с документацией: `https://` и без указания порта, то есть 443.",
            kk="Бағдарламаңыздағы мекенжайды құжаттамамен салыстырыңыз: `https://`, порт көрсетілмейді, яғни 443.",
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        SIGN_IN_FIRST,
        Remedy(
            en="If you use a proxy, its own address almost always starts with `http://`, even in `HTTPS_PROXY`.",
            ru="Если вы выходите через прокси, проверьте его адрес: почти всегда он начинается с `http://`, и в"
            " `HTTPS_PROXY` тоже.",
            kk="Прокси арқылы шықсаңыз, оның мекенжайын тексеріңіз: ол әрдайым дерлік `http://` деп басталады,"
            " `HTTPS_PROXY` айнымалысында да.",
        ),
        ANOTHER_NETWORK,
    ),
    references=cited("kaspi-orders", "rfc-8446"),
    symptoms=(Symptom(probe_id=("tls", *DECIDING), outcome=Outcome.FAILED, failure=Failure.TLS_NOT_SPOKEN),),
    signatures=(
        Signature(
            texts=(
                "WRONG_VERSION_NUMBER",
                "*wrong version number",
                "write EPROTO *wrong version number",
                "(35) *wrong version number",
                "cURL error 35: *wrong version number",
                "packet length too long",
                "(35) *packet length too long",
                "cURL error 35: *packet length too long",
                "write EPROTO *packet length too long",
                "RECORD_LAYER_FAILURE",
                "*record layer failure",
                "first record does not look like a TLS handshake",
                "server gave HTTP response to HTTPS client",
                "Unsupported or unrecognized SSL message",
                "*Cannot determine the frame size",
                "ERR_SSL_WRONG_VERSION_NUMBER",
                "ERR_SSL_PACKET_LENGTH_TOO_LONG",
                "*plain HTTP request was sent to HTTPS port",
                "*An unexpected TLS packet was received",
                "Unrecognized SSL message, plaintext connection",
                "tlsv1 alert record overflow",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by SSLError(SSLError(1, '[SSL:"
            " WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)')))"
        ),
        "httpx": ("httpx.ConnectError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)"),
        "curl": ("curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number"),
        "Guzzle": (
            "cURL error 35: OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "axios": ("Error: write EPROTO 80FC:error:0A00010B:SSL routines:ssl3_get_record:wrong version number"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": http: server gave HTTP response to HTTPS client'),
    },
    proof="kaspi-doctor check --only tls",
    neighbours={
        "tls-handshake-failed": Text(
            en="There both sides speak TLS and cannot agree; here one of them does not speak it.",
            ru="Там обе стороны говорят по TLS, но не договорились; здесь одна из них по TLS не говорит.",
            kk="Онда екі тарап та TLS қолданады, бірақ келісе алмады; мұнда біреуі TLS қолданбайды.",
        )
    },
)
