"""各種日曆怎麼訂閱: what a reader does in each calendar program, and what that program does with our feed."""

from dataclasses import dataclass
from typing import Literal

Grounds = Literal["試過", "公開資料", "不清楚"]


@dataclass(frozen=True)
class App:
    """One program or family of phones; `alarms` and `refresh` are what it does with a subscribed calendar."""

    title: str
    steps: tuple[str, ...]
    alarms: str
    refresh: str
    grounds: Grounds


APPS: tuple[App, ...] = (
    App(
        "蘋果 iPhone、iPad",
        (
            "點「訂閱」，或用相機掃碼",
            "要響鈴提醒的，把「移除提醒」關掉",
            "點「訂閱」確認",
            "不能點開的：設置 → 日曆 → 賬戶 → 添加賬戶 → 其他 → 添加已訂閱的日曆，粘貼地址",
        ),
        "有；訂閱時默認移除，要自己打開",
        "由系統定；日曆賬戶的「獲取新數據」裡可選",
        "公開資料",
    ),
    App(
        "蘋果電腦",
        ("日曆 → 文件 → 新建日曆訂閱，粘貼地址", "「移除：提醒」不要勾", "「自動刷新」選每小時或每天"),
        "有；訂閱時默認移除，要自己打開",
        "自己選，每5分鐘到每週",
        "公開資料",
    ),
    App(
        "Outlook（電腦版）",
        ("日曆 → 添加日曆 → 從 Internet", "粘貼地址，確認"),
        "沒有",
        "由程序定，常見幾小時到一天",
        "公開資料",
    ),
    App(
        "Thunderbird",
        ("日曆 → 新建日曆 → 在網絡上", "粘貼地址，選「離線支持」，完成"),
        "有",
        "日曆屬性裡可選，默認30分鐘",
        "試過",
    ),
    App(
        "安卓手機（裝 ICSx⁵）",
        (
            "安裝開源應用 ICSx⁵（內網可由管理員放安裝包）",
            "點「＋」，粘貼地址",
            "「忽略提醒」不要開",
            "在手機自帶日曆裡打開這個日曆的顯示",
        ),
        "有；應用裡有開關",
        "應用裡自己選，最短15分鐘",
        "公開資料",
    ),
    App(
        "小米、華為、OPPO、vivo 自帶日曆",
        (
            "沒有找到可靠的訂閱辦法",
            "裝 ICSx⁵，或請管理員給一個 CalDAV 賬戶",
            "都不行就在月曆裡逐條「存」，並記得改期要回來看",
        ),
        "不清楚",
        "不清楚；單條存進去的不更新",
        "不清楚",
    ),
    App(
        "企業微信、釘釘、飛書",
        (
            "沒有找到能按網址訂閱的可靠說明",
            "軟件給出 CalDAV 賬號的，請管理員照編輯頁「辦公軟件裡的日曆」抄進賬號",
            "否則把本頁或月曆頁的網址收藏到工作台，在裡面看",
        ),
        "不清楚",
        "不清楚",
        "不清楚",
    ),
    App(
        "Nextcloud",
        ("日曆 → 新建日曆 → 通過鏈接新建訂閱（只讀）", "粘貼地址，回車"),
        "默認去掉；管理員可改",
        "按本站的請求12小時；沒有請求的要一週",
        "公開資料",
    ),
    App(
        "Google 日曆",
        ("其他日曆 → ＋ → 通過網址添加", "粘貼地址（必須是外網能打開的）"),
        "沒有；可給整個日曆設默認提醒",
        "4到24小時，不能催",
        "公開資料",
    ),
    App(
        "Linux：Evolution、GNOME 日曆、KDE",
        ("新建日曆 → 網絡上的日曆", "粘貼地址"),
        "有",
        "日曆屬性裡可選",
        "試過",
    ),
)
