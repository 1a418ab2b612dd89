"""Workers who talk at the same time do not get into each other's talk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.conversations.partner import Partner

# A question, a follow-up that names a year or place only, and the figure it means.
TALKS = [
    ("2020年新建了多少驿站", "那2021年呢", "t21_station"),
    ("2020年新发展了多少工会会员", "那2021年呢", "t21_join"),
    ("2023年郑州开了多少个托管班", "2025年呢", "x_2025_zhengzhou_care_class"),
    ("2023年郑州新建了多少女职工关爱室", "焦作呢", "x_2023_jiaozuo_nursing"),
]


def test_interleaved_talks_stay_apart(partner: Partner, sender: str) -> None:
    workers = {f"{sender}-{number}": talk for number, talk in enumerate(TALKS)}
    for worker, (first, _, _) in workers.items():
        partner.hears(worker, first)
    for worker, (_, second, figure) in workers.items():
        assert figure in _figures(partner, worker, second)


def test_simultaneous_talks_stay_apart(partner: Partner, sender: str) -> None:
    def talk(number: int) -> tuple[list[str], str]:
        first, second, figure = TALKS[number % len(TALKS)]
        worker = f"{sender}-{number}"
        partner.hears(worker, first)
        return _figures(partner, worker, second), figure

    with ThreadPoolExecutor(max_workers=8) as threads:
        for shown, figure in threads.map(talk, range(16)):
            assert figure in shown


def test_a_stranger_has_no_past(partner: Partner, sender: str) -> None:
    partner.hears(f"{sender}-a", "2020年新建了多少驿站")
    said = partner.hears(f"{sender}-b", "那2021年呢")
    assert "800" not in said.text
    assert said.envelope["service"] != "rest_station"


def _figures(partner: Partner, worker: str, message: str) -> list[str]:
    envelope = partner.hears(worker, message).envelope
    return [figure["id"] for figure in envelope["figures"]]
