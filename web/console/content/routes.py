"""The routes of the pages for content, relative to ``/console``."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from web.console.content import (
    draft_pages,
    editor_pages,
    home_page,
    list_pages,
    removal_pages,
    revision_pages,
    stale_page,
)


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        Route("/", home_page.show, methods=["GET"]),
        Route("/stale", stale_page.show, methods=["GET"]),
        Route("/revisions", revision_pages.latest_list, methods=["GET"]),
        Route("/content/{kind}", list_pages.show, methods=["GET"]),
        Route("/content/{kind}/new", editor_pages.new, methods=["GET"]),
        Route("/content/{kind}/new", editor_pages.create, methods=["POST"]),
        Route("/content/{kind}/item", editor_pages.show, methods=["GET"]),
        Route("/content/{kind}/item", editor_pages.change, methods=["POST"]),
        Route("/content/{kind}/check", editor_pages.check_typed, methods=["POST"]),
        Route("/content/{kind}/remove", removal_pages.ask, methods=["GET"]),
        Route("/content/{kind}/remove", removal_pages.remove, methods=["POST"]),
        Route("/content/{kind}/history", revision_pages.history, methods=["GET"]),
        Route("/content/{kind}/compare", revision_pages.compare, methods=["GET"]),
        Route("/content/{kind}/restore", revision_pages.ask_restore, methods=["GET"]),
        Route("/content/{kind}/restore", revision_pages.bring_back, methods=["POST"]),
        Route("/drafts", draft_pages.listed, methods=["GET"]),
        Route("/drafts/review", draft_pages.review, methods=["GET"]),
        Route("/drafts/submit", draft_pages.hand_in, methods=["POST"]),
        Route("/drafts/publish", draft_pages.publish_drafts, methods=["POST"]),
        Route("/drafts/send-back", draft_pages.send_back, methods=["POST"]),
        Route("/drafts/discard", draft_pages.ask_discard, methods=["GET"]),
        Route("/drafts/discard", draft_pages.discard, methods=["POST"]),
    ]
