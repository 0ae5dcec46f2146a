from survey_kit.charts.marks import FULL, HALF, Bar
from survey_kit.charts.squares import squares
from survey_kit.disclosure.released import Cell, Distribution
from survey_kit.questionnaire.model import Choice, Item, Question
from survey_kit.report.context import Context
from survey_kit.report.figures import _standing, both, chart_labels, figure_of_concept, of_variable

N = "\u202f"
NAMES = {"1": "paysages", "2": "nature", "3": "famille", "4": "emploi"}


def context(made, asked, *told, **options):
    return Context(made.view([asked], told, **options), made.provenance(), tables={asked.name: "B9"})


def highlighted(figure):
    return [bar for bar in figure.chart.marks if isinstance(bar, Bar) and bar.look == "first"]


def test_a_figure_has_all_that_a_number_needs(made):
    asked = made.question(NAMES, kind="multiple", concept="motives", maximum=3)
    told = made.distribution(dict(zip("1234", (92, 52, 44, 20), strict=True)), 165, variable="v", multiple=True)
    figure = of_variable(context(made, asked, told), asked)
    assert figure.id == "figure-v"
    assert figure.title == "Premier attrait du territoire : « paysages »"
    assert figure.subtitle.endswith("Base : 165 répondants")
    assert figure.notes.universe
    assert figure.notes.reading.startswith(f"56{N}%")
    assert figure.notes.source
    assert figure.alt.endswith("tableau B9 en annexe.")
    assert figure.alt.startswith("Premier attrait du territoire : « paysages ». ")
    assert {value.code: value.count for value in figure.chart.values} == {"1": 92, "2": 52, "3": 44, "4": 20}
    assert len(highlighted(figure)) == 1


def test_nothing_is_brought_out_where_nothing_stands_out(made):
    asked = made.question(NAMES)
    flat = made.distribution({"1": 42, "2": 41, "3": 41, "4": 41}, variable="v")
    assert highlighted(of_variable(context(made, asked, flat), asked)) == []
    small = made.distribution({"1": 15, "2": 9}, variable="v")
    figure = of_variable(context(made, asked, small), asked)
    assert figure.title.endswith("résultats indicatifs")
    assert highlighted(figure) == []


def test_answers_that_nobody_gave_are_named_in_the_note(made):
    asked = made.question(NAMES)
    told = made.distribution({"1": 92, "2": 52, "3": 0, "4": 21}, variable="v")
    figure = of_variable(context(made, asked, told), asked)
    assert "3" not in {value.code for value in figure.chart.values}
    assert "réponses que personne n'a données : « famille »" in figure.notes.note


def test_a_base_too_small_or_wholly_hidden_gives_no_figure(made):
    asked = made.question(NAMES)
    assert of_variable(context(made, asked, made.distribution({"1": 2, "2": 1}, 3, variable="v")), asked) is None
    assert of_variable(context(made, asked, made.distribution({"1": 3, "2": None}, 40, variable="v")), asked) is None
    assert of_variable(context(made, asked), asked) is None
    assert figure_of_concept(context(made, asked), "motives") is None


def test_squares_for_a_few(made):
    asked = made.question(NAMES)
    figure = of_variable(context(made, asked, made.distribution({"1": 7, "2": 5}, variable="v"), respondents=12), asked)
    assert figure.chart.kind == "squares"
    assert "%" not in figure.title + figure.subtitle + figure.notes.reading + figure.alt


def test_a_chart_of_the_whole_width_has_a_narrow_one(made):
    asked = made.question(NAMES)
    told = made.distribution(dict(zip("1234", (92, 52, 44, 20), strict=True)), 208, variable="v")
    wide = of_variable(context(made, asked, told), asked)
    assert (wide.chart.width, wide.narrow.width) == (FULL, HALF)
    assert {value.code for value in wide.narrow.values} == {value.code for value in wide.chart.values}
    assert of_variable(context(made, asked, told), asked, HALF).narrow is None


