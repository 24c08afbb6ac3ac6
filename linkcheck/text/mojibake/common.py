"""The commonest characters of Chinese, Japanese and Korean: data.

In running text they are .45 to .65 of all characters of their script (measured in the samples' Chinese and in
Debian's manuals in the three languages); of text that was read in the wrong set, hardly .10.
"""

from __future__ import annotations

_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命金指许统区保至队形社便空决治展马科司五基眼书非则听界达光放强即像难且权思王象完设式色"
    "路记南品住告类求据程北边死该交规万取望领共确传师观清今切院让识带导争运字号网页章版本请选文件安装软包"
    "源令参默认节列"
)
_TRADITIONAL = (
    "這個們來為國說時會對過發後裡種經學現當沒動還進樣開從實軍無與長機關點業將兩間問戰頭體應見產話內給門任"
    "東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽達強難權設記類據邊該規萬領傳師觀讓識"
    "帶導爭運麼並著裏檔案套件軟"
)
_KANA = "".join(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30F5)])) + "ー々"
_HANGUL = (
    "이다는을의에가고로하지은한를사도기대시나정자어리인서과해일아있수게부보그장주스전들것으상여만제라원었"
    "조성면국위안유구비선연공무우동적습니까요오관소내경년모신물음세방될등할와된말생각용입할때파설치프명령"
    "하패키버데이트램업"
)

CHINESE = frozenset(_SIMPLIFIED + _TRADITIONAL)
JAPANESE = frozenset(_KANA)
KOREAN = frozenset(_HANGUL)
ANY = CHINESE | JAPANESE | KOREAN
