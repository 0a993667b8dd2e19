"""Ports on loopback that refuse, swallow, or merely accept a connection."""

import socket
import sys
from contextlib import ExitStack

# The accept queue of a listener with backlog 0 holds one connection; the rest keeps the kernel dropping.
_FILLERS = 4


def bound(host: str, port: int = 0) -> socket.socket:
    """Bind a stream socket; until it listens, the port refuses every connection and nobody else can take it."""
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # where this would let a second program have a port that is taken
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    sock.settimeout(0)
    return sock


def blackhole(host: str, stack: ExitStack, port: int = 0) -> socket.socket:
    """Make a port that never answers a SYN: its accept queue is full. `stack` closes all of it."""
    listener = stack.enter_context(bound(host, port))
    listener.listen(0)
    for _ in range(_FILLERS):
        filler = stack.enter_context(socket.socket(listener.family, socket.SOCK_STREAM))
        filler.settimeout(0)
        filler.connect_ex(listener.getsockname())
    return listener


def number(sock: socket.socket) -> int:
    """The port that a socket is bound to."""
    return int(sock.getsockname()[1])
