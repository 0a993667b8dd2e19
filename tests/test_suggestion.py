"""What is said about a name that is not known."""

import pytest

from kaspi_doctor.suggestion import did_you_mean, nearest
from kaspi_doctor.wording import Text

KNOWN = ("probes", "causes", "scenarios", "formats")


@pytest.mark.parametrize(("name", "near"), [("prob", "probes"), ("cause", "causes"), ("xyzzy", None), ("", None)])
def test_the_nearest_name(name: str, near: str | None) -> None:
    """The known name that is most like another, if any is like it at all."""
    assert nearest(name, KNOWN) == near


def test_how_near_is_for_the_caller_to_say() -> None:
    """Where a wrong guess does harm, names have to be more alike."""
    assert (nearest("prob", KNOWN, 0.8), nearest("prob", KNOWN, 0.81)) == ("probes", None)


def test_one_name_is_suggested() -> None:
    """The nearest alone, in every language."""
    assert did_you_mean("prob", KNOWN) == Text(
        en="; did you mean probes?", ru="; может быть, probes?", kk="; probes емес пе?"
    )


def test_without_one_it_is_said_what_there_is() -> None:
    """The names, or the command that lists them where they are many."""
    assert did_you_mean("xyzzy", iter(KNOWN)).en == "; there are probes, causes, scenarios, formats"
    many = did_you_mean("xyzzy", KNOWN, listed_by="--help")
    assert many == Text(en="; see --help", ru="; см. --help", kk="; --help қараңыз")
