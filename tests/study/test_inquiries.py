import pytest

from survey_kit.findings.inquiries import Inquiry
from survey_kit.questionnaire.faults import QuestionnaireError
from survey_kit.study.file import read_study
from survey_kit.study.inquiries import faults_of, known_answers, others, resolved
from survey_kit.study.study import Study, load


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    from survey_kit.example.shapes import write_example

    path = tmp_path_factory.mktemp("export") / "e.csv"
    write_example(path)
    return load(Study(path))


def read(tmp_path, text):
    # No export that can be read: what its questionnaire would find wrong is not told.
    (tmp_path / "e.csv").write_text("", encoding="utf-8")
    (tmp_path / "study.yaml").write_text(f"export: e.csv\nquestions:\n{text}", encoding="utf-8")
    return read_study(tmp_path).questions


def test_questions_are_read_in_their_order(tmp_path):
    one, other = read(
        tmp_path,
        "  - ask: Combien ?\n    variable: days\n    answers: [3, 4]\n  - ask: Plus ?\n    variable: [a, b]\n    answers: {a: [x], b: y}\n"
        "    by: household\n    compare: {familles: [3, 4]}\n",
    )
    assert (one.ask, one.variables, one.answers, one.by) == ("Combien ?", ("days",), {"days": ("3", "4")}, "")
    assert other.answers == {"a": ("x",), "b": ("y",)}
    assert (other.by, other.compared, other.called) == ("household", ("3", "4"), "familles")
    assert (one.place("answers"), other.place("compare"), other.place("compare 4")) == ("l. 5", "l. 10", "l. 10")
    assert read(tmp_path, "  - ask: Combien ?\n    variable: days\n    by: sex\n    compare: [1]\n")[0].called == ""


def test_faults_of_form_are_told_at_once(tmp_path):
    text = (
        "  - ask: Combien ?\n    variabel: days\n"
        "  - variable: [a, b]\n    answers: [1]\n    compare: {x: [1], y: [2]}\n"
        "  - ask: Et ?\n    variable: a\n    compare: [1]\n"
    )
    with pytest.raises(QuestionnaireError) as caught:
        read(tmp_path, text)
    assert caught.value.code == "study_faults"
    told = [(fault.code, fault.where) for fault in caught.value.faults]
    assert told == [
        ("questionnaire_required", "l. 3"),
        ("questionnaire_key", "l. 4"),
        ("questionnaire_required", "l. 5"),
        ("study_question_several", "l. 6"),
        ("study_question_one", "l. 7"),
        ("study_question_compare", "l. 10"),
    ]
    assert "vouliez-vous dire « variable »" in caught.value.message("fr")


def test_names_and_answers_go_by_what_people_call_them(survey):
    asked = Inquiry("?", ("A26",), {"A26": ("Trois jours", "5")}, "A14", ("couple avec enfant(s)", "4"))
    (found,) = resolved(survey, [asked])
    assert (found.variables, found.answers) == (("telework_frequency",), {"telework_frequency": ("4", "5")})
    assert (found.by, found.compared) == ("household", ("3", "4"))
    assert found.ask == "?"


PLACES = {"ask": "l. 2", "variable": "l. 3", "answers": "l. 4", "answers garde": "l. 5", "by": "l. 6", "compare": "l. 7"}
FAULTY = [
    (("telework_frequence",), {}, "", (), "study_question_variable", "l. 3", "telework_frequency"),
    (("satisfaction__nowhere",), {}, "", (), "study_question_variable", "l. 3", ""),
    (("missing_services",), {"missing_services": ("garde",)}, "", (), "study_question_answer", "l. 5", ""),
    (("telework_days",), {"telework_days": ("3",)}, "", (), "study_question_no_answers", "l. 4", ""),
    (("staying",), {"staying": ("1",)}, "motives", (), "study_question_by", "l. 6", ""),
    (("staying",), {"staying": ("1",)}, "houshold", (), "study_question_variable", "l. 6", "household"),
    (("staying",), {"staying": ("1",)}, "household", ("1", "2", "3", "4", "5"), "study_question_all", "l. 7", ""),
    (("staying",), {"staying": ("1",)}, "telework_days", ("3",), "study_question_no_answers", "l. 7", ""),
    (("staying",), {"staying": ("1",)}, "staying", (), "study_question_itself", "l. 6", ""),
    (("satisfaction",), {"satisfaction": ("4",)}, "household", (), "study_question_itself", "l. 6", ""),
    (("staying",), {}, "household", (), "study_question_which", "l. 6", ""),
    (("motives",), {"motives": ("1", "2")}, "household", (), "study_question_one_option", "l. 4", ""),
]


@pytest.mark.parametrize("case", FAULTY)
def test_what_the_questionnaire_does_not_know_is_told_with_its_line(survey, case):
    variables, answers, by, compared, code, where, meant = case
    asked = Inquiry("?", variables, answers, by, compared, places=PLACES)
    with pytest.raises(QuestionnaireError) as caught:
        resolved(survey, [asked])
    assert caught.value.code == "study_faults"
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [(code, where)]
    assert meant in caught.value.message("fr")
    assert caught.value.message("en") != caught.value.message("fr")


def test_open_questions_cannot_be_counted(survey):
    text = next(question.name for question in survey.questionnaire.questions if question.type == "text")
    (fault,) = faults_of(survey, [Inquiry("?", (text,))])
    assert fault.code == "study_question_open"


def test_all_faults_of_all_questions_are_told_together(survey):
    asked = [Inquiry("?", ("nowhere",)), Inquiry("?", ("staying",), {"staying": ("absolument",)}, "nowhere")]
    assert [fault.code for fault in faults_of(survey, asked)] == ["study_question_variable", "study_question_variable", "study_question_answer"]


def test_faults_of_form_and_of_names_are_told_in_one_message(tmp_path):
    from survey_kit.example.shapes import write_example

    write_example(tmp_path / "e.csv")
    (tmp_path / "study.yaml").write_text("export: e.csv\nseuil: 5\nquestions:\n  - ask: Combien ?\n    variable: telework_frequence\n", encoding="utf-8")
    with pytest.raises(QuestionnaireError) as caught:
        read_study(tmp_path)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("questionnaire_key", "l. 2"), ("study_question_variable", "l. 5")]


def test_a_code_goes_before_a_label_and_who_does_not_know_is_no_category(survey):
    variable = survey.questionnaire.variable("coworking_intention")
    assert known_answers(variable)["98"] == "98"
    assert "98" not in others(variable, ("1",))
