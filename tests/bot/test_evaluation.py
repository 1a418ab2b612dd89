"""The arithmetic behind the quality page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import scores
from bot.evaluation.examples import Example, read_examples, stratified_folds
from bot.evaluation.questions import cross_validate, leave_one_out, read_services
from bot.evaluation.scores import Prediction
from bot.evaluation.thresholds import read_thresholds
from bot.evaluation.topics import as_served, cross_validate_topics
from bot.lexicon.reader import Entry


def said(truth: str | None, *ranking: tuple[str | None, float]) -> Prediction:
    return Prediction(f"{truth}?", truth, ranking)


PREDICTIONS = [
    said("howto", ("howto", 0.9), ("time", 0.1)),
    said("howto", ("howto", 0.6), ("time", 0.4)),
    said("howto", ("time", 0.8), ("howto", 0.2)),
    said("time", ("time", 0.7), ("howto", 0.3)),
]


def test_accuracy_and_f1() -> None:
    assert scores.accuracy(PREDICTIONS) == 0.75
    assert scores.among_first(PREDICTIONS, 2) == 1.0
    assert scores.mean_confidence(PREDICTIONS) == pytest.approx(0.75)
    howto, time = scores.by_label(PREDICTIONS)
    assert (howto.label, howto.support, time.label) == ("howto", 3, "time")
    assert howto.precision == 1.0
    assert howto.recall == pytest.approx(2 / 3)
    assert (time.precision, time.recall) == (0.5, 1.0)
    assert howto.f1 == pytest.approx(0.8)
    assert scores.macro_f1(PREDICTIONS) == pytest.approx((0.8 + 2 / 3) / 2)


def test_a_label_that_is_never_guessed_scores_nothing() -> None:
    (score,) = scores.by_label([said("howto", ("time", 0.9))])
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_confusions_begin_with_the_most_frequent_and_surest() -> None:
    predictions = [
        Prediction("a", "howto", [("time", 0.4)]),
        Prediction("b", "howto", [("time", 0.9)]),
        Prediction("c", "time", [(None, 0.9)]),
        Prediction("d", "time", [("time", 0.9)]),
    ]
    pairs = [(c.truth, c.guess, list(c.texts)) for c in scores.confusions(predictions)]
    assert pairs == [("howto", "time", ["b", "a"]), ("time", "none", ["c"])]


@pytest.mark.parametrize(
    ("threshold", "right", "wrong", "taken"),
    [(0.0, 0.5, 0.5, 0.5), (0.5, 0.5, 0.25, 0.5), (0.75, 0.25, 0.0, 0.0)],
)
def test_answering_only_when_sure(
    threshold: float, right: float, wrong: float, taken: float
) -> None:
    predictions = [
        said("a", ("a", 0.9)),
        said("a", ("a", 0.6)),
        said("a", ("b", 0.7)),
        said("a", ("b", 0.3)),
        said(None, ("a", 0.7)),
        # Surely nothing is no answer.
        said(None, (None, 0.9)),
    ]
    found = scores.outcome(predictions, scores.at_least(threshold))
    assert (found.right, found.wrong, found.taken) == (right, wrong, taken)
    assert found.asked_back == pytest.approx(1 - right - wrong)


def test_the_actions_rule_differs_by_kind() -> None:
    is_sure = as_served({"TOPIC": 0.4, "SIGNPOST": 0.6})
    assert is_sure(said("x", ("programme:a", 0.5)))
    assert not is_sure(said("x", ("signpost:a", 0.5)))
    assert is_sure(said("x", ("signpost:a", 0.6)))
    assert not is_sure(said("x", (None, 0.9)))


def test_folds_share_out_every_example_once() -> None:
    examples = [
        Example(f"{label}{i}", label)
        for label, size in (("howto", 23), ("time", 7), ("greet", 2))
        for i in range(size)
    ]
    folds = stratified_folds(examples, 5, seed=1)
    assert sorted(index for fold in folds for index in fold) == list(range(32))
    assert {len(fold) for fold in folds} == {6, 7}
    for fold in folds:
        assert sum(examples[index].label == "howto" for index in fold) in (4, 5)
    assert folds == stratified_folds(examples, 5, seed=1)
    assert folds != stratified_folds(examples, 5, seed=2)


def test_what_reads_the_same_stays_together() -> None:
    examples = [
        example
        for i in range(20)
        for example in (Example(f"报名{i}?", "howto"), Example(f"报名{i}？？", "howto"))
    ]
    for fold in stratified_folds(examples, 5, seed=1):
        assert {index ^ 1 for index in fold} == set(fold)


def test_read_examples(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(
        "nlu:\n- intent: smalltalk/greet\n  examples: |\n    - 你好\n    - - 在吗\n"
        "- intent: ask_howto\n  examples: |\n    - 咋办\n",
        encoding="utf-8",
    )
    assert read_examples([path]) == [
        Example("你好", "smalltalk/greet"),
        Example("- 在吗", "smalltalk/greet"),
        Example("咋办", "ask_howto"),
    ]


def test_thresholds_are_read_and_not_executed(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.py"
    path.write_text(
        '"""Doc."""\nTOPIC = 0.4\n"""Why."""\nCOUNT = 3\nname = 1.0\nTEXT = "x"\n'
        "raise SystemExit\n",
        encoding="utf-8",
    )
    assert read_thresholds(path) == {"TOPIC": 0.4, "COUNT": 3.0}


@pytest.mark.parametrize(
    "name",
    [
        *("TOPIC", "SIGNPOST", "TOPIC_SWITCH", "INTENT", "METRIC", "METRIC_ALONE"),
        *("FAQ_SHARE", "FAQ_ALONE", "FAQ_SURE", "FAQ_OF_SERVICE"),
    ],
)
def test_the_actions_have_the_thresholds_of_the_report(name: str) -> None:
    assert 0.0 < read_thresholds()[name] < 1.0


def test_a_phrasing_is_not_found_by_itself() -> None:
    entries = [
        Entry("驿站的水要钱吗", "faq_phrasing", "water"),
        Entry("驿站的水要钱不要钱", "faq_phrasing", "water"),
        Entry("托管管午饭吗", "faq_phrasing", "lunch"),
    ]
    predictions = leave_one_out(entries, ["今天天气咋样"])
    assert [p.truth for p in predictions] == ["water", "water", "lunch", None]
    assert [p.right for p in predictions[:3]] == [True, True, False]
    # It could only have been found as itself.
    assert predictions[2].guess == "water"
    assert all(p.confidence < 0.999 for p in predictions)


def test_questions_of_the_right_service_only() -> None:
    asked = {
        "water": ["驿站的水要钱吗", "喝水收费不", "接热水要钱不", "驿站喝水收钱吗"],
        "sleep": ["驿站能睡觉吗", "能在里头躺会儿不", "午休能去驿站不", "歇一觉行吗"],
        "lunch": ["托管管午饭吗", "中午给孩子做饭不", "午饭在班里吃吗", "管饭不"],
    }
    entries = [
        Entry(text, "faq_phrasing", faq)
        for faq, texts in asked.items()
        for text in texts
    ]
    services = {"water": "rest_station", "sleep": "rest_station", "lunch": "childcare"}
    found = cross_validate(entries, services, 0.6, folds=2, seed=1)
    assert len(found.among_all) == len(found.in_service) == 12
    for everywhere, inside in zip(found.among_all, found.in_service, strict=True):
        assert {label for label, _ in everywhere.ranking} == set(asked)
        own = {"lunch"} if inside.truth == "lunch" else {"water", "sleep"}
        assert {label for label, _ in inside.ranking} == own
    # Nothing rivals the only question of a service.
    alone = [p for p in found.in_service if p.truth == "lunch"]
    assert [p.right and p.confidence > 0 for p in alone] == [True] * 4


def test_a_divided_service_is_not_sure() -> None:
    entries = [
        Entry(text, "faq_phrasing", faq)
        for faq in ("one", "two")
        for text in ("驿站的水要钱吗", "喝水收费不", "接热水要钱不", "喝水要钱")
    ]
    found = cross_validate(entries, {"one": "s", "two": "s"}, 0.999, folds=4, seed=1)
    assert [prediction.confidence for prediction in found.in_service] == [0.0] * 8


def test_read_services(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("id: a\nfaqs: [{id: x}, {id: y}]\n")
    (tmp_path / "b.yml").write_text("id: b\n")
    assert read_services(tmp_path) == {"x": "a", "y": "a"}


def test_every_phrasing_and_every_nothing_is_ranked_once() -> None:
    entries = [
        Entry("托管", "programme", "childcare"),
        Entry("失业金", "signpost", "unemployment"),
        Entry("菜鸟驿站", "lookalike", "菜鸟驿站"),
        *(
            Entry(f"放假{who}没人看", "programme_phrasing", "childcare")
            for who in ("孩子", "娃", "小孩", "俺娃")
        ),
        *(
            Entry(f"{who}倒闭了能领钱不", "signpost_phrasing", "unemployment")
            for who in ("厂子", "公司", "单位", "饭店")
        ),
    ]
    elsewhere = ["今天天气咋样", "讲个笑话", "股票涨了没"]
    predictions = cross_validate_topics(entries, elsewhere, folds=2, seed=1)
    asked = {entry.text for entry in entries if "phrasing" in entry.kind}
    assert sorted(p.text for p in predictions) == sorted([*asked, *elsewhere])
    truths = {p.text: p.truth for p in predictions}
    assert truths["放假娃没人看"] == "programme:childcare"
    assert truths["讲个笑话"] is None
    assert scores.accuracy([p for p in predictions if p.truth is not None]) == 1.0
