"""How well a published question is found again in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.evaluation.examples import Example, stratified_folds
from bot.evaluation.scores import Prediction
from bot.lexicon.reader import Entry
from bot.nlu.phrasing_index import PhrasingIndex
from bot.nlu.text import normalise
from bot.nlu.topic_model import TopicModel, Topics

# Far enough down to meet five questions, however many phrasings the first has.
_LOOKED_AT = 60


@dataclass(frozen=True)
class LearntQuestions:
    """What questions were taken for by a model that had not learnt this phrasing.

    Attributes:
        among_all: Whatever service they belong to, by probability.
        in_service: Among those of the right service, by the similarity of the
            nearest phrasing; 0 where the likeliest has not the share it needs.
    """

    among_all: list[Prediction] = field(default_factory=list)
    in_service: list[Prediction] = field(default_factory=list)


def cross_validate(
    entries: Sequence[Entry],
    services: Mapping[str, str],
    least_share: float,
    folds: int,
    seed: int,
) -> LearntQuestions:
    """Ask each phrasing without having learnt it.

    Args:
        entries: The rows of the lexicon view.
        services: Programme of each FAQ entry.
        least_share: Share of the service's questions that the likeliest needs.
        folds: Number of parts.
        seed: Decides which phrasing falls into which part.
    """
    phrasings = [entry for entry in entries if entry.kind == "faq_phrasing"]
    examples = [Example(entry.text, entry.target) for entry in phrasings]
    found = LearntQuestions()
    for fold in stratified_folds(examples, folds, seed):
        held_out = set(fold)
        known = [e for i, e in enumerate(phrasings) if i not in held_out]
        model = TopicModel(known, [])
        for index in fold:
            text, faq = examples[index].text, examples[index].label
            ranked = model.rank(normalise(text))
            found.among_all.append(Prediction(text, faq, ranked.faqs))
            own = {f for f, service in services.items() if service == services.get(faq)}
            ranking = _in_service(ranked, own, least_share)
            found.in_service.append(Prediction(text, faq, ranking))
    return found


def leave_one_out(
    entries: Sequence[Entry], elsewhere: Sequence[str]
) -> list[Prediction]:
    """Look each phrasing up among all others, and sentences that ask no question.

    Args:
        entries: The rows of the lexicon view.
        elsewhere: Sentences that no published question answers.
    """
    phrasings = [entry for entry in entries if entry.kind == "faq_phrasing"]
    texts = [normalise(entry.text) for entry in phrasings]
    # Every phrasing under a target of its own: the index then lists phrasings, of
    # which the one asked about can be left out.
    index = PhrasingIndex([(text, str(row)) for row, text in enumerate(texts)])

    def rank(text: str) -> list[tuple[str | None, float]]:
        best: dict[str | None, float] = {}
        for row, score in index.nearest(text, _LOOKED_AT):
            if texts[int(row)] != text:
                best.setdefault(phrasings[int(row)].target, score)
        return list(best.items())

    return [
        *(
            Prediction(t, e.target, rank(t))
            for t, e in zip(texts, phrasings, strict=True)
        ),
        *(Prediction(text, None, rank(normalise(text))) for text in elsewhere),
    ]


def read_services(folder: Path) -> dict[str, str]:
    """Return the programme of each FAQ entry of the seed.

    Args:
        folder: The dossiers, one file a programme.
    """
    services: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        dossier = yaml.safe_load(path.read_text(encoding="utf-8"))
        for faq in dossier.get("faqs") or []:
            services[faq["id"]] = dossier["id"]
    return services


def _in_service(
    ranked: Topics, own: set[str], least_share: float
) -> list[tuple[str | None, float]]:
    chances = [(faq, chance) for faq, chance in ranked.faqs if faq in own]
    near = dict(ranked.nearest)
    total = sum(chance for _, chance in chances)
    return [
        (faq, near.get(faq, 0.0) if place or chance >= least_share * total else 0.0)
        for place, (faq, chance) in enumerate(chances)
    ]
