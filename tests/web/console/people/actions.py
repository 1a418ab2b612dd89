"""Every route of the console with the action that it needs.

Whoever adds a page adds a line; ``test_roles.py`` fails as long as one is missing.
"""

from __future__ import annotations

from typing import Final

PUBLIC: Final = "public"
"""Without being logged in."""
OWN: Final = "own"
"""For everybody who is logged in."""

ACTIONS: Final[dict[tuple[str, str], str]] = {
    ("GET", "/login"): PUBLIC,
    ("POST", "/login"): PUBLIC,
    ("GET", "/oidc/start"): PUBLIC,
    ("GET", "/oidc/callback"): PUBLIC,
    ("POST", "/logout"): OWN,
    ("GET", "/account"): OWN,
    ("POST", "/account/sessions"): OWN,
    ("GET", "/account/password"): OWN,
    ("POST", "/account/password"): OWN,
    ("GET", "/account/totp"): OWN,
    ("POST", "/account/totp"): OWN,
    ("GET", "/people"): "people",
    ("POST", "/people"): "people",
    ("GET", "/people/new"): "people",
    ("GET", "/people/{staff_id:int}"): "people",
    ("POST", "/people/{staff_id:int}"): "people",
    ("GET", "/people/{staff_id:int}/{measure}"): "people",
    ("POST", "/people/{staff_id:int}/{measure}"): "people",
    ("GET", "/audit"): "audit",
    ("POST", "/audit/export"): "audit",
    ("GET", "/audit/{number:int}"): "audit",
    ("GET", "/excel"): "view",
    ("GET", "/excel/dossier.xlsx"): "export",
    ("GET", "/excel/list/{kind}.xlsx"): "export",
    ("GET", "/excel/template/{kind}.xlsx"): "import",
    ("POST", "/excel/import"): "import",
    ("GET", "/excel/import/{import_id}"): "import",
    ("GET", "/excel/import/{import_id}/marked.xlsx"): "import",
    ("GET", "/excel/import/{import_id}/progress"): "import",
    ("POST", "/excel/import/{import_id}/confirm"): "import",
    ("POST", "/excel/import/{import_id}/discard"): "import",
    ("GET", "/drafts/imports/{number:int}"): "view",
    ("POST", "/drafts/imports/{number:int}/submit"): "submit",
    ("POST", "/drafts/imports/{number:int}/publish"): "publish",
    ("POST", "/drafts/imports/{number:int}/send-back"): "review",
    ("GET", "/drafts/imports/{number:int}/discard"): "edit",
    ("POST", "/drafts/imports/{number:int}/discard"): "edit",
    ("GET", "/drafts/imports/{number:int}/decisions/{decision_id}"): "view",
    ("GET", "/drafts/imports/{number:int}/decisions/{decision_id}/progress"): "view",
    ("GET", "/trial"): "view",
    ("POST", "/trial"): "view",
    ("POST", "/trial/fix"): "edit",
    ("POST", "/trial/reading"): "view",
    ("GET", "/"): "view",
    ("GET", "/stale"): "view",
    ("GET", "/revisions"): "view",
    ("GET", "/content/{kind}"): "view",
    ("GET", "/content/{kind}/new"): "edit",
    ("POST", "/content/{kind}/new"): "edit",
    ("GET", "/content/{kind}/item"): "view",
    ("POST", "/content/{kind}/item"): "edit",
    ("POST", "/content/{kind}/check"): "edit",
    ("GET", "/content/{kind}/remove"): "edit",
    ("POST", "/content/{kind}/remove"): "edit",
    ("GET", "/content/{kind}/history"): "view",
    ("GET", "/content/{kind}/compare"): "view",
    ("GET", "/content/{kind}/restore"): "edit",
    ("POST", "/content/{kind}/restore"): "edit",
    ("GET", "/drafts"): "view",
    ("GET", "/drafts/review"): "view",
    ("POST", "/drafts/submit"): "submit",
    ("POST", "/drafts/publish"): "publish",
    ("POST", "/drafts/send-back"): "review",
    ("GET", "/drafts/discard"): "edit",
    ("POST", "/drafts/discard"): "edit",
}
"""By method and path, relative to ``/console``."""

EXAMPLES: Final[dict[str, str]] = {
    "{staff_id:int}": "1",
    "{measure}": "unlock",
    "{import_id}": "1",
    "{number:int}": "1",
    "{decision_id}": "1",
    "{kind}": "programme",
}
"""What stands for the variable parts of a path."""

ALLOWED: Final[dict[str, frozenset[str]]] = {
    "reader": frozenset({OWN, "view", "export"}),
    "editor": frozenset({OWN, "view", "export", "edit", "submit", "import"}),
    "reviewer": frozenset(
        {OWN, "view", "export", "edit", "submit", "import", "review", "publish"}
    ),
    "admin": frozenset(
        {
            OWN,
            "view",
            "export",
            "edit",
            "submit",
            "import",
            "review",
            "publish",
            "people",
            "audit",
        }
    ),
}
"""What a role may do; written out here, so that a slip in the code shows."""
