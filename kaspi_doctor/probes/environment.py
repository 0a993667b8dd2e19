"""What stands between this machine and the network? Looks at the machine alone; asks nobody."""

import platform
from datetime import timedelta

from kaspi_doctor import __version__, network
from kaspi_doctor.facts import (
    CA_OVERRIDES,
    CLOCK_LOCAL,
    CLOCK_ZONE,
    OPENSSL_VERSION,
    OS_NAME,
    OS_VERSION,
    PROXY_BYPASSED,
    PROXY_SOURCE,
    PROXY_URL,
    PYTHON_VERSION,
    TOOL_VERSION,
    Value,
)
from kaspi_doctor.observation import Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.wording import Text


async def _ask(context: Context) -> Answer:
    surroundings = context.settings.surroundings
    proxy = surroundings.proxy
    local = context.network.now().astimezone()
    zone = _zone(local.utcoffset() or timedelta())
    python = platform.python_version()
    facts: dict[str, Value] = {
        PROXY_URL: proxy.url if proxy else None,
        PROXY_SOURCE: proxy.source if proxy else None,
        PROXY_BYPASSED: surroundings.proxy_bypassed,
        CA_OVERRIDES: surroundings.ca_overrides,
        **network.where_stores_are(),
        CLOCK_LOCAL: local.isoformat(timespec="seconds"),
        CLOCK_ZONE: zone,
        PYTHON_VERSION: python,
        OPENSSL_VERSION: network.OPENSSL_VERSION,
        OS_NAME: platform.system(),
        OS_VERSION: platform.release(),
        TOOL_VERSION: __version__,
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
