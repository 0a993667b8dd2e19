"""The command line: reads options and the environment, prints, exits; decides nothing."""

import sys
from collections.abc import Sequence

from kaspi_doctor import __version__

USAGE, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; give the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        # The quickest way to answer the commonest question: before anything else is imported.
        try:
            print(f"kaspi-doctor {__version__}", flush=True)
        except OSError:
            pass  # the long way knows what to do about it
        else:
            return 0
    try:
        from kaspi_doctor.cli.app import run

        return run(given)
    except KeyboardInterrupt:
        return INTERRUPTED
