"""The system or a router reports that there is no way to the host."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ALLOW_PORT_443, ANOTHER_NETWORK, VPN_OFF_OR_ON
from kaspi_doctor.causes._texts import CANNOT_CONNECT, NETWORK_UNREACHABLE
from kaspi_doctor.facts import NEUTRAL_REACHABLE
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="host-unreachable",
    layer=Layer.TCP,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=3,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="There is no route to the server",
        ru="Нет маршрута до сервера",
        kk="Серверге апаратын маршрут жоқ",
    ),
    explanation=Text(
        en="This machine or a router on the way reports that packets to the host cannot be delivered, and nothing"
        " suggests that the whole internet is unreachable from here. Our inference: a route is wrong (often a VPN's),"
        " or a firewall rejects this destination. This is easily mistaken for an outage at Kaspi.",
        ru="Этот компьютер или маршрутизатор на пути сообщает, что доставить пакеты до сервера невозможно, и ничто не"
        " говорит о том, что интернета здесь нет вовсе. Наш вывод: неверен маршрут (часто его задаёт VPN) или это"
        " направление запрещает межсетевой экран. Это легко принять за сбой у Kaspi.",
        kk="Осы компьютер не жолдағы маршрутизатор пакеттерді серверге жеткізу мүмкін емес деп хабарлайды, ал мұнда"
        " интернет мүлде жоқ екенін ештеңе көрсетпейді. Біздің қорытындымыз: маршрут қате (оны көбіне VPN қояды) немесе"
        " бұл бағытқа желіаралық экран тыйым салады. Мұны Kaspi жағындағы ақау деп ойлап қалу оңай.",
    ),
    remedies=(
        VPN_OFF_OR_ON,
        ANOTHER_NETWORK,
        Remedy(
            en="See where the route ends, and show it to your administrator or provider; on Windows the command is"
            " `tracert`.",
            ru="Посмотрите, где обрывается путь, и покажите это администратору или провайдеру; в Windows команда"
            " называется `tracert`.",
            kk="Жолдың қай жерде үзілетінін қарап, оны әкімшіге не провайдерге көрсетіңіз; Windows жүйесінде"
            " команда `tracert` деп аталады.",
            command="traceroute kaspi.kz",
        ),
        ALLOW_PORT_443,
    ),
    references=cited("rfc-1122"),
    symptoms=(
        Symptom(
            probe_id=("tcp", *DECIDING),
            outcome=Outcome.FAILED,
            failure=Failure.HOST_UNREACHABLE,
            where=(NEUTRAL_REACHABLE.is_not_false(),),
        ),
    ),
    signatures=(
        Signature(texts=CANNOT_CONNECT, confidence=Confidence.SUSPECTED),
        Signature(texts=NETWORK_UNREACHABLE, confidence=Confidence.SUSPECTED),
        Signature(
            texts=(
                "No route to host",
                "EHOSTUNREACH",
                "[Errno 113]",
                "WinError 10065",
                "*unreachable host",
                "Host is unreachable",
                "Нет маршрута до узла",
                "*недоступного узла",
                "Destination Host Unreachable",
                "ERR_ADDRESS_UNREACHABLE",
            ),
            confidence=Confidence.CERTAIN,
        ),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max"
            " retries exceeded with url: /shop/api/v2/orders (Caused by NewConnectionError('Failed to"
            " establish a new connection: [Errno 113] No route to host'))"
        ),
        "httpx": ("httpx.ConnectError: [Errno 113] No route to host"),
        "curl": ("curl: (7) Failed to connect to kaspi.kz port 443 after 3062 ms: No route to host"),
        "axios": ("Error: connect EHOSTUNREACH 194.187.247.152:443"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": dial tcp 194.187.247.152:443: connect: no route to host'),
    },
    proof="kaspi-doctor check --only tcp",
    neighbours={
        "no-internet": Text(
            en="If no other host can be reached either, there is no network at all.",
            ru="Если недоступны и другие узлы, нет всей сети.",
            kk="Басқа түйіндерге де жету мүмкін болмаса, бүкіл желі жоқ.",
        )
    },
)
