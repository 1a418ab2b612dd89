"""The check of the seed names file, line and reason, and misses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import SeedError
from knowledge.seed.loader import checked_seed

_DOSSIER = "programmes/rest_station.yml"


def _problems(folder: Path) -> list[str]:
    """Check a seed and give what is wrong, without the folder's name."""
    with pytest.raises(SeedError) as caught:
        checked_seed(folder)
    return [
        line.removeprefix(f"{folder.as_posix()}/") for line in caught.value.problems
    ]


def _replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert before.count(old) >= 1
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


# file, what is replaced, by what, the one problem
CASES = {
    "unknown key": (
        _DOSSIER,
        "    more: 还能热饭。",
        "    extra: 还能热饭。",
        f"{_DOSSIER}:17: answers[1].extra: is no key of the format",
    ),
    "unknown key at the top": (
        "programmes/childcare.yml",
        "kind: service",
        "kind: service\ncolour: red",
        "programmes/childcare.yml:4: colour: is no key of the format",
    ),
    "missing key": (
        _DOSSIER,
        "    text: 驿站能歇脚。\n",
        "",
        f"{_DOSSIER}:14: answers[1].text: is missing",
    ),
    "key with nothing behind it": (
        _DOSSIER,
        "text: 驿站能歇脚。",
        "text:",
        f"{_DOSSIER}:16: answers[1].text: is missing",
    ),
    "key twice": (
        _DOSSIER,
        "    more: 还能热饭。",
        "    more: 还能热饭。\n    more: 还能充电。",
        f"{_DOSSIER}:18: more: stands twice",
    ),
    "unknown aspect": (
        _DOSSIER,
        "aspect: intro",
        "aspect: weather",
        f"{_DOSSIER}:14: answers[1].aspect: Input should be 'intro', 'eligibility',"
        " 'howto', 'materials', 'amount', 'location', 'time', 'contact', 'basis',"
        " 'figure' or 'complaint'",
    ),
    "answer too long": (
        _DOSSIER,
        "驿站能歇脚。",
        "歇" * 301,
        f"{_DOSSIER}:16: answers[1].text: has 301 characters, at most 300",
    ),
    "answer without source": (
        _DOSSIER,
        "[post-2024, paper-2021]",
        "[]",
        f"{_DOSSIER}:19: answers[1].sources: should not be empty",
    ),
    "answer twice": (
        _DOSSIER,
        "  - aspect: howto\n    region: luoyang",
        "  - aspect: intro\n    region: henan",
        f"{_DOSSIER}:32: answer intro / henan stands already in DIR/{_DOSSIER}:14",
    ),
    "source twice": (
        _DOSSIER,
        "[post-2024, paper-2021]",
        "[paper-2021, paper-2021]",
        f"{_DOSSIER}:14: source paper-2021 stands already in DIR/{_DOSSIER}:14",
    ),
    "unknown source": (
        _DOSSIER,
        "[post-2024, paper-2021]",
        "[post-2024, rumour]",
        f"{_DOSSIER}:14: there is no source rumour",
    ),
    "unknown region": (
        _DOSSIER,
        "region: luoyang",
        "region: atlantis",
        f"{_DOSSIER}:32: there is no region atlantis",
    ),
    "edition of an unknown source": (
        _DOSSIER,
        "position: 3, source: paper-2021",
        "position: 3, source: rumour",
        f"{_DOSSIER}:8: there is no source rumour",
    ),
    "edition without source": (
        _DOSSIER,
        "position: 3, source: paper-2021",
        "position: 3",
        f"{_DOSSIER}:8: editions[1].source: is missing",
    ),
    "condition of an unknown question": (
        _DOSSIER,
        "question: who, options: [courier]",
        "question: whom, options: [courier]",
        f"{_DOSSIER}:11: there is no question whom",
    ),
    "condition met by an unknown option": (
        _DOSSIER,
        "options: [courier]",
        "options: [wizard]",
        f"{_DOSSIER}:11: there is no option wizard of question who",
    ),
    "condition met by nothing": (
        _DOSSIER,
        "options: [courier], ",
        "",
        f"{_DOSSIER}:11: conditions[1]: question and options stand together or not at"
        " all",
    ),
    "required of nobody": (
        _DOSSIER,
        "  - {region: henan_schools,",
        "  - {region: henan_schools, required: true,",
        f"{_DOSSIER}:12: conditions[2]: only what a question asks can be required",
    ),
    "condition of an unknown source": (
        _DOSSIER,
        "reason: 快递员在外奔波, source: paper-2021",
        "reason: 快递员在外奔波, source: rumour",
        f"{_DOSSIER}:11: there is no source rumour",
    ),
    "condition in an unknown region": (
        _DOSSIER,
        "- {region: henan_schools, reason",
        "- {region: atlantis, reason",
        f"{_DOSSIER}:12: there is no region atlantis",
    ),
    "condition about a place": (
        _DOSSIER,
        "question: who, options: [courier]",
        "question: where, options: [zhengzhou]",
        f"{_DOSSIER}:11: where asks for a region: conditions have a region of their"
        " own",
    ),
    "condition of a campaign": (
        "programmes/station_campaign.yml",
        "service: rest_station",
        "service: rest_station\nconditions: [{region: henan, reason: 因, source:"
        " undated}]",
        "programmes/station_campaign.yml:5: a campaign has no conditions",
    ),
    "question twice": (
        "finder.yml",
        "- id: where",
        "- id: who",
        "finder.yml:17: id who stands already in DIR/finder.yml:1",
    ),
    "option twice": (
        "finder.yml",
        "{id: guard, title: 保安",
        "{id: courier, title: 保安",
        "finder.yml:8: option id courier stands twice in who",
    ),
    "option of an unknown group": (
        "finder.yml",
        "groups: [courier]",
        "groups: [wizard]",
        "finder.yml:7: there is no group wizard",
    ),
    "option in an unknown region": (
        "finder.yml",
        "region: zhengzhou",
        "region: atlantis",
        "finder.yml:22: there is no region atlantis",
    ),
    "option of a place without a place": (
        "finder.yml",
        ", region: zhengzhou",
        "",
        "finder.yml:17: every option of a region question has a region, no other has"
        " one",
    ),
    "word that answers in two ways": (
        "finder.yml",
        "replies: [不是]",
        "replies: [是]",
        "finder.yml:16: “是” of option no stands already for yes",
    ),
    "word that is reply and statement": (
        "finder.yml",
        "replies: [是]",
        "replies: [是, 入会了]",
        "finder.yml:15: “入会了” is a reply and a statement of option yes",
    ),
    "word that steers in two ways": (
        "finder_commands.yml",
        "[直接看]",
        "[直接看, 跳过]",
        "finder_commands.yml:2: “跳过” of stop stands already for skip",
    ),
    "unknown command": (
        "finder_commands.yml",
        "command: stop",
        "command: dance",
        "finder_commands.yml:2: command: Input should be 'skip', 'stop', 'restart' or"
        " 'resume'",
    ),
    "unknown service": (
        "programmes/station_campaign.yml",
        "service: rest_station",
        "service: nothing",
        "programmes/station_campaign.yml:1: there is no programme nothing",
    ),
    "campaign of a campaign": (
        "programmes/station_campaign.yml",
        "service: rest_station",
        "service: station_campaign",
        "programmes/station_campaign.yml:1: service station_campaign is a campaign,"
        " not a service",
    ),
    "service of a service": (
        "programmes/childcare.yml",
        "kind: service",
        "kind: service\nservice: rest_station",
        "programmes/childcare.yml:1: only a campaign belongs to a service",
    ),
    "id that is not the file's name": (
        "programmes/childcare.yml",
        "id: childcare",
        "id: child_care",
        "programmes/childcare.yml:1: id child_care is not the file's name",
    ),
    "id with capitals": (
        "sites.yml",
        "id: station_c",
        "id: Station_C",
        "sites.yml:3: id: String should match pattern '^[a-z0-9]+([._-][a-z0-9]+)*$'",
    ),
    "impossible day": (
        _DOSSIER,
        'as_of: "2021-02-24"',
        'as_of: "2021-02-30"',
        f"{_DOSSIER}:25: answers[2].as_of: day is out of range for month",
    ),
    "date in words": (
        "sources.yml",
        '"2024-05"',
        "去年",
        "sources.yml:2: date: '去年' is not YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "year far away": (
        _DOSSIER,
        'as_of: "2024-05"',
        'as_of: "1024-05"',
        f"{_DOSSIER}:20: answers[1].as_of: the year is not between 1990 and 2100",
    ),
    "end that is no day": (
        _DOSSIER,
        '"2022-12-31"',
        '"2022-12"',
        f"{_DOSSIER}:26: answers[2].valid_to: '2022-12' is no day written YYYY-MM-DD",
    ),
    "end before the beginning": (
        _DOSSIER,
        'valid_to: "2022-12-31"',
        'valid_to: "2022-12-31"\n    valid_from: "2023-01-01"',
        f"{_DOSSIER}:21: answers[2]: valid_to lies before valid_from",
    ),
    "decimal with a unit": (
        "figures.yml",
        'value: "29.40"',
        "value: 29.4亿",
        "figures.yml:33: value: '29.4亿' is no plain decimal number such as 29.4",
    ),
    "decimal with an exponent": (
        "figures.yml",
        'value: "29.40"',
        "value: 1e3",
        "figures.yml:33: value: '1e3' is no plain decimal number such as 29.4",
    ),
    "decimal with too many digits": (
        "figures.yml",
        '"29.40"',
        '"29.4000001"',
        "figures.yml:33: value: 29.4000001 is too long: 12 digits before and 6 after"
        " the point are kept",
    ),
    "figure of an unknown metric": (
        "figures.yml",
        "metric: money_spent",
        "metric: nothing",
        "figures.yml:27: there is no metric nothing",
    ),
    "unknown counterpart": (
        "figures.yml",
        "figure: station_2020_result",
        "figure: nothing",
        "figures.yml:13: there is no figure nothing",
    ),
    "figure against itself": (
        "figures.yml",
        "figure: station_2020_result",
        "figure: station_2021_target",
        "figures.yml:13: a figure cannot differ from itself",
    ),
    "another reason for the same pair": (
        "figures.yml",
        "  caveat: 只算爱心驿站",
        "  not_comparable: [{figure: station_2021_target, reason: 另一个}]",
        "figures.yml:26: station_2020_result and station_2021_target have another"
        " reason already",
    ),
    "alias of two programmes": (
        "programmes/childcare.yml",
        "[暑托班]",
        "[爱心驿站]",
        f"{_DOSSIER}:5: “爱心驿站” of rest_station stands already for childcare in"
        " DIR/programmes/childcare.yml:5",
    ),
    "alias that is read like another": (
        "programmes/childcare.yml",
        "[暑托班]",
        "[爱心 驿站]",
        f"{_DOSSIER}:5: “爱心驿站” of rest_station stands already for childcare in"
        " DIR/programmes/childcare.yml:5",
    ),
    "phrasing of a programme and a signpost": (
        "signposts.yml",
        "没工作了能领钱吗",
        "哪儿能歇歇脚",
        "signposts.yml:7: “哪儿能歇歇脚” of signpost unemployment stands already for"
        f" rest_station in DIR/{_DOSSIER}:6",
    ),
    "lookalike that is an alias": (
        "lookalikes.yml",
        "菜鸟驿站",
        "爱心驿站",
        "lookalikes.yml:1: “爱心驿站” of lookalike 爱心驿站 stands already for"
        f" rest_station in DIR/{_DOSSIER}:5",
    ),
    "region alias twice": (
        "regions.yml",
        "[洛阳]",
        "[郑州]",
        "regions.yml:4: “郑州” of luoyang stands already for zhengzhou in"
        " DIR/regions.yml:3",
    ),
    "metric alias twice": (
        "metrics.yml",
        "name: 投入资金",
        "name: 新建驿站数",
        "metrics.yml:6: “新建驿站数” of money_spent stands already for station_new in"
        " DIR/metrics.yml:3",
    ),
    "group alias twice": (
        "groups.yml",
        "name: 有孩子的职工",
        "name: 送快递的",
        "groups.yml:2: “送快递的” of parent stands already for courier in"
        " DIR/groups.yml:1",
    ),
    "id twice": (
        "sites.yml",
        "id: station_b",
        "id: station_a",
        "sites.yml:2: id station_a stands already in DIR/sites.yml:1",
    ),
    "region without parent": (
        "regions.yml",
        "kind: city, parent: henan, aliases: [洛阳]",
        "kind: city, aliases: [洛阳]",
        "regions.yml:4: every region but a country has a parent",
    ),
    "half a place": (
        "sites.yml",
        "lat: 34.75, ",
        "",
        "sites.yml:1: lat and lon stand together or not at all",
    ),
    "latitude off the globe": (
        "sites.yml",
        "34.75",
        "94.75",
        "sites.yml:1: lat: Input should be less than or equal to 90",
    ),
    "no list": (
        "lookalikes.yml",
        "- {text: 菜鸟驿站, note: 那是取快递的地方。}",
        "text: 菜鸟驿站",
        "lookalikes.yml:1: should hold a list",
    ),
    "entry that is no block": (
        "lookalikes.yml",
        "- {text: 菜鸟驿站, note: 那是取快递的地方。}",
        "- 菜鸟驿站",
        "lookalikes.yml:1: each entry should be a block of keys",
    ),
}


