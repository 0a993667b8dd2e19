"""Where the token is looked for, in which order, and how each place is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.cli.sources import LARGEST_FILE, credentials_from
from kaspi_doctor.credentials import Damage
from kaspi_doctor.target import SettingError
from tests.cli.running import OFFLINE, TOKEN, importable, is_one_clear_line, run, run_here

if TYPE_CHECKING:
    from kaspi_doctor.settings import Credentials

PLACES = ("file:named.txt", "env:NAMED", "file:by-variable.txt", "env:KASPI_TOKEN", "env-file:named.env", "keyring")
"""In the contract's order, as the report calls them; ./.env stands for --env-file in a test of its own."""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _found(environment: dict[str, str] | None = None, **options: str) -> Credentials:
    return credentials_from(CheckOptions(deadline=5, **options), environment or {})  # type: ignore[arg-type] # all are texts


def _raw(found: Credentials) -> str | None:
    return found.raw.reveal() if found.raw else None


def _everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, str], dict[str, str]]:
    """Put a token of its own into every place there is; give the options and the environment that name them."""
    for name, place in (("named.txt", PLACES[0]), ("by-variable.txt", PLACES[2])):
        (tmp_path / name).write_text(f"made-up-{PLACES.index(place)}\n")
    (tmp_path / "named.env").write_text("KASPI_TOKEN=made-up-4\n")
    (tmp_path / "stub_keyring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Stub(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, username):\n"
        "        return 'made-up-5' if (service, username) == ('kaspi-doctor', 'KASPI_TOKEN') else None\n"
        "    def set_password(self, service, username, password): raise NotImplementedError\n"
    )
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "stub_keyring.Stub")
    options = {"--token-file": "named.txt", "--token-env": "NAMED", "--env-file": "named.env"}
    environment = {"NAMED": "made-up-1", "KASPI_TOKEN_FILE": "by-variable.txt", "KASPI_TOKEN": "made-up-3"}
    return options, environment


def test_the_first_place_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a token in every place, the contract's first is taken; without it the next, down to the keyring."""
    options, environment = _everywhere(tmp_path, monkeypatch)
    found = []
    ladder = ("--token-file", "--token-env", "KASPI_TOKEN_FILE", "KASPI_TOKEN", "--env-file")
    for name in (*ladder, ""):
        words = [word for option in options.items() for word in option]
        ran = run(
            *("check", "--json", *OFFLINE, *words),
            cwd=tmp_path,
            environment={**importable(tmp_path), **environment},
        )
        found.append(ran.report["credentials"]["source"])
        options.pop(name, None)
        environment.pop(name, None)
    assert found == list(PLACES)


def test_the_env_file_of_the_folder_is_read_unasked(tmp_path: Path) -> None:
    """./.env gives the token and the shop's id when nothing else does, and yields to a variable."""
    (tmp_path / ".env").write_text(f"export KASPI_TOKEN='{TOKEN}' # ours\nKASPI_MERCHANT_UID=123\nNOT AN ASSIGNMENT\n")
    found = _found()
    assert (_raw(found), found.source, found.merchant_uid) == (TOKEN, "env-file:.env", "123")
    assert _found({"KASPI_TOKEN": "another", "KASPI_MERCHANT_UID": "9"}).merchant_uid == "9"
    assert _found({"KASPI_TOKEN": "another"}).source == "env:KASPI_TOKEN"


def test_a_dollar_in_an_env_file_is_kept(tmp_path: Path) -> None:
    """A .env file's value is taken as it stands, whatever in it looks like a variable."""
    (tmp_path / ".env").write_text("KASPI_TOKEN=a${HOME}b$c\n")
    assert _raw(_found()) == "a${HOME}b$c"


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\x80\x81", b"x" * (LARGEST_FILE + 1)], ids=["half", "binary", "huge"]
)
def test_an_env_file_nobody_named_may_be_anything(content: bytes, tmp_path: Path) -> None:
    """An unreadable ./.env is passed over; one that was named is refused."""
    (tmp_path / ".env").write_bytes(content)
    assert _found().source is None
    with pytest.raises(SettingError, match=r"--env-file \.env: cannot be read"):
        _found(env_file=".env")


