import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln
from scipy.stats import chi2, f, norm, t

from survey_kit.estimation.quadratic_forms import Form, exact, f_tail, saddlepoint, satterthwaite, t_tails

positive = st.floats(0.05, 20)


@pytest.mark.parametrize("count", [1, 2, 3, 7])
@pytest.mark.parametrize("x", [0.01, 0.5, 3.0, 30.0, 300.0])
@pytest.mark.parametrize("ddf", [1.0, 2.0, 13.0, 26.4, 5000.0, np.inf])
def test_equal_coefficients_are_an_f(count, x, ddf):
    expected = f.sf(x / count, count, ddf) if np.isfinite(ddf) else chi2.sf(x, count)
    assert exact(2.5 * x, np.full(count, 2.5), ddf) == pytest.approx(expected, rel=1e-11)
    assert satterthwaite(2.5 * x, np.full(count, 2.5), ddf) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("x", [0.3, 4.0, 25.0, 200.0])
@pytest.mark.parametrize("ddf", [3.0, 40.5, np.inf])
def test_two_coefficients_against_a_mixture(x, ddf):
    # Ruben (1962), Annals of Mathematical Statistics 33, 542-570: with two coefficients, a mixture of chi-squared variables of 2, 4, 6, ... df.
    a, b, k = 3.0, 0.7, np.arange(400)
    shares = np.sqrt(b / a) * np.exp(gammaln(k + 0.5) - gammaln(0.5) - gammaln(k + 1) + k * np.log(1 - b / a))
    parts = chi2.sf(x / b, 2 + 2 * k) if np.isinf(ddf) else f.sf(x / b / (2 + 2 * k), 2 + 2 * k, ddf)
    expected = float(shares @ parts)
    assert exact(x, np.array([a, b]), ddf) == pytest.approx(expected, rel=1e-10)
    assert saddlepoint(x, np.array([a, b]), ddf) == pytest.approx(expected, rel=0.25)


@given(st.lists(positive, min_size=1, max_size=6), positive, st.one_of(st.just(np.inf), st.floats(1, 400)), st.floats(0.1, 10))
def test_scaling_both_sides_changes_nothing(coefficients, x, ddf, factor):
    lam = np.array(coefficients)
    for tail in (exact, saddlepoint, satterthwaite):
        assert tail(factor * x, factor * lam, ddf) == pytest.approx(tail(x, lam, ddf), rel=1e-7, abs=1e-300)


@given(st.lists(positive, min_size=2, max_size=5), positive, positive, st.floats(2, 400))
def test_tails_fall_and_stay_probabilities(coefficients, x, more, ddf):
    lam = np.array(coefficients)
    here, further = exact(x, lam, ddf), exact(x + more, lam, ddf)
    assert 0 <= further < here <= 1


def test_a_tiny_tail_keeps_its_digits():
    assert exact(400.0, np.ones(2)) == pytest.approx(np.exp(-200.0), rel=1e-11)


def test_rounded_eigenvalues_count_for_nothing():
    assert exact(3.0, np.array([1.0, -1e-17, 1e-17]), 12.0) == pytest.approx(exact(3.0, np.ones(1), 12.0), rel=1e-12)


def test_edges():
    lam = np.array([1.0, 2.0])
    assert exact(0.0, lam) == saddlepoint(-1.0, lam) == 1.0
    for tail in (exact, saddlepoint, satterthwaite):
        assert np.isnan(tail(1.0, np.zeros(2)))
    assert np.isnan(exact(1.0, lam, 0.0))
    assert np.isnan(f_tail(1.0, 2.0, 0.0))
    assert np.isnan(t_tails(1.0, -1.0))
    assert t_tails(2.0, 9.0) == pytest.approx(2 * t.sf(2.0, 9))
    assert t_tails(2.0, np.inf) == pytest.approx(2 * norm.sf(2.0))


def test_the_saddlepoint_is_a_root_and_near_the_mean_satterthwaite_stands_in():
    form = Form(np.array([1.0, 0.2]), 4.0, 30.0)
    assert form.slope(form.saddle()) == pytest.approx(0.0, abs=1e-10)
    assert saddlepoint(3.0, np.array([1.0, 2.0])) == satterthwaite(3.0, np.array([1.0, 2.0]))
