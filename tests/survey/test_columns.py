from dataclasses import replace

from survey_kit.questionnaire.model import Item
from tests.survey.hand import plain, question, shown, told, typed

TENURE = question("tenure", "single", "1=propriétaire; 2=locataire; 5+=autre; 99#=refus")


def test_a_single_choice_has_the_codes_of_the_codebook_in_their_order():
    found = typed({"tenure": ("locataire", "1", "99", "")}, TENURE)
    assert shown(found, "tenure") == [("2", ""), ("1", ""), (None, "refused"), (None, "not_answered")]
    assert found.responses["tenure"].cat.categories.tolist() == ["1", "2", "5"]
    assert not found.responses["tenure"].cat.ordered


def test_an_ordered_question_has_ordered_categories():
    found = typed({"q": ("1", "2")}, question("q", "scale", "1=non; 2=oui", ordered=True))
    assert found.responses["q"].cat.ordered


def test_the_text_of_other_in_a_column_of_its_own():
    found = typed({"tenure": ("Autre", "", "1", ""), "tenure__other": ("une yourte", "un bail", "", "")}, TENURE)
    assert shown(found, "tenure") == [("5", ""), ("5", ""), ("1", ""), (None, "not_answered")]
    assert shown(found, "tenure__other") == [("une yourte", ""), ("un bail", ""), (None, "not_asked"), (None, "not_answered")]


def test_the_text_of_other_in_place_of_the_answer():
    found = typed({"tenure": ("une yourte", "autre")}, TENURE)
    assert shown(found, "tenure") == [("5", ""), ("5", "")]
    assert shown(found, "tenure__other") == [("une yourte", ""), (None, "not_answered")]
    assert [(note.code, note.values["count"]) for note in found.notes if note.code == "other_in_cell"] == [("other_in_cell", 1)]


def test_a_single_choice_whose_options_have_a_column_each():
    columns = {"tenure__1": ("Oui", "Non", "Oui", "N/A"), "tenure__2": ("Non", "Oui", "Oui", "N/A")}
    found = typed(columns, TENURE, not_asked=frozenset({"N/A"}))
    assert shown(found, "tenure") == [("1", ""), ("2", ""), (None, "not_answered"), (None, "not_asked")]
    assert [note[:2] for note in told(found.notes)] == [("several_for_single", 4)]


def test_numbers_are_nullable_and_bounded():
    found = typed(
        {"n": ("3", "9", "x", ""), "d": ("2,5", "", "1", "")}, question("n", "integer", bounds=(0.0, 5.0)), question("d", "decimal")
    )
    assert (found.responses["n"].dtype, found.responses["d"].dtype) == ("Int64", "Float64")
    assert shown(found, "n") == [(3, ""), (None, "not_answered"), (None, "not_answered"), (None, "not_answered")]
    assert plain(found.responses["d"]) == [2.5, None, 1.0, None]
    assert told(found.notes) == [("number_outside", 3, "9"), ("number_unread", 4, "x")]


def test_dates_months_and_times():
    found = typed({"m": ("2021-04", "mai 2020")}, question("m", "month"))
    assert [str(day)[:10] for day in found.responses["m"]] == ["2021-04-01", "2020-05-01"]
    assert told(found.notes) == [("date_changed", 3, "mai 2020")]


def test_text_is_kept_as_written_but_for_its_edges():
    found = typed({"t": (" {{7*7}} ", "NA", "", "-")}, question("t", "text"))
    assert shown(found, "t") == [("{{7*7}}", ""), (None, "not_answered"), (None, "not_answered"), (None, "not_answered")]


def test_places_are_insee_codes_and_countries():
    found = typed({"p": ("12500 Espalion", "ESPALION", "Belgique", "xyzzy", "NSP")}, question("p", "place"), communes=("12096",))
    assert shown(found, "p") == [("12096", ""), ("12096", ""), ("BE", ""), (None, "not_answered"), (None, "dont_know")]
    assert [note[:2] for note in told(found.notes)][-1] == ("place_unknown", 5)


def test_a_grid_has_a_column_a_row_and_no_answer_where_the_export_has_none():
    grid = question("s", "matrix", "1=non; 2=oui; 98~=non concerné", ordered=True)
    grid = replace(grid, items=(Item("a", {}), Item("b", {})))
    found = typed({"s__a": ("oui", "98", "")}, grid)
    assert shown(found, "s__a") == [("2", ""), (None, "not_applicable"), (None, "not_answered")]
    assert shown(found, "s__b") == [(None, "not_asked")] * 3


RANKED = question("r", "ranking", "a=rouge; b=vert; c=bleu", maximum=2)


def ranks(found):
    return [plain([found.responses["r__1"][row], found.responses["r__2"][row]]) for row in found.responses.index]


def test_rankings_from_a_column_a_rank():
    found = typed({"r__1": ("rouge", "b", ""), "r__2": ("bleu", "b", "")}, RANKED)
    assert ranks(found) == [["a", "c"], ["b", None], [None, None]]
    assert told(found.notes) == [("rank_repeated", 3, "b")]


def test_rankings_from_a_column_an_option():
    assert ranks(typed({"r__a": ("2", ""), "r__b": ("1", "1"), "r__c": ("3", "")}, RANKED)) == [["b", "a"], ["b", None]]


def test_rankings_from_one_cell():
    assert ranks(typed({"r": ("vert;rouge;bleu;", "bleu;", "")}, RANKED, separator=";")) == [["b", "a"], ["c", None], [None, None]]
