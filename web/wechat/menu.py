"""The account's menu and the scenes of its codes, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

MENU_FILE: Final = Path(__file__).with_name("menu.yml")

_TOP_NAME_BYTES: Final = 16
_NAME_BYTES: Final = 60
_KEY_BYTES: Final = 128
_URL_BYTES: Final = 1024
_SCENE_LENGTH: Final = 64


class MenuError(ValueError):
    """The menu file cannot be used; each line of the message names one reason."""


def _at_most(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        size = len(text.encode())
        if size > limit:
            raise ValueError(f"{size}字节，超过{limit}字节")
        return text

    return AfterValidator(check)


def _is_web_address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("网址要以https://开头")
    return url


_Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, strict=True
    )


class Button(_Strict):
    """A button that asks a question or opens a page.

    Attributes:
        name: What stands on the button.
        ask: The question that it asks, at most 128 bytes.
        url: The page that it opens.
    """

    name: Annotated[_Text, _at_most(_NAME_BYTES)]
    ask: Annotated[_Text, _at_most(_KEY_BYTES)] | None = None
    url: (
        Annotated[_Text, _at_most(_URL_BYTES), AfterValidator(_is_web_address)] | None
    ) = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> Button:
        if (self.ask is None) == (self.url is None):
            raise ValueError("按钮要有ask或url，只能有一个")
        return self

    def to_api(self) -> dict[str, Any]:
        """The button as WeChat's interface takes it."""
        if self.url is not None:
            return {"type": "view", "name": self.name, "url": self.url}
        return {"type": "click", "name": self.name, "key": self.ask}


class TopButton(_Strict):
    """A button of the bar, with the buttons above it or a deed of its own."""

    name: Annotated[_Text, _at_most(_TOP_NAME_BYTES)]
    ask: Annotated[_Text, _at_most(_KEY_BYTES)] | None = None
    buttons: Annotated[list[Button], Field(max_length=5)] = []

    @model_validator(mode="after")
    def _does_one_thing(self) -> TopButton:
        if (self.ask is None) == (not self.buttons):
            raise ValueError("一级按钮要有ask或buttons，只能有一个")
        return self

    def to_api(self) -> dict[str, Any]:
        """The button as WeChat's interface takes it."""
        if self.ask is not None:
            return {"type": "click", "name": self.name, "key": self.ask}
        above = [button.to_api() for button in self.buttons]
        return {"name": self.name, "sub_button": above}


class Menu(_Strict):
    """The menu, and what codes ask.

    Attributes:
        menu: The bar's buttons.
        scenes: A question by the scene of a code that workers scan.
    """

    menu: Annotated[list[TopButton], Field(min_length=1, max_length=3)]
    scenes: dict[Annotated[str, Field(max_length=_SCENE_LENGTH)], _Text] = {}

    def to_api(self) -> dict[str, Any]:
        """The menu as WeChat's interface takes it."""
        return {"button": [button.to_api() for button in self.menu]}


def load_menu(path: Path = MENU_FILE) -> Menu:
    """Read and check a menu file.

    Raises:
        MenuError: The file is missing, no YAML, or breaks one of WeChat's limits.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise MenuError(f"{path.name}：文件读不出来") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第{mark.line + 1}行" if mark else ""
        raise MenuError(f"{path.name}{line}：不是有效的YAML") from None
    try:
        return Menu.model_validate(data)
    except ValidationError as error:
        lines = [f"{path.name}：{_told(problem)}" for problem in error.errors()]
        raise MenuError("\n".join(lines)) from None


_TOLD: Final = {
    "extra_forbidden": "没有这一项",
    "missing": "缺这一项",
    "string_type": "要写文字",
    "string_too_short": "不能为空",
    "list_type": "要写成列表",
    "dict_type": "要写成“名称: 内容”",
    "model_type": "要写成“名称: 内容”",
}


def _told(problem: Any) -> str:
    place = ".".join(
        str(part + 1) if isinstance(part, int) else str(part) for part in problem["loc"]
    )
    kind = problem["type"]
    if kind == "too_long":
        what = f"最多{problem['ctx']['max_length']}个"
    elif kind == "too_short":
        what = f"至少{problem['ctx']['min_length']}个"
    elif kind == "value_error":
        what = str(problem["ctx"]["error"])
    else:
        what = _TOLD.get(kind, problem["msg"])
    return f"{place} {what}".strip()
