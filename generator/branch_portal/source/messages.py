"""The rules of reading, and the Chinese sentences for every kind of invalid value."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from branch_portal.ground.rules import Rule, rule

SourceRule = Rule
"""A rule of reading is a rule like any other: id, title, why, mend."""

ENCODING = rule(
    "YAML-01",
    "文件用 UTF-8 編碼",
    "其他編碼讀出來是亂碼，換一台電腦就打不開。",
    "用記事本或編輯器「另存為」，編碼選 UTF-8。",
)
INVISIBLE = rule(
    "YAML-02", "沒有看不見的字符和製表符",
    "看不見的字符會悄悄變成名稱或內容的一部分，肉眼找不出錯。", "刪去這個字符，縮進一律用半角空格。",
)  # fmt: skip
DEPTH = rule(
    "YAML-03",
    "層次不超過40層",
    "層次太深的文件多半是粘貼出錯，還會使讀取程序崩潰。",
    "檢查括號和縮進，恢復成幾層以內。",
)
FULL_WIDTH_COLON = rule(
    "YAML-04", "鍵後面用半角冒號", "全角冒號不算分隔，這一行會被當成普通文字。", "改成英文冒號加一個空格「: 」。"
)
SYNTAX = rule("YAML-05", "文件符合 YAML 格式", "格式不對，後面的內容都無法讀取。", "對照同類文件檢查縮進、引號和括號。")
DUPLICATE = rule("YAML-06", "同一層的鍵不重複", "重複的鍵只有一個生效，另一個的內容就丟了。", "刪去或合併其中一個。")
ALIAS = rule(
    "YAML-07",
    "不用錨點、別名、合併和標籤",
    "「&」「*」「<<」「!」會讓一處改動影響多處，也可能撐爆內存。",
    "把內容直接寫出來；文字以這些符號開頭時加引號。",
)
EMPTY = rule("YAML-08", "文件有內容", "空文件沒有記錄，多半是保存出錯。", "補上內容，或刪去這個文件。")
DOCUMENTS = rule("YAML-09", "一個文件只寫一份", "「---」之後的第二份不會被讀取。", "拆成幾個文件，一個文件一條記錄。")
SIZE = rule("YAML-10", "文件不超過2MB", "太大的文件不是人寫的數據，會拖垮檢查。", "拆成小文件。")
FRONT_MATTER = rule(
    "YAML-11",
    "指引開頭的信息欄完整",
    "沒有信息欄，標題、依據和表單都不知道。",
    "第一行寫 ---，信息欄寫完再寫一行 ---，然後是正文。",
)
KEY = rule("YAML-12", "鍵是普通文字", "鍵寫成數字、列表或空白，就認不出是哪個字段。", "鍵用英文字段名。")
CONFLICT = rule(
    "YAML-13",
    "沒有合併衝突的標記",
    "兩個人改了同一處，合併時兩種寫法都留在文件裡，要由人選一種。",
    "「<<<<<<<」和「=======」之間是一種寫法，「=======」和「>>>>>>>」之間是另一種：留下對的，刪去另一種和這三行標記。"
    "在倉庫網頁上：打開這個文件，點鉛筆（編輯），改好後點「提交」；合併請求裡點「解決衝突」。",
)

RECORD = rule(
    "DATA-01",
    "文件是一條記錄",
    "這裡要的是「字段: 內容」，寫成別的就對不上。",
    "每行寫成「字段: 內容」，不以「- 」開頭。",
)
UNKNOWN = rule("DATA-02", "字段名認得出", "不認識的字段不會生效，內容就悄悄丟了。", "刪去它，或改成正確的字段名。")
MISSING = rule("DATA-03", "必填字段都填了", "缺了這一項，頁面和日曆就不完整。", "補上這個字段。")
CHOICE = rule("DATA-04", "選項在給定範圍內", "只有列出的幾種寫法，寫成別的就無法歸類。", "改成列出的寫法之一。")
KIND = rule("DATA-05", "內容的類型正確", "文字、整數、是否、列表各有寫法，混用會被誤讀。", "照同類記錄的寫法改。")
DATE = rule(
    "DATA-06",
    "日期寫成 YYYY-MM-DD",
    "寫法不統一就無法排序和計算期限。",
    "寫成四位年、兩位月、兩位日，例如 2026-03-05。",
)
FORM = rule("DATA-07", "內容符合規定的寫法", "編號是網址和日曆標識的一部分，只能用約定的字符。", "照說明改寫。")
LENGTH = rule(
    "DATA-08",
    "長短和大小在範圍內",
    "太長的文字在手機和提醒單上放不下，超範圍的數字多半是誤填。",
    "縮短文字，或核對數字。",
)
TOGETHER = rule(
    "DATA-09", "互相搭配的字段寫全且不矛盾", "缺一個不知道怎麼算，多一個不知道聽哪個。", "照說明只留應有的字段。"
)


class Wording(NamedTuple):
    """How one pydantic error type reads; `{…}` in `message` is filled from the error, `mend` may be empty."""

    rule: Rule
    message: str
    mend: str = ""


_A_RECORD = Wording(RECORD, "這裡應是一條記錄（字段: 內容）")
_NOT_DATE = Wording(DATE, "這裡應是日期")
_NOT_INSTANT = Wording(DATE, "時刻應寫成 YYYY-MM-DD HH:MM:SS", "例如 2026-02-04 04:02:07，用半角數字和符號。")
_NOT_INT = Wording(KIND, "這裡應是整數，如 5；前面不補零，不加引號", "只寫阿拉伯數字，不帶單位和引號。")

BY_TYPE: dict[str, Wording] = {
    "model_type": _A_RECORD,
    "dict_type": _A_RECORD,
    "model_attributes_type": _A_RECORD,
    "extra_forbidden": Wording(UNKNOWN, "不認識的字段「{name}」"),
    "missing": Wording(MISSING, "缺少字段「{name}」"),
    "literal_error": Wording(CHOICE, "只能是：{expected}"),
    "recurrence_kind": Wording(
        CHOICE,
        "every（週期）只能是：month、quarter、half、term、year 或 {{years: 數字}}",
        "例如每月15日寫成 {every: month, day: 15}，每三年寫成 {every: {years: 3}, anchor: 2026-01-01}。",
    ),
    "tuple_type": Wording(KIND, "這裡應是列表", "每項另起一行，以「- 」開頭；或者寫成 [甲, 乙]；沒有內容寫 []。"),
    "string_type": Wording(KIND, "這裡應是文字；純數字或 true、false 當文字用時要加引號", "寫上文字，數字加引號。"),
    "string_unicode": Wording(KIND, "這段文字裡有無法顯示的字符", "刪去引號內以反斜杠開頭的代碼，直接寫字。"),
    "int_type": _NOT_INT,
    "int_from_float": Wording(KIND, "這裡應是整數，不帶小數點", "去掉小數部分。"),
    "int_parsing": _NOT_INT,
    "int_parsing_size": Wording(LENGTH, "這個數字太大", "核對位數。"),
    "float_type": Wording(KIND, "這裡應是數字，如 98.5 或 120；不帶單位、百分號和引號", "只寫阿拉伯數字，不帶單位。"),
    "bool_type": Wording(KIND, "這裡只能寫 true（是）或 false（否）", "寫 true 或 false，小寫，不加引號。"),
    "date_type": _NOT_DATE,
    "date_text": _NOT_DATE,
    "date_form": Wording(DATE, "日期寫法不對"),
    "date_none": Wording(DATE, "沒有這一天", "對照日曆核對月份和日子。"),
    "date_far": Wording(DATE, "年份要在1900至2100之間", "核對四位年份。"),
    "month_day_form": Wording(DATE, "月日應寫成 MM-DD，例如 03-05", "兩位月、半角連字符、兩位日。"),
    "instant_form": _NOT_INSTANT,
    "datetime_type": _NOT_INSTANT,
    "id_form": Wording(FORM, "編號只用小寫英文字母、數字和連字符", "例如 b01、box-check，不用漢字、大寫和空格。"),
    "string_pattern_mismatch": Wording(FORM, "寫法不合規定：{pattern}", "照這個樣子寫：{example}。"),
    "entry_form": Wording(
        FORM,
        "每項寫成「任務 日 應到/實到」，中間空一格",
        "例如 m01 14 5/5；不是會的只寫 a20 3；補辦前一期的寫 m01.2026-03 2 5/5。只寫人數，不寫姓名。",
    ),
    "figure_value": Wording(FORM, "數值寫成整數、小數或分數", "例如 '6'、'0.5'、'1/2'，加引號，不帶單位。"),
    "text_empty": Wording(FORM, "這裡不能空著", "寫上內容；確實沒有就刪去這一行（必填的除外）。"),
    "string_too_long": Wording(LENGTH, "最多{max_length}個字，現有{length}個", "縮短到{max_length}個字以內。"),
    "string_too_short": Wording(LENGTH, "至少{min_length}個字", "補充內容。"),
    "too_short": Wording(LENGTH, "至少要有{min_length}項", "補上內容，至少{min_length}項。"),
    "too_long": Wording(LENGTH, "最多只能有{max_length}項", "刪去多出的項。"),
    "greater_than_equal": Wording(LENGTH, "不能小於{ge}", "核對有沒有少打一位、多打負號；寫{ge}或更大的數。"),
    "less_than_equal": Wording(LENGTH, "不能大於{le}", "核對有沒有多打一位；寫{le}或更小的數。"),
    "days_off": Wording(LENGTH, "連續放假最多60天", "核對 from 和 to 的年份。"),
    "offset_one": Wording(
        TOGETHER, "days（天）和 workdays（工作日）要寫且只寫一個", "例如 {days: 3} 或 {workdays: 3}。"
    ),
    "day_one": Wording(
        TOGETHER, "day（幾號）和 workday（第幾個工作日，不為0）要寫且只寫一個", "例如 day: 15，月末寫 day: last。"
    ),
    "start_one": Wording(
        TOGETHER, "term（節氣）和 occasion（節日或活動）要寫且只寫一個", "例如 from: {term: lichun}。"
    ),
    "yearly_one": Wording(
        TOGETHER, "on（月日）和 from（起算）要寫且只寫一個", "固定日子寫 on: 03-05，按節氣推算寫 from: {term: lichun}。"
    ),
    "exemption_one": Wording(
        TOGETHER, "value（內容）和 sha256（散列值）要寫且只寫一個", "不想寫出內容的，只寫 sha256。"
    ),
    "source_one": Wording(
        TOGETHER,
        "term（節氣）、duty（年度任務）、finding（問題）、goal（攻堅目標）、notice（臨時安排）要寫且只寫一個",
        "例如 source: {duty: a26}。",
    ),
    "assignees_one": Wording(
        TOGETHER,
        "everyone（全部支部）、applies_to（適用條件）、below（所屬黨委或戰區）、branches（點名的支部）要寫且只寫一個",
        "例如 to: {everyone: true}，或 to: {branches: [b01, b02]}。",
    ),
    "years_order": Wording(FORM, "年度從早到晚寫，不重複，中間不缺", "例如 [2026, 2027]。"),
    "repository_clone": Wording(FORM, "這是克隆用的地址，不是倉庫網頁的網址", "刪去結尾的 .git。"),
    "alert_order": Wording(
        TOGETHER, "綠、黃、紅的天數應依次減少或相等", "例如 {green: 10, yellow: 3, red: 0}，數字是期限前的天數。"
    ),
}
"""pydantic's error type → the rule it breaks and what to say."""

