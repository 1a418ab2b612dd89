"""Numbers written the other way: 二零二一年 or 21年 for 2021年, 3号 for 三号."""

from __future__ import annotations

import re
from random import Random

from bot.evaluation.noise.cells import Cell, Cells

_HAN = "零一二三四五六七八九"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?=年)")
_BARE_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])[12]\d(?=年)")
_SMALL = re.compile(r"(?<![\d.])\d{1,2}(?![\d.%])(?=[\u4e00-\u9fff])")
_COUNTED = re.compile(r"(?<=第)[一二三四五六七八九](?![十百\d])")


def numerals(cells: Cells, rng: Random) -> Cells | None:
    """Write every number the other way that has another way."""
    text = "".join(cell.text if len(cell.text) == 1 else "\0" for cell in cells)
    changed: dict[tuple[int, int], str] = {}
    for pattern, write in (
        (_YEAR, _year),
        (_BARE_YEAR, _bare_year),
        (_SHORT_YEAR, _short_year),
        (_SMALL, _small),
        (_COUNTED, _counted),
    ):
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in changed):
                changed[match.span()] = write(match.group(), rng)
    if not changed:
        return None
    written: Cells = []
    last = 0
    for (start, end), new in sorted(changed.items()):
        written += cells[last:start]
        # The last piece takes the rest, so that no character loses its origin.
        for place in range(start, end):
            offset = place - start
            piece = new[offset:] if place == end - 1 else new[offset : offset + 1]
            if piece:
                written.append(Cell(piece, cells[place].origin))
        last = end
    return written + cells[last:]


def _year(digits: str, rng: Random) -> str:
    if digits.startswith("20") and rng.random() < 0.5:
        return digits[2:]
    return _bare_year(digits, rng)


def _bare_year(digits: str, rng: Random) -> str:
    zero = rng.choice("零〇")
    return "".join(_HAN[int(digit)] for digit in digits).replace("零", zero)


def _short_year(digits: str, rng: Random) -> str:
    return "".join(_HAN[int(digit)] for digit in digits)


def _small(digits: str, rng: Random) -> str:
    tens, ones = divmod(int(digits), 10)
    if digits.startswith("0") or not tens:
        return "".join(_HAN[int(digit)] for digit in digits)
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def _counted(character: str, rng: Random) -> str:
    return str(_HAN.index(character))
