"""Every sentence that the WeChat and 企业微信 channels themselves say."""

from __future__ import annotations

from typing import Final

VOICE: Final = "这条语音没有转成文字，请打字发给我。"
IMAGE: Final = "图片我还看不了，请把要问的打字发给我。"
VIDEO: Final = "视频我还看不了，请把要问的打字发给我。"
LINK: Final = "链接我还打不开，请把要问的打字发给我。"

WELCOME: Final = "感谢关注。"
SCANNED: Final = "欢迎回来。要问什么，直接打字就行。"

COLLECT: Final = "这个问题还在查。过一会儿，回复任意字取答案。"
CONTINUE_WORD: Final = "继续"
CONTINUE: Final = "回复“{word}”看后面"
LOST: Final = "没有找到刚才的回答，请把问题再发一次。"
UNAVAILABLE: Final = "系统正忙，请过几分钟再发。急事可拨打12351咨询。"

# What asks for people in so many words: the bot need not be heard.
FOR_PEOPLE: Final = frozenset(("找人工", "转人工", "人工", "人工客服", "人工服务"))

# What workers write when told to write anything at all; not a question.
FETCHING: Final = frozenset(
    (
        *("任意字", "任意", "取答案", "看答案", "查答案", "答案", "取", "继续"),
        *("好", "好的", "可以", "收到", "谢谢", "嗯嗯", "ok", "OK"),
    )
)
