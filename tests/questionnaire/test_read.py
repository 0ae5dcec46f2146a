from __future__ import annotations

import csv
import re
import time

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import QuestionnaireError
from survey_kit.questionnaire.model import OUTSIDE_BASE
from survey_kit.questionnaire.read import examine, read_questionnaire, shipped
from survey_kit.questionnaire.rules_parse import parse

HEAD = "name: essai\ntitle: Essai\nquestions:\n"


def read(tmp_path, text):
    (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
    return read_questionnaire(tmp_path / "essai.yaml")


def faults(tmp_path, text):
    (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
    return [(fault.code, fault.where) for fault in examine(tmp_path / "essai.yaml")[1]]


def refused(name):
    with pytest.raises(SurveyKitError) as found:
        read_questionnaire(name)
    return found.value


# ---------------------------------------------------------------- the shipped questionnaire


@pytest.fixture(scope="module")
def haut_rouergue():
    return read_questionnaire("haut-rouergue")


def test_the_bank_is_there_whole(haut_rouergue):
    aliases = [alias for question in haut_rouergue.questions for alias in question.aliases if re.fullmatch(r"A\d\d", alias)]
    assert aliases == [f"A{number:02d}" for number in (*range(1, 51), 91, 92, 93, 94)]
    assert {question.role for question in haut_rouergue.questions} == {"", "consent", "channel", "started", "submitted", "wave", "weight"}
    assert len(haut_rouergue.derived) == 18


def test_both_languages_stand_everywhere(haut_rouergue):
    for variable in (*haut_rouergue.questions, *haut_rouergue.derived):
        parts = (*variable.choices, *getattr(variable, "items", ()))
        labels = [variable.wordings, *(part.labels for part in parts)]
        labels += [text for text in (variable.short, variable.universe, *(part.short for part in parts)) if text]
        assert all(set(text) == {"fr", "en"} for text in labels), variable.name


def test_whoever_is_not_asked_is_said_in_words(haut_rouergue):
    for variable in (*haut_rouergue.questions, *haut_rouergue.derived):
        assert bool(variable.universe) == bool(variable.relevance), variable.name


def test_ninety_eight_and_ninety_nine_have_their_meaning(haut_rouergue):
    kinds = {
        question.name: choice.missing for question in haut_rouergue.questions for choice in question.choices if choice.code in ("98", "99")
    }
    assert kinds["gender"] == "refused"
    assert kinds["housing_difficulty"] == kinds["internet_quality"] == kinds["satisfaction"] == "not_applicable"
    assert kinds["coworking_price"] == kinds["coworking_intention"] == kinds["internet_access"] == "dont_know"
    assert all(kind in (*OUTSIDE_BASE, "dont_know") for kind in kinds.values())


def test_the_numbers_that_answers_stand_for(haut_rouergue):
    def numbers(name):
        return [choice.number for choice in haut_rouergue.question(name).choices]

    assert numbers("A26") == numbers("A27") == [0, 0.5, 1, 2, 3, 4, 5]
    assert numbers("A40") == [0, 2, 5.5, 10, 15, None]
    assert numbers("A47") == list(range(11))
    assert numbers("A18") == [1, 2, 3, 4, None]


def test_the_main_motive_is_one_of_the_motives(haut_rouergue):
    motives, main = haut_rouergue.question("A09"), haut_rouergue.question("A10")
    assert main.choices_from == "motives"
    assert [choice.code for choice in main.choices] == [choice.code for choice in motives.choices]
    assert not main.has_other
    assert motives.has_other


def test_the_wordings_are_said_to_be_the_kits_own(haut_rouergue):
    assert "n'est pas public" in haut_rouergue.notes["fr"]
    assert "not public" in haut_rouergue.notes["en"]


def test_its_communes_are_those_of_the_territory(haut_rouergue, shared):
    with (shared / "domain/haut_rouergue_communes.csv").open(encoding="utf-8") as rows:
        assert sorted(haut_rouergue.communes) == sorted(row["insee"] for row in csv.DictReader(rows))


def test_wordings_are_those_of_the_bank(haut_rouergue, shared):
    rows = (shared / "domain/question_bank.md").read_text(encoding="utf-8").splitlines()
    bank = {row.split(" | ")[0].removeprefix("| "): row.split(" | ") for row in rows if re.match(r"\| A\d\d \|", row)}
    for code, row in bank.items():
        question = haut_rouergue.question(code)
        assert question.core == (row[1] == "C"), code
        assert row[2].startswith(question.wordings["fr"].rstrip(" :")), code


def test_rules_of_the_shipped_questionnaire_are_all_read(haut_rouergue):
    rules = [one.relevance for one in haut_rouergue.questions if one.relevance]
    assert all(parse(rule).names for rule in rules)
    assert len(rules) == 53


def test_reading_is_quick(haut_rouergue):
    start = time.process_time()
    read_questionnaire(haut_rouergue.name)
    assert time.process_time() - start < 1.5  # 0.2 s on a quiet machine


# ---------------------------------------------------------------- what a file may look like


def test_the_least_that_a_file_says(tmp_path):
    questionnaire = read(tmp_path, HEAD + "  - {name: avis, type: text, wording: Votre avis ?}\n")
    (question,) = questionnaire.questions
    assert (question.name, question.type, question.wordings) == ("avis", "text", {"fr": "Votre avis ?"})
    assert (questionnaire.name, questionnaire.titles, question.core, question.line) == ("essai", {"fr": "Essai"}, True, 4)


def test_codes_are_text_as_written(tmp_path):
    text = HEAD + "  - name: pays\n    type: single\n    wording: Pays\n    choices: {NO: Norvège, 01: Ain, yes: oui, null: rien}\n"
    assert [choice.code for choice in read(tmp_path, text).questions[0].choices] == ["NO", "01", "yes", "null"]


def test_a_scale_names_its_ends_only(tmp_path):
    text = (
        HEAD
        + "  - {name: s, type: scale, wording: S, scale: [0, 3], choices: {0: rien, 3: tout, 98: {fr: ne sait pas, missing: dont_know}}}\n"
    )
    question = read(tmp_path, text).questions[0]
    assert [(choice.code, choice.labels["fr"], choice.number) for choice in question.choices] == [
        ("0", "rien", 0), ("1", "1", 1), ("2", "2", 2), ("3", "tout", 3), ("98", "ne sait pas", None),
    ]  # fmt: skip
    assert question.ordered


def test_a_yes_no_question_needs_no_choices(tmp_path):
    question = read(tmp_path, HEAD + "  - {name: a, type: yes_no, wording: A}\n").questions[0]
    assert [choice.code for choice in question.choices] == ["1", "0"]


def test_an_anchor_that_holds_itself_is_no_trap(tmp_path):
    assert faults(tmp_path, "name: x\nquestions: &a\n  - {name: q, type: text, wording: Q}\n  - *a\n")
    bomb = "name: &a [x]\n" + "".join(f"k{n}: &b{n} [{', '.join(['*a' if n == 0 else f'*b{n - 1}'] * 9)}]\n" for n in range(40))
    assert faults(tmp_path, bomb)


# ---------------------------------------------------------------- what is refused


def test_an_unknown_name_lists_those_that_ship():
    error = refused("haut-rouerge")
    assert error.code == "questionnaire_unknown"
    assert all(name in error.message("fr") for name in shipped())


@pytest.mark.parametrize("name", ["absent.yaml", "absent.xlsx"])
def test_a_file_that_is_not_there(tmp_path, name):
    assert refused(tmp_path / name).code == "questionnaire_file"


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "q.yaml").write_bytes("é".encode("latin-1"))
    assert refused(tmp_path / "q.yaml").code == "questionnaire_encoding"


def test_a_file_that_is_an_export(tmp_path):
    (tmp_path / "q.yaml").write_bytes(b"a" * 5_000_001)
    assert refused(tmp_path / "q.yaml").code == "questionnaire_large"


@pytest.mark.parametrize("text", ["a: [1", "a: b: c", "\tx: 1", "a: *absent", "[" * 5000, "a\0b", "%YAML 9\n"])
def test_what_is_no_yaml(tmp_path, text):
    (tmp_path / "q.yaml").write_text(text, encoding="utf-8")
    error = refused(tmp_path / "q.yaml")
    assert error.code == "questionnaire_yaml"
    assert "ligne" in error.message("fr")


@pytest.mark.parametrize(
    "text", ["", "# rien\n", "- a\n", "texte", "questions: 3\n", "questions: [1, 2]\n", "name: {a: b}\nquestions: []\n"]
)
def test_what_is_no_questionnaire(tmp_path, text):
    assert any(code.startswith("questionnaire_") for code, _ in faults(tmp_path, text))
    with pytest.raises(QuestionnaireError):
        read(tmp_path, text)


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path):
    text = (
        HEAD
        + "  - name: a\n    tipe: single\n    type: singel\n    wording: A\n    choices: {1: oui, 1: non}\n"
        + "  - name: a\n    type: integer\n    bounds: [9, 1]\n    sensitive: peut-être\n"
    )
    assert faults(tmp_path, text) == [
        ("questionnaire_key", "l. 5"),
        ("questionnaire_value", "l. 6"),
        ("questionnaire_twice", "l. 8"),
        ("questionnaire_name_twice", "l. 9"),
        ("questionnaire_required", "l. 9"),
        ("questionnaire_bounds", "l. 11"),
        ("questionnaire_flag", "l. 12"),
    ]
    with pytest.raises(QuestionnaireError) as found:
        read(tmp_path, text)
    assert found.value.code == "questionnaire_faults"
    assert "vouliez-vous dire « single »" in found.value.message("fr")
    assert "did you mean “single”" in found.value.message("en")
    assert found.value.message("fr").count("\n") == 7