def test_the_small_seed_is_fine(seed_folder: Path) -> None:
    content = checked_seed(seed_folder)
    assert list(content.programmes) == [
        "programmes/childcare.yml",
        "programmes/rest_station.yml",
        "programmes/station_campaign.yml",
    ]


@pytest.mark.parametrize(("file", "old", "new", "problem"), CASES.values(), ids=CASES)
def test_one_mistake_is_one_problem(
    seed_folder: Path, file: str, old: str, new: str, problem: str
) -> None:
    _replace(seed_folder, file, old, new)
    problems = _problems(seed_folder)
    wanted = problem.replace("DIR/", f"{seed_folder.as_posix()}/")
    assert problems == [wanted]


def test_all_problems_are_told_at_once(seed_folder: Path) -> None:
    _replace(seed_folder, _DOSSIER, "aspect: intro", "aspect: weather")
    _replace(seed_folder, _DOSSIER, "region: luoyang", "region: atlantis")
    _replace(seed_folder, "figures.yml", '"800"', "很多")
    _replace(seed_folder, "sources.yml", '"2024-05"', "去年")
    (seed_folder / "metrics.yml").unlink()
    problems = _problems(seed_folder)
    places = [problem.split(": ")[0] for problem in problems]
    assert places == [
        "figures.yml:7",
        "metrics.yml",
        "programmes/rest_station.yml:14",
        "programmes/rest_station.yml:32",
        "sources.yml:2",
    ]


