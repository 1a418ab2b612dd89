// All sentences of the widget. What the bot says is not here.

export const MOST_CHARACTERS = 500;
const HOTLINE = "12351";

export const TITLE = "工小暖";
export const SUBTITLE = "河南工会服务问答";
export const ASK = "有事问我";
export const CLOSE = "关闭对话";
export const LOG = "对话内容";
export const YOU = "我：";
export const TYPING = "正在查";
export const OPTIONS = "可以点选";
export const PLACEHOLDER = "打字问，比如：驿站在哪";
export const INPUT = "想问的话";
export const SEND = "发送";
export const HUMAN = "找人工";
export const POSITION = "发送位置";
export const MY_POSITION = "我的位置";
export const SENDING = "正在发送";
export const NOT_SENT = "没发出去";
export const EDIT_AGAIN = "改一改再发";
export const COPY = "复制";
export const COPIED = "已复制";
export const NOT_COPIED = "没能复制，请长按文字来复制";
export const HELPFUL = "有用";
export const NOT_HELPFUL = "没用";
export const RATE = "这条回答怎么样";
export const THANKS = "谢谢，记下了";
export const WHY = "哪里不好？";
export const REASONS = ["答非所问", "信息过时", "看不懂", "不够详细"];
export const OTHER_REASON = "其他原因（可不填）";
export const SUBMIT = "提交";
export const SKIP = "不说了";
export const SOURCES = "来源";
export const NO_DATE = "日期不详";
export const NEW_PAGE = "（在新页面打开）";
export const FIGURES = "数字";
export const KINDS = { target: "目标", result: "完成" };
export const LARGE_TEXT = "大字";
export const LARGER = "字大一点";
export const SMALLER = "字小一点";
export const LOCATING = "正在取位置";
export const POSITION_DENIED = "没有位置权限。直接打地名也行，比如：郑州金水区";
export const POSITION_UNKNOWN = "没取到位置。直接打地名也行，比如：郑州金水区";
export const CONNECTING = "网络不太好，正在重连，打的字都留着";
export const UNUSABLE = `出了点问题，过会儿再试。急事请打${HOTLINE}`;
export const ONLY_SO_LONG = `最多${MOST_CHARACTERS}个字`;

/** Say how long a text is and how long it may be. */
export function counted(characters) {
  return `${characters}/${MOST_CHARACTERS}字`;
}

/** Say that a text is too long; the text itself stays where it is. */
export function tooLong(characters) {
  const over = characters - MOST_CHARACTERS;
  return `${ONLY_SO_LONG}，多了${over}个。删短一点再发，或者分几次问`;
}

/** Say that a message will go out by itself after a while. */
export function goesOutIn(message, seconds) {
  return `${message.replace(/[。，]$/, "")}（约${Math.ceil(seconds)}秒后自动再发）`;
}
