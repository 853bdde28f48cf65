"""The model as a Mesa model: agents, sets, collector, copies, batch runs, frames."""

import copy
import pickle
import subprocess
import sys

import mesa
import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.agents import (
    NGO,
    Business,
    Government,
    Resident,
    ResidentsCommittee,
    renew,
)
from govsim.errors import BadInput, UnknownName
from govsim.model import GovernanceModel
from govsim.outcomes import OUTCOMES
from govsim.rules.ngos import drifted, public_share
from govsim.rules.tenders import BIDDERS
from govsim.scenarios import Scenario
from govsim.state import World
from govsim.vocabulary import NGO_KINDS


@pytest.fixture
def model(plan: Scenario, world: World) -> GovernanceModel:
    made = GovernanceModel(plan, months=6, rng=7, opening=world)
    made.run_for(3)
    return made


def test_residents_are_mesa_agents_by_type(model: GovernanceModel) -> None:
    residents = model.agents_by_type[Resident]
    assert len(residents) == 800
    assert len(model.agents_by_type[ResidentsCommittee]) == 4
    assert len(model.agents_by_type[Government]) == 1
    p = model.world.partners
    assert len(model.agents_by_type[NGO]) == (p.active & p.is_ngo).sum()
    assert len(model.agents_by_type[Business]) == (p.active & ~p.is_ngo).sum()
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)


def test_organisations_come_and_go_as_mesa_agents(model: GovernanceModel) -> None:
    """A closed NGO leaves the agents, a new one in its place is another agent."""
    p = model.world.partners
    row = int(np.flatnonzero(p.active & p.is_ngo)[0])
    old = model.organisations[row]
    assert old in model.agents_by_type[NGO]
    p.active[row] = False
    renew(model)
    assert not old.active
    assert old.contracts == ()
    assert old not in model.agents_by_type[NGO]
    p.active[row] = True
    p.holders[row] += 1
    renew(model)
    new = model.organisations[row]
    assert new is not old
    assert new.active
    assert not old.active
    assert new in model.agents_by_type[NGO]


def test_agents_are_the_active_places_in_every_month(plan: Scenario) -> None:
    model = GovernanceModel(
        plan, rng=5, ngo_entry_barrier=0.0, ngo_incubation_yuan=10.0, months=40
    )
    p = model.world.partners
    seen = set()
    for _ in range(40):
        model.step()
        rows = {agent.row for agent in model.agents_by_type[NGO]}
        assert rows == set(np.flatnonzero(p.active & p.is_ngo).tolist())
        seen |= {(a.row, a.holder) for a in model.agents_by_type[NGO]}
    assert len(seen) > len(rows)