def test_a_ring_of_regions(seed_folder: Path) -> None:
    _replace(seed_folder, "regions.yml", "parent: china", "parent: zhengzhou")
    problems = _problems(seed_folder)
    assert problems == [
        "regions.yml:2: region henan lies within itself",
        "regions.yml:3: region zhengzhou lies within itself",
    ]


@pytest.mark.parametrize(
    "file",
    (
        *("sources.yml", "regions.yml", "groups.yml", "metrics.yml", "figures.yml"),
        *("signposts.yml", "lookalikes.yml", "sites.yml"),
    ),
)
def test_every_file_has_to_be_there(seed_folder: Path, file: str) -> None:
    (seed_folder / file).unlink()
    assert f"{file}: is missing" in _problems(seed_folder)


def test_a_folder_without_dossiers(seed_folder: Path) -> None:
    for path in (seed_folder / "programmes").iterdir():
        path.unlink()
    assert "programmes: holds no dossier" in _problems(seed_folder)


def test_an_empty_dossier(seed_folder: Path) -> None:
    (seed_folder / "programmes" / "empty.yml").write_text("# nothing yet\n")
    wanted = "programmes/empty.yml:1: should hold one block of keys"
    assert _problems(seed_folder) == [wanted]


def test_broken_yaml(seed_folder: Path) -> None:
    _replace(seed_folder, "groups.yml", "{id: courier", "{id: courier: x")
    # What refers to the file's entries is no second problem.
    (problem,) = _problems(seed_folder)
    assert problem.startswith("groups.yml:1: is no valid YAML: ")


