"""Workers who talk at the same time do not get into each other's talk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.conversations.partner import Partner

# First question, follow-up that names a year or place only, and what it then means.
TALKS = [
    ("2020年新建了多少驿站", "那2021年呢", "rest_station", "t21_station"),
    ("2020年新发展了多少工会会员", "那2021年呢", "flexible_workers", "t21_join"),
    ("2023年郑州开了多少个托管班", "2025年呢", "childcare", "x_2025_zhengzhou_care_class"),
    ("2023年郑州新建了多少女职工关爱室", "焦作呢", "nursing_room", "x_2023_jiaozuo_nursing"),
]


def test_interleaved_talks_stay_apart(partner: Partner, sender: str) -> None:
    senders = [f"{sender}-{number}" for number in range(len(TALKS))]
    for worker, (first, *_) in zip(senders, TALKS, strict=True):
        partner.hears(worker, first)
    for worker, (_, second, _, figure) in zip(senders, TALKS, strict=True):
        shown = partner.hears(worker, second).envelope["figures"]
        assert figure in [row["id"] for row in shown]


def test_simultaneous_talks_stay_apart(partner: Partner, sender: str) -> None:
    def talk(number: int) -> tuple[str | None, list[str], str]:
        first, second, _, figure = TALKS[number % len(TALKS)]
        worker = f"{sender}-{number}"
        partner.hears(worker, first)
        envelope = partner.hears(worker, second).envelope
        return envelope["service"], [row["id"] for row in envelope["figures"]], figure

    with ThreadPoolExecutor(max_workers=8) as workers:
        for _, shown, figure in workers.map(talk, range(16)):
            assert figure in shown


def test_a_stranger_has_no_past(partner: Partner, sender: str) -> None:
    partner.hears(f"{sender}-a", "2020年新建了多少驿站")
    said = partner.hears(f"{sender}-b", "那2021年呢")
    assert "800" not in said.text
    assert said.envelope["service"] != "rest_station"
