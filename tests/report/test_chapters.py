from dataclasses import replace

from survey_kit.disclosure.released import Released
from survey_kit.findings.view import View
from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.report.chapters import HEADS, MOST_OTHERS, PLAN, TOLD_BY, chapters, numbered
from survey_kit.report.composed import COMPOSED
from survey_kit.report.context import Context
from survey_kit.report.document import Figure, Table


def context(made, respondents=165, **options):
    released, questionnaire = made.whole(respondents)
    return Context(View(released, questionnaire, respondents, **options), made.provenance())


def test_the_plan_names_what_exists():
    names = {name for chapter in PLAN for name in chapter.plan}
    assert names - set(COMPOSED) <= set(CONCEPTS)
    assert set(HEADS) <= {chapter.key for chapter in PLAN}
    assert {concept for told in TOLD_BY.values() for concept in told} <= set(CONCEPTS)
    assert len(names) == sum(len(chapter.plan) for chapter in PLAN)


def test_every_chapter_has_a_finding_for_title(made):
    found = chapters(context(made))
    assert [section.key.removeprefix("chapter-") for section in found] == [chapter.key for chapter in PLAN]
    for section in found:
        assert len([word for word in section.title.split() if any(sign.isalnum() for sign in word)]) <= 15
        assert not section.title.endswith(".")
        assert any(isinstance(block, Figure) for block in section.blocks)


def test_a_chapter_without_a_figure_disappears(made):
    one = context(made)
    only = [d for d in one.released.distributions if d.variable == "motives"]
    view = replace(one.view, released=Released(None, tuple(only)))
    assert [section.key for section in chapters(replace(one, view=view))] == ["chapter-motives"]


def test_figures_and_tables_are_numbered_in_reading_order(made):
    found = numbered(context(made), chapters(context(made)))
    figures = [block.number for section in found for block in section.blocks if isinstance(block, Figure)]
    assert figures == [f"Figure {place}" for place in range(1, len(figures) + 1)]
    assert [block.number for section in found for block in section.blocks if isinstance(block, Table)] == ["Tableau 1"]
    assert [section.number for section in found] == [str(place) for place in range(2, len(found) + 2)]


def test_the_respondents_table_tells_each_trait_with_its_base(made):
    table = next(block for block in chapters(context(made))[0].blocks if isinstance(block, Table))
    bases = [row for row in table.rows if row.kind == "base"]
    assert "Sexe" in {row.label for row in bases}
    assert all(row.cells[0].isdigit() for row in bases)
    assert "les répondants ne représentent pas la population" in table.notes.note


def test_questions_that_no_chapter_claims_are_drawn_by_what_stands_out(made):
    choices = tuple(Choice(code, {"fr": code}) for code in "ab")
    questions = tuple(Question(f"q{place}", "single", {"fr": f"Question {place}"}, choices) for place in range(30))
    told = tuple(made.distribution({"a": 84 + 2 * place, "b": 81 - 2 * place}, variable=f"q{place}") for place in range(30))
    view = View(Released(None, told), Questionnaire("x", {"fr": "X"}, questions, drafted=True), 165)
    (section,) = chapters(Context(view, made.provenance()))
    drawn = [block.id for block in section.blocks]
    assert section.key == "chapter-other"
    assert len(drawn) == MOST_OTHERS
    assert "figure-q29" in drawn
    assert "figure-q5" not in drawn
