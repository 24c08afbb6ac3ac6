"""What lies near is found, all of it and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from linkcheck.images import bands
from linkcheck.images.index import HashIndex, Neighbour

Words = NDArray[np.uint64]

# Few bits set, so that some lie near each other.
HASHES = arrays(
    np.uint64, st.tuples(st.integers(0, 80), st.integers(1, 4)), elements=st.integers(0, 2**64 - 1)
)
NEAR_HASHES = arrays(np.uint64, st.tuples(st.integers(0, 80), st.just(2)), elements=st.integers(0, 2**6))


def distance(one: Words, other: Words) -> int:
    return sum((int(a) ^ int(b)).bit_count() for a, b in zip(one, other, strict=True))


def brute(hashes: Words, limit_bits: int) -> list[list[int]]:
    return [
        [i, j, apart]
        for i in range(len(hashes))
        for j in range(i + 1, len(hashes))
        if (apart := distance(hashes[i], hashes[j])) <= limit_bits
    ]


def copies(count: int, words: int, *, seed: int, flips: int) -> Words:
    """Random hashes, half of them copies of others with some bits changed."""
    chance = np.random.default_rng(seed)
    hashes = chance.integers(0, 2**64, (count, words), dtype=np.uint64)
    for row in range(0, count, 2):
        hashes[row + 1] = hashes[row]
        for bit in chance.integers(0, 64 * words, chance.integers(0, flips)):
            hashes[row + 1, bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
    return hashes


@given(HASHES | NEAR_HASHES, st.integers(0, 260))
def test_all_pairs_are_those_brute_force_finds(hashes: Words, limit_bits: int) -> None:
    assert HashIndex(hashes).close_pairs(limit_bits=limit_bits).tolist() == brute(hashes, limit_bits)


@given(HASHES | NEAR_HASHES, st.integers(0, 100))
def test_the_nearest_come_first(hashes: Words, limit_bits: int) -> None:
    index = HashIndex(hashes)
    query = hashes[0] if len(hashes) else np.zeros(hashes.shape[1], np.uint64)
    expected = sorted((distance(query, each), row) for row, each in enumerate(hashes))
    found = index.near(query.astype(">u8").tobytes(), limit_bits=limit_bits)
    assert found == [Neighbour(row, apart) for apart, row in expected if apart <= limit_bits]


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(0, 40))
def test_banding_leaves_no_pair_out(seed: int, words: int, limit_bits: int) -> None:
    hashes = copies(60, words, seed=seed, flips=limit_bits + 4)
    columns = np.ascontiguousarray(hashes.T)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bands, "_FEWEST", 0)
        patch.setattr(bands, "_WORDS_A_CANDIDATE", 0)
        patch.setattr(bands, "_CHUNK", 7)
        found = bands.banded_pairs(columns, min(limit_bits, 12 * words))
    assert found is not None
    assert found.tolist() == brute(hashes, min(limit_bits, 12 * words))


def test_banding_takes_over_where_it_is_quicker() -> None:
    hashes = copies(6000, 4, seed=1, flips=30)
    index = HashIndex(hashes)
    assert bands.banded_pairs(index._columns, 31) is not None
    assert bands.banded_pairs(index._columns, 120) is None
    assert len(index.close_pairs(limit_bits=31)) == 3000
    assert index.close_pairs(limit_bits=31).tolist() == sorted(
        np.concatenate(list(index._triangle(31))).tolist()
    )


def test_two_indexes_are_compared() -> None:
    here, there = HashIndex.of_hex(["0" * 16, "f" * 16]), HashIndex.of_hex(["0" * 15 + "1"])
    assert here.close_to(there, limit_bits=1).tolist() == [[0, 0, 1]]


def test_hashes_come_in_any_form() -> None:
    assert len(HashIndex.of_hex([])) == 0
    assert HashIndex.of_hex([]).near("0" * 16, limit_bits=64) == []
    stored = HashIndex.of_bytes(bytes(15) + b"\x03" + bytes(16), 2)
    assert stored.near("0" * 32, limit_bits=2) == [Neighbour(1, 0), Neighbour(0, 2)]


@pytest.mark.parametrize("words", [1, 3, 4, 5])
def test_hashes_of_which_every_bit_differs_are_as_far_as_can_be(words: int) -> None:
    index = HashIndex(np.zeros((1, words), np.uint64))
    opposite = HashIndex(np.full((1, words), 2**64 - 1, np.uint64))
    assert index.close_to(opposite, limit_bits=64 * words - 1).tolist() == []
    assert index.close_to(opposite, limit_bits=64 * words).tolist() == [[0, 0, 64 * words]]


@pytest.mark.parametrize("count", [40, 5000])
def test_of_very_many_near_each_other_only_the_nearest_are_returned(count: int) -> None:
    chance = np.random.default_rng(3)
    flipped = np.uint64(1) << chance.integers(0, 64, (count, 4), dtype=np.uint64)
    index = HashIndex(
        np.arange(4, dtype=np.uint64)[None, :] ^ flipped
    )  # two of them are at most 8 bits apart
    pairs = index.close_pairs(limit_bits=90, most=5)
    assert len(pairs) <= 5 * count
    assert np.bincount(pairs[:, 0]).max() == 5
    assert (pairs[:, 0] < pairs[:, 1]).all()
    distances = np.bitwise_count(index._columns[:, :1] ^ index._columns[:, 1:]).sum(axis=0)
    assert sorted(pairs[pairs[:, 0] == 0][:, 2].tolist()) == sorted(distances.tolist())[:5]
    assert len(index.close_to(index, limit_bits=90, most=5)) == 5 * count
