"""The seed that ships with the project."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from knowledge import Knowledge
from knowledge.__main__ import main
from knowledge.seed import load_seed
from settings import ROOT


def test_it_passes_the_check() -> None:
    assert main(["seed", "--check"]) == 0


def test_it_loads_and_answers(engine: Engine) -> None:
    load_seed(engine, ROOT / "data" / "knowledge")
    view = Knowledge(engine).current_blocking()
    assert view.home_region() == view.region("henan")
    for programme in view.programmes("service"):
        assert view.available_aspects(programme.id), programme.id
