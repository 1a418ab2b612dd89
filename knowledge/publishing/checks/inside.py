"""What has to fit together within one document."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from knowledge.publishing.checks.problem import Problem
from knowledge.publishing.normal import Document
from knowledge.seed.checks.names import as_read


def inner_problems(kind: str, document: Document) -> Iterator[Problem]:
    """Give what stands twice or contradicts itself in a document in normal form."""
    if kind == "programme":
        yield from _dossier(document)
    elif kind == "finder" and "options" in document:
        yield from _question(document)
    elif kind == "figure":
        yield from _figure(document)


def _dossier(document: Document) -> Iterator[Problem]:
    for key, fields, what in (
        ("editions", ("year", "list"), "同一年的同一份名单"),
        ("answers", ("aspect", "region", "valid_from"), "同一方面、同一地区的回答"),
        ("gaps", ("aspect", "region"), "同一方面、同一地区的暂缺说明"),
        ("faqs", ("id",), "同一个编号的常见问题"),
    ):
        entries = (
            (f"{key}.{index}", tuple(entry[name] for name in fields))
            for index, entry in enumerate(document[key])
        )
        yield from _once(entries, f"{what}写了两遍")
    for key in ("answers", "faqs"):
        for index, entry in enumerate(document[key]):
            cited = (
                (f"{key}.{index}.sources.{place}", source)
                for place, source in enumerate(entry["sources"])
            )
            yield from _once(cited, "同一个出处写了两遍")
    if document["kind"] != "service" and document["conditions"]:
        yield Problem("conditions", "只有“服务”才能写查福利的条件")


def _question(document: Document) -> Iterator[Problem]:
    options = document["options"]
    for key, what in (("id", "编号"), ("title", "标题")):
        entries = ((f"options.{i}.{key}", o[key]) for i, o in enumerate(options))
        yield from _once(entries, f"两个选项的{what}相同")
    owners: dict[str, str] = {}
    for index, option in enumerate(options):
        for key in ("title", "replies", "statements"):
            held = option[key]
            for text in [held] if isinstance(held, str) else held:
                owner = owners.setdefault(as_read(text), option["id"])
                if owner != option["id"]:
                    reason = f"“{text}”已经是选项“{owner}”的说法"
                    yield Problem(f"options.{index}.{key}", reason)
        for text in sorted(set(option["replies"]) & set(option["statements"])):
            reason = f"“{text}”不能既是答语又是随时可说的话"
            yield Problem(f"options.{index}.statements", reason)


def _figure(document: Document) -> Iterator[Problem]:
    pairs = document["not_comparable"]
    entries = ((f"not_comparable.{i}.figure", p["figure"]) for i, p in enumerate(pairs))
    yield from _once(entries, "同一个数字写了两遍")
    for index, pair in enumerate(pairs):
        if pair["figure"] == document["id"]:
            yield Problem(f"not_comparable.{index}.figure", "数字不能和自己不可比")


def _once(entries: Iterable[tuple[str, Any]], reason: str) -> Iterator[Problem]:
    seen: set[Hashable] = set()
    for path, key in entries:
        if key in seen:
            yield Problem(path, reason)
        seen.add(key)
