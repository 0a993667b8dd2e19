"""Where the facts come from: each source once, by its key, with the day on which it was last read."""

from typing import Final

from kaspi_doctor.cause import Reference

CHECKED_ON: Final = "2026-11-24"

_PAGES: Final[dict[str, tuple[str, ...]]] = {
    "accept-pull-request": (
        "abdymazhit/kaspi-merchant-api, pull request 1: the Accept header",
        "https://github.com/abdymazhit/kaspi-merchant-api/pull/1",
    ),
    "certifi": ("certifi: the CA bundle of Requests and HTTPX", "https://github.com/certifi/python-certifi"),
    "cloudflare-challenges": ("Cloudflare: challenges", "https://developers.cloudflare.com/cloudflare-challenges/"),
    "httpx-environment": ("HTTPX: Environment Variables", "https://www.python-httpx.org/environment_variables/"),
    "httpx-timeouts": ("HTTPX: timeouts", "https://www.python-httpx.org/advanced/timeouts/"),
    "invoke-restmethod": (
        "Microsoft: Invoke-RestMethod",
        "https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod",
    ),
    "json-api": ("JSON:API: the specification", "https://jsonapi.org/format/"),
    "kaspi-orders": ("Kaspi Guide (Kaspi Гид): orders", "https://guide.kaspi.kz/partner/ru/shop/api/orders"),
    "kaspi-goods": ("Kaspi Guide (Kaspi Гид): goods", "https://guide.kaspi.kz/partner/ru/shop/api/goods", "2026-12-01"),
    "kaspi-token": ("Kaspi Guide (Kaspi Гид): token", "https://guide.kaspi.kz/partner/ru/shop/api/general"),
    "requests-advanced": ("Requests: Advanced Usage", "https://requests.readthedocs.io/en/latest/user/advanced/"),
    "requests-quickstart": (
        "Requests: quickstart (headers, timeouts)",
        "https://requests.readthedocs.io/en/latest/user/quickstart/",
    ),
    "time-zones": ("IANA: Time Zone Database", "https://www.iana.org/time-zones"),
    "truststore": ("truststore: system certificates in Python", "https://truststore.readthedocs.io/en/latest/"),
}
_RFCS: Final = {
    "rfc-1035": (1035, "Domain Names: Implementation and Specification", ""),
    "rfc-1122": (1122, "Requirements for Internet Hosts: Communication Layers", ""),
    "rfc-2606": (2606, "Reserved Top Level DNS Names", ""),
    "rfc-4648": (4648, "The Base16, Base32 and Base64 Data Encodings", ""),
    "rfc-5280": (5280, "X.509 Certificate and CRL Profile", ""),
    "rfc-5905": (5905, "Network Time Protocol Version 4", ""),
    "rfc-6585-429": (6585, "429 Too Many Requests", "4"),
    "rfc-6724": (6724, "Default Address Selection for IPv6", ""),
    "rfc-6890": (6890, "Special-Purpose IP Address Registries", ""),
    "rfc-8020": (8020, "NXDOMAIN: There Really Is Nothing Underneath", ""),
    "rfc-8305": (8305, "Happy Eyeballs Version 2", ""),
    "rfc-8446": (8446, "TLS 1.3", ""),
    "rfc-8952": (8952, "Captive Portal Architecture", ""),
    "rfc-9110": (9110, "HTTP Semantics", ""),
    "rfc-9110-401": (9110, "401 Unauthorized", "15.5.2"),
    "rfc-9110-403": (9110, "403 Forbidden", "15.5.4"),
    "rfc-9110-415": (9110, "415 Unsupported Media Type", "15.5.16"),
    "rfc-9110-client-error": (9110, "Client Error 4xx", "15.5"),
    "rfc-9110-idempotent": (9110, "Idempotent Methods", "9.2.2"),
    "rfc-9110-redirection": (9110, "Redirection 3xx", "15.4"),
    "rfc-9110-server-error": (9110, "Server Error 5xx", "15.6"),
    "rfc-9110-user-agent": (9110, "User-Agent", "10.1.5"),
    "rfc-9293": (9293, "Transmission Control Protocol", ""),
    "rfc-9525": (9525, "Service Identity in TLS", ""),
}


def cited(*keys: str) -> tuple[Reference, ...]:
    """Return the sources of these keys: pages as they are listed, RFCs with their number, and a section where one is.

    Raises:
        KeyError: there is no source of that key.
    """
    return tuple(_page(*_PAGES[key]) if key in _PAGES else _rfc(*_RFCS[key]) for key in keys)


def _page(title: str, url: str, checked_on: str = CHECKED_ON) -> Reference:
    return Reference(title=title, url=url, checked_on=checked_on)


def _rfc(number: int, title: str, section: str) -> Reference:
    place, anchor = (f", section {section}", f"#section-{section}") if section else ("", "")
    return _page(f"RFC {number}{place}: {title}", f"https://www.rfc-editor.org/rfc/rfc{number}{anchor}")
