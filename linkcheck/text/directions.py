"""Words that only lead a reader to the address beside them, by language (BCP 47): data.

An anchor of nothing but such words and one address (`log in at bank.com`) says that the link leads to that
address; other words may speak about it (`bank.com was down`).
"""

from __future__ import annotations

import re
import unicodedata

_DIRECTIONS = {
    "ar": """كلمة المرور كلمه السر إعادة تعيين استعادة تحديث دفع شراء بنك البنك تفعيل زر زوروا زيارة قم
        بزيارة قوموا ادخل ادخلوا الدخول دخول تسجيل سجل سجلوا اضغط انقر هنا الآن افتح تصفح اذهب إلى الى
        على عبر من في موقع الموقع موقعنا الرسمي الرسمية صفحة الصفحة حسابك حساب بوابة رابط الرابط لل ال ل
        ب و تأكيد بياناتك معلوماتك بيانات راسلنا راسلونا تواصل مع معنا بريد البريد الإلكتروني""",
    "en": """password reset change recover restore unlock activate register join read learn more about find
        buy order track book shop visit go see open view click tap press follow browse enter check log
        login logon sign signin signon in into on onto to at via from the a our your my this official
        website site web webpage page homepage home portal account bank banking online secure link here
        now today continue please welcome proceed back return and or verify confirm update payment pay
        customer service support download get
        restore access avoid secured confirm validate details information billing identity write mail email
        e contact reach us me or s""",
    "es": """contraseña restablecer restablezca cambiar recuperar banco registro regístrate compra comprar
        reserva reservar pagar pague visita visite visitar visiten ve vaya ir entra entre entrar accede
        acceda acceder acceso abre abra abrir inicia inicie iniciar sesión sesion consulta consulte
        pulsa pulse haz haga clic pincha pinche en a al de del la el los las tu su mi nuestra nuestro
        web sitio página pagina oficial portal cuenta banca línea linea online enlace aquí aqui ahora
        hoy ya y o desde por ver más mas información para verificar actualizar confirmar datos escriba
        escríbanos escribir correo contacto contacte envíe mande""",
    "he": """סיסמה איפוס בנק הבנק תשלום עדכון הרשמה קנו הזמינו בקר בקרו היכנס היכנסו כנס כנסו כניסה להיכנס
        להתחבר התחבר התחברו התחברות לחץ לחצו הקליקו פתח פתחו גלוש גלשו עבור עברו אל את כאן עכשיו היום
        אתר דף הבית הרשמי רשמי חשבון החשבון שלך שלכם שלנו קישור פורטל אזור אישי ב ל ה ו ש מ אימות אישור
        פרטים הפרטים לאמת לעדכן כתבו פנו דוא מייל דואל צור קשר""",
    "ru": """пароль сбросить восстановить банка банк оплатить купить узнать подробнее регистрация посетите
        посети перейти перейдите переходите зайти зайдите заходите войти войдите вход входа открыть
        откройте смотрите смотри нажмите нажми кликните в во на к по с и или через из сайт сайте сайта
        официальный официального официальном портал портале страница страницу страницы личный кабинет
        личного кабинета аккаунт онлайн банк ссылка ссылке здесь тут сейчас наш нашем нашего ваш для чтобы
        подтвердить подтвердите подтверждения обновить данные данных пишите напишите почта почту почты адрес
        электронной нам свяжитесь""",
    "zh": """密码 密碼 重置 找回 支付 付款 充值 购票 購票 查询 查詢 注册 註冊 购买 購買 请 請 点击 點擊 点 點 访问 訪問 前往 进入 進入 打开 打開 登录 登錄 登入 登陆 浏览
        瀏覽 查看 去 到 至 在 官网 官網 官方 网站 網站 网址 網址 网页 網頁 首页 首頁 主页 主頁 链接 鏈接 連結 平台 入口 账户 帳戶 您的 我们的 我們的 的 立即 现在 現在
        这里 這裡 此处 网银 網銀 网上 網上 银行 銀行 更新 验证 驗證 确认 確認 信息 資料 资料 账号 帳號 邮箱 郵箱 邮件 联系 聯繫 发送 写信 致""",
}


def _folded(text: str) -> str:
    """Return a text in small letters without vowel marks and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in plain if not unicodedata.combining(each))


def _words(*languages: str) -> str:
    words = {_folded(word) for language in languages for word in _DIRECTIONS[language].split()}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


# Words are written together in Chinese, and particles with their word in Arabic and Hebrew.
_DIRECTION = re.compile(
    rf"{_words('en', 'es', 'ru')}|(?:{_words('zh')})++"
    rf"|(?:ال|ب|ل|و)*(?:{_words('ar')})|[בלהושמ]{{0,2}}(?:{_words('he')})"
)
_TOKEN = re.compile(r"[^\W_]+")


def is_direction(text: str, name: str = "") -> bool:
    """Say whether a text holds nothing but such words and parts of a name, or none at all.

    >>> is_direction("Log in at"), is_direction("登录官网:"), is_direction("the report of")
    (True, True, False)
    >>> is_direction("Bank of Ruritania:", name="ruritania")
    False
    >>> is_direction("Ruritania Support", name="ruritaniabank")
    True
    """
    words = _TOKEN.findall(_folded(text))
    return all(_DIRECTION.fullmatch(word) or _begins_or_ends(name, word) for word in words)


def _begins_or_ends(name: str, word: str) -> bool:
    return len(word) > 2 and (name.startswith(word) or name.endswith(word))
