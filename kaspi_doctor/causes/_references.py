"""Where the facts come from: each source once, with the day on which it was last read."""

from typing import Final

from kaspi_doctor.cause import Reference

CHECKED_ON: Final = "2026-11-24"


def _rfc(number: int, title: str, section: str = "") -> Reference:
    place = f", section {section}" if section else ""
    address = f"https://www.rfc-editor.org/rfc/rfc{number}" + (f"#section-{section}" if section else "")
    return Reference(title=f"RFC {number}{place}: {title}", url=address, checked_on=CHECKED_ON)


def _page(title: str, url: str) -> Reference:
    return Reference(title=title, url=url, checked_on=CHECKED_ON)


ACCEPT_PULL_REQUEST: Final = _page(
    "abdymazhit/kaspi-merchant-api, pull request 1: the Accept header",
    "https://github.com/abdymazhit/kaspi-merchant-api/pull/1",
)
CERTIFI: Final = _page("certifi: the CA bundle of Requests and HTTPX", "https://github.com/certifi/python-certifi")
CLOUDFLARE_CHALLENGES: Final = _page(
    "Cloudflare: challenges", "https://developers.cloudflare.com/cloudflare-challenges/"
)
HTTPX_ENVIRONMENT: Final = _page("HTTPX: Environment Variables", "https://www.python-httpx.org/environment_variables/")
HTTPX_TIMEOUTS: Final = _page("HTTPX: timeouts", "https://www.python-httpx.org/advanced/timeouts/")
INVOKE_RESTMETHOD: Final = _page(
    "Microsoft: Invoke-RestMethod",
    "https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod",
)
JSON_API: Final = _page("JSON:API: the specification", "https://jsonapi.org/format/")
KASPI_ORDERS: Final = _page("Kaspi Guide (Kaspi Гид): orders", "https://guide.kaspi.kz/partner/ru/shop/api/orders")
KASPI_TOKEN: Final = _page("Kaspi Guide (Kaspi Гид): token", "https://guide.kaspi.kz/partner/ru/shop/api/general")
REQUESTS_ADVANCED: Final = _page("Requests: Advanced Usage", "https://requests.readthedocs.io/en/latest/user/advanced/")
REQUESTS_QUICKSTART: Final = _page(
    "Requests: quickstart (headers, timeouts)", "https://requests.readthedocs.io/en/latest/user/quickstart/"
)
TIME_ZONES: Final = _page("IANA: Time Zone Database", "https://www.iana.org/time-zones")
TRUSTSTORE: Final = _page("truststore: system certificates in Python", "https://truststore.readthedocs.io/en/latest/")
RFC_1035: Final = _rfc(1035, "Domain Names: Implementation and Specification")
RFC_1122: Final = _rfc(1122, "Requirements for Internet Hosts: Communication Layers")
RFC_2606: Final = _rfc(2606, "Reserved Top Level DNS Names")
RFC_4648: Final = _rfc(4648, "The Base16, Base32 and Base64 Data Encodings")
RFC_5280: Final = _rfc(5280, "X.509 Certificate and CRL Profile")
RFC_5905: Final = _rfc(5905, "Network Time Protocol Version 4")
RFC_6585_429: Final = _rfc(6585, "429 Too Many Requests", "4")
RFC_6724: Final = _rfc(6724, "Default Address Selection for IPv6")
RFC_6890: Final = _rfc(6890, "Special-Purpose IP Address Registries")
RFC_8020: Final = _rfc(8020, "NXDOMAIN: There Really Is Nothing Underneath")
RFC_8305: Final = _rfc(8305, "Happy Eyeballs Version 2")
RFC_8446: Final = _rfc(8446, "TLS 1.3")
RFC_8952: Final = _rfc(8952, "Captive Portal Architecture")
RFC_9110: Final = _rfc(9110, "HTTP Semantics")
RFC_9110_401: Final = _rfc(9110, "401 Unauthorized", "15.5.2")
RFC_9110_403: Final = _rfc(9110, "403 Forbidden", "15.5.4")
RFC_9110_415: Final = _rfc(9110, "415 Unsupported Media Type", "15.5.16")
RFC_9110_CLIENT_ERROR: Final = _rfc(9110, "Client Error 4xx", "15.5")
RFC_9110_IDEMPOTENT: Final = _rfc(9110, "Idempotent Methods", "9.2.2")
RFC_9110_REDIRECTION: Final = _rfc(9110, "Redirection 3xx", "15.4")
RFC_9110_SERVER_ERROR: Final = _rfc(9110, "Server Error 5xx", "15.6")
RFC_9110_USER_AGENT: Final = _rfc(9110, "User-Agent", "10.1.5")
RFC_9293: Final = _rfc(9293, "Transmission Control Protocol")
RFC_9525: Final = _rfc(9525, "Service Identity in TLS")
