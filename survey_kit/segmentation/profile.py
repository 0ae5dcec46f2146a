"""Segments told to people: how large, what marks them, what they are called, and the answers that are typical of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.errors import wording
from survey_kit.segmentation.description import describe_segments, told_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.questionnaire.model import Derived, Question

SEGMENT: Final = "segment"
# What makes an answer mark a segment: more than chance would leave, a third more than everybody, and given by enough of it.
MARKING: Final = 2.0
LIFT: Final = 1.3
HELD: Final = 0.3
# A name is better made of answers that most of the segment gave.
MOST: Final = 0.5
IN_A_NAME: Final = 2
TOLD: Final = 6
# Letters that two answers share when they say nearly the same.
ROOT: Final = 6
# Respondents who gave an answer, and who didn't, for it to stand at an end of a gradient, and how many stand there.
COMMON: Final = 15
AT_AN_END: Final = 4
LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Marker:
    """An answer that a segment gives more than everybody (`category` empty for a number, `share_in` and `share_all` then being means; `v_test`
    below 0 for a smaller one), and how it is worded by language. `alone` says that it is understood without its question; `given` is the share of the whole
    segment that gave it, whoever was asked.
    """

    variable: str
    category: str
    share_in: float
    share_all: float
    v_test: float
    labels: Mapping[str, str]
    alone: bool = True
    given: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """A segment. `share` (weighted, 0 to 1) with its interval, `base` (respondents) and `base_share` (unweighted); `markers`, the clearest first;
    `names` by language, `name` in French; `portrait` the commonest answer to each question that marks it: nobody's own answers.
    """

    segment: int
    names: Mapping[str, str]
    share: float
    low: float
    high: float
    base: int
    base_share: float
    markers: tuple[Marker, ...]
    portrait: tuple[Marker, ...]

    @property
    def name(self) -> str:
        """str: in French."""
        return self.names["fr"]


def profiles(design: Design, labels: pd.Series[Any], variables: Sequence[str]) -> list[Profile]:
    """list of Profile: of each segment, in order, described by the variables that it was made from."""
    table = describe_segments(design, labels, variables, active=variables)
    answered = _answered(design, labels, variables)
    marks = {segment: _markers(design, table[table[SEGMENT] == segment], answered) for segment in sorted(set(table[SEGMENT].tolist()))}
    names = named({segment: found for segment, (found, _) in marks.items()})
    sizes = _sizes(design, labels)
    return [Profile(segment, names[segment], *sizes[segment], found[:TOLD], portrait) for segment, (found, portrait) in marks.items()]


def ends(design: Design, place: Array, variables: Sequence[str]) -> tuple[tuple[Mapping[str, str], ...], tuple[Mapping[str, str], ...]]:
    """tuple of labels by language, twice: the answers that stand at each end of a gradient, the clearest first, one a question; answers of few,
    or of nearly all, stand nowhere.
    """
    weights = design.weights / design.weights.sum()
    moved = place - weights @ place
    found: list[tuple[float, str, Mapping[str, str]]] = []
    for part in told_parts(design, variables):
        told = part.answered
        for code, level in enumerate(part.levels):
            inside = told & (part.codes == code)
            if min(inside.sum(), (told & ~inside).sum()) >= COMMON and _positive_answer(level):
                mean = float(design.weights[inside] @ moved[inside] / design.weights[inside].sum())
                strength = mean * np.sqrt(inside.mean() / max(1 - inside.mean(), 1e-9))
                found.append((strength, _question(design, part.name), _labelled(design, part.name, level, strength)))
        if part.numeric:
            centred = part.numbers[told] - np.average(part.numbers[told], weights=design.weights[told])
            spread = np.sqrt(np.average(centred**2, weights=design.weights[told])) or 1.0
            strength = float(np.average(centred * moved[told], weights=design.weights[told]) / spread)
            found += [
                (sign * abs(strength), _question(design, part.name), _labelled(design, part.name, "", sign * strength)) for sign in (-1, 1)
            ]
    return _end(found, -1), _end(found, 1)


def placed_answers(design: Design, places: Array, variables: Sequence[str]) -> list[tuple[Mapping[str, str], Array]]:
    """list of (labels by language, rows): answers that enough respondents gave, and enough didn't, those farthest from the middle first."""
    found: list[tuple[float, Mapping[str, str], Array]] = []
    for part in told_parts(design, variables):
        told = part.answered & (design.weights > 0)
        for code, level in enumerate(part.levels):
            inside = told & (part.codes == code)
            if min(inside.sum(), (told & ~inside).sum()) >= COMMON and _positive_answer(level):
                mean = np.average(places[inside], axis=0, weights=design.weights[inside])
                found.append((float((mean**2).sum()) * float(inside.sum()), _labelled(design, part.name, level, 1.0), inside))
    return [(labels, inside) for _, labels, inside in sorted(found, key=lambda each: -each[0])]


