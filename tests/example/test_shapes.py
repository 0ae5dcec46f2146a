"""The synthetic example as a file: same bytes, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example import shapes
from survey_kit.example.defects import DEFECTS, Line, Planted, export_lines
from survey_kit.example.google_forms import google_forms_csv
from survey_kit.example.limesurvey import limesurvey_csv, limesurvey_xlsx
from survey_kit.example.microsoft_forms import microsoft_forms_xlsx
from survey_kit.example.respondents import Respondents, synthetic_respondents
from survey_kit.example.shapes import PLATFORMS, default_name, example_bytes, usual_ending, write_example
from survey_kit.example.table import table_csv, table_xlsx
from survey_kit.loaders import read_export
from survey_kit.questionnaire.read import read_questionnaire

if TYPE_CHECKING:
    from survey_kit.survey.survey import Survey

BOOK = read_questionnaire("haut-rouergue")
Writer = Callable[[tuple[Line, ...]], bytes]
FILES: dict[str, tuple[str, Writer]] = {
    "limesurvey labels.csv": ("limesurvey", lambda lines: limesurvey_csv(BOOK, lines)),
    "limesurvey codes.csv": ("limesurvey", lambda lines: limesurvey_csv(BOOK, lines, codes=True, separator=";")),
    "limesurvey labels.xlsx": ("limesurvey", lambda lines: limesurvey_xlsx(BOOK, lines)),
    "limesurvey codes.xlsx": ("limesurvey", lambda lines: limesurvey_xlsx(BOOK, lines, codes=True)),
    "google sheet.csv": ("google_forms", lambda lines: google_forms_csv(BOOK, lines)),
    "google direct.csv": ("google_forms", lambda lines: google_forms_csv(BOOK, lines, direct=True)),
    "microsoft.xlsx": ("microsoft_forms", lambda lines: microsoft_forms_xlsx(BOOK, lines)),
    "table.xlsx": ("table", lambda lines: table_xlsx(BOOK, lines)),
    "table.csv": ("table", lambda lines: table_csv(BOOK, lines)),
}
# the note that tells each defect; a month as MM/YYYY is told where the shape writes months in another way
TOLD = {
    "test_rows": "test_row", "refusal": "consent_refused", "duplicate": "duplicate_row",
    "commune_capitals": "place_spelling", "commune_postcode": "place_spelling", "commune_plain": "place_spelling",
    "commune_former": "place_old_name", "commune_short": "place_short", "place_arrondissement": "place_spelling",
    "month_in_words": "date_changed", "month_first": "date_changed", "day_first": "date_changed",
    "unit": "number_changed", "hours": "number_changed", "decimal": "number_changed",
    "price_range": "range_repaired", "days_range": "range_repaired",
    "routing": "routing_contradiction", "exclusive": "exclusive_removed",
}  # fmt: skip
TOLD_ELSEWHERE = {("google_forms", "month_first"), ("microsoft_forms", "month_first")}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_two_runs_give_the_same_bytes(platform: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{usual_ending(platform)}"
    write_example(path, platform=platform, respondents=20)
    assert path.read_bytes() == example_bytes(platform=platform, respondents=20)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_names_tell_questionnaire_and_platform() -> None:
    assert default_name("x/mon-questionnaire.yaml", "google_forms") == "exemple-mon-questionnaire-google_forms.csv"


def test_an_unknown_platform_is_refused_with_those_there_are() -> None:
    with pytest.raises(SurveyKitError, match="limesurvey, google_forms") as caught:
        usual_ending("sphinx")
    assert caught.value.code == "example_platform"


def test_an_ending_that_the_platform_does_not_write_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SurveyKitError) as caught:
        write_example(tmp_path / "a.csv", platform="microsoft_forms")
    assert caught.value.code == "example_ending"
    assert not list(tmp_path.iterdir())


def test_nobody_is_no_example() -> None:
    with pytest.raises(SurveyKitError) as caught:
        example_bytes(respondents=0)
    assert caught.value.code == "example_respondents"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SurveyKitError) as caught:
        write_example(tmp_path / "nowhere" / "a.csv", respondents=5)
    assert caught.value.code == "example_folder"


def test_a_write_that_fails_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(SurveyKitError, match="No space left"):
        write_example(path, respondents=5)
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.csv"]


def test_every_shape_has_its_usual_ending() -> None:
    assert {platform: usual_ending(platform) for platform in shapes.SHAPES} == {
        "limesurvey": ".csv", "google_forms": ".csv", "microsoft_forms": ".xlsx", "table": ".xlsx",
    }  # fmt: skip


# ---- loading them again


@pytest.fixture(scope="module")
def people() -> Respondents:
    return synthetic_respondents(BOOK)


@pytest.fixture(scope="module")
def planted(people: Respondents) -> tuple[tuple[Line, ...], tuple[Planted, ...]]:
    return export_lines(people)


@pytest.fixture(scope="module", params=FILES)
def loaded(
    request: pytest.FixtureRequest, planted: tuple[tuple[Line, ...], object], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Survey]:
    path = tmp_path_factory.mktemp("shape") / request.param
    path.write_bytes(FILES[request.param][1](planted[0]))
    return request.param, read_export(path)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    def text(value: object) -> str:
        if pd.isna(value):
            return ""
        return f"{value:%Y-%m-%d %H:%M:%S}" if hasattr(value, "strftime") else f"{value:g}" if isinstance(value, float) else str(value)

    return frame.reset_index(drop=True).apply(lambda column: column.astype("object").map(text))


@pytest.fixture(scope="module")
def answered(people: Respondents) -> tuple[pd.DataFrame, pd.DataFrame]:
    return expected(people)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, pd.DataFrame]:
    path = tmp_path_factory.mktemp("reference") / "table.xlsx"
    write_example(path, platform="table")
    survey = read_export(path)
    return plain(survey.responses), plain(survey.missing)


def expected(people: Respondents) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What was answered stands outside the base when it is refused or not applicable; don't know stays in it, and is named."""
    answers, missing = people.answers.astype("object"), people.missing.copy()
    for question in people.questions:
        for choice in (choice for choice in question.choices if choice.missing and question.type != "multiple"):
            for column in question.answer_columns:
                hit = answers[column].eq(choice.code).fillna(value=False).astype(bool)
                missing.loc[hit, column] = choice.missing
                answers.loc[hit & (choice.missing != "dont_know"), column] = None
    return plain(answers), plain(missing)


