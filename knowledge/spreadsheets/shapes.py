"""The sheets: which there are, and what columns each has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge import vocabulary as v
from knowledge.spreadsheets.columns import OWNER, Column, Sort


@dataclass(frozen=True, slots=True)
class SheetShape:
    """A sheet.

    Attributes:
        title: Its name; no two have the same.
        kind: Kind of the documents.
        columns: Its columns, without the one for marks.
        path: The list of the document whose entries are its rows; empty where each
            row is a document.
        key: The fields that say which entry a row is.
        natural: The fields that say which document a row is that has no id.
        plain: Whether the entries are texts and not blocks.
    """

    title: str
    kind: str
    columns: tuple[Column, ...]
    path: str = ""
    key: tuple[str, ...] = ()
    natural: tuple[str, ...] = ()
    plain: bool = False

    def column(self, key: str) -> Column | None:
        """Give a column by its key."""
        return next((column for column in self.columns if column.key == key), None)


def _id(note: str = "新增时可以空着，系统会编一个") -> Column:
    return Column("id", "编号", note, sort=Sort.CODE, width=22)


def _owner(heading: str = "服务", kind: str = "programme") -> Column:
    return Column(
        OWNER,
        heading,
        "填名称或编号",
        sort=Sort.REFERENCE,
        required=True,
        refers=kind,
        width=24,
    )


def _reference(
    key: str, heading: str, kind: str, note: str = "从下拉里选", required: bool = True
) -> Column:
    return Column(
        key,
        heading,
        note,
        sort=Sort.REFERENCE,
        required=required,
        refers=kind,
        width=24 if kind != "region" else 14,
    )


def _sources(required: bool = True) -> Column:
    return Column(
        "sources",
        "出处",
        "可填几个，一行一个（Alt+回车换行）",
        sort=Sort.REFERENCES,
        required=required,
        refers="source",
        width=36,
    )


def _lines(key: str, heading: str, example: str = "", required: bool = False) -> Column:
    return Column(
        key,
        heading,
        "一行一个（Alt+回车换行）",
        example,
        Sort.LINES,
        required,
        width=30,
    )


def _choice(
    key: str, heading: str, choices: tuple[str, ...], example: str = ""
) -> Column:
    return Column(
        key, heading, "从下拉里选", example, Sort.CHOICE, True, choices=choices
    )


def _text(
    key: str,
    heading: str,
    example: str = "",
    note: str = "",
    required: bool = False,
    width: int = 24,
) -> Column:
    return Column(key, heading, note, example, required=required, width=width)


_SOURCE: Final = _reference("source", "出处", "source", "填编号，或从下拉里选")
_REGION: Final = _reference("region", "地区", "region")
_ASPECT: Final = _choice("aspect", "方面", v.ASPECTS, "howto")
_CAVEAT: Final = _text("caveat", "注意", note="要提醒职工的话")
_NAME: Final = _text("name", "名称", "示例名称", "最多60个字，不能重名", required=True)
_CONTENT: Final = (
    _text(
        "text",
        "正文",
        "带上身份证到单位工会登记。",
        f"最多{v.LONGEST_ANSWER}个字",
        required=True,
        width=60,
    ),
    _CAVEAT,
)
_DATES: Final = (
    Column(
        "as_of",
        "内容日期",
        "2025、2025-06或2025-06-30；不知道填“不详”",
        "2025-06-30",
        Sort.PARTIAL_DATE,
        True,
    ),
    Column("valid_from", "生效日期", "2025-06-30这样；可空", sort=Sort.DAY),
    Column("valid_to", "失效日期", "2025-06-30这样；可空", sort=Sort.DAY),
)
_YEAR_NOTE: Final = "四位数字"

PROGRAMMES: Final = SheetShape(
    "服务",
    "programme",
    (
        _id(),
        _NAME,
        _choice("kind", "类别", v.PROGRAMME_KINDS, "service"),
        _text("summary", "简介", "一句话说清是什么服务。", required=True, width=50),
        _reference("service", "所属服务", "programme", "只有“活动”才填", False),
    ),
    natural=("name",),
)
ALIASES: Final = SheetShape(
    "别名",
    "programme",
    (_owner(), _text("", "别名", "示例别名", "一行一个，不能和别处重复", True)),
    "aliases",
    plain=True,
)
PHRASINGS: Final = SheetShape(
    "问法",
    "programme",
    (
        _owner(),
        _text("", "问法", "孩子放假没人看咋办", "职工会怎么问，一行一句", True, 50),
    ),
    "phrasings",
    plain=True,
)
EDITIONS: Final = SheetShape(
    "历年",
    "programme",
    (
        _owner(),
        Column("year", "年份", _YEAR_NOTE, "2025", Sort.INTEGER, True),
        _choice("list", "名单", v.EDITION_LISTS, "ten"),
        _text("name", "当年名称", "当年名单里的叫法", required=True),
        Column("position", "序号", "名单里第几项；可空", "1", Sort.INTEGER),
        _text("status", "状态"),
        _SOURCE,
        _text("note", "备注"),
    ),
    "editions",
    ("year", "list"),
)
CONDITIONS: Final = SheetShape(
    "谁能享受条件",
    "programme",
    (
        _owner(),
        _reference("question", "问题", "finder", "空着：人人都可以", False),
        Column("options", "选项", "符合的选项，一行一个", sort=Sort.OPTIONS, width=24),
        _REGION,
        Column("required", "必须满足", "是或否", "否", Sort.YES_NO),
        _text("reason", "理由", "在职职工都可以参加", required=True, width=36),
        _SOURCE,
    ),
    "conditions",
    ("question", "region", "options"),
)
ANSWERS: Final = SheetShape(
    "内容",
    "programme",
    (
        _owner(),
        _ASPECT,
        _REGION,
        *_CONTENT,
        _text("more", "更多内容", note="职工点“更多”才看到", width=40),
        _sources(),
        *_DATES,
    ),
    "answers",
    ("aspect", "region", "valid_from"),
)
FAQS: Final = SheetShape(
    "常见问题",
    "programme",
    (
        _owner(),
        _id(),
        _text("question", "问题", "要交钱吗", required=True, width=30),
        _lines("phrasings", "问法", "收费吗"),
        _ASPECT,
        _REGION,
        *_CONTENT,
        _sources(),
        *_DATES,
    ),
    "faqs",
    ("id",),
    ("question",),
)
GAPS: Final = SheetShape(
    "缺口",
    "programme",
    (
        _owner(),
        _ASPECT,
        _REGION,
        _text("text", "说明", "没有查到办理时间。", required=True, width=50),
    ),
    "gaps",
    ("aspect", "region"),
)
FIGURES: Final = SheetShape(
    "数字",
    "figure",
    (
        _id(),
        _reference("programme", "服务", "programme"),
        _reference("metric", "指标", "metric"),
        Column("period", "年份", _YEAR_NOTE, "2025", Sort.INTEGER, True),
        _choice("kind", "目标或完成", v.FIGURE_KINDS, "result"),
        _text("definition", "口径", "全年帮助的职工家庭", required=True, width=30),
        Column(
            "value", "数值", "普通数字，不写单位和逗号", "20000", Sort.DECIMAL, True
        ),
        _text("unit", "单位", "个家庭", required=True, width=10),
        _text("qualifier", "前缀", note="约、近、超过；可空", width=10),
        Column("printed", "原文写法", "照抄原文", "2万个家庭", required=True),
        _text("scope", "范围", "全省", required=True),
        _REGION,
        _SOURCE,
        _CAVEAT,
        Column(
            "not_comparable",
            "不可比的数字",
            "编号｜理由，一行一个；可空",
            sort=Sort.PAIRS,
            width=40,
        ),
    ),
    natural=("programme", "metric", "period", "kind", "region", "scope", "definition"),
)
SOURCES: Final = SheetShape(
    "出处",
    "source",
    (
        _id(),
        _text("title", "标题", "示例报道的标题", required=True, width=50),
        _text("publisher", "发布者", "河南工人日报", required=True),
        Column(
            "date",
            "日期",
            "2025、2025-06或2025-06-30；不知道填“不详”",
            "2025-06-30",
            Sort.PARTIAL_DATE,
            True,
        ),
        _text("url", "网址", width=40),
        _text("note", "备注"),
    ),
    natural=("title", "publisher", "date"),
)
METRICS: Final = SheetShape(
    "指标",
    "metric",
    (_id(), _NAME, _lines("aliases", "别名"), _lines("phrasings", "问法")),
    natural=("name",),
)
SIGNPOSTS: Final = SheetShape(
    "指路",
    "signpost",
    (
        _id(),
        _NAME,
        _text("agency", "主管部门", "人力资源和社会保障部门", required=True),
        Column("hotline", "电话", "按文字填", "12333", Sort.CODE, True),
        _text("text", "正文", "这件事可以打12333问。", required=True, width=60),
        _lines("aliases", "别名"),
        _lines("phrasings", "问法"),
    ),
    natural=("name",),
)
LOOKALIKES: Final = SheetShape(
    "易混词",
    "lookalike",
    (
        _text("text", "词", "示例词", "看着像服务其实不是的词", True),
        _text("note", "备注", "这个词指的是什么", required=True, width=50),
    ),
    natural=("text",),
)
REGIONS: Final = SheetShape(
    "地区",
    "region",
    (
        _id(),
        _NAME,
        _choice("kind", "类别", v.REGION_KINDS, "county"),
        _reference("parent", "上级地区", "region", "除了国家都要填", False),
        _lines("aliases", "别名"),
    ),
    natural=("name",),
)
GROUPS: Final = SheetShape(
    "职工群体",
    "group",
    (
        _id(),
        _NAME,
        Column("official", "属于八大群体", "是或否", "否", Sort.YES_NO, True),
        _lines("aliases", "别名"),
        _sources(required=False),
    ),
    natural=("name",),
)
SITES: Final = SheetShape(
    "地点",
    "site",
    (
        _id(),
        _reference("programme", "服务", "programme"),
        _REGION,
        _text("name", "名称", "示例驿站", required=True),
        _text("address", "地址", "示例路1号", required=True, width=40),
        _text("hours", "开放时间", "8:00—20:00"),
        Column("lat", "纬度", "和经度一起填；可空", sort=Sort.FLOAT),
        Column("lon", "经度", "和纬度一起填；可空", sort=Sort.FLOAT),
        _SOURCE,
    ),
    natural=("programme", "region", "name"),
)
QUESTIONS: Final = SheetShape(
    "查福利提问",
    "finder",
    (
        _id(),
        _choice("kind", "类别", v.FINDER_QUESTION_KINDS, "choice"),
        _text("text", "问题", "你是做啥的？", required=True, width=40),
        _text("unknown", "还没答时说", "要看你是做啥的", required=True, width=30),
        _text("silent", "出处没提时说", width=30),
        Column("multiple", "可多选", "是或否", "否", Sort.YES_NO),
    ),
    natural=("text",),
)
OPTIONS: Final = SheetShape(
    "选项",
    "finder",
    (
        _owner("问题", "finder"),
        _id(),
        _text("title", "选项", "送外卖的", required=True),
        _reference("region", "地区", "region", "只有选地区的问题才填", False),
        Column("settles", "能定下来", "是或否", "否", Sort.YES_NO),
        Column(
            "groups",
            "职工群体",
            "一行一个；可空",
            sort=Sort.REFERENCES,
            refers="group",
            width=24,
        ),
        _lines("replies", "答语"),
        _lines("statements", "随时可说的话"),
    ),
    "options",
    ("id",),
    ("title",),
)
COMMANDS: Final = SheetShape(
    "口令",
    "finder",
    (
        _choice("command", "口令", v.FINDER_COMMANDS, "skip"),
        _lines("phrasings", "问法", "跳过", required=True),
    ),
    natural=("command",),
)

_DOSSIER: Final = (
    PROGRAMMES,
    ALIASES,
    PHRASINGS,
    EDITIONS,
    CONDITIONS,
    ANSWERS,
    FAQS,
    GAPS,
)
DOSSIER: Final = (*_DOSSIER, FIGURES, SOURCES)
"""The sheets of a whole dossier, with its figures and sources."""
BY_KIND: Final[dict[str, tuple[SheetShape, ...]]] = {
    "programme": _DOSSIER,
    "figure": (FIGURES,),
    "metric": (METRICS,),
    "signpost": (SIGNPOSTS,),
    "lookalike": (LOOKALIKES,),
    "region": (REGIONS,),
    "group": (GROUPS,),
    "site": (SITES,),
    "source": (SOURCES,),
    "finder": (QUESTIONS, OPTIONS, COMMANDS),
}
BY_TITLE: Final[dict[str, SheetShape]] = {
    shape.title: shape for shapes in BY_KIND.values() for shape in shapes
}
REFERRED: Final = frozenset(
    column.refers
    for shape in BY_TITLE.values()
    for column in shape.columns
    if column.refers
)
"""The kinds that cells name; of others there may be too many to know by name."""
LISTS_TITLE: Final = "选项清单"
"""The hidden sheet that holds what the drop-downs offer."""
MARK: Final = "标记"
MARK_NOTE: Final = "说明"
MARK_EXAMPLE: Final = "示例"
MARK_DELETE: Final = "删除"
