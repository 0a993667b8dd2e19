"""The host's IPv6 addresses fail while its IPv4 addresses work."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.facts import TCP_DEAD
from kaspi_doctor.observation import Layer
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="ipv6-broken",
    layer=Layer.TCP,
    kind=Kind.ADVISORY,
    confidence=Confidence.CERTAIN,
    precedence=4,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="IPv6 does not work here, IPv4 does",
        ru="IPv6 здесь не работает, а IPv4 работает",
        kk="Мұнда IPv6 жұмыс істемейді, IPv4 жұмыс істейді",
    ),
    explanation=Text(
        en="The host's IPv6 address cannot be reached from here, its IPv4 address can. Our inference: IPv6 is enabled"
        " on this network but leads nowhere. A browser falls back to IPv4 silently; many programs try IPv6 first and"
        " wait until it fails. This is easily mistaken for a slow or unstable Kaspi.",
        ru="По IPv6 сервер отсюда недоступен, по IPv4 — доступен. Наш вывод: IPv6 в этой сети включён, но никуда не"
        " ведёт. Браузер незаметно переходит на IPv4, а многие программы сначала пробуют IPv6 и ждут, пока попытка не"
        " сорвётся. Это легко принять за медленную или нестабильную работу Kaspi.",
        kk="Мұнда серверге IPv6 арқылы қосылу мүмкін емес, ал IPv4 арқылы мүмкін. Біздің қорытындымыз: бұл желіде IPv6"
        " қосулы, бірақ ешқайда апармайды. Браузер білдірмей IPv4-ке ауысады, ал көптеген бағдарламалар әуелі IPv6-ны"
        " байқап көріп, ол сәтсіз аяқталғанша күтеді. Мұны Kaspi баяу не тұрақсыз жұмыс істейді деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="Ask your network's administrator or provider to fix IPv6 or to turn it off.",
            ru="Попросите администратора сети или провайдера починить IPv6 либо отключить его.",
            kk="Желі әкімшісінен немесе провайдерден IPv6-ны жөндеуді не өшіруді сұраңыз.",
        ),
        Remedy(
            en="Until then, make Linux prefer IPv4.",
            ru="А пока настройте Linux так, чтобы он предпочитал IPv4.",
            kk="Әзірге Linux жүйесін IPv4-ті бірінші қолданатындай етіп баптаңыз.",
            command="echo 'precedence ::ffff:0:0/96  100' | sudo tee -a /etc/gai.conf",
        ),
        Remedy(
            clients=("httpx",),
            en="Or make your program use IPv4 only; with httpx:",
            ru="Или пусть ваша программа работает только по IPv4; для httpx:",
            kk="Немесе бағдарламаңыз тек IPv4 қолдансын; httpx үшін:",
            command='import httpx; client = httpx.Client(transport=httpx.HTTPTransport(local_address="0.0.0.0"))',
        ),
        Remedy(
            clients=("requests",),
            en="Or make your program use IPv4 only; with requests:",
            ru="Или пусть ваша программа работает только по IPv4; для requests:",
            kk="Немесе бағдарламаңыз тек IPv4 қолдансын; requests үшін:",
            command="import urllib3.util.connection; urllib3.util.connection.HAS_IPV6 = False",
        ),
    ),
    references=cited("rfc-8305", "rfc-6724"),
    symptoms=(Symptom(probe_id="tcp", where=(TCP_DEAD.equals("ipv6"),)),),
    signatures=(
        Signature(
            texts=(
                "Immediate connect fail for *:*: Network is unreachable",
                "connect ENETUNREACH *::*",
                "dial tcp [*]:443: connect: network is unreachable",
                "dial tcp [*]:443: i/o timeout",
                "dial tcp [*]:443: connect: no route to host",
                "connect EHOSTUNREACH 2*:*:443",
                "Trying [2*]:443... *fail",
                "*AAAA *timeout",
                "*connect to *:*:* port 443 from *failed",
                "*AAAA *unreachable",
                "*:*:*|:443... failed: Connection timed out. Connecting to kaspi.kz (kaspi.kz)|*|:443... connected",
                "*:*:*|:443... failed: Network is unreachable. Connecting to kaspi.kz (kaspi.kz)|*|:443... connected",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(
            texts=(
                "?6|ipv6 4|ipv4 curl|ping|отвеч|работ|works|answer|істейді",
                "?ipv6 отключ|выключ|disabl|turn отвеч|работ|works|answer|істейді",
            ),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "curl": ("* Immediate connect fail for 2a00:5da0::1: Network is unreachable"),
        "axios": ("Error: connect ENETUNREACH 2a00:5da0::1:443 - Local (:::0)"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": dial tcp [2a00:5da0::1]:443: connect: network is unreachable'
        ),
    },
    proof="kaspi-doctor check --only dns,tcp",
    neighbours={
        "no-internet": Text(
            en="Only the IPv6 addresses fail here; without internet, the IPv4 ones fail as well.",
            ru="Здесь недоступны только адреса IPv6; без интернета недоступны и адреса IPv4.",
            kk="Мұнда тек IPv6 мекенжайлары қолжетімсіз; интернет болмаса, IPv4 мекенжайлары да қолжетімсіз болады.",
        )
    },
)
