"""The exit codes, and the options that change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "code", "verdict_code"),
    [
        (("documented",), 0, 0),
        (("documented", "--strict"), 0, 0),
        (("clock-skewed",), 0, 0),
        (("clock-skewed", "--strict"), 1, 0),
        (("clock-skewed", "--strict", "--exit-zero"), 0, 0),
        (("request-refused",), 1, 1),
        (("request-refused", "--exit-zero"), 0, 1),
        (("token-missing",), 2, 2),
        (("token-missing", "--exit-zero"), 2, 2),
        (("connection-refused",), 3, 3),
        (("connection-refused", "--exit-zero"), 0, 3),
        (("token-rejected",), 4, 4),
        (("token-rejected", "--exit-zero"), 0, 4),
        (("token-rejected", "--strict"), 4, 4),
        (("documented", "--only", "tls"), 0, 0),
        (("documented", "--skip", "orders-valid"), 0, 0),
        (("tls-expired", "--only", "tls"), 3, 3),
    ],
)
@pytest.mark.parametrize("output", ["json"])
def test_the_exit_code_is_the_tables(
    words: tuple[str, ...], code: int, verdict_code: int, output: str, tmp_path: Path
) -> None:
    """The process returns what the table, --strict and --exit-zero say, and the report holds both numbers."""
    quick = () if "--only" in words or "--skip" in words else ("--quick",)
    ran = run("demo", *words, *quick, "--patience", "0.3", "--format", output, cwd=tmp_path)
    assert (ran.code, ran.report["exit_code"], ran.report["verdict_code"]) == (code, code, verdict_code)


@pytest.mark.parametrize("output", ["terminal", "plain", "short"])
def test_the_exit_code_is_the_same_for_every_format(output: str, tmp_path: Path) -> None:
    """A format changes what is printed, not what is returned."""
    ran = run("demo", "token-rejected", "--quick", "--format", output, cwd=tmp_path)
    assert (ran.code, ran.err) == (4, "")


@pytest.mark.parametrize(
    ("scenario", "said"), [("but-works", "this token works"), ("and-rejected", "this token is refused")]
)
@pytest.mark.parametrize("output", ["plain", "short"])
def test_what_became_of_a_mended_token_is_said(scenario: str, said: str, output: str, tmp_path: Path) -> None:
    """The report of a damaged token says whether the token works without the damage."""
    words = (f"token-damaged-{scenario}", "--quick", "--patience", "0.3", "--format", output)
    assert said in run("demo", *words, cwd=tmp_path).out
    assert said not in run("demo", "token-rejected", *words[1:], cwd=tmp_path).out


def test_credentials_that_were_not_looked_at_are_said_to_be(tmp_path: Path) -> None:
    """When orders-valid is left out, 0 is qualified: the report says that the credentials were not checked."""
    ran = run("demo", "--only", "tls", "--json", cwd=tmp_path)
    assert ran.code == 0
    assert ran.report["credentials"]["checked"] is False
    plain = run("demo", "--only", "tls", "--lang", "ru", cwd=tmp_path)
    assert "Токен не проверялся." in plain.out
