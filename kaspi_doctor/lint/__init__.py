"""A request held against everything that is known about the API: pure, without any network.

A text is *read* into requests, the *rules* find violations in them, and one of them is *fixed* and *written* anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaspi_doctor.lint.fixing import fix
from kaspi_doctor.lint.reading import read, read_words
from kaspi_doctor.lint.request import NotARequestError, Request
from kaspi_doctor.lint.rule import Finding, LintContext, Rule, Severity
from kaspi_doctor.lint.secrets import redactor_for, without_secrets
from kaspi_doctor.lint.writing import WRITERS
from kaspi_doctor.redaction import tokens_in
from kaspi_doctor.registry import collect

__all__ = ["Finding", "Linted", "NotARequestError", "Rule", "Severity", "all_rules", "lint", "lint_words"]

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What was found, the gravest first, and the corrected request by the name of its client."""

    findings: tuple[Finding, ...]
    fixed: Mapping[str, str]
    requests: int
    """How many requests of the text were looked at."""
    fixed_request: int
    """The number of the one that was fixed: the first of those with the gravest finding."""
    is_complete: bool
    """Whether the text shows the address, every header and parameter; those that it does not are not judged."""
    shows_address: bool
    """Whether the text shows the address of the one that was fixed; without it the corrected request is an example."""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing but notes."""
        return all(finding.severity is Severity.NOTE for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``--json``."""
        return {
            "schema_version": SCHEMA_VERSION,
            "recognised": True,
            "requests": self.requests,
            "complete": self.is_complete,
            "findings": [
                {
                    "id": finding.id,
                    "severity": finding.severity.value,
                    "standing": finding.standing.value,
                    "cause": finding.cause,
                    "where": finding.where,
                    "message": finding.message.as_dict(),
                    "mended": finding.fixed,
                    "request": finding.request,
                }
                for finding in self.findings
            ],
            "mended": dict(self.fixed),
        }


def all_rules() -> tuple[Rule, ...]:
    """Return every rule there is."""
    from kaspi_doctor.lint import rules

    return tuple(rule for table in collect(rules, "RULES", tuple) for rule in table)


def lint(text: str, now_ms: int, secrets: Iterable[str] = ()) -> Linted:
    """Hold the requests of a text against every rule at an instant, in milliseconds since 1970.

    What is secret in them, and ``secrets`` known from elsewhere, is in nothing that is given back.

    Raises:
        NotARequestError: there is no request in the text.
    """
    return _judge(read(text, now_ms), now_ms, {*secrets, *tokens_in(text)})


def lint_words(words: Sequence[str], now_ms: int, secrets: Iterable[str] = ()) -> Linted:
    """Do the same with a command line that a shell has already taken apart: ``curl …`` or a URL with options.

    Raises:
        NotARequestError: it is none.
    """
    return _judge(read_words(words), now_ms, {*secrets, *tokens_in(" ".join(words))})


def _judge(requests: Sequence[Request], now_ms: int, secrets: Iterable[str]) -> Linted:
    redactor = redactor_for(requests, secrets)
    subjects = [LintContext(without_secrets(request, redactor), now_ms) for request in requests]
    every = all_rules()
    findings: dict[tuple[str, str, str], Finding] = {}
    for number, subject in enumerate(subjects, start=1):
        for rule in every:
            for slip in rule.find(subject):
                finding = Finding(
                    id=rule.id,
                    severity=slip.severity or rule.severity,
                    standing=slip.standing or rule.standing,
                    cause=rule.cause,
                    where=slip.where,
                    message=slip.message,
                    fixed=slip.fixed,
                    request=number,
                )
                # The same slip in many requests of one recording is told once.
                findings.setdefault((rule.id, slip.where, slip.message.en), finding)
    ordered = sorted(findings.values(), key=lambda finding: list(Severity).index(finding.severity))
    worst = ordered[0].request if ordered and ordered[0].severity is not Severity.NOTE else 1
    fixed = fix(subjects[worst - 1])
    return Linted(
        findings=tuple(ordered),
        fixed={name: write(fixed) for name, write in WRITERS.items()},
        requests=len(subjects),
        fixed_request=worst,
        is_complete=all(one.knows_address and one.knows_headers and one.knows_params for one in subjects),
        shows_address=subjects[worst - 1].knows_address,
    )
