"""How responses were obtained and what each of them stands for: the object that every estimate starts from."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Literal, Self, get_args

import numpy as np

from survey_kit.design.columns import frame_of
from survey_kit.design.stages import Stage, drawn_weights, stages
from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError
from survey_kit.survey.survey import Survey
from survey_kit.wording import counted

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array, Engine
    from survey_kit.questionnaire.model import Derived, Question, Questionnaire

Sampling = Literal["probability", "quota", "volunteer", "census"]
SAMPLINGS: Final = get_args(Sampling)
# The engine's name for the weights: no export has such a heading, since variables are snake_case words.
WEIGHTS: Final = "(weights)"
SQUARES: Final = "(squared weights)"
# 1 where a row weighs anything.
WEIGHED: Final = "(weighed)"
# Likewise for the units of the last stage.
UNITS: Final = "(units)"
LonelyPsu = Literal["fail", "remove", "certainty", "adjust", "average"]
LONELY: Final = get_args(LonelyPsu)
Names = str | Sequence[str]
Residualiser = Callable[["Array"], "Array"]


@dataclass(frozen=True, slots=True, init=False, eq=False)
class Design:
    """Responses bound to their weights, to how units were drawn and to how respondents were found: `Design(data, weights, strata, psu, fpc, ...)`.

    data: a Survey, or a table of pandas, polars or pyarrow; what follows are names of its columns, unless it says otherwise.
    weights: how many people each respondent stands for; None: 1 each, or taken from `fpc`. Only their ratios count in means and shares, their size in
        totals and in `deff`. A weight of 0 keeps a respondent in the design and out of the estimates.
    strata: the groups that were drawn from apart (regions, say); a list gives those of each stage.
    psu: the units that were drawn (communes, households) where respondents were not drawn one by one; a list gives one a stage, the first drawn first.
        Numbers are taken within their stratum, so that unit 1 of two strata are two units.
    fpc: how many units there are in the stratum (or the fraction drawn, where all are at most 1), which lowers the variance of drawing much of a
        population; a list gives one a stage. Without it, units are as drawn with replacement.
    lonely_psu: what to do of a stratum with one unit, which has no variance of its own. "fail": stop with an error that names it; "remove" or
        "certainty": it adds none; "adjust": it counts by its distance from the mean of all; "average": it adds as much as the others do on average.
    sampling: how respondents were found. "probability": drawn at random, everything may be told; "quota": intervals are an order of magnitude;
        "volunteer": they answered a call, no letters or p-values are printed; "census": everybody was asked, there is no interval and no test.

    `design.weights` is an ndarray of one weight a row, `df` the degrees of freedom, `base` the number of rows. Rows outside a domain are never
    dropped: the design's own units stay in every variance. `design_weights` are the weights before any calibration.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"days": [2, 3, 1, 4], "w": [10.0, 20.0, 15.0, 15.0], "region": ["N", "N", "S", "S"]})
    >>> Design(frame, "w", strata="region")
    Design: 4 responses (probability), weights from 10 to 20, 60 in all; 2 strata, 4 primary units, 2 degrees of freedom.

    `calibration` is what weighting leaves for the variance: functions, applied in this order, each of which takes the weighted influence
    scores of all rows (ndarray, rows x k: weight times linearised value) and gives back their residuals on the calibration variables, in
    the same shape and still weighted. For a calibration on X with weights w that is `w * (z/w - X B)`, B fitted with w: what R survey
    does with `postStrata`. The kernel calls them before it sums scores by unit.

    Source: Lumley (2010), Complex Surveys, section 2.2; Binder (1983), International Statistical Review 51, 279-292.
    """

    engine: Engine
    weights: Array
    sampling: Sampling
    questionnaire: Questionnaire | None = field(repr=False)
    missing: pd.DataFrame | None = field(repr=False)
    design_weights: Array = field(repr=False)
    stages: tuple[Stage, ...] = field(repr=False)
    lonely_psu: LonelyPsu
    calibration: tuple[Residualiser, ...] = field(repr=False)
    counted: dict[str, int] = field(repr=False)

    def __init__(  # noqa: PLR0917 - the signature that others script against
        self,
        data: Any,
        weights: str | None = None,
        strata: Names | None = None,
        psu: Names | None = None,
        fpc: Names | None = None,
        lonely_psu: LonelyPsu = "fail",
        sampling: Sampling = "probability",
    ) -> None:
        """None: checks the columns and binds them. `psu` and `fpc` are a column or a list, one a stage; `weights=None` with `fpc` takes
        the weights from `fpc`, which holds population counts, or sampling fractions (all of them at most 1).

        Raises: SurveyKitError when the table, a column, the weights, or the kind of sampling are not usable; a lone PSU under "fail" is told by estimates.
        """
        frame, questionnaire = frame_of(data)
        for code, got, known in (("sampling_unknown", sampling, SAMPLINGS), ("lonely_unknown", lonely_psu, LONELY)):
            if got not in known:
                raise SurveyKitError(code, got=got, expected=", ".join(known))
        engine = MemoryEngine(frame)
        columns = tuple(_known(engine, names) for names in (strata, psu, fpc))
        drawn = stages(frame, *columns)
        if weights is not None:
            values = _weights(engine, weights)
        else:
            values = drawn_weights(drawn) if columns[2] else np.ones(len(frame))
            if not np.isfinite(values).all():
                raise SurveyKitError("fpc_stages", got=len(columns[2]), expected=len(columns[1]))
        missing = data.missing if isinstance(data, Survey) else None
        self._bind(
            engine=engine,
            weights=values,
            sampling=sampling,
            questionnaire=questionnaire,
            missing=missing,
            design_weights=values,
            stages=drawn,
            lonely_psu=lonely_psu,
            calibration=(),
            counted={},
        )
        self._register()

    def __repr__(self) -> str:
        """str: how many responses, how found, how weighted and how drawn."""
        weights, first = self.weights, self.stages[0]
        alike = not weights.size or weights.min() == weights.max()
        weighed = f"weights of {weights[0] if weights.size else 0:g}" if alike else f"weights from {weights.min():.4g} to {weights.max():.4g}"
        strata, units = counted(len(first.sampled), "stratum", "strata"), counted(first.count, "primary unit")
        drawn = f"{strata}, {units}" if first.told else units if first.count < self.base else "drawn one by one"
        return f"{type(self).__name__}: {self.base} responses ({self.sampling}), {weighed}, {weights.sum():.10g} in all; {self._drawn(drawn)}."

    def _drawn(self, drawn: str) -> str:
        return f"{drawn}, {self.df} degrees of freedom"

    def extended(self, columns: Mapping[str, pd.Series]) -> Self:
        """Design: the same, its table with further columns (a recoding of those that it has)."""
        import pandas as pd

        frame = getattr(self.engine, "frame")  # noqa: B009 - only tables in memory are recoded here
        kept = frame.drop(columns=[name for name in columns if name in frame])
        frame = pd.concat([kept, pd.DataFrame(dict(columns), index=frame.index)], axis=1)
        return self._copy(engine=MemoryEngine(frame))

    def reweighted(self, weights: Array, residualise: Residualiser | None = None) -> Self:
        """Design: the same responses with other weights (one a row), remembering with `residualise` what they were calibrated on."""
        engine = self.engine
        if isinstance(engine, MemoryEngine):  # the codes of columns stay what they are
            engine = MemoryEngine(engine.frame, dict(engine.coded))
        calibration = self.calibration if residualise is None else (*self.calibration, residualise)
        return self._copy(engine=engine, weights=np.asarray(weights, dtype=float), calibration=calibration)

    def _copy(self, **changed: Any) -> Self:
        design = object.__new__(type(self))
        design._bind(**{each.name: getattr(self, each.name) for each in fields(self)} | {"counted": {}} | changed)
        design._register()
        return design

    def _register(self) -> None:
        """None: lets the engine sum by unit and multiply by weight."""
        engine = self.engine
        if isinstance(engine, MemoryEngine):
            engine.numbers[WEIGHTS] = self.weights
            engine.numbers[SQUARES] = self.weights**2
            engine.numbers[WEIGHED] = (self.weights != 0).astype(float)
            last = self.stages[-1]
            engine.coded[UNITS] = last.units, range(last.count)
            engine.complete[UNITS] = last.units, True

    def _bind(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def base(self) -> int:
        """int: the number of responses."""
        return self.engine.rows

    @property
    def df(self) -> int:
        """int: the degrees of freedom: primary units that hold any weight, less their strata; of replicates, their rank less one.

        Source: Korn and Graubard (1990), The American Statistician 44, 270-276; `degf` of R survey.
        """
        if "df" not in self.counted:
            self.counted["df"] = self._count_df()
        return self.counted["df"]

    def _count_df(self) -> int:
        first = self.stages[0]
        if self.weights.all():
            return first.count - max(len(first.sampled), 1)
        units = np.unique(first.units[self.weights != 0])
        return len(units) - len(np.unique(first.strata[units]))

    @property
    def plain(self) -> bool:
        """bool: whether rows were drawn one by one, unstratified, out of a population without end, and never calibrated."""
        first = self.stages[0]
        if self.base == 0:
            return not self.calibration
        return len(first.sampled) == 1 and first.count == self.base and bool(np.isinf(first.population[0])) and not self.calibration

    def variable(self, name: str) -> Question | Derived | None:
        """Question, Derived or None: what the codebook says of a variable, or of the question that an item's column belongs to."""
        if self.questionnaire is None:
            return None
        return self.questionnaire.variable(name) or next(
            (question for question in self.questionnaire.questions if name in question.answer_columns), None
        )

    def members(self, name: str) -> tuple[tuple[str, str], ...]:
        """tuple of (column, code): the options of a multiple-response set, nothing when there is no set of that name."""
        known = self.variable(name)
        if known is not None and (known.type != "multiple" or name in self.engine.names):
            return ()
        prefix = f"{known.name if known else name}__"
        columns = [column for column in self.engine.names if column.startswith(prefix) and not column.endswith("__other")]
        return tuple((column, column.removeprefix(prefix)) for column in columns if self.engine.is_number(column))

    def column(self, name: str) -> str:
        """str: the column of a variable, found by its name or its alias.

        Raises: SurveyKitError with the nearest names when there is none.
        """
        known = None if name in self.engine.names else self.variable(name)
        found = known.name if known is not None else name
        if found not in self.engine.names:
            raise unknown_variable(name, self.engine.names)
        return found

    def mask(self, where: object) -> NDArray[np.bool_] | None:
        """ndarray of bool or None: the rows of a domain, given as a mask, as {variable: [categories]} or as query text.

        Raises: SurveyKitError when it names no variable of the table or no category of it, has another length or can't be read.
        """
        if isinstance(where, Mapping):
            wanted = {self.column(name): [kept] if isinstance(kept, str) else list(kept) for name, kept in where.items()}
            for name, kept in wanted.items():
                self._check_categories(name, kept)
            return self.engine.mask(wanted)
        try:
            mask = self.engine.mask(where)
        except (SyntaxError, NameError, TypeError, ValueError, KeyError) as error:
            raise SurveyKitError("where_faulty", got=str(where), expected=str(error)) from error
        if mask is not None and mask.shape != (self.base,):
            raise SurveyKitError("where_length", got=mask.size, expected=self.base)
        return mask


    def _check_categories(self, name: str, wanted: Sequence[object]) -> None:
        """None: checks that somebody gave each category, or that the codebook has it."""
        known = [choice.code for choice in getattr(self.variable(name), "choices", ())]
        met = self.engine.levels(name)
        for category in wanted:
            if category not in known and category not in met:
                raise SurveyKitError("where_category", where=name, got=str(category), expected=", ".join(map(str, (known or met)[:12])))


