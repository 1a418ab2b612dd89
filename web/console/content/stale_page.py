"""The list of all that somebody should look at, narrowed and page by page."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from knowledge.publishing.labels import field_label
from knowledge.publishing.staleness import StaleItem, stale, upcoming, within
from web.console.access import page, require, services
from web.console.content import addresses
from web.console.content.today import today
from web.console.database import run
from web.console.listing import Listing
from web.console.wording import HOME

_REASONS: Final = (
    ("", "全部"),
    ("over", "已经失效"),
    ("ending", "30 天内失效"),
    ("undated", "没有日期"),
    ("old", "太旧"),
    ("coming", "快要生效"),
)
_PARTS: Final = (
    ("", "全部"),
    *((part, field_label(part)) for part in ("answers", "faqs")),
)


async def show(request: Request) -> Response:
    """Show what is over, old or undated, or ends or begins soon."""
    actor = require(request, "view")
    shared = services(request)
    day, limit = today(shared), shared.settings.answer_max_age_days
    asked = request.query_params
    wanted = {name: asked.get(name, "") for name in ("programme", "part", "reason")}
    listing = Listing.of(request, ("",), "", descending=False)

    def read(session: Session) -> list[StaleItem]:
        found = [*stale(session, day, limit), *upcoming(session, day)]
        return within(session, actor, found)

    everything = await run(shared, read, write=False)
    found = [
        item
        for item in everything
        if wanted["programme"] in ("", item.item_id)
        and wanted["part"] in ("", item.part)
        and wanted["reason"] in ("", item.reason)
    ]
    listing = listing.counted(len(found))
    programmes = {item.item_id: item.title for item in everything}
    return page(
        request,
        "content/stale.html",
        breadcrumbs=[HOME, ("该看一看的内容", None)],
        items=found[listing.offset :][: listing.limit],
        listing=listing,
        wanted=wanted,
        reasons=_REASONS,
        kinds=_PARTS,
        programmes=[("", "全部"), *sorted(programmes.items(), key=lambda one: one[1])],
        url=addresses,
    )
