"""Every sentence that the core itself says to a worker."""

from typing import Final

WAIT: Final = "正在查，请稍等，查到后马上回复。"
BOT_DOWN: Final = (
    "系统正忙，刚才的问题暂时答不了。请过几分钟再问，急事可拨打12351咨询。"
)
BOT_SLOW: Final = (
    "这个问题查得太久，没有查出来。请过几分钟再问一次，急事可拨打12351咨询。"
)
BOT_SILENT: Final = "刚才没有查到结果。请过几分钟再问，急事可拨打12351咨询。"
INTERRUPTED: Final = "刚才系统中断，这个问题没有答完。请再问一次，急事可拨打12351咨询。"
GREETING: Final = (
    "我是工小暖，可以帮查工会服务：怎么办、要什么材料、多少钱、去哪里办。"
    "直接打字问就行。"
)
GREETING_QUESTIONS: Final = (
    "困难职工帮扶怎么申请",
    "爱心托管怎么报名",
    "附近的户外劳动者驿站",
    "我能享受哪些服务",
)

OWN_POSITION: Final = "我的位置"
ID_CARD: Final = "〔身份证号〕"
MOBILE: Final = "〔手机号〕"
BANK_CARD: Final = "〔银行卡号〕"

REFUSED: Final = "这条消息没有收下，请重新发送。"
EMPTY: Final = "消息是空的，请写下要问的问题。"
INVALID: Final = "消息的格式不对，请重新发送。"
TOO_LONG: Final = "消息超过500字，请分成几条短一点的再发。"
UNKNOWN_OPTION: Final = "这个选项已经失效，请用最新的选项，或者直接打字问。"
UNKNOWN_TURN: Final = "没有找到这条回答，无法评价。"
TOO_MANY: Final = "消息发得太快了，请稍等一会儿再发。"
UNAVAILABLE: Final = "系统正在恢复，请过几分钟再发，急事可拨打12351咨询。"
