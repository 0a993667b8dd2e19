"""Which probes a run has."""

from dataclasses import replace

import pytest

from kaspi_doctor.doctor import all_probes
from kaspi_doctor.runner import QUICK, most_requests, plan
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language

SETTINGS = Settings(credentials=Credentials.found(None, None))
PROBES = all_probes()


MADE_UP = replace(PROBES[-1], id="made-up", optional=True, requires=("token-absent",), step=99)


def planned(**changes: object) -> list[str]:
    """Return the ids of a plan."""
    return [probe.id for probe in plan((*PROBES, MADE_UP), replace(SETTINGS, **changes))]  # type: ignore[arg-type]  # settings by name


def test_a_plan_has_the_probes_in_the_order_of_the_contract() -> None:
    """The contract's twelve, from the credentials up; the quick one has six of them."""
    promised = [
        "token-format", "environment", "dns", "tcp", "tls", "user-agent-absent", "user-agent-library",
        "user-agent-explicit", "token-absent", "orders-without-dates", "orders-over-range", "orders-valid",
    ]  # fmt: skip
    assert [probe_id for probe_id in planned() if probe_id in promised] == promised
    assert set(planned(quick=True)) == QUICK


def test_what_is_asked_for_brings_what_it_requires() -> None:
    """``--only`` adds the requirements of the requirements; ``--skip`` has the last word."""
    assert planned(only=("tls",)) == ["dns", "tcp", "tls"]
    assert planned(only=("tls", "environment"), skip=("tcp",)) == ["environment", "dns", "tls"]
    assert planned(only=("token-absent",), quick=True) == ["token-format", "dns", "tcp", "tls", "token-absent"]
    assert "tls" not in planned(skip=("tls",))


@pytest.mark.parametrize("usual", [{}, {"quick": True}, {"only": ("tls",)}])
def test_an_optional_probe_is_asked_where_it_is_named(usual: dict[str, object]) -> None:
    """It is in no run by itself; ``also`` adds it with what it requires, ``--only`` names it too, ``--skip`` wins."""
    assert "made-up" not in planned(**usual)
    assert planned(only=("made-up",)) == ["token-format", "dns", "tcp", "tls", "token-absent", "made-up"]
    assert set(planned(**usual, also=("made-up",))) == {*planned(**usual), *planned(only=("made-up",))}
    assert "made-up" not in planned(**usual, also=("made-up",), skip=("made-up",))


def test_a_plan_knows_how_many_requests_it_makes_at_most() -> None:
    """One for each probe at HTTP or above: the contract's seven; an optional one comes on top."""
    runs = (
        SETTINGS,
        replace(SETTINGS, quick=True),
        replace(SETTINGS, only=("tls",)),
        replace(SETTINGS, also=("made-up",)),
    )
    assert [most_requests(plan((*PROBES, MADE_UP), settings)) for settings in runs] == [7, 1, 0, 8]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"also": ("made-upp",)}, ("also", "made-up")),
        ({"only": ("order-valid",)}, ("--only", "orders-valid")),
        ({"skip": ("user-agent-abscent",)}, ("--skip", "user-agent-absent")),
        ({"only": ("zzz",)}, ("--only", "token-format")),
        ({"only": ("dns",), "skip": ("dns",)}, ("--only", "--skip")),
    ],
)
def test_an_impossible_plan_is_refused(changes: dict[str, object], words: tuple[str, ...]) -> None:
    """An unknown id is told with the nearest one and all there are; a plan without probes is told too."""
    with pytest.raises(SettingError) as refused:
        planned(**changes)
    assert all(word in refused.value.text.into(language) for word in words for language in Language)
