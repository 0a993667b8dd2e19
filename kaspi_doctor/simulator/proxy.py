"""A small forward proxy: HTTP CONNECT or SOCKS5, leading every target to one port of the simulator."""

import asyncio
import base64
import socket

from kaspi_doctor.simulator.scenario import PROXY_PASSWORD, PROXY_USER, Proxy

_CREDENTIALS = b"basic " + base64.b64encode(f"{PROXY_USER}:{PROXY_PASSWORD}".encode())
_LONGEST_HEAD = 65_536


async def _pump(source: socket.socket, target: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    while data := await loop.sock_recv(source, 65_536):
        await loop.sock_sendall(target, data)


async def _join(client: socket.socket, host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.settimeout(0)
        await asyncio.get_running_loop().sock_connect(server, (host, port))
        pumps = {asyncio.create_task(_pump(client, server)), asyncio.create_task(_pump(server, client))}
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)


async def _read_head(client: socket.socket) -> bytes:
    loop, head = asyncio.get_running_loop(), b""
    while b"\r\n\r\n" not in head and len(head) < _LONGEST_HEAD:
        data = await loop.sock_recv(client, 4096)
        if not data:
            return b""
        head += data
    return head


def _has_credentials(head: bytes) -> bool:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    sent = next((value.strip() for name, _, value in lines if name.lower() == b"proxy-authorization"), b"")
    scheme, _, rest = sent.partition(b" ")
    return scheme.lower() + b" " + rest.strip() == _CREDENTIALS


def _answer(behaviour: Proxy, head: bytes) -> bytes:
    # The wording of these answers is a guess at what proxies say.
    match behaviour:
        case Proxy.REFUSES:
            status, more = "403 Forbidden", ""
        case Proxy.FAILS:
            status, more = "502 Bad Gateway", ""
        case Proxy.WANTS_PASSWORD if not _has_credentials(head):
            status, more = "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="made up"\r\n'
        case _:
            return b"HTTP/1.1 200 Connection established\r\n\r\n"
    return f"HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()


async def _greet_socks(client: socket.socket) -> bool:
    # RFC 1928, without authentication: greeting, then a CONNECT whose target is read and disregarded.
    loop = asyncio.get_running_loop()
    if (await loop.sock_recv(client, 512))[:1] != b"\x05":
        return False
    await loop.sock_sendall(client, b"\x05\x00")
    if (await loop.sock_recv(client, 512))[:2] != b"\x05\x01":
        return False
    await loop.sock_sendall(client, b"\x05\x00\x00\x01" + bytes(6))
    return True


async def serve_proxy(client: socket.socket, behaviour: Proxy, host: str, port: int) -> None:
    """Serve one client of the proxy; the caller closes the socket."""
    loop = asyncio.get_running_loop()
    if behaviour is Proxy.HANGS:
        while await loop.sock_recv(client, 4096):
            pass
        return
    if behaviour is Proxy.SOCKS5:
        if await _greet_socks(client):
            await _join(client, host, port)
        return
    head = await _read_head(client)
    if not head.startswith(b"CONNECT "):
        await loop.sock_sendall(client, b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
        return
    answer = _answer(behaviour, head)
    await loop.sock_sendall(client, answer)
    if answer.startswith(b"HTTP/1.1 200"):
        await _join(client, host, port)
