"""The name leads to an address that no public service can have."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import LOOK_INTO_HOSTS, SIGN_IN_FIRST
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

# RFC 1918 and RFC 6598; a container's or a VPN's network may be any of the sixteen.
SIXTEEN = tuple(f"172.{number}." for number in range(16, 32))
PRIVATE = ("127.", "0.0.0.0", "10.", "192.168.", *SIXTEEN, "100.64.")  # noqa: S104 - looked for in texts
SHOWN = (
    "kaspi.kz ({}",
    "kaspi.kz [{}",
    "kaspi.kz)... {}",
    "ECONNREFUSED {}*:443",
    "*|{}",
    "Trying {}*:443",
    "kaspi.kz has address {}",
    "kaspi.kz resolves to {}",
    "kaspi.kz points to {}",
    "kaspi.kz показывает {}",
    "kaspi.kz ведёт на {}",
    "kaspi.kz -> {}",
    "kaspi.kz → {}",
    "kaspi.kz Address: {}",
    "kaspi.kz Addresses: {}",
)
TEXTS = (*(shown.format(start) for start in PRIVATE for shown in SHOWN), "127.0.0.1 kaspi.kz", "0.0.0.0 kaspi.kz")

CAUSE = Cause(
    id="address-not-public",
    layer=Layer.DNS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=2,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The host name resolves to a private address",
        ru="Имя сервера ведёт на внутренний адрес",
        kk="Сервер атауы ішкі мекенжайға апарады",
    ),
    explanation=Text(
        en="A public service has public addresses, but here its name resolves to a private, loopback or reserved one."
        " Our inference: something near you responds in Kaspi's place, such as an entry in the hosts file, a filter, a"
        " VPN or the sign-in page of a guest network. Requests sent there do not reach Kaspi, and the token must not"
        " be sent there either. This is easily mistaken for a certificate problem or an outage at Kaspi.",
        ru="У общедоступного сервиса адреса публичные, а здесь его имя указывает на частный, локальный или"
        " зарезервированный адрес. Наш вывод: вместо Kaspi отвечает что-то рядом с вами — строка в файле hosts,"
        " фильтр, VPN или страница входа гостевой сети. Запросы туда до Kaspi не доходят, и токен туда отправлять"
        " нельзя. Это легко принять за проблему с сертификатом или сбой у Kaspi.",
        kk="Көпшілікке ашық қызметтің мекенжайы да ашық болады, ал мұнда оның атауы жеке, жергілікті не резервтелген"
        " мекенжайға сілтейді. Біздің қорытындымыз: Kaspi-дің орнына жақын жердегі басқа нәрсе жауап береді — hosts"
        " файлындағы жол, сүзгі, VPN немесе қонақ желісінің кіру беті. Сол жаққа жіберілген сұраулар Kaspi-ге"
        " жетпейді, токенді де ол жаққа жіберуге болмайды. Мұны сертификат ақауы не Kaspi жағындағы ақау деп ойлап"
        " қалу оңай.",
    ),
    remedies=(
        LOOK_INTO_HOSTS,
        SIGN_IN_FIRST,
        Remedy(
            en="Ask another DNS server and compare: if it returns a public address, turn off the VPN or the"
            " filter, or ask your administrator to make an exception for `kaspi.kz`.",
            ru="Спросите другой DNS-сервер и сравните: если он даёт публичный адрес, отключите VPN или фильтр либо"
            " попросите администратора сделать исключение для `kaspi.kz`.",
            kk="Басқа DNS серверінен сұрап, салыстырыңыз: ол ашық мекенжай берсе, VPN не сүзгіні өшіріңіз немесе"
            " әкімшіден `kaspi.kz` үшін ерекшелік жасауды сұраңыз.",
            command="nslookup kaspi.kz 1.1.1.1",
        ),
        Remedy(
            en="If this is intentional (your own gateway or simulator), pass the address and the root certificate"
            " explicitly.",
            ru="Если так задумано (свой шлюз или имитатор), укажите адрес и корневой сертификат явно.",
            kk="Бұл әдейі жасалған болса (өз шлюзіңіз не имитаторыңыз), мекенжай мен түбірлік сертификатты өзіңіз"
            " көрсетіңіз.",
            command="kaspi-doctor check --connect-to kaspi.kz:443:127.0.0.1:8443 --ca-file ca.pem",
        ),
    ),
    references=cited("rfc-6890"),
    symptoms=(Symptom(probe_id=("dns", *DECIDING), outcome=Outcome.FAILED, failure=Failure.DNS_ADDRESS_NOT_PUBLIC),),
    signatures=(
        Signature(texts=TEXTS, confidence=Confidence.CERTAIN),
        Signature(
            texts=("?hosts|хостс прописа|строк|line|запис|entry|убра|remove|127|localhost|10|192",),
            confidence=Confidence.LIKELY,
        ),
    ),
    appearances={
        "curl": ("* Failed to connect to kaspi.kz (127.0.0.1) port 443"),
        "wget": ("Connecting to kaspi.kz (kaspi.kz)|10.10.10.1|:443... failed: Connection refused."),
    },
    proof="kaspi-doctor check --only dns",
    neighbours={
        "host-unknown": Text(
            en="Here the name does resolve, but to an address that cannot be Kaspi's.",
            ru="Имя здесь разрешается, но в адрес, который не может принадлежать Kaspi.",
            kk="Атау мұнда анықталады, бірақ Kaspi-ге тиесілі бола алмайтын мекенжайға.",
        )
    },
)
