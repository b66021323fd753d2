"""The forms of leaks that words give away, in text whose widths are folded, and the hints that give them away.

Words such as 保密 and 秘密 are ordinary in a guide; only a marking is a leak: a degree with its star or its years, a
filled 密級, a sentence that says so of this very paper, or a mark that stands alone on its line or in brackets.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from branch_portal.ground.leak_checks import is_day
from branch_portal.ground.leak_kinds import LeakKind
from branch_portal.ground.leak_names import COMPOUND, COUNT, NAME, PROVINCES, SURNAMES, is_name
from branch_portal.ground.patterns import pattern
from branch_portal.ground.plain_text import NUMERALS, with_digits

_BEFORE_NAME = r"(?:^|(?<=[\s,，、。;；:：|>「『（(\"'\d.\]=员員给給向由为為对對工志问問众眾户戶扣罚罰发發赠贈欠借还還找约約予付代替帮幫到])|(?<=干部|幹部|书记|書記|主任|组长|組長|班长|班長|所长|所長|经理|經理|师傅|師傅))"
_BEFORE = pattern(_BEFORE_NAME, re.MULTILINE)
_DIGITS = r"(?<![0-9A-Za-z.])"
_END = r"(?![0-9A-Za-z])"
_PENALTY = (
    "立案|处分|處分|问责|問責|诫勉|誡勉|问题线索|問題線索|留置|开除|開除|(?<!发布)(?<!發布)(?<!发出)(?<!發出)警告|撤职|撤職|停职|停職|免职|免職|谈话函询|談話函詢|记过|記過|记大过|記大過"
    "|留党察看|留黨察看|降级|降級|函询|函詢|双规|雙規|双开|雙開|提醒谈话|提醒談話|谈话提醒|談話提醒|警示谈话|警示談話|约谈|約談|审查|審查|通报批评|通報批評|批评教育|批評教育|拘留|取保候审|取保候審|刑拘|判刑|逮捕|被通报|被通報|撤销党内职务|撤銷黨內職務"
)
_ENDINGS = "cn|com|net|org|gov|edu|info|biz|io|me|cc|tv|vip|top|xyz|hk|mo|tw|ink|mobi|asia|local|lan|intranet"
"""Endings of the addresses met here and on closed networks: packed search data is full of look-alikes."""
_PRIVATE_HOSTS = "qq|163|126|139|189|foxmail|sina|sohu|yeah|gmail|outlook|hotmail"
_DEGREE = "(?:[秘机機绝絕][ .·-]{0,2}密)"
_ONLY_INSIDE = "仅供内部|僅供內部|仅限内部|僅限內部|内部使用|內部使用|依申请公开|依申請公開"
_MARKS = rf"内部资料|內部資料|内部文[件稿]|內部文[件稿]|内部材料|內部材料|内部参阅|內部參閱|内部掌握|內部掌握|不予公开|不予公開|{_DEGREE}|商业秘密|商業秘密|工作秘密|商密|{_ONLY_INSIDE}"

_KEPT = "(?:注意保[存管密]|不得外[传傳泄洩]|不得[转轉][发發]|不得[复複][制製]|严禁|嚴禁|禁止|请勿|請勿|妥善保管|[阅閱][后後]|未[经經]批准)"

_NO = rf"(?:[甲乙丙丁]?[0-9]{{1,4}}[A-Za-z]?|[A-Za-z甲乙丙丁]|[{COUNT}]{{1,5}})"
_ROOM = rf"(?:[A-Za-z]?[0-9]{{3,4}}|[0-9]{{1,2}}(?=[室房])|[{COUNT}]{{2,5}}(?=[室房户戶]))"
_DOOR = r"(?:室|房(?![屋间間产產地型])|(?<=0[1-9])[户戶](?!居民|家庭|人家|住|群|客|用|低|高|[,、]))"
_HOUSE = "(?:号楼|號樓|[栋棟幢座楼樓号號])"
_ESTATE = "(?:小区|小區|花园|花園|新村|新城|山庄|山莊|豪庭|华庭|華庭|雅居|公馆|公館|府邸|大院|公寓|家园|家園|苑|宿舍|家属院|家屬院|家属楼|家屬樓|住宅|生活区|生活區)"
_NO_OFFICE = (
    "(?!办公|辦公|会议|會議|值班|大楼|大樓|大厦|大廈|中心|服务|服務|营业|營業|活动|活動|党|黨|公司|单位|單位|支部)"
)
_BETWEEN = rf"(?:{_NO_OFFICE}[^\n。;|<>])"

_COUNTED = rf"(?:[0-9][0-9,]*(?:\.[0-9]{{1,2}})?|[{NUMERALS}十百千拾佰仟]{{1,9}})"
_MONEY = rf"(?:(?:[¥￥$]|RMB) ?[0-9][0-9,]*(?:\.[0-9]{{1,2}})?|{_COUNTED}[ \t]*[千万萬]?[ \t]*(?:元|块钱?|塊錢?|圆|圓|RMB|人民币|人民幣))"
_STOP = r"(?=同志|[\s,，。;；、（()）\"'<>|\\」』]|$)"
"""Where a name or what stands for one ends: in a sentence, a field or a string."""
_GAP = r"[\s:,，、：|=的]{0,80}"
_OF = r"(?:[(（][^()（）\n]{1,8}[)）])?"
_PAID = (
    "(?:20[0-9]{2}年度?|[一二三四]季度|[, ]|本月|每月|上月|当月|當月|全年|[0-9]{1,2}月份?|应|應|实|實|已|共|补|補|欠|自愿|自願|主动|主動|合计|合計|计|計)*(?:缴纳?|繳納?|交纳?|交納?|纳|納|付|捐[款助赠贈]?|领取?|領取?|发放?|發放?|收到|获得?|獲得?|得到?|欠|报销|報銷|[预預]借)?了?(?:20[0-9]{2}年度?的?)?"
    "(?:(?:困难|困難|生活|交通|月|年终|年終)?(?:党费|黨費|差旅费|差旅費|医药费|醫藥費|工资|工資|奖金|獎金|绩效|績效|津贴|津貼|补贴|補貼|慰问金|慰問金|补助金?|補助金?|罚款|罰款|奖励|獎勵|(?:季度|年终|年終|月度|全勤|一等|二等|三等)[奖獎]|[误誤]工[费費]|加班[费費]|稿[费費]|[劳勞][务務][费費]|[讲講][课課][费費]|(?:基本|岗位|崗位)(?:工资|工資)|基数|基數|会费|會費)){0,2}(?:是|为|為|合计|合計|共)?"
)
_WAGE = "(?:年薪|月薪|薪酬|薪资|薪資|工资|工資|奖金|獎金|绩效|績效|党费|黨費|慰问金|慰問金|补助金?|補助金?|补贴|補貼|津贴|津貼|罚款|罰款)"
_WORKS = "(?:名单|名單|人员|人員|申请人|申請人|出席|列席|缺席|请假|請假|参加|參加|参会|參會|成员|成員|积极分子|積極分子|发展对象|發展對象|预备党员|預備黨員|新党员|新黨員|发展党员|發展黨員|困难职工|困難職工|签到|簽到|组员|組員)"
_ILL = "(?:患有?|罹患|确诊|確診|诊断|診斷|查出|因病|住院|病假|怀孕|懷孕|孕期|哺乳期|产假|產假|流产|流產|手术|手術|抑郁|抑鬱|残疾|殘疾|离异|離異|离婚|離婚|[癌瘤]|艾滋|怀[二三]?胎|懷[二三]?胎|脑出血|腦出血|中风|中風|骨折|后遗症|後遺症|白血病|瘫痪|癱瘓|截肢|癫痫|癲癇|肺结核|肺結核|肝炎|精神病|尿毒症|糖尿病|高血压|高血壓|心脏病|心臟病|脑梗|腦梗)"
_SECRET_WORD = r"(?:密码|密碼|口令|密钥|密鑰|登录码|登錄碼|[Pp]ass(?:word|wd|code)?|PASSWORD|[Pp]wd|PWD|[Ss]ecret(?:[_-]?[Kk]ey)?|SECRET(?:_KEY)?|[Aa]pi[_-]?[Kk]ey|API[_-]?KEY|[Aa]ccess[_-]?[Kk]ey|[Tt]oken|TOKEN)"
_SECRET_VALUE = r"(?=[^\s\"'<>,;]{0,40}[0-9!@#$%^&*])(?![*x.]+(?:[\s\"'<>,;]|$))[!#$%&*+\-./0-9:=?@A-Z^_a-z~]{4,80}"


@dataclass(frozen=True)
class Form:
    """What one kind looks like; a group `name` is asked whether it is a person's, the rest whether it `holds`."""

    kind: LeakKind
    pattern: str
    flags: re.RegexFlag
    holds: Callable[[str], bool]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a hint asks for it: all of them take a third of a second, nearly all of it for names."""
        return pattern(self.pattern, re.MULTILINE | self.flags)

    @cached_property
    def _outline(self) -> re.Pattern[str]:
        """The form with any letters in place of names: it matches wherever the form does, and is compiled at once."""
        outline = self.pattern.replace(NAME, r"(?:\w{2,4}|\w{1,2} \w{1,2})").replace(_BEFORE_NAME, "")
        return pattern(outline, re.MULTILINE | self.flags)

    def found(self, piece: str) -> Iterator[re.Match[str]]:
        """Where the form stands in a piece of text."""
        if NAME not in self.pattern or self._may_stand(piece):
            yield from self.regex.finditer(piece)

    def _may_stand(self, piece: str) -> bool:
        places = _names(piece)
        if self.pattern.startswith(_BEFORE_NAME):
            return any(_BEFORE.match(piece, place) and self._outline.match(piece, place) for place in places)
        return bool(places and self._outline.search(piece))

    def fits(self, match: re.Match[str]) -> bool:
        return ("name" not in self.regex.groupindex or is_name(match["name"])) and self.holds(match[0])


@lru_cache(8)
def _names(piece: str) -> tuple[int, ...]:
    """Where names begin in a piece."""
    return tuple(match.start() for match in _any_name().finditer(piece) if is_name(match[1]))


@cache
def _any_name() -> re.Pattern[str]:
    return pattern(f"(?=({NAME}))")


def _always(_: str) -> bool:
    return True


def _form(kind: LeakKind, regex: str, holds: Callable[[str], bool] = _always, flags: re.RegexFlag = re.NOFLAG) -> Form:
    return Form(kind, regex, flags, holds)


def _has_plate(text: str) -> bool:
    """Whether a plate's digits are any car's: one of noughts alone shows the form."""
    return bool(re.search("[1-9A-HJ-NP-Z]", re.sub(f"^.*?[{PROVINCES}][A-Z]", "", text)))


def _are_octets(text: str) -> bool:
    return all(int(part) < 256 for part in re.findall("[0-9]+", text))


def _is_no_day(text: str) -> bool:
    digits = re.sub("[^0-9]", "", text)
    return not is_day(digits)


def _is_line_spoken(text: str) -> bool:
    """Whether Chinese digits are read one by one and begin as a town's line does."""
    return with_digits(text.lstrip("".join(set(text) - set(NUMERALS))))[:1] in "2345678"


