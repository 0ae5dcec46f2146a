import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.errors import wording
from survey_kit.loaders.match import match
from survey_kit.questionnaire.answers import Answers, Column
from survey_kit.questionnaire.infer import draft, draft_with_guesses
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.questionnaire.write import write_yaml
from survey_kit.survey.recode import type_answers


def export(columns, platform="table", **fields):
    """Answers: of {heading: cells} or {(stem, part): cells}; a heading "!role name" has that role."""
    made = []
    for position, (heading, cells) in enumerate(columns.items()):
        stem, part = heading if isinstance(heading, tuple) else (heading, "")
        role, _, name = stem[1:].partition(" ") if stem.startswith("!") else ("answer", "", stem)
        made.append(Column(position, f"{name} [{part}]" if part else name, tuple(cells), role, stem=name, part=part))
    return Answers(platform, tuple(made), tuple(range(2, len(made[0].values) + 2)), **fields)


def typed(answers):
    """DataFrame: the answers typed by the questionnaire drafted from them."""
    book = draft(answers, name="essai")
    return type_answers(answers, book, match(answers, book, own_draft=True)).responses


FORM = {
    "!submitted Horodateur": ("2021-10-20 10:32:24", "2021-10-21 09:00:00", "2021-10-21 10:00:00", "2021-10-22 08:00:00"),
    "!identifier ID": ("1", "2", "3", "4"),
    "Combien de jours télétravaillez-vous par semaine ?": ("2", "0", "", "3"),
    "Sexe": ("Femme", "Homme", "Femme", "Femme"),
    ("Vos lieux", "chez moi"): ("Oui", "Non", "", "Oui"),
    ("Vos lieux", "au café"): ("Non", "Non", "", "Oui"),
    ("Êtes-vous d'accord ?", "le calme"): ("Plutôt d'accord", "Pas du tout d'accord", "NSP", "Tout à fait d'accord"),
    ("Êtes-vous d'accord ?", "le bruit"): ("Pas du tout d'accord", "Plutôt d'accord", "Plutôt d'accord", "NSP"),
    "!comment Remarques": ("rien", "", "", "une remarque"),
}


def test_a_form_becomes_a_codebook():
    book = draft(export(FORM), name="mon_enquete")
    assert book.drafted
    assert [(one.name, one.type, one.concept, one.aliases) for one in book.questions] == [
        ("submitted", "datetime", "", ("column:0",)),
        ("combien_de_jours_teletravaillez_vous_par", "integer", "telework_days", ("column:2",)),
        ("sexe", "single", "gender", ("column:3",)),
        ("vos_lieux", "multiple", "", ()),
        ("etes_vous_d_accord", "matrix", "", ()),
        ("remarques", "text", "comment", ("column:8",)),
    ]
    assert [(choice.code, choice.aliases) for choice in book.questions[3].choices] == [
        ("chez moi", ("column:4",)),
        ("au café", ("column:5",)),
    ]
    grid = book.questions[4]
    assert [choice.code for choice in grid.choices] == ["Pas du tout d'accord", "Plutôt d'accord", "Tout à fait d'accord", "NSP"]
    assert [(item.code, item.aliases) for item in grid.items] == [("le calme", ("column:6",)), ("le bruit", ("column:7",))]
    assert (book.questions[1].chapter, book.questions[3].chapter, book.questions[2].identifying) == ("telework", "other", True)


def test_its_columns_are_found_again_and_typed():
    found = typed(export(FORM, ticked=frozenset({"Oui"}), unticked=frozenset({"Non"})))
    assert [None if pd.isna(tick) else bool(tick) for tick in found["vos_lieux__chez moi"]] == [True, None, None, True]
    assert found["etes_vous_d_accord__le calme"].tolist() == ["Plutôt d'accord", "Pas du tout d'accord", "NSP", "Tout à fait d'accord"]
    assert found["sexe"].cat.categories.tolist() == ["Femme", "Homme"]


def test_of_two_questions_that_measure_the_same_the_second_stands_in_the_same_chapter():
    first, second = "Combien de jours télétravaillez-vous ?", "Combien de jours télétravailliez-vous en 2019 ?"
    book = draft(export({first: ("1", "2", "4"), second: ("3", "0", "0")}), name="x")
    assert [(one.concept, one.chapter) for one in book.questions] == [("telework_days", "telework"), ("", "telework")]


def test_every_question_is_told_to_be_checked():
    drafted = draft_with_guesses(export(FORM), name="x")
    told = [(guess.code, guess.column) for guess in drafted.guesses]
    assert told[:2] == [("draft_integer", "Combien de jours télétravaillez-vous par semaine ?"), ("draft_single", "Sexe")]
    assert {code for code, _ in told[2:]} == {"draft_multiple", "draft_matrix", "draft_order", "draft_text", "draft_concept"}
    for guess in drafted.guesses:
        assert wording(guess.code, "fr", row=0, column=guess.column, **guess.values)


