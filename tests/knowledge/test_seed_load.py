"""Loading makes the database equal to the files, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Engine

from knowledge.errors import SeedError
from knowledge.migrate import upgrade
from knowledge.models import Base
from knowledge.seed import load_seed

Change = Callable[[Path], None]
_DOSSIER = "programmes/rest_station.yml"


def _content(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return {
            name: sorted(
                (tuple(row) for row in connection.execute(select(table))), key=repr
            )
            for name, table in Base.metadata.tables.items()
        }


def _without_version(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    content = _content(engine)
    del content["knowledge_version"]
    return content


def _replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert before.count(old) >= 1
    path.write_text(before.replace(old, new), encoding="utf-8")


def test_loading_fills_every_table(engine: Engine, seed_folder: Path) -> None:
    done = load_seed(engine, seed_folder)
    content = _content(engine)
    assert all(content.values())
    # The two tables that triggers keep are not counted.
    rows = sum(map(len, content.values()))
    assert done.added == rows - len(content["name_claim"]) - 1
    assert (done.changed, done.removed) == (0, 0)
    assert content["knowledge_version"] == [(1, done.version)]


def test_loading_again_changes_nothing(seeded: Engine, seed_folder: Path) -> None:
    before = _content(seeded)
    done = load_seed(seeded, seed_folder)
    assert (done.added, done.changed, done.removed) == (0, 0, 0)
    assert _content(seeded) == before


def test_one_changed_text_is_one_changed_row(seeded: Engine, seed_folder: Path) -> None:
    before = _content(seeded)
    _replace(seed_folder, _DOSSIER, "驿站能歇脚。", "驿站能歇脚喝水。")
    done = load_seed(seeded, seed_folder)
    assert (done.added, done.changed, done.removed) == (0, 1, 0)
    after = _content(seeded)
    assert after.pop("knowledge_version") != before.pop("knowledge_version")
    assert after.pop("answer") != before.pop("answer")
    assert after == before


def test_what_the_files_lost_is_deleted(seeded: Engine, seed_folder: Path) -> None:
    (seed_folder / "programmes" / "childcare.yml").unlink()
    load_seed(seeded, seed_folder)
    with seeded.connect() as connection:
        query = text("SELECT count(*) FROM lexicon WHERE target = 'childcare'")
        assert connection.execute(query).scalar_one() == 0


def test_what_came_from_elsewhere_is_deleted(seeded: Engine, seed_folder: Path) -> None:
    before = _without_version(seeded)
    with seeded.begin() as connection:
        connection.execute(text("INSERT INTO lookalike VALUES ('小饭桌', '注')"))
        connection.execute(text("UPDATE answer SET text = '乱写的'"))
        connection.execute(text("DELETE FROM figure_incomparable"))
    load_seed(seeded, seed_folder)
    assert _without_version(seeded) == before


def _rename_programme(folder: Path) -> None:
    """Give a programme a new id: everything of it moves, names included."""
    (folder / _DOSSIER).rename(folder / "programmes/station.yml")
    for file in ("programmes/station.yml", "programmes/station_campaign.yml"):
        _replace(folder, file, "rest_station", "station")
    for file in ("figures.yml", "sites.yml"):
        _replace(folder, file, "programme: rest_station", "programme: station")


def _rename_region(folder: Path) -> None:
    for path in folder.rglob("*.yml"):
        path.write_text(path.read_text().replace("henan", "yu"))


def _rename_source(folder: Path) -> None:
    for path in folder.rglob("*.yml"):
        path.write_text(path.read_text().replace("paper-2021", "paper-2021-02"))


def _alias_changes_hands(folder: Path) -> None:
    _replace(folder, _DOSSIER, "[户外劳动者驿站, 爱心驿站]", "[]")
    _replace(folder, "programmes/childcare.yml", "[暑托班]", "[爱心驿站]")
    _replace(folder, "lookalikes.yml", "菜鸟驿站", "暑托班")


def _sources_change_places(folder: Path) -> None:
    _replace(folder, _DOSSIER, "[post-2024, paper-2021]", "[paper-2021, post-2024]")


def _alias_becomes_phrasing(folder: Path) -> None:
    _replace(folder, "metrics.yml", "[新建驿站数]", "[]")
    _replace(folder, "metrics.yml", "[建了多少个歇脚的地方]", "[新建驿站数]")


def _question_moves(folder: Path) -> None:
    """Move a question to another programme, whose own is taken away."""
    dossier = (folder / _DOSSIER).read_text()
    start, end = dossier.index("faqs:"), dossier.index("gaps:")
    childcare = folder / "programmes/childcare.yml"
    childcare.write_text(childcare.read_text() + dossier[start:end])
    (folder / _DOSSIER).unlink()
    (folder / "programmes/station_campaign.yml").unlink()
    (folder / "figures.yml").write_text("[]")
    (folder / "sites.yml").write_text("[]")


@pytest.mark.parametrize(
    "change",
    [
        _rename_programme,
        _rename_region,
        _rename_source,
        _alias_changes_hands,
        _sources_change_places,
        _alias_becomes_phrasing,
        _question_moves,
    ],
)
def test_an_update_gives_what_a_fresh_load_gives(
    seeded: Engine, empty_engine: Engine, seed_folder: Path, change: Change
) -> None:
    before = _without_version(seeded)
    change(seed_folder)
    load_seed(seeded, seed_folder)
    upgrade(empty_engine)
    load_seed(empty_engine, seed_folder)
    after = _without_version(seeded)
    assert after == _without_version(empty_engine)
    assert after != before


def test_a_wrong_seed_writes_nothing(seeded: Engine, seed_folder: Path) -> None:
    before = _content(seeded)
    _replace(seed_folder, _DOSSIER, "驿站能歇脚。", "驿站能歇脚喝水。")
    _replace(seed_folder, _DOSSIER, "region: luoyang", "region: atlantis")
    with pytest.raises(SeedError, match="1 problem in the seed"):
        load_seed(seeded, seed_folder)
    assert _content(seeded) == before


def test_what_the_database_refuses_writes_nothing(
    seeded: Engine, seed_folder: Path
) -> None:
    before = _content(seeded)
    _replace(seed_folder, _DOSSIER, "驿站能歇脚。", "驿站能歇脚喝水。")
    # Two programmes that swap names: fine as files, not as a row at a time.
    _replace(seed_folder, _DOSSIER, "name: 户外劳动者驿站", "name: 职工子女爱心托管")
    file = "programmes/childcare.yml"
    _replace(seed_folder, file, "name: 职工子女爱心托管", "name: 户外劳动者驿站")
    _replace(seed_folder, _DOSSIER, "[户外劳动者驿站, 爱心驿站]", "[爱心驿站]")
    with pytest.raises(SeedError) as caught:
        load_seed(seeded, seed_folder)
    (problem,) = caught.value.problems
    assert "the database refused: " in problem
    assert _content(seeded) == before