FALLBACK = Wording(KIND, "內容不合規定")

PATTERNS: dict[str, str] = {
    r"^[a-z_]+$": "data 下文件夾的名字，例如 duties、guides",
    r"^[^\\\s]+$": "library，或一個門戶的文件夾，用 / 分開，不含空格，例如 ../city",
    r"^[a-z][a-z_]*$": "小寫英文字母開頭，只用小寫字母和下劃線，例如 branch_clerk",
    r"^[a-z][a-z0-9-]*$": "小寫英文字母開頭，只用小寫字母、數字和連字符，例如 term-names",
    r"^[a-z][a-z0-9_]*$": "小寫英文字母開頭，只用小寫字母、數字和下劃線，例如 box1_org",
    r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$": "小寫英文字母和數字，用連字符或下劃線連接，例如 b01、branch_clerk",
    r"^step-[a-z0-9-]+$": "以 step- 開頭的步驟錨點，例如 step-vote",
    r"^[a-z0-9.-]+$": "只用小寫英文字母、數字、點和連字符，例如 portal.example.cn",
    r"^https?://\S*\{path\}\S*$": "以 http:// 或 https:// 開頭，中間含 {path}，不含空格",
    r"^https?://\S*(\{path\}|\{folder\}\S*\{name\})\S*$": "以 http:// 或 https:// 開頭，中間含 {path}，或含 {folder} 和 {name}",
    r"^https?://\S*\{title\}\S*$": "以 http:// 或 https:// 開頭，中間含 {title}，也可以含 {text}，不含空格",
    r"^https?://[!-~]+$": "以 http:// 或 https:// 開頭，不含漢字和空格，例如 https://git.example.cn/party/portal",
    r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$": "小寫英文字母、數字和連字符，加後綴，例如 theme-day.md",
    r"^[0-9a-f]{64}$": "64位校驗值，數字和 a 到 f；不知道的先刪去這一行，portal check 會給出正確的",
    r"^step-[a-z0-9]+(-[a-z0-9]+)*$": "以 step- 開頭的錨點，例如 step-plan，照指引裡的寫",
    r"^[A-Za-z0-9._/-]+$": "只用英文字母、數字、點、下劃線、斜線和連字符，例如 main",
    r"^tx-[0-9]{4}-[0-9]{2}$": "tx、四位年和兩位序號，例如 tx-2026-07",
    r"^[a-z0-9-]+\.[0-9]{4}(-[a-z0-9]+)?$": "任務編號、點和期次，例如 m03.2026-04",
    r"^[0-9a-f]{12}$": "由 portal slip issue 寫出的十二位指紋，不要手改",
    r"^[A-Z]{2}-[0-9]{4}-[0-9]{3}$": "兩個大寫字母、四位年、三位序號，例如 RW-2026-001",
    r"^https?://[!-~]+/$": "以 http:// 或 https:// 開頭，以 / 結尾，例如 https://portal.example.cn/",
    r"^[0-9]{4}-q[1-4]$": "四位年加季度，例如 2026-q1",
    r"^h[0-9a-f]{16}$": "由 portal quarter close 寫出的指紋，h 加十六位，不要手改",
    r"^[0-9]{4}-h[12]$": "四位年加半年，例如 2026-h1",
    r"^[0-9]+(?:\.[0-9]+|/[0-9]+)?$": "整數、小數或分數，例如 2、0.5 或 1/2",
    r"^[0-9]{4}-(0[1-9]|1[0-2])$": "四位年加兩位月，例如 2026-03",
    r"^step-[a-z0-9]+(?:-[a-z0-9]+)*$": "指引裡步驟的錨點，例如 step-start",
    r"^m[0-9]{2,6}$": "m 加二到六位數字，例如 m012；是線下名單的序號，不是工號",
    r"^[0-9]{4}(-[a-z0-9]+)?$": "四位年，或四位年加連字符和期次，例如 2026-03、2026-q1",
    r"^\S+$": "由 portal letter issue 寫出的事項代號，不含空格，不要手改",
    r"^[a-z0-9/#._-]*$": "由 portal letter issue 寫出的頁面地址，從門戶首頁算起，不要手改",
    r"^db-[0-9]{4}-[0-9]{3,4}$": "db、四位年和三四位序號，例如 db-2026-001",
}
"""The written forms that models ask for, in words instead of a regular expression."""

RULES: tuple[SourceRule, ...] = (
    ENCODING, INVISIBLE, DEPTH, FULL_WIDTH_COLON, SYNTAX, DUPLICATE, ALIAS, EMPTY, DOCUMENTS, SIZE, FRONT_MATTER, KEY,
    CONFLICT, RECORD, UNKNOWN, MISSING, CHOICE, KIND, DATE, FORM, LENGTH, TOGETHER,
)  # fmt: skip
"""Every rule of reading, in the order of ids."""


def filled(template: str, context: Mapping[str, Any]) -> str:
    """`template` with `{name}` filled from `context`; braces that name nothing stay as they are."""
    text = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", lambda m: str(context.get(m[1], m[0])), template)
    return text.replace("{{", "{").replace("}}", "}") if "{{" in template else text