def test_organisations_decide(model: GovernanceModel) -> None:
    """What an NGO would do is what the rules do with its row."""
    p = model.world.partners
    for ngo in model.agents_by_type[NGO]:
        assert ngo.kind in NGO_KINDS
        assert ngo.would_bid() == bool(BIDDERS[p.kind[ngo.row]])
        assert 0 < ngo.exit_chance() < 0.05
        assert 0 <= ngo.fundraise() <= 4.0 * 200 / 8.7
        told = drifted(p.mission, public_share(model.world), 0.1) - p.mission
        assert ngo.drift() == pytest.approx(told[ngo.row])
        assert ngo.community == model.world.names[ngo.row // 11]
        assert ngo.mission == p.mission[ngo.row]
        assert ngo.members == p.members[ngo.row]
        assert ngo.reserves == p.reserves[ngo.row]
        assert ngo.dormant == p.dormant[ngo.row]
        assert 0 <= ngo.public_share <= 1
    for firm in model.agents_by_type[Business]:
        assert firm.kind == "service_firm"
        assert firm.would_bid()
        assert firm.age_months > 0
    busy = model.agents.select(lambda a: isinstance(a, NGO) and bool(a.contracts))
    assert all(agent.row in p.contract_with for agent in busy)


def test_select_groupby_agg(model: GovernanceModel) -> None:
    residents = model.agents_by_type[Resident]
    owners = residents.select(lambda agent: agent.tenure == "owner")
    assert 0 < len(owners) < len(residents)
    assert residents.agg("trust_committee", np.mean) == pytest.approx(
        model.world.residents.trust_committee.mean()
    )
    ages = residents.groupby("tenure").agg("age", np.mean)
    assert set(ages) == {"owner", "renter", "migrant"}
    assert all(18 <= mean <= 99 for mean in ages.values())


def test_a_view_reads_the_columns(model: GovernanceModel) -> None:
    agent = next(iter(model.agents_by_type[Resident]))
    model.world.residents.age[agent.row] = 77.0
    assert agent.age == 77.0
    with pytest.raises(AttributeError):
        _ = agent.height


def test_views_change_nothing(plan: Scenario, world: World) -> None:
    plain, met = (
        GovernanceModel(plan, months=4, rng=7, opening=world) for _ in range(2)
    )
    assert len(met.agents) > 800
    for each in (plain, met):
        each.run_for(4)
    pd.testing.assert_frame_equal(plain.outcomes(), met.outcomes(), check_exact=True)


def test_data_collector_has_the_outcomes(model: GovernanceModel) -> None:
    frame = model.datacollector.get_model_vars_dataframe()
    own = model.outcomes().query("community == -1")
    assert len(frame) == 3
    assert frame["satisfaction"].to_numpy() == pytest.approx(
        own["satisfaction"].to_numpy()
    )


def test_pickle_and_deepcopy_go_on_alike(model: GovernanceModel) -> None:
    assert len(model.agents) > 800
    twin = pickle.loads(pickle.dumps(model))
    other = copy.deepcopy(model)
    for each in (model, twin, other):
        each.run_for(3)
    for each in (twin, other):
        assert each.steps == 6
        pd.testing.assert_frame_equal(
            model.outcomes(), each.outcomes(), check_exact=True
        )
        assert len(each.agents_by_type[Resident]) == 800


def test_a_model_told_to_run_stops_at_its_horizon(plan: Scenario, world: World) -> None:
    model = GovernanceModel(plan, months=3, rng=1, opening=world)
    model.run_model()
    assert (model.steps, model.running) == (3, False)
    model.run_for(2)  # who asks for more gets it
    assert model.outcomes()["month"].max() == 5


def test_batch_run_takes_levers_by_keyword(plan: Scenario) -> None:
    rows = mesa.batch_run(
        GovernanceModel,
        {"scenario": [plan], "months": [3], "audit_probability": [0.0, 1.0]},
        rng=[1],
        max_steps=3,
        display_progress=False,
        number_processes=1,
    )
    frame = pd.DataFrame(rows)
    assert sorted(frame["audit_probability"].unique()) == [0.0, 1.0]
    last = frame.groupby("audit_probability")["diversion_share"].last()
    assert last[1.0] < last[0.0]


def test_frames_have_their_columns(model: GovernanceModel) -> None:
    assert list(model.outcomes().columns) == ["month", "community", *OUTCOMES]
    assert sorted(model.outcomes()["community"].unique()) == [-1, 0, 1, 2, 3]
    assert list(model.outcomes()["month"].unique()) == [1, 2, 3]
    assert "group" in model.outcomes(by="age").columns
    assert list(model.ledger().columns) == [
        "month",
        "community",
        "source",
        "destination",
        "purpose",
        "domain",
        "amount",
    ]
    assert list(model.balances().columns) == ["month", "community", "account", "amount"]
    assert model.balances()["month"].min() == 0
    assert list(model.hours().columns) == [
        "month",
        "community",
        "worker",
        "use",
        "hours",
    ]
    residents = model.residents()
    assert len(residents) == 800
    assert {"age", "tenure", "trust_committee", "habit_vote"} <= set(residents.columns)


def test_groups_add_up_to_all(model: GovernanceModel) -> None:
    for by in ("age", "tenure", "income", "origin", "party"):
        frame = model.outcomes(by=by).query("community == -1 and month == 3")
        assert (
            frame["satisfaction"].min()
            <= model.outcomes()
            .query("community == -1 and month == 3")["satisfaction"]
            .iloc[0]
            <= frame["satisfaction"].max()
        )


@pytest.mark.parametrize(
    "rng", [np.random.SeedSequence(5), np.random.default_rng(5), 5]
)
def test_any_seed_form(plan: Scenario, world: World, rng: object) -> None:
    assert GovernanceModel(plan, months=2, rng=rng, opening=world).seed_number >= 0  # type: ignore[arg-type]


def test_bad_arguments_are_sentences(plan: Scenario) -> None:
    with pytest.raises(KeyError, match="Did you mean self-governing"):
        GovernanceModel("self-govering")
    with pytest.raises(ValueError, match="Did you mean audit_probability"):
        GovernanceModel(plan, audit_probabilty=0.3)
    with pytest.raises(ValueError, match="0 to 1"):
        GovernanceModel(plan, levers={"audit_probability": 1.3})
    with pytest.raises(ValueError, match="Did you mean trust_up"):
        GovernanceModel(plan, parameters={"trust_upp": 0.04})
    with pytest.raises(ValueError, match=r"trust\.update"):
        GovernanceModel(plan, without=["trust.updte"])
    with pytest.raises(BadInput):
        GovernanceModel(plan, rng="one")  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        govsim.load("no-such-place")


def test_same_frames_in_another_process(plan: Scenario, world: World) -> None:
    code = (
        "import govsim, hashlib, sys\n"
        "from tests.conftest import small\n"
        "m = govsim.GovernanceModel(small(govsim.load('self-governing'), 60), months=5,"
        " rng=9)\nm.run_for(5)\n"
        "print(hashlib.sha256(m.outcomes().to_csv().encode()).hexdigest())\n"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(sums) == 1


def test_switching_a_rule_off(plan: Scenario, world: World) -> None:
    model = GovernanceModel(
        plan, months=3, rng=1, opening=world, without=["trust.update"]
    )
    before = model.world.residents.trust_committee.copy()
    slots = model.world.residents.slot.copy()
    model.run_for(3)
    stayed = model.world.residents.slot == slots
    assert np.array_equal(model.world.residents.trust_committee[stayed], before[stayed])
