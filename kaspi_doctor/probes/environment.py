"""What stands between this machine and the network? Looks at the machine alone; asks nobody."""

import platform
from datetime import timedelta

from kaspi_doctor import __version__, network
from kaspi_doctor import facts as fact
from kaspi_doctor.network.trust import where_stores_are
from kaspi_doctor.observation import Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.wording import Text


async def _ask(context: Context) -> Answer:
    surroundings = context.settings.surroundings
    proxy = surroundings.proxy
    local = context.network.now().astimezone()
    zone = _zone(local.utcoffset() or timedelta())
    python = platform.python_version()
    facts: dict[str, fact.Value] = {
        fact.PROXY_URL: proxy.url if proxy else None,
        fact.PROXY_SOURCE: proxy.source if proxy else None,
        fact.PROXY_BYPASSED: surroundings.proxy_bypassed,
        fact.CA_OVERRIDES: surroundings.ca_overrides,
        **where_stores_are(),
        fact.CLOCK_LOCAL: local.isoformat(timespec="seconds"),
        fact.CLOCK_ZONE: zone,
        fact.PYTHON_VERSION: python,
        fact.OPENSSL_VERSION: network.OPENSSL_VERSION,
        fact.OS_NAME: platform.system(),
        fact.OS_VERSION: platform.release(),
        fact.TOOL_VERSION: __version__,
    }
    if proxy:
        way = Text(
            en=f"Everything goes through the proxy {proxy.url} ({proxy.source})",
            ru=f"Всё идёт через прокси {proxy.url} ({proxy.source})",
            kk=f"Барлығы {proxy.url} проксиі арқылы өтеді ({proxy.source})",
        )
    elif surroundings.proxy_bypassed:
        way = Text(
            en="A proxy is configured, but not used for this host",
            ru="Прокси настроен, но для этого сервера не используется",
            kk="Прокси бапталған, бірақ бұл сервер үшін қолданылмайды",
        )
    else:
        way = Text(en="No proxy", ru="Прокси нет", kk="Прокси жоқ")
    trust = f"; {', '.join(surroundings.ca_overrides)}" if surroundings.ca_overrides else ""
    return Answer(summary=way + Text.same(f"; Python {python}, {zone}{trust}."), facts=facts)


def _zone(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


PROBE = Probe(
    id="environment",
    question=Text(
        en="What is between this machine and the network?",
        ru="Что стоит между этим компьютером и сетью?",
        kk="Бұл компьютер мен желінің арасында не тұр?",
    ),
    layer=Layer.ENVIRONMENT,
    step=2,
    ask=_ask,
)
