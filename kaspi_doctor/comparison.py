"""Two reports side by side: what differs, in the order that matters. Works on my laptop, fails in CI."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.report import Json, Report
from kaspi_doctor.wording import Language, Text, seconds

CLOCK_TOLERANCE_S = 60
"""Clocks that differ by less say nothing."""
NOTHING = Text.same("—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not alike."""

    id: str
    subject: Text
    first: Text
    second: Text

    def as_json(self) -> Json:
        """Give the shape of the JSON output."""
        return {
            "id": self.id,
            "subject": self.subject.as_dict(),
            "first": self.first.as_dict(),
            "second": self.second.as_dict(),
        }


Pair: TypeAlias = tuple[Report, Report]


def compare(first: Report, second: Report) -> tuple[Difference, ...]:
    """Give what differs, the most telling first; empty when nothing that matters does."""
    found = tuple(
        Difference(id=aspect_id, subject=subject, first=one, second=other)
        for aspect_id, subject, look in ASPECTS
        if (one := look(first)) != (other := look(second))
    )
    verdict = tuple(difference for difference in found if difference.id == "verdict")
    return (*verdict, *_diverging(first, second), *found[len(verdict) :])


def _verdict(report: Report) -> Text:
    diagnosis = report.diagnosis
    if diagnosis.root_cause is None:
        return VERDICTS[diagnosis.verdict.value]
    cause = report.causes.get(diagnosis.root_cause)
    name = Text.same(diagnosis.root_cause)
    return name + Text.same(": ") + cause.title if cause else name


def _diverging(first: Report, second: Report) -> tuple[Difference, ...]:
    """Give the first probe that ended differently: below it all was alike."""
    others = {o.probe_id: o for o in second.observations}
    for observation in first.observations:
        other = others.get(observation.probe_id)
        if other and (observation.outcome, observation.failure) != (other.outcome, other.failure):
            subject = Text(
                en=f"first probe that differs: {observation.probe_id} ({observation.layer})",
                ru=f"первая проба с разным итогом: {observation.probe_id} ({observation.layer})",
                kk=f"нәтижесі алғаш айырылған сынама: {observation.probe_id} ({observation.layer})",
            )
            return (
                Difference(
                    id="first-diverging-probe", subject=subject, first=_outcome(observation), second=_outcome(other)
                ),
            )
    return ()


def _outcome(observation: Observation) -> Text:
    return OUTCOMES[observation.outcome] + Text.same(". ") + observation.summary


def _fact(probe_id: str, *names: str) -> Callable[[Report], Text]:
    def look(report: Report) -> Text:
        observation = _observations(report).get(probe_id)
        values = [observation.fact(name) for name in names] if observation else []
        return _said(*values)

    return look


def _said(*values: object) -> Text:
    words = [", ".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in values if v not in (None, "", ())]
    return Text.same("; ".join(words)) if words else NOTHING


def _observations(report: Report) -> Mapping[str, Observation]:
    return {observation.probe_id: observation for observation in report.observations}


def _token(report: Report) -> Text:
    note = report.credentials
    if note.source is None:
        return Text(en="none", ru="нет", kk="жоқ")
    damage = _observations(report).get("token-format")
    return _said(note.fingerprint, f"{note.length}", note.source, damage.fact("token.damage") if damage else None)


def _uid(report: Report) -> Text:
    sent = report.credentials.merchant_uid_sent
    return (
        Text(en="sent", ru="отправлен", kk="жіберілді")
        if sent
        else Text(en="not sent", ru="не отправлен", kk="жіберілмеді")
    )


def _addresses(report: Report) -> Text:
    observation = _observations(report).get("dns")
    answers = observation.fact("dns.answers") if observation else None
    return _said(tuple(sorted(answers))) if isinstance(answers, tuple) else NOTHING


def _answer(probe_id: str) -> Callable[[Report], Text]:
    def look(report: Report) -> Text:
        observation = _observations(report).get(probe_id)
        if observation is None:
            return NOTHING
        status, kind = observation.fact("http.response.status_code"), observation.fact("http.answer")
        return _said(observation.outcome.value, observation.failure, status, kind)

    return look


def _clock(report: Report) -> Text:
    offsets = [o.fact("clock.offset_s") for o in report.observations]
    known = next((offset for offset in offsets if isinstance(offset, int | float)), None)
    if known is None:
        return NOTHING
    if abs(known) < CLOCK_TOLERANCE_S:
        return Text(en="right", ru="верны", kk="дұрыс")
    off = seconds(abs(known))
    return Text(en=f"{off.en} off", ru=f"расхождение {off.ru}", kk=f"айырмасы {off.kk}")


