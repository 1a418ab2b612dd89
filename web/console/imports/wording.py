"""What the pages for whole imports say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "submit": "{number}份草稿都送审了，请另一位同事审核。",
    "publish": "{number}项都发布了，几秒钟后职工就能看到。",
    "send-back": "{number}份草稿都退回了，同事会看到您写的理由。",
    "discard": "{number}份草稿都放弃了，线上内容没有变。",
}
TITLES: Final[Mapping[str, str]] = {
    "submit": "全部提交审核",
    "publish": "全部通过并发布",
    "send-back": "全部退回",
    "discard": "全部放弃",
}
FAILED: Final = "系统出了问题，整批都没有动。请过一会儿再试；还不行请告诉管理员。"
INTERRUPTED: Final = (
    "处理到一半中断了。一批要么全部办成，要么一点没动：请回到这次导入，看看草稿的状态。"
)
BUSY: Final = "这次导入正在处理，请等它完成再操作。"
YOURS: Final = "这是您自己导入的，要由另一位同事审核和发布。"
NOT_YOURS: Final = "整批送审和放弃，只有导入的人或管理员能做。"
OLD_PAGE: Final = "页面太旧了，请从第一页重新看一遍，再决定。"
WHY: Final = "请写一句发布的理由"
NOTE: Final = "请写一句退回的理由，方便同事修改"
GONE: Final = "没有找到这次操作：进度只保留一小时。请回到这次导入，看看草稿的状态。"
