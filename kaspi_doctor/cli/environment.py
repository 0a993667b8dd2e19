"""What the environment says about the network. Read here and nowhere else."""

import os
from collections.abc import Mapping

from kaspi_doctor.anonymity import Machine
from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.settings import Surroundings
from kaspi_doctor.target import Endpoint, Proxy

CA_OVERRIDES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")


def surroundings_from(options: CheckOptions, environment: Mapping[str, str], endpoint: Endpoint) -> Surroundings:
    """Return which proxy applies to a host and which variables change whom programs trust.

    Raises:
        SettingError: a proxy is configured in a way nothing can use.
    """
    from urllib.request import (  # type: ignore[attr-defined] # typeshed lacks the last
        getproxies_environment,
        proxy_bypass,
        proxy_bypass_environment,
    )

    overrides = tuple(f"{name}={environment[name]}" for name in CA_OVERRIDES if environment.get(name))
    named = _proxy_variable(environment)
    is_bypassed = False
    if named is None and environment is os.environ and not getproxies_environment():
        named = _proxy_of_the_system()
        is_bypassed = bool(proxy_bypass(endpoint.host))
    if named is None:
        return Surroundings(ca_overrides=overrides)
    name, url = named
    bypass = {"no": environment.get("no_proxy") or environment.get("NO_PROXY") or ""}
    # With the port, since entries may have one; the function looks at the bare name as well.
    if bypass["no"]:
        is_bypassed = bool(proxy_bypass_environment(f"{endpoint.host}:{endpoint.port}", bypass))
    if options.no_proxy or is_bypassed:
        return Surroundings(proxy_bypassed=True, ca_overrides=overrides)
    return Surroundings(proxy=Proxy.parse(url, name), ca_overrides=overrides)


def _proxy_variable(environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Find the variable that names the proxy for https; lower case first, as curl and Python have it."""
    names = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    return next(((name, environment[name]) for name in names if environment.get(name)), None)


def _proxy_of_the_system() -> tuple[str, str] | None:
    """Ask Windows' registry or macOS' settings; elsewhere there is nothing but the environment."""
    from urllib.request import getproxies

    url = getproxies().get("https")
    return ("system settings", url) if url else None


def this_machine() -> Machine:
    """Return what this machine and its user would be recognised by."""
    import getpass
    import platform
    from pathlib import Path

    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):  # a user without a name: in a container, or a service of Windows
        user = ""
    try:
        home = str(Path.home())
    except RuntimeError:
        home = ""
    return Machine(user=user, name=platform.node(), home=home)
