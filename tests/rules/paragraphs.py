"""Three paragraphs of one story in six languages."""

from __future__ import annotations

PARAGRAPHS = {
    "en": [
        "The harbour was closed in the spring of that year because the ice had broken the pier in two places, and"
        " nobody knew how long the repairs would take or who was going to pay for them.",
        "Nobody was hurt, but the ferries had to land on the other side of the bay until the end of the summer,"
        " where there was neither a road nor a roof for the passengers who waited.",
        "Repairs began in June and were paid for by the towns on both shores, which had quarrelled for years"
        " about the fares and did not stop quarrelling when the bridge was opened at last.",
    ],
    "ar": [
        "أُغلق الميناء في ربيع ذلك العام لأن الجليد كسر الرصيف في موضعين، ولم يكن أحد يعلم كم سيستغرق الإصلاح ولا من"
        " سيدفع كلفته بعد أن رفضت المدينتان تحمل المسؤولية عن الأضرار.",
        "لم يُصب أحد بأذى، لكن العبّارات اضطرت إلى الرسو على الضفة الأخرى من الخليج حتى نهاية الصيف، حيث لم يكن هناك"
        " طريق ولا سقف يحمي المسافرين المنتظرين من الشمس والمطر.",
        "بدأ الإصلاح في يونيو ودفعت كلفته البلدتان الواقعتان على الضفتين، وكانتا تتنازعان منذ سنين على أجرة العبور ولم"
        " يتوقف النزاع حين افتُتح الجسر أخيرًا في الخريف.",
    ],
    "zh": [
        "那年春天港口关闭，因为冰块在两处撞坏了码头，没有人知道修理要花多长时间，也没有人知道这笔钱最后应该由谁来承担。",
        "没有人受伤，但是渡轮在夏末之前只能停靠在海湾的另一边，那里既没有公路，也没有可以让候船的乘客躲避日晒雨淋的屋顶。",
        "修理工程从六月开始，费用由两岸的城镇共同支付，它们多年来一直为船票价格争吵，直到桥梁终于通车也没有停止过争吵。",
    ],
    "ru": [
        "Весной того года порт закрыли, потому что лёд сломал причал в двух местах, и никто не знал, сколько продлится"
        " ремонт и кто будет за него платить, раз обе городские управы отказались.",
        "Никто не пострадал, но паромам до конца лета пришлось приставать на другой стороне залива, где не было ни дороги,"
        " ни навеса для пассажиров, которые часами ждали переправы.",
        "Ремонт начался в июне, и платили за него города на обоих берегах, много лет спорившие о стоимости проезда и не"
        " переставшие спорить, даже когда мост наконец открыли.",
    ],
    "es": [
        "El puerto se cerró en la primavera de aquel año porque el hielo había roto el muelle por dos sitios, y nadie sabía"
        " cuánto durarían las obras ni quién iba a pagarlas al final.",
        "Nadie resultó herido, pero los transbordadores tuvieron que atracar al otro lado de la bahía hasta el final del"
        " verano, donde no había carretera ni techo para los pasajeros que esperaban.",
        "Las obras empezaron en junio y las pagaron los pueblos de ambas orillas, que llevaban años peleando por el precio"
        " del pasaje y no dejaron de pelear cuando por fin se abrió el puente.",
    ],
    "he": [
        "הנמל נסגר באביב של אותה שנה משום שהקרח שבר את המזח בשני מקומות, ואיש לא ידע כמה זמן יימשכו התיקונים ומי ישלם"
        " עבורם אחרי ששתי העיריות סירבו לשאת באחריות.",
        "איש לא נפגע, אבל המעבורות נאלצו לעגון בצד השני של המפרץ עד סוף הקיץ, במקום שבו לא היו כביש או גג לנוסעים"
        " שהמתינו שעות ארוכות בשמש ובגשם.",
        "התיקונים החלו ביוני, ושילמו עליהם הערים שעל שתי הגדות, שרבו במשך שנים על מחיר הנסיעה ולא הפסיקו לריב גם כשהגשר"
        " נפתח סוף סוף לתנועה.",
    ],
}  # fmt: skip
