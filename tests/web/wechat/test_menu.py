"""The menu file and its command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.wechat.fake_api import SECRET, FakeApi
from web.wechat.__main__ import main
from web.wechat.menu import MenuError, load_menu

BUTTON = "{name: 甲, ask: 甲怎么办}"


def test_the_menu_of_the_repository_is_what_wechat_takes() -> None:
    menu = load_menu().to_api()
    assert [len(top["sub_button"]) for top in menu["button"]] == [5, 3, 4]
    assert menu["button"][2]["sub_button"][3] == {
        "type": "click",
        "name": "找人工",
        "key": "找人工",
    }


def test_a_button_may_open_a_page(tmp_path: Path) -> None:
    file = tmp_path / "menu.yml"
    file.write_text(
        "menu: [{name: 多, buttons: [{name: 网, url: 'https://example.org/'}]}]"
    )
    assert load_menu(file).to_api()["button"][0]["sub_button"] == [
        {"type": "view", "name": "网", "url": "https://example.org/"}
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("menu: [", "menu.yml第1行：不是有效的YAML"),
        ("- 1", "要写成“名称: 内容”"),
        ("{}", "menu 缺这一项"),
        ("menu: []", "menu 至少1个"),
        (f"menu: [{', '.join([BUTTON] * 4)}]", "menu 最多3个"),
        (
            f"menu: [{{name: 甲, buttons: [{', '.join([BUTTON] * 6)}]}}]",
            "menu.1.buttons 最多5个",
        ),
        ("menu: [{name: 一二三四五六, ask: x}]", "menu.1.name 18字节，超过16字节"),
        (f"menu: [{{name: 甲, ask: {'问' * 43}}}]", "menu.1.ask 129字节，超过128字节"),
        (
            f"menu: [{{name: 甲, buttons: [{{name: {'长' * 21}, ask: x}}]}}]",
            "menu.1.buttons.1.name 63字节，超过60字节",
        ),
        (
            "menu: [{name: 甲, buttons: [{name: 乙, url: 'javascript:1'}]}]",
            "网址要以https://开头",
        ),
        ("menu: [{name: 甲, buttons: [{name: 乙}]}]", "按钮要有ask或url"),
        ("menu: [{name: 甲}]", "一级按钮要有ask或buttons"),
        ("menu: [{name: '', ask: x}]", "menu.1.name 不能为空"),
        ("menu: [{name: 甲, ask: 1}]", "menu.1.ask 要写文字"),
        ("menu: [{name: 甲, ask: x, color: 红}]", "menu.1.color 没有这一项"),
    ],
)
def test_a_menu_that_wechat_would_refuse_is_told(
    tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "menu.yml"
    file.write_text(text)
    with pytest.raises(MenuError) as caught:
        load_menu(file)
    assert told in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MenuError, match="读不出来"):
        load_menu(tmp_path / "none.yml")


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TOKEN": "warmtoken",
        "APPID": "wx0",
        "SECRET": SECRET,
        "API_BASE": "https://api.example.org",
    }.items():
        monkeypatch.setenv(f"GXN_WECHAT_{name}", value)


@pytest.mark.usefixtures("configured")
def test_push_brings_the_file_and_show_reads_it_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    api = FakeApi()
    assert main(["menu", "push"], api.transport) == 0
    assert api.menu == load_menu().to_api()
    assert main(["menu", "show"], api.transport) == 0
    assert '"name": "找人工"' in capsys.readouterr().out


def test_check_needs_no_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["menu", "check"]) == 0
    assert capsys.readouterr().out == "menu.yml：可以用\n"


def test_without_an_account_push_tells_what_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["menu", "push"], FakeApi().transport) == 2
    assert "没有配置公众号" in capsys.readouterr().err


@pytest.mark.usefixtures("configured")
def test_what_wechat_refuses_is_told_without_the_secret(
    capsys: pytest.CaptureFixture[str],
) -> None:
    api = FakeApi()
    api.errors["stable_token"] = [40164]
    assert main(["menu", "push"], api.transport) == 1
    told = capsys.readouterr().err
    assert "40164" in told and "allow-list" in told and SECRET not in told
