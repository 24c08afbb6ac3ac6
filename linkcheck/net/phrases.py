"""How pages say in their title or heading that what was asked for is not there, as data.

Each entry is a regular expression that a whole title, or a whole part of one between separators, must match.
The wording is that of the error pages of WordPress, Drupal, MediaWiki, Shopify, IIS, nginx and large news
sites in these languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MISSING: dict[str, tuple[str, ...]] = {
    "any": (r"(error |fehler |erreur |errore |erro |ошибка |خطأ |خطای |שגיאה )?404!?( error| fehler)?( page)?( \(not found\)!*1?)?",),
    "en": (
        r"(error:? )?(the )?(web ?)?(page|article|post|file|content|story|document|resource)s?"
        r"( you (requested|are looking for|were looking for))? "
        r"((was|is|has been|could|can|cannot|can't|can not|couldn't)( not)?( be)? )?"
        r"(not|never|no longer) (be )?(found|exist|exists|available|here)",
        r"(error:? )?(the )?(page|article|file|content|document) (you requested |requested )?"
        r"(could not|couldn't|cannot|can't|can not) be found",
        r"(the |this )?(page|article|content|document)( you are looking for| you requested)? (does not|doesn't|no longer) exists?",
        r"not found",
        r"that page (can't|cannot|could not|couldn't) be found",
        r"(sorry,? )?(this|that|the) page (isn't|is not|is no longer) available",
        r"(oops!? |sorry,? )?(we can't|we couldn't|we could not) find (that|the|this) page.*",
        r"nothing found( here)?",
    ),
    "ar": (
        r"(عذرا،? |عفوا،? )?(هذه )?(الصفحة|المقال|المحتوى)( المطلوبة?| التي تبحث عنها)? (غير موجودة?|غير متاحة?|غير متوفرة?)",
        r"(عذرا،? )?لم يتم العثور على (هذه )?(الصفحة|المقال|المحتوى).*",
    ),
    "zh": (
        r"(抱歉[,,]?|对不起[,,]?|很抱歉[,,]?)?(您|你)?(所)?(访问|請求|请求|查找|查詢|要找)?的?"
        r"(页面|頁面|网页|網頁|文章|内容|內容)(不存在|未找到|找不到|已删除|已刪除|已被删除|没有找到)了?",
        r"(找不到|未找到)(该|該|此|这个|您要的)?(页面|頁面|网页|網頁|文章)",
    ),
    "ru": (
        r"(извините,? |к сожалению,? )?(запрашиваемая |запрошенная |такая |эта )?"
        r"(страница|статья|публикация) (не найдена|не существует|удалена|недоступна)",
        r"(такой )?(страницы|статьи) не существует",
    ),
    "es": (
        r"(error:? )?(lo sentimos,? )?(la )?(página|noticia|entrada)( solicitada| que buscas?)? "
        r"(no (se )?(encontrada|encontró|existe|ha sido encontrada|encuentra|está disponible))",
        r"(página|contenido) no (encontrad[ao]|disponible)",
    ),
    "he": (
        r"(ה)?(עמוד|דף|כתבה)( ה?מבוקש(ת)?)? (לא נמצא(ה)?|אינו קיים|לא קיימ?(ת)?|אינה קיימת)",
        r"(העמוד|הדף) (שחיפשת|המבוקש) (לא נמצא|אינו קיים)",
    ),
    "de": (
        r"(die )?(angeforderte )?(seite|artikel|inhalt)( konnte)? (wurde )?(leider )?"
        r"(nicht gefunden|nicht (mehr )?(verfügbar|vorhanden)|existiert nicht( mehr)?)( werden)?",
    ),
    "fr": (
        r"(erreur:? )?(désolé,? )?(la |cette )?(page|article|contenu)( demandée?| que vous recherchez)? "
        r"(non trouvée?|introuvable|(n'existe|n’existe) (pas|plus)|est introuvable|n'a pas été trouvée?)",
    ),
    "pt": (
        r"(erro:? )?(a |esta )?(página|notícia|conteúdo)( solicitad[ao])? "
        r"não (foi )?(encontrad[ao]|existe|disponível|está disponível)",
    ),
    "it": (
        r"(la )?(pagina|articolo|contenuto)( richiesta?| cercata)? "
        r"(non (è stata )?(trovat[ao]|esiste|disponibile|è disponibile))",
    ),
    "ja": (
        r"(お探しの|ご指定の|該当する)?(ページ|記事)(が|は)(見つかりません|見つかりませんでした|存在しません|ありません)(でした)?",
        r"ページ(未検出|が見つからない)",
    ),
    "tr": (r"(aradığınız |istenen )?(sayfa|haber|içerik) (bulunamadı|mevcut değil|yok)",),
    "fa": (r"(متاسفانه )?(این )?(صفحه|مطلب|خبر)(‌?ی?)?( مورد نظر| درخواستی)?( شما)? (یافت|پیدا) نشد", r"صفحه وجود ندارد"),
    "pl": (r"(ta )?(strona|artykuł) (nie (została )?(znalezion[ay]|istnieje)|niedostępn[ay])", r"nie znaleziono strony"),
    "nl": (r"(deze )?pagina( is)? (niet gevonden|bestaat niet( meer)?)",),
    "ko": (r"(요청하신 |찾으시는 )?(페이지|기사)(를|을|가|는)? ?(찾을 수 없습니다|존재하지 않습니다|없습니다)",),
    "id": (r"halaman (yang anda cari )?tidak (ditemukan|tersedia)",),
    "sv": (r"sidan (kunde inte hittas|hittades inte|finns inte|saknas)", r"vi kunde inte hitta sidan"),
    "da": (r"siden (blev ikke fundet|kunne ikke findes|findes ikke|ikke fundet)",),
    "no": (r"(siden (ble ikke funnet|finnes ikke|ikke funnet)|fant ikke siden)",),
    "fi": (r"sivua ei (löytynyt|löydy|ole olemassa)",),
    "cs": (r"stránka (nenalezena|nebyla nalezena|neexistuje)",),
    "hu": (r"(az? )?(keresett )?oldal nem (található|létezik)",),
    "el": (r"(η )?σελίδα δεν (βρέθηκε|υπάρχει)",),
    "vi": (r"không tìm thấy trang( này)?|trang (này )?không (tồn tại|tìm thấy)",),
    "ro": (r"pagina (nu a fost găsită|nu există|negăsită)",),
    "th": (r"ไม่พบหน้า(เว็บ|นี้|ที่(คุณ)?(ต้องการ|ค้นหา))?",),
    "hi": (r"(यह )?(पेज|पृष्ठ) (नहीं मिला|मौजूद नहीं है|उपलब्ध नहीं है)",),
    "bg": (r"страницата не (е намерена|беше намерена|е открита|съществува)",),
    "uk": (r"(сторінку|сторінка|статтю) (не знайдено|не існує|не знайдена)",),
}  # fmt: skip
_SEPARATORS = re.compile(r"\s+[|–—·•»/:-]+\s+|\s*[|•·]\s*|[.!?؟。!?…]+(?:\s+|$)")
_EDGES = " \t.!?:;,،。!?…\"'“”()[]😢🙁"
# A number before the words, and the polite words before that.
_PREFIX = (
    r"(?:(?:sorry|oops|عذرا|عذراً)[,!،]? )?(?:(?:error|erreur|erro|fehler|ошибка|خطأ|שגיאה)? ?404 ?[:—–-]? ?)?"
)
_PATTERN = re.compile(
    _PREFIX + "(?:" + "|".join(each for group in _MISSING.values() for each in group) + ")", re.IGNORECASE
)
_LONGEST = 120


@lru_cache(maxsize=1024)
def says_missing(text: str | None) -> bool:
    """Say whether a title or heading says, as a whole or in one of its parts, that a page is not there.

    >>> says_missing("Page not found – The Daily"), says_missing("How to fix a 404 page not found error")
    (True, False)
    """
    if not text or len(text) > _LONGEST:
        return False
    words = " ".join(text.replace("’", "'").split())
    return any(_PATTERN.fullmatch(part.strip(_EDGES)) for part in (words, *_SEPARATORS.split(words)) if part)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages known here (BCP 47)."""
    return tuple(code for code in _MISSING if code != "any")
