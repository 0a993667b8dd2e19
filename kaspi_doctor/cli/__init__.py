"""The command line: reads options and the environment, prints, exits; decides nothing."""

import gc
import sys
from collections.abc import Sequence

from kaspi_doctor import __version__

USAGE, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, the process's own if none is given; give the exit code."""
    if arguments is None:
        # A process that lives for seconds makes little rubbish: to look for it every 700 objects takes a tenth of the
        # start, and to look through everything at the end as long as a round trip.
        gc.set_threshold(50_000)
        try:
            return main(sys.argv[1:])
        finally:
            gc.freeze()
    given = list(arguments)
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
