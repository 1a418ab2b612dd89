"""What does not fit the format of a document, said in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.publishing.checks.problem import Problem
from knowledge.publishing.labels import field_label, value_label
from knowledge.publishing.normal import cleaned, parsed
from knowledge.vocabulary import LONGEST_ANSWER

# What the format's own rules say, by a part of it that does not change.
_RULES: Final = {
    "every region but a country has a parent": "除了国家，每个地区都要填上级地区",
    "lat and lon stand together": "经度和纬度要一起填，或者都不填",
    "question and options stand together": "问题和选项要一起填，或者都不填",
    "only what a question asks": "没有选问题，就不能“必须满足”",
    "valid_to lies before": "失效日期早于生效日期",
    "only a campaign belongs": "只有“活动”才填所属服务",
    "every option of a region": "问地区的问题，每个选项都要填地区；别的问题都不填",
    "is no day written": "日期要写成2025-06-30这样",
    "is not YYYY": "日期要写成2025、2025-06或2025-06-30这样",
    "the year is not between": "年份要在1990到2100之间",
    "is no plain decimal number": "要填普通数字，比如29.4",
    "is too long: 12 digits": "数字太长：小数点前最多12位，后最多6位",
    "day is out of range": "没有这一天",
    "month must be in": "没有这个月份",
    "day": "没有这一天",
    f"at most {LONGEST_ANSWER}": f"太长了，手机上最多看{LONGEST_ANSWER}个字",
}


def format_problems(kind: str, document: Mapping[str, Any]) -> list[Problem]:
    """List what does not fit; nothing means that ``parsed`` takes the document."""
    try:
        parsed(kind, document)
    except ValidationError as error:
        found = [
            Problem(".".join(map(str, where)), _message(where, detail))
            for detail in error.errors(include_url=False)
            for where in [_typed_path(document, detail["loc"])]
        ]
        return list(dict.fromkeys(found))
    return []


def _typed_path(document: Any, steps: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Find a place again in what was typed: empty entries were left out of lists."""
    path: list[int | str] = []
    here = document
    for step in steps:
        if isinstance(step, int) and isinstance(here, (list, tuple)):
            kept = [i for i, entry in enumerate(here) if cleaned([entry])]
            step = kept[step] if step < len(kept) else step
            here = here[step] if step < len(here) else None
        else:
            here = here.get(step) if isinstance(here, Mapping) else None
        path.append(step)
    return tuple(path)


def _message(path: tuple[int | str, ...], detail: ErrorDetails) -> str:
    names = [step for step in path if isinstance(step, str)]
    field = names[-1] if names else ""
    reason = _reason(field, detail)
    return f"{field_label(field)}：{reason}" if field else reason


def _reason(field: str, detail: ErrorDetails) -> str:
    limits: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    match kind:
        case "missing":
            return "还没有填"
        case "extra_forbidden":
            return "没有这一项"
        case "string_too_short" | "too_short":
            return "不能空着"
        case "string_too_long":
            return f"最多{limits['max_length']}个字"
        case "string_pattern_mismatch":
            return "只能用小写字母和数字，中间可以用_、-或."
        case "literal_error":
            words = str(limits["expected"]).replace(" or ", ", ").split(", ")
            return "只能是" + "、".join(value_label(field, w.strip("'")) for w in words)
        case "greater_than_equal":
            return f"不能小于{limits['ge']:g}"
        case "less_than_equal":
            return f"不能大于{limits['le']:g}"
        case "int_parsing" | "int_type" | "int_from_float":
            return "要填整数"
        case "float_parsing" | "float_type":
            return "要填数字"
        case "bool_parsing" | "bool_type":
            return "要填是或否"
        case "string_type":
            return "要填文字"
        case "value_error":
            for part, reason in _RULES.items():
                if part in detail["msg"]:
                    return reason
    return "填得不对"
