"""The tool started as a user starts it: in a process of its own."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import wait
from pkgutil import walk_packages
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Any

import kaspi_doctor
from kaspi_doctor.cli import main
from kaspi_doctor.simulator import SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerContext
    from pathlib import Path

    import pytest

    from kaspi_doctor.simulator import SimulatedApi

COMMAND = (sys.executable, "-m", "kaspi_doctor")
TOKEN = SCENARIOS["documented"].token or ""
SERVER_TIME_S = 60.0
"""Seconds after which a test gives a process up."""
OFFLINE = ("--base-url", "https://localhost:9/shop/api/v2", "--neutral-host", "none")
"""Options that keep a run on this machine, and let it end at once: nobody listens on the discard port."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a process left behind."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """Standard output as the JSON report it has to be."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    def observation(self, probe_id: str) -> dict[str, Any]:
        """One observation of the JSON report."""
        return next(part for part in self.report["observations"] if part["probe_id"] == probe_id)


def importable(folder: Path) -> dict[str, str]:
    """The environment in which modules of a folder can be imported, before all others."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))}


def environment_of(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """This process's environment, changed; None removes a variable."""
    changed = {**os.environ, **(changes or {})}
    return {name: value for name, value in changed.items() if value is not None}


def run(
    *arguments: str | Path,
    cwd: Path,
    environment: Mapping[str, str | None] | None = None,
    stdin: bytes = b"",
) -> Ran:
    """Run a command line to its end, in a process forked from one that has imported everything: a fifth of the work."""
    words = [str(argument) for argument in arguments]
    if any(map(_PYTHONS_OWN, environment or ())):
        return run_fresh(*words, cwd=cwd, environment=environment, stdin=stdin)
    return _run_forked(words, str(cwd), environment_of(environment), stdin)


def run_fresh(
    *arguments: str | Path,
    cwd: Path,
    environment: Mapping[str, str | None] | None = None,
    stdin: bytes | None = b"",
    stdout: int | IO[bytes] = subprocess.PIPE,
) -> Ran:
    """Run a command line to its end with an interpreter of its own, and with pipes or what is given for its streams."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        check=False,
        cwd=cwd,
        env=environment_of(environment),
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=SERVER_TIME_S,
    )
    return Ran(code=done.returncode, out=(done.stdout or b"").decode(), err=done.stderr.decode())


_PYTHONS_OWN = re.compile("PYTHON").match
"""Names of variables that the interpreter reads when it starts."""
_IMPORTED_LATE = ("anyio._backends._asyncio", "cryptography.hazmat.backends.openssl", "dns.asyncresolver", "jinja2")
"""By libraries, in the middle of their work."""


_STARTING = threading.Lock()
"""A start asks after every other process, and takes the exit code away from the thread that waits for it."""


@cache
def _forks() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    own = [module.name for module in walk_packages(kaspi_doctor.__path__, f"{kaspi_doctor.__name__}.")]
    context.set_forkserver_preload([*(name for name in own if not name.endswith("__main__")), *_IMPORTED_LATE])
    return context


def _run_forked(words: Sequence[str], cwd: str, environment: Mapping[str, str], stdin: bytes) -> Ran:
    with ExitStack() as stack:
        streams = [stack.enter_context(NamedTemporaryFile()) for _ in range(3)]
        streams[0].write(stdin)
        streams[0].flush()
        process = _forks().Process(target=_forked, args=(words, cwd, environment, [stream.name for stream in streams]))
        with _STARTING:
            process.start()
        wait([process.sentinel], SERVER_TIME_S)
        with _STARTING:
            process.join(0)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(words, SERVER_TIME_S)
        return Ran(code=process.exitcode, out=streams[1].read().decode(), err=streams[2].read().decode())


def _forked(words: Sequence[str], cwd: str, environment: Mapping[str, str], streams: Sequence[str]) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for number, (name, path) in enumerate(zip(("stdin", "stdout", "stderr"), streams, strict=True)):
        opened = os.open(path, os.O_RDWR | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
        errors = "backslashreplace" if name == "stderr" else "strict"
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", errors=errors, closefd=False))  # noqa: SIM115 - a stream for the process's whole life
    sys.argv = ["kaspi-doctor", *words]
    sys.exit(main())


def run_here(*arguments: str, capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run a command line in this process: a hundred times quicker, for what needs no streams of its own."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        code = main(arguments)
    finally:
        signal.signal(signal.SIGTERM, before)
    said = capsys.readouterr()
    return Ran(code=code, out=said.out, err=said.err)


def check(
    endpoint: SimulatedApi, *arguments: str | Path, cwd: Path, environment: Mapping[str, str | None] | None = None
) -> Ran:
    """Run ``check`` against a simulator that is served already."""
    return run(
        "check",
        *endpoint.arguments,
        *arguments,
        cwd=cwd,
        environment={**endpoint.environment, **(environment or {})},
    )


def is_one_clear_line(text: str) -> bool:
    """Tell a complaint that a person can act on: one line, no traceback, no box."""
    return bool(re.fullmatch(r"kaspi-doctor: [^\n]+\n", text)) and "Traceback" not in text and "│" not in text
