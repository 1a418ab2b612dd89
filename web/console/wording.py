"""Words that several pages of the console share."""

from __future__ import annotations

from typing import Final

ROLES: Final = {
    "admin": "管理员",
    "reviewer": "审核员",
    "editor": "编辑",
    "reader": "只读",
}
HOME: Final = ("首页", "/console/")
UNAVAILABLE_HEADING: Final = "暂时打不开"
UNAVAILABLE: Final = (
    "数据库暂时连不上，刚才的操作没有生效。请稍等一会儿再试；"
    "填写的内容可以按浏览器的“返回”找回。"
)
FAILED_HEADING: Final = "出了点问题"
FAILED: Final = (
    "系统出了问题，刚才的操作没有生效。请按“返回”再试一次；"
    "还不行的话，请把时间和页面告诉管理员。"
)
NOT_ALLOWED_HEADING: Final = "这样打不开"
NOT_ALLOWED: Final = "这个地址不能这样打开，请从菜单里进入。"
