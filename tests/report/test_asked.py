from dataclasses import replace

import pytest

from survey_kit.disclosure.released import Measure
from survey_kit.findings.answers import answered
from survey_kit.findings.inquiries import Inquiry
from survey_kit.findings.view import View
from survey_kit.report.asked import answers, compared_chapter, told
from survey_kit.report.back import annex_numbers
from survey_kit.report.build import build_document
from survey_kit.report.chapters import chapters, numbered
from survey_kit.report.context import Context
from survey_kit.report.document import Figure, Findings, KeyFigures
from survey_kit.report.places import anchors
from survey_kit.report.summary import PAGE, first_page, summary

WHOLE = Inquiry("Qu'est-ce qui attire ?", ("motives",))
NEEDS = Inquiry("Les familles manquent-elles plus de garde d'enfants ?", ("missing_services",), {"missing_services": ("4",)}, "gender")
COLUMNS = {"1": (40, 80), "2": (20, 70), "3": (9, 18)}


def released(made, columns=None):
    found, questionnaire = made.whole(165)
    parts = tuple(
        replace(made.distribution({"4": count, "5": base - count}, base, variable="missing_services", multiple=True), column_variable="gender", column=code)
        for code, (count, base) in (columns or COLUMNS).items()
    )
    return replace(found, columns=parts), questionnaire


def context(made, inquiries, columns=None, **options):
    found, questionnaire = released(made, columns)
    view = View(found, questionnaire, 165, **options)
    one = Context(view, made.provenance(193))
    return replace(one, tables=annex_numbers(one), answers=answered(view, inquiries))


def test_answers_come_with_the_question_and_point_to_their_figure(made):
    one = context(made, [WHOLE, NEEDS])
    chapter = compared_chapter(one)
    places = anchors(numbered(one, (chapter, *chapters(one))))
    found = answers(one, places)
    assert (found.kind, found.title) == ("answers", "Réponses aux questions posées")
    assert [item.asked for item in found.items] == [WHOLE.ask, NEEDS.ask]
    assert [item.target for item in found.items] == ["figure-motives", "figure-asked-missing_services-4-gender"]
    assert found.items[1].reference == "figure 1"
    assert found.items[1].key == "answer-missing_services-4-by-gender"
    assert answers(context(made, []), places) is None


def test_a_comparison_has_a_figure_of_the_categories_that_can_be_told_and_a_table_of_all(made):
    (figure,) = compared_chapter(context(made, [NEEDS])).blocks
    assert isinstance(figure, Figure)
    assert figure.title == "Les familles manquent-elles plus de garde d'enfants ?"
    assert [value.label for value in figure.chart.values][-1].startswith("Ensemble (n = ")
    assert len(figure.chart.values) == 3
    assert [row.kind for row in figure.table.rows] == ["plain", "plain", "indicative", "total"]
    assert "moins de 30 répondants n'est pas comparée" in figure.notes.note
    assert figure.base.startswith("Base : ")
    assert "50\u202f%" in figure.notes.reading


def test_a_figure_that_holds_all_categories_needs_no_table(made):
    (figure,) = compared_chapter(context(made, [NEEDS], {"1": (40, 80), "2": (20, 70)})).blocks
    assert figure.table is None


def test_what_is_kept_back_is_not_drawn(made):
    (figure,) = compared_chapter(context(made, [NEEDS], {"1": (3, 80), "2": (20, 70)})).blocks
    assert [value.label[:8] for value in figure.chart.values] == ["Un homme", "Ensemble"]
    assert figure.table.rows[0].cells[1:] == ("s", "s")
    assert "s : effectif masqué" in figure.notes.note


def test_three_categories_are_held_to_a_stricter_measure_and_it_is_said(made):
    (figure,) = compared_chapter(context(made, [NEEDS], {"1": (40, 80), "2": (20, 70), "3": (20, 40)})).blocks
    assert "entre 3 catégories" in figure.notes.note


def test_means_are_a_table(made):
    found, questionnaire = made.whole(165)
    days = next(question for question in questionnaire.variables if question.type in {"integer", "decimal"} and found.distribution(question.name))
    parts = tuple(
        replace(made.distribution({"0-9": 60}, variable=days.name, measures=[Measure("mean", 2.0, 0.1, 1.8, 2.2)]), column_variable="gender", column=code)
        for code in ("1", "2")
    )
    view = View(replace(found, columns=parts), questionnaire, 165)
    one = Context(view, made.provenance(193), answers=answered(view, [Inquiry("Combien ?", (days.name,), by="gender")]))
    (figure,) = compared_chapter(one).blocks
    assert figure.chart is None
    assert figure.table.headings[2] == "Moyenne"
    assert figure.table.rows[0].cells[1] == "2,0"
    assert "en moyenne" in figure.notes.reading


def test_nothing_to_compare_makes_no_chapter(made):
    assert compared_chapter(context(made, [WHOLE])) is None
    one = context(made, [NEEDS])
    bare = replace(one, view=replace(one.view, released=replace(one.released, columns=())))
    assert compared_chapter(replace(bare, answers=answered(bare.view, [NEEDS]))) is None
    assert compared_chapter(replace(bare, answers=answered(bare.view, [replace(NEEDS, by="nowhere")]))) is None


def test_what_an_answer_tells_as_a_whole_is_no_finding_besides(made):
    made_up = replace(NEEDS, made={"gender": "gender_1"})
    assert told(context(made, [WHOLE, NEEDS])) == {"motives"}
    assert told(context(made, [made_up])) == {"gender_1"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_answers_stand_before_all_findings_which_are_called_exploratory(made, lang):
    found, questionnaire = released(made)
    report = build_document(found, questionnaire, made.provenance(193), {}, lang=lang, inquiries=[WHOLE, NEEDS], template="synthese")
    kinds = [block.kind for block in report.section("essentials").blocks if isinstance(block, Findings)]
    assert kinds == ["answers", "findings"]
    last = next(block for block in report.section("essentials").blocks if isinstance(block, Findings) and block.kind == "findings")
    assert last.title == ("Constats exploratoires" if lang == "fr" else "Exploratory findings")
    assert last.note
    assert "finding-motives" not in {item.key for item in last.items}
    assert report.sections[2].key == "chapter-asked"
    assert [figure.id for figure in report.figures][:2] == ["figure-motives", "figure-asked-missing_services-4-gender"]
    shown = summary(report)
    assert [item.asked for item in shown.answers.items] == [WHOLE.ask, NEEDS.ask]
    assert first_page(report, shown) <= PAGE


def test_without_questions_nothing_is_called_exploratory(made):
    found, questionnaire = made.whole(165)
    report = build_document(found, questionnaire, made.provenance(193), {})
    (only,) = [block for block in report.section("essentials").blocks if isinstance(block, Findings)]
    assert (only.kind, only.title, only.note) == ("findings", "", "")


def test_many_answers_leave_out_key_figures_never_an_answer(made):
    found, questionnaire = released(made)
    many = [replace(NEEDS, ask=f"Question numéro {number}, posée tout au long par une élue ?") for number in range(7)]
    report = build_document(found, questionnaire, made.provenance(193), {}, inquiries=many, template="synthese")
    blocks = report.section("essentials").blocks
    assert not any(isinstance(block, KeyFigures) for block in blocks)
    assert len(blocks[0].items) == 7
    assert len(summary(report).answers.items) == 7
