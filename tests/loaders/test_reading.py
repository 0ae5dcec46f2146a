import random
import resource
import time
from functools import partial

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example.defects import export_lines
from survey_kit.example.google_forms import google_forms_csv
from survey_kit.example.limesurvey import limesurvey_csv, limesurvey_xlsx
from survey_kit.example.microsoft_forms import microsoft_forms_xlsx
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.example.table import table_csv, table_xlsx
from survey_kit.loaders.correspondences import write_correspondences
from survey_kit.loaders.reading import matching_notes, read_answers, unmatched
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.survey.survey import Match

REFUSED = {
    "limesurvey/limonaid_testing-multilingual-export.txt": "export_is_structure",
    "redcap/checkboxes-1_dictionary.csv": "export_is_structure",
    "xlsform/unhcr_XLSform_template.xlsx": "export_is_structure",
    "spss_stata/mass_survey_student.sav": "export_statistics",
    "spss_stata/pyreadstat_missing_test.dta": "export_statistics",
    "spss_stata/pyreadstat_simple_alltypes.sav": "export_statistics",
}
# rows, columns and platform as counted by hand (or by the README beside the files)
LOADED = {
    "google_forms/fr_teletravail_benavent.csv": (100, 11, "google_forms"),
    "google_forms/en_osmi2014_remote_work.csv": (1259, 26, "table"),
    "google_forms/pandemic_programming_export_2020-04-16.csv": (2225, 109, "table"),
    "limesurvey/fr_drcinternet_labels.csv": (68, 201, "limesurvey"),
    "limesurvey/cpesr_barometre_results-anon.csv": (2234, 70, "limesurvey"),
    "limesurvey/patrimoine_vaud_results-survey4914.xlsx": (348, 22, "limesurvey"),
    "limesurvey/de_blur_codes.csv": (141, 110, "limesurvey"),
    "limesurvey/limonaid_survey_100001_R_data_file.csv": (3, 646, "limesurvey"),
    "limesurvey/limonaid_survey_998192_R_data_file.csv": (7, 71, "limesurvey"),
    "kobo/fr_bandou_agents_kobo.csv": (449, 19, "table"),
    "kobo/en_unhcr_koboloadeR_MainDataFrame.csv": (381, 236, "table"),
    "kobo/formpack_generated/grouped_repeatable_labels.csv": (6, 8, "table"),
    "kobo/formpack_generated/grouped_repeatable_labels.xlsx": (6, 8, "table"),
    "kobo/formpack_generated/or_other_xml.csv": (3, 14, "table"),
    "kobo/formpack_generated/or_other_xml.xlsx": (3, 14, "table"),
    "kobo/formpack_generated/restaurant_profile_xml.csv": (8, 14, "table"),
    "kobo/formpack_generated/restaurant_profile_xml.xlsx": (8, 14, "table"),
    "qualtrics/en_climate_experts_3rows.csv": (452, 26, "table"),
    "surveymonkey/538_thanksgiving-2015-poll-data.csv": (1058, 65, "table"),
    "other_panel/nsw_2020_rws.csv": (1507, 73, "table"),
    "weighted/us_household_pulse_week63_telework_moves.csv.gz": (79371, 31, "table"),
    "weighted/us_ca_telework_OPSR.csv": (1584, 35, "table"),
    "redcap/checkboxes-1_data.csv": (4, 13, "table"),
    "sphinx/exp_QuestionnairevilledAnnecy.xlsx": (25, 33, "table"),
}


def test_every_real_export_is_loaded_or_refused_with_its_reason(shared):
    folder = shared / "exports"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"}
    assert files == LOADED.keys() | REFUSED.keys()
    for name, (rows, columns, platform) in LOADED.items():
        reading = read_answers(folder / name)
        found = reading.provenance
        assert all(note.text("fr") and note.text("en") for note in reading.notes)
        assert (name, found.received, found.columns, found.platform) == (name, rows, columns, platform)
    for name, code in REFUSED.items():
        with pytest.raises(SurveyKitError) as caught:
            read_answers(folder / name)
        assert (name, caught.value.code) == (name, code)


@pytest.fixture(scope="module")
def example():
    book = read_questionnaire("haut-rouergue")
    return book, export_lines(synthetic_respondents(book))[0]


