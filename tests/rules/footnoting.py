"""How programs and people write footnotes: the same post in each of their ways."""

from __future__ import annotations

from collections.abc import Callable

PAGE = "https://www.daily.example/2024/10/the-article"
# A post: its sentences, and the number of the source that each cites.
Write = Callable[[list[str], list[int]], str]


def source(number: int) -> str:
    return PAGE if number == 0 else f"https://source-{number}.example/story-{number}"


def _stop(sentence: str) -> str:
    return sentence[:-1]


def _note_each(lines: list[str], cited: list[int]) -> str:
    text = "\n\n".join(f"{line}[^{at}]" for at, line in enumerate(lines))
    return text + "\n\n" + "\n".join(f"[^{at}]: {source(number)}" for at, number in enumerate(cited))


def note_once(lines: list[str], cited: list[int]) -> str:
    text = " ".join(f"{_stop(line)}[^s{number}]{line[-1]}" for line, number in zip(lines, cited, strict=True))
    return text + "\n\n" + "\n".join(f"[^s{number}]: Daily, {source(number)}" for number in sorted({*cited}))


def _numbers(lines: list[str], cited: list[int]) -> str:
    pairs = zip(lines, cited, strict=True)
    return "\n\n".join(f"{line} [[{at}]]({source(number)})" for at, (line, number) in enumerate(pairs, 1))


def _wiki(lines: list[str], cited: list[int]) -> str:
    """As MediaWiki shows `<ref name=…>`; a saved page has whole addresses."""
    own = "https://wiki.example/w/Story"
    text = "".join(
        f'<p>{line}<sup id="cite_ref-s{number}_{at}" class="reference"><a href="{own}#cite_note-s{number}">'
        f"<span>[</span>{number + 1}<span>]</span></a></sup></p>\n"
        for at, (line, number) in enumerate(zip(lines, cited, strict=True))
    )
    notes = "".join(
        f'<li id="cite_note-s{number}"><span class="mw-cite-backlink">'
        + "".join(
            f'<a href="{own}#cite_ref-s{number}_{at}">{at}</a> ' for at in range(12) if cited[at] == number
        )
        + f'</span><cite class="citation news">Writer, A. <a rel="nofollow" class="external text" '
        f'href="{source(number)}">"A story"</a>. <i>Daily</i>. pp. 1-2.</cite></li>\n'
        for number in sorted({*cited})
    )
    return (
        f'<html><body><nav><a href="#top">1</a></nav>{text}<ol class="references">{notes}</ol></body></html>'
    )


def _pandoc(lines: list[str], cited: list[int]) -> str:
    text = "".join(
        f'<p>{_stop(line)}<a href="#fn{at}" class="footnote-ref" id="fnref{at}" '
        f'role="doc-noteref"><sup>{at}</sup></a>{line[-1]}</p>\n'
        for at, line in enumerate(lines, 1)
    )
    notes = "".join(
        f'<li id="fn{at}"><p><a href="{source(number)}" class="uri">{source(number)}</a><a href="#fnref{at}" '
        f'class="footnote-back" role="doc-backlink">↩︎</a></p></li>\n'
        for at, number in enumerate(cited, 1)
    )
    return f'{text}<aside id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol>{notes}</ol></aside>'


def _sphinx(lines: list[str], cited: list[int]) -> str:
    text = "".join(
        f'<p>{line} <a class="footnote-reference brackets" href="#id{at}" id="m{at}" role="doc-noteref">'
        f'<span class="fn-bracket">[</span>{at}<span class="fn-bracket">]</span></a></p>\n'
        for at, line in enumerate(lines, 1)
    )
    notes = "".join(
        f'<aside class="footnote brackets" id="id{at}" role="doc-footnote"><span class="label"><span '
        f'class="fn-bracket">[</span><a role="doc-backlink" href="#m{at}">{at}</a>'
        f'<span class="fn-bracket">]</span></span>\n'
        f'<p><a class="reference external" href="{source(number)}">{source(number)}</a></p></aside>\n'
        for at, number in enumerate(cited, 1)
    )
    return f"<main>{text}{notes}</main>"


