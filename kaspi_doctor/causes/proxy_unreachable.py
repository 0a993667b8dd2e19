"""The configured proxy cannot be reached."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import WITHOUT_THE_PROXY
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="proxy-unreachable",
    layer=Layer.ENVIRONMENT,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=3,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The configured proxy cannot be reached",
        ru="Заданный прокси недоступен",
        kk="Бапталған проксиге қосылу мүмкін емес",
    ),
    explanation=Text(
        en="This machine is configured to use a proxy, and the connection to the proxy itself failed, so nothing"
        " reached Kaspi. This is our inference from the failed connection: the `environment` line of `kaspi-doctor"
        " check` names the proxy. Often the setting is left over from another network, or the VPN or debugging proxy"
        " behind it is not running. This is easily mistaken for an outage at Kaspi.",
        ru="Этому компьютеру указано выходить через прокси, а соединиться с самим прокси не удалось, поэтому до Kaspi"
        " ничего не дошло. Это наш вывод из неудачного соединения: прокси назван в строке `environment` у"
        " `kaspi-doctor check`. Часто настройка осталась от другой сети или не запущены VPN либо отладочный прокси, на"
        " который она указывает. Это легко принять за сбой у Kaspi.",
        kk="Бұл компьютер прокси арқылы шығатындай бапталған, бірақ проксидің өзіне қосылу мүмкін болмады, сондықтан"
        " Kaspi-ге ештеңе жетпеді. Бұл — сәтсіз қосылымнан жасалған біздің қорытындымыз: прокси `kaspi-doctor check`"
        " командасының `environment` жолында көрсетілген. Көбіне баптау басқа желіден қалып қойған немесе ол сілтейтін"
        " VPN не бағдарламаны жөндеуге арналған прокси іске қосылмаған. Мұны Kaspi жағындағы ақау деп ойлап қалу оңай.",
    ),
    remedies=(
        WITHOUT_THE_PROXY,
        Remedy(
            en="If it does, remove the setting: this does so for the current terminal on Linux or macOS; on"
            " Windows check the system's proxy settings too.",
            ru="Если есть, уберите настройку — здесь для этого терминала в Linux или macOS; в Windows загляните и"
            " в системные параметры прокси.",
            kk="Болатын болса, баптауды алып тастаңыз — мына команда Linux не macOS жүйесіндегі осы терминалға"
            " арналған; Windows жүйесінде жүйелік прокси баптауларын да қараңыз.",
            command="unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy",
        ),
        Remedy(
            en="If the proxy is needed for other hosts, make an exception for Kaspi.",
            ru="Если прокси нужен для других серверов, сделайте исключение для Kaspi.",
            kk="Прокси басқа серверлер үшін қажет болса, Kaspi үшін ерекшелік жасаңыз.",
            command='export NO_PROXY="${NO_PROXY:+$NO_PROXY,}kaspi.kz" no_proxy="${no_proxy:+$no_proxy,}kaspi.kz"',
        ),
        Remedy(
            en="If there is no other way out, start the VPN or the proxy, or ask your network's administrator for"
            " its correct address and port.",
            ru="Если другого выхода нет, запустите VPN или прокси либо узнайте у администратора сети правильные"
            " адрес и порт прокси.",
            kk="Басқа жол болмаса, VPN немесе проксиді іске қосыңыз, не желі әкімшісінен проксидің дұрыс мекенжайы"
            " мен портын сұраңыз.",
        ),
    ),
    references=cited("httpx-environment", "rfc-9110"),
    symptoms=(
        Symptom(probe_id=("dns", "tcp", "tls", *DECIDING), outcome=Outcome.FAILED, failure=Failure.PROXY_UNREACHABLE),
    ),
    signatures=(
        Signature(
            texts=(
                (
                    "?прокси|proxy не|can|cannot|could|unable|refus|недоступ|unreach|down|упал|лежит"
                    "|қосыл подключ|connect|соедин|доступ|reach|қосыл|отвеч"
                ),
            ),
            confidence=Confidence.SUSPECTED,
        ),
        Signature(
            texts=(
                "Cannot connect to proxy",
                "Unable to connect to proxy",
                "Could not resolve proxy",
                "Couldn't resolve proxy",
                "ClientProxyConnectionError",
                "*proxyconnect tcp",
                "ERR_PROXY_CONNECTION_FAILED",
                "tunneling socket could not be established, cause=connect",
                "Failed to connect to proxy",
                "Failed to connect to * port 3128",
                "Failed to connect to *proxy* port #",
                "Failed to connect to * port 8080*Couldn't connect to server",
                "Connecting to *proxy*failed",
                "Connecting to *:3128... failed",
                "dial tcp *:3128",
                "connect ECONNREFUSED *:3128",
                "Could not connect to proxy",
                "^requests.exceptions.ProxyError$",
                "Не удается подключиться к прокси",
                "Не удалось подключиться к прокси",
                "Не удалось соединиться с прокси",
                "Прокси-серверге қосылу мүмкін",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ProxyError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by ProxyError('Unable to connect to proxy',"
            " NewConnectionError('[Errno 111] Connection refused')))"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientProxyConnectionError: Cannot connect to host"
            " proxy.corp.example:3128 ssl:default [Connect call failed]"
        ),
        "curl": ("curl: (5) Could not resolve proxy: proxy.corp.example"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": proxyconnect tcp: dial tcp 10.0.0.5:3128: connect:'
            " connection refused"
        ),
    },
    proof="kaspi-doctor check --only environment,tcp",
    neighbours={
        "connection-refused": Text(
            en="Here the proxy does not respond; with `--no-proxy` the connection goes straight to Kaspi and shows"
            " which of the two it is.",
            ru="Здесь не отвечает прокси; с `--no-proxy` соединение идёт прямо к Kaspi и покажет, в чём дело.",
            kk="Мұнда прокси жауап бермейді; `--no-proxy` болса, байланыс Kaspi-ге тікелей барып, себебін көрсетеді.",
        )
    },
)
