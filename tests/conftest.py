"""What every test may rely on: a clean environment, and Chromium where there is one."""

from __future__ import annotations

import os
import re
import shutil
import signal

import pytest
from hypothesis import settings

# A developer's own token, proxy, language or terminal must not decide whether a test passes.
_LEAKING = re.compile(
    r"KASPI_.*|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE|SSLKEYLOGFILE"
    r"|LANG(UAGE)?|LC_.*|TZ|CI|GITHUB_.*|NO_COLOR|(FORCE|CLICOLOR).*|PY_COLORS|TTY_.*|COLUMNS|LINES|TERM",
    re.IGNORECASE,
)

# Started with `&` from a script, the tests inherit an ignored SIGINT, and so would every process that they interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Hypothesis' own "ci" profile gives the same examples in every run. No deadline here either: the cores are shared.
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return two workers to each core: half of the time the tests wait for a network that is slow on purpose."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hides from the test, and from the processes it starts, what the machine's environment says to the tool."""
    for name in tuple(os.environ):
        if _LEAKING.fullmatch(name):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, for tests marked `browser`; they are skipped where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on this machine")
