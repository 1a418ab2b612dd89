"""What the pages for Excel say."""

from __future__ import annotations

from typing import Final

CRUMB: Final = ("表格导入导出", "/console/excel")
NO_FILE: Final = "请选一个.xlsx文件"
BUSY: Final = "您上一个文件还在处理，请等它完成再上传。"
GONE: Final = (
    "没有找到这次导入：预览只保留一小时，也可能已经作废。请重新上传文件，内容不会丢。"
)
INTERRUPTED: Final = "处理到一半中断了，什么也没有写入。请重新上传一次。"
FAILED: Final = "系统出了问题，什么也没有写入。请过一会儿重新上传；还不行请告诉管理员。"
NOT_READY: Final = "这次导入现在不能确认，请看页面上的说明。"
SAVING: Final = "正在写成草稿"