def test_every_shape_loads_to_what_was_answered(loaded: tuple[str, Survey], answered: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    name, survey = loaded
    answers, missing = answered
    pd.testing.assert_frame_equal(plain(survey.responses)[answers.columns], answers)
    pd.testing.assert_frame_equal(plain(survey.missing)[missing.columns], missing)
    made = {variable.name for variable in BOOK.derived}
    assert set(survey.responses.columns) == set(answers.columns) | made
    assert survey.platform == FILES[name][0]
    assert survey.questionnaire.name == "haut-rouergue"


def test_every_shape_says_that_it_is_synthetic(loaded: tuple[str, Survey]) -> None:
    assert loaded[1].provenance.synthetic
    assert loaded[1].provenance.unmatched == ()


def test_165_of_169_are_kept(loaded: tuple[str, Survey]) -> None:
    provenance = loaded[1].provenance
    assert (provenance.received, len(loaded[1].responses)) == (169, 165)
    assert dict(provenance.left_out) == {"consent_refused": 1, "test_row": 2, "duplicate_row": 1}


def test_every_defect_is_told_at_its_row(loaded: tuple[str, Survey], planted: tuple[tuple[Line, ...], tuple[Planted, ...]]) -> None:
    name, survey = loaded
    platform = FILES[name][0]
    first = 4 if name == "table.xlsx" else 2
    spoilt_by_spreadsheets = {defect.name for defect in DEFECTS if defect.spreadsheet}
    told = {(note.code, note.row) for note in survey.notes}
    for defect in planted[1]:
        shown = defect.name not in spoilt_by_spreadsheets or platform in {"google_forms", "microsoft_forms"} or name == "table.xlsx"
        if shown and (platform, defect.name) not in TOLD_ELSEWHERE:
            assert (TOLD[defect.name], defect.line + first) in told, defect


def test_derived_variables_are_the_same_from_every_shape(loaded: tuple[str, Survey], reference: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    pd.testing.assert_frame_equal(plain(loaded[1].responses), reference[0][loaded[1].responses.columns])
    pd.testing.assert_frame_equal(plain(loaded[1].missing), reference[1][loaded[1].missing.columns])


def test_every_note_can_be_read(loaded: tuple[str, Survey]) -> None:
    assert all(note.text("fr") and note.text("en") for note in loaded[1].notes)


EVERY_TYPE = """
name: tout
title: {fr: Tous les types}
questions:
  - {name: a, type: single, wording: Choix, choices: {x: oui, y: non, z: {fr: autre, opens_text: true}}}
  - {name: b, type: multiple, wording: Cases, maximum: 2, choices: {1: "un, deux", 2: deux, 3: trois, 9: {fr: aucun, exclusive: true}}}
  - {name: c, type: scale, wording: Note, scale: [0, 10], asked_if: a in 'x'}
  - {name: d, type: matrix, wording: "Êtes-vous d'accord ?", scale: [1, 4], items: {k: kilo, l: litre}}
  - {name: e, type: integer, wording: Nombre, bounds: [3, 9]}
  - {name: f, type: decimal, wording: Mesure}
  - {name: g, type: date, wording: Jour}
  - {name: h, type: datetime, wording: Moment}
  - {name: i, type: month, wording: Mois}
  - {name: j, type: yes_no, wording: "Venez-vous ?"}
  - {name: k, type: place, wording: Lieu}
  - {name: l, type: ranking, wording: Vos préférences, maximum: 2, choices: {1: le premier, 2: le deuxième, 3: le troisième}}
  - {name: m, type: text, wording: Remarque}
  - {name: n, type: single, wording: Laquelle compte le plus, choices_from: b}
"""


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_type_of_question_loads_to_what_was_answered(platform: str, tmp_path: Path) -> None:
    book = tmp_path / "tout.yaml"
    book.write_text(EVERY_TYPE, encoding="utf-8")
    path = tmp_path / default_name(book, platform)
    write_example(path, questionnaire=book, platform=platform, respondents=60)
    answers, missing = expected(synthetic_respondents(read_questionnaire(book), 60))
    survey = read_export(path, questionnaire=book)
    pd.testing.assert_frame_equal(plain(survey.responses), answers)
    pd.testing.assert_frame_equal(plain(survey.missing), missing)
