"""What the form of each kind asks for, in which order, in whose words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from knowledge.publishing.labels import field_label, value_label
from knowledge.vocabulary import (
    ASPECTS,
    EDITION_LISTS,
    FIGURE_KINDS,
    FINDER_QUESTION_KINDS,
    PROGRAMME_KINDS,
    REGION_KINDS,
)

Widget = Literal[
    "text", "area", "lines", "choice", "reference", "references", "check", "id"
]
Value = Literal["text", "whole", "decimal"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: As the document has it.
        widget: How it is typed: ``lines`` is a list of texts, one a line;
            ``reference`` the id of an item, ``references`` several; ``id`` is fixed
            once the item is saved.
        label: As staff read it.
        help: What to type.
        required: Whether the document cannot go live without it.
        options: Pairs of value and label of a choice.
        refers: Which items can be referred to (a name of ``references.Directory``).
        value: What the typed text is, where it is no text.
        rows: Height of an area.
        empty: What stands for nothing typed; None: the key is left out.
    """

    name: str
    widget: Widget = "text"
    label: str = ""
    help: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    refers: str = ""
    value: Value = "text"
    rows: int = 3
    empty: str | None = None

    @property
    def shown(self) -> str:
        """The label."""
        return self.label or field_label(self.name)


@dataclass(frozen=True, slots=True)
class Block:
    """A list of entries that have fields of their own.

    Attributes:
        name: As the document has it.
        label: Heading of the list.
        entry: What one entry is called.
        fields: Of each entry.
        help: What belongs here.
    """

    name: str
    label: str
    entry: str
    fields: tuple[Field, ...]
    help: str = ""


Part = Field | Block


def _choice(name: str, values: tuple[str, ...], help: str = "") -> Field:
    options = tuple((value, value_label(name, value)) for value in values)
    return Field(name, "choice", required=True, options=options, help=help)


def _id(help: str) -> Field:
    return Field("id", "id", help=help)


_ID: Final = _id(
    "小写字母、数字，中间可以用 _ 连接，例如 rest_station；不填就按名称的拼音自动编。"
    "保存以后不能再改"
)
_NAME: Final = Field("name", required=True)
_REGION: Final = Field(
    "region", "reference", refers="region", required=True, help="打几个字就能选"
)
_SOURCE: Final = Field("source", "reference", refers="source", required=True)
_SOURCES: Final = Field("sources", "references", refers="source", required=True)
_PROGRAMME: Final = Field("programme", "reference", refers="programme", required=True)
_ALIASES: Final = Field("aliases", "lines", help="别的叫法，每行一个")
_PHRASINGS: Final = Field(
    "phrasings", "lines", help="没说出名称、但就是在问它的话，每行一句"
)
_ASPECT: Final = _choice("aspect", ASPECTS)
_TOLD: Final = (
    Field("text", "area", required=True, help="手机上一屏看完，最多300个字"),
    Field("caveat", "area", rows=2, help="要提醒的话，例如“以当地通知为准”"),
    _SOURCES,
    Field("as_of", help="2025、2025-06 或 2025-06-30；不知道就空着", empty=""),
    Field("valid_from", help="到这一天自动生效，例如 2025-07-01"),
    Field("valid_to", help="过了这一天，没有接替的就先说“已经到期”，例如 2025-08-31"),
)

