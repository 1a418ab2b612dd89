"""Whose figures a question asks for."""

from __future__ import annotations

import pytest

from actions.understanding.bodies import asked_body

SCOPES = {
    "province": ("省总工会（省级）", "省级", "河南省总工会12351热线"),
    "city": ("郑州市总工会",),
    "all": ("全省各级工会", "河南各级工会", "全省县级以上工会", "全省工会系统"),
    "none": ("全省", "郑州市"),
}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("省总花了多少", "province"),
        ("省级的有几个", "province"),
        ("郑州市总掏了多少", "city"),
        ("各级工会一共投了多少", "all"),
    ],
)
def test_the_scope_of_the_body_that_is_named(text: str, whose: str) -> None:
    is_its = asked_body(text)
    assert is_its is not None
    found = {name for name, scopes in SCOPES.items() if any(map(is_its, scopes))}
    assert found == {whose}
    assert all(map(is_its, SCOPES[whose]))


@pytest.mark.parametrize("text", ["花了多少", "省总带动各级工会投了多少"])
def test_no_single_body(text: str) -> None:
    assert asked_body(text) is None
