"""What staff read about a trial."""

from __future__ import annotations

from typing import Final

from knowledge.vocabulary import ASPECT_NAMES

INTENTS: Final = {
    **{f"ask_{aspect}": f"问“{label}”" for aspect, label in ASPECT_NAMES.items()},
    "ask_compare": "比较数字",
    "ask_list": "问有哪些服务",
    "ask_finder": "查自己能享受什么",
    "complain": "投诉、反映问题",
    "inform": "补充情况（地区、年份、服务）",
    "correct": "纠正前面的话",
    "pick": "从选项里挑一个",
    "again": "再说一遍、更多、出处",
    "handoff": "要找人工",
    "crisis": "有轻生的意思",
    "out_of_scope": "不归工会管",
    "unusable": "看不懂的话",
    "smalltalk": "打招呼、闲聊",
    "ask_bot": "问机器人自己",
    "nlu_fallback": "没听懂",
}
STATUSES: Final = {
    "answered": ("答上了", "good"),
    "gap": ("没有这项内容", "warn"),
    "clarify": ("反问", "info"),
    "signpost": ("指路到别的部门", "info"),
    "smalltalk": ("闲聊", ""),
    "out_of_scope": ("不归工会管", ""),
    "handoff": ("转人工", "info"),
    "not_understood": ("没听懂", "bad"),
    "refused": ("没有回答", "bad"),
    "error": ("出错了", "bad"),
}
KINDS: Final = {
    "programme": "服务",
    "metric": "指标",
    "region": "地区",
    "group": "职工群体",
    "signpost": "指路",
    "lookalike": "易混词",
    "period": "年份",
    "faq": "常见问题",
    "none": "都不像",
}
BOT_DOWN: Final = (
    "机器人现在没有回应，暂时试不了。您写的话还在下面，请过一会儿再试；"
    "一直这样的话，请告诉管理员。"
)
BOT_DOWN_SHORT: Final = "机器人现在没有回应，暂时看不了它怎么理解这句话。"
NOT_CHECKED: Final = (
    "机器人现在没有回应，新问法会不会被听成别的，这次没能核对。"
    "过一会儿再存一次，或者去“试一试”里问一句。"
)
TOO_MANY: Final = "这段试聊已经很长了，请点“重新开始”再试。"
NO_TEXT: Final = "请先写一句话，再点“试一试”。"
NO_WORDING: Final = "请写上要加的说法。"
NO_TARGET: Final = "请选一选：要加到哪一项上。"
FAQ_HAS_NO_ALIAS: Final = "常见问题没有别名，请点“加成问法”。"
_SHOWN_WORDING: Final = 40
LONG_WORDING: Final = "这个说法太长了，请改短到 100 个字以内。"
GONE: Final = "这一项已经没有了，可能刚刚被删除，请换一项。"
IS_REMOVAL: Final = "这一项有一份要把它删除的草稿，请先处理那份草稿。"
KNOWN_ALREADY: Final = "“{text}”本来就有了，没有重复添加。"
ADDED: Final = "已经把“{text}”写进“{title}”的草稿。发布以后，机器人才会知道。"
ADDED_BACK: Final = (
    "已经把“{text}”写进“{title}”的草稿。这份草稿原来在等审核，改过以后要重新提交。"
)


def taken_for(text: str, label: str, title: str) -> str:
    """Warn that a phrasing is understood as something else now."""
    shown = text if len(text) <= _SHOWN_WORDING else f"{text[:_SHOWN_WORDING]}…"
    return (
        f"提醒：“{shown}”，机器人现在会听成{label}“{title[:_SHOWN_WORDING]}”。"
        "两边会抢，请看看是不是换个说法。"
    )


def more_taken(count: int) -> str:
    """Say that more phrasings are understood as something else."""
    return f"另有{count}句新问法也会被听成别的，点到那句话上就看得到。"


def not_all_checked(count: int) -> str:
    """Say that there were too many phrasings to look up."""
    return f"新问法太多，还有{count}句没有核对会不会被听成别的。"