def _are_names(text: str) -> bool:
    return all(is_name(one.strip()) for one in re.split("[、,，|]", text))


_CALLED = (
    "(?:[Tt][Ee][Ll]|☎|电话|電話|手机|手機|座机|座機|固话|固話|传真|傳真|热线|熱線|联系|聯繫|拨打|撥打|致电|致電|客服)"
)
_PLATE = rf"[{PROVINCES}] ?[A-HJ-Z][·.\- *]?"
_NAMED = rf"(?P<name>{NAME})"

NUMBERS = (
    _form("resident_id", r"身[份分](?:证|證)[^\d\n]{0,8}(\d[\d -]{13,18}[\dXx])" + _END),
    _form("resident_id", r"身[份分](?:证|證)(?:号码?|號碼?)?(?:[最的]?[后後]|尾)[^\d\n]{0,8}(\d{4,6}[\dXx]?)" + _END),
    _form("masked", r"(?<![0-9A-Za-z*.])(\d{3,14}(?: ?\*{3,14}){1,4} ?\d{2,6}[Xx]?)" + _END),
    _form("masked", r"(?<![0-9A-Za-z*.])(1[3-9]\d[Xx]{4}\d{4}|[1-9]\d{5}(?:19|20)\d{2}[Xx]{4,8}(?:\d{2,4}[Xx]?)?)" + _END),
)  # fmt: skip
WORDS = (
    _form("masked", _BEFORE_NAME + rf"((?:{COMPOUND}|[{SURNAMES}])(?:某某|某|\*{{1,2}}|[×○]{{1,2}})){_STOP}"),
    _form("masked", _BEFORE_NAME + rf"([{SURNAMES}]\*[\u4e00-\u9fff])(?![\u4e00-\u9fff*])"),
    _form("passport_plate", r"(?:护照|護照|通行证|通行證)[^0-9A-Za-z\n]{0,6}([A-Z]{1,2} ?\d{7,8})" + _END),
    _form("passport_plate", rf"(?:(?<![\u4e00-\u9fff])|(?<=[牌号號车車辆輛照为為是驶駛乘开開坐]))({_PLATE}(?=[A-Z]*\d[A-Z]*\d[A-Z]*\d)[A-HJ-NP-Z0-9]{{5,6}})" + _END, _has_plate),
    _form("passport_plate", r"(?<=[\u4e00-\u9fff])([京津沪滬渝冀豫辽遼皖鲁魯浙赣贛鄂桂晋晉陕陝闽閩粤粵琼瓊][A-HJ-Z][·.]?(?=[A-Z]*\d[A-Z]*\d[A-Z]*\d)[A-HJ-NP-Z0-9]{5,6})" + _END, _has_plate),
    _form("passport_plate", rf"(?:[车車]牌[号號]?码?碼?[:是为為 ]{{0,3}}|(?<=[0-9A-Za-z] )|^|(?<![\u4e00-\u9fff]))([{PROVINCES}][A-HJ-Z][·.](?=[A-Z]*\d[A-Z]*\d)[A-HJ-NP-Z0-9]{{5,6}})" + _END, _has_plate),
    _form("passport_plate", rf"[车車]牌[号號]?[码碼]?[:是为為 ]{{0,3}}({_PLATE}(?=[A-Z]*\d)[A-HJ-NP-Z0-9]{{5,6}})" + _END, _has_plate),
    _form("passport_plate", rf"({_PLATE}[A-HJ-NP-Z0-9]{{4}}[警学學挂掛港澳领領使])"),
    _form("passport_plate", rf"(?:(?<![\u4e00-\u9fff])|(?<=[牌号號车車辆輛照为為是]))([{PROVINCES}] ?[A-HJ-Z](?=(?: [A-Z])* [0-9](?: [A-Z])* [0-9])(?: [A-HJ-NP-Z0-9]){{5,6}})" + _END, _has_plate),
    _form("passport_plate", r"(?:军官|軍官|士兵|军人|軍人|残疾军人|殘疾軍人)[证證][^0-9\n]{0,8}([0-9]{6,10})" + _END),
    _form("passport_plate", r"(?:[台臺]胞[证證])[^0-9A-Za-z\n]{0,6}(\d{8})" + _END),
    _form("bank_card", r"(?:银行|銀行|开户行|開戶行|[工农農中建交商][行]|支行|转账|轉賬|[汇匯]款|打款)[^\n。；;]{0,24}[账賬帳][号號户戶][:是为為 ]{0,3}([0-9]{12,22}|[0-9]{4}(?: [0-9]{2,5}){2,5})" + _END),
    _form("bank_card", r"(?:支行|分行|[储儲]蓄所|[营營][业業]部)[:： 账賬帳号號户戶]{1,5}([0-9]{16,22})" + _END),
    _form("mail", r"(?<![0-9A-Za-z.+_-])((?!git@)[0-9A-Za-z][\w.+-]{1,80} ?@ ?(?:[0-9A-Za-z-]{2,}\.)+" + rf"(?:{_ENDINGS}))(?![0-9A-Za-z-])"),
    _form("mail", rf"(?<![0-9A-Za-z.+_-])([0-9A-Za-z][\w.+-]{{1,80}} ?(?:@@?|#|[ (\[]at[ )\]]) ?(?:vip ?\. ?)?(?:{_PRIVATE_HOSTS}) ?(?:[.。]| dot ) ?(?:com|cn|net))(?![0-9A-Za-z-])", flags=re.IGNORECASE),
    _form("mail", r"(?<![0-9A-Za-z.+_-])([0-9A-Za-z][\w.+-]{1,80}(?: ?[\[(](?:at|AT|@)[\])] ?| AT )(?:[0-9A-Za-z-]{2,} ?(?:\.|[\[(](?:dot|DOT|\.)[\])]) ?)+" + rf"(?:{_ENDINGS}))(?![0-9A-Za-z-])"),
    _form("mail", rf"(?<![0-9A-Za-z.+_-])([0-9A-Za-z][\w.+-]{{1,80}} ?(?:(?:圈|艾特) ?[0-9A-Za-z-]{{2,}} ?[.点點]|@ ?[0-9A-Za-z-]{{2,}} ?[点點]) ?(?:{_ENDINGS}))(?![0-9A-Za-z-])"),
    _form("amount", _BEFORE_NAME + rf"({_NAMED}(?:同志)?{_OF}{_GAP}{_PAID}{_GAP}{_MONEY})"),
    _form("amount", _BEFORE_NAME + rf"({_NAMED}\({_MONEY}\)[、,， ]{{1,2}}{NAME}\()"),
    _form("amount", _BEFORE_NAME + rf"({_NAMED}(?:同志)?的?[^\n。；;0-9]{{0,7}}(?:[0-9]{{1,2}}月份?)?{_WAGE}[^\n。；;0-9]{{0,4}}(?:[0-9][0-9,.]{{0,9}} ?[千万萬kKwW]?|[{NUMERALS}][千百十][{NUMERALS}千百十]{{0,6}}))(?![0-9年月日号號个個份人次%期])"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?(?:因|受到|受|被|涉嫌|违反|違反|于|於)[^\n。；;]{{0,20}}(?:{_PENALTY}))"),
    _form("discipline", rf"(?:对|對|给予|給予){_NAMED}(?:同志)?(?:的|作出|进行|進行|予以|给予|給予)?(?:党内|黨內|政务|政務|严重|嚴重|行政)?(?:{_PENALTY})"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?(?:的|已|正)?(?:停职|停職|免职|免職|谈话函询|談話函詢|诫勉谈话|誡勉談話|留党察看|留黨察看|党内警告|黨內警告|严重警告|嚴重警告|记过|記過|撤职|撤職))"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?(?:政务|政務|党内|黨內|行政)(?:{_PENALTY}))"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?(?:涉嫌|因)?[^\n。；;]{{0,4}}(?:违纪|違紀|违法|違法|受贿|受賄|酒驾|酒駕|醉驾|醉駕|嫖娼|赌博|賭博)(?:问题|問題|线索|線索|被|[,，。；;、）)\s]|$))"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?的(?:处分|處分|立案|问责|問責)(?:决定|決定|通报|通報|意见|意見|材料))"),
    _form("discipline", rf"(?:关于|關於|对|對){_NAMED}(?:同志)?的?[^\n。；;]{{0,6}}(?:处分|處分|立案|问责|問責)(?:决定|決定|通报|通報|意见|意見)"),
    _form("discipline", rf"(?:反映|约谈了?|約談了?){_NAMED}(?:同志)?(?:的|[^\n。；;]{{0,12}}(?:问题线索|問題線索)|{_STOP})"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?(?:已|正在?)?接受[^\n。；;]{{0,8}}(?:审查|審查|调查|調查|谈话|談話))"),
    _form("discipline", rf"(?:信访|信訪|举报|舉報|线索|線索)[^\n。；;]{{0,16}}(?:书记|書記|主任|委员|委員|党员|黨員|同志|反映|举报|舉報){_NAMED}(?:同志)?[^\n。；;,，]"),
    _form("discipline", _BEFORE_NAME + rf"({_NAMED}(?:同志)?(?:被|已)(?:免去|撤销|撤銷)[^\n。；;]{{0,12}}?[职職][务務])"),
    _form("discipline", rf"(?:免去|撤销|撤銷){_NAMED}(?:同志)?[^\n。；;]{{0,12}}?[职職][务務]"),
    _form("secrecy", rf"(?<!\*)((?:{_DEGREE}|(?:内部|內部)(?=[ ★☆]{{1,3}}(?![级級]))) {{0,3}}(?:[★☆▲△◆■]|\*(?=[^*]|$)(?!\*)))(?![^\n]{{0,40}}[^ ]\*\*)"),
    _form("secrecy", rf"(?<![守保国國家工作商业業])({_DEGREE} ?[0-9]{{1,2}} ?(?:年|个月|個月))"),
    _form("secrecy", r"(密 ?(?:等? ?级|等? ?級)[:： ★]{1,4}(?:秘密|机密|機密|绝密|絕密|内部|內部|商密|工作秘密))"),
    _form("secrecy", rf"(?:^[ \t#>*\-]*|[【\[（(>〔《〈〖|]|: |# )({_MARKS})(?=[】\]）)<〕》〉〗|]|[ \t]*$|[,，、·—:!! ]*{_KEPT})"),
    _form("secrecy", rf"[,，。;；\t:\"'] ?({_MARKS})(?=[,，、· ]{_KEPT})"),
    _form("secrecy", rf"((?:本|此|该|該)(?:文件?|件|材料|资料|資料|表|页|頁|通知|报告|報告|册|冊|内容|內容){{0,2}}(?:属于?|屬於?|为|為|是|系|定为|定為|列为|列為|标为|標為|按)(?:普通|核心|国家|國家)?(?:{_MARKS}))"),
    _form("secrecy", r"(?:^[ \t#>*\-]*|[【\[（(>〔《〈〖|])((?:[阅閱看][后後]即[焚毁毀])|(?:请勿|請勿|严禁|嚴禁|禁止|不得)(?:对外|對外)?外[传傳泄洩])(?=[】\]）)<〕》〉〗|,，!！。]|[ \t]*$)"),
    _form("secrecy", rf"(?:^[ \t#>*\-]*|[【\[（(|])((?:国家|國家)秘密[ ·:\-]{{1,2}}{_DEGREE}[级級]?)(?=[】\]）)|]|[ \t]*$)"),
    _form("secrecy", r"((?:此件|本件|本文件)(?:不予?公[开開]|依申[请請]公[开開]))(?![」』”])"),
    _form("secrecy", r"((?:仅供|僅供|仅限|僅限)(?:本?公司|单位|單位|支部|党委|黨委)?(?:内部|內部)(?:使用|参考|參考|传阅|傳閱|交流|掌握|学习|學習|查阅|查閱))(?![」』”])"),
    _form("secrecy", r"((?:普通|核心)商(?:密|业秘密|業秘密)|商(?:密|业秘密|業秘密) ?(?:[★☆▲*]|[0-9]{1,2} ?年|[一二][级級]))"),
    # A home: a flat behind an entrance, in an estate or at a number of a street; a house in a village; a filled 住址.
    _form("address", rf"({_NO}{_HOUSE}[ ,-]?{_NO}[单單]元[ ,-]?{_ROOM}(?:{_DOOR}|号|號|(?![0-9户戶个個件项項名元人])))"),
    _form("address", rf"({_NO}{_HOUSE}{_NO}[单單]元[{COUNT}]{{3,5}})"),
    _form("address", rf"({_ESTATE}[A-Z0-9{COUNT}]{{1,3}}[区區期]{_NO}#?{_HOUSE}[ ,-]?[0-9]{{3,4}})(?![0-9.,户戶个個件项項名元人米平度年月日号號台套])"),
    _form("address", r"([住居][^\n。;|<>]{0,12}(?:公寓|宿舍) ?[0-9]{3,4})(?=[室房,，。;)\s]|$)"),
    _form("address", rf"([住居家][^\n。;|<>]{{0,16}}{_NO}[号號](?:别墅|別墅))"),
    _form("address", rf"({_ESTATE}{_BETWEEN}{{0,8}}?{_NO}{_HOUSE}[ ,-]?(?:{_NO}(?:单元|單元|梯|层|層|楼|樓)[ ,-]?)?{_ROOM}{_DOOR}{_NO_OFFICE})"),
    _form("address", rf"({_ESTATE}{_NO}#?{_HOUSE}[ ,-]?[0-9]{{3,4}})(?![0-9.,户戶个個件项項名元人米平度年月日号號室房台套])"),
    _form("address", rf"({_ESTATE}[^\n。;|<>#0-9]{{0,6}}[0-9]{{1,3}}# ?[0-9]{{3,4}})(?![0-9.,户戶个個件项項名元人米平度年月日号號台套])"),
    _form("address", rf"({_ESTATE} ?[0-9]{{1,3}}{_HOUSE}?-(?:[0-9]{{1,2}}-)?[0-9]{{3,4}})(?![0-9-])"),
    _form("address", rf"([路街巷弄道村]口? ?{_NO}[号號弄]{_BETWEEN}{{0,12}}?{_ROOM}{_DOOR}{_NO_OFFICE})"),
    _form("address", rf"([路街巷弄道] ?{_NO}[号號][ ,-]?(?:[{COUNT}]{{1,2}}期)?{_NO}[栋棟幢座][ ,-]?(?:[0-9]{{3,4}}|[{COUNT}]{{3,5}}))(?![0-9.,户戶个個件项項名元人米平度年月日])"),
    _form("address", rf"([村屯庄莊社] ?第?{_NO}[组組] ?{_NO}[号號])"),
    _form("address", rf"(?:家庭|户籍|戶籍|现|現|居)?(?:住(?:址|在|处|處)|居住地)(?:[为為是: |]{{1,3}}|(?=[^\n。;|<>]{{2,30}}[号號室房])(?<=住在))([^\n。;|<>]{{2,30}}?[0-9{COUNT}][号號室户戶房])"),
    _form("address", rf"家住([^\n。;|<>]{{2,24}}?[0-9{COUNT}][号號室户戶房])"),
    _form("address", rf"(?:户籍|戶籍)(?:所在)?地(?:址)?[为為是: |]{{1,3}}([^\n。;|<>]{{2,30}}?[0-9{COUNT}][号號室户戶房组組])"),
    _form("phone", rf"{_CALLED}[^0-9\n]{{0,8}}([2-8]\d{{2,3}}[- ]?\d{{4}})(?![0-9A-Za-z-]|\.\d| ?(?:kW|千瓦|[元度次户戶人个個件]))", _is_no_day),
    _form("phone", rf"{_CALLED}[^0-9\n{NUMERALS}]{{0,8}}([{NUMERALS}]{{7,8}})(?![{NUMERALS}])", _is_line_spoken),
    _form("account", r"(?:(?:微 ?信 ?|薇信|威信|(?<![0-9A-Za-z])(?:WeChat|Wechat|wechat|weixin|[Vv][Xx]|[Ww][Xx])|[Vv]信)(?:号码?|號碼?|ID|id)?)[:是为為 ]{1,3}([A-Za-z][-_A-Za-z0-9]{5,19})" + _END),
    _form("account", r"(?:加我?|我的?|本人的?)?(?:[微薇]信(?:号|號|\()|[VvWw][Xx](?:号|號))((?=[a-z][^\s]{0,19}[0-9_])[A-Za-z][-_A-Za-z0-9]{5,19})" + _END),
    _form("account", r"微信((?=[a-z][^\s]{0,19}[0-9_])[A-Za-z][-_A-Za-z0-9]{5,19})" + _END),
    _form("account", r"(?<![0-9A-Za-z_])(wxid_[0-9a-z]{10,20})" + _END),
    _form("account", rf"(?<![0-9A-Za-z_])(?:QQ|qq|Qq|扣扣|企鹅|企鵝|[Qq](?=[号號]))(?:号码?|號碼?|群号?|群號?)?[:是为為 ]{{0,3}}([1-9][0-9]{{4,10}}|[1-9][0-9]{{2,4}} [0-9]{{3,6}}|[{NUMERALS}]{{6,11}})(?![0-9A-Za-z{NUMERALS}])"),
    _form("account", r"[微薇]信(?:搜索?|查找?|添加|加)[:是为為 ]{0,3}((?=[A-Za-z][^\s]{0,19}[0-9_])[A-Za-z][-_A-Za-z0-9]{5,19})" + _END),
    _form("account", r"加[Vv]信?[:是为為 ]{1,3}([A-Za-z][-_A-Za-z0-9]{5,19})" + _END),
    _form("account", r"(?:抖音|快手|微博|小红书|小紅書|钉钉|釘釘|支付宝|支付寶)(?:[账賬帳]?[号號][码碼]?|ID|id)[:是为為 ]{0,3}([A-Za-z0-9](?=[^\s]{0,24}[0-9])[-_A-Za-z0-9@.]{4,29})" + _END),
    _form("account", r"(?:微信|[Vv]信)(?:号码?|號碼?)?[:是为為 ]{1,3}(1[3-9][0-9]{9})" + _END),
    _form("staff", r"(?:工号|工號|ERP ?[编編账賬帳][号號码碼]|[员員職职][工]?(?:编号|編號|编码|編碼)|人[资資][編编][号號码碼]|ERP[号號]|(?:社保|社会保障|社會保障|医保|醫保|公积金|公積金)(?:卡|账|賬|帳|个人)?(?:号码?|號碼?|编号|編號|账号|賬號))[:是为為 (]{1,3}([A-Za-z]{0,4}[0-9][0-9A-Za-z]{3,19})" + _END),
    _form("staff", r"(?:工号|工號|ERP[号號]|[员員職职]工?(?:编号|編號)|人[资資][編编][号號码碼]|(?:社保|医保|醫保|公积金|公積金)[卡账賬帳]?[号號][码碼]?)([A-Za-z]{0,4}[0-9]{6,18})" + _END),
    _form("staff", r"(?:纳税人?识别号|納稅人?識別號|税号|稅號|统一社会信用代码|統一社會信用代碼)[:是为為 ]{0,3}([0-9A-HJ-NP-RT-UW-Y]{15,20})" + _END),
    _form("secret", rf"{_SECRET_WORD}[\"']? ?(?:[:=]|是|为|為) ?[\"']?({_SECRET_VALUE})"),
    _form("secret", r"(?:密码|密碼|口令) ?((?![A-Z]{2}-[0-9]{4}-)(?=[^\s]{0,40}[0-9])(?=[^\s]{0,40}[A-Za-z@#$%!])[!-~]{5,40}|[0-9]{6,20}(?![0-9A-Za-z]|[年月位个個次]))"),
    _form("secret", r"(?:passwd|password|pwd) +((?=[^\s]{0,40}[0-9])(?=[^\s]{0,40}[A-Za-z@#$%!])[!-~]{6,40}|[0-9]{6,20})" + _END, flags=re.IGNORECASE),
    _form("secret", r"[0-9A-Za-z]://([^\s:/@\"'<>{}$*]{1,40}:(?![*x.]+@)[^\s/@\"'<>{}$]{3,40}@)"),
    _form("secret", r"(?:地址|域名|[访訪][问問]|登[录錄陆陸]|入口)[^\n]{0,6}?(?<![0-9A-Za-z@.-])((?:[0-9A-Za-z-]+\.)+(?:intranet|lan|corp|internal|inner))(?![0-9A-Za-z.(-])"),
    _form("secret", r"(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|(?<![0-9A-Za-z])(?:AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,24}|gh[pousr]_[0-9A-Za-z]{30,}|glpat-[0-9A-Za-z_-]{20,}|sk-[0-9A-Za-z]{20,}|eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}))"),
    _form("secret", r"(?<![0-9A-Za-z.,_-])((?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3})(?![0-9A-Za-z.,-]|\.\d)(?! ?[0-9-])", _are_octets),
    _form("secret", r"((?:https?|ftp|smb|file)://(?:[0-9A-Za-z-]+\.)*[0-9A-Za-z-]+\.(?:intranet|lan|corp|internal|local|inner))(?![0-9A-Za-z-])"),
    _form("secret", r"(\\{2,4}[0-9A-Za-z.-]{2,40}\\{1,2}[0-9A-Za-z$\u4e00-\u9fff][^\s\"'<>|]{0,80})"),
    _form("private", rf"{_WORKS}[^\n。;:]{{0,12}}[:为為有是] ?({_NAMED}(?:[、,， ]+{NAME}){{2,}})(?![\u4e00-\u9fff])"),
    _form("private", rf"(?:请假|請假|缺席|积极分子|積極分子|转正|轉正|发展对象|發展對象|困难党员|困難黨員)[^\n。;:]{{0,6}}[:为為有是 ] ?({_NAMED}[、,， ]+{NAME})(?![\u4e00-\u9fff])"),
    _form("private", rf"(?:积极分子|積極分子|发展对象|發展對象|[预預][备備][党黨][员員]|正式[党黨][员員]|困难党员|困難黨員|困难职工|困難職工)[:为為是]? ?({_NAMED}[、,， ]+{NAME})(?=[转轉按如]|{_STOP})"),
    _form("private", rf"(?:困难党员|困難黨員|困难职工|困難職工)[:为為是]? ?({_NAMED}){_STOP}"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:[、,，]{NAME}){{1,12}}等?(?:[为為是系]|列[为為])[^\n。；;]{{0,6}}(?:积极分子|積極分子|发展对象|發展對象|[预預][备備][党黨][员員]|困[难難]))"),
    _form("private", rf"(?:介绍人|介紹人|联系人|聯繫人|培养人|培養人|组长|組長|组员|組員)[:为為有是 ]{{0,2}}({_NAMED}[、, ]+{NAME}){_STOP}"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:[、,，|] ?[{SURNAMES}][\u4e00-\u9fff]{{1,2}}){{3,40}})(?![\u4e00-\u9fff])", _are_names),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:同志)?的?(?:妻子|丈夫|配偶|爱人|愛人|儿子|兒子|女儿|女兒|父亲|父親|母亲|母親)[:为為是叫,，]?{NAME})"),
    _form("private", r"出生(?:年月日?|日期|时间|時間)[:为為是| ]{1,3}((?:19|20)[0-9]{2}[年./-][0-9]{1,2})"),
    _form("private", rf"(?:病假|[产產]假|哺乳假)[:：] ?({_NAMED}){_STOP}"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:同志)?[,，、（( ]{{0,2}}[^\n。；;0-9]{{0,8}}(?:19|20)[0-9]{{2}}[年.][0-9]{{1,2}}月?(?:[0-9]{{1,2}}日)?出?生)"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:同志)?[^\n。；;,，0-9]{{0,6}}{_ILL})"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:同志)?[,，、（( ](?:因|已|现|現)?(?:残疾|殘疾|患|罹患|确诊|確診|因病|怀孕|懷孕|离异|離異|离婚|離婚|病假))"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:同志)?[\s:,，：|]{{0,4}}(?:(?:赞成|贊成|同意|得票|反对|反對|不同意|弃权|棄權)[\s:：]{{0,2}}[0-9]{{1,3}}[票人]?[\s,，、]{{0,2}}){{2,}})"),
    _form("private", rf"(?:对|對|关于|關於)({_NAMED}(?:同志)?[^\n。；;]{{0,12}}(?:表决|表決|投票|票决|票決)[^\n。；;]{{0,6}}(?:同意|赞成|贊成)[ :：]{{0,2}}[0-9])"),
    _form("private", _BEFORE_NAME + rf"({_NAMED}(?:同志)?[\s:,，：|]{{0,10}}(?:以|得|获|獲|获得|獲得|得票|赞成|贊成|同意|反对|反對|弃权|棄權|优秀|優秀|合格|称职|稱職)?[票数數]{{0,2}}[\s:,，：|]{{0,3}}{_COUNTED} ?票)"),
)  # fmt: skip
