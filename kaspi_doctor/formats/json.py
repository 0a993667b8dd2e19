"""For programs: schema version 1, see ``schema/report-v1.json``."""

import json

from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report, to_json
from kaspi_doctor.wording import Text


def render(report: Report, _view: View) -> str:
    """Write a report down whole, in every language at once."""
    return json.dumps(to_json(report), ensure_ascii=False, indent=2) + "\n"


FORMAT = Format(
    id="json",
    suffix="json",
    media_type="application/json",
    description=Text(
        en="for programs: schema version 1",
        ru="для программ: схема версии 1",
        kk="бағдарламаларға арналған: схеманың 1-нұсқасы",
    ),
    render=render,
)
