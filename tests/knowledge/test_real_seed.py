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
    for programme in view.programmes("service"):
        assert view.available_aspects(programme.id), programme.id


def test_every_service_can_be_found_by_somebody(engine: Engine) -> None:
    """A service without conditions would never be listed by the benefit finder."""
    load_seed(engine, ROOT / "data" / "knowledge")
    view = Knowledge(engine).current_blocking()
    places = {
        condition.region_id
        for conditions in view.snapshot.conditions.values()
        for condition in conditions
    }
    listed = {
        fit.programme.id
        for region in places
        for question in view.finder_questions()
        for option in question.options
        for fit in view.fits({question.id: [option.id]}, region)
    }
    assert listed == {programme.id for programme in view.programmes("service")}
