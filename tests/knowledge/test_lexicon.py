"""The view from which the bot learns every name."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Engine

EXPECTED = {
    ("户外劳动者驿站", "programme", "rest_station"),
    ("爱心驿站", "programme", "rest_station"),
    ("哪儿能歇歇脚", "programme_phrasing", "rest_station"),
    ("职工子女爱心托管", "programme", "childcare"),
    ("暑托班", "programme", "childcare"),
    ("放假孩子没人管", "programme_phrasing", "childcare"),
    ("驿站建设行动", "programme", "station_campaign"),
    ("新建驿站", "metric", "station_new"),
    ("新建驿站数", "metric", "station_new"),
    ("建了多少个歇脚的地方", "metric_phrasing", "station_new"),
    ("投入资金", "metric", "money_spent"),
    ("全国", "region", "china"),
    ("河南省", "region", "henan"),
    ("河南", "region", "henan"),
    ("省里", "region", "henan"),
    ("郑州市", "region", "zhengzhou"),
    ("郑州", "region", "zhengzhou"),
    ("洛阳市", "region", "luoyang"),
    ("洛阳", "region", "luoyang"),
    ("中原区", "region", "zhengzhou_zhongyuan"),
    ("学校系统", "region", "henan_schools"),
    ("快递员", "group", "courier"),
    ("送快递的", "group", "courier"),
    ("有孩子的职工", "group", "parent"),
    ("失业保险", "signpost", "unemployment"),
    ("失业金", "signpost", "unemployment"),
    ("没工作了能领钱吗", "signpost_phrasing", "unemployment"),
    ("驿站的水要钱吗", "faq_phrasing", "station_water"),
    ("喝水收费不", "faq_phrasing", "station_water"),
    ("菜鸟驿站", "lookalike", "菜鸟驿站"),
}


def test_it_holds_every_name_once(seeded: Engine) -> None:
    with seeded.connect() as connection:
        query = text("SELECT text, kind, target FROM lexicon")
        rows = [tuple(row) for row in connection.execute(query)]
    assert len(rows) == len(EXPECTED)
    assert set(rows) == EXPECTED
