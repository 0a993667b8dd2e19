"""``make mutation``: break the code that judges in one place after the other, and see whether a test notices.

Prints every change that went unnoticed, and the score of each module; ``docs/mutation.md`` judges those changes.
``python -m benchmarks.mutation PART…`` takes only the modules whose path holds one of the parts. Needs ``os.fork``.
"""

import ast
import os
import resource
import signal
import sys
import time
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from hypothesis import Phase, settings

from benchmarks.mutations import changes, places
from kaspi_doctor.doctor import all_causes

TESTS: dict[str, tuple[str, ...]] = {
    "kaspi_doctor/diagnosis.py": (
        "tests/test_diagnosis_edges.py",
        "tests/test_diagnosis.py",
        "tests/test_diagnosis_promises.py",
    ),
    "kaspi_doctor/network/classify.py": ("tests/network/test_classify.py",),
    "kaspi_doctor/judging.py": ("tests/test_judging_bounds.py", "tests/test_judging_parts.py", "tests/test_judging.py"),
    "kaspi_doctor/network/answer.py": ("tests/network/test_answer.py",),
    **{
        f"kaspi_doctor/redaction/{name}.py": tuple(f"tests/redaction/test_{tests}.py" for tests in first)
        for name, first in (
            ("__init__", ("bounds", "known", "looks")),
            ("_forms", ("bounds", "known")),
            ("_looks", ("looks",)),
        )
    },
    "kaspi_doctor/cause.py": ("tests/test_cause.py", "tests/test_diagnosis.py", "tests/causes/test_catalogue.py"),
    **{
        str(path): (f"tests/causes/test_{path.name}", "tests/causes/test_claims.py", "tests/causes/test_catalogue.py")
        for path in sorted(Path("kaspi_doctor/causes").glob("[a-z]*.py"))
    },
}
"""For each module the tests that have to notice: the narrow ones first, the next for what these let pass."""
# The parent has imported what pytest would rewrite the assertions of.
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", "--hypothesis-profile=mutation"]
MEMORY_BOUND = 4 * 1024**3


def noticed(module: str, tree: ast.Module, tests: str, cpu_s: int) -> bool:
    """Run tests in a process of its own, in which a module is what the tree says; tell whether they fail."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BOUND, MEMORY_BOUND))
        signal.alarm(20 * cpu_s)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        changed = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        # Nothing imports a cause but what collects them all; of the others everything is to be imported anew.
        stale = ("tests", changed if ".causes." in changed else "kaspi_doctor")
        for name in [name for name in sys.modules if name.startswith(stale)]:
            del sys.modules[name]
        code = compile(ast.fix_missing_locations(tree), module, "exec")
        read = SourceFileLoader.get_code

        def get_code(loader: Any, name: str) -> CodeType | None:  # noqa: ANN401 - of a class without a public name
            return code if name == changed else read(loader, name)

        SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]  # it ends with this process
        os._exit(pytest.main([*OPTIONS, tests]))
    finally:
        os._exit(70)  # a change that cannot even be compiled is noticed, too


@cache
def cpu_bound_s(tests: str) -> int:
    """Return the time after which tests have lost their way, from what they take when nothing is changed."""
    before = os.times().children_user
    if noticed("", ast.Module(body=[], type_ignores=[]), tests, cpu_s=600):
        sys.exit(f"{tests} fails before anything is changed")
    return 10 + round(3 * (os.times().children_user - before))


def measure(module: str) -> tuple[int, int]:
    """Try every change of a module; give how many were noticed, and how many there were."""
    tree = ast.parse(Path(module).read_text("utf-8"))
    bounds_s = {tests: cpu_bound_s(tests) for tests in TESTS[module]}
    found = total = 0
    for holder, key, node, line in list(places(tree)):
        for other in changes(node):
            total += 1
            holder[key] = other
            is_noticed = any(noticed(module, tree, tests, cpu_s) for tests, cpu_s in bounds_s.items())
            holder[key] = node
            found += is_noticed
            if not is_noticed:
                print(f"{module}:{line}: {difference(node, other)}", flush=True)
    return found, total


def difference(node: ast.AST, other: ast.AST) -> str:
    """Show where two pieces of code differ, with a little of what stands around."""
    pair = [ast.unparse(code) or type(code).__name__ for code in (node, other)]
    start = next((n for n, (old, new) in enumerate(zip(*pair, strict=False)) if old != new), min(map(len, pair)))
    return " -> ".join(f"`{code[max(0, start - 20) : start + 40]}`" for code in pair)


def main() -> None:
    """Try the modules whose path holds one of the arguments, or all."""
    settings.register_profile(
        "mutation",
        max_examples=50,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
    )
    all_causes()  # what these import need not be imported again in every process
    for module in TESTS:
        if len(sys.argv) == 1 or any(part in module for part in sys.argv[1:]):
            started = time.monotonic()
            found, total = measure(module)
            print(f"{module}: {found} of {total} noticed, {found / total:.1%}, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
