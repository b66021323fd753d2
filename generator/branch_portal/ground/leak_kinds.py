"""What kinds of leaks there are, and how characters of other widths are folded before any is looked for."""

from typing import Literal

LeakKind = Literal[
    "resident_id",
    "masked",
    "phone",
    "bank_card",
    "passport_plate",
    "mail",
    "amount",
    "discipline",
    "secrecy",
    "address",
    "account",
    "secret",
    "staff",
    "private",
]
KIND_TITLES: dict[LeakKind, str] = {
    "resident_id": "身份證號",
    "masked": "遮蓋過的號碼或姓名",
    "phone": "電話號碼",
    "bank_card": "銀行卡號",
    "passport_plate": "護照號或車牌",
    "mail": "電子郵箱",
    "amount": "姓名和金額",
    "discipline": "紀律處理和姓名",
    "secrecy": "密級或內部標誌",
    "address": "家庭住址",
    "account": "微信號、QQ 號",
    "secret": "口令、密鑰或內網地址",
    "staff": "工號、社保號、稅號",
    "private": "名單、健康或得票情況",
}

FOLD = {0x3000: " ", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-", 0x00D7: "*",
        0x25CF: "*", 0x2022: "*", 0x2A2F: "*", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}  # fmt: skip
"""Full-width characters and the many dashes and dots, one to one, so that places stay."""
