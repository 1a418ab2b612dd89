"""One's own account: password and second factor."""

from __future__ import annotations

import re

import pyotp
import pytest

from tests.web.console.harness import PASSWORD, Console, errors_of

NEW = "山高月小水落石出清风徐来"


def _sent(old: str, new: str, again: str) -> dict[str, str]:
    return {"password": old, "new_password": new, "again_password": again}


async def test_a_new_password_ends_all_sessions_but_this_one(
    either_console: Console,
) -> None:
    console = either_console
    visitor = await console.logged_in("zhang")
    other = console.visitor()
    await other.log_in("zhang")
    old = visitor.client.cookies["gxn_staff"]
    await visitor.get("/console/account/password")
    response = await visitor.post(
        "/console/account/password", _sent(PASSWORD, NEW, NEW)
    )
    assert response.status_code == 303
    assert await visitor.is_in()
    assert visitor.client.cookies["gxn_staff"] != old
    assert not await other.is_in()
    assert (await console.visitor().log_in("zhang")).status_code == 403
    assert (await console.visitor().log_in("zhang", NEW)).status_code == 303
    [event] = console.events("password.change")
    assert (event.login, event.old, event.new) == ("zhang", None, None)


@pytest.mark.parametrize(
    ("old", "new", "again", "wrong"),
    [
        ("wrong", NEW, NEW, "password"),
        (PASSWORD, "short", "short", "new_password"),
        (PASSWORD, "zhang-zhang-123", "zhang-zhang-123", "new_password"),
        (PASSWORD, "password1234", "password1234", "new_password"),
        (PASSWORD, PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, NEW, NEW + "x", "again_password"),
    ],
)
async def test_a_bad_new_password_is_refused_by_field(
    console: Console, old: str, new: str, again: str, wrong: str
) -> None:
    visitor = await console.logged_in("zhang")
    await visitor.get("/console/account/password")
    response = await visitor.post("/console/account/password", _sent(old, new, again))
    assert response.status_code == 422
    assert list(errors_of(response)) == [wrong]
    assert new not in response.text
    assert (await console.visitor().log_in("zhang")).status_code == 303


async def test_the_old_password_cannot_be_guessed_there(console: Console) -> None:
    visitor = await console.logged_in("zhang")
    await visitor.get("/console/account/password")
    for guess in ["wrong"] * 5 + [PASSWORD]:
        response = await visitor.post(
            "/console/account/password", _sent(guess, NEW, NEW)
        )
    assert list(errors_of(response)) == ["password"]
    tried = console.events("password.wrong")
    assert [event.login for event in tried] == ["zhang"] * 6


async def test_the_second_factor_is_set_up_and_given_up(
    either_console: Console,
) -> None:
    console = either_console
    visitor = await console.logged_in("zhang")
    page = await visitor.get("/console/account/totp")
    link = re.search(r'href="(otpauth://totp/[^"]+)"', page.text)
    shown = re.search(r'<p class="code">([A-Z2-7 ]+)</p>', page.text)
    signed = re.search(r'name="secret" value="([^"]+)"', page.text)
    assert link and shown and signed
    secret = shown[1].replace(" ", "")
    assert f"secret={secret}" in link[1]
    wrong = await visitor.post(
        "/console/account/totp", {"secret": signed[1], "code": "000000"}
    )
    assert wrong.status_code == 422
    assert shown[1] in wrong.text, "the phone has this one already"
    assert len(console.events("totp.wrong")) == 1
    code = pyotp.TOTP(secret).at(console.clock.now)
    done = await visitor.post(
        "/console/account/totp", {"secret": signed[1], "code": code}
    )
    assert done.status_code == 303
    assert console.staff("zhang").totp_secret == secret
    assert (await console.visitor().log_in("zhang")).status_code == 403
    assert (await console.visitor().log_in("zhang", code=code)).status_code == 403
    console.clock.forward(minutes=1)
    await visitor.get("/console/account/totp")
    code = pyotp.TOTP(secret).at(console.clock.now)
    await visitor.post("/console/account/totp", {"remove": "1", "code": code})
    assert console.staff("zhang").totp_secret is None
    assert [e.event for e in console.events("totp.on", "totp.off")] == [
        "totp.on",
        "totp.off",
    ]
    texts = [str((e.old, e.new)) for e in console.events("totp.on", "login")]
    assert secret not in "".join(texts)


async def test_the_secret_of_another_is_not_taken(console: Console) -> None:
    attacker = await console.logged_in("li")
    page = await attacker.get("/console/account/totp")
    signed = re.search(r'name="secret" value="([^"]+)"', page.text)
    shown = re.search(r'<p class="code">([A-Z2-7 ]+)</p>', page.text)
    assert signed and shown
    code = pyotp.TOTP(shown[1].replace(" ", "")).at(console.clock.now)
    visitor = await console.logged_in("zhang")
    for secret in (signed[1], "", "nonsense", signed[1] + "x"):
        response = await visitor.post(
            "/console/account/totp", {"secret": secret, "code": code}
        )
        assert response.status_code == 404
        await visitor.get("/console/account")
    assert console.staff("zhang").totp_secret is None
