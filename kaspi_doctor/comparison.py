"""Two reports side by side: what differs, in the order that matters. Works on my laptop, fails in CI."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TypeAlias

from kaspi_doctor import facts as fact
from kaspi_doctor.observation import Failure, Observation, Outcome
from kaspi_doctor.redaction import visible
from kaspi_doctor.report import Json, Report
from kaspi_doctor.vocabulary import NONE, NOT_FOR_THIS_HOST, OUTCOMES, UID_SENT, VERDICTS
from kaspi_doctor.wording import Text, seconds

CLOCK_TOLERANCE_S = 60
"""Clocks that differ by less say nothing."""
LONGEST = 240
"""Characters of one side: all differences together should fit a screen."""
NOTHING = Text.same("—")
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not alike."""

    id: str
    subject: Text
    first: Text
    second: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one report has to say on a subject."""

    key: object
    """Alike in both reports if there is nothing to tell."""
    text: Text


Look: TypeAlias = Callable[[Report], Side | None]
"""None: the report does not know, so there is nothing to compare."""


def compare(first: Report, second: Report) -> tuple[Difference, ...]:
    """Return what differs, the most telling first; empty when nothing that matters does."""
    found: list[Difference] = []
    for aspect_id, subject, look in ASPECTS:
        one, other = look(first), look(second)
        if one and other and one.key != other.key:
            found.append(_difference(aspect_id, subject, one.text, other.text))
    verdict = [difference for difference in found if difference.id == "verdict"]
    parted = _parting(first, second)
    rest = [difference for difference in found if difference.id not in {"verdict", parted and parted[0].probe_id}]
    return (*verdict, *([_where_they_part(*parted)] if parted else ()), *rest)


def as_json(differences: tuple[Difference, ...]) -> Json:
    """Return the JSON output."""
    return {"schema_version": 1, "alike": not differences, "differences": [asdict(d) for d in differences]}


def _difference(aspect_id: str, subject: Text, first: Text, second: Text) -> Difference:
    return Difference(id=aspect_id, subject=subject.map(_shown), first=first.map(_shown), second=second.map(_shown))


def _shown(text: str) -> str:
    """Make foreign text fit to be shown, and short."""
    clean = " ".join(visible(text[: 4 * LONGEST]).split())
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"


def _parting(first: Report, second: Report) -> tuple[Observation, Observation] | None:
    """Return what the first probe saw that ended differently: up to it all was alike."""
    pairs = ((one, second.of(one.probe_id)) for one in first.observations)
    ends = ((one, other) for one, other in pairs if other)
    return next((two for two in ends if len({(each.outcome, each.failure) for each in two}) > 1), None)


def _where_they_part(one: Observation, other: Observation) -> Difference:
    subject = Text(en="first difference: ", ru="первое расхождение: ", kk="алғашқы айырмашылық: ")
    return _difference("first-diverging-probe", subject + Text.same(one.probe_id), _outcome(one), _outcome(other))


def _outcome(observation: Observation) -> Text:
    said = OUTCOMES[observation.outcome].map(lambda word: word[0].upper() + word[1:])
    return said + Text.same(". ") + observation.summary


def _verdict(report: Report) -> Side:
    diagnosis = report.diagnosis
    cause = report.causes.get(diagnosis.root_cause or "")
    text = Text.same(f"{cause.id}: ") + cause.title if cause else VERDICTS[diagnosis.verdict]
    return Side(key=(diagnosis.verdict, diagnosis.root_cause), text=text)


def _fact(probe_id: str, wanted: str) -> Look:
    def look(report: Report) -> Side | None:
        observation = report.of(probe_id)
        return _same(observation.facts.get(wanted)) if observation else None

    return look


def _same(*values: fact.Value) -> Side:
    words = [", ".join(v) if isinstance(v, tuple) else str(v) for v in values if v not in (None, "", ())]
    text = Text.same("; ".join(words)) if words else NOTHING
    return Side(key=text.en, text=text)


def _token(report: Report) -> Side:
    note = report.credentials
    if note.source is None:
        return Side(key=None, text=NONE)
    damage = report.fact("token-format", fact.TOKEN_DAMAGE) or ()
    mark, length = note.fingerprint or "—", note.length
    text = Text(
        en=f"fingerprint {mark}, length {length}",
        ru=f"отпечаток {mark}, длина {length}",
        kk=f"саусақ ізі {mark}, ұзындығы {length}",
    )
    if damage:
        listed = ", ".join(damage)
        text += Text(en=f"; damaged: {listed}", ru=f"; повреждён: {listed}", kk=f"; бүлінген: {listed}")
    return Side(key=(note.fingerprint, length, damage), text=text)


def _uid(report: Report) -> Side | None:
    if not report.requests_sent:
        return None
    was_sent = report.credentials.merchant_uid_sent
    return Side(key=was_sent, text=UID_SENT[was_sent])


def _proxy(report: Report) -> Side | None:
    environment = report.of("environment")
    if environment is None:
        return None
    url, source = environment.fact(fact.PROXY_URL), environment.fact(fact.PROXY_SOURCE)
    if url:
        return _same(f"{url} ({source})" if source else url)
    if environment.fact(fact.PROXY_BYPASSED):
        return Side(key="bypassed", text=NOT_FOR_THIS_HOST)
    return Side(key=None, text=NONE)


def _trust(report: Report) -> Side | None:
    tls = report.of("tls")
    trust = tls.fact(fact.TRUST) if tls else None
    if tls and trust is None and tls.failure is Failure.TLS_UNTRUSTED_ISSUER:
        return Side(key=None, text=Text(en="nobody", ru="никто", kk="ешкім"))
    if trust is None:
        return None
    # A quick run asks the system's store alone.
    return Side(key="both" if trust == "system" else trust, text=TRUSTED_BY.get(trust, Text.same(trust)))


def _issuer(report: Report) -> Side | None:
    issuer = report.fact("tls", fact.CERTIFICATE_ISSUER)
    return _same(issuer) if issuer else None


def _addresses(report: Report) -> Side | None:
    answers = report.fact("dns", fact.DNS_ANSWERS)
    return _same(tuple(sorted(answers))) if answers else None


def _dead_addresses(report: Report) -> Side | None:
    tcp = report.of("tcp")
    if tcp is None or tcp.outcome is Outcome.SKIPPED:
        return None
    failed = tcp.fact(fact.TCP_FAILED)
    # Each with its failure after it: a word for programs.
    return _same(None if failed is None else tuple(sorted(dead.partition(" ")[0] for dead in failed)))


def _answer(probe_id: str) -> Look:
    def look(report: Report) -> Side | None:
        observation = report.of(probe_id)
        if observation is None or observation.outcome is Outcome.SKIPPED:
            return None
        status, kind = observation.fact(fact.STATUS), observation.fact(fact.ANSWER)
        return Side(key=(observation.outcome, observation.failure, status, kind), text=_outcome(observation))

    return look


def _clock(report: Report) -> Side | None:
    if (known := report.first(fact.CLOCK_OFFSET_S)) is None:
        return None
    if abs(known) < CLOCK_TOLERANCE_S:
        return Side(key=0, text=Text(en="correct", ru="верны", kk="дұрыс"))
    off = _amount(abs(known))
    ahead = Text(en=f"{off.en} ahead", ru=f"спешат на {off.ru}", kk=f"{off.kk} озып тұр")
    behind = Text(en=f"{off.en} behind", ru=f"отстают на {off.ru}", kk=f"{off.kk} қалып тұр")
    return Side(key=round(known / CLOCK_TOLERANCE_S), text=ahead if known > 0 else behind)


def _amount(duration_s: float) -> Text:
    """Return a long time in the unit that tells most."""
    for unit_s, unit in ((DAY_S, Text(en="d", ru="дн.", kk="күн")), (HOUR_S, Text(en="h", ru="ч", kk="сағ"))):
        if duration_s >= 2 * unit_s:
            return Text.same(f"{round(duration_s / unit_s)} ") + unit
    minutes = round(duration_s / MINUTE_S)
    return Text(en=f"{minutes} min", ru=f"{minutes} мин", kk=f"{minutes} мин") if minutes > 1 else seconds(duration_s)


def _asked(report: Report) -> Side:
    return Side(key={o.probe_id for o in report.observations}, text=Text.same(f"{len(report.observations)}"))


ASPECTS: tuple[tuple[str, Text, Look], ...] = (
    ("verdict", Text(en="verdict", ru="вывод", kk="қорытынды"), _verdict),
    ("token", Text(en="token", ru="токен", kk="токен"), _token),
    ("merchant-uid", Text.same("X-Merchant-Uid"), _uid),
    ("base-url", Text(en="base URL", ru="базовый URL", kk="негізгі URL"), lambda r: _same(r.base_url, r.connect_to)),
    ("proxy", Text(en="proxy", ru="прокси", kk="прокси"), _proxy),
    ("trust", Text(en="certificate trusted by", ru="сертификату доверяют", kk="сертификатқа сенетіндер"), _trust),
    (
        "issuer",
        Text(en="certificate issued by", ru="кем выдан сертификат", kk="сертификатты берген"),
        _issuer,
    ),
    (
        "ca-overrides",
        Text(en="variables that set CAs", ru="переменные с путями к CA", kk="CA жолдарын беретін айнымалылар"),
        _fact("environment", fact.CA_OVERRIDES),
    ),
    ("addresses", Text(en="addresses", ru="IP-адреса", kk="IP мекенжайлары"), _addresses),
    (
        "dead-addresses",
        Text(
            en="addresses that accept no connection",
            ru="адреса, которые не принимают соединения",
            kk="қосылымды қабылдамайтын мекенжайлар",
        ),
        _dead_addresses,
    ),
    *(
        (probe_id, Text.same(probe_id), _answer(probe_id))
        for probe_id in ("user-agent-absent", "user-agent-library", "user-agent-explicit", "orders-valid")
    ),
    ("clock", Text(en="clock", ru="часы", kk="сағат"), _clock),
    (
        "token-source",
        Text(en="source of the token", ru="откуда взят токен", kk="токен қайдан алынған"),
        lambda report: _same(report.credentials.source),
    ),
    ("probes", Text(en="number of probes", ru="число проб", kk="сынамалар саны"), _asked),
    ("openssl", Text.same("OpenSSL"), _fact("environment", fact.OPENSSL_VERSION)),
    ("python", Text.same("Python"), _fact("environment", fact.PYTHON_VERSION)),
    ("tool", Text.same("kaspi-doctor"), lambda report: _same(report.tool_version)),
)

TRUSTED_BY: dict[str, Text] = {
    "both": Text(en="the system and certifi", ru="система и certifi", kk="жүйе мен certifi"),
    "system": Text(en="the system", ru="система", kk="жүйе"),
    "system-only": Text(en="the system, not certifi", ru="система, но не certifi", kk="жүйе ғана, certifi емес"),
    "certifi-only": Text(en="certifi, not the system", ru="certifi, но не система", kk="certifi ғана, жүйе емес"),
    "ca-file": Text(en="the file of --ca-file", ru="файл из --ca-file", kk="--ca-file файлы"),
}
