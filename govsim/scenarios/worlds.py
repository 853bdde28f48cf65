"""Which sets of communities are shipped?"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from govsim.errors import UnknownName, unknown
from govsim.people import Profile
from govsim.scenarios.community import read_communities
from govsim.scenarios.reading import parse, read_text

HOME = Path(str(files("govsim").joinpath("scenarios")))


def world_names() -> list[str]:
    """Names of the shipped worlds (sets of communities)."""
    return sorted(path.stem for path in HOME.joinpath("worlds").glob("*.toml"))


@cache
def load_world(name: str) -> tuple[Profile, ...]:
    """Communities of a shipped world."""
    if name not in world_names():
        raise UnknownName(unknown("world", name, world_names()))
    path = HOME / "worlds" / f"{name}.toml"
    source = parse(read_text(path, path.name), path.name, path.parent)
    read = read_communities(source)
    source.raise_if_faulty()
    return tuple(one.profile for one in read)
