"""Between the program and the network: proxies, and a clock that is wrong."""

from kaspi_doctor.simulator.scenario import (
    FILTERED,
    PROXY_PASSWORD,
    PROXY_USER,
    Proxy,
    Scenario,
    healthy,
    said,
    unreachable,
)

_HTTP = {"HTTPS_PROXY": "http://{host}:{proxy_port}"}

SCENARIOS = (
    Scenario(
        id="proxy-works",
        layer="environment",
        summary=said(
            "There is a proxy in between, and it works.",
            "Между программой и сетью стоит прокси, и он работает.",
            "Арада прокси тұр және ол жұмыс істейді.",
        ),
        expected=healthy(*FILTERED),
        environment=_HTTP,
        proxy=Proxy.WORKS,
    ),
    Scenario(
        id="proxy-with-password-works",
        layer="environment",
        summary=said(
            "The proxy requires a password and gets the right one.",
            "Прокси требует пароль, и он указан верно.",
            "Прокси құпиясөз сұрайды, ол дұрыс берілген.",
        ),
        expected=healthy(*FILTERED),
        environment={"HTTPS_PROXY": f"http://{PROXY_USER}:{PROXY_PASSWORD}@{{host}}:{{proxy_port}}"},
        proxy=Proxy.WANTS_PASSWORD,
    ),
    Scenario(
        id="proxy-socks-works",
        layer="environment",
        summary=said(
            "There is a SOCKS5 proxy in between, and it works.",
            "Между программой и сетью стоит прокси SOCKS5, и он работает.",
            "Арада SOCKS5 прокси тұр және ол жұмыс істейді.",
        ),
        expected=healthy(*FILTERED),
        environment={"HTTPS_PROXY": "socks5://{host}:{proxy_port}"},
        proxy=Proxy.SOCKS5,
    ),
    Scenario(
        id="proxy-refuses",
        layer="environment",
        summary=said(
            "The proxy answers 403 to CONNECT.",
            "Прокси отвечает 403 на CONNECT.",
            "Прокси CONNECT сұрауына 403 деп жауап береді.",
        ),
        expected=unreachable("proxy-refused"),
        environment=_HTTP,
        proxy=Proxy.REFUSES,
    ),
    Scenario(
        id="proxy-fails",
        layer="environment",
        summary=said(
            "The proxy answers 502 to CONNECT: it cannot reach Kaspi itself.",
            "Прокси отвечает 502 на CONNECT: он сам не может достучаться до Kaspi.",
            "Прокси CONNECT сұрауына 502 деп жауап береді: өзі Kaspi-ге жете алмайды.",
        ),
        expected=unreachable("proxy-refused"),
        environment=_HTTP,
        proxy=Proxy.FAILS,
    ),
    Scenario(
        id="proxy-wants-password",
        layer="environment",
        summary=said(
            "The proxy requires a password, and none is given.",
            "Прокси требует пароль, а он не указан.",
            "Прокси құпиясөз сұрайды, ал ол берілмеген.",
        ),
        expected=unreachable("proxy-authentication-required"),
        environment=_HTTP,
        proxy=Proxy.WANTS_PASSWORD,
    ),
    Scenario(
        id="proxy-absent",
        layer="environment",
        summary=said(
            "The port of the configured proxy is closed.",
            "Порт настроенного прокси закрыт.",
            "Бапталған проксидің порты жабық.",
        ),
        expected=unreachable("proxy-unreachable"),
        environment=_HTTP,
        proxy=Proxy.ABSENT,
    ),
    Scenario(
        id="proxy-hangs",
        layer="environment",
        summary=said(
            "The proxy accepts the connection and never responds to CONNECT.",
            "Прокси принимает соединение и не отвечает на CONNECT.",
            "Прокси қосылымды қабылдап, CONNECT сұрауына жауап бермейді.",
        ),
        expected=unreachable("proxy-unreachable"),
        arguments=("--timeout", "2"),
        environment=_HTTP,
        proxy=Proxy.HANGS,
    ),
    Scenario(
        id="clock-skewed",
        layer="environment",
        summary=said(
            "The clocks of this machine and of the server are an hour apart.",
            "Часы этой машины и сервера расходятся на час.",
            "Осы машина мен сервердің сағаттары бір сағатқа алшақ.",
        ),
        expected=healthy("clock-skewed", *FILTERED),
        clock_offset_s=3600.0,
    ),
)
