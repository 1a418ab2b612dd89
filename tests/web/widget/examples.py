"""Replies as the bot gives them."""

from __future__ import annotations

from tests.web.widget.fake_chat import Json, reply

SOURCE: Json = {
    "title": "郑州工会“娘家人带娃”服务来啦",
    "publisher": "河南工人日报、中工网（转载）",
    "date": "2025-06-23",
    "url": "https://www.workercn.cn/c/2025-06-23/8541.shtml",
}
UNDATED: Json = {
    "title": "周口：爱心驿站撑起片片绿荫",
    "publisher": "河南工人日报",
    "date": "",
    "url": None,
}
CHILDCARE = "郑州托管班啥样的能报名"
CHILDCARE_REPLY = reply(
    "【职工子女爱心托管·谁能享受(郑州市)】\n"
    "郑州2025年主要收小学1—6年级的孩子，家长是郑州市在职职工、工会会员；"
    "双职工、新就业形态劳动者、困难职工家庭都包含在内。拿不准就打12351问。\n"
    "来源：河南工人日报、中工网（转载）《郑州工会“娘家人带娃”服务来啦》2025-06-23",
    options=[
        {"id": "o1", "title": "要带什么材料"},
        {"id": "o2", "title": "怎么报名"},
        {"id": "o3", "title": "什么时间开班"},
    ],
    sources=[SOURCE],
)


def figure(period: int, value: str, **more: str) -> Json:
    """Return a figure of 郑州市's classes unless told otherwise."""
    plain = {"metric": "郑州市开办的爱心托管班", "unit": "个", "qualifier": ""}
    rest = {"kind": "result", "scope": "郑州市"}
    return {
        "id": f"f{period}",
        "value": value,
        "period": period,
        **plain,
        **rest,
        **more,
    }


FIGURES = "这几年办了多少个托管班"
FIGURES_REPLY = reply(
    "2025年（目标）：郑州市开办的爱心托管班 200个（郑州市）\n"
    "2024年（目标）：郑州市开办的爱心托管班 140个（郑州市）\n"
    "2023年（完成）：郑州市开办的爱心托管班 105个（郑州市）\n"
    "2021年（目标）：计划安排的专项资金 近2亿元（省总工会）\n"
    "2025年的是目标，完成多少我这儿没有公布数。",
    figures=[
        figure(2025, "200", kind="target"),
        figure(2024, "140", kind="target"),
        figure(2023, "105"),
        figure(
            2021,
            "200000000",
            metric="计划安排的专项资金",
            unit="元",
            qualifier="近",
            kind="target",
            scope="省总工会",
        ),
    ],
    sources=[SOURCE, UNDATED],
)
