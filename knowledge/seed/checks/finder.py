"""Questions, options and conditions of the benefit finder fit together."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.seed.checks.names import as_read
from knowledge.seed.files import FINDER, FINDER_COMMANDS, SeedContent
from knowledge.seed.finder_format import FinderQuestionItem
from knowledge.seed.format import ConditionItem
from knowledge.seed.problems import Problems


def check_finder(content: SeedContent, problems: Problems) -> None:
    """Refuse what stands twice, unknown options, and words that say two things."""
    path = content.path(FINDER)
    for question in content.finder:
        _check_options(question, path, problems)
        _check_words(question, path, problems)
    _check_commands(content, problems)
    # Of an id that stands twice the first one counts, as for whoever reads the file.
    questions = {question.id: question for question in reversed(content.finder)}
    for file, dossier in content.programmes.items():
        for condition in dossier.conditions:
            where = (content.path(file), condition.line)
            if dossier.kind != "service":
                problems.add(*where, f"a {dossier.kind} has no conditions")
            for reason in _faults(condition, questions):
                problems.add(*where, reason)


def _check_options(question: FinderQuestionItem, path: str, problems: Problems) -> None:
    for what in ("id", "title"):
        seen: set[str] = set()
        for option in question.options:
            value = getattr(option, what)
            if value in seen:
                reason = f"option {what} {value} stands twice in {question.id}"
                problems.add(path, option.line, reason)
            seen.add(value)


def _check_words(question: FinderQuestionItem, path: str, problems: Problems) -> None:
    owners: dict[str, str] = {}
    for option in question.options:
        for text in (option.title, *option.replies, *option.statements):
            owner = owners.setdefault(as_read(text), option.id)
            if owner != option.id:
                reason = f"“{text}” of option {option.id} stands already for {owner}"
                problems.add(path, option.line, reason)
        for text in set(option.replies) & set(option.statements):
            reason = f"“{text}” is a reply and a statement of option {option.id}"
            problems.add(path, option.line, reason)


def _check_commands(content: SeedContent, problems: Problems) -> None:
    owners: dict[str, str] = {}
    for item in content.finder_commands:
        for text in item.phrasings:
            owner = owners.setdefault(as_read(text), item.command)
            if owner != item.command:
                reason = f"“{text}” of {item.command} stands already for {owner}"
                problems.add(content.path(FINDER_COMMANDS), item.line, reason)


def _faults(
    condition: ConditionItem, questions: dict[str, FinderQuestionItem]
) -> Iterable[str]:
    if condition.question is None:
        return
    question = questions.get(condition.question)
    if question is None:
        # An unknown question is told once, by the check of references.
        return
    if question.kind == "region":
        yield f"{question.id} asks for a region: conditions have a region of their own"
    known = {option.id for option in question.options}
    for option in condition.options:
        if option not in known:
            yield f"there is no option {option} of question {question.id}"