def _end(found: Sequence[tuple[float, str, Mapping[str, str]]], sign: int) -> tuple[Mapping[str, str], ...]:
    first: dict[str, Mapping[str, str]] = {}
    for strength, question, labels in sorted(found, key=lambda each: -sign * each[0]):
        if sign * strength > 0:
            first.setdefault(question, labels)
    return tuple(first.values())[:AT_AN_END]


def _labelled(design: Design, variable: str, category: str, value: float) -> dict[str, str]:
    return {lang: worded(design, variable, category, value, lang) for lang in LANGUAGES}


def _sizes(design: Design, labels: pd.Series[Any]) -> dict[int, tuple[float, float, float, int, float]]:
    """dict: by segment the weighted share and its interval, the respondents, and their share unweighted."""
    from survey_kit.estimation.estimators import proportion

    own = labels.astype("object").where(labels.notna(), None).map(lambda value: None if value is None else str(value))
    told = proportion(design.extended({SEGMENT: own}), SEGMENT).to_frame()
    counts = labels[design.weights > 0].value_counts()
    found = {}
    for line in told.to_dict("records"):
        segment = int(str(line["category"]))
        count = int(counts[segment])
        found[segment] = (float(line["estimate"]), float(line["ci_low"]), float(line["ci_high"]), count, count / int(counts.sum()))
    return found


def _answered(design: Design, labels: pd.Series[Any], variables: Sequence[str]) -> dict[tuple[Any, str], float]:
    """dict: (segment, column) to the weighted share of the segment that answered."""
    found: dict[tuple[Any, str], float] = {}
    for segment in labels.dropna().unique():
        inside = design.weights * (labels == segment).to_numpy(dtype=float, na_value=0.0)
        found |= {(segment, part.name): float(inside @ part.answered / inside.sum()) for part in told_parts(design, variables)}
    return found


def _markers(design: Design, lines: pd.DataFrame, answered: Mapping[tuple[Any, str], float]) -> tuple[tuple[Marker, ...], tuple[Marker, ...]]:
    """tuple of Marker, twice: answers that mark the segment, the clearest first, one a question; and its commonest answers."""
    found = [marker for marker in _all(design, lines, answered) if _positive(marker)]
    marking = [marker for marker in found if _marks(marker)]
    marking.sort(key=lambda each: (-_telling(each), each.variable, each.category))
    first: dict[str, Marker] = {}
    for marker in marking:
        if not any(_alike(marker.labels["fr"], other.labels["fr"]) for other in first.values()):
            first.setdefault(_question(design, marker.variable), marker)
    common: dict[str, Marker] = {}
    for marker in sorted(found, key=lambda each: -each.share_in):
        if marker.category and marker.variable in {each.variable for each in first.values()}:
            common.setdefault(marker.variable, marker)
    return tuple(first.values()), tuple(common.values())


def _all(design: Design, lines: pd.DataFrame, answered: Mapping[tuple[Any, str], float]) -> Iterator[Marker]:
    for line in lines.to_dict("records"):
        variable, category, value = str(line["variable"]), str(line["category"]), float(line["v_test"])
        labels = _labelled(design, variable, category, value)
        known = design.variable(variable)
        code = variable.partition("__")[2] or category
        alone = known is None or not needs_question(known, code)
        inside = float(line["share_in"])
        given = inside * answered.get((line[SEGMENT], variable), 1.0)
        yield Marker(variable, category, inside, float(line["share_all"]), value, labels, alone, given)


