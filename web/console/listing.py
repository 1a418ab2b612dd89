"""Sorting and paging of a list, as its address says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request

PAGE_SIZE: Final = 50
_LAST_PAGE: Final = 100_000


@dataclass(frozen=True)
class Listing:
    """One page of a list.

    Attributes:
        path: The list's address without its query.
        query: What the address asks for besides sort and page.
        sorts: By what the list can be sorted.
        sort: By what it is.
        descending: Whether the largest comes first.
        page: Which page, from 1.
        total: How many rows there are; None before they are counted.
        size: How many rows a page has.
    """

    path: str
    query: tuple[tuple[str, str], ...]
    sorts: Sequence[str]
    sort: str
    descending: bool
    page: int
    total: int | None = None
    size: int = PAGE_SIZE

    @classmethod
    def of(
        cls, request: Request, sorts: Sequence[str], sort: str, *, descending: bool
    ) -> Listing:
        """Read ``sort`` (``-`` before it: descending) and ``page`` of a request.

        Args:
            request: Whose address is read; nonsense in it counts as left out.
            sorts: By what the list can be sorted.
            sort: By what it is sorted if nothing is said.
            descending: Likewise the direction.
        """
        wanted = request.query_params.get("sort", "")
        if wanted.removeprefix("-") in sorts:
            sort, descending = wanted.removeprefix("-"), wanted.startswith("-")
        said = request.query_params.get("page", "")
        number = int(said) if said.isascii() and said.isdecimal() else 1
        return cls(
            path=request.url.path,
            query=tuple(
                (name, value)
                for name, value in request.query_params.multi_items()
                if name not in ("sort", "page") and value
            ),
            sorts=tuple(sorts),
            sort=sort,
            descending=descending,
            page=min(max(1, number), _LAST_PAGE),
        )

    def counted(self, total: int) -> Listing:
        """The same list with its number of rows; a page past the end is the last."""
        pages = max(1, -(-total // self.size))
        return replace(self, total=total, page=min(self.page, pages))

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.size

    @property
    def limit(self) -> int:
        """How many rows to read."""
        return self.size

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-(self.total or 0) // self.size))

    def page_url(self, page: int) -> str:
        """The address of another page, filters and order kept."""
        return self._url(self.sort, self.descending, page)

    def sort_url(self, sort: str) -> str:
        """The address of another order; of the same one, turned around."""
        turned = sort == self.sort and not self.descending
        return self._url(sort, turned, 1)

    def _url(self, sort: str, descending: bool, page: int) -> str:
        query = [*self.query, ("sort", f"{'-' if descending else ''}{sort}")]
        if page > 1:
            query.append(("page", str(page)))
        return f"{self.path}?{urlencode(query)}"
