"""The habits that neither ruff nor import-linter can hold the tree to."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
MAX_LINES = 300
MAX_PROBE_LINES = 80
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base"}

# Put together here, so that this file does not break its own rule.
INDEX_HOST = re.compile(
    "|".join(re.escape(f"{host}.{tld}") for host, tld in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))
)
# `/home/user` is nobody's: examples may name it.
HOME_PATH = re.compile(r"(?<![\w.%}])(/root/\w|(/home|/Users|[A-Z]:\\+Users)[/\\]+(?!user\b)\w+[/\\])")


def _tree() -> tuple[Path, ...]:
    """Every file that is the project's own, relative to the root."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
        found = (Path(name) for name in listed if name)
    else:
        hidden = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        found = (path for path in hidden if not any(part.startswith((".", "__pycache__")) for part in path.parts))
    return tuple(sorted(path for path in found if (ROOT / path).is_file()))


TREE = _tree()
PYTHON = tuple(path for path in TREE if path.suffix == ".py")


def _is_ours(path: Path, *parts: str) -> bool:
    return path.parts[: len(parts) + 1] == ("kaspi_doctor", *parts)


def too_long(path: Path, source: str) -> Iterator[str]:
    """The file's length, where it is over the bound."""
    is_probe = _is_ours(path, "probes") and not path.name.startswith("_")
    bound = MAX_PROBE_LINES if is_probe else MAX_LINES
    if (lines := len(source.splitlines())) > bound:
        yield f"{lines} lines, at most {bound}"


def vague_name(path: Path, _source: str) -> Iterator[str]:
    """Folders and modules whose name says nothing."""
    yield from (part for part in path.with_suffix("").parts if part.strip("_") in VAGUE_NAMES)


def outside_the_command_line(path: Path, source: str) -> Iterator[str]:
    """Uses of the environment and of `print` in the package, anywhere but in `cli`."""
    if not _is_ours(path) or _is_ours(path, "cli"):
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "environb" | "getenv" | "putenv" as name):
                yield f"os.{name}, line {node.lineno}"
            case ast.ImportFrom(module="os", names=names):
                yield from (f"os.{n.name}, line {node.lineno}" for n in names if "env" in n.name)
            case ast.Call(func=ast.Name(id="print")):
                yield f"print, line {node.lineno}"


def shared_with_the_tool(path: Path, source: str) -> Iterator[str]:
    """Imports of the simulator that lead out of it, into what it has to be a witness of."""
    if not _is_ours(path, "simulator"):
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported = [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names, level=0):
                imported = [f"{module}.{name.name}" for name in names]
            case ast.ImportFrom():
                imported = [f"kaspi_doctor, relatively, line {node.lineno}"]
            case _:
                imported = []
        for name in imported:
            if name.startswith("kaspi_doctor") and not name.startswith("kaspi_doctor.simulator"):
                yield name


def private_elsewhere(path: Path, source: str) -> Iterator[str]:
    """Imports of what begins with an underscore from outside of the package that holds it."""
    if not _is_ours(path):
        return
    importer = ".".join(path.with_suffix("").parts) + "."
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported = [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names, level=0):
                imported = [f"{module}.{name.name}" for name in names]
            case _:
                imported = []
        for name in imported:
            owner, private, _ = name.partition("._")
            if not private or not owner.startswith("kaspi_doctor"):
                continue
            is_module = not (ROOT / owner.replace(".", "/")).is_dir()
            package = owner.rpartition(".")[0] if is_module else owner
            if not importer.startswith(f"{package}."):
                yield name


def machine_bound(_path: Path, source: str) -> Iterator[str]:
    """Hosts of package indexes and paths of somebody's home."""
    yield from (match.group() for rule in (INDEX_HOST, HOME_PATH) for match in rule.finditer(source))


def _offences(files: tuple[Path, ...], rule: Callable[[Path, str], Iterator[str]]) -> list[str]:
    read = ((path, (ROOT / path).read_text(encoding="utf-8", errors="replace")) for path in files)
    return [f"{path}: {offence}" for path, source in read for offence in rule(path, source)]


@pytest.mark.parametrize(
    "rule", [too_long, vague_name, outside_the_command_line, shared_with_the_tool, private_elsewhere]
)
def test_every_module_keeps_the_rule(rule: Callable[[Path, str], Iterator[str]]) -> None:
    """No module is too long, vaguely named, at the environment or the output behind `cli`, or tied to the simulator."""
    assert _offences(PYTHON, rule) == []


def test_no_file_is_bound_to_a_machine() -> None:
    """No file of the project names a package index's host or a path in somebody's home."""
    assert _offences(TREE, machine_bound) == []


