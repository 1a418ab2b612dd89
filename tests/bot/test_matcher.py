"""Finding names: as written, by sound, with one slip."""

from __future__ import annotations

import pytest

from bot.lexicon.matcher import LexiconMatcher, Match
from bot.lexicon.reader import Entry
from bot.nlu.text import normalise
from tests.bot.tiny_knowledge import ENTRIES


@pytest.fixture(scope="module")
def matcher() -> LexiconMatcher:
    return LexiconMatcher(ENTRIES)


def find(matcher: LexiconMatcher, text: str) -> list[Match]:
    return matcher.find(matcher.tokenize(normalise(text)))


def seen(matcher: LexiconMatcher, text: str) -> list[tuple[str, str]]:
    """Return what was found as text and target."""
    canonical = normalise(text)
    return [(canonical[m.start : m.end], m.target) for m in find(matcher, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("托管怎么报名", [("托管", "childcare")]),
        ("郑州市的托管", [("郑州市", "zhengzhou"), ("托管", "childcare")]),
        ("托 管 班", [("托管", "childcare")]),
        ("快遞員有啥", [("快递员", "courier")]),
        ("惠工保和金秋助学", [("惠工保", "medical_aid"), ("金秋助学", "school_aid")]),
        ("托管,托管", [("托管", "childcare"), ("托管", "childcare")]),
        ("今天天气不错", []),
        ("", []),
    ],
)
def test_names_as_written(
    matcher: LexiconMatcher, text: str, found: list[tuple[str, str]]
) -> None:
    assert seen(matcher, text) == found
    assert all(match.exact for match in find(matcher, text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The longest name of a matter is meant, and what only looks like one counts.
        ("户外劳动者驿站在哪", [("户外劳动者驿站", "rest_station")]),
        ("菜鸟驿站", [("菜鸟驿站", "菜鸟驿站")]),
        ("菜鸟驿站和驿站", [("菜鸟驿站", "菜鸟驿站"), ("驿站", "rest_station")]),
        ("遂平县", [("遂平县", "suiping")]),
        # What is counted stands beside what it belongs to.
        ("新建驿站", [("新建驿站", "station_new"), ("驿站", "rest_station")]),
    ],
)
def test_the_longest_of_a_family_wins(
    matcher: LexiconMatcher, text: str, found: list[tuple[str, str]]
) -> None:
    assert seen(matcher, text) == found


@pytest.mark.parametrize("text", ["单位会计说的", "总工会几点上班", "拖馆"])
def test_another_word_is_no_slip(text: str) -> None:
    entries = [
        Entry("会籍", "programme", "union_membership"),
        Entry("托管", "programme", "childcare"),
    ]
    assert seen(LexiconMatcher(entries), text) == []


def test_two_syllables_of_an_emergency_are_never_heard() -> None:
    entries = [Entry("溺水", "signpost", "emergency"), Entry("工伤", "signpost", "x")]
    matcher = LexiconMatcher(entries)
    assert seen(matcher, "家里水管爆了,个体工商户") == []
    assert seen(matcher, "溺水了") == [("溺水", "emergency")]


