"""Ours beside stock Rasa: what the comparison counts, on made-up readings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from bot.evaluation.alignment import align, to_clean
from bot.evaluation.aspects import Readings
from bot.evaluation.comparison import (
    Sentences,
    System,
    by_kind,
    corrupted_copies,
    flips,
    of_doubt,
    of_intent,
    of_intent_and_topic,
    out_of_scope_area,
    quality,
)
from bot.evaluation.comparison_report import best_stock_score, compare
from bot.evaluation.examples import Example, read_examples
from bot.evaluation.noise.generator import Corrupted
from bot.evaluation.questions import LearntQuestions
from bot.evaluation.rates import area_under_curve, score_names
from bot.evaluation.report import Measurements, page
from bot.evaluation.scores import Prediction
from bot.evaluation.served import Footprint, ModelError, Parse, parse_of, read_all
from bot.evaluation.spans import Span, flat
from bot.evaluation.stock import train
from bot.evaluation.stock.annotate import annotate, write_training_data
from bot.evaluation.stock.train import CONFIG
from bot.evaluation.thresholds import read_thresholds
from bot.lexicon.matcher import LexiconMatcher
from bot.lexicon.reader import Entry


def read(
    text: str, intent: str, sure: float, *spans: Span, nowhere: float | None = None
) -> Parse:
    rest = "out_of_scope" if intent != "out_of_scope" else "ask_howto"
    return Parse(text, [(intent, sure), (rest, 1 - sure)], list(spans), nowhere, 1.0)


def test_the_longest_of_overlapping_names_counts() -> None:
    spans = [
        Span("programme", 2, 4),
        Span("metric", 0, 4),
        Span("region", 5, 7),
        Span("programme", 5, 7),
    ]
    assert flat(spans) == [Span("metric", 0, 4), Span("region", 5, 7)]


def test_names_are_right_where_they_touch() -> None:
    truth = [Span("programme", 0, 4), Span("region", 6, 8)]
    found = [Span("programme", 2, 4), Span("group", 6, 8), Span("region", 9, 11)]
    score = score_names([(truth, found), ([], [])])
    assert (score.right, score.found, score.annotated) == (1, 3, 2)
    assert score.f1 == pytest.approx(0.4)
    assert score.precision == pytest.approx(1 / 3)
    assert score.recall == 0.5
    assert score_names([(truth, found)], exact=True).right == 0
    assert score_names([(truth, truth)], exact=True).f1 == 1.0


def test_one_name_is_not_right_twice() -> None:
    truth = [Span("period", 0, 4), Span("period", 5, 9)]
    assert score_names([(truth, [Span("period", 0, 9)])]).right == 1


def test_area_under_curve() -> None:
    assert area_under_curve([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert area_under_curve([0.1], [0.2, 0.3]) == 0.0
    assert area_under_curve([0.5, 0.5], [0.5]) == 0.5
    assert area_under_curve([0.9, 0.3], [0.5, 0.1]) == 0.75


def test_texts_are_laid_over_one_another() -> None:
    assert align("abc", "abc") == [0, 1, 2]
    assert align("xabc", "abc") == [None, 0, 1, 2]
    # Four letters over two characters.
    assert align("a tuog b", "a 托管 b")[2:6] == [2, 2, 3, 3]


CLEAN = "郑州的托管班"
TYPED = "嗯那个,郑州的 拖管班"
ORIGINS = (None, None, None, None, 0, 1, 2, None, 3, 4, 5)


@pytest.mark.parametrize(
    ("seen", "span"),
    [
        (TYPED, Span("programme", 8, 11)),
        # The normaliser left out the space.
        ("嗯那个,郑州的拖管班", Span("programme", 7, 10)),
        # It restored the sentence.
        (CLEAN, Span("programme", 3, 6)),
    ],
)
def test_names_are_brought_back_to_the_clean_sentence(seen: str, span: Span) -> None:
    found = to_clean([span], seen, TYPED, ORIGINS, CLEAN)
    assert found == [Span("programme", 3, 6)]


def test_a_name_in_a_filler_stands_nowhere() -> None:
    assert to_clean([Span("group", 0, 3)], TYPED, TYPED, ORIGINS, CLEAN) == []


def test_pinyin_comes_back_to_its_characters() -> None:
    typed = "tuoguanban zaina"
    origins = (*[0] * 3, *[1] * 4, *[2] * 3, None, *[3] * 3, *[4] * 2)
    found = to_clean(
        [Span("programme", 0, 3)], "托管班在那", typed, origins, "托管班在哪"
    )
    assert found == [Span("programme", 0, 3)]
    in_copy = to_clean([Span("programme", 0, 10)], typed, typed, origins, "托管班在哪")
    assert in_copy == [Span("programme", 0, 3)]


def test_fallback_is_no_intent() -> None:
    answer = {
        "text": "x",
        "intent_ranking": [
            {"name": "nlu_fallback", "confidence": 0.7},
            {"name": "ask_howto", "confidence": 0.2},
        ],
        "entities": [{"entity": "region", "start": 0, "end": 1, "value": "x"}],
    }
    parse = parse_of(answer, 3.0)
    assert parse.intents == [("ask_howto", 0.2)]
    assert parse.spans == [Span("region", 0, 1)]
    assert parse.nowhere is None and parse.milliseconds == 3.0
    topics = [{"kind": "none", "confidence": 0.6}, {"kind": "x", "confidence": 0.4}]
    assert parse_of({**answer, "topic_ranking": topics}, 1.0).nowhere == 0.6


def test_out_of_scope_scores() -> None:
    parse = read("x", "out_of_scope", 0.7, nowhere=0.5)
    assert of_intent(parse) == 0.7
    assert of_intent_and_topic(parse) == 0.35
    assert of_doubt(parse) == pytest.approx(0.7)
    assert of_intent(read("x", "ask_howto", 0.9)) == pytest.approx(0.1)


def test_unusable_is_neither_in_nor_out_of_scope() -> None:
    examples = [
        Example("a", "out_of_scope"),
        Example("b", "ask_howto"),
        Example("c", "unusable/abuse"),
    ]
    parses = [
        read("a", "out_of_scope", 0.8),
        read("b", "ask_howto", 0.9),
        read("c", "out_of_scope", 0.9),
    ]
    assert out_of_scope_area(examples, parses, of_intent) == 1.0


NAME = Span("programme", 3, 6)
EXAMPLES = [
    Example(CLEAN, "ask_location", (NAME,)),
    Example("天气咋样", "out_of_scope"),
]
COPIES = [
    Corrupted(TYPED, ("filler", "spaces"), ORIGINS),
    Corrupted("天气咋样?", ("marks",), (0, 1, 2, 3, None)),
]
SENTENCES = Sentences(EXAMPLES, COPIES)
FOOTPRINT = Footprint(load_seconds=1.0, megabytes=100.0, peak_megabytes=200.0)
SYSTEM = System(
    [
        read(CLEAN, "ask_location", 0.9, NAME, nowhere=0.1),
        read("天气咋样", "out_of_scope", 0.9, nowhere=0.9),
    ],
    [
        read(TYPED, "ask_howto", 0.9, nowhere=0.1),
        read("天气咋样", "out_of_scope", 0.9, Span("region", 0, 2), nowhere=0.9),
    ],
    FOOTPRINT,
)


def test_quality_clean_and_corrupted() -> None:
    clean, corrupted = quality(SENTENCES, SYSTEM, of_intent_and_topic)
    assert (clean.accuracy, clean.names.f1, clean.out_of_scope) == (1.0, 1.0, 1.0)
    assert corrupted.accuracy == 0.5
    assert (corrupted.names.right, corrupted.names.found) == (0, 1)


def test_what_the_noise_turned() -> None:
    scores = {score.kind: score for score in by_kind(SENTENCES, SYSTEM)}
    assert (scores["marks"].clean, scores["marks"].corrupted) == (1.0, 1.0)
    assert (scores["spaces"].clean, scores["spaces"].corrupted) == (1.0, 0.0)
    (flip,) = flips(SENTENCES, SYSTEM)
    assert (flip.clean, flip.truth, flip.guess) == (CLEAN, "ask_location", "ask_howto")


def test_stock_has_the_score_that_serves_it_best() -> None:
    doubtful = System(
        [
            Parse(
                CLEAN, [("ask_location", 0.9), ("out_of_scope", 0.05)], [], None, 1.0
            ),
            Parse(
                "天气咋样", [("ask_howto", 0.4), ("out_of_scope", 0.04)], [], None, 1.0
            ),
        ],
        SYSTEM.corrupted,
        FOOTPRINT,
    )
    assert best_stock_score(SENTENCES, doubtful)[0] is of_doubt


def test_the_page_says_who_is_ahead() -> None:
    page = compare(SENTENCES, SYSTEM, SYSTEM)
    assert "| Intent accuracy, clean | 1.000 | 1.000 | +0.0 | **stock** |" in page
    assert "| — corrupted less clean, points | -50.0 | -50.0 |" in page
    assert "| Memory, MB | 100 | 100 | × 1.00 | **stock** |" in page
    slower = System(SYSTEM.clean, SYSTEM.corrupted, Footprint(1.0, 200.0, 400.0), 600.0)
    page = compare(SENTENCES, SYSTEM, slower)
    assert "| Memory, MB | 100 | 200 | × 0.50 | ours |" in page
    assert "10 minutes" in page


MATCHER = LexiconMatcher(
    [
        Entry("托管班", "programme", "childcare"),
        Entry("郑州", "region", "zhengzhou"),
        Entry("新建托管班", "metric", "care_new"),
    ]
)


@pytest.mark.parametrize(
    ("text", "annotated"),
    [
        ("郑州的托管班在哪", "[郑州](region)的[托管班](programme)在哪"),
        ("2021年新建托管班多少", "[2021年](period)[新建托管班](metric)多少"),
        ("拖管班在哪", "拖管班在哪"),
    ],
)
def test_training_sentences_are_annotated(text: str, annotated: str) -> None:
    assert annotate(text, MATCHER) == annotated


def test_stock_is_trained_on_the_same_sentences(tmp_path: Path) -> None:
    examples = [
        Example("郑州的托管班在哪", "ask_location"),
        Example("你好", "smalltalk/greet"),
        Example("谢谢", "smalltalk/thank"),
    ]
    path = tmp_path / "nlu.yml"
    write_training_data(examples, MATCHER, path)
    found = read_examples([path])
    assert [(e.text, e.label) for e in found] == [
        ("郑州的托管班在哪", "ask_location"),
        ("你好", "smalltalk"),
        ("谢谢", "smalltalk"),
    ]
    assert found[0].spans == (Span("region", 0, 2), Span("programme", 3, 6))


def test_stock_has_nothing_of_ours() -> None:
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    names = [component["name"] for component in config["pipeline"]]
    assert "DIETClassifier" in names and "JiebaTokenizer" in names
    assert not any("." in name for name in names)


def test_stock_is_trained_once_for_the_same_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[str] = []

    def train_nothing(config: Path, data: Path, scratch: Path) -> Path:
        runs.append(data.read_text(encoding="utf-8"))
        model = scratch / "model.tar.gz"
        model.write_text(f"model {len(runs)}")
        return model

    monkeypatch.setattr(train, "_train", train_nothing)
    examples = [Example("托管班在哪", "ask_location")]
    first = train.ensure_stock_model(examples, MATCHER, tmp_path)
    assert train.ensure_stock_model(examples, MATCHER, tmp_path) == first
    assert len(runs) == 1 and first.path.read_text() == "model 1"
    # A name that the lexicon gained is a name that stock Rasa learns, too.
    richer = LexiconMatcher([Entry("托管", "programme", "childcare")])
    second = train.ensure_stock_model(examples, richer, tmp_path)
    assert second.path.read_text() == "model 2"
    assert "[托管](programme)班" in runs[1]
    more = [*examples, Example("你好", "smalltalk/greet")]
    train.ensure_stock_model(more, MATCHER, tmp_path)
    # The oldest goes.
    assert (
        len(list(tmp_path.glob("*.tar.gz"))) == len(list(tmp_path.glob("*.json"))) == 2
    )
    assert not list(tmp_path.glob("tmp*"))


def test_a_failed_training_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(train.TrainingError, match=r"not trained: no reason"):
        train.ensure_stock_model([Example("你好", "greet")], MATCHER, tmp_path)
    assert not list(tmp_path.glob("*.tar.gz"))


def test_a_model_that_cannot_be_asked_says_why(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"m.tar.gz cannot be asked: .+"):
        read_all(tmp_path / "m.tar.gz", ["你好"], {})


def test_annotations_are_no_part_of_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(
        "nlu:\n- intent: inform\n  examples: |\n"
        "    - 问[郑州](region)的[x](y) 和[2021年](period)\n",
        encoding="utf-8",
    )
    (example,) = read_examples([path])
    assert example.text == "问郑州的[x](y) 和2021年"
    assert [example.text[s.start : s.end] for s in example.spans] == ["郑州", "2021年"]


def test_copies_belong_to_their_sentences() -> None:
    sentences = corrupted_copies(EXAMPLES, seeds=[1, 2, 3])
    assert (len(sentences), sentences.rounds) == (2, 3)
    assert all(
        copy.text != example.text
        for example, copy in zip(sentences.of_copies, sentences.copies, strict=True)
    )
    texts = [copy.text for copy in sentences.copies]
    assert texts[:2] != texts[2:4]


def test_the_comparison_comes_first_on_the_page() -> None:
    guessed = [Prediction(CLEAN, "ask_location", [("ask_location", 0.9)])]
    readings = Readings(intents=guessed, kinds=[])
    found = page(
        Measurements(
            folds=5,
            intents=readings,
            left_out=readings,
            held_out=readings,
            topics=guessed,
            metrics=guessed,
            questions=LearntQuestions(guessed, guessed),
            nearest=guessed,
            sentences=SENTENCES,
            ours=SYSTEM,
            stock=SYSTEM,
            thresholds=read_thresholds(),
        )
    )
    titles = [line for line in found.split("\n") if line.startswith("### ")]
    assert titles == [
        "### Ours beside stock Rasa",
        "### Where the noise hurts",
        "### Ours by itself",
        "### Intents, 5-fold cross-validation",
        "### Intents, held-out sentences",
        "### Topics that are not named",
        "### Metrics that are not named",
        "### Published questions",
    ]
