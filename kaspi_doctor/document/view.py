"""How a reader wants a document to look."""

from dataclasses import dataclass

from kaspi_doctor.wording import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a reader wants a document to look. Machine formats mind the language alone, or nothing."""

    language: Language = Language.EN
    width: int = 80
    """Columns."""
    colour: bool = False
    ascii: bool = False
    """No character outside ASCII but letters: for consoles that cannot print ticks and boxes."""
    verbose: bool = False
    """Every request as it was sent."""
    quiet: bool = False
    """The verdict and the way out, without the rows."""
