"""Whether a document is fit to go live, and what to look at twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.models import Draft, Programme, Region
from knowledge.publishing.checks.formats import format_problems
from knowledge.publishing.checks.inside import inner_problems
from knowledge.publishing.checks.names import Named, names_in
from knowledge.publishing.checks.problem import Problem, Warning
from knowledge.publishing.checks.references import references_in
from knowledge.publishing.checks.referrers import option_users, users_of
from knowledge.publishing.checks.warnings import warnings_about
from knowledge.publishing.checks.world import Key, World
from knowledge.publishing.errors import ReferredToError
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.normal import Document, normal

__all__ = ["Checker", "Problem", "Warning", "problems", "warnings", "well_formed"]


def problems(
    session: Session,
    kind: str,
    document: Mapping[str, Any],
    item_id: str | None = None,
) -> list[Problem]:
    """List what keeps a document from going live.

    Args:
        session: The database.
        kind: Kind of the document.
        document: As typed.
        item_id: The id under which it is edited, if that is settled.
    """
    return Checker(session).problems(kind, document, item_id)


def warnings(session: Session, kind: str, document: Mapping[str, Any]) -> list[Warning]:
    """List what should be looked at twice; nothing of it keeps a document back."""
    return Checker(session).warnings(kind, document)


def well_formed(
    session: Session, drafts: Iterable[Draft]
) -> tuple[dict[Key, Document | None], dict[Key, list[Problem]]]:
    """Normalise drafts' documents, so that each can be checked with the others.

    Returns:
        The documents by kind and id, None for a removal; and what is wrong with those
        that do not fit their format: the others cannot take them into account.
    """
    documents: dict[Key, Document | None] = {}
    misfits: dict[Key, list[Problem]] = {}
    formats = Checker(session)
    for draft in drafts:
        key = (draft.kind, draft.item_id)
        if draft.document is None:
            documents[key] = None
        elif found := formats.format_problems(*key, draft.document):
            misfits[key] = found
        else:
            documents[key] = normal(draft.kind, draft.document)
    return documents, misfits


class Checker:
    """Checks many documents with few questions to the database.

    Args:
        session: The database.
        batch: Documents that are published together, None for a removal. Without
            them, what stands in open drafts counts as well.
        with_drafts: False to count what is live only.
    """

    def __init__(
        self,
        session: Session,
        batch: Mapping[Key, Document | None] | None = None,
        *,
        with_drafts: bool = True,
    ) -> None:
        self._world = World(session, batch, with_drafts=with_drafts)

    def problems(
        self, kind: str, document: Mapping[str, Any], item_id: str | None = None
    ) -> list[Problem]:
        """List what keeps a document from going live; see the function."""
        found = self.format_problems(kind, item_id, document)
        own = kind_of(kind).id_of(document)
        if not found:
            whole = normal(kind, document)
            found += inner_problems(kind, whole)
            found += self._relations(kind, own, whole)
        found += self._references(document)
        found += self._names(kind, own, document)
        return list(dict.fromkeys(found))

    def format_problems(
        self, kind: str, item_id: str | None, document: Mapping[str, Any]
    ) -> list[Problem]:
        """List what does not fit the format, or not the id."""
        found = format_problems(kind, document)
        own = kind_of(kind).id_of(document)
        if item_id is not None and own and own != item_id:
            reason = f"编号不能改（原来是“{item_id}”）；要换编号，请新建一项"
            found.append(Problem(kind_of(kind).key, reason))
        return found

    def warnings(self, kind: str, document: Mapping[str, Any]) -> list[Warning]:
        """List what should be looked at twice; see the function."""
        return list(warnings_about(self._world, kind, document))

    def require_unused(self, kind: str, item_id: str, title: str) -> None:
        """Make sure that a document can be removed.

        Raises:
            ReferredToError: Others refer to it.
        """
        users = users_of(
            self._world.session, kind, item_id, besides=self._world.batch.keys()
        )
        if users:
            raise ReferredToError(f"{kind_of(kind).label_zh}“{title}”", users)

    def _references(self, document: Mapping[str, Any]) -> Iterator[Problem]:
        for reference in references_in(document):
            if not self._world.exists(reference.kind, reference.item_id):
                label = kind_of(reference.kind).label_zh
                reason = f"没有这个{label}：{reference.item_id}"
                if self._is_open(reference.kind, reference.item_id):
                    reason += "（它还是草稿，要一起发布）"
                yield Problem(reference.path, reason)

    def _is_open(self, kind: str, item_id: str) -> bool:
        return bool(self._world.drafts.get((kind, item_id)))

    def _names(
        self, kind: str, item_id: str, document: Mapping[str, Any]
    ) -> Iterator[Problem]:
        within: dict[tuple[str, str], Named] = {}
        for named in names_in(kind, item_id, document):
            first = within.setdefault((named.space, named.read), named)
            other = first if first.owner != named.owner else None
            other = other or self._world.names.other_owner(named)
            if other is not None:
                yield Problem(named.path, taken_by(named, other))
        yield from self._faq_ids(kind, item_id, document)

    def _faq_ids(
        self, kind: str, item_id: str, document: Mapping[str, Any]
    ) -> Iterator[Problem]:
        if kind != "programme" or not document.get("faqs"):
            return
        owners = {
            n.owner: n
            for n in self._world.taken
            if n.space == "faq" and n.item_id != item_id
        }
        for index, faq in enumerate(document["faqs"]):
            name = f"faq {faq.get('id')}" if isinstance(faq, Mapping) else ""
            if name in owners:
                reason = f"编号已经用在另一个服务的常见问题“{owners[name].title}”上"
                yield Problem(f"faqs.{index}.id", reason)

    def _relations(
        self, kind: str, item_id: str, document: Document
    ) -> Iterator[Problem]:
        match kind:
            case "programme":
                yield from self._service(item_id, document)
                yield from self._conditions(document)
            case "region":
                yield from self._region(item_id, document)
            case "finder":
                yield from self._options(item_id, document)
            case "figure":
                yield from self._pairs(item_id, document)

    def _service(self, item_id: str, document: Document) -> Iterator[Problem]:
        if document["service"] is not None:
            service = self._world.document("programme", document["service"])
            if service is not None and service["kind"] != "service":
                yield Problem("service", f"“{service['name']}”不是服务，不能作所属服务")
        if document["kind"] != "service":
            statement = select(Programme.id, Programme.name).where(
                Programme.service_id == item_id
            )
            for other, name in self._world.session.execute(statement):
                if ("programme", other) not in self._world.batch:
                    yield Problem("kind", f"“{name}”属于它，所以它只能是服务")

    def _conditions(self, document: Document) -> Iterator[Problem]:
        for index, condition in enumerate(document["conditions"]):
            asked = condition["question"]
            question = self._world.document("finder", asked) if asked else None
            if question is None or "options" not in question:
                continue
            if question["kind"] == "region":
                reason = "这个问题问的是地区；条件的地区请填在“地区”里"
                yield Problem(f"conditions.{index}.question", reason)
            known = {option["id"] for option in question["options"]}
            for place, option in enumerate(condition["options"]):
                if option not in known:
                    path = f"conditions.{index}.options.{place}"
                    yield Problem(path, f"这个问题没有选项“{option}”")

    def _region(self, item_id: str, document: Document) -> Iterator[Problem]:
        above, step = {item_id}, document["parent"]
        while step is not None and step not in above:
            above.add(step)
            region = self._world.document("region", step)
            step = region["parent"] if region else None
        if step == item_id:
            yield Problem("parent", "地区不能在自己里面")
        if document["kind"] == "country":
            statement = select(func.count()).where(
                Region.kind == "country", Region.id != item_id
            )
            if self._world.session.scalars(statement).one():
                yield Problem("kind", "已经有一个国家了")

    def _options(self, item_id: str, document: Document) -> Iterator[Problem]:
        live = self._world.live("finder", item_id)
        if live is None or "options" not in live or "options" not in document:
            return
        kept = {option["id"] for option in document["options"]}
        becomes_region = document["kind"] == "region"
        for option in live["options"]:
            if option["id"] in kept and not becomes_region:
                continue
            users = option_users(
                self._world.session, item_id, option["id"], self._world.batch.keys()
            )
            if users:
                reason = f"选项“{option['title']}”还有内容在用：{'、'.join(users)}"
                yield Problem("options", reason)

    @cached_property
    def _stated_by_others(self) -> dict[str, dict[str, str]]:
        """By figure: the reasons that others of the batch give for the pair."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for (kind, other), figure in self._world.batch.items():
            if kind == "figure" and figure is not None:
                for pair in figure["not_comparable"]:
                    found[pair["figure"]][other] = pair["reason"]
        return found

    def _pairs(self, item_id: str, document: Document) -> Iterator[Problem]:
        stated = {pair["figure"]: pair["reason"] for pair in document["not_comparable"]}
        theirs = self._stated_by_others.get(item_id, {})
        for other in sorted({*stated, *theirs}):
            figure = self._world.batch.get(("figure", other))
            if figure is None or other == item_id:
                continue
            if stated.get(other) != theirs.get(other):
                reason = f"和一起发布的数字“{other}”说法不一致，两边要写成一样"
                yield Problem("not_comparable", reason)


def taken_by(named: Named, other: Named) -> str:
    """Say whose a text is already."""
    if other.owner.startswith("faq "):
        return f"“{named.text}”已经是常见问题“{other.title}”的问法"
    label = kind_of(other.kind).label_zh
    what = {"name": "名称", "aliases": "别名", "phrasings": "问法"}[other.field]
    return f"“{named.text}”已经是{label}“{other.title}”的{what}"