def _positive(marker: Marker) -> bool:
    """bool: whether it says what respondents do, not what they don't: an option not ticked, a "no", makes no name."""
    return _positive_answer(marker.category)


def _positive_answer(category: str) -> bool:
    return category.casefold() not in {"false", "non", "no", "0", "rare", "not_answered"}


def _marks(marker: Marker) -> bool:
    if not np.isfinite(marker.v_test):
        return False
    if not marker.category:
        return abs(marker.v_test) >= MARKING
    return marker.v_test >= MARKING and marker.share_in >= LIFT * marker.share_all and marker.share_in >= HELD


def _telling(marker: Marker) -> float:
    """float: how well it would make a name: the clearer the better, an answer of most of the segment twice, a number less than an answer."""
    if not marker.category or not marker.alone:
        return abs(marker.v_test) / 2
    return abs(marker.v_test) * (2 if marker.share_in >= MOST else 1)


def _question(design: Design, column: str) -> str:
    known = design.variable(column)
    return known.name if known else column.partition("__")[0].partition(":")[0] if "__" in column else column


def worded(design: Design, variable: str, category: str, value: float, lang: str) -> str:
    """str: an answer in a few words of a language; for a number, whether it is higher or lower."""
    known = design.variable(variable)
    code = variable.partition("__")[2]
    item = next((each for each in getattr(known, "items", ()) if each.code == code), None)
    subject = _small(item.title(lang) if item else known.title(lang) if known else variable.replace("__", ": ").replace("_", " "))
    if not category:
        return wording("segment_higher" if value > 0 else "segment_lower", lang, subject=subject)
    answer = category
    if known is not None:
        asked = code if known.type == "multiple" else category
        answer = next((choice.title(lang) for choice in known.choices if choice.code == asked), category)
        if known.type in {"multiple", "single"}:
            return wording("segment_answer", lang, subject=subject, answer=answer) if needs_question(known, asked) else answer
    if category.casefold() in {"true", "oui", "yes", "1"}:
        return subject
    return wording("segment_answer", lang, subject=subject, answer=answer)


def needs_question(known: Question | Derived, code: str) -> bool:
    """bool: whether an answer says nothing without its question: a step of a scale ("a lot"), "none of these", "don't know"."""
    choice = known.choice(code)
    return known.ordered or (choice is not None and (choice.exclusive or bool(choice.missing)))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def named(marks: Mapping[Any, Sequence[Marker]]) -> dict[Any, dict[str, str]]:
    """dict: by segment its name by language: the two answers that mark it most, of those that most of it gave; a third where two segments would be called
    alike. Where most gave none of them the name says that they are only given more often.
    """
    return {segment: {lang: _distinct(marks, segment, lang) for lang in LANGUAGES} for segment in marks}


def _distinct(marks: Mapping[Any, Sequence[Marker]], segment: Any, lang: str) -> str:
    for length in range(IN_A_NAME, TOLD + 1):
        name = _named(marks[segment], lang, length)
        others = {_named(found, lang, length) for other, found in marks.items() if other != segment}
        if name and name not in others:
            return name
    return wording("segment_unnamed", lang, number=segment)


def _named(markers: Sequence[Marker], lang: str, length: int) -> str:
    own = [marker for marker in markers if not marker.category or marker.given >= MOST]
    others = [marker for marker in markers if marker.category]
    if others and not any(marker.category for marker in own):
        return wording("segment_more_often", lang, answers=_name(others, lang, length, capital=False))
    return _name(own, lang, length)


def _name(markers: Sequence[Marker], lang: str, length: int, *, capital: bool = True) -> str:
    parts: list[str] = []
    for marker in markers:
        told = marker.labels[lang]
        if not any(_alike(told, other) for other in parts):
            parts.append(told)
    joined = ", ".join(parts[:length])
    return joined[:1].upper() + joined[1:] if capital else joined


def _alike(one: str, other: str) -> bool:
    """bool: whether two answers begin with the same word, as "retired" and "retired person" do."""
    first, second = (text.casefold()[:ROOT] for text in (one, other))
    return first == second
