"""How responses were obtained and what each of them stands for: the object that every estimate starts from."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from survey_kit.design.columns import frame_of
from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError
from survey_kit.survey.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from survey_kit.engines.engine import Array, Engine
    from survey_kit.questionnaire.model import Derived, Question, Questionnaire

Sampling = Literal["probability", "quota", "volunteer", "census"]
SAMPLINGS: Final = get_args(Sampling)
# The engine's name for the weights: no export has such a heading, since variables are snake_case words.
WEIGHTS: Final = "(weights)"


@dataclass(frozen=True, slots=True, init=False)
class Design:
    """Responses bound to their weights and to how respondents were found.

    `weights` is an ndarray of one weight a row, `df` the degrees of freedom, `base` the number of rows. Rows outside a domain are never
    dropped: the design's own n stays in every variance.

    Source: Lumley (2010), Complex Surveys, section 2.2; Binder (1983), International Statistical Review 51, 279-292.
    """

    engine: Engine
    weights: Array
    sampling: Sampling
    questionnaire: Questionnaire | None = field(repr=False)
    missing: pd.DataFrame | None = field(repr=False)

    def __init__(self, data: Any, weights: str | None = None, *, sampling: Sampling = "probability") -> None:
        """None: checks the weights and binds them.

        Raises: SurveyKitError when the table, the weights or the kind of sampling are not usable.
        """
        frame, questionnaire = frame_of(data)
        if sampling not in SAMPLINGS:
            raise SurveyKitError("sampling_unknown", got=sampling, expected=", ".join(SAMPLINGS))
        engine = MemoryEngine(frame)
        values = np.ones(len(frame)) if weights is None else _weights(engine, weights)
        engine.numbers[WEIGHTS] = values
        missing = data.missing if isinstance(data, Survey) else None
        self._bind(engine=engine, weights=values, sampling=sampling, questionnaire=questionnaire, missing=missing)

    def extended(self, columns: Mapping[str, pd.Series]) -> Design:
        """Design: the same, its table with further columns (a recoding of those that it has)."""
        import pandas as pd

        frame = getattr(self.engine, "frame")  # noqa: B009 - only tables in memory are recoded here
        kept = frame.drop(columns=[name for name in columns if name in frame])
        frame = pd.concat([kept, pd.DataFrame(dict(columns), index=frame.index)], axis=1)
        design = object.__new__(Design)
        engine = MemoryEngine(frame)
        engine.numbers[WEIGHTS] = self.weights
        design._bind(engine=engine, weights=self.weights, sampling=self.sampling, questionnaire=self.questionnaire, missing=self.missing)
        return design

    def _bind(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def base(self) -> int:
        """int: the number of responses."""
        return self.engine.rows

    @property
    def df(self) -> int:
        """int: the degrees of freedom: responses less one when each of them was drawn by itself."""
        return self.base - 1

    def variable(self, name: str) -> Question | Derived | None:
        """Question, Derived or None: what the codebook says of a variable, or of the question that an item's column belongs to."""
        if self.questionnaire is None:
            return None
        return self.questionnaire.variable(name) or next((question for question in self.questionnaire.questions if name in question.answer_columns), None)

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
    for code, faulty in (("weights_missing", ~np.isfinite(values)), ("weights_negative", values < 0)):
        if faulty.any():
            rows = [str(row) for row in engine.frame.index[faulty][:5]]
            raise SurveyKitError(code, where=name, got=int(faulty.sum()), rows=", ".join(rows))
    if not values.any():
        raise SurveyKitError("weights_zero", where=name)
    return values
