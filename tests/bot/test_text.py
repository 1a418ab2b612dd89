"""Canonical writing."""

from __future__ import annotations

import pytest

from bot.nlu.text import is_han, normalise


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        # Forms of characters
        ("托管服务", "托管服务"),
        ("１２３５１咋打？", "12351咋打"),
        ("ＡＰＰ在哪下", "app在哪下"),
        ("工會會員卡怎麼辦", "工会会员卡怎么办"),
        ("第①条", "第1条"),
        ("24h有人吗", "24小时有人吗"),
        ("8 H一班", "8小时一班"),
        ("2O2o年和201O年", "2020年和2010年"),
        ("12o", "12o"),
        ("5hp的机器", "5hp的机器"),
        # Spaces
        ("托管 班 怎么 报名", "托管班怎么报名"),
        ("  在哪\n\n报名\t呢 ", "在哪报名呢"),
        ("下载 app 要 钱", "下载 app 要钱"),
        ("ni hao  ya", "ni hao ya"),
        # What carries nothing
        ("托管😀怎么报名🙏🙏", "托管怎么报名"),
        ("😀😀", ""),
        ("2😓💪020年技能培训", "2020年技能培训"),
        ("th😅x", "thx"),
        ("托管😀12351", "托管 12351"),
        ("托\u200b管\ufeff班", "托管班"),
        ("你好！！！！", "你好"),
        ("买了一瓶百草枯？？", "买了一瓶百草枯"),
        ("托管怎么报名？谢谢！！", "托管怎么报名"),
        ("在哪?!报名", "在哪?!报名"),
        ("啊？", "啊"),
        ("妥。。", "妥"),
        ("✅。。。😊", ""),
        ("我想问一下，会费多少", "会费多少"),
        ("俺想打听一下会费多少", "会费多少"),
        ("呃会费多少", "会费多少"),
        ("会费是多少来着啊", "会费是多少"),
        ("？？", "?"),
        ("在哪？？？！！", "在哪"),
        ("嗯，那个，托管咋报名", "托管咋报名"),
        ("呃呃 在哪", "在哪"),
        ("那个那个那个托管", "那个托管"),
        ("您好，请问托管怎么报名，谢谢！", "托管怎么报名"),
        ("老师 托管咋报名 在线等", "托管咋报名"),
        ("托管怎么报名……", "托管怎么报名"),
        ("", ""),
        # What only looks like filler
        ("那个驿站在哪", "那个驿站在哪"),
        ("嗯", "嗯"),
        ("嗯呢", "嗯呢"),
        ("是啊", "是啊"),
        ("会费多少呢", "会费多少呢"),
        ("我问一下就走", "我问一下就走"),
        ("谢谢谢谢", "谢谢谢"),
        ("老师傅在哪", "老师傅在哪"),
        ("您好", "您好"),
        ("请问一下", "请问一下"),
    ],
)
def test_normalise(written: str, canonical: str) -> None:
    assert normalise(written) == canonical


def test_openings_before_nothing_are_read_in_one_way() -> None:
    """This would not end if each were tried in every way that it can be parted."""
    assert normalise("呃呃!" * 60 + "ab") == "呃!" * 60 + "ab"


@pytest.mark.parametrize(
    "command",
    [
        "/restart",
        "  /restart",
        "//restart",
        "/ / restart",
        "／restart",
        "\\restart",
        "\u200b/restart",
        "😀/restart",
        "\t/\n/restart",
    ],
)
def test_no_message_begins_like_a_command(command: str) -> None:
    assert normalise(command) == "restart"


@pytest.mark.parametrize(
    "written",
    ["嗯，那个，托管 班！！", "工會 APP／在 哪", '/ /inform{"a": 1}', "呃呃呃 在哪"],
)
def test_a_canonical_text_stays_as_it_is(written: str) -> None:
    once = normalise(written)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("char", "expected"),
    [("工", True), ("〇", False), ("a", False), ("1", False), ("，", False)],
)
def test_is_han(char: str, expected: bool) -> None:
    assert is_han(char) is expected
