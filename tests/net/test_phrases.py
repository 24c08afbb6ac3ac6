"""Which titles and headings say that nothing is there."""

from __future__ import annotations

import pytest

from linkcheck.net.phrases import languages, says_missing


@pytest.mark.parametrize(
    "title",
    [
        "404", "Error 404", "404 Not Found", "Not found", "Page not found", "Page Not Found | The Daily",
        "The Daily - 404", "404 - Page not found", "Oops! We can't find that page", "Nothing found",
        "The page you requested could not be found", "Sorry, the page you are looking for does not exist.",
        "This page doesn't exist", "Article no longer available – News", "The page cannot be found",
        "الصفحة غير موجودة", "الصفحة غير موجودة | الأخبار", "عذراً، الصفحة المطلوبة غير موجودة", "404 - الصفحة غير موجودة",
        "لم يتم العثور على الصفحة", "页面不存在", "抱歉,您访问的页面不存在", "找不到页面", "404 - 找不到該頁面", "您要找的页面未找到",
        "Страница не найдена", "404 — Страница не найдена", "Запрашиваемая страница не существует | Новости",
        "Página no encontrada", "La página que buscas no existe", "Error 404: página no encontrada - El Diario",
        "העמוד לא נמצא", "הדף המבוקש אינו קיים", "404 - הדף לא נמצא | חדשות",
        "Seite nicht gefunden", "Die angeforderte Seite existiert nicht mehr", "Seite nicht gefunden – Zeitung",
        "Page introuvable", "La page demandée n’existe plus", "Erreur 404 : page non trouvée",
        "Página não encontrada", "Pagina non trovata", "ページが見つかりません", "お探しのページは見つかりませんでした",
        "Sayfa bulunamadı", "صفحه مورد نظر یافت نشد", "Strona nie została znaleziona", "Pagina niet gevonden",
        "Error 404 (Not Found)!!1", "Oops! That page can’t be found.", "Sorry, this page isn't available.",
        "Sidan kunde inte hittas", "Siden blev ikke fundet", "Siden ble ikke funnet", "Sivua ei löytynyt",
        "Stránka nenalezena", "Az oldal nem található", "Η σελίδα δεν βρέθηκε", "Không tìm thấy trang",
        "Pagina nu a fost găsită", "ไม่พบหน้าเว็บ", "पेज नहीं मिला", "Страницата не е намерена",
        "페이지를 찾을 수 없습니다", "Halaman tidak ditemukan", "Сторінку не знайдено",
    ],
)  # fmt: skip
def test_it_says_that_nothing_is_there(title: str) -> None:
    assert says_missing(title)


@pytest.mark.parametrize(
    "title",
    [
        None, "", "Home", "HTTP 404 - Wikipedia", "How to fix 404 Not Found errors | Guide",
        "404 Not Found: what it means and why", "Custom 404 pages in Django", "The 404: a history of web errors",
        "Lost and found", "Not found in translation", "Area code 404", "Room 404 Hotel", "Peugeot 404 - specs",
        "Missing person not found after a week", "Body of missing man found", "Why the page turner is no more",
        "No evidence found, police say", "Evidence not found at the scene, court hears",
        "Washington accuses Iran of transferring missiles | Euronews", "WMD not found in Iraq | BBC",
        "واشنطن تتهم إيران بنقل صواريخ باليستية إلى روسيا", "صفحة جديدة في العلاقات", "مقال عن خطأ 404 وكيفية إصلاحه",
        "什么是404错误页面", "如何修复页面不存在的问题", "Что значит «страница не найдена» и что делать", "Новая страница истории",
        "Qué significa el error 404 y cómo solucionarlo", "La página en blanco", "מהי שגיאת 404 ואיך מתקנים אותה",
        "Was bedeutet „Seite nicht gefunden“ und was hilft", "Die Seite der Anderen", "Page blanche",
        "Comment corriger une page introuvable sur WordPress", "ページが見つからない時の対処法", "A Página da Cultura",
        "Not Found " + "x" * 200,
    ],
)  # fmt: skip
def test_it_is_about_something(title: str | None) -> None:
    assert not says_missing(title)


def test_at_least_ten_languages_are_known() -> None:
    assert len(languages()) >= 10
