"""What looks like a leak and is none, made up anew from every seed."""

from collections.abc import Callable

from tests.kernel.leaks.values import Random, digits, mobile

_WORDS = ("程序費", "夏令營", "方案費", "常規維護", "高壓線路", "金額", "石油", "黃色標牌", "馬路修補", "任務獎勵", "萬用表", "田間作業", "林區巡視", "周轉金", "張貼費", "雷電防護", "湯料", "易損件",
          "康復器材", "武裝帶", "段落", "顧客補償", "路費", "水費", "電費", "租車費", "場地費", "教材費", "郵寄費", "印刷費", "白板", "毛巾", "錢款", "范圍內支出", "陸地運輸", "江邊清理", "何種費用", "余額", "鍾錶", "洪水救援")  # fmt: skip
INNOCENT: tuple[Callable[[Random], str], ...] = (
    lambda r: f"閩電黨〔2026〕{r.randint(1, 200)}號",
    lambda r: f"文號 {digits(r, 10, '2456789')}",
    lambda r: f"本月電量 {mobile(r)} kWh",
    lambda r: f"表計讀數 {digits(r, 8)}.{digits(r, 2)}",
    lambda r: f"累計 {mobile(r)}千瓦時",
    lambda r: f"2026-{r.randint(1, 12):02}-{r.randint(1, 28):02} 2027-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
    lambda r: f"2026年{r.randint(1, 12)}月{r.randint(1, 28)}日 {r.randint(8, 18)}:{r.randint(10, 59)}",
    lambda r: f"{r.choice(_WORDS)} {r.randint(2, 900)}元",
    lambda r: f"{r.choice(_WORDS)}：{r.randint(2, 900)}元",
    lambda r: f"合計{r.randint(10000, 9999999)}元，其中活動經費{r.randint(100, 9000)}元",
    lambda r: f"{r.choice(['江河', '水庫', '馬路', '陸地', '高壓線'])}因{r.choice(['汛情', '塌陷', '雷電', '大風'])}發布警告",
    lambda r: r.choice(["撥打95598", "撥打 12345 熱線", "電話：95598", "服務熱線 12398", "舉報電話12388", "12371 黨員教育"]),
    lambda r: f"電話：0000-0000000{'0' * r.randint(0, 1)}",
    lambda r: f"第{r.randint(1, 60)}條第{r.randint(1, 9)}款第（{r.choice('一二三四五六')}）項",
    lambda r: f"車牌寫成 閩{r.choice('ABC')}·00000 的樣子",
    lambda r: f"小區{r.randint(1, 9)}幢{r.randint(100, 300)}戶，走訪{r.randint(10, 90)}戶",
    lambda r: r.choice(["涉及國家秘密、工作秘密的不上站", "標有秘密、機密字樣的文件不放進倉庫", "保守秘密，遵守紀律", "寫着「僅供內部使用」的不放", "密碼每三個月換一次", "口令不外借", "保密審查"]),
    lambda r: r.choice(["黨內警告、嚴重警告、撤銷黨內職務、留黨察看、開除黨籍", "紀檢委員按規定報告問題線索", "免職由黨委決定", "處分按程序辦理"]),
    lambda r: f"v{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 40)} 版",
    lambda r: f"sha {''.join(r.choice('0123456789abcdef') for _ in range(40))}",
    lambda r: f"座標 {r.randint(100, 139)}.{digits(r, 6)},{r.randint(20, 40)}.{digits(r, 6)}",
    lambda r: f"{digits(r, 4)} {digits(r, 3)} {digits(r, 5)} {digits(r, 2)}",
    lambda r: f"辦公樓{r.randint(1, 9)}0{r.randint(1, 9)}室開會，會議室{r.randint(101, 909)}",
    lambda r: f"參會{r.randint(10, 40)}人，得票最多的方案得{r.randint(10, 40)}票",
    lambda r: f"TX-2026-{r.randint(1, 99):02}、A{r.randint(1, 57)}、更新A12",
    lambda r: "黃色、紅色、白色標牌",
    lambda r: f"{r.randint(1, 9)}號主變容量 {r.randint(100, 800)} {r.randint(100, 900)} {r.randint(1000, 9000)} kVA",
    lambda r: f"admin{r.randint(1, 9)}@example.com",
    lambda r: f"人員：正式黨員{r.randint(10, 40)}人，預備黨員{r.randint(1, 5)}人",
    lambda r: f"編號 {r.randint(10, 99)}{r.choice('ABCDEF')}{digits(r, 7)}",
    lambda r: f"慰問困難群眾{r.randint(3, 20)}戶，每戶{r.randint(200, 900)}元",
    lambda r: f"手術室、住院部的供電檢查{r.randint(1, 9)}次",
)  # fmt: skip
