"""Every answer rests on a source, and on none that is superseded."""

from __future__ import annotations

import re

from knowledge import View
from tests.actions.truth.walk import Asked, all_content

# In force until 2024; the union rules of 2025 replaced it.
_SUPERSEDED = ("hnsrdcwh-2004-09-25",)
_ARTICLE = re.compile(r"河南省工会条例》?[^。]{0,12}第[一二三四五六七八九十百]+条")


def test_every_answer_names_its_source(asked: list[Asked]) -> None:
    wrong, checked = [], 0
    for one in asked:
        envelope = one.reply.envelope.as_dict()
        if envelope["status"] != "answered":
            continue
        checked += 1
        publishers = [source["publisher"] for source in envelope["sources"]]
        if not any(publisher in one.reply.text for publisher in publishers):
            wrong.append(one.name)
    assert checked
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:40])


def test_every_source_of_a_reply_says_when_it_is_from(asked: list[Asked]) -> None:
    wrong = []
    for one in asked:
        for line in one.reply.text.splitlines():
            if line.startswith("来源") and not re.search(
                r"》(\d{4}(-\d\d){0,2}|日期不详)(等\d+处)?$", line
            ):
                wrong.append(f"{one.name}: {line}")
    assert not wrong, "\n".join(wrong)


def test_superseded_law_is_never_cited(view: View, asked: list[Asked]) -> None:
    titles = set()
    for source in _SUPERSEDED:
        known = view.snapshot.sources.get(source)
        if known is not None:
            titles.add((known.title, known.date))
    wrong = []
    for one in asked:
        told = f"{one.reply.text}\n{one.reply.more}"
        sent = one.reply.envelope.as_dict()["sources"]
        if titles & {(source["title"], source["date"]) for source in sent}:
            wrong.append(f"{one.name}: as source")
        if _ARTICLE.search(told):
            wrong.append(f"{one.name}: by article")
    assert not wrong, "\n".join(wrong)


def test_superseded_law_is_no_source_of_any_content(view: View) -> None:
    wrong = [
        content.id
        for content in all_content(view)
        for source in content.sources
        if source.id in _SUPERSEDED
    ]
    assert not wrong
