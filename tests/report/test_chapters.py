from dataclasses import replace

from survey_kit.disclosure.released import Released
from survey_kit.findings.view import View
from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.report.arrange import half
from survey_kit.report.chapters import HEADS, MOST_OTHERS, MOST_TRAITS, PLAN, TOLD_BY, chapters, numbered
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


def test_a_trait_of_many_answers_stands_in_the_annex_alone(made):
    choices = tuple(Choice(str(code), {"fr": f"métier {code}"}) for code in range(MOST_TRAITS + 1))
    few = Question("sex", "single", {"fr": "Sexe"}, choices[:2], chapter="respondents")
    many = Question("trade", "single", {"fr": "Métier"}, choices, chapter="respondents")
    told = (
        made.distribution({"0": 84, "1": 81}, variable="sex"),
        made.distribution({choice.code: 10 for choice in choices}, variable="trade"),
    )
    view = View(Released(None, told), Questionnaire("x", {"fr": "X"}, (few, many), drafted=True), 165)
    (section,) = chapters(Context(view, made.provenance()))
    assert [row.label for row in section.blocks[-1].rows if row.kind == "base"] == ["Sexe"]


def test_a_title_begins_with_the_beginning_of_its_question(made):
    choices = tuple(Choice(code, {"fr": code}) for code in "ab")
    asked = "Voici une longue question posée à propos de tout ce qui"
    questions = tuple(Question(f"q{place}", "single", {"fr": f"{asked} {end}"}, choices) for place, end in enumerate(("change", "reste")))
    told = tuple(made.distribution({"a": 150, "b": 15}, variable=question.name) for question in questions)
    view = View(Released(None, told), Questionnaire("x", {"fr": "X"}, questions, drafted=True), 165)
    (section,) = chapters(Context(view, made.provenance()))
    assert any(block.title.startswith("…") for block in section.blocks)
    assert section.title == section.theme


def test_figures_stand_side_by_side_where_that_saves_a_page(made):
    choices = tuple(Choice(code, {"fr": code}) for code in "abcd")
    questions = tuple(Question(f"q{place}", "single", {"fr": f"Question {place}"}, choices) for place in range(5))
    told = tuple(made.distribution({"a": 65, "b": 50, "c": 30, "d": 20}, variable=question.name) for question in questions)

    def narrow(count):
        view = View(Released(None, told[:count]), Questionnaire("x", {"fr": "X"}, questions[:count], drafted=True), 165)
        (section,) = chapters(Context(view, made.provenance()))
        return sum(half(block) for block in section.blocks)

    assert [narrow(count) for count in (2, 4, 5)] == [0, 2, 4]
