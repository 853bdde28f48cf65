"""Who sits in each condition of an experiment: like subjects, or the very same?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govsim.lab.numbers import Parameters, Seed, generator
from govsim.lab.session import Session

LARGEST_SEED = 2**62


class Room(NamedTuple):
    """How many are invited, and how they are put together."""

    sessions: int
    groups: int
    size: int
    parameters: Parameters
    matching: str = "fixed"

    def session(self, rng: Seed) -> Session:
        """Subjects who have just come in."""
        return Session(
            rng=rng,
            sessions=self.sessions,
            groups=self.groups,
            size=self.size,
            matching=self.matching,
            parameters=self.parameters,
        )


def like_subjects(
    arms: Sequence[str], rng: Seed, room: Room
) -> Iterator[tuple[str, Session]]:
    """Each condition with new subjects of the same kind."""
    gen = generator(rng)
    return ((arm, room.session(gen)) for arm in arms)


def same_subjects(
    arms: Sequence[str], rng: Seed, room: Room
) -> Iterator[tuple[str, Session]]:
    """Each condition with the very same subjects, who have the same luck."""
    seed = int(generator(rng).integers(LARGEST_SEED))
    return ((arm, room.session(seed)) for arm in arms)
