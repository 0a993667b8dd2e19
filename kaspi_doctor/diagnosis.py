"""From what was seen to the one cause. Pure: no I/O, no clock; a saved report can be judged again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kaspi_doctor.cause import HTTP_ANSWERED, Cause, Kind, Seen, Sign, Weight
from kaspi_doctor.facts import ANSWER, SKIPPED_BECAUSE
from kaspi_doctor.observation import AnswerKind, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

DECIDING_PROBE = "orders-valid"
CRASHED_CODE = 5
WITH_TOKEN = (DECIDING_PROBE, "user-agent-explicit")
"""The probes whose answer may say whether the token is taken."""
ABOUT_THE_TOKEN = {AnswerKind.DATA, AnswerKind.UNAUTHORIZED, AnswerKind.FORBIDDEN}

CREDENTIALS_NOT_CHECKED = Text(
    en="The credentials were not checked: orders-valid was not run. Run `kaspi-doctor check` without --only and"
    " --skip.",
    ru="Токен не проверялся: проба orders-valid не выполнялась. Запустите `kaspi-doctor check` без --only и --skip.",
    kk="Токен тексерілмеді: orders-valid сынамасы орындалмады. `kaspi-doctor check` командасын --only және --skip"
    " параметрлерінсіз іске қосыңыз.",
)
ASK_ALL = Text(
    en="Only the valid request can decide. Run `kaspi-doctor check` without --only and --skip.",
    ru="Решить может только корректный запрос. Запустите `kaspi-doctor check` без --only и --skip.",
    kk="Мұны тек дұрыс сұрау шеше алады. `kaspi-doctor check` командасын --only және --skip параметрлерінсіз іске"
    " қосыңыз.",
)
GIVE_IT_MORE_TIME = Text(
    en="The valid request was never sent. Run `kaspi-doctor check --quick --deadline 120` in a minute.",
    ru="До корректного запроса дело не дошло. Через минуту запустите `kaspi-doctor check --quick --deadline 120`.",
    kk="Дұрыс сұрауға кезек жетпеді. Бір минуттан кейін `kaspi-doctor check --quick --deadline 120` іске қосыңыз.",
)
SHOW_THE_EXCHANGE = Text(
    en="No documented cause fits. Run `kaspi-doctor check --verbose --save` and send the report to Kaspi's support.",
    ru="Ни одна известная причина не подходит. Запустите `kaspi-doctor check --verbose --save` и передайте отчёт"
    " в техподдержку Kaspi.",
    kk="Белгілі себептердің ешқайсысы сәйкес келмейді. `kaspi-doctor check --verbose --save` іске қосып, есепті"
    " Kaspi техникалық қолдауына жіберіңіз.",
)
REPORT_THE_FAULT = Text(
    en="This is a bug in kaspi-doctor, not at Kaspi. Run `kaspi-doctor check --verbose --save` and attach the report"
    " to a bug report on kaspi-doctor's project page.",
    ru="Это ошибка в самом kaspi-doctor, а не в Kaspi. Запустите `kaspi-doctor check --verbose --save` и приложите"
    " отчёт к сообщению об ошибке на странице проекта kaspi-doctor.",
    kk="Бұл — Kaspi қатесі емес, kaspi-doctor бағдарламасының өз қатесі. `kaspi-doctor check --verbose --save` іске"
    " қосып, есепті kaspi-doctor жобасының бетіндегі қате туралы хабарламаға тіркеңіз.",
)


class Verdict(StrEnum):
    """What a run came to."""

    HEALTHY = "healthy"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The conclusion of a run, by cause ids."""

    verdict: Verdict
    root_cause: str | None
    other_causes: tuple[str, ...]
    """Further faults that the root cause does not explain, likeliest first."""
    advisories: tuple[str, ...]
    confirmed: tuple[str, ...]
    """Documented traps whose control behaved as documented in this very run."""
    evidence: Mapping[str, tuple[str, ...]]
    """For each cause id the probes whose observations speak for it."""
    next_step: Text | None
    """The next measurement, where the verdict needs one."""
    credentials_checked: bool
    """Whether a request with the token was answered by the API, one way or the other."""
    verdict_code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A cause together with the observations that speak for it."""

    cause: Cause
    kind: Kind
    """The cause's kind as it shows here, see ``Cause.shows_as``."""
    evidence: tuple[Observation, ...]
    is_fault: bool

    @property
    def is_note(self) -> bool:
        """Whether it is only worth a note; a fault that did no harm this time is worth a warning."""
        return self.kind is Kind.ADVISORY and self.cause.weight is Weight.NOTE


