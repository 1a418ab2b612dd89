"""Documents that are not live."""

from __future__ import annotations

import pytest

from knowledge.publishing.normal import Document


@pytest.fixture
def source() -> Document:
    """Give a source that is not live."""
    return {"id": "notice-2026", "title": "新通知", "publisher": "工会", "date": "2026"}


@pytest.fixture
def swimming() -> Document:
    """Give a service that is not live, as somebody would type it."""
    return {
        "id": "swimming",
        "name": "职工游泳卡",
        "kind": "service",
        "summary": "会员凭卡游泳。",
        "aliases": ["游泳卡", "泳卡"],
        "phrasings": ["哪儿能免费游泳"],
        "answers": [
            {
                "aspect": aspect,
                "region": "henan",
                "text": text,
                "sources": ["post-2024"],
                "as_of": "2024-05",
            }
            for aspect, text in (
                ("intro", "凭会员卡每周游泳一次。"),
                ("eligibility", "在职会员都能办。"),
                ("howto", "到单位工会登记。"),
            )
        ],
    }
