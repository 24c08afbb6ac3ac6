"""One story in six languages, a sentence a line; what `{…}` encloses is an anchor."""

from __future__ import annotations

STORY = {
    "en": """The ministry confirmed that {Moscow} had asked for the talks.
{Tehran} denied every part of the account on Monday.
Analysts point to {short-range missiles} seen near the coast.
A spokesman in {Washington} called it a serious escalation.
New {sanctions} were announced the same evening.
Officials in {Tehran's foreign ministry} said nothing had been signed.
The deal would also cover {grain exports} through the Black Sea.
{European diplomats} asked for more time.
The {central bank} sold dollars to hold the currency.
About {40,000 workers} were told to stay at home.
Prices of {crude oil} rose by three per cent.
A court in The Hague will hear {the complaint} next month.""",
    "ar": """أكدت الوزارة أن {موسكو} هي التي طلبت المحادثات.
ونفت {طهران} كل ما جاء في الرواية يوم الاثنين.
ويشير محللون إلى {صواريخ قصيرة المدى} شوهدت قرب الساحل.
ووصف متحدث في {واشنطن} الأمر بأنه تصعيد خطير.
وأعلنت {عقوبات جديدة} في المساء نفسه.
وقال مسؤولون في {وزارة الخارجية الإيرانية} إن شيئا لم يوقع.
ويشمل الاتفاق أيضا {صادرات الحبوب} عبر البحر الأسود.
وطلب {دبلوماسيون أوروبيون} مزيدا من الوقت.
وباع {البنك المركزي} دولارات للحفاظ على العملة.
وطلب من نحو {أربعين ألف عامل} البقاء في منازلهم.
وارتفعت أسعار {النفط الخام} بنسبة ثلاثة في المئة.
وستنظر محكمة في لاهاي في {الشكوى} الشهر المقبل.""",
    "zh": """外交部证实，{莫斯科}方面提出了会谈要求。
{德黑兰}周一否认了全部说法。
分析人士提到海岸附近出现的{短程导弹}。
{华盛顿}的发言人称这是严重升级。
当晚又宣布了{新的制裁}。
{伊朗外交官员}表示没有签署任何文件。
协议还涉及经黑海的{粮食出口}。
{欧洲各国代表}要求更多时间。
{中央银行}抛售美元以稳定汇率。
约{四万名工人}接到留在家中的通知。
{原油价格}上涨了百分之三。
海牙的法院下月将审理{这份诉状}。""",
    "ru": """Министерство подтвердило, что о переговорах просила {Москва}.
В понедельник {Тегеран} всё опроверг.
Аналитики указывают на {ракеты малой дальности} у побережья.
Представитель {Вашингтона} назвал это серьёзной эскалацией.
Вечером объявили о {новых санкциях}.
В {иранском внешнеполитическом ведомстве} сказали, что ничего не подписано.
Сделка касается и {вывоза зерна} через Чёрное море.
{Европейские дипломаты} попросили больше времени.
{Центральный банк} продавал доллары, чтобы удержать курс.
Около {сорока тысяч рабочих} попросили остаться дома.
Цены на {нефть} выросли на три процента.
Суд в Гааге рассмотрит {жалобу} в следующем месяце.""",
    "es": """El ministerio confirmó que {Moscú} había pedido las conversaciones.
{Teherán} desmintió el lunes todo lo publicado.
Los analistas señalan {misiles de corto alcance} vistos cerca de la costa.
Una portavoz de {Washington} habló de una escalada grave.
Esa misma noche se anunciaron {nuevas sanciones}.
En la {cancillería iraní} dijeron que no se había firmado nada.
El acuerdo incluiría la {exportación de cereales} por el mar Negro.
{Diplomáticos europeos} pidieron más tiempo.
El {banco central} vendió dólares para sostener la moneda.
Unos {cuarenta mil trabajadores} recibieron orden de quedarse en casa.
El precio del {petróleo} subió un tres por ciento.
Un tribunal de La Haya examinará la {denuncia} el mes que viene.""",
    "he": """המשרד אישר כי {מוסקבה} היא שביקשה את השיחות.
{טהרן} הכחישה ביום שני את כל הפרטים.
פרשנים מצביעים על {טילים קצרי טווח} שנראו ליד החוף.
דובר ב{וושינגטון} דיבר על הסלמה חמורה.
באותו ערב הוכרזו {סנקציות חדשות}.
ב{משרד החוץ האיראני} אמרו שדבר לא נחתם.
ההסכם יכלול גם {ייצוא תבואה} דרך הים השחור.
{דיפלומטים אירופים} ביקשו עוד זמן.
{הבנק המרכזי} מכר דולרים כדי לשמור על המטבע.
כ{ארבעים אלף עובדים} התבקשו להישאר בבית.
מחירי {הנפט הגולמי} עלו בשלושה אחוזים.
בית משפט בהאג ידון ב{תלונה} בחודש הבא.""",
}
