"""Neither Kaspi nor a neutral host gives any answer."""

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._texts import NETWORK_UNREACHABLE, TEMPORARILY_UNRESOLVED, UNRESOLVED
from kaspi_doctor.facts import NEUTRAL_REACHABLE
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="no-internet",
    layer=Layer.DNS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.LIKELY,
    precedence=1,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="This machine has no internet access",
        ru="С этого компьютера нет выхода в интернет",
        kk="Бұл компьютерден интернетке шығу мүмкін емес",
    ),
    explanation=Text(
        en="Kaspi did not respond, and neither did a neutral host that has nothing to do with Kaspi. Our inference"
        " from the comparison: the problem is most likely in this network and not at Kaspi. A firewall that silently"
        " drops everything but a few allowed hosts looks the same. This is easily mistaken for an outage at Kaspi.",
        ru="Не ответили ни Kaspi, ни нейтральный сервер, который к Kaspi никакого отношения не имеет. Наш вывод из"
        " сравнения: дело, скорее всего, в этой сети, а не в Kaspi. Точно так же выглядит межсетевой экран, который"
        " молча отбрасывает всё, кроме нескольких разрешённых адресов. Это легко принять за сбой у Kaspi.",
        kk="Kaspi де, Kaspi-ге еш қатысы жоқ бейтарап сервер де жауап бермеді. Салыстырудан шығатын біздің"
        " қорытындымыз: ақау, сірә, Kaspi-де емес, осы желіде. Рұқсат етілген бірнеше мекенжайдан басқасының бәрін"
        " үнсіз тастайтын желіаралық экран да дәл осылай көрінеді. Мұны Kaspi жағындағы ақау деп ойлап қалу оңай.",
    ),
    remedies=(
        Remedy(
            en="Check whether any other site opens here; if none does, restore the connection (cable, Wi-Fi,"
            " modem, VPN, unpaid bill).",
            ru="Проверьте, открываются ли отсюда другие сайты; если нет, восстановите связь (кабель, Wi-Fi, модем,"
            " VPN, оплата).",
            kk="Осы жерден басқа сайттар ашыла ма, тексеріңіз; ашылмаса, байланысты қалпына келтіріңіз (кабель,"
            " Wi-Fi, модем, VPN, төлем).",
            command="curl -sS -I --max-time 10 https://example.com",
        ),
        Remedy(
            en="If this network has internet access only through a proxy, set it; ask your administrator for its"
            " address.",
            ru="Если в этой сети выход только через прокси, укажите его; адрес возьмите у администратора.",
            kk="Бұл желіден тек прокси арқылы шығуға болса, оны көрсетіңіз; мекенжайын әкімшіден алыңыз.",
            command="export HTTPS_PROXY=http://proxy.example.kz:3128",
        ),
        Remedy(
            en="On a server, in a container or in CI, ask whoever runs it to allow outgoing DNS and TCP port 443.",
            ru="На сервере, в контейнере или в CI попросите тех, кто их обслуживает, разрешить исходящие DNS и TCP"
            " на порт 443.",
            kk="Серверде, контейнерде не CI жүйесінде оларға қызмет көрсететін адамдардан шығыс DNS пен TCP"
            " 443-портына рұқсат беруді сұраңыз.",
        ),
        Remedy(
            en="If only example.com is blocked here, choose another neutral host.",
            ru="Если здесь закрыт только example.com, назначьте нейтральным другой сервер.",
            kk="Мұнда тек example.com жабық болса, бейтарап сервер ретінде басқасын көрсетіңіз.",
            command="kaspi-doctor check --neutral-host www.wikipedia.org",
        ),
    ),
    references=cited("rfc-1122", "rfc-2606"),
    symptoms=(
        Symptom(
            probe_id="dns",
            outcome=Outcome.FAILED,
            failure=Failure.DNS_TIMEOUT,
            where=(NEUTRAL_REACHABLE.is_false(),),
        ),
        Symptom(
            probe_id="tcp",
            outcome=Outcome.FAILED,
            failure=(Failure.CONNECTION_TIMED_OUT, Failure.HOST_UNREACHABLE),
            where=(NEUTRAL_REACHABLE.is_false(),),
        ),
    ),
    signatures=(
        Signature(texts=UNRESOLVED, confidence=Confidence.SUSPECTED),
        Signature(texts=TEMPORARILY_UNRESOLVED, confidence=Confidence.SUSPECTED),
        Signature(texts=NETWORK_UNREACHABLE, confidence=Confidence.LIKELY),
    ),
    appearances={
        "requests": (
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max"
            " retries exceeded with url: /shop/api/v2/orders (Caused by NewConnectionError('Failed to"
            " establish a new connection: [Errno 101] Network is unreachable'))"
        ),
        "curl": ("curl: (7) Failed to connect to kaspi.kz port 443 after 0 ms: Network is unreachable"),
        "axios": ("Error: connect ENETUNREACH 194.187.247.152:443"),
        "Go": (
            'Get "https://kaspi.kz/shop/api/v2/orders": dial tcp 194.187.247.152:443: connect: network is unreachable'
        ),
    },
    proof="kaspi-doctor check --only dns,tcp",
    neighbours={
        "connection-timed-out": Text(
            en="If any other site opens on this machine, the internet works, and only the way to Kaspi is broken.",
            ru="Если на этой машине открывается любой другой сайт, интернет есть, а не работает только путь к Kaspi.",
            kk="Осы құрылғыда басқа кез келген сайт ашылса, интернет бар, тек Kaspi-ге баратын жол үзілген.",
        )
    },
    question=Text(
        en="Does any other site open on this machine?",
        ru="Открывается ли на этой машине какой-нибудь другой сайт?",
        kk="Осы құрылғыда басқа бір сайт ашыла ма?",
    ),
)
