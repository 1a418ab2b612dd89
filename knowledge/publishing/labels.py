"""What fields and closed lists are called for staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from knowledge.vocabulary import ASPECT_NAMES

FIELDS: Final[dict[str, str]] = {
    "address": "地址",
    "agency": "主管部门",
    "aliases": "别名",
    "answers": "回答",
    "as_of": "内容日期",
    "aspect": "方面",
    "caveat": "注意",
    "command": "口令",
    "conditions": "条件",
    "date": "日期",
    "definition": "口径",
    "editions": "年度名单",
    "faqs": "常见问题",
    "figure": "数字",
    "gaps": "暂缺说明",
    "groups": "职工群体",
    "hotline": "电话",
    "hours": "开放时间",
    "id": "编号",
    "kind": "类别",
    "lat": "纬度",
    "list": "名单",
    "lon": "经度",
    "metric": "指标",
    "more": "更多内容",
    "multiple": "可多选",
    "name": "名称",
    "not_comparable": "不可比的数字",
    "note": "备注",
    "official": "属于八大群体",
    "options": "选项",
    "parent": "上级地区",
    "period": "年份",
    "phrasings": "问法",
    "position": "名单里的序号",
    "printed": "原文写法",
    "programme": "服务",
    "publisher": "发布者",
    "qualifier": "前缀（约、超过）",
    "question": "问题",
    "reason": "理由",
    "region": "地区",
    "replies": "答语",
    "required": "必须满足",
    "scope": "范围",
    "service": "所属服务",
    "settles": "能定下来",
    "silent": "出处没提时说",
    "source": "出处",
    "sources": "出处",
    "statements": "随时可说的话",
    "status": "状态",
    "summary": "简介",
    "text": "正文",
    "title": "标题",
    "unit": "单位",
    "unknown": "还没答时说",
    "url": "网址",
    "valid_from": "生效日期",
    "valid_to": "失效日期",
    "value": "数值",
    "year": "年份",
}

# By field; what is no closed list is shown as it stands.
_VALUES: Final[dict[str, Mapping[str, str]]] = {
    "aspect": ASPECT_NAMES,
    "kind": {
        "service": "服务",
        "campaign": "活动",
        "whole": "总体",
        "target": "目标",
        "result": "完成",
        "country": "国家",
        "province": "省",
        "city": "市",
        "county": "县区",
        "system": "系统",
        "choice": "选择",
        "region": "选地区",
    },
    "list": {"five": "五件实事", "ten": "十件实事"},
    "command": {"skip": "跳过", "stop": "停止", "restart": "重来", "resume": "继续"},
}


def field_label(name: str) -> str:
    """Give the Chinese name of a field; its own where it has none."""
    return FIELDS.get(name, name)


def value_label(field: str, value: str) -> str:
    """Give the Chinese name of a value of a closed list; other values as they are."""
    return _VALUES.get(field, {}).get(value, value)
