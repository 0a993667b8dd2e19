"""What is said of two reports, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kaspi_doctor.comparison import ASPECTS, LONGEST, TRUSTED_BY, Difference, as_json, compare
from kaspi_doctor.facts import Value
from kaspi_doctor.observation import Failure, Observation, Outcome
from kaspi_doctor.wording import Language, Text
from tests.formats.reports import CRASHED, EVERY, HEALTHY, INCONCLUSIVE, REJECTED, UNEXPLAINED, report, run, told
from tests.making import failed, observed

if TYPE_CHECKING:
    from kaspi_doctor.facts import Value
    from kaspi_doctor.report import Report


def _with(report_: Report, probe_id: str, **facts: Value) -> Report:
    """Return a report in which one probe has further facts."""
    more = {name.replace("__", "."): value for name, value in facts.items()}
    changed = [replace(o, facts={**o.facts, **more}) if o.probe_id == probe_id else o for o in report_.observations]
    return replace(report_, observations=tuple(changed))


def _without(report_: Report, *probe_ids: str) -> Report:
    return replace(report_, observations=tuple(o for o in report_.observations if o.probe_id not in probe_ids))


def _token(report_: Report, **changes: Any) -> Report:  # noqa: ANN401 - of whichever type the field is
    return replace(report_, credentials=replace(report_.credentials, **changes))


def _one(first: Report, second: Report) -> Difference:
    (difference,) = compare(first, second)
    return difference


@pytest.mark.parametrize("name", EVERY)
def test_a_report_is_like_itself(name: str) -> None:
    """Nothing differs between a report and its copy, nor with times and run ids that differ in any two runs."""
    later = replace(EVERY[name], run_id="ffffffff", duration_s=99.0, requests_sent=5)
    assert compare(EVERY[name], EVERY[name]) == compare(EVERY[name], later) == ()


def test_what_matters_most_comes_first() -> None:
    """The verdict leads, then the probe where the runs part, then token, proxy, CAs, addresses, answers, clock."""
    laptop = _with(HEALTHY, "environment", process__runtime__version="3.12.1")
    ci = report(
        run(
            told(observed("environment"), facts={"proxy.url": "http://squid:3128", "proxy.source": "https_proxy"}),
            told(observed("dns"), facts={"dns.answers": ("203.0.113.8",)}),
            told(failed("user-agent-explicit"), facts={"clock.offset_s": 7200.0, "http.answer": "unauthorized"}),
            told(failed("orders-valid"), facts={"http.response.status_code": 401, "http.answer": "unauthorized"}),
        )
    )
    ci = _token(replace(ci, tool_version="0.2.0"), fingerprint="00000000", source="env:CI_TOKEN")
    laptop = _with(laptop, "orders-valid", clock__offset_s=1)
    assert [difference.id for difference in compare(laptop, ci)] == [
        "verdict",
        "first-diverging-probe",
        "token",
        "proxy",
        "addresses",
        "orders-valid",
        "clock",
        "token-source",
        "python",
        "tool",
    ]
    ids = [aspect_id for aspect_id, _, _ in ASPECTS]
    assert len(ids) == len(set(ids))


def test_the_probe_where_runs_part_is_the_first_and_is_told_once() -> None:
    """Of all probes that ended differently the lowest is named, with both sentences, and not again further on."""
    found = compare(HEALTHY, REJECTED)
    parting = found[1]
    assert parting.subject.into(Language.EN) == "first difference: user-agent-explicit"
    assert parting.subject.into(Language.RU) == "первое расхождение: user-agent-explicit"
    assert parting.first.en.startswith("Passed. A program that gives its own name was answered")
    assert parting.second.ru == "Сбой. Kaspi отклонил запрос: HTTP 401."
    assert "user-agent-explicit" not in [difference.id for difference in found]
    assert "orders-valid" in [difference.id for difference in found]


def test_verdicts_are_told_in_words() -> None:
    """A root cause is named with its title; a verdict without one is a phrase, never a word for programs."""
    verdict = compare(HEALTHY, REJECTED)[0]
    assert (verdict.first.en, verdict.first.ru, verdict.first.kk) == (
        "HEALTHY",
        "ВСЁ РАБОТАЕТ",
        "БӘРІ ЖҰМЫС ІСТЕЙДІ",
    )
    root = REJECTED.diagnosis.root_cause
    assert root
    assert verdict.second.en == f"{root}: {REJECTED.causes[root].title.en}"
    assert compare(INCONCLUSIVE, UNEXPLAINED)[0].first.en == "INCONCLUSIVE"
    retold = replace(REJECTED, causes={root: replace(REJECTED.causes[root], title=Text.same("Said otherwise"))})
    assert compare(REJECTED, retold) == ()


@pytest.mark.parametrize(
    ("changes", "aspect", "second"),
    [
        ({"fingerprint": "0badcafe"}, "token", "fingerprint 0badcafe, length 44"),
        ({"length": 45}, "token", "fingerprint 9c1d03aa, length 45"),
        ({"fingerprint": None}, "token", "fingerprint —, length 44"),
        ({"merchant_uid_sent": True}, "merchant-uid", "sent"),
        ({"source": "file:token.txt"}, "token-source", "file:token.txt"),
    ],
)
def test_each_part_of_the_credentials_is_compared(changes: dict[str, object], aspect: str, second: str) -> None:
    """Another fingerprint, length, source or a shop's id that was sent is one difference each, told in words."""
    difference = _one(HEALTHY, _token(HEALTHY, **changes))
    assert (difference.id, difference.second.en) == (aspect, second)