def test_one_name_may_mean_several_things() -> None:
    entries = [Entry("互助", "programme", "medical"), Entry("互助", "programme", "aid")]
    found = seen(LexiconMatcher(entries), "互助咋办")
    assert sorted(found) == [("互助", "aid"), ("互助", "medical")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("快地员有啥", [("快地员", "courier")]),
        ("会工保", [("会工保", "medical_aid")]),
        ("金秋住学", [("金秋住学", "school_aid")]),
        ("户外老动者一站", [("户外老动者一站", "rest_station")]),
        ("郑周市", [("郑周市", "zhengzhou")]),
        # Two syllables: one of them as written.
        ("拖管咋报名", [("拖管", "childcare")]),
        ("驮馆咋报名", []),
        ("失业今", [("失业今", "unemployment")]),
        # In three syllables, too, something must be as written.
        ("绘宫宝", []),
    ],
)
def test_homophones(
    matcher: LexiconMatcher, text: str, found: list[tuple[str, str]]
) -> None:
    assert seen(matcher, text) == found
    assert not any(match.exact for match in find(matcher, text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Four syllables or more: one may be another that sounds similar.
        ("法律软助", [("法律软助", "legal_aid")]),
        ("户外劳通者驿站", [("户外劳通者驿站", "rest_station")]),
        # One that sounds different makes another word of it.
        ("法律顾助", []),
        ("法律,援助", []),
        # Three are too few, or another product would be ours.
        ("惠民保", []),
        ("惠东保", []),
        ("快餐员", []),
        # Two slips are another name.
        ("法院软助", []),
        # Everyday words of other agencies' matters and trades are near to much.
        ("报平电话", []),
        ("送外麦嘞", []),
    ],
)
def test_one_slip(text: str, found: list[tuple[str, str]]) -> None:
    # Without the short name of the stations, which stands inside the long one.
    entries = [entry for entry in ENTRIES if entry.text != "驿站"]
    entries += [
        Entry("报警电话", "signpost", "emergency"),
        Entry("送外卖的", "group", "food_delivery"),
    ]
    assert seen(LexiconMatcher(entries), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Places and trades of two syllables sound like too much else.
        ("水平怎么样", []),
        ("落阳在哪", []),
        ("越嫂", []),
        ("遂平在哪", [("遂平", "suiping")]),
        ("虽平县在哪", [("虽平县", "suiping")]),
    ],
)
def test_short_places_and_trades_are_not_heard(
    matcher: LexiconMatcher, text: str, found: list[tuple[str, str]]
) -> None:
    assert seen(matcher, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tuoguan", [("tuoguan", "childcare")]),
        ("tuo guan zen me bao ming", [("tuo guan", "childcare")]),
        ("jinqiu zhuxue", [("jinqiu zhuxue", "school_aid")]),
        ("huigongbao咋买", [("huigongbao", "medical_aid")]),
        # Too few letters, and words that are no pinyin.
        ("huika", []),
        ("wifi", []),
    ],
)
def test_toneless_pinyin(
    matcher: LexiconMatcher, text: str, found: list[tuple[str, str]]
) -> None:
    assert seen(matcher, text) == found


def test_as_written_goes_before_by_ear() -> None:
    entries = [Entry("工会", "programme", "union"), Entry("公会", "group", "guild")]
    (match,) = find(LexiconMatcher(entries), "工会")
    assert (match.target, match.exact) == ("union", True)


def test_a_match_tells_the_alias(matcher: LexiconMatcher) -> None:
    (match,) = find(matcher, "金秋住学")
    assert (match.kind, match.alias, match.exact) == ("programme", "金秋助学", False)


def test_phrasings_are_no_names(matcher: LexiconMatcher) -> None:
    assert seen(matcher, "放假孩子没人看") == []


def test_an_empty_lexicon_finds_nothing() -> None:
    assert seen(LexiconMatcher([]), "托管怎么报名") == []
    assert seen(LexiconMatcher([Entry("!", "programme", "x")]), "") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("郑州银行的卡", []),
        ("郑州日报登了", []),
        ("平顶山银行的卡", []),
        ("在郑州大学看门", []),
        ("郑州的大学生", [("郑州", "zhengzhou")]),
        ("郑州大学生", [("郑州", "zhengzhou")]),
        ("郑州学院路上", [("郑州", "zhengzhou")]),
        ("郑州有银行没", [("郑州", "zhengzhou")]),
        ("郑州市总工会", [("郑州市", "zhengzhou")]),
    ],
)
def test_a_place_within_a_longer_name_is_no_place(
    text: str, found: list[tuple[str, str]]
) -> None:
    places = [
        Entry("郑州", "region", "zhengzhou"),
        Entry("平顶山", "region", "pingdingshan"),
    ]

    assert seen(LexiconMatcher([*ENTRIES, *places]), text) == found
