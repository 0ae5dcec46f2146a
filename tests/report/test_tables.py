from dataclasses import replace

import pytest

from survey_kit.disclosure.released import Cell, Distribution, Measure
from survey_kit.findings.view import View
from survey_kit.questionnaire.model import Choice, Item, Question
from survey_kit.report.context import Context
from survey_kit.report.tables import anchor, annex_table, caption, headings, indicators, measure_rows, measures

N = "\u202f"
ASKED = Question(
    "q",
    "single",
    {"fr": "quelle est votre situation ?"},
    (Choice("a", {"fr": "en emploi"}), Choice("b", {"fr": "retraité·e"})),
    aliases=("A02",),
)


def context(made, asked, *told, **options):
    return Context(made.view([asked], told, **options), made.provenance(), tables={asked.name: "B2"})


def test_a_table_holds_count_share_and_interval_with_one_decimal(made):
    told = made.distribution({"a": 41, "b": 124}, variable="q", missing={"not_asked": 12, "not_answered": 7, "refused": None})
    table = annex_table(context(made, ASKED, told), ASKED)
    assert table.caption == "A02. Quelle est votre situation ?"
    assert (table.id, table.number) == ("table-q", "Tableau B2")
    assert table.subtitle == (
        "Base : 165 répondants ; hors de la base : 12 à qui la question n'était pas posée et 7 sans réponse. Champ : ensemble des répondants"
    )
    assert [(row.label, row.cells, row.kind) for row in table.rows] == [
        ("En emploi", ("41", "24,8", f"18,9{N}–{N}32,0"), "plain"),
        ("Retraité·e", ("124", "75,2", f"68,0{N}–{N}81,1"), "plain"),
    ]


def test_what_is_kept_back_is_a_sign(made):
    rows = annex_table(context(made, ASKED, made.distribution({"a": 3, "b": None}, 165, variable="q")), ASKED).rows
    assert [row.cells for row in rows[:2]] == [("s", "s", "s")] * 2
    assert {row.kind for row in rows[:2]} == {"hidden"}


@pytest.mark.parametrize(
    ("counts", "cells", "kind"),
    [({"a": 12, "b": 8}, ("12", "60,0", f"38,7{N}–{N}78,1"), "indicative"), ({"a": 7, "b": 5}, ("7", "–", "–"), "plain")],
)
def test_small_bases(made, counts, cells, kind):
    row = annex_table(context(made, ASKED, made.distribution(counts, variable="q")), ASKED).rows[0]
    assert (row.cells, row.kind) == (cells, kind)


def test_no_base_no_number(made):
    too_few = annex_table(context(made, ASKED, Distribution("q", base=None, rule="nothing")), ASKED)
    assert too_few.rows[0].label == "Moins de 5 personnes concernées"
    assert annex_table(context(made, ASKED, Distribution("q", base=0, rule="nothing")), ASKED).rows[0].label == "Aucune réponse"
    assert annex_table(context(made, ASKED), ASKED).rows[0].label == "Aucune réponse"


def test_rare_answers_together_are_named(made):
    told = made.distribution({"a": 100}, 120, variable="q")
    told = replace(told, cells=(*told.cells, Cell("merged", 20, 20.0, 16.7, merged=("b", "c"))))
    row = annex_table(context(made, ASKED, told), ASKED).rows[1]
    assert (row.label, row.kind) == ("Réponses réunies : retraité·e, c", "merged")


def test_a_matrix_has_a_row_an_item(made):
    asked = Question("m", "matrix", {"fr": "Satisfaction"}, ASKED.choices, (Item("x", {"fr": "logement"}), Item("y", {"fr": "santé"})))
    told = [made.distribution({"a": 41, "b": 24}, variable="m", item="x"), Distribution("m", "y", base=None, rule="nothing")]
    table = annex_table(context(made, asked, *told), asked)
    assert table.headings == ("Thème", "Base", "En emploi", "Retraité·e")
    assert [(row.label, row.cells) for row in table.rows] == [
        ("Logement", ("65", "41 (63,1)", "24 (36,9)")),
        ("Santé", ("s", "–", "–")),
    ]