def _docbook(lines: list[str], cited: list[int]) -> str:
    text = "".join(
        f'<p>{line}<a href="#ftn.id{at}" class="footnote" name="id{at}">'
        f'<sup class="footnote">[{at}]</sup></a></p>'
        for at, line in enumerate(lines, 1)
    )
    notes = "".join(
        f'<div id="ftn.id{at}" class="footnote"><p><a href="#id{at}" class="para">'
        f'<sup class="para">[{at}] </sup></a>'
        f'<a class="ulink" href="{source(number)}" target="_top">{source(number)}</a></p></div>\n'
        for at, number in enumerate(cited, 1)
    )
    return f'{text}<div class="footnotes"><br/><hr/>{notes}</div>'


def _wordpress(lines: list[str], cited: list[int]) -> str:
    text = "".join(
        f'<p>{line}<sup data-fn="f-{at}" class="fn"><a href="#f-{at}" id="f-{at}-link">{at}</a></sup></p>\n'
        for at, line in enumerate(lines, 1)
    )
    notes = "".join(
        f'<li id="f-{at}">Daily, 12 May: {source(number)} <a href="{source(number)}">(link)</a> '
        f'<a href="#f-{at}-link" aria-label="Jump to footnote reference {at}">↩︎</a></li>\n'
        for at, number in enumerate(cited, 1)
    )
    return f'{text}<ol class="wp-block-footnotes">{notes}</ol>'


def _by_hand(lines: list[str], cited: list[int]) -> str:
    text = "".join(f'{line} <a href="#{at}">[{at}]</a><br>\n' for at, line in enumerate(lines, 1))
    notes = "".join(
        f'<a name="{at}">[{at}]</a> <a href="{source(number)}">{source(number)}</a><br>\n'
        for at, number in enumerate(cited, 1)
    )
    return f"<div>{text}</div><hr><p>{notes}</p>"


def _linked_numbers(lines: list[str], cited: list[int]) -> str:
    pairs = zip(lines, cited, strict=True)
    return "".join(
        f'<p>{line}<sup><a href="{source(number)}">[{at}]</a></sup></p>\n'
        for at, (line, number) in enumerate(pairs, 1)
    )


def _unlinked(lines: list[str], cited: list[int]) -> str:
    text = "".join(f"<p>{line}<sup>{at}</sup></p>\n" for at, line in enumerate(lines, 1))
    notes = "".join(f'<li>Daily: <a href="{source(number)}">a story</a></li>\n' for number in cited)
    return f"<article>{text}<h2>Sources</h2><ol>\n{notes}</ol></article>"


def _unlinked_lines(lines: list[str], cited: list[int]) -> str:
    text = "".join(f"<p>{line} [{at}]</p>\n" for at, line in enumerate(lines, 1))
    notes = "".join(
        f'<p class="note">[{at}] <a href="{source(number)}">{source(number)}</a></p>\n'
        for at, number in enumerate(cited, 1)
    )
    return f"<article>{text}<hr>{notes}</article>"


def _html_in_markdown(lines: list[str], cited: list[int]) -> str:
    text = "\n\n".join(f'{line}<sup><a href="#fn{at}">{at}</a></sup>' for at, line in enumerate(lines, 1))
    notes = "\n".join(
        f'<li id="fn{at}"><a href="{source(number)}">the Daily</a></li>' for at, number in enumerate(cited, 1)
    )
    return f"{text}\n\n<ol>\n{notes}\n</ol>\n"


