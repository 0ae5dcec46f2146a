"""Which findings matter most: those of the field in their own order, then the others by how much they stand out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.findings.by_type import OF_A_FEW
from survey_kit.findings.concepts import claim_of, demand
from survey_kit.questionnaire.concepts import CONCEPTS

if TYPE_CHECKING:
    from survey_kit.findings.claims import Claim
    from survey_kit.findings.view import Variable, View

MOST: Final = 5
OF_RESPONDENTS: Final = 0.1
# With fewer responses people are counted one by one.
FEW: Final = 15
# What elected officials ask first, one finding a line: the first concept that says something is told.
AGENDA: Final = (
    ("motives", "main_motive"),
    ("telework_decisive", "telework_influence"),
    ("telework_gap", "teleworker", "telework_frequency"),
    ("coworking_demand", "coworking_intention", "coworking_awareness"),
    ("missing_services", "arrival_difficulties"),
    ("staying",),
)


def findings(view: View, names: Iterable[str], most: int = MOST) -> tuple[Claim, ...]:
    """Tuple of Claim: the findings of some variables that matter most, the first first; none that says nothing."""
    few = view.respondents < FEW
    found = tuple(claim for claim in agenda(view) if few or claim.interest != OF_A_FEW)
    taken = {claim.variable for claim in found}
    left = sorted(
        others(view, [name for name in names if name not in taken], OF_A_FEW if few else 2 * OF_A_FEW), key=lambda claim: -claim.interest
    )
    return (*found, *left)[:most]


def agenda(view: View) -> tuple[Claim, ...]:
    """Tuple of Claim: the findings of the field, in the order of the agenda."""
    told = (next(filter(None, (of_concept(view, concept) for concept in concepts)), None) for concepts in AGENDA)
    return tuple(claim for claim in told if claim is not None)


def of_concept(view: View, concept: str) -> Claim | None:
    """Claim or None: what is found about a concept, when it rests on cells."""
    if concept == "coworking_demand":
        return demand(view)
    variable = view.questionnaire.having(concept)
    claim = claim_of(view, variable) if variable is not None else None
    return claim if claim is not None and claim.cells and claim.interest >= 0 else None


def others(view: View, names: Sequence[str], least: float) -> tuple[Claim, ...]:
    """Tuple of Claim: what stands out in the other variables, of a given interest at least; who answered interests less than what they said."""
    codebook: tuple[Variable, ...] = (*view.questionnaire.questions, *view.questionnaire.derived)
    told = []
    for variable in codebook:
        claim = claim_of(view, variable) if variable.name in names and not _unanimous(view, variable) else None
        if claim is not None and claim.interest >= least:
            traits = CONCEPTS.get(variable.concept) == "respondents"
            told.append(replace(claim, interest=claim.interest * (OF_RESPONDENTS if traits else 1.0)))
    return tuple(told)


def _unanimous(view: View, variable: Variable) -> bool:
    """bool: whether everybody gave the same answer: that says how the form was filled in, not what people think."""
    distribution = view.released.distribution(variable.name)
    return distribution is not None and any(cell.percent == 100 for cell in distribution.cells)
