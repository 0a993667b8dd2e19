"""Reports read back from files: whoever wrote them, they are foreign text."""

import json
from typing import Any

from kaspi_doctor.cli.inputs import chunks, whole
from kaspi_doctor.redaction import visible
from kaspi_doctor.report import Report, ReportError, from_json
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

LARGEST = 8 * 1024 * 1024
"""Bytes; our own reports have a few tens of KiB."""


def read_report(text: str) -> Report:
    """Read a report that was saved as JSON; ``-`` is standard input.

    Raises:
        SettingError: it cannot be read, is not ours, is damaged, or of a newer schema.
    """
    data = whole(chunks(text, text), text, LARGEST)
    try:
        return from_json(_harmless(json.loads(data)))
    except ReportError as error:
        raise SettingError(Text.same(f"{text}: ") + error.text) from None
    except (ValueError, RecursionError):
        raise SettingError.of(
            en=f"{text}: this is not JSON, or only a part of it",
            ru=f"{text}: это не JSON или только его часть",
            kk=f"{text}: бұл JSON емес немесе оның бір бөлігі ғана",
        ) from None


def _harmless(part: Any, *, keep_lines: bool = False) -> Any:  # noqa: ANN401 - any JSON
    """Make every text fit to be shown; commands to copy keep their lines."""
    if isinstance(part, str):
        return "\n".join(map(visible, part.split("\n"))) if keep_lines else visible(part)
    if isinstance(part, list):
        return [_harmless(entry) for entry in part]
    if isinstance(part, dict):
        return {visible(key): _harmless(value, keep_lines=key == "command") for key, value in part.items()}
    return part
