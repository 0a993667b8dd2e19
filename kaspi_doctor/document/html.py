"""For a browser: pages that ask for nothing."""

from importlib.resources import files
from typing import TYPE_CHECKING

from kaspi_doctor.document.outline import runs

if TYPE_CHECKING:
    from jinja2 import Template


def template(source: str) -> "Template":
    """Make a page's template, in which ``outline.html.j2`` has the macros for sections and their nodes."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    ours = files("kaspi_doctor.document") / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (ours / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["runs"] = runs
    return environment.from_string(source)
