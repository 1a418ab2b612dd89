"""How events and values of the audit read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from knowledge.publishing.imports import KIND as IMPORT
from knowledge.publishing.kinds import KINDS
from knowledge.publishing.labels import field_label
from web.console.people.trail import KIND as STAFF

EVENTS: Final[Mapping[str, str]] = {
    "login": "登录",
    "login.failed": "登录失败",
    "logout": "退出登录",
    "session.end": "结束登录",
    "password.change": "改密码",
    "password.reset": "重设密码",
    "password.wrong": "改密码时密码不对",
    "totp.on": "开启动态码",
    "totp.off": "关闭动态码",
    "totp.reset": "重置动态码",
    "totp.wrong": "设置动态码时码不对",
    "staff.create": "新建人员",
    "staff.change": "修改人员",
    "staff.unlock": "解除锁定",
    "audit.export": "导出操作记录",
    "draft.open": "新建草稿",
    "draft.save": "保存草稿",
    "draft.submit": "送审",
    "draft.send_back": "退回",
    "draft.discard": "放弃草稿",
    "draft.remove": "申请删除",
    "import": "导入表格",
    "import.submit": "整批送审",
    "import.publish": "整批发布",
    "import.send_back": "整批退回",
    "import.discard": "整批放弃",
    "export": "导出表格",
    "publish": "发布",
    "draft.restore": "恢复旧版",
}
"""Others show under their own name."""

KIND_LABELS: Final[Mapping[str, str]] = {
    STAFF: "人员",
    IMPORT: "导入",
    **{name: kind.label_zh for name, kind in KINDS.items()},
}
"""What one can look for."""

_KEYS: Final[Mapping[str, str]] = {
    "drafts": "草稿份数",
    "why": "理由",
    "note": "理由",
    "number": "版本",
    "search": "查找",
    "kind_": "类别",
}


def event_label(event: str) -> str:
    """Name an event."""
    return EVENTS.get(event, event)


def kind_label(kind: str | None) -> str:
    """Name a kind of thing."""
    return KIND_LABELS.get(kind or "", kind or "")


def value_text(value: Any, names: Mapping[str, str] | None = None) -> str:
    """Write a value readably; nothing is empty.

    Args:
        value: As the audit has it.
        names: Names to show instead of ids.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return (names or {}).get(value, value)
    if isinstance(value, list):
        return "、".join(value_text(one, names) for one in value)
    if isinstance(value, dict):
        return "；".join(
            f"{_KEYS.get(key) or field_label(key)}：{value_text(one, names)}"
            for key, one in value.items()
            if one not in (None, "", [], False)
        )
    return json.dumps(value, ensure_ascii=False)