def diagnose(observations: Sequence[Observation], causes: Iterable[Cause]) -> tuple[Diagnosis, tuple[Cause, ...]]:
    """Name the one root cause behind a run's observations, and everything else worth saying.

    Gives the diagnosis and the causes it speaks of, each with its kind as it showed in this run.
    """
    catalogue = tuple(causes)
    seen = {observation.probe_id: observation for observation in observations}
    candidates = [candidate for cause in catalogue if (candidate := _find(cause, seen))]
    succeeded = DECIDING_PROBE in seen and seen[DECIDING_PROBE].outcome is Outcome.PASSED
    answered = bool(HTTP_ANSWERED(seen))
    faults = sorted((f for f in candidates if _holds(f, succeeded=succeeded, answered=answered)), key=_by_rank)
    advisories = sorted((f for f in candidates if f not in faults), key=lambda f: (f.is_note, *_by_rank(f)))
    confirmed = {cause: evidence for cause in catalogue if (evidence := _evidence(cause.confirmed_by, seen))}
    verdict = _verdict(observations, faults, succeeded=succeeded)
    named = (*faults, *advisories)
    diagnosis = Diagnosis(
        verdict=verdict,
        root_cause=faults[0].cause.id if faults else None,
        other_causes=tuple(f.cause.id for f in faults[1:]),
        advisories=tuple(f.cause.id for f in advisories),
        confirmed=tuple(cause.id for cause in confirmed),
        evidence={cause.id: tuple(o.probe_id for o in evidence) for cause, evidence in confirmed.items()}
        | {f.cause.id: tuple(o.probe_id for o in f.evidence) for f in named},
        next_step=_next_step(verdict, seen),
        credentials_checked=_credentials_checked(seen),
        verdict_code=_code(verdict, faults, observations, answered=answered),
    )
    told = {f.cause.id: replace(f.cause, kind=f.kind) for f in named}
    return diagnosis, (*told.values(), *(cause for cause in confirmed if cause.id not in told))


def _find(cause: Cause, seen: Seen) -> Candidate | None:
    kind = next((kind for kind, sign in cause.shows_as if sign(seen)), cause.kind)
    evidence = _evidence((*cause.symptoms, *(sign for _, sign in cause.shows_as)), seen)
    if not evidence:
        return None
    is_fault = kind is not Kind.ADVISORY and any(o.outcome is Outcome.FAILED and not o.control for o in evidence)
    return Candidate(cause=cause, kind=kind, evidence=evidence, is_fault=is_fault)


def _evidence(signs: Iterable[Sign], seen: Seen) -> tuple[Observation, ...]:
    """Return every observation behind the signs, in the run's order."""
    found = {observation.probe_id for sign in signs for observation in sign(seen)}
    return tuple(observation for observation in seen.values() if observation.probe_id in found)


def _holds(candidate: Candidate, *, succeeded: bool, answered: bool) -> bool:
    """Return whether a finding is a fault of this run, rather than something to know about.

    A run whose valid request succeeded has no faults. One in which anything was answered over HTTP got
    through the layers below, so what is wrong there (one dead address, a split DNS) does not explain it.
    """
    if not candidate.is_fault:
        return False
    if candidate.cause.persists_on_success:
        return True
    below = all(o.layer.height < Layer.HTTP.height for o in candidate.evidence)
    crossed = answered and below and candidate.cause.layer is not Layer.CREDENTIALS
    return not succeeded and not crossed


def _by_rank(candidate: Candidate) -> tuple[int, int, int]:
    """Lowest layer, then the surest, then as declared: never by spelling."""
    cause = candidate.cause
    return (cause.layer.height, cause.confidence.rank, cause.precedence)


def _verdict(observations: Sequence[Observation], faults: Sequence[Candidate], *, succeeded: bool) -> Verdict:
    if faults:
        return Verdict.UNEXPLAINED if faults[0].cause.names_no_reason else Verdict.EXPLAINED
    if succeeded:
        return Verdict.HEALTHY
    if any(o.outcome in {Outcome.FAILED, Outcome.CRASHED} and not o.control for o in observations):
        return Verdict.UNEXPLAINED
    all_passed = bool(observations) and all(o.outcome is Outcome.PASSED for o in observations)
    return Verdict.HEALTHY if all_passed else Verdict.INCONCLUSIVE


def _code(verdict: Verdict, faults: Sequence[Candidate], observations: Sequence[Observation], *, answered: bool) -> int:
    if any(o.outcome is Outcome.CRASHED for o in observations):
        return CRASHED_CODE
    match verdict:
        case Verdict.HEALTHY:
            return 0
        case Verdict.EXPLAINED:
            return faults[0].kind.exit_code
        case Verdict.UNEXPLAINED:
            return 1 if answered else 3
        case Verdict.INCONCLUSIVE:
            return 3


def _credentials_checked(seen: Seen) -> bool:
    if DECIDING_PROBE not in seen:
        return False
    of_token = {seen[probe].fact(ANSWER) for probe in WITH_TOKEN if probe in seen} & ABOUT_THE_TOKEN
    without = seen.get("token-absent")
    # Where orders come without a token too, it has not been looked at.
    is_ignored = without is not None and without.fact(ANSWER) == AnswerKind.DATA
    return bool(of_token - {AnswerKind.DATA} if is_ignored else of_token)


def _next_step(verdict: Verdict, seen: Seen) -> Text | None:
    decisive = seen.get(DECIDING_PROBE)
    if any(observation.outcome is Outcome.CRASHED for observation in seen.values()):
        return REPORT_THE_FAULT
    if verdict is Verdict.HEALTHY and decisive is None:
        return CREDENTIALS_NOT_CHECKED
    if verdict is Verdict.INCONCLUSIVE:
        return GIVE_IT_MORE_TIME if decisive and decisive.fact(SKIPPED_BECAUSE) in {None, *seen} else ASK_ALL
    if verdict is Verdict.UNEXPLAINED:
        return SHOW_THE_EXCHANGE
    return None
