"""How honest posts in six languages speak of a page that they link more than once."""

from __future__ import annotations

LANGUAGES = ("en", "ar", "zh", "ru", "es", "he")
# One report, as a news story names it in turn.
REPORT = {
    "en": ["the report", "the commission's report", "report published on Monday", "authors of the report",
           "the same report", "the report's second chapter"],
    "ar": ["التقرير", "تقرير اللجنة", "التقرير المنشور يوم الاثنين", "معدو التقرير", "التقرير نفسه",
           "الفصل الثاني من التقرير"],
    "zh": ["这份报告", "委员会的报告", "周一发布的报告", "报告的作者", "同一份报告", "报告第二章"],
    "ru": ["доклад", "доклад комиссии", "опубликованный в понедельник доклад", "авторы доклада",
           "тот же доклад", "вторая глава доклада"],
    "es": ["el informe", "informe de la comisión", "el informe publicado el lunes", "autores del informe",
           "el mismo informe", "segundo capítulo del informe"],
    "he": ["הדוח", "דוח הוועדה", "הדוח שפורסם ביום שני", "מחברי הדוח", "אותו הדוח", "הפרק השני של הדוח"],
}  # fmt: skip
BOOK = {
    "en": "The Long Winter", "ar": "الأيام", "zh": "活着", "ru": "Тихий Дон", "es": "Rayuela",
    "he": "סיפור על אהבה וחושך",
}  # fmt: skip
LEAF = {"en": "p. {}", "ar": "ص {}", "zh": "第{}页", "ru": "с. {}", "es": "pág. {}", "he": "עמ' {}"}
SOURCE = {"en": "source", "ar": "المصدر", "zh": "来源", "ru": "источник", "es": "fuente", "he": "מקור"}
CONTACT = {
    "en": ["contact us", "the contact form", "write to us", "get in touch"],
    "ar": ["اتصل بنا", "نموذج الاتصال", "راسلنا", "تواصل معنا"],
    "zh": ["联系我们", "联系表单", "给我们写信", "与我们联系"],
    "ru": ["напишите нам", "форма обратной связи", "контакты", "свяжитесь с нами"],
    "es": ["contacto", "formulario de contacto", "escríbanos", "contáctenos"],
    "he": ["צור קשר", "טופס יצירת קשר", "כתבו לנו", "פנו אלינו"],
}
EVENT = {
    "en": ["the conference", "register", "the programme", "early-bird tickets"],
    "ar": ["المؤتمر", "سجل الآن", "برنامج المؤتمر", "تذاكر مبكرة"],
    "zh": ["大会", "注册", "会议日程", "早鸟票"],
    "ru": ["конференция", "регистрация", "программа конференции", "ранние билеты"],
    "es": ["la conferencia", "inscríbase", "programa", "entradas anticipadas"],
    "he": ["הכנס", "הרשמה", "תוכנית הכנס", "כרטיסים מוקדמים"],
}
EMPTY = {
    "en": ["here", "this page", "click here", "read more", "this link"],
    "ar": ["هنا", "من هنا", "اضغط هنا", "المزيد", "هذا الرابط"],
    "zh": ["这里", "此处", "点击这里", "更多", "链接"],
    "ru": ["здесь", "тут", "нажмите здесь", "читать далее", "по ссылке"],
    "es": ["aquí", "este enlace", "haga clic aquí", "leer más", "enlace"],
    "he": ["כאן", "פה", "לחצו כאן", "קרא עוד", "קישור"],
}
