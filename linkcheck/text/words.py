"""Compare anchor texts without knowing their language: normal forms, similarity and groups.

The measure is the cosine of character 2-to-4-gram TF-IDF vectors, taken inside words. Of six methods it told
anchors of one target from anchors of different targets best in Arabic, English and mixed text (AUC .75-.83).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from linkcheck.text.grams import LONGEST, SIZES, Rarity, count_grams
from linkcheck.text.likeness import Entries, Vector, dot, join_few, join_many, rows_of, squared_sum

# Arabic vowel marks and tatweel, zero-width and bidirectional controls: never part of what a word says.
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# One letter, several spellings: hamza carriers, final yeh and teh marbuta, Persian yeh and kaf.
_LETTERS = str.maketrans("أإآٱىةیک", "اااايهيك")
_WORD = re.compile(r"[^\W_]+")
# Articles, prepositions and conjunctions that Arabic and Hebrew write in one with the word after them.
PROCLITICS = re.compile(
    "^(?:[\u0648\u0641]?(?:\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644|\u0627\u0644)|[\u0648\u0641\u0628\u0644\u0643]"
    "|[\u05d5\u05e9]?[\u05d4\u05d1\u05dc\u05de\u05db\u05e9\u05d5])(?=..)"
)
_KEPT, _GROUPED, _MATRICES = 16_384, 1024, 2
# So many texts are quicker compared one by one than with numpy, whose import takes a tenth of a second.
_FEW, _FEW_IN_CORPUS = 48, 1024
# So many texts of a corpus tell how rare a gram is.
_WEIGHED = 20_000


def _fold(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_LETTERS)


_PARTICLES = frozenset(
    _WORD.findall(
        _fold(
            "في من على إلى عن مع أن إن حيث كما قد التي الذي هذا هذه ذلك بين أو ثم لم لا ما كل بعد قبل عند"
            " هو هي كان كانت لدى خلال the a an of in on at to for and or by with from as is was"
            " el la los las un una de del en y o con por para que se al su es"
            " в во на с со и из от к ко по за о об для что как не у его её их был была"
            " של על את עם אל כי לא גם או זה זו הוא היא אשר בין אחרי לפני"
        )
    )
)


def normalize(text: str) -> str:
    """Return the normal form of an anchor: folded letters, no marks or punctuation, no particles.

    A text of nothing but particles keeps them; one without any word is empty.

    >>> normalize("The  Élysée-Palace!"), normalize("أنَّ طهران")
    ('élysée palace', 'طهران')
    """
    words = _WORD.findall(_fold(text))
    return " ".join([word for word in words if word not in _PARTICLES] or words)


def _grams(text: str) -> list[str]:
    return [gram for word in text[:LONGEST].split() for gram in _word_grams(word)]


@lru_cache(maxsize=16_384)
def _word_grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[start : start + size] for size in SIZES for start in range(len(padded) - size + 1))


class Similarity:
    """Similarity of normalised texts, weighed by how rare each gram is in a corpus of such texts."""

    def __init__(self, corpus: Iterable[str]) -> None:
        """Take the texts that are to tell how rare each gram is."""
        self._corpus = frozenset(corpus)
        self._rarity_of_many: Rarity | None = None
        self._vector = lru_cache(maxsize=_KEPT)(self._weigh)
        self._grouped = lru_cache(maxsize=_GROUPED)(self._group)
        self._matrix = lru_cache(maxsize=_MATRICES)(self._entries)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How rare each gram is; what is not here is in no text of the corpus."""
        frequency = Counter(gram for text in self._corpus for gram in set(_grams(text)))
        return {gram: self._rarity_of(seen) for gram, seen in frequency.items()}

    def _rarity_of(self, seen: int) -> float:
        return math.log((1 + len(self._corpus)) / (1 + seen)) + 1

    def _weigh(self, text: str) -> Vector:
        rarity, rarest = self._rarity, self._rarity_of(0)
        weighed = {gram: count * rarity.get(gram, rarest) for gram, count in Counter(_grams(text)).items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values()))
        return {gram: weight / length for gram, weight in weighed.items()}

    def _entries(self, texts: tuple[str, ...]) -> Entries:
        found = count_grams(texts)
        if self._rarity_of_many is None:
            corpus = self._sample()
            is_same = len(corpus) == len(texts) and self._corpus.issuperset(texts)
            self._rarity_of_many = Rarity(found if is_same else count_grams(corpus), len(corpus))
        return self._rarity_of_many.weigh(found)

    def _sample(self) -> tuple[str, ...]:
        return tuple(sorted(self._corpus)[:: 1 + len(self._corpus) // _WEIGHED])

    @cached_property
    def _weighed(self) -> dict[str, Vector]:
        """The vectors of a large corpus, made together."""
        sample = self._sample()
        return dict(zip(sample, rows_of(self._entries(sample), len(sample)), strict=True))

    def _vectors(self, texts: tuple[str, ...]) -> Sequence[Vector] | None:
        """Return the vectors of a few texts, None where the texts are better compared all at once."""
        if len(texts) > _FEW:
            return None
        if len(self._corpus) <= _FEW_IN_CORPUS:
            return [self._vector(text) for text in texts]
        weighed = self._weighed
        return [weighed[text] for text in texts] if weighed.keys() >= set(texts) else None

    def cosine(self, one: str, other: str) -> float:
        """Return how alike two texts are, from 0 (no gram in common) to 1."""
        return dot(self._vector(one), self._vector(other))

    def groups(self, texts: Iterable[str], *, threshold: float) -> tuple[tuple[str, ...], ...]:
        """Join texts at least so alike, directly or through others; groups in order of their first text."""
        distinct = tuple(dict.fromkeys(texts))
        return (
            self._grouped(distinct, threshold) if len(distinct) > 1 else tuple((text,) for text in distinct)
        )

    def _group(self, distinct: tuple[str, ...], threshold: float) -> tuple[tuple[str, ...], ...]:
        members: dict[int, list[str]] = {}
        for text, leader in zip(distinct, self._leaders(distinct, threshold), strict=True):
            members.setdefault(leader, []).append(text)
        return tuple(tuple(group) for group in members.values())

    def _leaders(self, distinct: tuple[str, ...], threshold: float) -> Sequence[int]:
        vectors = self._vectors(distinct)
        if vectors is None:
            return join_many(self._matrix(distinct), len(distinct), threshold=threshold)
        return join_few(vectors, threshold=threshold)

    def mean(self, texts: Iterable[str]) -> float:
        """Return the mean cosine over all pairs of distinct texts, in linear time; 1 for fewer than two."""
        distinct = tuple(dict.fromkeys(texts))
        count = len(distinct)
        if count < 2:
            return 1.0
        own = sum(map(bool, distinct))  # each that is no blank has length 1
        square = self._square_of_sum(distinct)
        return max(0.0, (square - own) / (count * (count - 1)))

    def _square_of_sum(self, texts: tuple[str, ...]) -> float:
        """Return the square of the length of all vectors together."""
        vectors = self._vectors(texts)
        if vectors is None:
            return squared_sum(self._matrix(texts))
        total: dict[str | int, float] = {}
        for vector in vectors:
            for gram, weight in vector.items():
                total[gram] = total.get(gram, 0.0) + weight
        return sum(weight * weight for weight in total.values())
