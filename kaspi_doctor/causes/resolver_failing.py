"""The DNS server fails, refuses, or keeps silent."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import ANOTHER_DNS_SERVER, REPORT_TO_KASPI
from kaspi_doctor.causes._texts import TEMPORARILY_UNRESOLVED, UNRESOLVED
from kaspi_doctor.facts import NEUTRAL_REACHABLE
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="resolver-failing",
    layer=Layer.DNS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=2,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The DNS server gives no usable answer",
        ru="DNS-сервер не даёт пригодного ответа",
        kk="DNS сервері жарамды жауап бермейді",
    ),
    explanation=Text(
        en="Asked for the host's address, the DNS server failed (SERVFAIL), refused (REFUSED) or did not answer in"
        " time, so nothing reached Kaspi. Our inference: the problem is the resolver that this machine uses or the way"
        " to it; more rarely the DNS servers of the domain itself. This does not mean that the name does not exist: no"
        " server said so.",
        ru="На вопрос об адресе сервера DNS-сервер ответил сбоем (SERVFAIL), отказом (REFUSED) или не ответил вовремя,"
        " поэтому до Kaspi дело не дошло. Наш вывод: дело в DNS-сервере, которым пользуется этот компьютер, или в пути"
        " до него; реже — в DNS-серверах самого домена. Это не значит, что такого имени нет: этого никто не говорил.",
        kk="Сервер мекенжайы сұралғанда DNS сервері іркіліс (SERVFAIL) не бас тарту (REFUSED) туралы жауап берді"
        " немесе уақытында жауап бермеді, сондықтан Kaspi-ге ештеңе жіберу мүмкін болмады. Біздің қорытындымыз: ақау"
        " осы компьютер қолданатын DNS серверінде немесе оған дейінгі жолда; сирек жағдайда доменнің өз DNS"
        " серверлерінде. Бұл мұндай атау жоқ дегенді білдірмейді: оны ешкім айтқан жоқ.",
    ),
    remedies=(
        ANOTHER_DNS_SERVER,
        Remedy(
            en="If so, set another DNS server in the system or the router, or ask your administrator or provider"
            " to fix theirs.",
            ru="В этом случае укажите в системе или роутере другой DNS-сервер либо попросите администратора или"
            " провайдера починить свой.",
            kk="Ондай жағдайда жүйеде не роутерде басқа DNS серверін көрсетіңіз немесе әкімшіден не провайдерден"
            " өз серверін жөндеуді сұраңыз.",
        ),
        Remedy(
            en="On Linux with systemd, check which DNS servers are in use and restart the local resolver.",
            ru="В Linux с systemd посмотрите, какие DNS-серверы используются, и перезапустите локальную службу DNS.",
            kk="systemd қолданатын Linux жүйесінде қандай DNS серверлері қолданылып тұрғанын қарап, жергілікті DNS"
            " қызметін қайта іске қосыңыз.",
            command="resolvectl status && sudo systemctl restart systemd-resolved",
        ),
        Remedy(
            en='In Docker, set a DNS server in `/etc/docker/daemon.json` (`{"dns": ["1.1.1.1"]}`) and restart'
            " the service.",
            ru='В Docker укажите DNS-сервер в `/etc/docker/daemon.json` (`{"dns": ["1.1.1.1"]}`) и перезапустите'
            " службу.",
            kk='Docker қолдансаңыз, DNS серверін `/etc/docker/daemon.json` файлында көрсетіп (`{"dns":'
            ' ["1.1.1.1"]}`), қызметті қайта іске қосыңыз.',
            command="sudo systemctl restart docker",
        ),
        REPORT_TO_KASPI,
    ),
    references=cited("rfc-1035"),
    symptoms=(
        Symptom(
            probe_id=("dns", *DECIDING),
            outcome=Outcome.FAILED,
            failure=(Failure.DNS_SERVFAIL, Failure.DNS_REFUSED, Failure.DNS_FAILED),
        ),
        Symptom(
            probe_id=("dns", *DECIDING),
            outcome=Outcome.FAILED,
            failure=Failure.DNS_TIMEOUT,
            where=(NEUTRAL_REACHABLE.is_not_false(),),
        ),
    ),
    signatures=(
        Signature(
            texts=(
                "*can't find *: SERVFAIL",
                "*can't find *: REFUSED",
                "*could not be resolved (#: Operation timed out)",
                "*could not be resolved (2:",
            ),
            confidence=Confidence.CERTAIN,
        ),
        Signature(texts=UNRESOLVED, confidence=Confidence.SUSPECTED),
        Signature(texts=TEMPORARILY_UNRESOLVED, confidence=Confidence.LIKELY),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max"
            ' retries exceeded with url: /shop/api/v2/orders (Caused by NameResolutionError("Failed to'
            " resolve 'kaspi.kz' ([Errno -3] Temporary failure in name resolution)\"))"
        ),
        "httpx": ("httpx.ConnectError: [Errno -3] Temporary failure in name resolution"),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientConnectorDNSError: Cannot connect to host kaspi.kz:443"
            " ssl:default [Temporary failure in name resolution]"
        ),
        "curl": ("curl: (28) Resolving timed out after 5000 milliseconds"),
        "axios": ("Error: getaddrinfo EAI_AGAIN kaspi.kz"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": dial tcp: lookup kaspi.kz on 127.0.0.53:53: server misbehaving'
        ),
    },
    proof="kaspi-doctor check --only dns",
    neighbours={
        "no-internet": Text(
            en="If no site opens at all, there is no internet connection; it is not only the DNS server.",
            ru="Если не открывается ни один сайт, пропал весь интернет, а не только DNS-сервер.",
            kk="Бірде-бір сайт ашылмаса, тек DNS сервері емес, бүкіл интернет жоқ.",
        )
    },
    question=Text(
        en="Does any other site open on this machine, by its name or by its address?",
        ru="Открывается ли на этой машине другой сайт — по имени или по адресу?",
        kk="Осы құрылғыда басқа сайт аты не мекенжайы бойынша ашыла ма?",
    ),
)