def test_a_matrix_of_many_answers_has_a_block_an_item(made):
    asked = Question("m", "matrix", {"fr": "Satisfaction"}, (), (Item("x", {"fr": "logement"}),))
    told = made.distribution({str(place): 20 for place in range(9)}, variable="m", item="x")
    rows = annex_table(context(made, asked, told), asked).rows
    assert (rows[0].label, rows[0].cells, rows[0].kind) == ("Logement", ("180", "", ""), "base")
    assert len(rows) == 10


def test_computed_variables_share_tables(made):
    released, questionnaire = made.whole()
    one = Context(View(released, questionnaire, 165), made.provenance(), tables={"newcomer": "B60", "telework_gap": "B61"})
    newcomer, gap, band = (next(v for v in questionnaire.derived if v.name == name) for name in ("newcomer", "telework_gap", "age_band"))
    table = indicators(one, [newcomer])
    assert (table.id, anchor(newcomer), anchor(gap), anchor(band)) == (
        "table-indicators",
        "table-indicators",
        "table-measures",
        "table-age_band",
    )
    assert table.rows[0].cells[:2] == ("99", str(released.distribution("newcomer").cell("1").count))
    assert {len(row.cells) for row in table.rows} == {len(table.headings) - 1}
    table = measures(one, [gap])
    assert table.rows[0].cells == ("99", "0,5", f"0,3{N}–{N}0,7", "–")
    assert len(table.headings) == 5
    assert indicators(one, []) is None


def test_with_few_responses_rows_have_as_many_cells_as_headings(made):
    asked = Question("n", "decimal", {"fr": "Jours"})
    told = Distribution("n", base=9, rule="counts", measures=(Measure("mean", None), Measure("median", None)))
    few = Context(View(context(made, asked, told).view.released, made.whole()[1], 11), made.provenance())
    assert few.few
    assert {len(row.cells) for row in measure_rows(few, told)} == {1}
    gap = next(variable for variable in made.whole()[1].derived if variable.name == "telework_gap")
    told = replace(told, variable=gap.name)
    few = Context(View(context(made, asked, told).view.released, made.whole()[1], 11), made.provenance())
    table = measures(few, [gap])
    assert {len(row.cells) for row in table.rows} == {len(table.headings) - 1}


def test_open_text_gives_a_number_of_answers_alone(made):
    asked = Question("t", "text", {"fr": "Un mot ?"})
    table = annex_table(context(made, asked, Distribution("t", base=41, rule="limited")), asked)
    assert [row.cells for row in table.rows] == [("41",)]
    assert table.notes.note == "les réponses libres ne sont pas imprimées"


def test_numbers_have_their_measures(made):
    asked = Question("n", "decimal", {"fr": "Jours"})
    told = Distribution("n", base=99, rule="limited", measures=(Measure("mean", 2.44, 0.1, 2.2, 2.65), Measure("median", None)))
    table = annex_table(context(made, asked, told), asked)
    assert [row.cells for row in table.rows] == [("2,4", f"2,2{N}–{N}2,7"), ("s", "–")]
    assert table.subtitle.startswith("Base : 99 répondants concernés")
    one = context(made, asked, told, sampling="census")
    assert [row.cells for row in measure_rows(one, told)] == [("2,4",), ("s",)]


def test_headings_name_the_interval_and_the_weights(made):
    assert headings(context(made, ASKED))[-1] == "Incertitude minimale (95 %)"
    assert headings(context(made, ASKED, sampling="probability", weighted=True))[2:] == ("Part redressée (%)", "Intervalle de confiance (95 %)")
    assert len(headings(context(made, ASKED, sampling="census"))) == 3


@pytest.mark.parametrize(("alias", "told"), [("A02", "A02. Quelle"), ("column:4", "Quelle"), ("", "Quelle")])
def test_the_caption_names_the_question(made, alias, told):
    assert caption(context(made, ASKED), replace(ASKED, aliases=(alias,) if alias else ())).startswith(told)


def test_every_question_of_the_questionnaire_has_its_table(made):
    released, questionnaire = made.whole()
    one = Context(View(released, questionnaire, 165), made.provenance())
    for asked in questionnaire.questions:
        table = annex_table(one, asked)
        assert table.rows
        assert {len(row.cells) for row in table.rows} == {len(table.headings) - 1}
