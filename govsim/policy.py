"""The levers: what a government, a community or a law can set, one card each.

A lever changes a rule, a right, a budget, a cost, a capacity or a flow of information;
it never touches an outcome. Only institutions' rules read levers (the wall is tested).
`Policy` is one month's levers, each an array with one value per community;
`PolicyPath` is the dated, per-community plan it is read from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.declare import Card, cards, checked, number

Floats = NDArray[np.float64]
POWER = "Power, duty, money (权·责·费)"
STREET = "Relation to the street (与街道的关系)"
DEMOCRACY = "Democracy (民主)"
PLATFORM = "Participation platform (参与平台)"
MARKET = "NGOs and market (社会组织与市场)"
BUDGET = "Budget (财政)"
PEOPLE = "People (人员)"
LAW = "Law and risk (法律与风险)"

ELECTION_RULES = ("appointed", "one_candidate", "household", "direct")
CONGRESS_POWERS = ("listens", "advises", "decides")


@dataclass(frozen=True, slots=True)
class Policy:
    """One month's levers; each field has shape (communities,)."""

    task_transfer: Floats = number(
        0.10,
        low=0.0,
        high=1.0,
        unit="share of community-level duties",
        english="task transfer",
        chinese="事权下放",
        group=POWER,
        about="Share of community-level service duties moved from departments to the "
        "community: the work comes along, the money only if money_follows_task says so.",
        source="essay E21, remedy 2; level of the status quo: assumption",
        essay="remedy 2",
        payer="the committee, in hours",
        good="services answer local needs",
        bad="unfunded work crowds out the rest",
        read_by="govsim.rules.tasks.hand_down",
        moves=("service_quality", "overload"),
    )
    decision_rights: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="residents' and committee's share",
        english="decision rights",
        chinese="决策权",
        group=POWER,
        about="Share of the community's free money whose use is decided in the "
        "community and not by the street.",
        source="essay E21, remedy 3; level of the status quo: assumption",
        essay="remedy 3",
        payer="the street, in control",
        good="money meets local needs",
        bad="the organised few may decide",
        read_by="govsim.rules.decisions.choose_spending",
        moves=("need_match", "capture_index"),
    )
    management_rights: Floats = number(
        0.10,
        low=0.0,
        high=1.0,
        unit="committee's share",
        english="management rights",
        chinese="管理权",
        group=POWER,
        about="How far the committee may hire hands and buy help from its own account "
        "when work outruns its staff.",
        source="essay E21, remedy 3; level of the status quo: assumption",
        essay="remedy 3",
        payer="the committee's account",
        good="money does not lie idle for want of staff",
        bad="part of the programme money goes to wages",
        read_by="govsim.rules.workload.hire_hands",
        moves=("unspent_share",),
    )
    finance_rights: Floats = number(
        0.10,
        low=0.0,
        high=1.0,
        unit="community's share",
        english="finance rights",
        chinese="公共财政权",
        group=POWER,
        about="Share of wages and programme money the community holds in its own "
        "account. What the street holds lapses at the year's end, and who holds the "
        "account pays the committee.",
        source="essay E21, remedy 3; level of the status quo: assumption",
        essay="remedy 3",
        payer="the street, in control",
        good="money can be carried over; the committee is less beholden",
        bad="more hands touch the money",
        read_by="govsim.rules.budgets.pay_out",
        moves=("autonomy_index", "unspent_share"),
    )
    supervision_rights: Floats = number(
        0.10,
        low=0.0,
        high=1.0,
        unit="residents' share",
        english="supervision rights",
        chinese="监督权",
        group=POWER,
        about="Right of residents and their supervision committee to see and question "
        "what the committee does and spends. It is worth what residents make of it.",
        source="essay E21, remedy 3; level of the status quo: assumption",
        essay="remedy 3",
        payer="the committee, in openness",
        good="theft of what residents receive falls",
        bad="none if nobody looks",
        read_by="govsim.rules.oversight.open_books",
        moves=("oversight_rate", "diversion_share"),
    )
    money_follows_task: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="share of a moved task's cost",
        english="money follows the task",
        chinese="费随事转",
        group=POWER,
        about="Share of a moved duty's programme money that moves with it; the rest "
        "stays in the departments' offices.",
        source="essay E21, remedy 2; level of the status quo: assumption",
        essay="remedy 2",
        payer="the departments",
        good="moved work can be done",
        bad="unspent money where hands are short",
        read_by="govsim.rules.budgets.pay_out",
        moves=("service_quality", "spending_total"),
    )
    discretionary_share: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="share of moved money",
        english="discretionary share",
        chinese="自主资金比例",
        group=BUDGET,
        about="Share of the moved money that is not tied to a line set by departments.",
        source="assumption",
        essay="problem 4",
        payer="the departments, in control",
        good="local information is used",
        bad="scale and standards are lost",
        read_by="govsim.rules.decisions.choose_spending",
        moves=("need_match",),
    )
    fiscal_grant_per_resident: Floats = number(
        400.0,
        low=0.0,
        high=5000.0,
        unit="yuan per adult and year",
        english="public money per adult",
        chinese="人均财政投入",
        group=BUDGET,
        about="All public money of the community: wages, operating costs, programmes, "
        "purchase and residents' fund come out of it.",
        source="assumption; parts: wages of 18 workers per 10,000 residents at 5,500 "
        "yuan a month, operating fund of 100,000 yuan (Shanghai 2015)",
        essay="problem 4",
        payer="the treasury",
        good="more services",
        bad="taxes",
        read_by="govsim.rules.budgets.pay_out",
        moves=("service_quality", "spending_total"),
    )
    worker_per_10k: Floats = number(
        18.0,
        low=0.0,
        high=60.0,
        unit="paid workers per 10,000 residents",
        english="community workers",
        chinese="社区工作者配备",
        group=PEOPLE,
        about="Posts for paid community workers, paid from the public money.",
        source="target of the 14th five-year plan: 18 per 10,000 (Hubei notice)",
        essay="problem 5",
        payer="the public money",
        good="more hands",
        bad="less programme money",
        read_by="govsim.rules.workload.fill_posts",
        moves=("overload",),
    )
    pay_yuan: Floats = number(
        5500.0,
        low=1500.0,
        high=20000.0,
        unit="yuan per worker and month, gross",
        english="workers' pay",
        chinese="社区工作者薪酬",
        group=PEOPLE,
        about="Gross monthly cost of one paid worker.",
        source="Wuhan, lowest post about 2023–25 (weak page)",
        essay="problem 5",
        payer="the public money",
        good="people stay, abler people come",
        bad="less programme money",
        read_by="govsim.rules.workload.fill_posts",
        moves=("staff_quits", "staff_skill"),
    )
    training: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="share of the full course a year",
        english="training",
        chinese="培训",
        group=PEOPLE,
        about="Training of paid workers; it takes working hours.",
        source="assumption",
        essay="remedy 7",
        payer="working hours",
        good="skill",
        bad="hours not worked",
        read_by="govsim.rules.workload.fill_posts",
        moves=("staff_skill",),
    )
    command_intensity: Floats = number(
        0.80,
        low=0.0,
        high=1.0,
        unit="0 guidance (指导) to 1 command (领导)",
        english="command intensity",
        chinese="行政指令强度",
        group=STREET,
        about="How far the street may order the committee: weight of upward tasks and "
        "strength of the street's own checks on working hours.",
        source="Organic law of 1989, Art. 2 says guidance; practice: assumption",
        essay="problem 2",
        payer="the committee, in autonomy",
        good="mandates are carried out, nobody idles",
        bad="residents' work waits",
        read_by="govsim.rules.bodies.street_hold",
        moves=("admin_share", "mandate_compliance_true"),
    )
    task_admission: Floats = number(
        0.10,
        low=0.0,
        high=1.0,
        unit="share of requests that must ask",
        english="task admission",
        chinese="准入制",
        group=STREET,
        about="Share of departments' requests that need consent before they reach the "
        "committee.",
        source="Organic law, Art. 20; Shanghai 2015: 140 items cut to 37",
        essay="remedy 2",
        payer="the departments",
        good="hours are freed",
        bad="inspections and papers are missed elsewhere",
        read_by="govsim.rules.tasks.hand_down",
        moves=("admin_share", "overload"),
    )
    department_coordination: Floats = number(
        0.30,
        low=0.0,
        high=1.0,
        unit="share of duplicate requests merged",
        english="department coordination",
        chinese="条块协调",
        group=STREET,
        about="How far departments merge their requests before handing them down.",
        source="assumption",
        essay="remedy 1",
        payer="the departments",
        good="less double work",
        bad="effort above",
        read_by="govsim.rules.tasks.hand_down",
        moves=("overload",),
    )
    assessment_weight_residents: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="residents' weight",
        english="residents' weight in assessment",
        chinese="居民评议权重",
        group=STREET,
        about="Who grades the committee. Residents' weight counts as far as residents "
        "look; what they do not look at nobody grades.",
        source="assumption",
        essay="remedy 1",
        payer="the street, in control",
        good="work for residents counts",
        bad="nobody grades where nobody looks",
        read_by="govsim.rules.bodies.street_hold",
        moves=("admin_share", "autonomy_index"),
    )
    ranking_pressure: Floats = number(
        0.30,
        low=0.0,
        high=1.0,
        unit="0 none to 1 monthly public ranking",
        english="complaint ranking",
        chinese="接诉即办排名",
        group=STREET,
        about="The street ranks committees by complaints answered and resolved as "
        "reported.",
        source="Beijing 2019; strength: assumption",
        essay="",
        payer="the committee, in hours",
        good="complaints are answered",
        bad="figures are dressed up, other work waits",
        read_by="govsim.rules.replies.rank_complaints",
        moves=("response_rate", "resolution_reported"),
    )
    audit_probability: Floats = number(
        0.10,
        low=0.0,
        high=1.0,
        unit="audits per task and month",
        english="audit probability",
        chinese="审计概率",
        group=STREET,
        about="Probability that spending and reports are checked from above, as far as "
        "the district's auditors suffice.",
        source="Olken 2007 moved it from 0.04 to 1; status quo: assumption",
        essay="",
        payer="the district's audit office",
        good="theft and false reports fall",
        bad="auditors' time",
        read_by="govsim.rules.oversight.audit",
        moves=("diversion_share", "resolution_reported"),
    )
    election_rule: Floats = number(
        "one_candidate",
        choices=ELECTION_RULES,
        english="election rule",
        chinese="选举方式",
        group=DEMOCRACY,
        about="How the committee is chosen: appointed, a list with one candidate a "
        "seat, household heads and representatives, or all adults directly.",
        source="Organic law, Art. 8; status quo: assumption",
        essay="remedy 3",
        payer="organising hours",
        good="able people answer to residents",
        bad="none where nobody stands",
        read_by="govsim.rules.elections.call_vote",
        moves=("vote_turnout_true", "autonomy_index"),
    )
    term_months: Floats = number(
        36.0,
        low=6.0,
        high=120.0,
        unit="months",
        english="term of office",
        chinese="任期",
        group=DEMOCRACY,
        about="Months between committee elections.",
        source="law of 1989: 36, since 2018: 60",
        essay="",
        payer="organising hours",
        good="long: experience",
        bad="long: late reckoning",
        read_by="govsim.rules.elections.call_vote",
        moves=("vote_turnout_true", "participation_rate"),
    )
    congress_power: Floats = number(
        "listens",
        choices=CONGRESS_POWERS,
        english="power of the residents' congress",
        chinese="居民代表大会权力",
        group=DEMOCRACY,
        about="What the residents' congress does with the community's share of "
        "decisions: listens, advises, or decides.",
        source="essay E21 (居民代表只有“听”的权利)",
        essay="problem 3",
        payer="meeting hours",
        good="decisions meet needs and are felt as own",
        bad="those who come decide for those who do not",
        read_by="govsim.rules.decisions.choose_spending",
        moves=("need_match", "deliberation_rate"),
    )
    resident_fund_yuan: Floats = number(
        0.0,
        low=0.0,
        high=1000.0,
        unit="yuan per adult and year",
        english="residents' fund",
        chinese="居民议事资金",
        group=DEMOCRACY,
        about="Public money whose use residents decide in meetings, as in Chengdu "
        "(350,000 yuan for a community of 6,500 adults is 54 per adult).",
        source="Chengdu 2014–21, 360,000–420,000 yuan per community and year",
        essay="remedy 3",
        payer="the public money",
        good="something is at stake in meetings",
        bad="small projects, slow use",
        read_by="govsim.rules.budgets.pay_out",
        moves=("projects_count", "deliberation_rate"),
    )
    transparency: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="share of accounts posted",
        english="transparency",
        chinese="财务公开",
        group=PLATFORM,
        about="Share of spending posted where residents can see it; posting takes "
        "hours.",
        source="Organic law, Art. 17; status quo: assumption",
        essay="remedy 5",
        payer="the committee, in hours",
        good="capture and theft are seen",
        bad="theft that is seen costs trust",
        read_by="govsim.rules.oversight.open_books",
        moves=("oversight_rate", "capture_index"),
    )
    platform_quality: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="0 none to 1 every meeting is also online",
        english="online platform",
        chinese="线上平台",
        group=PLATFORM,
        about="Whether meetings and accounts can be followed online; costs money and "
        "helps those who are at home with it.",
        source="Rio Grande do Sul: online voting added 8.2 % (Spada et al. 2016)",
        essay="informatization",
        payer="the public money",
        good="those short of time can come",
        bad="the old and poor gain least",
        read_by="govsim.rules.mobilisation.convene",
        moves=("deliberation_rate",),
    )
    recognition: Floats = number(
        0.00,
        low=0.0,
        high=1.0,
        unit="share of acts made visible",
        english="recognition",
        chinese="积分与红榜",
        group=PLATFORM,
        about="Points and honour boards: whether neighbours see who took part.",
        source="Gerber, Green & Larimer 2008: showing the record +8.1 points",
        essay="remedy 7",
        payer="organising hours",
        good="being seen counts",
        bad="hours",
        read_by="govsim.rules.mobilisation.convene",
        moves=("volunteer_rate",),
    )
    payment_to_volunteers: Floats = number(
        0.0,
        low=0.0,
        high=60.0,
        unit="yuan per hour",
        english="payment to volunteers",
        chinese="志愿补贴",
        group=PLATFORM,
        about="Money paid for volunteers' hours, out of the committee's account as "
        "long as it lasts.",
        source="Frey & Goette 1999; Frey & Oberholzer-Gee 1997",
        essay="",
        payer="the committee's account",
        good="time is paid for",
        bad="own motives are crowded out",
        read_by="govsim.rules.mobilisation.convene",
        moves=("volunteer_rate",),
    )
    purchase_budget_yuan: Floats = number(
        16.0,
        low=0.0,
        high=1000.0,
        unit="yuan per adult and year",
        english="service purchase",
        chinese="政府购买服务",
        group=MARKET,
        about="Public money for services bought by tender from NGOs and firms.",
        source="Guangzhou about 2014: 1.6 m yuan per street and year",
        essay="remedy 6",
        payer="the public money",
        good="specialists, fresh effort",
        bad="cut corners that nobody verifies",
        read_by="govsim.rules.budgets.pay_out",
        moves=("ngo_public_share",),
    )
    tender_competition: Floats = number(
        0.30,
        low=0.0,
        high=1.0,
        unit="share of able bidders invited",
        english="tender competition",
        chinese="招投标竞争",
        group=MARKET,
        about="Share of NGOs and firms able to bid that are let in.",
        source="Onur & Tas 2019: price falls up to 6–8 bidders",
        essay="remedy 6",
        payer="bidders",
        good="lower price",
        bad="quality nobody can verify is cut",
        read_by="govsim.rules.tenders.let_contracts",
        moves=("ngo_public_share",),
    )
    quality_weight: Floats = number(
        0.40,
        low=0.0,
        high=1.0,
        unit="weight of quality in scoring",
        english="quality weight in tenders",
        chinese="质量评分权重",
        group=MARKET,
        about="Weight of reputation against price when a contract is awarded.",
        source="assumption",
        essay="remedy 6",
        payer="the purchase budget",
        good="better work",
        bad="dearer work",
        read_by="govsim.rules.tenders.let_contracts",
        moves=("trust_ngo", "cost_per_service_unit"),
    )
    owners_committee: Floats = number(
        0.20,
        low=0.0,
        high=1.0,
        unit="share of estates with one",
        english="owners' committee",
        chinese="业主委员会",
        group=MARKET,
        about="Owners may form a committee that faces the property firm, meets once a "
        "year and can replace it.",
        source="Beijing before 2020: about 0.12 (from memory)",
        essay="remedy 6",
        payer="owners, in time",
        good="the firm answers to those who pay",
        bad="none where owners stay away",
        read_by="govsim.rules.estates.call_owners",
        moves=("owners_vote_rate",),
    )
    enforcement: Floats = number(
        0.30,
        low=0.0,
        high=1.0,
        unit="probability that an unpaid fee is pursued",
        english="enforcement",
        chinese="合同与收费执行",
        group=LAW,
        about="Whether unpaid property fees are pursued.",
        source="Singapore's arrears of 3–9 % as the strict end",
        essay="remedy 3",
        payer="the property firm",
        good="fees are paid",
        bad="bad service is paid too",
        read_by="govsim.rules.estates.set_price_of_not_paying",
        moves=("fee_collection_rate",),
    )
    legal_clarity: Floats = number(
        0.30,
        low=0.0,
        high=1.0,
        unit="share of duties with a named body",
        english="clear duties",
        chinese="权责清单",
        group=LAW,
        about="Whether residents can know which body answers for what; unclear duties "
        "blur blame and leave work to be done twice.",
        source="assumption",
        essay="problem 1",
        payer="law-making",
        good="praise and blame find their address",
        bad="none found",
        read_by="govsim.rules.tasks.hand_down",
        moves=("trust_committee", "trust_government"),
    )


LEVERS: dict[str, Card] = cards(Policy)


class PolicyPath:
    """The levers of every month and community.

    Parameters
    ----------
    communities : number of communities
    levers : lever = value for all communities from the start
    changes : (month, communities or None for all, {lever: value}); a change dated m
        acts from the start of month m
    """

    def __init__(
        self,
        communities: int,
        levers: Mapping[str, object],
        changes: Sequence[tuple[int, Sequence[int] | None, Mapping[str, object]]] = (),
    ) -> None:
        codes = {name: card.default for name, card in LEVERS.items()}
        codes |= checked("lever", LEVERS, levers)
        table = {name: np.full(communities, code) for name, code in codes.items()}
        self._months = [0]
        self._policies = [Policy(**table)]
        for month, where, values in sorted(changes, key=lambda change: change[0]):
            rows: Any = slice(None) if where is None else list(where)
            table = {name: column.copy() for name, column in table.items()}
            for name, code in checked("lever", LEVERS, values).items():
                table[name][rows] = code
            self._months.append(month)
            self._policies.append(Policy(**table))

    def at(self, month: int) -> Policy:
        """Levers in force in `month`."""
        place = int(np.searchsorted(self._months, month, side="right")) - 1
        return self._policies[max(place, 0)]
