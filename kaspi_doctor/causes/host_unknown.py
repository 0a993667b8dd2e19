"""DNS answers that the name does not exist, or has no address."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_DNS_SERVER
from kaspi_doctor.causes._texts import UNRESOLVED
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="host-unknown",
    layer=Layer.DNS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=1,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="DNS knows no address for this host name",
        ru="DNS не знает адреса этого сервера",
        kk="DNS бұл сервердің мекенжайын білмейді",
    ),
    explanation=Text(
        en="The DNS server answered that the name does not exist (NXDOMAIN) or that it exists without an address. This"
        " is an answer, so the network works. Our inference: either the name is misspelt, or the DNS server of this"
        " network hides it (a filter, a VPN, an internal zone). The documented host is `kaspi.kz`; names such as"
        " `api.kaspi.kz` and `seller-api.kaspi.kz` appear in public code by mistake. This is easily mistaken for a"
        " missing internet connection.",
        ru="DNS-сервер ответил, что такого имени не существует (NXDOMAIN) или что у него нет адреса. Это ответ,"
        " значит, сеть работает. Наш вывод: либо в имени опечатка, либо его скрывает DNS-сервер этой сети (фильтр,"
        " VPN, внутренняя зона). В документации указан `kaspi.kz`; имена вроде `api.kaspi.kz` и `seller-api.kaspi.kz`"
        " встречаются в открытом коде по ошибке. Это легко принять за отсутствие интернета.",
        kk="DNS сервері мұндай атау жоқ (NXDOMAIN) немесе атау бар, бірақ мекенжайы жоқ деп жауап берді. Бұл — жауап,"
        " демек, желі жұмыс істеп тұр. Біздің қорытындымыз: не атау қате жазылған, не оны осы желінің DNS сервері"
        " жасырады (сүзгі, VPN, ішкі аймақ). Құжаттамада `kaspi.kz` көрсетілген; `api.kaspi.kz` және"
        " `seller-api.kaspi.kz` сияқты атаулар ашық кодта қате қолданылады. Мұны интернет жоқ деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="Compare the host name in your program with the documented address, and try that one.",
            ru="Сравните имя сервера в своей программе с адресом из документации и проверьте его.",
            kk="Бағдарламаңыздағы сервер атауын құжаттамадағы мекенжаймен салыстырып, соны тексеріңіз.",
            command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
        ),
        ANOTHER_DNS_SERVER,
        Remedy(
            en="If the other server knows the name, turn off the VPN or the DNS filter, or ask your administrator"
            " or provider to let `kaspi.kz` resolve.",
            ru="Если другой сервер знает это имя, отключите VPN или DNS-фильтр либо попросите администратора или"
            " провайдера открыть `kaspi.kz`.",
            kk="Басқа сервер бұл атауды білсе, VPN не DNS сүзгісін өшіріңіз немесе әкімшіден не провайдерден"
            " `kaspi.kz` атауын ашуды сұраңыз.",
        ),
        Remedy(
            en="On Windows, also clear the DNS cache.",
            ru="В Windows сбросьте ещё и запомненные ответы.",
            kk="Windows жүйесінде есте сақталған жауаптарды да тазалаңыз.",
            command="ipconfig /flushdns",
        ),
    ),
    references=cited("kaspi-orders", "rfc-8020"),
    symptoms=(
        Symptom(
            probe_id=("dns", *DECIDING), outcome=Outcome.FAILED, failure=(Failure.DNS_NXDOMAIN, Failure.DNS_NO_ADDRESS)
        ),
    ),
    signatures=(
        Signature(
            texts=(
                (
                    "?dns|днс|домен|domain|hostname|хост не|can|fail|could|unknown|нет|жоқ"
                    "|анықталма|not резолв|resolv|найд|found|находи|определ|анықтал|lookup"
                ),
                "?не резолв|резолвит",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=UNRESOLVED, confidence=Confidence.LIKELY),
        Signature(
            texts=(
                "Name or service not known",
                "nodename nor servname provided",
                "No address associated with hostname",
                "*getaddrinfo ENOTFOUND",
                "ENOTFOUND",
                "no such host",
                "NXDOMAIN",
                "[Errno -2]",
                "[Errno -5]",
                "[Errno 8]",
                "Этот хост неизвестен",
                "No such host is known",
                "Name does not resolve",
                "[Errno 11001]",
                "Errno 11001",
                "server can't find",
                "Non-existent domain",
                "Имя или служба не известны",
                "Неизвестное имя или служба",
                "ERR_NAME_NOT_RESOLVED",
                "Domain name not found",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max"
            ' retries exceeded with url: /shop/api/v2/orders (Caused by NameResolutionError("Failed to'
            " resolve 'kaspi.kz' ([Errno -2] Name or service not known)\"))"
        ),
        "httpx": ("httpx.ConnectError: [Errno -2] Name or service not known"),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientConnectorDNSError: Cannot connect to host kaspi.kz:443"
            " ssl:default [Name or service not known]"
        ),
        "curl": ("curl: (6) Could not resolve host: kaspi.kz"),
        "Guzzle": (
            "cURL error 6: Could not resolve host: kaspi.kz (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": ("Invoke-RestMethod : Невозможно разрешить удаленное имя: 'kaspi.kz'"),
        "axios": ("Error: getaddrinfo ENOTFOUND kaspi.kz"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": dial tcp: lookup kaspi.kz on 127.0.0.53:53: no such host'),
        "1C": ("Ошибка работы с Интернет: Couldn't resolve host name"),
    },
    proof="kaspi-doctor check --only dns",
    neighbours={
        "resolver-failing": Text(
            en="Here DNS answered that there is no such name; a failing resolver gives no usable answer at all.",
            ru="Здесь DNS ответил, что такого имени нет; неисправный DNS-сервер не даёт пригодного ответа вовсе.",
            kk="Мұнда DNS мұндай атау жоқ деп жауап берді; ақаулы DNS сервері жарамды жауап мүлде бермейді.",
        )
    },
    question=Text(
        en="Do other host names resolve on this machine, and is the name spelt `kaspi.kz`?",
        ru="Разрешаются ли на этой машине другие имена и верно ли написано `kaspi.kz`?",
        kk="Осы құрылғыда басқа атаулар анықтала ма және `kaspi.kz` дұрыс жазылған ба?",
    ),
)