@pytest.mark.parametrize(
    ("platform", "name", "write"),
    [
        ("limesurvey", "e.csv", limesurvey_csv),
        ("limesurvey", "e.csv", partial(limesurvey_csv, codes=True)),
        ("limesurvey", "e.csv", partial(limesurvey_csv, separator=";")),
        ("limesurvey", "e.csv", partial(limesurvey_csv, separator="\t")),
        ("limesurvey", "e.xlsx", limesurvey_xlsx),
        ("limesurvey", "e.xlsx", partial(limesurvey_xlsx, codes=True)),
        ("google_forms", "e.csv", google_forms_csv),
        ("google_forms", "e.csv", partial(google_forms_csv, direct=True)),
        ("microsoft_forms", "e.xlsx", microsoft_forms_xlsx),
        ("table", "e.csv", table_csv),
        ("table", "e.xlsx", table_xlsx),
    ],
)
def test_every_shape_of_the_example_finds_its_questions(tmp_path, example, platform, name, write):
    book, lines = example
    (tmp_path / name).write_bytes(write(book, lines))
    reading = read_answers(tmp_path / name)
    found = reading.provenance
    assert (found.platform, found.received, reading.questionnaire.name, found.synthetic) == (platform, len(lines), book.name, True)
    assert found.unmatched == ()
    assert all(one.used for one in found.matches)
    asked = {question.name for question in book.questions if question.role != "weight"}
    assert {one.variable.split("__")[0] for one in found.matches} >= asked - {"started"}
    assert (found.first_day.year, found.last_day.year) == (2022, 2022)
    assert all(note.text("fr") and note.text("en") for note in reading.notes)


def test_a_real_french_google_export_is_dated(shared):
    found = read_answers(shared / "exports/google_forms/fr_teletravail_benavent.csv").provenance
    assert (f"{found.first_day}", f"{found.last_day}") == ("2021-10-20", "2021-11-22")


def headings(count=8):
    return [question.wordings["fr"] for question in read_questionnaire("haut-rouergue").questions[1 : 1 + count]]


def write(path, rows, separator=";"):
    path.write_text("\n".join(separator.join(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def export(tmp_path):
    rows = [
        ["submitted", "Adresse mail", *headings()],
        *([f"2022-04-0{day} 10:00:00", f"p{day}@example.org", *"abcdefgh"] for day in (3, 1, 2)),
    ]
    return write(tmp_path / "export.csv", rows)


def test_provenance_says_where_everything_went(export):
    found = read_answers(export)
    told = found.provenance
    assert (told.file, told.platform, told.received, told.columns) == ("export.csv", "table", 3, 10)
    assert (f"{told.first_day}", f"{told.last_day}") == ("2022-04-01", "2022-04-03")
    assert told.personal == {"email": 1}
    assert told.unmatched == ()
    assert not told.synthetic
    assert found.questionnaire.name == "haut-rouergue"
    assert {one.variable for one in told.matches} >= {"situation", "commune", "submitted"}
    assert "example.org" not in repr(found)


def test_an_export_that_fits_nothing_has_no_questionnaire(tmp_path):
    found = read_answers(write(tmp_path / "e.csv", [["a", "b"], ["1", "2"]]))
    assert (found.questionnaire, found.matches, found.provenance.unmatched) == (None, (), ("a", "b"))


def test_a_questionnaire_is_taken_by_name_by_path_or_as_it_is(export, root):
    book = read_questionnaire("haut-rouergue")
    for given in ("haut-rouergue", root / "questionnaires" / "haut-rouergue.yaml", book):
        assert read_answers(export, given).questionnaire == book


def test_a_questionnaire_that_shares_nothing_is_refused(tmp_path):
    with pytest.raises(SurveyKitError, match="haut-rouergue") as caught:
        read_answers(write(tmp_path / "e.csv", [["pointure", "taille"], ["41", "170"]]), "haut-rouergue")
    assert caught.value.code == "questionnaire_foreign"


def test_corrections_beside_the_export_are_read_and_told(export):
    text = export.read_text(encoding="utf-8").replace("Depuis quel mois y habitez-vous ?", "Mois d'arrivée")
    export.write_text(text, encoding="utf-8")
    assert read_answers(export).provenance.unmatched == ("Mois d'arrivée",)
    write_correspondences([Match("Mois d'arrivée", "settled_month", 1.0, "", position=4)], export.with_name("correspondances.csv"))
    found = read_answers(export)
    assert found.provenance.unmatched == ()
    assert "correspondences_read" in [note.code for note in found.notes]
    assert [one.how for one in found.matches if one.variable == "settled_month"] == ["correction"]


def test_a_proposal_can_be_confirmed_by_writing_yes(export, tmp_path):
    text = export.read_text(encoding="utf-8").replace("Depuis quel mois y habitez-vous ?", "Depuis quel mois y vivez-vous ?")
    export.write_text(text, encoding="utf-8")
    before = read_answers(export)
    assert "match_proposed" in [note.code for note in before.notes]
    path = tmp_path / "export-correspondances.csv"
    write_correspondences(before.matches, path)
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";non;", ";oui;"), encoding="utf-8-sig")
    assert "settled_month" in {one.variable for one in read_answers(export).matches if one.used}


def test_a_correction_to_a_variable_that_does_not_exist_is_refused(export):
    write_correspondences(
        [Match("Depuis quel mois y habitez-vous ?", "setled_month", 1.0, "", position=4)], export.with_name("correspondances.csv")
    )
    with pytest.raises(SurveyKitError, match="settled_month") as caught:
        read_answers(export)
    assert caught.value.code == "correspondences_variable"


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b", "donnees_fictives"], ["1", "2", "oui"]],
        [["a", "b", "Données fictives"], ["1", "2", "Oui"]],
        [["Données fictives : essai", "", ""], ["a", "b", "c"], ["1", "2", "3"]],
        [["Horodateur", "b", "Données fictives"], ["25/04/2022 10:00:00", "2", "Oui"]],
    ],
)
def test_made_up_data_say_so(tmp_path, rows):
    found = read_answers(write(tmp_path / "e.csv", rows))
    assert found.provenance.synthetic
    assert "Données fictives" not in found.provenance.unmatched


