"""Where a run connects to: the API's address, ``--connect-to``, a proxy."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.credentials import Secret

DEFAULT_BASE_URL = "https://kaspi.kz/shop/api/v2"
HTTPS_PORT = 443
MAXIMUM_PORT = 65535


class SettingError(ValueError):
    """A setting that cannot be used; its text says what to do, in one line."""

    def __init__(self, text: Text) -> None:
        """Keep the text in every language; ``str()`` gives English."""
        super().__init__(text.en)
        self.text = text

    @classmethod
    def of(cls, *, en: str, ru: str, kk: str) -> Self:
        """Make one of its sentence in every language."""
        return cls(Text(en=en, ru=ru, kk=kk))


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A host and a port to connect to."""

    host: str
    port: int

    def __str__(self) -> str:
        """Return ``host:port``, an IPv6 address in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @classmethod
    def parse(cls, text: str, *, default_port: int = HTTPS_PORT) -> Self:
        """Read ``HOST``, ``HOST:PORT`` or ``[IPv6]:PORT``.

        Raises:
            SettingError: it is neither.
        """
        try:
            parts = urlsplit(f"//{text}")
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        if not host or port == 0 or set("@/?#\\") & set(text) or not text.isprintable() or " " in text:
            raise SettingError.of(
                en=f"{text!r} is not HOST or HOST:PORT; an IPv6 address stands in brackets",
                ru=f"{text!r} — это не ХОСТ и не ХОСТ:ПОРТ; адрес IPv6 пишется в квадратных скобках",
                kk=f"{text!r} — ХОСТ та, ХОСТ:ПОРТ та емес; IPv6 мекенжайы шаршы жақшаға алынады",
            )
        return cls(host=host, port=port or default_port)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectTo:
    """One ``--connect-to``, with curl's meaning: an empty first pair fits all, an empty second changes nothing."""

    host: str
    port: int | None
    to_host: str
    to_port: int | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``HOST1:PORT1:HOST2:PORT2``; IPv6 addresses stand in brackets.

        Raises:
            SettingError: it has not four parts, or a port is none.
        """
        parts = _split_outside_brackets(text)
        if len(parts) != len(("host", "port", "to_host", "to_port")):
            raise SettingError.of(
                en=f"--connect-to {text!r}: four parts are needed, HOST1:PORT1:HOST2:PORT2",
                ru=f"--connect-to {text!r}: нужны четыре части, ХОСТ1:ПОРТ1:ХОСТ2:ПОРТ2",
                kk=f"--connect-to {text!r}: төрт бөлік керек, ХОСТ1:ПОРТ1:ХОСТ2:ПОРТ2",
            )
        ports = [_port(part, text) for part in (parts[1], parts[3])]
        return cls(host=parts[0].strip("[]").lower(), port=ports[0], to_host=parts[2].strip("[]"), to_port=ports[1])

    def applies_to(self, endpoint: Endpoint) -> bool:
        """Return whether it speaks of this endpoint."""
        return self.host in {"", endpoint.host} and self.port in {None, endpoint.port}

    def __str__(self) -> str:
        """Return it as it is written on the command line."""
        host, to_host = (f"[{name}]" if ":" in name else name for name in (self.host, self.to_host))
        return f"{host}:{self.port or ''}:{to_host}:{self.to_port or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the API is, as the user named it."""

    endpoint: Endpoint
    path: str
    """The base path, without a slash at its end."""

    @property
    def origin(self) -> str:
        """Scheme and authority: what every URL of the API begins with."""
        default = self.endpoint.port == HTTPS_PORT
        authority = str(self.endpoint).removesuffix(f":{HTTPS_PORT}") if default else str(self.endpoint)
        return f"https://{authority}"

    @property
    def base_url(self) -> str:
        """The URL without a slash at its end."""
        return f"{self.origin}{self.path}"

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read a base URL.

        Raises:
            SettingError: not an absolute https URL, or one with a user, query or fragment, or of the list itself.
        """
        try:
            url = url.strip()
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
            ascii_host = host.encode("idna").decode() if host and ":" not in host else host
        except (ValueError, UnicodeError):
            raise _not_https(url) from None
        if parts.scheme == "http":
            raise SettingError.of(
                en="--base-url must begin with https://: the token is never sent in the clear",
                ru="--base-url должен начинаться с https://: токен никогда не передаётся в открытом виде",
                kk="--base-url https:// деп басталуы керек: токен ешқашан ашық түрде жіберілмейді",
            )
        if parts.path.rstrip("/").endswith("/orders"):
            # The whole address of the list, pasted: every request would go to `/orders/orders`, and be a 404.
            raise SettingError.of(
                en=f"--base-url must not name /orders, which is added to it; the default is {DEFAULT_BASE_URL}",
                ru=f"--base-url указывается без /orders: это добавляется само; по умолчанию {DEFAULT_BASE_URL}",
                kk=f"--base-url мекенжайы /orders бөлігінсіз беріледі, ол өзі қосылады; әдепкі: {DEFAULT_BASE_URL}",
            )
        if parts.username is not None or parts.query or parts.fragment:
            raise SettingError.of(
                en="--base-url must have no user name, query or fragment",
                ru="В --base-url не должно быть имени пользователя, параметров запроса и фрагмента",
                kk="--base-url ішінде пайдаланушы аты, сұрау параметрлері және фрагмент болмауы керек",
            )
        if parts.scheme != "https" or not ascii_host or port == 0 or not url.isprintable() or {" ", "\\"} & set(url):
            raise _not_https(url)
        return cls(endpoint=Endpoint(host=ascii_host, port=port or HTTPS_PORT), path=parts.path.rstrip("/"))


class ProxyScheme(StrEnum):
    """A way to speak to a proxy."""

    HTTP = "http"
    HTTPS = "https"
    SOCKS5 = "socks5"
    SOCKS5H = "socks5h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy that the machine is configured to use."""

    scheme: ProxyScheme
    endpoint: Endpoint
    source: str
    """The environment variable, or the system setting, that names it."""
    username: "Secret | None" = None
    password: "Secret | None" = None

    @property
    def url(self) -> str:
        """The proxy's address, its credentials left out."""
        return f"{self.scheme}://{self.endpoint}"

    @classmethod
    def parse(cls, url: str, source: str) -> Self:
        """Read a proxy's URL; one without a scheme is an HTTP proxy, as curl has it.

        Raises:
            SettingError: it is no URL of a proxy; the text shows no password.
        """
        ports = {ProxyScheme.HTTP: 80, ProxyScheme.HTTPS: HTTPS_PORT}
        try:
            parts = urlsplit(url if "://" in url else f"http://{url}")
            scheme = ProxyScheme("socks5" if parts.scheme == "socks" else parts.scheme)
            host, port = parts.hostname, parts.port
            # Percent-encoded in a URL, since "@" and ":" would end them: curl and requests decode them too.
            user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        except ValueError:
            raise _not_a_proxy(source) from None
        if not host or port == 0 or not host.isprintable() or " " in host:
            raise _not_a_proxy(source)
        from kaspi_doctor.credentials import Secret  # not at the top: every command imports this module

        return cls(
            scheme=scheme,
            endpoint=Endpoint(host=host, port=port or ports.get(scheme, 1080)),
            source=source,
            username=Secret(user) if user else None,
            password=Secret(password) if password else None,
        )


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if character == ":" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _port(text: str, whole: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= MAXIMUM_PORT:
        raise SettingError.of(
            en=f"--connect-to {whole!r}: {text!r} is not a port",
            ru=f"--connect-to {whole!r}: {text!r} — не номер порта",
            kk=f"--connect-to {whole!r}: {text!r} — порт нөмірі емес",
        )
    return int(text)


def _not_https(url: str) -> SettingError:
    return SettingError.of(
        en=f"--base-url {url!r} is not an https URL; the default is {DEFAULT_BASE_URL}",
        ru=f"--base-url {url!r} — не адрес вида https://…; по умолчанию {DEFAULT_BASE_URL}",
        kk=f"--base-url {url!r} — https:// түріндегі мекенжай емес; әдепкі мәні: {DEFAULT_BASE_URL}",
    )


def _not_a_proxy(source: str) -> SettingError:
    return SettingError.of(
        en=f"{source} does not hold the URL of an HTTP or SOCKS5 proxy; fix it, or use --no-proxy",
        ru=f"В {source} нет адреса HTTP- или SOCKS5-прокси; исправьте его или добавьте --no-proxy",
        kk=f"{source} ішінде HTTP немесе SOCKS5 прокси мекенжайы жоқ; түзетіңіз немесе --no-proxy қосыңыз",
    )
