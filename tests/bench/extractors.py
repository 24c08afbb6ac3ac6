"""How fast each extractor alone reads posts: `python -m tests.bench.extractors`."""

from __future__ import annotations

import random
import time

from linkcheck.extractors import extractors

POSTS, PARTS = 1_000, 12
ENGLISH = (
    "the report says that officials in several countries have agreed on a new plan after long talks".split()
)
ARABIC = (
    "أعلن وزير الخارجية الروسي أن المعاهدة التي تعتزم روسيا وإيران توقيعها قريبا ستتضمن تعزيز التعاون".split()
)

# A link, an image, quoted code and a bare URL, as each format writes them.
FORMS = {
    "text": ("{words} ({url})", "{url}.jpg", "x = '{words}'", "{url}."),
    "markdown": ("[{words}]({url})", "![{words}]({url}.png)", "\n\n```\nx = '{url}'\n```\n\n", "{url}."),
    "html": (
        '<a href="{url}?a=1&amp;b=2">{words}</a>',
        '<img src="{url}.png" alt="{words}">',
        "<pre><code>x = '{url}'</code></pre>",
        "<b>{url}</b>",
    ),
    "bbcode": ("[url={url}]{words}[/url]", "[img]{url}.png[/img]", "[code]{url}[/code]", "{url}."),
}


def main() -> None:
    """Print one line for each format; a megabyte is one million bytes of UTF-8."""
    print(f"extractors alone, {POSTS:,} posts each")
    for name, forms in FORMS.items():
        posts = [_post(forms, random.Random(number)) for number in range(POSTS)]
        size = sum(len(post.encode()) for post in posts)
        seconds, references = min(_measure(name, posts) for _ in range(3))
        print(
            f"  {name:8} {size / 1e6:5.1f} MB, {references:6,} references, {size / 1e6 / seconds:6.1f} MB/s, "
            f"{references / seconds:9,.0f} references/s"
        )


def _measure(name: str, posts: list[str]) -> tuple[float, int]:
    extract = extractors[name].extract
    start = time.perf_counter()
    references = sum(1 for post in posts for _ in extract(post))
    return time.perf_counter() - start, references


def _post(forms: tuple[str, ...], choice: random.Random) -> str:
    """Write a post of some 2,000 characters, one in four in Arabic, with six to seven references."""
    vocabulary = ARABIC if choice.random() < 0.25 else ENGLISH

    def words(number: int) -> str:
        return " ".join(choice.choice(vocabulary) for _ in range(number))

    parts = [words(8), "\n\n"]
    for _ in range(PARTS):
        parts.append(words(25) + ", ")
        if choice.random() < 0.6:
            form = choice.choices(forms, weights=(6, 1, 1, 1))[0]
            parts.append(form.format(words=words(3), url=f"https://e{choice.randrange(90)}.example.org/a/b"))
        parts.append(f" {words(5)}.\n\n")
    return "".join(parts)


if __name__ == "__main__":
    main()
