"""Rows that are no usable response: consent refused, trials, nothing answered, never sent, sent twice. Each is left out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.texts import normal
from survey_kit.survey.labels import NO
from survey_kit.survey.recode import parts_of_questions
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.answers import Answers, Column
    from survey_kit.questionnaire.model import Question, Questionnaire
    from survey_kit.survey.survey import Match
    from survey_kit.survey.typed import Typed

# in this order: a row is left out for the first reason that holds
REASONS: Final = ("empty_row", "consent_refused", "test_row", "partial_row", "duplicate_row")
TRIAL: Final = re.compile(
    r"(?:c est un |ceci est un |ceci n est qu un |this is (?:just )?a |just a )?(?:test|essai|testing)s?"
    r"(?: (?:test|essai|a supprimer|supprimer|a effacer|effacer|ne pas tenir compte|to delete|delete|delete me|please delete|please ignore|ignore|svp|merci|\d{1,3}))*"
    r"|toto(?: tata)?|tata|azerty(?:uiop)?|qwerty(?:uiop)?|asdf(?:gh)?|lorem ipsum.{0,200}|(?P<sign>[a-z])(?P=sign){3,}|blablabla"
)
PREVIEWS: Final = frozenset({"survey preview", "survey test", "preview"})
UNFINISHED: Final[Mapping[str, frozenset[str]]] = {
    "finished": frozenset({"false", "0", "faux"}),
    "response type": frozenset({"partial", "partielle"}),
    "draft": frozenset({"1", "x", "yes", "oui", "true"}),
    "brouillon": frozenset({"1", "x", "yes", "oui", "true"}),
}
ANSWERED: Final = ("answer", "other_text", "comment", "weight")
ADJACENT: Final = np.timedelta64(10, "m")
ENOUGH: Final = 5
# the odds, under independence, that two of all rows agree by chance must be smaller than this where no time tells
BY_CHANCE: Final = 1e-6


def unusable(
    answers: Answers, questionnaire: Questionnaire, matches: Sequence[Match], typed: Typed
) -> tuple[dict[int, str], tuple[Note, ...]]:
    """(dict, tuple of Note): place of a row (from 0) to the code of the reason why it is left out, and a note of each."""
    masks = {
        "empty_row": _empty(questionnaire, typed),
        "consent_refused": _refused(questionnaire, typed),
        "test_row": _trials(answers, questionnaire, matches),
        "partial_row": _partial(answers),
    }
    found: dict[int, str] = {}
    for code in REASONS[:-1]:
        for place in np.flatnonzero(masks[code]):
            found.setdefault(int(place), code)
    twins = _twins(answers, found.keys())
    found |= dict.fromkeys(twins, "duplicate_row")
    notes = tuple(
        Note(code, answers.rows[place], values={"other": answers.rows[twins[place]]} if place in twins else {})
        for place, code in sorted(found.items())
    )
    return found, notes


def _empty(questionnaire: Questionnaire, typed: Typed) -> NDArray[np.bool_]:
    """ndarray of bool: the rows in which no question is answered, those that run the survey aside."""
    columns = [
        column for question in questionnaire.questions if not question.role for column in question.columns if column in typed.missing
    ]
    silent = np.ones(len(typed.missing), dtype=bool)
    for column in columns:
        kinds = typed.missing[column].to_numpy()
        silent &= typed.responses[column].isna().to_numpy() & ((kinds == "not_asked") | (kinds == "not_answered"))
    consent = questionnaire.role("consent")
    if consent is not None and consent.name in typed.responses:
        silent &= ~_says_no(typed.responses[consent.name], consent)
    return silent


def _refused(questionnaire: Questionnaire, typed: Typed) -> NDArray[np.bool_]:
    consent = questionnaire.role("consent")
    if consent is None or consent.name not in typed.responses:
        return np.zeros(len(typed.responses), dtype=bool)
    return _says_no(typed.responses[consent.name], consent)


def _says_no(values: pd.Series[str], consent: Question) -> NDArray[np.bool_]:
    no = {choice.code for choice in consent.choices if choice.code in {"0", *NO} or choice.number == 0 or {*choice.labels.values()} & {*NO}}
    return values.isin(list(no)).to_numpy(dtype=bool)


def _trials(answers: Answers, questionnaire: Questionnaire, matches: Sequence[Match]) -> NDArray[np.bool_]:
    """ndarray of bool: the rows whose free text says that they are a trial, or that the platform marks as a preview."""
    open_ = _open_columns(answers, questionnaire, matches)
    found = np.zeros(len(answers.rows), dtype=bool)
    for column in answers.columns:
        texts = set(column.values)
        if column.position in open_:
            marked = {text for text in texts if 3 <= len(text) <= 240 and TRIAL.fullmatch(normal(text))}
        elif column.role == "metadata":
            marked = {text for text in texts if text and text.strip().casefold() in PREVIEWS}
        else:
            continue
        if marked:
            found |= np.fromiter((value in marked for value in column.values), dtype=bool, count=len(column.values))
    return found


def _open_columns(answers: Answers, questionnaire: Questionnaire, matches: Sequence[Match]) -> set[int]:
    """set of int: positions of the columns in which people write: open questions, places, texts of "other", comments."""
    given = parts_of_questions(answers, questionnaire, matches)
    open_ = {column.position for column in answers.columns if column.role in {"other_text", "comment"}}
    for question in questionnaire.questions:
        for part, column in given.get(question.name, ()):
            if question.type in {"text", "place"} or (part == "other" and question.has_other):
                open_.add(column.position)
    return open_


def _partial(answers: Answers) -> NDArray[np.bool_]:
    """ndarray of bool: the rows that were begun and never sent, where the export tells."""
    found = np.zeros(len(answers.rows), dtype=bool)
    for column in answers.columns:
        if column.role == "submitted" and any(value.strip() for value in column.values):
            found |= np.fromiter((not value.strip() for value in column.values), dtype=bool, count=len(column.values))
        elif column.role == "metadata" and (signs := UNFINISHED.get(normal(column.heading))):
            found |= np.fromiter((value.strip().casefold() in signs for value in column.values), dtype=bool, count=len(column.values))
    return found


def _twins(answers: Answers, left_out: Iterable[int]) -> dict[int, int]:
    """dict: place of a row that repeats an earlier one to the place of that one."""
    skipped = set(left_out)
    held = [pd.factorize(_array(column))[0] for column in answers.columns if column.role in ANSWERED]
    if not held:
        return {}
    same = _same_rows(held)
    likely = _likely(answers, held)
    times = _times(answers)
    precise = _are_precise(times)
    twins: dict[int, int] = {}
    for places in same:
        usable = [place for place in places if place not in skipped]
        for place in usable[1:]:
            if _is_twin(usable[0], place, times, precise=precise, enough=likely(usable[0])):
                twins[place] = usable[0]
    return twins


def _array(column: Column) -> NDArray[np.object_]:
    array = np.empty(len(column.values), dtype=object)
    array[:] = column.values
    return array


def _same_rows(held: Sequence[NDArray[np.intp]]) -> Iterator[list[int]]:
    """Iterator of list: the places of rows that hold the same texts throughout, where there are several."""
    hashed = np.zeros(len(held[0]), dtype=np.uint64)
    for codes in held:
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + (codes.astype(np.uint64) + np.uint64(1)) * np.uint64(0xC2B2AE3D27D4EB4F)
        hashed ^= hashed >> np.uint64(29)
    repeated = np.flatnonzero(pd.Series(hashed).duplicated(keep=False))
    groups: dict[tuple[int, ...], list[int]] = {}
    for place in repeated:
        groups.setdefault(tuple(int(codes[place]) for codes in held), []).append(int(place))
    yield from (places for places in groups.values() if len(places) > 1)


def _likely(answers: Answers, held: Sequence[NDArray[np.intp]]) -> Callable[[int], bool]:
    """Callable: whether a row says so much that no other respondent would answer the same throughout."""
    columns = [column for column in answers.columns if column.role in ANSWERED]
    size = len(answers.rows)

    def likely(place: int) -> bool:
        filled = [codes for codes, column in zip(held, columns, strict=True) if column.values[place].strip()]
        odds = sum(np.log(float((codes == codes[place]).sum()) / size) for codes in filled)
        return len(filled) >= ENOUGH and bool(2 * np.log(size) + odds < np.log(BY_CHANCE))

    return likely


def _times(answers: Answers) -> list[NDArray[np.datetime64]]:
    found = [
        pd.to_datetime(pd.Series(_array(column)), format="ISO8601", errors="coerce")
        for column in answers.columns
        if column.role in {"submitted", "started"}
    ]
    return [times.to_numpy(dtype="datetime64[s]") for times in found if times.notna().any()]


def _is_twin(first: int, other: int, times: Sequence[NDArray[np.datetime64]], *, precise: bool, enough: bool) -> bool:
    """bool: whether two rows of the same answers are one response: sent at the same time or just after; or too long to be chance."""
    known = [(column[first], column[other]) for column in times if not np.isnat(column[first]) and not np.isnat(column[other])]
    if known:
        return (precise and all(one == two for one, two in known)) or (enough and all(abs(two - one) <= ADJACENT for one, two in known))
    return enough


def _are_precise(times: Sequence[NDArray[np.datetime64]]) -> bool:
    """bool: whether times are told to the second: within one minute many may answer a short form alike."""
    return any(bool((column.astype("datetime64[m]") != column).any()) for column in (one[~np.isnat(one)] for one in times))