def test_a_token_that_is_missing_or_damaged_says_so() -> None:
    """No token, and damage to one, are told beside the token."""
    none = _token(HEALTHY, source=None, length=0, fingerprint=None)
    assert compare(none, HEALTHY)[0].first == Text(en="none", ru="нет", kk="жоқ")
    damaged = _with(HEALTHY, "token-format", token__damage=("quotes", "newline"))
    difference = _one(HEALTHY, damaged)
    assert difference.second.ru == "отпечаток 9c1d03aa, длина 44; повреждён: quotes, newline"
    assert compare(_without(HEALTHY, "token-format"), HEALTHY)[0].id == "probes"


@pytest.mark.parametrize(
    ("facts", "second"),
    [
        ({"proxy__url": "http://squid:3128"}, "http://squid:3128"),
        ({"proxy__url": "http://squid:3128", "proxy__source": "ALL_PROXY"}, "http://squid:3128 (ALL_PROXY)"),
        ({"proxy__bypassed": True}, "configured, not used for this host"),
    ],
)
def test_proxies_are_compared(facts: dict[str, Value], second: str) -> None:
    """A proxy, its source, or that it is not used, stands against none."""
    difference = _one(HEALTHY, _with(HEALTHY, "environment", **facts))
    assert (difference.id, difference.first.ru, difference.second.en) == ("proxy", "нет", second)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("both", "certifi-only", "certifi, not the system"),
        ("both", "system-only", "the system, not certifi"),
        ("system", "ca-file", "the file of --ca-file"),
        ("both", "someone", "someone"),
    ],
)
def test_who_trusts_the_certificate_is_compared(first: str, second: str, said: str) -> None:
    """Trust stores that judge differently are named."""
    one, other = (_with(HEALTHY, "tls", tls__trust=trust) for trust in (first, second))
    difference = _one(one, other)
    assert (difference.id, difference.second.en) == ("trust", said)
    assert first in TRUSTED_BY


def test_an_untrusted_issuer_is_trusted_by_nobody_and_a_quick_run_says_no_less() -> None:
    """Nobody trusts what was refused for its issuer; a quick run's system store is no difference to both."""
    refused = report(run(told(failed("tls", Failure.TLS_UNTRUSTED_ISSUER))))
    assert {d.id: d.second.ru for d in compare(_with(HEALTHY, "tls", tls__trust="both"), refused)}["trust"] == "никто"
    quick, full = (_with(HEALTHY, "tls", tls__trust=trust) for trust in ("system", "both"))
    assert compare(quick, full) == ()


