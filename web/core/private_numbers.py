"""Numbers that belong to one person, replaced before anything keeps them.

Masked are identity cards (18 digits with a date, in groups only with their checksum;
15 with a date), mobile numbers and bank cards (Luhn), also in full-width digits and
in groups. Years, amounts, hotlines and the landlines of offices are no such numbers.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from web.core.wording import BANK_CARD, ID_CARD, MOBILE

# No commas: they stand between the numbers of a list.
_GAP: Final = r"(?:[ _.·*/()\-‐‑–—−]{1,3})"
_RUN = re.compile(rf"\d+(?:{_GAP}\d+)*(?:{_GAP}?X(?![A-Z]))?")
_GROUP = re.compile(r"\d+|X")
# How people group the eleven digits; anything else is several numbers in a row.
_MOBILE_GROUPS = frozenset(
    {
        (11,),
        (3, 4, 4),
        (3, 3, 5),
        (3, 8),
        (4, 3, 4),
        (4, 4, 3),
        (5, 6),
        (7, 4),
        (1,) * 11,
    }
)
_MOBILE_NUMBER = re.compile(r"(?:(?:00)?86|0)?(1[3-9]\d{9})")
_COUNTRY_CODES = frozenset({"86", "0086", "0"})
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for code in range(first, last + 1)
) | {"71", "81", "82", "83"}
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_LONGEST = 24


class _Group(NamedTuple):
    text: str
    start: int
    end: int


def masked(text: str) -> str:
    """Replace each private number by the name of what it was."""
    plain = "".join(map(_plain, text))
    parts: list[str] = []
    done = 0
    for run in _RUN.finditer(plain):
        groups = [
            _Group(match[0], run.start() + match.start(), run.start() + match.end())
            for match in _GROUP.finditer(run[0])
        ]
        for start, end, name in _found(groups):
            # A plus before the country code belongs to the number.
            if start > done and plain[start - 1] == "+":
                start -= 1
            parts += [text[done:start], name]
            done = end
    return "".join([*parts, text[done:]])


def _plain(sign: str) -> str:
    """One sign for one sign: any script's digit as ASCII, X and plus as such."""
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", sign)
    if folded in ("x", "X"):
        return "X"
    return folded if len(folded) == 1 else sign


def _found(groups: Sequence[_Group]) -> list[tuple[int, int, str]]:
    found = []
    first = 0
    while first < len(groups):
        last = _last_of_number(groups, first)
        if last is None:
            first += 1
            continue
        name = _name([group.text for group in groups[first : last + 1]])
        assert name is not None
        found.append((groups[first].start, groups[last].end, name))
        first = last + 1
    return found


def _last_of_number(groups: Sequence[_Group], first: int) -> int | None:
    """The furthest group up to which the groups are one private number."""
    best = None
    length = 0
    for last in range(first, len(groups)):
        length += len(groups[last].text)
        if length > _LONGEST:
            break
        if _name([group.text for group in groups[first : last + 1]]):
            best = last
    return best


def _name(groups: Sequence[str]) -> str | None:
    number = "".join(groups)
    if _is_id_card(number, [group for group in groups if group != "X"]):
        return ID_CARD
    if "X" in number:
        return None
    if _is_mobile(number, groups):
        return MOBILE
    if _is_bank_card(number, groups):
        return BANK_CARD
    return None


def _is_id_card(number: str, groups: Sequence[str]) -> bool:
    if number[:2] not in _PROVINCES:
        return False
    if len(number) == 15 and number.isdecimal():
        return _is_day("19" + number[6:12])
    if len(number) != 18 or not number[:17].isdecimal() or not _is_day(number[6:14]):
        return False
    if len(groups) == 1:
        # Written in one piece nothing else looks like it, and a slip of the finger
        # makes it no less private.
        return True
    total = sum(
        weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, number, strict=False)
    )
    return _ID_CHECKS[total % 11] == number[17]


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2100


def _is_mobile(number: str, groups: Sequence[str]) -> bool:
    match = _MOBILE_NUMBER.fullmatch(number)
    if match is None:
        return False
    own = list(groups)
    if own[0] in _COUNTRY_CODES:
        del own[0]
    else:
        own[0] = own[0][len(number) - 11 :]
    return tuple(map(len, own)) in _MOBILE_GROUPS


def _is_bank_card(number: str, groups: Sequence[str]) -> bool:
    if not 13 <= len(number) <= 19 or len(set(number)) == 1 or not _luhn(number):
        return False
    sizes = {len(group) for group in groups[:-1]}
    in_fours = sizes <= {4} and len(groups[-1]) <= 4
    # 2019 2020 2021 2022 has the shape of a card, and so have round amounts.
    years = all(re.fullmatch(r"(19|20)\d\d|\d{1,3}", group) for group in groups)
    amounts = all(group.endswith("00") for group in groups)
    one_piece = len(groups) == 1 or (len(groups) == 2 and len(groups[0]) == 6)
    return one_piece or sizes == {1} or (in_fours and not years and not amounts)


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
