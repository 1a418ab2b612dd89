"""How published content is presented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.wording.common import ASPECT_NAMES, HOTLINE
from knowledge.queries.records import SourceInfo

_SHOWN_TITLE = 18


SAME_AS_BEFORE = f"查到的还是刚才这些，更细的打{HOTLINE}问："
ASKED_TOO = "你还问的，点下面接着看："
NOT_SAID = (
    "你问的这一点，公开的材料里我没找到直接的说法，不能跟你说是还是不是，"
    f"请打{HOTLINE}问。沾边的是这些："
)


def title(programme: str, aspect: str, place: str = "") -> str:
    """Return the heading of an answer."""
    where = f"({place})" if place else ""
    return f"【{programme}·{ASPECT_NAMES[aspect]}{where}】"


def question_title(question: str) -> str:
    """Return the heading of a published question's answer."""
    return f"【{question}】"


def sources_line(sources: Sequence[SourceInfo], as_of: str = "") -> str:
    """Name where content is from and from when.

    Args:
        sources: All that it rests on, the most important first.
        as_of: Date of the content. Of several sources the one of that year is
            named, so that it does not contradict what is said of the age.
    """
    unique = list(dict.fromkeys(sources))
    if not unique:
        return ""
    rest = f"等{len(unique)}处" if len(unique) > 1 else ""
    return f"来源：{source_name(leading_source(unique, as_of), _SHOWN_TITLE)}{rest}"


def leading_source(sources: Sequence[SourceInfo], as_of: str) -> SourceInfo:
    """Return the source of the year that content is of, the first one else."""
    of_that_year = (s for s in sources if as_of and s.date[:4] == as_of[:4])
    return next(of_that_year, sources[0])


def source_name(source: SourceInfo, length: int = 60) -> str:
    """Return publisher, title and date of a source.

    Args:
        source: What is named.
        length: Characters that the title may have.
    """
    when = source.date or "日期不详"
    return f"{source.publisher}《{shortened(source.title, length)}》{when}"


def shortened(text: str, length: int) -> str:
    """Cut a title to what fits a line."""
    return text if len(text) <= length else text[: length - 1] + "…"


def old_content(year: int) -> str:
    """Say that content is of some age."""
    return f"这是{year}年的说法，办之前请打{HOTLINE}核实。"


def undated_content() -> str:
    """Say that the age of content is not known."""
    return f"这条没写日期，办之前请打{HOTLINE}核实。"


def ended(day: date) -> str:
    """Say that what follows has run out and nothing took its place."""
    return (
        f"这条{_day(day)}已经到期，新的我这儿还没有，办之前先打{HOTLINE}问一声。"
        "到期前是这样的："
    )


def only_ended_local(missing: str) -> str:
    """Say that only some places' content is on record, and has run out."""
    return (
        f"{missing}的统一说法我这儿没有。下面地方的做法都已经到期，新的还没有，"
        f"办之前先打{HOTLINE}问一声："
    )


def ended_local(day: date) -> str:
    """Say after the name of a place when its content ran out."""
    return f"（{_day(day)}已经到期）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def no_own_rule(place: str, wider: str) -> str:
    """Say that a place has no content of its own and a wider one's follows."""
    return f"{place}单独的规定我这儿没有，下面是{wider}的："


def no_own_words(place: str, wider: str) -> str:
    """Say that a published question's answer is not about the place alone."""
    return f"专门说{place}的我这儿没有，下面这条是说{wider}的："


def words_of(place: str) -> str:
    """Say of which place what follows is told, beside what is told of another."""
    return f"这条是说{place}的："


def law_of_the_country(place: str) -> str:
    """Say that a law of the whole country follows, which holds in the place too."""
    return f"这是全国统一的规定，{place}也适用："


def only_local(missing: str) -> str:
    """Say that only some places' content is on record."""
    return f"{missing}的统一说法我这儿没有，只查到下面地方的做法，别处可能不一样："


def other_places(places: Sequence[str]) -> str:
    """Say which other places have content of their own."""
    return f"另有{'、'.join(places)}自己的做法，想看就说地名。"


def gap(programme: str, aspect: str, place: str = "") -> str:
    """Say that nothing is published."""
    return (
        f"关于{place}“{programme}”{ASPECT_NAMES[aspect]}，"
        f"我这儿还没有查实的内容，不敢乱说。请打{HOTLINE}或问单位工会。"
    )


def known_gap(programme: str, text: str) -> str:
    """Say what is known to be missing."""
    return f"“{programme}”：{text.rstrip('。')}。具体请打{HOTLINE}或问单位工会。"


def other_places_only(place: str, places: Sequence[str]) -> str:
    """Say that other places have content, which does not hold for this one."""
    return f"目前只有{'、'.join(places)}的内容，不能当成{place}的规定。"


def caveat(text: str) -> str:
    """Put a reservation in brackets."""
    return f"（{text.rstrip('。')}）"


def only_of(place: str) -> str:
    """Say that what follows holds for one place, which was not asked for."""
    return f"全省的统一说法我这儿没有，只查到{place}的，别处可能不一样："


def text_of_law(year: int) -> str:
    """Say which version of a law content rests on."""
    return f"按{year}年的法规条文说的，后来有没有修订请打{HOTLINE}核实。"