ASPECTS: tuple[tuple[str, Text, Callable[[Report], Text]], ...] = (
    ("verdict", Text(en="verdict", ru="вывод", kk="қорытынды"), _verdict),
    ("token", Text(en="token", ru="токен", kk="токен"), _token),
    ("merchant-uid", Text(en="X-Merchant-Uid", ru="X-Merchant-Uid", kk="X-Merchant-Uid"), _uid),
    ("base-url", Text(en="base URL", ru="базовый URL", kk="негізгі URL"), lambda r: _said(r.base_url, r.connect_to)),
    ("proxy", Text(en="proxy", ru="прокси", kk="прокси"), _fact("environment", "proxy.url", "proxy.source")),
    (
        "trust",
        Text(en="who trusts the certificate", ru="кто доверяет сертификату", kk="сертификатқа кім сенеді"),
        _fact("tls", "tls.trust"),
    ),
    (
        "issuer",
        Text(en="certificate's issuer", ru="издатель сертификата", kk="сертификат берушісі"),
        _fact("tls", "tls.server.issuer"),
    ),
    (
        "ca-overrides",
        Text(en="CA variables", ru="переменные с путями к CA", kk="CA айнымалылары"),
        _fact("environment", "tls.ca.overrides"),
    ),
    ("addresses", Text(en="addresses", ru="адреса", kk="мекенжайлар"), _addresses),
    (
        "dead-addresses",
        Text(en="dead addresses", ru="недоступные адреса", kk="қолжетімсіз мекенжайлар"),
        _fact("tcp", "tcp.failed"),
    ),
    *(
        (probe_id, Text.same(probe_id), _answer(probe_id))
        for probe_id in ("user-agent-absent", "user-agent-library", "user-agent-explicit", "orders-valid")
    ),
    ("clock", Text(en="clock", ru="часы", kk="сағат"), _clock),
    ("openssl", Text(en="OpenSSL", ru="OpenSSL", kk="OpenSSL"), _fact("environment", "openssl.version")),
    ("python", Text(en="Python", ru="Python", kk="Python"), _fact("environment", "process.runtime.version")),
    ("tool", Text(en="kaspi-doctor", ru="kaspi-doctor", kk="kaspi-doctor"), lambda r: _said(r.tool_version)),
)

VERDICTS: dict[str, Text] = {
    "healthy": Text(en="healthy", ru="всё в порядке", kk="бәрі дұрыс"),
    "explained": Text(en="explained", ru="причина найдена", kk="себебі анықталды"),
    "unexplained": Text(en="unexplained", ru="причина не найдена", kk="себебі анықталмады"),
    "inconclusive": Text(en="inconclusive", ru="вывода нет", kk="қорытынды жоқ"),
}
OUTCOMES: dict[Outcome, Text] = {
    Outcome.PASSED: Text(en="passed", ru="пройдена", kk="өтті"),
    Outcome.FAILED: Text(en="failed", ru="не пройдена", kk="өтпеді"),
    Outcome.SKIPPED: Text(en="skipped", ru="пропущена", kk="өткізіп жіберілді"),
    Outcome.CRASHED: Text(en="crashed", ru="сбой", kk="ақау"),
}

ALIKE = Text(en="Nothing that matters differs.", ru="Существенных различий нет.", kk="Маңызды айырмашылық жоқ.")


def as_json(differences: tuple[Difference, ...]) -> Json:
    """Give the JSON output."""
    return {"schema_version": 1, "alike": not differences, "differences": [d.as_json() for d in differences]}


def as_text(differences: tuple[Difference, ...], names: tuple[str, str], language: Language) -> str:
    """Lay the differences out for a terminal or a log: a heading each, and a line for each report."""
    if not differences:
        return f"{ALIKE.into(language)}\n"
    width = max(map(len, names))
    lines: list[str] = []
    for difference in differences:
        lines.append(difference.subject.into(language))
        for name, seen in zip(names, (difference.first, difference.second), strict=True):
            lines.append(f"  {name.ljust(width)}  {seen.into(language)}")
    return "\n".join(lines) + "\n"


def as_markdown(differences: tuple[Difference, ...], names: tuple[str, str], language: Language) -> str:
    """Lay the differences out as a table for a ticket."""
    if not differences:
        return f"{ALIKE.into(language)}\n"
    rows = [("", *names), ("---", "---", "---")]
    rows += [
        (f"**{_cell(d.subject.into(language))}**", _code(d.first.into(language)), _code(d.second.into(language)))
        for d in differences
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`").replace("*", "\\*")


def _code(text: str) -> str:
    """Put foreign text where Markdown reads nothing into it."""
    return f"<code>{_cell(text.replace('&', '&amp;')).replace('@', '@<!-- -->').replace('_', '&#95;')}</code>"