@pytest.mark.parametrize(
    ("content", "raw", "damage"),
    [
        (f"{TOKEN}", TOKEN, ()),
        (f"{TOKEN}\n", TOKEN, ()),
        (f"{TOKEN}\r\n", TOKEN, ()),
        (f"{TOKEN}\n\n", f"{TOKEN}\n", (Damage.NEWLINE,)),
        (f"{TOKEN}\r", f"{TOKEN}\r", (Damage.NEWLINE,)),
        (f"\n{TOKEN}\n", f"\n{TOKEN}", (Damage.NEWLINE,)),
        (f"\ufeff{TOKEN}\r\n", f"\ufeff{TOKEN}", (Damage.BYTE_ORDER_MARK,)),
    ],
)
def test_one_newline_at_the_end_of_a_file_is_no_damage(
    content: str, raw: str, damage: tuple[Damage, ...], tmp_path: Path
) -> None:
    """One line end at a file's end is how editors write files; anything more is damage and said to be."""
    (tmp_path / "token").write_bytes(content.encode())
    found = _found(token_file="token")
    assert (_raw(found), found.inspection.damage) == (raw, damage)


def test_a_newline_in_a_variable_is_damage() -> None:
    """A variable has no last line, so a line end in it is damage."""
    assert _found({"KASPI_TOKEN": f"{TOKEN}\n"}).inspection.damage == (Damage.NEWLINE,)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_what_powershell_writes_is_read(encoding: str, tmp_path: Path) -> None:
    """A file in UTF-16 with its mark, as `>` writes it in Windows PowerShell, holds the token all the same."""
    mark = "" if encoding == "utf-16" else "\ufeff"
    (tmp_path / "token").write_bytes(f"{mark}{TOKEN}\r\n".encode(encoding))
    (tmp_path / ".env").write_bytes(f"{mark}KASPI_TOKEN={TOKEN}\r\n".encode(encoding))
    assert _raw(_found(token_file="token")) == _raw(_found()) == TOKEN


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.exists, "No such file"),
        (Path.mkdir, "Is a directory"),
        (lambda path: path.write_bytes(b"\x80\x81\x82"), "not text"),
        (lambda path: path.write_bytes(b"a" * (LARGEST_FILE + 1)), "larger than 64 KiB"),
        (os.mkfifo, "nothing arrived"),
    ],
    ids=["missing", "folder", "binary", "huge", "pipe"],
)
@pytest.mark.parametrize("place", ["--token-file", "KASPI_TOKEN_FILE", "--env-file"])
def test_a_file_that_gives_nothing_is_refused(make: object, reason: str, place: str, tmp_path: Path) -> None:
    """A missing, wrong or endless file is refused with its name and the reason, and no pipe is waited for for ever."""
    make(tmp_path / "it")  # type: ignore[operator] # a function of the path
    options = {"--token-file": {"token_file": "it"}, "--env-file": {"env_file": "it"}}.get(place, {})
    with pytest.raises(SettingError, match=f"{place} it: cannot be read .*{reason}"):
        credentials_from(
            CheckOptions(deadline=0.1, **options),  # type: ignore[arg-type] # all are texts
            {"KASPI_TOKEN_FILE": "it"} if place == "KASPI_TOKEN_FILE" else {},
        )


def test_a_pipe_that_is_written_to_is_read(tmp_path: Path) -> None:
    """`--token-file <(pass show kaspi)` works: a pipe is read to its end."""
    ran = run("check", "--json", *OFFLINE, "--token-file", "-", cwd=tmp_path, stdin=f"{TOKEN}\n".encode())
    assert ran.report["credentials"]["source"] == "stdin"
    assert ran.report["credentials"]["length"] == len(TOKEN)


@pytest.mark.parametrize("option", ["token_file", "token_env", "env_file"])
def test_an_empty_name_is_not_passed_over(option: str) -> None:
    """An option that names nothing, by a variable that is empty, is refused instead of looking elsewhere."""
    with pytest.raises(SettingError, match="names nothing"):
        _found({"KASPI_TOKEN": TOKEN}, **{option: ""})


