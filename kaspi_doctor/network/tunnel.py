"""Through a proxy: HTTP CONNECT (RFC 9110, section 9.3.6) and SOCKS5 (RFC 1928, RFC 1929)."""

import base64
import ssl

from kaspi_doctor.network.classify import NetworkFailure
from kaspi_doctor.network.stream import Stream, TlsStream
from kaspi_doctor.observation import Failure
from kaspi_doctor.target import Endpoint, Proxy, ProxyScheme

CHUNK = 4096
AUTHENTICATION_REQUIRED = 407
SUCCESS = range(200, 300)


async def tunnel(stream: Stream, proxy: Proxy, to: Endpoint) -> Stream:
    """Make a proxy, to which ``stream`` is connected, pass everything on to an endpoint.

    The name is given to the proxy to resolve. Waits as long as the proxy takes: bound it from outside.

    Raises:
        NetworkFailure: the proxy refuses, asks for a password, or does not speak like a proxy.
        OSError: the connection broke.
    """
    if proxy.scheme is ProxyScheme.HTTPS:
        secured = TlsStream(stream, ssl.create_default_context(), proxy.endpoint.host)
        await secured.handshake()
        stream = secured
    if proxy.scheme in {ProxyScheme.SOCKS5, ProxyScheme.SOCKS5H}:
        await _socks(stream, proxy, to)
    else:
        await _connect(stream, proxy, to)
    return stream


async def _connect(stream: Stream, proxy: Proxy, to: Endpoint) -> None:
    import h11

    headers = [("Host", str(to))]
    if proxy.username:
        pair = f"{proxy.username.reveal()}:{proxy.password.reveal() if proxy.password else ''}"
        headers.append(("Proxy-Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"))
    connection = h11.Connection(h11.CLIENT)
    await stream.send(connection.send(h11.Request(method="CONNECT", target=str(to), headers=headers)) or b"")
    await stream.send(connection.send(h11.EndOfMessage()) or b"")
    try:
        while (event := connection.next_event()) is h11.NEED_DATA or isinstance(event, h11.InformationalResponse):
            if event is h11.NEED_DATA:
                data = await stream.receive(CHUNK)
                connection.receive_data(data)
                if not data and connection.their_state is h11.SEND_RESPONSE:
                    raise NetworkFailure(Failure.PROXY_REFUSED, detail="the proxy closed the connection")
    except h11.RemoteProtocolError:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="what answers is not an HTTP proxy") from None
    if not isinstance(event, h11.Response):
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="the proxy closed the connection")
    if event.status_code in SUCCESS:
        return
    required = event.status_code == AUTHENTICATION_REQUIRED
    raise NetworkFailure(
        Failure.PROXY_AUTHENTICATION_REQUIRED if required else Failure.PROXY_REFUSED,
        detail=f"HTTP {event.status_code}",
        facts={"proxy.status_code": event.status_code},
    )


async def _socks(stream: Stream, proxy: Proxy, to: Endpoint) -> None:
    from socksio import ProtocolError, socks5

    connection = socks5.SOCKS5Connection()
    method = socks5.SOCKS5AuthMethod.USERNAME_PASSWORD if proxy.username else socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED
    try:
        reply = await _say(stream, connection, socks5.SOCKS5AuthMethodsRequest([method]))
        if not isinstance(reply, socks5.SOCKS5AuthReply) or reply.method != method:
            raise NetworkFailure(Failure.PROXY_AUTHENTICATION_REQUIRED, detail="the proxy wants another way to sign in")
        if proxy.username:
            password = proxy.password.reveal().encode() if proxy.password else b""
            sign_in = socks5.SOCKS5UsernamePasswordRequest(proxy.username.reveal().encode(), password)
            reply = await _say(stream, connection, sign_in)
            if not isinstance(reply, socks5.SOCKS5UsernamePasswordReply) or not reply.success:
                raise NetworkFailure(Failure.PROXY_AUTHENTICATION_REQUIRED, detail="the proxy refused the password")
        wanted = socks5.SOCKS5CommandRequest.from_address(socks5.SOCKS5Command.CONNECT, (to.host, to.port))
        reply = await _say(stream, connection, wanted)
        code = reply.reply_code if isinstance(reply, socks5.SOCKS5Reply) else None
    except ProtocolError:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="what answers is not a SOCKS5 proxy") from None
    if code is not socks5.SOCKS5ReplyCode.SUCCEEDED:
        detail = f"SOCKS5 {code.name.lower() if code else 'unknown reply'}"
        raise NetworkFailure(Failure.PROXY_REFUSED, detail=detail)


async def _say(stream: Stream, connection: "object", request: "object") -> object:
    connection.send(request)  # type: ignore[attr-defined] # socksio has no types
    await stream.send(connection.data_to_send())  # type: ignore[attr-defined]
    data = await stream.receive(CHUNK)
    if not data:
        raise NetworkFailure(Failure.PROXY_REFUSED, detail="the proxy closed the connection")
    return connection.receive_data(data)  # type: ignore[attr-defined]
