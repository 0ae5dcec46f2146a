import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_kit.analyses.benchmarks import Figure, compare_figures
from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion

FRAME = pd.DataFrame({"telework": ["yes"] * 60 + ["no"] * 40})
FIGURE = Figure(22.0, "Salariés du privé", "Télétravail au moins un jour par mois", 1000, "2024", "Insee")
OWN = {"base": "salariés du privé.", "wording": "Télétravail au moins un jour par mois ?"}


def test_a_share_of_the_same_thing_is_held_against_it():
    found = compare_figures(FIGURE, proportion(Design(FRAME), "telework"), "yes", **OWN, sampling="probability")
    own, theirs = 0.6 * 0.4 / 99, 0.22 * 0.78 / 1000
    df = (own + theirs) ** 2 / (own**2 / 99)
    spread = 100 * stats.t.ppf(0.975, df) * np.sqrt(own + theirs)
    np.testing.assert_allclose([found.difference.points, found.difference.low], [38, 38 - spread])
    assert "Insee" in found.text("fr")
    assert "n = 100" in found.text("en")
    assert found.text("fr").endswith("établi.")


def test_other_definitions_are_refused_or_shown_side_by_side_without_a_difference():
    estimate = proportion(Design(FRAME), "telework")
    other = {"base": "Répondants actifs", "wording": OWN["wording"]}
    with pytest.raises(SurveyKitError) as caught:
        compare_figures(FIGURE, estimate, "yes", **other)
    assert caught.value.code == "figure_differs"
    assert "Répondants actifs" in caught.value.message("fr")
    found = compare_figures(FIGURE, estimate, "yes", **other, side_by_side=True)
    assert found.difference is None
    assert "Répondants actifs" in found.text()
    assert "Salariés du privé" in found.text()


def test_without_a_published_n_its_chance_is_not_counted():
    figure = Figure(22.0, OWN["base"], OWN["wording"], None, "2024", "Insee")
    found = compare_figures(figure, proportion(Design(FRAME), "telework"), "yes", **OWN)
    np.testing.assert_allclose(found.difference.se, 100 * np.sqrt(0.24 / 99))
    assert "effectif non publié" in found.text()


@pytest.mark.parametrize(("category", "more", "code"), [(None, OWN, "figure_row"), ("maybe", OWN, "figure_row"), ("yes", {}, "figure_undefined")])
def test_what_is_refused(category, more, code):
    with pytest.raises(SurveyKitError) as caught:
        compare_figures(FIGURE, proportion(Design(FRAME), "telework"), category, **more)
    assert caught.value.code == code