@pytest.mark.parametrize("given", [TOKEN, "abcdef0123456789", "A" * 41])
@pytest.mark.parametrize("option", ["token_env"])
def test_a_token_in_place_of_a_name_is_not_repeated(given: str, option: str) -> None:
    """Who gives the token where its variable's name belongs is told so, without the token."""
    with pytest.raises(SettingError) as refused:
        _found({}, **{option: given})
    assert given not in str(refused.value)
    assert "NAME" in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--token-file", TOKEN),
        ("check", "--env-file", TOKEN),
        ("check", "--token", TOKEN),
        ("check", f"--token={TOKEN}"),
        ("check", f"--token{TOKEN}"),
        ("check", TOKEN),
        (TOKEN,),
        ("--token", TOKEN, "check"),
        ("demo", TOKEN),
        ("list", TOKEN),
        ("check", "--base-url", f"ftp://{TOKEN}"),
        ("check", "--report", TOKEN),
        ("check", "--only", TOKEN),
        ("check", "--merchant-uid", TOKEN),
        ("check", "--format", TOKEN),
        ("check", "--connect-to", TOKEN),
    ],
)
def test_a_token_typed_anywhere_is_not_repeated(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever the token is put by mistake, the complaint is one line, exit 2, and shows no part of it."""
    ran = run_here(*words, capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_clear_line(ran.err)
    assert TOKEN[:8] not in ran.err
    assert TOKEN[-9:] not in ran.err


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    """`--token-env NAME` without such a variable says so, and looks nowhere else."""
    ran = run("check", "--token-env", "MY_TOKEN", cwd=tmp_path, environment={"KASPI_TOKEN": TOKEN})
    assert (ran.code, ran.err) == (2, "kaspi-doctor: --token-env MY_TOKEN: this variable is not set\n")


def test_without_a_token_the_other_variable_is_named(tmp_path: Path) -> None:
    """When only another project's variable is set, the report names it, exits 2, and judges the network."""
    ran = run("check", *OFFLINE, cwd=tmp_path, environment={"KASPI_API_TOKEN": TOKEN})
    assert ran.code == 2
    assert "KASPI_API_TOKEN" in ran.out
    assert "--token-file" in ran.out
    assert "KASPI_TOKEN" in ran.out
    assert "failed   tcp" in ran.out
    assert TOKEN[:8] not in ran.out
    told = run(
        "check",
        *OFFLINE,
        "--token-env",
        "KASPI_API_TOKEN",
        "--json",
        cwd=tmp_path,
        environment={"KASPI_API_TOKEN": TOKEN},
    )
    assert told.report["credentials"]["source"] == "env:KASPI_API_TOKEN"


@pytest.mark.parametrize(
    ("option", "variable", "expected"),
    [("111", "222", "111"), (None, "222", "222"), (None, " 222 ", "222"), (None, "", None), (None, None, None)],
)
def test_the_shops_id_is_found(option: str | None, variable: str | None, expected: str | None) -> None:
    """`--merchant-uid` wins over KASPI_MERCHANT_UID; spaces around it are no part of it."""
    environment = {} if variable is None else {"KASPI_MERCHANT_UID": variable}
    options = {} if option is None else {"merchant_uid": option}
    assert _found(environment, **options).merchant_uid == expected


def test_a_demo_never_looks_for_a_real_token(tmp_path: Path) -> None:
    """`demo` takes the scenario's credentials alone, even where check would find a token."""
    (tmp_path / ".env").write_text(f"KASPI_TOKEN={TOKEN}\nKASPI_MERCHANT_UID=5\n")
    ran = run(
        *("demo", "token-missing", "--json"),
        cwd=tmp_path,
        environment={"KASPI_TOKEN": TOKEN, "KASPI_MERCHANT_UID": "5"},
    )
    assert (ran.code, ran.report["credentials"]["source"]) == (2, None)


@pytest.mark.parametrize("keyring", ["raise RuntimeError('locked')", "import time; time.sleep(60)"])
def test_a_keyring_that_fails_has_no_token(keyring: str, tmp_path: Path) -> None:
    """A locked keyring, or one that never answers, is no reason to fail or to hang."""
    (tmp_path / "stub_keyring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Stub(KeyringBackend):\n"
        "    priority = 1\n"
        f"    def get_password(self, service, username): {keyring}\n"
        "    def set_password(self, service, username, password): pass\n"
    )
    ran = run(
        *("check", "--json", *OFFLINE, "--deadline", "1"),
        cwd=tmp_path,
        environment={"PYTHON_KEYRING_BACKEND": "stub_keyring.Stub", **importable(tmp_path)},
    )
    assert (ran.code, ran.report["credentials"]["source"], ran.err) == (2, None, "")
