"""The rules of reading, and the Chinese sentence for every kind of invalid value."""

from generator.rules import Rule, rule

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
SIZE = rule("YAML-10", "文件不超過20MB", "太大的文件不是人寫的數據，會拖垮檢查。", "拆成小文件。")
FRONT_MATTER = rule(
    "YAML-11",
    "指引開頭的信息欄完整",
    "沒有信息欄，標題、依據和表單都不知道。",
    "第一行寫 ---，信息欄寫完再寫一行 ---，然後是正文。",
)
KEY = rule("YAML-12", "鍵是普通文字", "鍵寫成數字、列表或空白，就認不出是哪個欄位。", "鍵用英文欄位名。")

RECORD = rule(
    "DATA-01",
    "文件是一條記錄",
    "這裡要的是「欄位: 內容」，寫成別的就對不上。",
    "每行寫成「欄位: 內容」，不以「- 」開頭。",
)
UNKNOWN = rule("DATA-02", "欄位名認得出", "不認識的欄位不會生效，內容就悄悄丟了。", "刪去它，或改成正確的欄位名。")
MISSING = rule("DATA-03", "必填欄位都填了", "缺了這一項，頁面和日曆就不完整。", "補上這個欄位。")
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
    "DATA-09", "互相搭配的欄位寫全且不矛盾", "缺一個不知道怎麼算，多一個不知道聽哪個。", "照說明只留應有的欄位。"
)

BY_TYPE: dict[str, tuple[Rule, str]] = {
    "model_type": (RECORD, "這裡應是一條記錄（欄位: 內容）"),
    "dict_type": (RECORD, "這裡應是一條記錄（欄位: 內容）"),
    "model_attributes_type": (RECORD, "這裡應是一條記錄（欄位: 內容）"),
    "extra_forbidden": (UNKNOWN, "不認識的欄位「{name}」"),
    "missing": (MISSING, "缺少欄位「{name}」"),
    "literal_error": (CHOICE, "只能是：{expected}"),
    "recurrence_kind": (CHOICE, "every 只能是：month、quarter、half、term、year 或 {{years: 數字}}"),
    "tuple_type": (KIND, "這裡應是列表，每項一行，以「- 」開頭，或寫成 [甲, 乙]"),
    "string_type": (KIND, "這裡應是文字；純數字或 true、false 當文字用時要加引號"),
    "int_type": (KIND, "這裡應是整數，如 5；前面不補零，不加引號"),
    "int_from_float": (KIND, "這裡應是整數，不帶小數點"),
    "bool_type": (KIND, "這裡只能寫 true（是）或 false（否）"),
    "date_type": (DATE, "這裡應是日期"),
    "date_text": (DATE, "這裡應是日期"),
    "date_form": (DATE, "日期寫法不對"),
    "date_none": (DATE, "沒有這一天"),
    "month_day_form": (DATE, '月日應寫成 MM-DD，例如 "03-05"'),
    "instant_form": (DATE, "時刻應寫成 YYYY-MM-DD HH:MM:SS"),
    "datetime_type": (DATE, "時刻應寫成 YYYY-MM-DD HH:MM:SS"),
    "id_form": (FORM, "編號只用小寫英文字母、數字和連字符"),
    "string_pattern_mismatch": (FORM, "寫法不合規定：{pattern}"),
    "text_empty": (FORM, "這裡不能空着"),
    "string_too_long": (LENGTH, "最多{max_length}個字"),
    "too_short": (LENGTH, "至少要有{min_length}項"),
    "too_long": (LENGTH, "最多只能有{max_length}項"),
    "greater_than_equal": (LENGTH, "不能小於{ge}"),
    "less_than_equal": (LENGTH, "不能大於{le}"),
    "offset_one": (TOGETHER, "days（天）和 workdays（工作日）要寫且只寫一個"),
    "day_one": (TOGETHER, "day（幾號）和 workday（第幾個工作日，不為0）要寫且只寫一個"),
    "start_one": (TOGETHER, "term（節氣）和 occasion（節日或活動）要寫且只寫一個"),
    "yearly_one": (TOGETHER, "on（月日）和 from（起算）要寫且只寫一個"),
    "alert_order": (TOGETHER, "綠、黃、紅的天數應依次減少或相等"),
}
"""pydantic's error type → the rule it breaks and the sentence; `{…}` is filled from the error."""

FALLBACK = (KIND, "內容不合規定")