def test_a_weight_is_a_field_and_told():
    drafted = draft_with_guesses(export({"!weight PWEIGHT": ("1.5", "2"), "a": ("x", "y")}), name="x")
    assert (drafted.questionnaire.role("weight").name, drafted.guesses[0].code) == ("weight", "draft_weight")


def test_the_text_of_other_opens_from_its_answer():
    columns = {
        "Plat ?": ("dinde", "Autre", "dinde", "dinde", "Autre", "jambon", "jambon"),
        "!other_text Plat ?": ("", "une tarte", "", "", "du riz", "", ""),
    }
    answers = export(columns)
    answers = Answers(
        "table",
        (answers.columns[0], Column(1, "Plat ? [Autre]", answers.columns[1].values, "other_text", stem="Plat ?", part="Autre")),
        answers.rows,
    )
    found = typed(answers)
    assert found["plat"].tolist() == ["dinde", "Autre", "dinde", "dinde", "Autre", "jambon", "jambon"]
    assert [text if isinstance(text, str) else "" for text in found["plat__other"]] == ["", "une tarte", "", "", "du riz", "", ""]


def test_a_single_choice_with_a_column_an_option():
    cells = [("Oui", "Non")] * 12 + [("Non", "Oui")] * 10
    answers = export(
        {("Genre", "Féminin"): [one for one, _ in cells], ("Genre", "Masculin"): [other for _, other in cells]},
        ticked=frozenset({"Oui"}),
        unticked=frozenset({"Non"}),
    )
    found = typed(answers)
    assert found["genre"].tolist() == ["Féminin"] * 12 + ["Masculin"] * 10


def test_answers_filled_from_the_left():
    answers = export({"Lesquels ?_1": ("b", "a", "", "c"), "Lesquels ?_2": ("a", "c", "", ""), "Lesquels ?_3": ("", "", "", "")})
    found = typed(answers)
    assert {column: [None if pd.isna(tick) else bool(tick) for tick in found[column]] for column in found} == {
        "lesquels__a": [True, True, None, False],
        "lesquels__b": [True, False, None, False],
        "lesquels__c": [False, True, None, True],
    }


def test_a_column_that_repeats_its_options_is_not_used():
    answers = export({"q": ("a b", "a"), ("q", "a"): ("1", "1"), ("q", "b"): ("1", "0")})
    drafted = draft_with_guesses(answers, name="x")
    assert [one.type for one in drafted.questionnaire.questions] == ["multiple"]
    assert "draft_repeats" in {guess.code for guess in drafted.guesses}


def test_a_draft_can_be_written_corrected_and_read_again(tmp_path):
    book = draft(export(FORM), name="mon_enquete")
    write_yaml(book, tmp_path / "mon_enquete.yaml")
    again = read_questionnaire(tmp_path / "mon_enquete.yaml")
    assert [(one.name, one.type, one.concept) for one in again.questions] == [(one.name, one.type, one.concept) for one in book.questions]
    assert again.drafted


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.text(max_size=10), min_size=4, max_size=4), min_size=1, max_size=6), st.sampled_from(["", ", ", ";"]))
def test_any_table_is_drafted_and_typed(rows, separator):
    answers = export(
        {
            "A": [row[0] for row in rows],
            ("B", "x"): [row[1] for row in rows],
            ("B", "y"): [row[2] for row in rows],
            "": [row[3] for row in rows],
        },
        separator=separator,
    )
    typed(answers)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("google_forms/fr_teletravail_benavent.csv", {"sexe": "single", "age": "single", "etude": "single", "part_vecu": "integer", "experience_passee": "text"}),
        ("google_forms/en_osmi2014_remote_work.csv", {"age": "integer", "gender": "single", "no_employees": "single", "remote_work": "yes_no", "leave": "scale"}),
        ("other_panel/nsw_2020_rws.csv", {"what_year_were_you_born": "integer", "metro_regional": "single"}),
    ],
)  # fmt: skip
def test_real_exports_become_codebooks(shared, file, expected):
    from survey_kit.loaders.reading import read_answers

    read = read_answers(shared / "exports" / file)
    book = draft(read.answers, name="x")
    kinds = {one.name: one.type for one in book.questions}
    assert {name: kinds.get(name) for name in expected} == expected
    used = {
        alias
        for one in book.questions
        for alias in (*one.aliases, *(a for part in (*one.choices, *one.items) for a in part.aliases))
        if alias.startswith("column:")
    }
    assert len(used) >= 0.95 * sum(1 for column in read.answers.columns if column.role == "answer")


def test_a_platform_that_never_joins_answers_has_no_joined_answers():
    cells = ("vélo, train", "train, bus", "vélo", "bus", "vélo, bus", "train", "train, vélo", "bus, train") * 3
    assert draft(export({"Trajet": cells}), name="e").questions[0].type == "multiple"
    assert draft(export({"Trajet": cells}, facts={"joined": "never"}), name="e").questions[0].type != "multiple"
