"""Every sentence that the API says of a request that it refuses."""

from typing import Final

BROKEN: Final = "请求的内容读不懂，请刷新页面再试。"
NO_SESSION: Final = "对话已经过期，请刷新页面重新开始。"
WRONG_TYPE: Final = "请求的类型不对，请刷新页面再试。"
NOT_FOUND: Final = "没有这个地址。"
NOT_ALLOWED: Final = "这个地址不接受这种请求。"
TOO_LARGE: Final = "内容太大，请分成几条短一点的再发。"
TOO_SLOW: Final = "网络太慢，内容没有收全，请再发一次。"
FAILED: Final = "系统出了点问题，请过几分钟再试，急事可拨打12351咨询。"