def test_a_column_that_nobody_filled_does_not_make_data_fictitious(tmp_path):
    assert not read_answers(write(tmp_path / "e.csv", [["a", "b", "donnees_fictives"], ["1", "2", ""]])).provenance.synthetic


def test_notes_tell_what_is_uncertain_and_nothing_of_what_is_certain():
    matches = (
        Match("a", "x", 1.0, "wording", position=0),
        Match("b", "y", 0.95, "close wording", position=1),
        Match("c", "z", 0.8, "close wording", used=False, position=2),
        Match("d", "x", 1.0, "repeated", used=False, position=3),
        Match("e", "v", 1.0, "correction", used=False, position=4),
        Match("f", "w", 0.9, "order", position=5),
    )
    assert [(note.code, note.column) for note in matching_notes(matches)] == [
        ("match_close", "b"),
        ("match_proposed", "c"),
        ("match_repeated", "d"),
        ("match_by_order", "f"),
    ]


def test_a_time_that_cannot_be_read_is_told_by_its_row(export):
    export.write_text(export.read_text(encoding="utf-8").replace("2022-04-01 10:00:00", "20O2-04-01 10:00:00"), encoding="utf-8")
    found = read_answers(export)
    assert [(note.row, note.column) for note in found.notes if note.code == "time_unread"] == [(3, "submitted")]
    assert f"{found.provenance.first_day}" == "2022-04-02"


def test_a_broken_file_is_refused_or_read_and_never_a_crash(export, tmp_path):
    content = export.read_bytes()
    draw = random.Random(7)  # noqa: S311 the same breaks in each run
    for _ in range(150):
        broken = bytearray(content)
        for _ in range(draw.randint(1, 12)):
            broken[draw.randrange(len(broken))] = draw.choice(b'\x00\x80\xff";,\n\r\t[]0 ')
        (tmp_path / "broken.csv").write_bytes(broken[: draw.randint(1, len(broken))])
        try:
            read_answers(tmp_path / "broken.csv")
        except SurveyKitError as error:
            assert error.message("fr")  # noqa: PT017 either outcome is right, a traceback is not


def test_unmatched_columns_keep_their_order_and_doubles(export):
    found = read_answers(export)
    assert unmatched(found.answers, ()) == tuple(headings())


@pytest.mark.slow
def test_a_large_limesurvey_file_is_read_in_time(tmp_path):
    """200,000 rows of 60 columns: what is left of 15 seconds and 2 GB must be enough for the typing of the cells."""
    path = tmp_path / "results-survey1.csv"
    answers = ["très souvent, presque toujours", "parfois", "jamais ou presque", "", "N/A"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        names = ["id", "submitdate", "lastpage", "startlanguage", *(f"Q{place}" for place in range(56))]
        file.write(",".join(f'"{name}"' for name in names) + "\r\n")
        for row in range(200_000):
            cells = [
                str(row),
                f"2022-04-{1 + row % 28:02} 10:{row % 60:02}:00",
                "5",
                "fr",
                *(answers[(row * 7 + place * 3) % 5] for place in range(55)),
                f"texte libre {row}",
            ]
            file.write(",".join(f'"{cell}"' for cell in cells) + "\r\n")
    start = time.process_time()
    found = read_answers(path)
    assert time.process_time() - start < 12
    assert found.provenance.received == 200_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000