def test_a_file_that_is_no_text(seed_folder: Path) -> None:
    (seed_folder / "sites.yml").write_bytes(b"\xff\xfe\x00")
    (problem,) = _problems(seed_folder)
    assert problem.startswith("sites.yml: cannot be read: ")


def test_an_empty_list_file_is_fine(seed_folder: Path) -> None:
    (seed_folder / "sites.yml").write_text("[]\n")
    assert checked_seed(seed_folder).sites == []


def test_values_stay_as_they_are_written(seed_folder: Path) -> None:
    # Without quotes YAML would read a number, a date and a truth value here.
    _replace(seed_folder, "figures.yml", '"29.40"', "29.40")
    _replace(seed_folder, _DOSSIER, 'as_of: "2021-02-24"', "as_of: 2021-02-24")
    _replace(seed_folder, "signposts.yml", 'hotline: "12333"', "hotline: 012333")
    _replace(seed_folder, "lookalikes.yml", "note: 那是取快递的地方。", "note: no")
    content = checked_seed(seed_folder)
    assert str(content.figures[2].value) == "29.40"
    assert content.programmes[_DOSSIER].answers[1].as_of == "2021-02-24"
    assert content.signposts[0].hotline == "012333"
    assert content.lookalikes[0].note == "no"


def test_folded_lines_join_without_spaces(seed_folder: Path) -> None:
    folded = "text: >-\n      驿站能\n      歇脚，\n      能用 Wi-Fi 上网。"
    _replace(seed_folder, _DOSSIER, "text: 驿站能歇脚。", folded)
    answer = checked_seed(seed_folder).programmes[_DOSSIER].answers[0]
    assert answer.text == "驿站能歇脚，能用 Wi-Fi 上网。"
