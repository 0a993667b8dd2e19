"""Through a proxy: HTTP CONNECT (RFC 9110, section 9.3.6) and SOCKS5 (RFC 1928, RFC 1929)."""

import base64
import ipaddress

from kaspi_doctor.facts import PROXY_SOCKS_REPLY, PROXY_STATUS
from kaspi_doctor.network.classify import EndOfStreamError, NetworkFailure, classify
from kaspi_doctor.network.resolve import is_address
from kaspi_doctor.network.stream import Stream, TlsStream
from kaspi_doctor.network.trust import Store, context_for
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.target import Endpoint, Proxy, ProxyScheme

AUTHENTICATION_REQUIRED = 407
SUCCESS = range(200, 300)

_SOCKS_VERSION, _NO_PASSWORD, _PASSWORD, _SIGN_IN_VERSION, _CONNECT = 5, 0, 2, 1, 1
_IPV4, _NAME, _IPV6 = 1, 3, 4
_LONGEST = 255
"""Bytes of a name, user name or password that SOCKS5 has room for."""
_REPLIES = (
    "succeeded",
    "general failure",
    "not allowed by the rules",
    "network unreachable",
    "host unreachable",
    "connection refused",
    "TTL expired",
    "command not supported",
    "address type not supported",
)
"""RFC 1928, section 6."""


async def tunnel(stream: Stream, proxy: Proxy, to: Endpoint) -> Stream:
    """Make a proxy, to which ``stream`` is connected, pass everything on to an endpoint.

    The name is given to the proxy to resolve. Waits as long as the proxy takes: bound it from outside.

    Raises:
        NetworkFailure: the proxy refuses, asks for a password, does not speak like a proxy, or breaks off.
    """
    try:
        if proxy.scheme is ProxyScheme.HTTPS:
            stream = await _secured(stream, proxy)
        if proxy.scheme in {ProxyScheme.SOCKS5, ProxyScheme.SOCKS5H}:
            await _socks(stream, proxy, to)
        else:
            await _connect(stream, proxy, to)
    except OSError as error:
        how = "closed" if isinstance(error, EndOfStreamError) else "broke off"
        raise NetworkFailure(Failure.PROXY_REFUSED, detail=f"the proxy {how} the connection") from None
    return stream


async def _secured(stream: Stream, proxy: Proxy) -> Stream:
    secured = TlsStream(stream, context_for(Store.SYSTEM, None), proxy.endpoint.host)
    try:
        await secured.handshake()
    except (OSError, NetworkFailure) as error:
        why = classify(error, Layer.TLS)
        raise NetworkFailure(Failure.PROXY_UNREACHABLE, detail=f"TLS with the proxy: {why}") from None
    return secured


async def _connect(stream: Stream, proxy: Proxy, to: Endpoint) -> None:
    import h11

    headers = [("Host", str(to))]
    if proxy.username:
        pair = f"{proxy.username.reveal()}:{proxy.password.reveal() if proxy.password else ''}"
        headers.append(("Proxy-Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"))
    connection = h11.Connection(h11.CLIENT)
    await stream.send(connection.send(h11.Request(method="CONNECT", target=str(to), headers=headers)) or b"")
    connection.send(h11.EndOfMessage())
    try:
        while (event := connection.next_event()) is h11.NEED_DATA or isinstance(event, h11.InformationalResponse):
            if event is h11.NEED_DATA:
                # A byte at a time: what follows the answer is the target's, and not ours to swallow.
                connection.receive_data(await _exactly(stream, 1))
    except h11.RemoteProtocolError:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="the server is not an HTTP proxy") from None
    status = event.status_code if isinstance(event, h11.Response) else 0
    if status in SUCCESS:
        return
    required = status == AUTHENTICATION_REQUIRED
    raise NetworkFailure(
        Failure.PROXY_AUTHENTICATION_REQUIRED if required else Failure.PROXY_REFUSED,
        detail=f"HTTP {status}",
        facts={PROXY_STATUS: status},
    )


async def _socks(stream: Stream, proxy: Proxy, to: Endpoint) -> None:
    methods = bytes([_NO_PASSWORD, _PASSWORD] if proxy.username else [_NO_PASSWORD])
    await stream.send(bytes([_SOCKS_VERSION, len(methods)]) + methods)
    version, method = await _exactly(stream, 2)
    if version != _SOCKS_VERSION:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="the server is not a SOCKS5 proxy")
    if method not in methods:
        raise NetworkFailure(
            Failure.PROXY_AUTHENTICATION_REQUIRED, detail="the proxy requires another authentication method"
        )
    if method == _PASSWORD:
        user = _sized(proxy.username.reveal() if proxy.username else "")
        await stream.send(bytes([_SIGN_IN_VERSION]) + user + _sized(proxy.password.reveal() if proxy.password else ""))
        _, refused = await _exactly(stream, 2)
        if refused:
            raise NetworkFailure(Failure.PROXY_AUTHENTICATION_REQUIRED, detail="the proxy refused the password")
    await stream.send(bytes([_SOCKS_VERSION, _CONNECT, 0]) + _address(to.host) + to.port.to_bytes(2))
    version, reply, _, kind = await _exactly(stream, 4)
    if version != _SOCKS_VERSION:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="the server is not a SOCKS5 proxy")
    if reply:
        known = _REPLIES[reply] if reply < len(_REPLIES) else f"unknown reply {reply}"
        raise NetworkFailure(Failure.PROXY_REFUSED, detail=f"SOCKS5: {known}", facts={PROXY_SOCKS_REPLY: reply})
    # The address that the proxy connects from: of no interest, but it has to be out of the way.
    length = {_IPV4: 4, _IPV6: 16}.get(kind) or (await _exactly(stream, 1))[0]
    await _exactly(stream, length + 2)


def _address(host: str) -> bytes:
    if not is_address(host):
        return bytes([_NAME]) + _sized(host)
    packed = ipaddress.ip_address(host.partition("%")[0]).packed
    return bytes([_IPV4 if len(packed) == ipaddress.IPV4LENGTH // 8 else _IPV6]) + packed


def _sized(text: str) -> bytes:
    data = text.encode()
    if len(data) > _LONGEST:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="the name or password is too long for SOCKS5")
    return bytes([len(data)]) + data


async def _exactly(stream: Stream, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = await stream.receive(count - len(data))
        if not more:
            raise EndOfStreamError
        data += more
    return data
