"""The routes of log-in, account and people, relative to ``/console``."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from settings import Settings
from web.console.people import account_routes
from web.console.people.account_routes import AccountPages
from web.console.people.gate import Gate
from web.console.people.login_routes import LoginPages
from web.console.people.measures import MeasurePages
from web.console.people.oidc import Provider
from web.console.people.oidc_routes import SignOnPages
from web.console.people.people_routes import PeoplePages


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the routes; single sign-on has some only where it is set."""
    gate = Gate(settings)
    login, account = LoginPages(gate), AccountPages(gate)
    people, measures = PeoplePages(gate), MeasurePages(gate)
    return [
        Route("/login", login.show, methods=["GET"]),
        Route("/login", login.log_in, methods=["POST"]),
        Route("/logout", login.log_out, methods=["POST"]),
        Route("/account", account.overview, methods=["GET"]),
        Route("/account/sessions", account.end_session, methods=["POST"]),
        Route("/account/password", account.show_password, methods=["GET"]),
        Route("/account/password", account.change_password, methods=["POST"]),
        Route("/account/totp", account_routes.show_totp, methods=["GET"]),
        Route("/account/totp", account_routes.set_totp, methods=["POST"]),
        Route("/people", people.listed, methods=["GET"]),
        Route("/people", people.create, methods=["POST"]),
        Route("/people/new", people.new, methods=["GET"]),
        Route("/people/{staff_id:int}", people.show, methods=["GET"]),
        Route("/people/{staff_id:int}", people.change, methods=["POST"]),
        Route("/people/{staff_id:int}/{measure}", measures.ask, methods=["GET"]),
        Route("/people/{staff_id:int}/{measure}", measures.do, methods=["POST"]),
        *_sign_on(settings),
    ]


def _sign_on(settings: Settings) -> list[BaseRoute]:
    if settings.oidc_issuer is None:
        return []
    pages = SignOnPages(Provider(settings))
    return [
        Route("/oidc/start", pages.start, methods=["GET"]),
        Route("/oidc/callback", pages.callback, methods=["GET"]),
    ]
