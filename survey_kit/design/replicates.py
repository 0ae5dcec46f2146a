"""Designs whose variance comes from replicates of the weights, given with the responses or made from a design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, Self, get_args

import numpy as np

from survey_kit.design.design import Design, LonelyPsu, Residualiser, Sampling, unknown_variable
from survey_kit.design.stages import LEAST, lonely
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.design.stages import Stage
    from survey_kit.engines.engine import Array

Method = Literal["JK1", "JKn", "BRR", "Fay", "bootstrap"]
METHODS: Final = get_args(Method)


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class ReplicateDesign(Design):
    """Responses with the weights of each replicate: `replicate_weights` is an ndarray of rows x replicates, analysis weights (not factors).

    The variance is `scale` times the sum over replicates of `rscales` times the squared deviation: from the replicates' mean, or, under
    `mse`, from the full estimate.

    Source: Wolter (2007), Introduction to Variance Estimation, chapters 3 to 5; Lumley (2010), Complex Surveys, section 2.3.
    """

    replicate_weights: Array = field(repr=False)
    method: Method
    scale: float
    rscales: Array = field(repr=False)
    mse: bool

    def __init__(  # noqa: PLR0917 - the signature that others script against
        self,
        data: Any,
        weights: str,
        replicate_weights: Sequence[str],
        method: Method = "JK1",
        scale: float | None = None,
        rscales: Sequence[float] | None = None,
        mse: bool = False,  # noqa: FBT001, FBT002 - the signature that others script against
        rho: float | None = None,
        sampling: Sampling = "probability",
    ) -> None:
        """None: checks the weights and binds them. `scale` and `rscales` have the method's usual values where they are left out.

        Raises: SurveyKitError when a column or the method is not usable, or when JKn comes without `rscales`.
        """
        Design.__init__(self, data, weights, sampling=sampling)
        columns = [_column(self, name) for name in replicate_weights]
        if len(columns) < 2:
            raise SurveyKitError("replicates_few", got=len(columns))
        count = len(columns)
        usual = _usual(method, count, rho)
        if rscales is not None and len(rscales) != count:
            raise SurveyKitError("rscales_length", got=len(rscales), expected=count)
        if rscales is None and method == "JKn":
            raise SurveyKitError("rscales_missing")
        self._bind(
            replicate_weights=np.stack(columns, axis=1),
            method=method,
            scale=usual if scale is None else float(scale),
            rscales=np.ones(count) if rscales is None else np.asarray(rscales, dtype=float),
            mse=mse,
        )

    def replicated(self, weights: Array, replicate_weights: Array, residualise: Residualiser | None = None) -> Self:
        """ReplicateDesign: the same responses with other weights and replicate weights, remembering what they were calibrated on."""
        changed = self._copy(replicate_weights=np.asarray(replicate_weights, dtype=float))
        return changed.reweighted(weights, residualise)

    def _drawn(self, drawn: str) -> str:  # noqa: ARG002 - replicates stand for how units were drawn
        return f"{self.replicate_weights.shape[1]} {self.method} replicates, {self.df} degrees of freedom"

    def _count_df(self) -> int:
        weights = self.replicate_weights
        gram = np.linalg.eigvalsh(weights.T @ weights)
        return int((gram > gram.max() * 1e-10).sum()) - 1

    @property
    def plain(self) -> bool:
        """bool: never: the variance comes from the replicates."""
        return False


def as_replicates(
    design: Design,
    method: Method,
    replicates: int | None = None,
    rho: float | None = None,
    seed: int | None = None,
    *,
    mse: bool = False,
) -> ReplicateDesign:
    """ReplicateDesign: the same responses, with replicates of their weights made from the strata and units of the first stage.

    "JK1" and "JKn" leave out one unit at a time (unstratified, stratified); "BRR" and "Fay" halve strata of two units each; "bootstrap" draws
    n - 1 of n units with replacement in each stratum (`replicates` of them, 50 when not said; the same `seed` gives the same ones).

    Of strata with a lone unit, which JKn alone can treat: under the design's `lonely_psu` "remove" and "certainty" they get no replicate; under "average"
    the others are scaled up to the number of all units; under "adjust" the replicate leaves out the stratum, and all the others make up for it.

    Raises: SurveyKitError when the method doesn't fit the design.

    Source: Wolter (2007), Introduction to Variance Estimation, chapters 3 to 5; Canty and Davison (1999), The Statistician 48, 379-391;
    Judkins (1990), Journal of Official Statistics 6, 223-239 (Fay); `jknweights` of R survey (lone units).
    """
    first = design.stages[0]
    if method not in METHODS:
        raise SurveyKitError("replicate_method", got=method, expected=", ".join(METHODS))
    if design.calibration:
        raise SurveyKitError("replicates_calibrated")
    if method == "JK1" and len(first.sampled) > 1:
        raise SurveyKitError("replicates_strata", got=method, expected="JKn")
    if method in {"BRR", "Fay"} and (first.sampled != 2).any():
        raise SurveyKitError("replicates_pairs", got=int((first.sampled != 2).sum()))
    _check_lone(first, method, design.lonely_psu)
    factors, scale, rscales = _made(first, method, replicates or 50, _rho(method, rho), seed, design.lonely_psu)
    made = object.__new__(ReplicateDesign)
    made._bind(**{name: getattr(design, name) for name in Design.__dataclass_fields__} | {"counted": {}})
    weights = design.weights[:, np.newaxis] * factors[first.units]
    made._bind(replicate_weights=weights, method=method, scale=scale, rscales=rscales, mse=mse)
    return made


def _check_lone(first: Stage, method: Method, treated: LonelyPsu) -> None:
    """None: checks that the method has something to leave out, or to draw, in each stratum.

    Raises: SurveyKitError when it has not.
    """
    if first.count < LEAST:
        raise SurveyKitError("lonely_whole")
    if method == "bootstrap" and (first.sampled < LEAST).any():
        raise lonely("replicates_lonely", first, 1, first.sampled < LEAST)
    if treated == "fail" and first.lone.any():
        raise lonely("lonely_psu", first, 1, first.lone)


def _made(  # noqa: PLR0917 - what replicates are made from
    first: Stage, method: Method, replicates: int, rho: float, seed: int | None, treated: LonelyPsu
) -> tuple[Array, float, Array]:
    if method in {"JK1", "JKn"}:
        return _jackknife(first, method, treated)
    if method in {"BRR", "Fay"}:
        factors = _halves(first, rho)
        return factors, 1.0 / (factors.shape[1] * (1 - rho) ** 2), np.ones(factors.shape[1])
    return _bootstrap(first, replicates, seed), 1.0 / (replicates - 1), np.ones(replicates)


def _jackknife(first: Stage, method: Method, treated: LonelyPsu) -> tuple[Array, float, Array]:
    """Factors (units x replicates), scale and rscales: a replicate a unit, the others of its stratum making up for it.

    Raises: SurveyKitError when no unit is left out by any.
    """
    size, lone = first.sampled[first.strata], first.lone[first.strata]
    same = first.strata[:, np.newaxis] == first.strata
    factors = np.where(same, (size / np.maximum(size - 1, 1))[np.newaxis, :], 1.0)
    rscales = (1 - first.fraction)[first.strata] * (size - 1) / size
    if treated == "adjust" and lone.any():
        strata = len(first.sampled)
        factors[:, lone], rscales[lone] = strata / (strata - 1), (strata - 1) / strata
    np.fill_diagonal(factors, 0.0)
    if method == "JK1":
        return factors, float(rscales[0]), np.ones(first.count)
    kept = rscales > 0
    if not kept.any():
        raise SurveyKitError("replicates_none")
    scale = first.count / int(kept.sum()) if treated == "average" and lone.any() else 1.0
    return factors[:, kept], scale, rscales[kept]


def _halves(first: Stage, rho: float) -> Array:
    """ndarray, units x replicates: 2 - rho for the half that is kept, rho for the other, balanced by a Hadamard matrix."""
    from scipy.linalg import hadamard

    strata = len(first.sampled)
    size = 1 << max(2, int(strata).bit_length())
    signs = hadamard(size)[1 : strata + 1]
    second = np.arange(first.count) - first.starts[first.strata]
    kept = signs[first.strata] * np.where(second == 0, 1, -1)[:, np.newaxis] > 0
    return np.where(kept, 2 - rho, rho)


def _bootstrap(first: Stage, replicates: int, seed: int | None) -> Array:
    generator = np.random.default_rng(seed)
    factors = np.empty((first.count, replicates))
    for start, count in zip(first.starts, first.sampled.astype(int), strict=True):
        drawn = generator.multinomial(count - 1, np.full(count, 1 / count), size=replicates)
        factors[start : start + count] = drawn.T * count / (count - 1)
    return factors


def _rho(method: Method, rho: float | None) -> float:
    if method != "Fay":
        return 0.0
    if rho is None or not 0 <= rho < 1:
        raise SurveyKitError("replicates_rho", got=rho)
    return rho


def _usual(method: Method, count: int, rho: float | None) -> float:
    """float: the scale that goes with a method."""
    if method not in METHODS:
        raise SurveyKitError("replicate_method", got=method, expected=", ".join(METHODS))
    if method in {"BRR", "Fay"}:
        return 1.0 / (count * (1 - _rho(method, rho)) ** 2)
    return {"JK1": (count - 1) / count, "JKn": 1.0}.get(method, 1.0 / (count - 1))


def _column(design: Design, name: str) -> Array:
    if name not in design.engine.names:
        raise unknown_variable(name, design.engine.names)
    if not design.engine.is_number(name):
        raise SurveyKitError("weights_text", where=name)
    values = getattr(design.engine, "frame")[name].to_numpy(dtype=float, na_value=np.nan)  # noqa: B009 - tables in memory only
    if not np.isfinite(values).all():
        raise SurveyKitError("weights_missing", where=name, got=int((~np.isfinite(values)).sum()), rows="")
    return np.asarray(values)
