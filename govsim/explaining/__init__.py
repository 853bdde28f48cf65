"""Why did this resident, or this committee, do what it did this month? In words.

A rule overwrites state within the month, so the month is run once more from its start,
bit for bit (`replay.py`), and the same functions that decided are asked for their named
parts. Nothing is estimated: parts add up to what happened, and tests add them up.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


def explain_resident(model: "GovernanceModel", i: int, lang: str = "en") -> str:
    """Resident `i`'s last month in words: whether she took part, and whom she trusts.

    Parameters
    ----------
    model : a model that has run at least one month
    i : row of the resident, as in ``model.residents()``
    lang : ``"en"`` or ``"zh"``

    Returns
    -------
    Several lines. First the month in short. For each act: what she did and the main
    reasons, largest first; what spoke for and against it in logits (the parts add up),
    and how the chance comes of that, of being asked and of how far the door stood open.
    For each institution: how trust moved and what moved it.

    Raises
    ------
    BadInput
        If no month has run, there is no such resident or language, or the model's world
        was changed by hand, so that its month cannot be run again.
    """
    from govsim.explaining.resident_words import told
    from govsim.explaining.residents import month_of

    return told(month_of(model, i), lang)


def explain_committee(
    model: "GovernanceModel", community: int | str, lang: str = "en"
) -> str:
    """A residents' committee's last month in words.

    Parameters
    ----------
    model : a model that has run at least one month
    community : its place in the list of communities, or its name
    lang : ``"en"`` or ``"zh"``

    Returns
    -------
    Several lines: whom it obeys in fact, the hours and work there were, how hard it
    worked and why, how hours were split, who decided on the money, and what it reported
    against what was true.

    Raises
    ------
    BadInput
        As for `explain_resident`.
    """
    from govsim.explaining.committee_words import told
    from govsim.explaining.committees import month_of

    return told(month_of(model, community), lang)
