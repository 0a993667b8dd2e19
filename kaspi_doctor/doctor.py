"""The steps wired together; what Python programs call.

from kaspi_doctor.doctor import examine
from kaspi_doctor.settings import Credentials, Settings

report = await examine(Settings(credentials=Credentials.found(token, "my vault")))
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace

from kaspi_doctor import __version__, probes
from kaspi_doctor.cause import Cause
from kaspi_doctor.diagnosis import Diagnosis, diagnose
from kaspi_doctor.format import Format
from kaspi_doctor.network import Network
from kaspi_doctor.observation import Layer, Observation
from kaspi_doctor.probe import Probe
from kaspi_doctor.redaction import SHORTEST_WHOLE, Redactor
from kaspi_doctor.registry import collect, load, names
from kaspi_doctor.report import CredentialsNote, Report
from kaspi_doctor.runner import Waiting, plan, run
from kaspi_doctor.settings import Settings

EXCUSABLE = {1, 3, 4}
"""The codes that ``--exit-zero`` turns into 0."""


def all_probes() -> tuple[Probe, ...]:
    """Return every probe, in the order in which they are shown."""
    return tuple(sorted(collect(probes, "PROBE", Probe), key=lambda probe: probe.step))


def all_causes() -> tuple[Cause, ...]:
    """Return every cause, from the lowest layer up."""
    from kaspi_doctor import causes

    return tuple(sorted(collect(causes, "CAUSE", Cause), key=lambda cause: (cause.layer.height, cause.id)))


async def _load(network: Network) -> None:
    """Load, while answers are waited for, first what requests need, then what the diagnosis needs."""
    await network.warm_up()
    await asyncio.to_thread(all_causes)


def all_formats() -> tuple[Format, ...]:
    """Return every format."""
    from kaspi_doctor import formats

    return collect(formats, "FORMAT", Format)


def format_by_id(wanted: str) -> Format | None:
    """Return one format, without loading the others: all of them take longer than an answer from nearby."""
    from kaspi_doctor import formats

    return load(formats, wanted, "FORMAT", Format) if wanted in names(formats) else None


def redactor_for(settings: Settings) -> Redactor:
    """Make the redactor that knows this run's secrets. A placeholder is none, and would hit the report's own words."""
    credentials, proxy = settings.credentials, settings.surroundings.proxy
    found = credentials.inspection
    # What is around a damaged token ("X-Auth-Token: …") is no secret: only the whole is.
    whole = [] if found.is_placeholder or not credentials.raw else [credentials.raw.reveal()]
    if proxy and proxy.password:
        password = proxy.password.reveal()
        # A user name, and a short password, are words like any other ("user", "proxy"); together they are a secret.
        whole.append(f"{proxy.username.reveal() if proxy.username else ''}:{password}")
        whole += [password] if len(password) >= SHORTEST_WHOLE else []
    return Redactor([found.fixed.reveal()] if found.fixed else [], whole)


async def examine(
    settings: Settings,
    *,
    waiting: Waiting = lambda _: None,
    seen: Callable[[Observation], None] = lambda _: None,
    redactor: Redactor | None = None,
) -> Report:
    """Run the probes and say what is wrong.

    ``waiting`` is told which probes are being waited for, ``seen`` is given each observation as it is made.

    Raises:
        SettingError: nothing was sent, since a setting cannot be used.
    """
    redactor = redactor or redactor_for(settings)
    chosen = plan(all_probes(), settings)
    network = Network(settings)
    started_at, started = network.now(), time.perf_counter()
    observations: list[Observation] = []
    goes_high = any(probe.layer.height >= Layer.TLS.height for probe in chosen)
    loading = asyncio.create_task(_load(network)) if goes_high else None
    try:
        async with aclosing(run(chosen, settings, network, redactor, waiting)) as made:
            async for observation in made:
                observations.append(observation)
                seen(observation)
    finally:
        if loading:
            loading.cancel()
    duration_s = time.perf_counter() - started
    order = [probe.id for probe in chosen]
    observations.sort(key=lambda observation: order.index(observation.probe_id))
    diagnosis, named = diagnose(observations, all_causes())
    credentials = settings.credentials
    report = Report(
        run_id=secrets.token_hex(4),
        tool_version=__version__,
        started_at=started_at,
        duration_s=duration_s,
        exit_code=0,
        base_url=redactor.foreign(settings.target.base_url),
        connect_to=tuple(redactor.foreign(str(rule)) for rule in settings.connect_to),
        credentials=CredentialsNote(
            source=redactor.foreign(credentials.source) if credentials.source else None,
            length=credentials.inspection.length,
            fingerprint=credentials.inspection.fingerprint,
            merchant_uid_sent=credentials.merchant_uid is not None and network.pace.sent > 0,
        ),
        requests_sent=network.pace.sent,
        observations=tuple(observations),
        diagnosis=diagnosis,
        causes={cause.id: cause for cause in named},
        masked=redactor.count,
    )
    return replace(report, exit_code=exit_code(diagnosis, report, settings))


def rejudged(report: Report) -> Report:
    """Run this version's diagnosis on the observations of a report.

    What the process returned stays where its options bent it; else it is what it would return today.
    """
    diagnosis, named = diagnose(report.observations, all_causes())
    was_bent = report.exit_code != report.diagnosis.verdict_code
    return replace(
        report,
        exit_code=report.exit_code if was_bent else diagnosis.verdict_code,
        diagnosis=diagnosis,
        causes={cause.id: cause for cause in named},
    )


def exit_code(diagnosis: Diagnosis, report: Report, settings: Settings) -> int:
    """Return what the process returns: the table's code, after ``--strict`` and ``--exit-zero``."""
    code = diagnosis.verdict_code
    if code == 0 and settings.strict and any(report.causes[name].is_warning for name in diagnosis.advisories):
        code = 1
    return 0 if settings.exit_zero and code in EXCUSABLE else code
