"""A link with a delay of its own: two network namespaces, joined by two TUN devices and a relay that holds each packet.

Needs Linux, root and ``ip``; `tc netem` is not in every kernel.
"""

import asyncio
import contextlib
import fcntl
import os
import struct
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
MTU = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that is up."""

    namespace: str
    """Commands are run at its far end: ``ip netns exec <namespace> …``."""
    near: str
    """The address of this end, where a server listens."""
    far: str
    round_trip_s: float


@contextlib.contextmanager
def delayed_link(round_trip_s: float, *, number: int = 77) -> Iterator[Link]:
    """Bring up a link between this namespace and a new one, with the given round trip in seconds.

    Raises:
        OSError: no TUN device can be made.
        subprocess.CalledProcessError: `ip` refuses.
    """
    namespace, near_name, far_name = f"kd{number}", f"kdn{number}", f"kdf{number}"
    near, far = f"10.{number}.0.1", f"10.{number}.0.2"
    descriptors = [_tun(near_name), _tun(far_name)]
    loop = asyncio.new_event_loop()
    relay = threading.Thread(target=_relay, args=(loop, descriptors, round_trip_s / 2), daemon=True)
    try:
        _ip("netns", "add", namespace)
        _ip("link", "set", far_name, "netns", namespace)
        _ip("addr", "add", f"{near}/30", "dev", near_name)
        _ip("link", "set", near_name, "up")
        _ip("-n", namespace, "addr", "add", f"{far}/30", "dev", far_name)
        _ip("-n", namespace, "link", "set", far_name, "up")
        _ip("-n", namespace, "link", "set", "lo", "up")
        relay.start()
        yield Link(namespace=namespace, near=near, far=far, round_trip_s=round_trip_s)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        relay.join()
        for descriptor in descriptors:
            os.close(descriptor)
        with contextlib.suppress(subprocess.CalledProcessError):
            _ip("netns", "del", namespace)


def _tun(name: str) -> int:
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(descriptor, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return descriptor


def _relay(loop: asyncio.AbstractEventLoop, descriptors: list[int], delay_s: float) -> None:
    def pass_on(source: int, target: int) -> None:
        with contextlib.suppress(BlockingIOError):
            packet = os.read(source, MTU + 4)
            loop.call_later(delay_s, deliver, target, packet)

    def deliver(target: int, packet: bytes) -> None:
        # A full queue or a device that is going down loses packets, as links do.
        with contextlib.suppress(OSError):
            os.write(target, packet)

    first, second = descriptors
    loop.add_reader(first, pass_on, first, second)
    loop.add_reader(second, pass_on, second, first)
    loop.run_forever()
    loop.close()


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)  # noqa: S607 - whichever ip there is
