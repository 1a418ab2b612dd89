"""What the crowd asks: each question names its service, whatever was said before.

So an answer tells which question it belongs to, and one that went to the wrong
question shows.
"""

from __future__ import annotations

import random
from typing import Final

QUESTIONS: Final = {
    "爱心托管怎么报名": "childcare",
    "困难职工帮扶怎么申请": "hardship_aid",
    "金秋助学啥条件": "school_aid",
    "户外劳动者驿站在哪": "rest_station",
    "爱心母婴室怎么建": "nursing_room",
    "工资集体协商怎么弄": "collective_bargaining",
    "重大疾病互助保障咋办理": "medical_aid",
    "怎么加入工会": "union_membership",
    "工会会员卡怎么办": "member_card",
    "环卫工人免费早餐谁能吃": "breakfast",
    "劳模疗休养怎么报名": "recuperation",
    "工会会员绿色出行有啥优惠": "green_travel",
}
"""Questions, and the id of the service that each is about."""


def talk(session: int, turns: int) -> list[str]:
    """What one session asks; never the same service twice running.

    Args:
        session: Its number; each asks in an order of its own, the same every time.
        turns: How many questions.
    """
    chances = random.Random(session)
    asked: list[str] = []
    while len(asked) < turns:
        round_ = chances.sample(list(QUESTIONS), len(QUESTIONS))
        if asked and asked[-1] == round_[0]:
            round_.reverse()
        asked += round_
    return asked[:turns]
