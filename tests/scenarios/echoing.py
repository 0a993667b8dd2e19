"""A server that gives back what it was sent, wherever an answer has room for it."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT_S = 10.0


@contextmanager
def answering(
    answer: Callable[[bytes], bytes],
    folder: Path,
    *,
    name: str = "kaspi.kz",
    words: str = "echo",
    encrypted: bool = True,
) -> Iterator[tuple[int, Path]]:
    """Answer each request's head with these bytes, and end the connection; gives the port and the CA's file.

    The certificate is for the ``name``, and has the ``words`` wherever it has room for them.
    """
    authority = trustme.CA(organization_name=words, organization_unit_name=words)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, common_name=words, organization_name=words).configure_cert(context)
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))

    def attend(client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(WAIT_S)
            with context.wrap_socket(client, server_side=True) if encrypted else client as stream:
                head = b""
                while b"\r\n\r\n" not in head and (data := stream.recv(65_536)):
                    head += data
                if head:
                    stream.sendall(answer(head))
                with suppress(OSError):
                    stream.shutdown(socket.SHUT_WR)

    def accept(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=attend, args=(client,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        try:
            yield listener.getsockname()[1], ca_file
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