def _lines(mark: str, note: str, head: str = "") -> Write:
    """Make a way of marks in the text and lines behind it; `§` stands for the number, `@` for the address."""

    def write(lines: list[str], cited: list[int]) -> str:
        text = "\n\n".join(f"{line}{mark}".replace("§", str(at)) for at, line in enumerate(lines, 1))
        notes = (note.replace("§", str(at)).replace("@", source(n)) for at, n in enumerate(cited, 1))
        return f"{text}\n\n{head}" + "\n".join(notes) + "\n"

    return write


def _inside(first: str, again: str = "") -> Write:
    """Make a way of notes that stand in the text; `again` calls on a note that was written before."""

    def write(lines: list[str], cited: list[int]) -> str:
        text = []
        for at, (line, number) in enumerate(zip(lines, cited, strict=True)):
            form = again if again and number in cited[:at] else first
            text.append(f"{line}{form}".replace("§", f"s{number}").replace("@", source(number)))
        return "\n\n".join(text) + "\n"

    return write


def _raised(lines: list[str], cited: list[int]) -> str:
    digits = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    signs = [str(at).translate(digits) for at in range(1, len(lines) + 1)]
    text = "\n".join(f"{_stop(line)}{sign}{line[-1]}" for line, sign in zip(lines, signs, strict=True))
    return (
        text
        + "\n\n"
        + "\n".join(f"{sign} {source(number)}" for sign, number in zip(signs, cited, strict=True))
    )


WAYS: dict[str, tuple[str, Write]] = {
    "markdown-note-each": ("text/markdown", _note_each),
    "markdown-note-once": ("text/markdown", note_once),
    "markdown-linked-numbers": ("text/markdown", _numbers),
    "markdown-with-html": ("text/markdown", _html_in_markdown),
    "markdown-brackets": ("text/markdown", _lines(" [§]", "§. <@>", "## Sources\n\n")),
    "markdown-inside": ("text/markdown", _inside("^[Daily, <@>]")),
    "latex": ("text/plain", _inside("\\footnote{Daily, \\url{@}}")),
    "rest": ("text/plain", _lines(" [§]_", ".. [§] Daily, @")),
    "rest-in-turn": ("text/plain", _lines(" [#]_", ".. [#] @")),
    "asciidoc": ("text/plain", _inside("footnote:[Daily, @]")),
    "asciidoc-named": ("text/plain", _inside("footnote:§[@]", "footnote:§[]")),
    "org": ("text/plain", _lines("[fn:§]", "[fn:§] @", "* Footnotes\n\n")),
    "org-inside": ("text/plain", _inside("[fn:: @]")),
    "textile": ("text/plain", _lines("[§]", "fn§. @\n")),
    "wikitext": ("text/plain", _inside("<ref>[@ A story]</ref>")),
    "wikitext-named": (
        "text/plain",
        _inside('<ref name="§">{{cite web|url=@|title=A}}</ref>', "<ref name=§ />"),
    ),
    "dokuwiki": ("text/plain", _inside("((@))")),
    "text-carets": ("text/plain", _lines("[^§]", "[^§]: @")),
    "text-brackets": ("text/plain", _lines(" [§]", "[§] @", "Sources:\n")),
    "text-list": ("text/plain", _lines(" [§]", "§. Daily,\n   @")),
    "text-raised": ("text/plain", _raised),
    "text-linked-numbers": ("text/plain", _inside(" [1](@)")),
    "bbcode-raised": ("text/x-bbcode", _lines("[sup]§[/sup]", "§. [url]@[/url]")),
    "bbcode-linked-numbers": ("text/x-bbcode", _inside(" [url=@][1][/url]")),
    "html-wiki": ("text/html", _wiki),
    "html-pandoc": ("text/html", _pandoc),
    "html-sphinx": ("text/html", _sphinx),
    "html-docbook": ("text/html", _docbook),
    "html-wordpress": ("text/html", _wordpress),
    "html-by-hand": ("text/html", _by_hand),
    "html-unlinked": ("text/html", _unlinked),
    "html-unlinked-lines": ("text/html", _unlinked_lines),
    "html-linked-numbers": ("text/html", _linked_numbers),
}
