import numpy as np
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
