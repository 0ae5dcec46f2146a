import numpy as np
import pytest
from scipy import stats

from survey_kit.estimation import intervals


def test_the_quantile_of_t_is_that_of_scipy():
    assert abs(intervals.t_quantile(0.95, 164) - stats.t.ppf(0.975, 164)) < 1e-12
    assert abs(intervals.t_quantile(0.90, np.inf) - stats.norm.ppf(0.95)) < 1e-12


def test_beta_is_clopper_pearson_on_a_simple_sample():
    """With se² = p(1 - p) / n and df = n - 1 the effective base is n, and the bounds are the exact binomial ones."""
    n, x = 40, 7
    p = np.array([x / n])
    low, high = intervals.beta(p, np.sqrt(p * (1 - p) / n), n - 1, 0.95, effective=np.array([n]), units=n)
    exact = stats.binomtest(x, n).proportion_ci(method="exact")
    np.testing.assert_allclose([low[0], high[0]], [exact.low, exact.high], rtol=1e-9)


def test_logit_stays_inside():
    low, high = intervals.logit(np.array([0.01, 0.99]), np.array([0.02, 0.02]), 30, 0.95)
    assert ((low > 0) & (high < 1)).all()


def test_wilson_is_the_textbook_formula_with_many_degrees_of_freedom():
    p, n = np.array([0.1]), 100
    found = intervals.wilson(p, np.sqrt(p * (1 - p) / n), np.inf, 0.95, effective=n)
    np.testing.assert_allclose(np.ravel(found), [0.05522914, 0.17436566], rtol=1e-6)


def test_likelihood_bounds_are_equally_likely():
    p, se, t = 0.1, 0.03, 1.959963984540054
    low, high = (each[0] for each in intervals.likelihood(np.array([p]), np.array([se]), np.inf, 0.95, base=50))
    for bound in (low, high):
        deviance = 2 * (p * np.log(p / bound) + (1 - p) * np.log((1 - p) / (1 - bound)))
        assert deviance == pytest.approx(50 / 49 * t**2 * se**2 / (p * (1 - p)), rel=1e-9)
