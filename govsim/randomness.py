"""Draws that are a function of seed, stream, month, community and lifelong slot.

Two runs that differ in one lever share every other draw (common random numbers),
whatever the number of workers, the order of agents or who moved in elsewhere.
The generator is Philox4x64-10 (Salmon et al. 2011), as numpy ships it: the key comes
from seed, stream and community, the counter's second word from the month, and a
resident's number is the one at the place of her slot.
"""

from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.columns import Floats, Rows

MONTH_OFFSET = 100_000  # months before the opening are negative


def key(*words: object) -> NDArray[np.uint64]:
    """128-bit key from any words, the same in every process."""
    digest = blake2b("\x1f".join(map(str, words)).encode(), digest_size=16).digest()
    return np.frombuffer(digest, dtype=np.uint64).copy()


class Draws:
    """Random numbers of one world.

    Parameters
    ----------
    seed : the world's integer seed
    communities : names of the communities, in the order of their rows
    """

    def __init__(self, seed: int, communities: tuple[str, ...]) -> None:
        self.seed = seed
        self.communities = communities
        self.month = 0
        self._keys: dict[tuple[str, str], list[int]] = {}
        self._bits = np.random.Philox(key=0)
        self._generator = np.random.Generator(self._bits)
        state: Any = self._bits.state  # counter 0, nothing in the buffer
        state["buffer"] = state["buffer"].tolist()  # read number by number: quicker so
        self._at = state["state"] = {"counter": [0, 0, 0, 0]}
        self._state = state

    def at(self, stream: str, place: str) -> np.random.Generator:
        """The stream's generator for this month in this community (or `district`)."""
        name = (stream, place)
        if name not in self._keys:
            self._keys[name] = key(self.seed, stream, place).tolist()
        self._at["key"] = self._keys[name]
        self._at["counter"][1] = self.month + MONTH_OFFSET
        self._bits.state = self._state
        return self._generator

    def of_slots(
        self, stream: str, place: str, first: int, count: int, k: int
    ) -> Floats:
        """Numbers that belong to slots for good, whatever the month, shape (k, count).

        For `count` slots of one community from `first` on; each owns so many blocks of
        four numbers.
        """
        blocks = -(-k // 4)
        self.month, month = -MONTH_OFFSET, self.month
        self._at["counter"][0] = first * blocks
        drawn = self.at(stream, place).random((count, 4 * blocks))
        self._at["counter"][0] = 0
        self.month = month
        return drawn[:, :k].T

    def uniform(
        self,
        stream: str,
        slots: Rows,
        first: Rows,
        k: int = 1,
    ) -> Floats:
        """Uniform numbers, shape (k, residents): k for each resident, by slot.

        They have 24 random bits, in [0, 1).

        `slots` holds each resident's lifelong slot in her community and `first` the
        rows at which communities begin, closed by the number of residents.
        """
        made = np.empty((k, slots.size), dtype=np.float32)
        begin = 0
        for place, end in zip(self.communities, first[1:].tolist(), strict=True):
            own = slots[begin:end]
            if own.size:
                count = int(np.maximum.reduce(own)) + 1
                drawn = self.at(stream, place).random(count * k, dtype=np.float32)
                made[:, begin:end] = _of(own, drawn, k)
            begin = end
        return made

    def per_community(self, stream: str, k: int = 1) -> Floats:
        """Uniform numbers, shape (communities, k), for what is decided once per place."""
        return np.array([self.at(stream, name).random(k) for name in self.communities])

    def __getstate__(self) -> dict[str, object]:
        return {"seed": self.seed, "communities": self.communities, "month": self.month}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(state["seed"], state["communities"])  # type: ignore[misc]
        self.month = state["month"]  # type: ignore[assignment]


def _of(slots: Rows, drawn: Floats, k: int) -> Floats:
    """The numbers of these slots, (k, slots) or (slots,); each slot's k lie together."""
    if k == 1:
        return drawn.take(slots, mode="clip")
    return drawn.reshape(-1, k).take(slots, axis=0, mode="clip").T
