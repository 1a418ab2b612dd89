"""The kinds of noise: each takes a sentence and says how it is typed instead.

A kind returns None where it cannot apply: no pinyin for a sentence with characters
that the table lacks, no homophone in a sentence of two characters, which nobody could
make out any more.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bot.evaluation.noise.cells import Cell, Cells, han_positions, put_in
from bot.evaluation.noise.numerals import numerals
from bot.evaluation.noise.tables import Tables, tables

Kind = Callable[[Cells, Random], Cells | None]

_LEAST_FOR_SOUNDS = 4
_LEAST_FOR_SLIPS = 6
# Politeness before two characters of nothing is a greeting.
_LEAST_FOR_FILLERS = 4
_CHARACTERS_A_SLIP = 6
_MOST_SLIPS = 3
_FULL_WIDTH = 0xFEE0
_MARKS = frozenset("，。！？、；：,.!?;:~…")


def homophone(cells: Cells, rng: Random) -> Cells | None:
    """The right sound, the wrong character: 拖管服务怎么深请."""
    known = tables()
    return _respelled(cells, rng, lambda char: _same_sound(char, known))


def near_miss(cells: Cells, rng: Random) -> Cells | None:
    """Nearly the right sound, as spoken in Henan and the south: 大病护住 for 互助."""
    known = tables()
    return _respelled(cells, rng, lambda char: _near_sound(char, known))


def traditional(cells: Cells, rng: Random) -> Cells | None:
    """A traditional keyboard: 托管服務怎麼申請."""
    forms = tables().traditional
    if not any(cell.text in forms for cell in cells):
        return None
    return [Cell(forms.get(cell.text, cell.text), cell.origin) for cell in cells]


def pinyin(cells: Cells, rng: Random) -> Cells | None:
    """The whole sentence in toneless pinyin: tuoguan fuwu zenme shenqing."""
    known = tables()
    places = han_positions(cells)
    if len(places) < _LEAST_FOR_SOUNDS or any(_is_latin(c.text) for c in cells):
        return None
    if any(cells[place].text not in known.sound for place in places):
        return None
    read = _read_aloud("".join(cells[place].text for place in places), known)
    aloud = dict(zip(places, read, strict=True))
    words = rng.choices(("pairs", "single", "joined"), (6, 2, 2))[0]
    spoken: Cells = []
    run = 0
    for place, cell in enumerate(cells):
        if place not in aloud:
            run = 0
            if cell.text.isdigit() or cell.text in _MARKS:
                spoken.append(cell)
            else:
                spoken.append(Cell(" ", cell.origin))
            continue
        if run:
            apart = words == "single" or (words == "pairs" and run % 2 == 0)
        else:
            apart = bool(spoken) and spoken[-1].text.isdigit()
        if apart:
            spoken.append(Cell(" "))
        spoken.append(Cell(aloud[place], cell.origin))
        run += 1
    return spoken


def full_width(cells: Cells, rng: Random) -> Cells | None:
    """An input method left in full width: １２３５１, Ａ and its broad space."""
    if not any(cell.text.isascii() for cell in cells):
        return None
    return [Cell(_widened(cell.text), cell.origin) for cell in cells]


def spaces(cells: Cells, rng: Random) -> Cells | None:
    """Spaces between the characters, everywhere or here and there."""
    gaps = [
        place
        for place in range(1, len(cells))
        # Nobody parts the digits of a year or the letters of a word.
        if not (_is_word(cells[place].text) or _is_word(cells[place - 1].text))
    ]
    if not gaps:
        return None
    if rng.random() < 0.5:
        chosen = set(gaps)
    else:
        chosen = set(rng.sample(gaps, min(len(gaps), rng.randint(1, 3))))
    return _with_insertions(cells, {place: " " for place in chosen})


def emoji(cells: Cells, rng: Random) -> Cells | None:
    """Emoji, mostly at the end."""
    drawn = "".join(rng.choices(tables().habits["emoji"], k=rng.randint(1, 2)))
    place = rng.choices((len(cells), 0, rng.randint(0, len(cells))), (7, 1, 2))[0]
    return _with_insertions(cells, {place: drawn})


def filler(cells: Cells, rng: Random) -> Cells | None:
    """Words that mean nothing, before, behind or between: 嗯那个."""
    if len(han_positions(cells)) < _LEAST_FOR_FILLERS:
        return None
    habits = tables().habits
    pauses = [
        behind
        for behind, cell in enumerate(cells[:-1], start=1)
        if cell.text in habits["pauses"]
    ]
    shares = (6.0, 2.5, 1.5 if pauses else 0.0)
    place = rng.choices(("openers", "closers", "between"), shares)[0]
    drawn = rng.choice(habits[place])
    if place == "openers":
        return put_in(drawn.rstrip(" ,") + rng.choice(("", " ", ","))) + cells
    if place == "closers":
        return cells + put_in(drawn)
    return _with_insertions(cells, {rng.choice(pauses): drawn})


def marks(cells: Cells, rng: Random) -> Cells | None:
    """Punctuation left out, doubled, or put at the end at random."""
    places = [p for p, cell in enumerate(cells) if cell.text in _MARKS]
    if not places or len(places) == len(cells):
        return cells + put_in(rng.choice(tables().habits["marks"]))
    place = rng.choice(places)
    if rng.random() < 0.5:
        return cells[:place] + cells[place + 1 :]
    return _with_insertions(cells, {place: cells[place].text})


def slip(cells: Cells, rng: Random) -> Cells | None:
    """A character left out, doubled, or changed with its neighbour."""
    places = han_positions(cells)
    if len(places) < _LEAST_FOR_SLIPS:
        return None
    place = rng.choice([p for p in places if p + 1 in places] or places)
    way = rng.choice(("dropped", "swapped", "doubled"))
    if way == "dropped" or place + 1 not in places:
        return cells[:place] + cells[place + 1 :]
    if way == "doubled":
        return _with_insertions(cells, {place: cells[place].text})
    return [*cells[:place], cells[place + 1], cells[place], *cells[place + 2 :]]


KINDS: dict[str, Kind] = {
    "homophone": homophone,
    "near miss": near_miss,
    "numerals": numerals,
    "slip": slip,
    "traditional": traditional,
    "pinyin": pinyin,
    "filler": filler,
    "marks": marks,
    "emoji": emoji,
    "spaces": spaces,
    "full width": full_width,
}
"""By name, in the order in which two of them are applied to one sentence."""


def _respelled(
    cells: Cells, rng: Random, choices: Callable[[str], str]
) -> Cells | None:
    """Write some characters as others: one in six, at least one, at most three."""
    han = han_positions(cells)
    places = [place for place in han if choices(cells[place].text)]
    if len(han) < _LEAST_FOR_SOUNDS or not places:
        return None
    count = min(max(1, round(len(han) / _CHARACTERS_A_SLIP)), _MOST_SLIPS, len(places))
    respelled = list(cells)
    for place in rng.sample(places, count):
        offered = choices(cells[place].text)
        # An input method offers common characters first.
        weights = [1 / (1 + rank) for rank in range(len(offered))]
        drawn = rng.choices(offered, weights)[0]
        respelled[place] = Cell(drawn, cells[place].origin)
    return respelled


def _same_sound(char: str, known: Tables) -> str:
    return known.syllables.get(known.sound.get(char, ""), "").replace(char, "")


def _near_sound(char: str, known: Tables) -> str:
    heard = known.near.get(known.sound.get(char, ""), [])
    return "".join(known.syllables[syllable] for syllable in heard).replace(char, "")


def _read_aloud(text: str, known: Tables) -> list[str]:
    """Return one piece of pinyin for each character; a word's stays in one piece."""
    read: list[str] = []
    while len(read) < len(text):
        rest = text[len(read) :]
        word = next((w for w in known.words if rest.startswith(w)), None)
        if word:
            read += [known.words[word], *[""] * (len(word) - 1)]
        else:
            read.append(known.sound[rest[0]])
    return read


def _with_insertions(cells: Cells, texts: dict[int, str]) -> Cells:
    """Put texts before the cells at some places, or behind the last one."""
    changed: Cells = []
    for place in range(len(cells) + 1):
        changed += put_in(texts.get(place, ""))
        changed += cells[place : place + 1]
    return changed


def _widened(text: str) -> str:
    return "".join(
        "\u3000"
        if char == " "
        else chr(ord(char) + _FULL_WIDTH)
        if "!" <= char <= "~"
        else char
        for char in text
    )


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalpha()