def test_what_is_imported_is_declared() -> None:
    """Every package that the program imports is a dependency or an extra of its own, and the reverse."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = chain(project["dependencies"], *project["optional-dependencies"].values())
    declared = {re.split(r"[^\w-]", line.lower())[0] for line in lines}
    trees = (ast.parse((ROOT / path).read_text("utf-8")) for path in PYTHON if _is_ours(path))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {part.name for node in nodes if isinstance(node, ast.Import) for part in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    foreign = {module.partition(".")[0] for module in modules} - {*sys.stdlib_module_names, "kaspi_doctor"}
    owners = packages_distributions()
    imported = {owners[module][0].lower() for module in foreign}
    assert imported <= declared
    assert declared <= imported, "what nobody imports is no dependency"


def test_the_tree_is_seen() -> None:
    """The rules are held against the package and the tests, not against an empty list."""
    assert {Path("kaspi_doctor/__init__.py"), Path("tests/structure/test_structure.py")} <= set(PYTHON)
    assert {Path("pyproject.toml"), Path("LICENSE")} <= set(TREE)


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (too_long, "tests/test_x.py", "\n" * 301),
        (too_long, "kaspi_doctor/probes/dns.py", "\n" * 81),
        (vague_name, "kaspi_doctor/common.py", ""),
        (vague_name, "kaspi_doctor/_utils/dates.py", ""),
        (outside_the_command_line, "kaspi_doctor/settings.py", "import os\nos.environ.get('A')"),
        (outside_the_command_line, "kaspi_doctor/settings.py", "import os\nos.getenv('A')"),
        (outside_the_command_line, "kaspi_doctor/settings.py", "from os import environ"),
        (outside_the_command_line, "kaspi_doctor/simulator/serve.py", "print(1)"),
        (shared_with_the_tool, "kaspi_doctor/simulator/serve.py", "import kaspi_doctor.probe"),
        (shared_with_the_tool, "kaspi_doctor/simulator/serve.py", "from kaspi_doctor import simulator, wording"),
        (shared_with_the_tool, "kaspi_doctor/simulator/serve.py", "from .. import wording"),
        (private_elsewhere, "kaspi_doctor/formats/html.py", "from kaspi_doctor.probes import _requests"),
        (private_elsewhere, "kaspi_doctor/formats/html.py", "from kaspi_doctor.probes._requests import ask"),
        (private_elsewhere, "kaspi_doctor/formats/html.py", "import kaspi_doctor.lint.reading._posix"),
        (private_elsewhere, "kaspi_doctor/formats/html.py", "from kaspi_doctor.probes.dns import _ask"),
        (private_elsewhere, "kaspi_doctor/lint/rules/dates.py", "from kaspi_doctor.lint.reading import _posix"),
        (private_elsewhere, "kaspi_doctor/doctor.py", "def f():\n    from kaspi_doctor.lint import _shown"),
        (machine_bound, "README.md", "--index-url https://" + "pypi" + ".org/simple"),
        (machine_bound, "README.md", "see /" + "home/aigerim/kaspi-doctor"),
        (machine_bound, "README.md", "C:" + r"\Users\aigerim\kaspi-doctor"),
    ],
)
def test_a_rule_sees_what_it_forbids(rule: Callable[[Path, str], Iterator[str]], path: str, source: str) -> None:
    """Each rule finds the offence it stands against."""
    assert list(rule(Path(path), source))


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (too_long, "kaspi_doctor/probes/dns.py", "\n" * 80),
        (vague_name, "kaspi_doctor/database.py", ""),
        (outside_the_command_line, "kaspi_doctor/cli/check.py", "import os\nprint(os.environ)"),
        (shared_with_the_tool, "kaspi_doctor/simulator/serve.py", "from kaspi_doctor.simulator.tls import authority"),
        (private_elsewhere, "kaspi_doctor/lint/reading/code/calls.py", "from kaspi_doctor.lint.reading import _posix"),
        (private_elsewhere, "kaspi_doctor/probes/tls.py", "from kaspi_doctor.probes.dns import _ask"),
        (private_elsewhere, "kaspi_doctor/probes/tls.py", "from __future__ import annotations\nimport _thread"),
        (private_elsewhere, "tests/probes/test_dns.py", "from kaspi_doctor.probes import _dns_words"),
        (machine_bound, "README.md", "https://kaspi.kz/home/orders/ and /home/user/bot.py"),
    ],
)
def test_a_rule_passes_what_it_allows(rule: Callable[[Path, str], Iterator[str]], path: str, source: str) -> None:
    """No rule takes the permitted neighbour of an offence for the offence."""
    assert not list(rule(Path(path), source))
