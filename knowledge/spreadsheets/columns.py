"""What a column of a sheet holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Sort(Enum):
    """How the cells of a column are read and written."""

    TEXT = "text"
    CODE = "code"
    """Ids, phone numbers: text of which no digit may be lost."""
    LINES = "lines"
    """Several texts, each on its own line of the cell."""
    REFERENCE = "reference"
    REFERENCES = "references"
    CHOICE = "choice"
    INTEGER = "integer"
    DECIMAL = "decimal"
    """A number kept as text, digit by digit."""
    FLOAT = "float"
    YES_NO = "yes_no"
    PARTIAL_DATE = "partial_date"
    DAY = "day"
    PAIRS = "pairs"
    """Figures that this one must not be set against: id｜reason, a line each."""
    OPTIONS = "options"
    """Options of the question in the same row, a line each."""


MULTIPLE: Final = frozenset({Sort.LINES, Sort.REFERENCES, Sort.PAIRS, Sort.OPTIONS})
UNKNOWN_DATE: Final = "不详"
"""What a cell says where nobody knows the date."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        key: The field of the document or entry; ``OWNER`` for the document that an
            entry belongs to.
        heading: What stands above it.
        note: What staff have to know to fill it, short.
        example: What the template's example row says; references are filled in there
            with something that exists.
        sort: What its cells hold.
        required: Whether it must be there and filled.
        refers: Kind of the documents that it names.
        choices: The values of a closed list.
        width: In characters.
    """

    key: str
    heading: str
    note: str = ""
    example: str = ""
    sort: Sort = Sort.TEXT
    required: bool = False
    refers: str = ""
    choices: tuple[str, ...] = ()
    width: int = 16

    @property
    def multiple(self) -> bool:
        """Whether one cell holds several values."""
        return self.sort in MULTIPLE


OWNER: Final = "@"
"""Key of the column that names the document to which a row belongs."""