@pytest.mark.parametrize(
    ("probe_id", "facts", "aspect"),
    [
        ("tls", {"tls__server__issuer": "Corp Gateway"}, "issuer"),
        ("environment", {"tls__ca__overrides": ("SSL_CERT_FILE=/x",)}, "ca-overrides"),
        ("environment", {"openssl__version": "OpenSSL 1.1.1"}, "openssl"),
        ("tcp", {"tcp__failed": ("203.0.113.8 connection_refused",)}, "dead-addresses"),
        ("dns", {"dns__answers": ("203.0.113.9",)}, "addresses"),
        ("user-agent-absent", {"http__answer": "data"}, "user-agent-absent"),
        ("orders-valid", {"http__response__status_code": 206}, "orders-valid"),
    ],
)
def test_surroundings_and_answers_are_compared(probe_id: str, facts: dict[str, Value], aspect: str) -> None:
    """Issuer, CA variables, OpenSSL, addresses and answers are a difference each."""
    assert _one(HEALTHY, _with(HEALTHY, probe_id, **facts)).id == aspect


def test_the_order_of_addresses_says_nothing() -> None:
    """A resolver deals addresses out in any order: only the set counts."""
    turned = _with(HEALTHY, "dns", dns__answers=("203.0.113.8", "203.0.113.7"))
    assert compare(HEALTHY, turned) == ()
    dead = _with(HEALTHY, "tcp", tcp__failed=("203.0.113.8 connection_refused", "203.0.113.7 host_unreachable"))
    assert _one(HEALTHY, dead).second.en == "203.0.113.7, 203.0.113.8"


@pytest.mark.parametrize(
    ("offset_s", "said"),
    [
        (90.0, ("2 min ahead", "спешат на 2 мин", "2 мин озып тұр")),
        (-600, ("10 min behind", "отстают на 10 мин", "10 мин қалып тұр")),
        (-18_000.0, ("5 h behind", "отстают на 5 ч", "5 сағ қалып тұр")),
        (864_000, ("10 d ahead", "спешат на 10 дн.", "10 күн озып тұр")),
        (61.0, ("61 s ahead", "спешат на 61 с", "61 с озып тұр")),
    ],
)
def test_a_clock_that_is_off_says_by_how_much_and_which_way(offset_s: float, said: tuple[str, str, str]) -> None:
    """The difference to Kaspi's clock is told in the unit that tells most."""
    right = _with(HEALTHY, "orders-valid", clock__offset_s=30)
    difference = _one(right, _with(HEALTHY, "orders-valid", clock__offset_s=offset_s))
    assert (difference.id, difference.first.ru) == ("clock", "верны")
    assert (difference.second.en, difference.second.ru, difference.second.kk) == said
    assert compare(right, _with(HEALTHY, "orders-valid", clock__offset_s=-30)) == ()
    assert compare(HEALTHY, right) == ()


def test_what_was_not_asked_is_no_difference() -> None:
    """A quick run beside a full one differs in the number of probes alone; skipped probes are compared with nothing."""
    quick = _without(HEALTHY, "user-agent-absent", "user-agent-library", "token-absent", "dns", "tls", "tcp")
    difference = _one(HEALTHY, _without(quick, "environment"))
    assert (difference.id, difference.first.en, difference.second.en) == ("probes", "12", "5")
    skipped = [replace(o, outcome=Outcome.SKIPPED, facts={}) for o in HEALTHY.observations if o.layer > "dns"]
    dark = replace(HEALTHY, requests_sent=0, observations=_merged(HEALTHY, skipped))
    assert [d.id for d in compare(HEALTHY, dark)] == ["first-diverging-probe"]
    assert compare(CRASHED, HEALTHY)[0].first.en.startswith("Crashed. ")


def _merged(report_: Report, changed: list[Observation]) -> tuple[Observation, ...]:
    return tuple({o.probe_id: o for o in (*report_.observations, *changed)}.values())


def test_foreign_text_is_short_and_harmless() -> None:
    """A sentence of a mebibyte with controls in it becomes a short line that shows them."""
    nasty = "\x1b[2J\u202e\x00\n" + "A" * 1_048_576
    hostile = _with(HEALTHY, "tls", tls__server__issuer=nasty)
    difference = _one(HEALTHY, hostile)
    assert len(difference.second.en) == LONGEST
    assert difference.second.en.startswith("\\x1b[2J\\u202e\\x00 AAA")
    assert difference.second.en.endswith("…")
    parting = replace(REJECTED.observations[0], probe_id="x\x1b[0m", outcome=Outcome.FAILED, summary=Text.same(nasty))
    other = replace(parting, outcome=Outcome.PASSED)
    one, two = (replace(HEALTHY, observations=(o, *HEALTHY.observations)) for o in (parting, other))
    assert "\x1b" not in str(as_json(compare(one, two)))
