"""The kinds of value that the seed's fields hold."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from knowledge.dates import start_of
from knowledge.models.exact_decimal import DECIMAL_PLACES, is_storable
from knowledge.vocabulary import FIRST_YEAR, LAST_YEAR, LONGEST_ANSWER

_CHINESE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…·]"
_FOLD = re.compile(f"(?<={_CHINESE}) +(?={_CHINESE})")
_DECIMAL = re.compile(r"\d+(\.\d+)?")


def _unfold(text: str) -> str:
    # YAML joins the lines of a long text with spaces; Chinese is written without.
    return _FOLD.sub("", text)


def _partial_date(text: str) -> str:
    day = start_of(text)
    if day is not None:
        _in_range(day)
    return text


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is no day written YYYY-MM-DD") from None


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, str) or _DECIMAL.fullmatch(value) is None:
        raise ValueError(f"{value!r} is no plain decimal number such as 29.4")
    number = Decimal(value)
    if not is_storable(number):
        raise ValueError(
            f"{value} is too long: 12 digits before and {DECIMAL_PLACES} after the "
            "point are kept"
        )
    return number


Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A text of one line."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Phrasing = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)
]
"""An id: lower-case words and numbers, joined by ``_``, ``-`` or ``.``."""
Prose = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000),
    AfterValidator(_unfold),
]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Day = Annotated[date, BeforeValidator(_day), AfterValidator(_in_range)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
"""YYYY, YYYY-MM or YYYY-MM-DD; empty where nobody knows."""
PlainDecimal = Annotated[Decimal, BeforeValidator(_decimal)]


def _short(text: str) -> str:
    if len(text) > LONGEST_ANSWER:
        raise ValueError(f"has {len(text)} characters, at most {LONGEST_ANSWER}")
    return text


ShortText = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_unfold),
    AfterValidator(_short),
]
"""What a reply says at once: short enough for a phone."""


class SeedModel(BaseModel):
    """One block of a seed file; keys that the format does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    # The reader puts it in under this key (yaml_lines.LINE).
    line: int = Field(alias="__line__")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        # A key with nothing behind it means the same as no key.
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data