def test_a_chart_is_drawn_at_both_widths_only_where_it_takes_the_first(made):
    few = made.distribution({"1": 7, "2": 5}, 12)
    drawn, narrow = both(lambda _: squares(few, NAMES, "fr"))
    assert drawn.width == HALF
    assert narrow is None


def test_a_long_scale_becomes_columns(made):
    asked = Question(
        "v", "scale", {"fr": "Intégration"}, tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(11))
    )
    told = made.distribution({str(step): 15 for step in range(11)}, variable="v")
    figure = of_variable(context(made, asked, told), asked)
    assert figure.chart.kind == figure.narrow.kind == "columns"
    assert figure.narrow.width == HALF
    # Columns take the whole width of a printed page, asked for half of it or not.
    assert of_variable(context(made, asked, told), asked, HALF).chart.width == FULL


def test_a_matrix_is_stacked_by_its_high_marks(made):
    steps = tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(1, 6))
    asked = Question("v", "matrix", {"fr": "Satisfaction"}, steps, (Item("a", {"fr": "santé"}), Item("b", {"fr": "logement"})))
    told = [
        made.distribution({"1": 60, "2": 60, "3": 20, "4": 10, "5": 10}, variable="v", item="a"),
        made.distribution({"1": 10, "2": 10, "3": 20, "4": 60, "5": 50}, variable="v", item="b"),
    ]
    figure = of_variable(context(made, asked, *told), asked)
    assert figure.chart.kind == "stacked"
    assert figure.chart.values[0].series == "Logement"
    assert figure.notes.note.startswith("thèmes rangés par part de réponses 4 ou 5, à la fin ceux dont une de ces parts est couverte par le secret ; ")
    assert "Base : 150 à 160 répondants selon la ligne" in figure.subtitle
    assert f"Réponses 4 ou 5 sur 5 : « logement » (73{N}% des 150 répondants" in figure.alt
    assert f"en dernier, « santé » (13{N}% des 160 répondants)" in figure.alt
    assert figure.alt.startswith(f"{figure.title}. ")


def test_a_matrix_of_three_topics_tells_them_all(made):
    steps = tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(1, 6))
    asked = Question("v", "matrix", {"fr": "Satisfaction"}, steps, tuple(Item(code, {"fr": f"thème {code}"}) for code in "abcd"))
    told = [
        made.distribution({"1": 60, "2": 30, "3": 20, "4": many, "5": 10}, variable="v", item=code)
        for code, many in zip("abcd", (40, 30, 20, 60), strict=True)
    ]
    alt = of_variable(context(made, asked, *told), asked).alt
    assert [alt.index(f"« thème {code} »") for code in "dac"] == sorted(alt.index(f"« thème {code} »") for code in "dac")
    assert "thème b" not in alt


def test_answers_put_together_are_named_where_that_is_short(made):
    asked = made.question(NAMES)
    told = made.distribution({"1": 92, "2": 52}, 165, variable="v")
    together = Cell("merged", 21, 21.0, 12.7, merged=("3", "4"))
    assert (
        chart_labels(context(made, asked), asked, made.replace(told, cells=(*told.cells, together)))["merged"]
        == "Réponses réunies : famille, emploi"
    )
    many = made.question({str(place): "une réponse très longue" for place in range(9)})
    told = made.replace(told, cells=(Cell("merged", 21, 21.0, 12.7, merged=tuple("345678")),))
    assert "merged" not in chart_labels(context(made, many), many, told)


def test_a_topic_with_a_high_mark_kept_back_stands_at_the_end():
    shown = Distribution("m", "a", cells=(Cell("4", 10, 10.0, 10.0), Cell("5", 20, 20.0, 20.0)))
    hidden = Distribution("m", "b", cells=(Cell("4", 60, 60.0, 60.0), Cell("5", None, None, None, status="primary")))
    assert sorted([hidden, shown], key=lambda item: _standing(item, ("4", "5"))) == [shown, hidden]
    assert _standing(shown, ("4", "5")) == (False, -30.0)