FORMS: Final[dict[str, tuple[Part, ...]]] = {
    "programme": (
        _NAME,
        _ID,
        _choice("kind", PROGRAMME_KINDS),
        Field("summary", "area", required=True, help="一句话说明是什么"),
        Field(
            "service",
            "reference",
            refers="programme",
            help="只有“活动”要填：它属于哪项服务",
        ),
        _ALIASES,
        _PHRASINGS,
        Block(
            "answers",
            "回答",
            "回答",
            (
                _ASPECT,
                _REGION,
                *_TOLD[:1],
                Field("more", "area", help="职工点“更多”才看到的内容"),
                *_TOLD[1:],
            ),
            "每个方面、每个地区一条",
        ),
        Block(
            "faqs",
            "常见问题",
            "常见问题",
            (
                Field("question", required=True, help="职工会怎么问，最多100个字"),
                _PHRASINGS,
                _ASPECT,
                _REGION,
                *_TOLD,
                _id("不填就自动编"),
            ),
        ),
        Block(
            "gaps",
            "暂缺说明",
            "暂缺说明",
            (_ASPECT, _REGION, Field("text", "area", required=True)),
            "知道缺什么，就告诉职工为什么没有、可以问谁",
        ),
        Block(
            "conditions",
            "查福利的条件",
            "条件",
            (
                Field(
                    "question", "reference", refers="finder", help="空着就是人人都可以"
                ),
                Field("options", "references", refers="option"),
                _REGION,
                Field("required", "check"),
                Field("reason", required=True),
                _SOURCE,
            ),
            "只有“服务”才写",
        ),
        Block(
            "editions",
            "年度名单",
            "名单里的一项",
            (
                Field("year", required=True, value="whole"),
                _choice("list", EDITION_LISTS),
                Field("name", label="名单里的名称", required=True),
                Field("position", value="whole"),
                Field("status"),
                _SOURCE,
                Field("note", "area", rows=2),
            ),
        ),
    ),
    "figure": (
        Field("definition", "area", required=True, help="数的是什么，说清口径", rows=2),
        _ID,
        _PROGRAMME,
        Field("metric", "reference", refers="metric", required=True),
        Field("period", required=True, value="whole", help="例如 2025"),
        _choice("kind", FIGURE_KINDS),
        Field("value", required=True, help="普通数字，例如 200000000 或 29.4"),
        Field("unit", required=True, help="例如 元、家、人"),
        Field("qualifier", help="原文在数字前写的“近”“约”“超过”", empty=""),
        Field("printed", required=True, help="照出处原样，例如 近2亿元"),
        Field("scope", required=True, help="例如 全省、省总工会（省级）"),
        _REGION,
        _SOURCE,
        Field("caveat", "area", rows=2),
        Block(
            "not_comparable",
            "不可比的数字",
            "不可比的数字",
            (
                Field("figure", required=True, help="填那个数字的编号"),
                Field("reason", "area", rows=2, required=True),
            ),
        ),
    ),
    "metric": (_NAME, _ID, _ALIASES, _PHRASINGS),
    "signpost": (
        _NAME,
        _ID,
        Field("agency", required=True),
        Field("hotline", required=True),
        Field("text", "area", required=True, help="告诉职工去哪儿办、打什么电话"),
        _ALIASES,
        _PHRASINGS,
    ),
    "lookalike": (
        Field("text", "id", label="易混词", required=True, help="保存以后不能再改"),
        Field("note", "area", required=True, help="它其实是什么"),
    ),
    "region": (
        _NAME,
        _ID,
        _choice("kind", REGION_KINDS),
        Field("parent", "reference", refers="region", help="除了国家都要填"),
        _ALIASES,
    ),
    "group": (
        _NAME,
        _ID,
        Field("official", "check"),
        _ALIASES,
        Field("sources", "references", refers="source"),
    ),
    "site": (
        _NAME,
        _ID,
        _PROGRAMME,
        _REGION,
        Field("address", required=True),
        Field("hours"),
        Field("lat", value="decimal", help="例如 34.7466；和经度一起填"),
        Field("lon", value="decimal", help="例如 113.6254"),
        _SOURCE,
    ),
    "source": (
        Field("title", required=True),
        _ID,
        Field("publisher", required=True),
        Field("date", help="2025、2025-06 或 2025-06-30；不知道就空着", empty=""),
        Field("url"),
        Field("note", "area", rows=2),
    ),
    "finder": (
        Field("text", label="怎么问", required=True),
        _ID,
        _choice("kind", FINDER_QUESTION_KINDS),
        Field("unknown", required=True, help="还没回答时，对要看这一条的服务怎么说"),
        Field("silent"),
        Field("multiple", "check"),
        Block(
            "options",
            "选项",
            "选项",
            (
                Field("title", required=True),
                Field("region", "reference", refers="region"),
                Field("settles", "check"),
                Field("groups", "references", refers="group"),
                Field("replies", "lines", help="问了以后这样答就算选它，每行一个"),
                Field("statements", "lines", help="什么时候说都算，每行一个"),
                _id("不填就自动编"),
            ),
        ),
    ),
}
"""By kind; ``form_of`` knows the one exception."""

_COMMAND: Final[tuple[Part, ...]] = (
    Field(
        "command",
        "id",
        required=True,
        help="skip 跳过、stop 停止、restart 重来、resume 继续",
    ),
    Field("phrasings", "lines", required=True, help="职工怎么说，每行一句"),
)


def form_of(kind: str, item_id: str = "") -> tuple[Part, ...]:
    """Give the parts of an item's form; the finder's commands have one of their own."""
    if kind == "finder" and item_id.startswith("command:"):
        return _COMMAND
    return FORMS[kind]


def blocks_of(parts: tuple[Part, ...]) -> dict[str, Block]:
    """Give the lists of a form by name."""
    return {part.name: part for part in parts if isinstance(part, Block)}
