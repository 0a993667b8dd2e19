"""What an observation's facts say in words."""

from dataclasses import replace

from kaspi_doctor.content.evidence import proof
from kaspi_doctor.wording import Text
from tests.making import failed, observed


def test_facts_prove_what_the_summary_leaves_out() -> None:
    """A fact that the summary already tells is not said twice, and each of the others is said in words."""
    seen = replace(
        failed(
            "tcp",
            http__response__status_code=403,
            http__response__media_type="text/html",
            http__response__header__server="nginx",
            http__retry_after="30",
            dns__answers=("10.0.0.1", "10.0.0.2"),
            clock__offset_s=-7200.0,
            neutral__host="example.com:443",
            neutral__reachable=False,
        ),
        summary=Text.same("It said HTTP 403."),
    )
    assert [text.en for text in proof(seen)] == [
        "Retry-After: 30",
        "response type: text/html",
        "Server: nginx",
        "addresses: 10.0.0.1, 10.0.0.2",
        "this clock and Kaspi's differ by 120 min",
        "example.com:443 does not respond either",
    ]


def test_a_day_that_the_summary_tells_is_not_told_again() -> None:
    """The hour at which a certificate ends is left out, so that its day is recognised in the summary."""
    seen = replace(
        failed("tls", tls__server__not_after="2026-11-22T04:49:36Z"), summary=Text.same("It ended on 2026-11-22.")
    )
    assert proof(seen) == ()
    silent = replace(seen, summary=Text.same("It has ended."))
    assert [text.en for text in proof(silent)] == ["certificate valid until: 2026-11-22"]


def test_what_proves_nothing_is_not_said() -> None:
    """A small difference of clocks, the usual kind of answer and a neutral host that was not asked are left out."""
    seen = observed(
        "dns",
        clock__offset_s=12.0,
        http__response__media_type="application/vnd.api+json",
        http__response__header__server="nginx",
        neutral__host="example.com:443",
        neutral__reachable=None,
    )
    assert proof(seen) == ()
