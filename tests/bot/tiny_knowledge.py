"""A knowledge base as the bot sees it: the lexicon and the version, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from bot.lexicon.reader import Entry

ENTRIES = [
    Entry("户外劳动者驿站", "programme", "rest_station"),
    Entry("驿站", "programme", "rest_station"),
    Entry("哪儿能歇歇脚", "programme_phrasing", "rest_station"),
    Entry("送外卖累了想找地方喝口热水", "programme_phrasing", "rest_station"),
    Entry("职工子女爱心托管", "programme", "childcare"),
    Entry("托管", "programme", "childcare"),
    Entry("放假孩子没人看", "programme_phrasing", "childcare"),
    Entry("暑假娃没人带", "programme_phrasing", "childcare"),
    Entry("金秋助学", "programme", "school_aid"),
    Entry("法律援助", "programme", "legal_aid"),
    Entry("惠工保", "programme", "medical_aid"),
    Entry("会卡", "programme", "member_card"),
    Entry("失业金", "signpost", "unemployment"),
    Entry("厂子倒闭了能领多少钱", "signpost_phrasing", "unemployment"),
    Entry("新建驿站", "metric", "station_new"),
    Entry("又盖了几个歇脚的地方", "metric_phrasing", "station_new"),
    Entry("助学人数", "metric", "school_people"),
    Entry("帮了多少个学生", "metric_phrasing", "school_people"),
    Entry("郑州市", "region", "zhengzhou"),
    Entry("洛阳", "region", "luoyang"),
    Entry("遂平", "region", "suiping"),
    Entry("遂平县", "region", "suiping"),
    Entry("快递员", "group", "courier"),
    Entry("月嫂", "group", "nanny"),
    Entry("菜鸟驿站", "lookalike", "菜鸟驿站"),
    Entry("驿站的水要钱吗", "faq_phrasing", "station_water"),
    Entry("喝水收费不", "faq_phrasing", "station_water"),
    Entry("托管班管午饭吗", "faq_phrasing", "childcare_lunch"),
]


class TinyKnowledge:
    """An SQLite file with the two things that the bot reads."""

    def __init__(self, path: Path, entries: Iterable[Entry] = ENTRIES) -> None:
        """Make the file."""
        self.url = f"sqlite:///{path}"
        self._engine = sa.create_engine(self.url)
        self._run("CREATE TABLE knowledge_version (version INTEGER NOT NULL)")
        self._run("INSERT INTO knowledge_version VALUES (0)")
        self._run("CREATE TABLE lexicon (text TEXT, kind TEXT, target TEXT)")
        self.publish(*entries)

    def publish(self, *entries: Entry) -> None:
        """Add entries and raise the version."""
        for entry in entries:
            self._run(
                "INSERT INTO lexicon VALUES (:text, :kind, :target)",
                text=entry.text,
                kind=entry.kind,
                target=entry.target,
            )
        self._run("UPDATE knowledge_version SET version = version + 1")

    def withdraw(self, text: str) -> None:
        """Take the entries of one text away and raise the version."""
        self._run("DELETE FROM lexicon WHERE text = :text", text=text)
        self._run("UPDATE knowledge_version SET version = version + 1")

    def break_down(self) -> None:
        """Make the database unusable for readers."""
        self._run("ALTER TABLE knowledge_version RENAME TO gone")

    def recover(self) -> None:
        """Undo ``break_down``."""
        self._run("ALTER TABLE gone RENAME TO knowledge_version")

    def _run(self, statement: str, **values: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.text(statement), values)
