"""The rules about leaks; a message says where and what, never the value."""

from branch_portal.ground.problems import Severity
from branch_portal.ground.redaction import LeakKind
from branch_portal.ground.rules import Rule, rule

_MEND = "刪去；放在線下保管。已經提交過的，倉庫歷史裡還有，按「泄露了怎麼辦」處理。"


def _rule(number: int, title: str, why: str, mend: str = _MEND, severity: Severity = "error") -> Rule:
    return rule(f"LEAK-{number:02}", title, why, mend, severity)


RULES: dict[LeakKind, Rule] = {
    "resident_id": _rule(1, "不寫身份證號", "身份證號一旦公開就收不回來。"),
    "masked": _rule(2, "不寫遮蓋過的號碼和姓名", "各處遮的位置不同，拼起來就是完整的號碼；某某加上單位，也認得出是誰。"),
    "phone": _rule(
        3, "不寫電話號碼", "個人電話不上站；辦公電話要有放行記錄。",
        "刪去個人電話；辦公電話、值班電話經批准後寫進 data/exemptions。",
    ),
    "bank_card": _rule(4, "不寫銀行卡號", "卡號會被冒用。"),
    "passport_plate": _rule(5, "不寫護照號和車牌", "憑它就能找到人。"),
    "mail": _rule(
        6, "不寫個人郵箱", "個人郵箱會招來釣魚郵件；崗位郵箱要有放行記錄。",
        "刪去個人郵箱；崗位郵箱經批准後寫進 data/exemptions。",
    ),
    "amount": _rule(7, "姓名和金額不寫在一起", "誰繳多少黨費、領多少慰問金，是個人信息。"),
    "discipline": _rule(8, "不寫誰受了什麼處分", "立案、處分、誡勉和問題線索只在紀檢機構的系統裡，不在這裡。"),
    "secrecy": _rule(
        9, "沒有密級和內部標誌", "標了密級或內部的文件，不能放進倉庫，也不能摘抄後去掉標誌再放。",
        "撤下文件，請保密審查。只是講解標誌的用法時，寫成「標有秘密字樣的文件」，不單獨成行、不加括號。",
    ),
}  # fmt: skip
RULES["account"] = _rule(
    14, "不寫微信號和 QQ 號", "個人賬號一公開，騙子就能冒充、加好友。", "刪去；工作聯繫寫崗位和辦公電話。"
)
RULES["secret"] = _rule(
    15, "不寫口令、密鑰和內網地址", "口令一公開就等於沒有口令；內網地址是攻擊的路線圖。",
    "刪去，已經公開過的口令馬上換掉；系統的入口寫名稱，不寫地址。",
)  # fmt: skip
RULES["staff"] = _rule(16, "不寫工號、社保號和稅號", "這些號碼能登錄系統、查到本人。")
RULES["private"] = _rule(
    17, "不寫名單、健康情況和個人得票", "誰在名單裡、誰生了什麼病、誰得幾票，是個人信息。", "刪去姓名；只寫人數、結果。"
)
RULES["address"] = _rule(
    13, "不寫家庭住址", "住址一公開，誰都能找上門。",
    "刪去；寫到社區或小區為止。辦公地點寫「辦公樓301」這樣的話，或經批准後寫進 data/exemptions。",
)  # fmt: skip
HIDDEN = _rule(
    10, "附件沒有隱藏的內容", "批註、修訂記錄、隱藏的工作表、作者和拍攝信息，打開時不一定看得見，下載的人都拿得到。",
    "在辦公軟件裡用「檢查文檔」刪去後另存；圖片用截圖或「刪除屬性和個人信息」後再放。",
)  # fmt: skip
OPAQUE = _rule(
    11, "附件能夠檢查", "打不開、加了密碼或舊格式的附件，裡面有什麼沒人知道。",
    "另存為 docx、xlsx 或 pdf，不加密碼；壓縮包解開後逐個放。",
)  # fmt: skip
EXPIRED = _rule(
    12, "放行記錄在有效期內", "電話、郵箱換了人，放行就不該再有效；到期以後，用著這個號碼的頁面就發布不了。",
    "核對號碼還對不對，到期前重新批准，改 approved_on 和 expires；不用的刪去。", "warning",
)  # fmt: skip

NEVER = rule(
    "LEAK-18", "放行的不是個人信息", "個人手機、個人郵箱、證件號、家庭住址、密級標誌、姓名和金額，不管本人同不同意，都不能放行。",
    "刪去這條放行記錄；用著它的地方也刪去。",
)  # fmt: skip
APPROVAL = rule(
    "LEAK-19", "放行由上級角色批准，一年一批", "自己批給自己、批到幾年以後、日期寫在將來，等於沒有批。",
    "approved_by 寫設置裡 roles 的 upper 所列的角色；approved_on 寫批准那天；expires 不晚於批准後一年。", "warning",
)  # fmt: skip
