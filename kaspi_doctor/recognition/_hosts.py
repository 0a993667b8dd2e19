"""Whose failure a line tells of: Kaspi's, another host's, or nobody's by name."""

import re
from enum import Enum, auto
from typing import Final


class Whose(Enum):
    """Whom a line names."""

    KASPI = auto()
    ANOTHER = auto()
    NOBODY = auto()


_KASPI: Final = re.compile(
    r"[kк][aа][sс][pпр][iиі](?!йск)|shop/api/(?:v2|products)|X-Auth-Token",
    re.IGNORECASE,
)
"""The name with letters of both alphabets mixed, too: a change of the keyboard in its midst is common."""
_PLAINLY: Final = re.compile(
    r"(?<![\w-])kaspi\.kz\b|shop/api/(?:v2|products)|X-Auth-Token|"
    r"(?<![\w/.@-])(?:kaspi|каспи)[ -](?:shop )?(?:api|апи)(?![\w/]|[-.]\w)|\b(?:api|апи) (?:kaspi|каспи)",
    re.IGNORECASE,
)
"""The service itself; elsewhere the name may be that of somebody's own folder, table or machine."""
_WORD: Final = re.compile(r"(?<![\w/.@-])(?:kaspi|каспи)(?![\w/.-])", re.IGNORECASE)
"""The name as a word of its own, in no path or identifier."""
_OTHER_PRODUCTS: Final = re.compile(
    r"\b(?:kaspi|каспи)[\s.-]*(?:pay|пэй|пей|qr|gold|голд|red|ред|bank|банк|kredit|кредит|travel|депозит|deposit|"
    r"қосымша\w*|приложени\w*|app|mobile|мобильн\w*|гид|guide)"
    r"(?![a-zа-я])|\b(?:оплат\w+|приложени\w+|плат[её]ж\w*|перевод\w*|карт\w+|payments?)\s+"
    r"(?:через\s+|via\s+)?(?:kaspi|каспи)\b|\b(?:pay|qr)\.kaspi\.kz\b|"
    r"\bkaspi\.kz/(?:shop/(?:p|c|search|info|nearby)/|(?!shop\b|\S{0,40}(?:api|orders|v\d))[a-z]\w+)",
    re.IGNORECASE,
)
"""What else bears the name, and is not the Shop API."""
KASPI_NAMES: Final = tuple(
    name.encode() for name in ("kaspi", "аспи", "shop/api/v2", "shop/api/products", "x-auth-token")
)
"""The same in bytes put into small letters."""
_SCHEMES: Final = r"https?|wss?|ftp|postgres(?:ql)?|mysql|redis|mongodb|amqps?|tcp|smtps?|ldaps?"
_DOMAINS: Final = (
    r"com|net|org|io|kz|ru|uz|kg|dev|app|cloud|local|internal|localhost|example|test|me|ai|co|info|biz|eu|de|cn|tr|tv"
)
_RESOLVED: Final = (
    r"\b(?:resolve (?:host(?: address|name)?:?)|ENOTFOUND|EAI_AGAIN|UnknownHostException:|lookup|"
    r"address for|address of)"
    r" ?[‘'\"“«]?(?P<resolved>[a-z][\w.-]*\w)"
)
_CONNECTED: Final = (
    r"\b(?:connect(?:ing|ion)? to(?: host| server at)?|connected to) ?[‘'\"“«]?"
    r"(?P<connected>[a-z][\w-]*(?:\.[\w-]+)+|[a-z][\w-]*(?=[:, ]+(?:port )?\d))"
)
_LOOPBACK: Final = (
    r"\b(?P<address>127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0|host\.docker\.internal)\b(?!:443\b)"
    r"|(?<![0-9a-f:])(?P<six>\[?::1\]?):\d"
)
_NAMED: Final = re.compile(
    "|".join(
        (
            rf"\b(?:{_SCHEMES})://(?:[^\s/@'\"]*@)?(?P<url>\[[0-9a-f:.]+\]|[\w-]+(?:\.[\w-]+)+|localhost|[\w-]+(?=:\d))",
            r"\bhost=['\"]?(?P<equals>[\w.-]+)",
            _RESOLVED,
            _CONNECTED,
            r"(?:^|[<>*]\s*)Host: (?P<header>[\w.-]+)",
            rf"\b(?P<bare>(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{_DOMAINS}))(?![\w-]|\.\w|\()",
            _LOOPBACK,
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_URL_HOST: Final = re.compile(r"\bhttps?://(?:[^\s/@'\"]*@)?([\w.-]+)", re.IGNORECASE)
_TALKED_TO: Final = re.compile(rf"(?<!see )(?<!See ){_URL_HOST.pattern}", re.IGNORECASE)
_GUIDES: Final = re.compile(
    r"^(?:docs\.python\.org|[\w-]+\.readthedocs\.io|curl\.(?:se|haxx\.se)|httpstatuses\.(?:com|io)|"
    r"developer\.mozilla\.org|"
    r"www\.rfc-editor\.org|(?:go|learn|docs)\.microsoft\.com|nodejs\.org|axios-http\.com|(?:www\.)?php\.net|"
    r"pkg\.go\.dev|"
    r"tools\.ietf\.org|datatracker\.ietf\.org|www\.w3\.org|aka\.ms|www\.python-httpx\.org|jsonapi\.org)$",
    re.IGNORECASE,
)
"""Hosts that a client's own message sends its reader to: they are not whom it talked to."""
_NO_HOSTS: Final = re.compile(
    r"^(?:java|javax|system|sun|android|kotlin|okhttp3|net|socket|ssl|asyncio|requests|urllib3|httpx|"
    r"httpcore|aiohttp|h11|"
    r"http|node|internal|core|guzzlehttp|microsoft|org)(?:\.|$)(?!kaspi)|\.(?:py|js|ts|php|go|rb|java|cs|"
    r"mjs|cjs|log|json|"
    r"html?|xml|ya?ml|txt|conf|ini|pem|crt|key)$|^(?!127\.|0\.0\.0\.0|10\.|192\.168\.)[\d.]+$|^(?:host|name|server|the|a|an|"
    r"this|proxy|remote|tls|ssl|url|address)$",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(
    r"\b(?:select|update|insert into|delete from)\b[^\n]{1,200}?\b(?:set|from|values|where)\b|statement timeout|"
    r"postgres|psycopg|asyncpg|pg_|mysql|mariadb|mongo|redis|rabbitmq|amqp|kafka|celery|memcached|elastic|"
    r"clickhouse|sqlalchemy|"
    r"sqlstate|django\.db\b|OperationalError|СУБД|SQL (?:Server|Native)|блокировк|"
    r"\b(?:config|settings|package|composer|tsconfig)\.json\b|\.(?:ico|css|png|jpe?g|svg|woff2?)\b|"
    r"smtp|imap|ldap|docker|kube|\bpods?\b|\bssh:|sshd|fatal: unable to access|\bgit\b|\bapt\b|"
    r"\bnpm (?:err|error)|\bpip\b|"
    r"\b(?:discord|google|whatsapp|github|gitlab|facebook|instagram|amocrm|bitrix24|wildberries|ozon|halyk|stripe|"
    r"paypal|openai|aws|azure|yandex|яндекс|notion|slack|shopify|мойсклад|moysklad|2gis)\b[\w .]{0,20}\b(?:api|апи)\b|"
    r"\bgh: |\blpd\b|printer|принтер|yt-dlp|youtube|undeclared crate|\berror\[E\d+\]|cache service|\\\\\w+\\\w|"
    r"\bvault\b|TCP/IP connections on port|\bCS\d{4}\b|whatsapp|viber|twilio|mailgun|sendgrid|"
    r"Allowed memory size|out of memory|MemoryError|No space left|"
    r"telegram|hikari|csrf|rpc error|selenium|playwright|puppeteer|"
    r"ftp\b|grpc|jdbc|\bodbc\b|rsync|systemd|zookeeper|\bmqtt\b|"
    r"(?:(?<![\s\[(\"T-]\d\d)(?<!^\d\d):|port[ =]|порт )"
    r"(?:21|22|25|110|143|389|465|587|993|1433|1521|2375|3306|3389|5432|5672|6379|8000|"
    r"8080|9000|9092|9200|"
    r"11211|27017)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Services and ports that are certainly not the Shop API's."""
_EXCEPTION: Final = re.compile(
    r"(?m:^)[^\S\n]*(?!(?:requests|urllib3?|httpx|httpcore|aiohttp|asyncio|socket|ssl|http|json|simplejson|builtins|concurrent|"
    r"tenacity|h11|h2|anyio|trio|pycurl|OpenSSL|tornado|pip|javax?|okhttp3?|org|com|kz|ru|net|io|kotlinx?|reactor|feign|retrofit2|"
    r"sun|scala|akka|dio|[\w.]*kaspi)\b)[a-z]\w*(?:\.\w+)*\."
    r"(?:[A-Z]\w*(?:Error|Exception|Timeout)|(?<=exceptions\.)[A-Z]\w+)\b"
)
"""An exception of a library that sends nobody's requests but its own."""
_PROXY: Final = re.compile(
    r"tunneling socket could not[^\n]{0,40}cause=connect \w+ [\d.:]+|"
    r"(?:could not resolve|resolv\w{0,9}|connect(?:ing)? to) proxy:? ['\"]?[\w.-]+|proxy[\w.-]{0,253}:\d+|"
    r"(?<![\w.-])[\w.-]{0,253}(?:proxy|squid)[\w-]{0,63}\.[\w.-]+",
    re.IGNORECASE,
)
"""A proxy that is named is on the way to whom the text is about, not that itself.

Names have the lengths that DNS allows: a log holds megabytes without a space, and whole lines are looked through.
"""
_ELSEWHERE: Final = re.compile(
    r"(?m:^[<*> \t]*)(?:location|set-cookie|content-security-policy|report-to|nel|link|alt-svc|"
    r"access-control-[\w-]+|referer|origin|via)"
    r"['\"]?\s*:[^\n]*|['\"](?:location|report-to)['\"]: ?(?:'[^'\n]*'|\"[^\"\n]*\")|"
    r"(?:href|src|action|content|xmlns)=[\"'][^\"'\n]*",
    re.IGNORECASE,
)
"""Hosts that an answer leads to are not the one that gave it."""
_REQUEST_LINE: Final = re.compile(
    r"\"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?P<path>/[^\s\"]*)|\"path\"\s*:\s*\"(?P<json>/[^\"]*)"
    r"|(?:exceeded with url|broken by [^\n]{1,400}['\"]): (?P<url>/\S*)",
    re.IGNORECASE,
)
_OTHER_SHOPS: Final = (
    r"(?:ozon|озон\w{0,2}|wildberries|вайлдберриз\w{0,2}|вб|wb|мойсклад\w{0,2}|moysklad|"
    r"halyk\w*|халык\w*|forte|satu|sulpak|технодом|"
    r"yandex|яндекс\w*|lamoda|aliexpress|amazon|ebay|shopify|woocommerce|bitrix24|битрикс\w*|amocrm|telegram|телеграм\w*|"
    r"whatsapp|google|stripe|openai)"
)
"""Who has an API of their own."""
_OTHERS_SPEECH: Final = re.compile(
    rf"\A[\d\W]{{0,30}}{_OTHER_SHOPS}(?![\w-]|[^\n]{{0,60}}(?:kaspi\.kz|shop/api))|"
    rf"\b(?:а вот|but|only|только) [^.!?\n]{{0,24}}\b{_OTHER_SHOPS}\b|"
    rf"\b{_OTHER_SHOPS} (?:api |апи )?"
    r"(?:пишет|отвеч\w+|отда[её]т|возвраща\w+|вернул\w*|ответил\w*|returns?|says|gives|responded|answers)\b",
    re.IGNORECASE,
)
"""One of them as the speaker of a line."""


_COMPARED: Final = re.compile(r"^(?:www\.)?(?:google|ya|yandex|youtube|example|mail)\.(?:com|ru|kz)$")
"""Hosts that people try to see whether anything works."""
_NEAR: Final = ("127.", "localhost", "10.", "192.168.", "[", "::")
"""How a proxy's address begins that stands on the way."""


def is_kaspis(host: str) -> bool:
    """Return whether a host can be meant for Kaspi's; ``kaspi-db`` and ``kaspi.myshop.kz`` are somebody's own."""
    return host == "kaspi" or re.search(r"(?:^|\.)kaspi\.[a-z]{2,}$", host) is not None


def names_kaspi(text: str) -> bool:
    """Return whether Kaspi, its API's path or its header is named."""
    return _KASPI.search(_OTHER_PRODUCTS.sub("", text)) is not None


def hosts(text: str) -> list[str]:
    """Return the hosts that a text talks of, guides to the clients left out."""
    found: list[str] = []
    for match in _NAMED.finditer(_ELSEWHERE.sub("", _PROXY.sub("", text))):
        name = next(group for group in match.groups() if group)
        if not (_NO_HOSTS.search(name) or _GUIDES.search(name)):
            found.append(name.lower())
    return found


def whose(text: str) -> Whose:
    """Return whom a line is about. Where Kaspi is named beside another host, it is Kaspi's."""
    if _OTHER_PRODUCTS.search(text):
        text = _OTHER_PRODUCTS.sub("", text)
        if not names_kaspi(text):
            return Whose.ANOTHER
    named = hosts(text)
    kaspis = [host for host in named if is_kaspis(host)]
    if kaspis:
        # A database of one's own may be called so, too.
        is_somebodys = not any("." in host for host in kaspis) and _FOREIGN.search(text)
        return Whose.ANOTHER if is_somebodys else Whose.KASPI
    request = _REQUEST_LINE.search(text)
    if names_kaspi(text):
        # "Kaspi sync: api.telegram.org timed out" is Telegram's; "kaspi sync via 127.0.0.1" a proxy's, and so Kaspi's.
        is_plain = _PLAINLY.search(text) or _WORD.search(text)
        others = [host for host in named if not (is_plain and (host.startswith(_NEAR) or _COMPARED.search(host)))]
        is_own = not _PLAINLY.search(text) and (request is not None or _is_anothers(text))
        return Whose.ANOTHER if others or is_own else Whose.KASPI
    return Whose.ANOTHER if named or request or _is_anothers(text) else Whose.NOBODY


def is_anothers_answer(line: str) -> bool:
    """Return whether, of the addresses that stand before a status, the nearest is not Kaspi's but a farther one is."""
    named = _URL_HOST.findall(line)
    return bool(named) and not is_kaspis(named[-1].lower()) and any(is_kaspis(name.lower()) for name in named)


def _is_anothers(text: str) -> bool:
    """Return whether a line is another service's, library's or shop's."""
    return any(pattern.search(text) for pattern in (_FOREIGN, _EXCEPTION, _OTHERS_SPEECH))


def _is_talked_to(named: list[str], context: str) -> bool:
    """Return whether an address of one of these hosts is given, not as something to read."""
    return any(host.lower() in named for host in _TALKED_TO.findall(context))


_OWN_AFFAIRS: Final = re.compile(
    r"json\.load\(\s*(?:f|fp|fh|file|open)\b|sqlite3|multiprocessing|concurrent/futures|queue\.py|"
    r"threading\.py|subprocess\.py|asyncio/locks|pathlib\.py|"
    r"(?:lock|mutex|semaphore|queue|event|barrier|condition)\w*\.(?:acquire|get|put|wait|join)\(",
    re.IGNORECASE,
)
"""Frames of tracebacks that have nothing to do with a network."""


def whose_context(context: str) -> Whose:
    """Return whom the lines around one are about."""
    if _PLAINLY.search(context):
        return Whose.KASPI
    named = hosts(context)
    if any(map(is_kaspis, named)):
        return Whose.KASPI
    if (named and not _WORD.search(context)) or _is_talked_to(named, context) or _OWN_AFFAIRS.search(context):
        return Whose.ANOTHER
    if _KASPI.search(context):
        return Whose.ANOTHER if _FOREIGN.search(context) else Whose.KASPI
    return Whose.ANOTHER if _REQUEST_LINE.search(context) else Whose.NOBODY
