"""導入: rules over spreadsheets that people filled in; a place is a cell."""

from generator.rules import rule

READABLE = rule(
    "XLSX-01",
    "表格讀得出",
    "格式不對、加了密碼或改了工作表名稱，裡面的內容都讀不到。",
    "用「portal export feedback」導出的文件填，另存時選「Excel 工作簿（.xlsx）」，不加密碼，工作表名稱不改。",
)
TITLES = rule(
    "XLSX-02",
    "列名沒有改動",
    "列按名稱認，改了名稱、刪了列，內容就對不上。",
    "恢復第一行的列名；可以調整列的順序。",
)
OWN_ROW = rule(
    "XLSX-03",
    "一張單子、一個支部一行",
    "單號或支部編號寫錯、同一支部寫了兩行，就不知道以哪個為準。",
    "灰色的列恢復原樣，重複的行只留一行；兩張單子分兩個文件。",
)
SETTLED = rule(
    "XLSX-04",
    "已核驗的不再導入",
    "核驗通過的反饋已經辦結，導入會把核驗的結果蓋掉。",
    "刪去這一行；確實要改的，請核驗角色在文件裡處理。",
)