def unknown_variable(name: str, names: Sequence[str]) -> SurveyKitError:
    """SurveyKitError: there is no such variable; it names those that are near."""
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5) or list(names[:8])
    return SurveyKitError("design_variable", got=name, expected=", ".join(near))


def _weights(engine: MemoryEngine, name: str) -> Array:
    if name not in engine.names:
        raise unknown_variable(name, engine.names)
    if not engine.is_number(name):
        raise SurveyKitError("weights_text", where=name)
    values = engine.frame[name].to_numpy(dtype=float, na_value=np.nan)
    if values.min(initial=0) >= 0 and 0 < values.sum() < np.inf:
        return values
    for code, faulty in (("weights_missing", ~np.isfinite(values)), ("weights_negative", values < 0)):
        if faulty.any():
            rows = [str(row) for row in engine.frame.index[faulty][:5]]
            raise SurveyKitError(code, where=name, got=int(faulty.sum()), rows=", ".join(rows))
    if not values.any():
        raise SurveyKitError("weights_zero" if len(values) else "design_empty", where=name)
    return values


def _known(engine: MemoryEngine, names: Names | None) -> tuple[str, ...]:
    listed = () if names is None else (names,) if isinstance(names, str) else tuple(names)
    for name in listed:
        if name not in engine.names:
            raise unknown_variable(name, engine.names)
    return listed
