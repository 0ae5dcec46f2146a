"""What shares a page, and what shares a table."""

from dataclasses import replace

from survey_kit.charts.bars import bars
from survey_kit.charts.marks import HALF
from survey_kit.report.arrange import MOST_JOINED, Beside, Joined, Pair, arranged, fit_side_by_side, half, joined, paired
from survey_kit.report.document import Facts, Paragraph, Section


def shares(drawn, count, width=482):
    counts = {chr(97 + place): 20 for place in range(count)}
    chart = bars(drawn.distribution(counts, 200), drawn.labels({code: code.upper() * 4 for code in counts}), "fr", width=width)
    return drawn.figure(1, chart)


def test_half_figures_that_follow_each_other_are_a_pair(drawn):
    narrow, wide = shares(drawn, 4, HALF), shares(drawn, 4)
    assert half(narrow)
    assert not half(wide)
    assert [type(block) for block in paired((narrow, narrow, wide, narrow))] == [Pair, type(wide), type(narrow)]


def test_a_pair_tells_a_common_source_once(drawn):
    figure = shares(drawn, 4, HALF)
    pair = Pair((figure, figure))
    assert pair.source == figure.notes.source != ""
    assert pair.around(figure) == replace(figure.notes, source="")
    other = replace(figure, notes=replace(figure.notes, source="autre"))
    assert Pair((figure, other)).source == ""
    assert Pair((figure, other)).around(other) == other.notes


def test_figures_stand_side_by_side_when_short_and_alike(drawn):
    few, some, many = (shares(drawn, count) for count in (3, 7, 12))
    assert fit_side_by_side(few, some)
    assert fit_side_by_side(some, many)
    assert not fit_side_by_side(few, many)
    assert not fit_side_by_side(few, replace(some, table=drawn.table()))
    assert not fit_side_by_side(few, replace(some, title="Un titre bien trop long " * 6))
    assert not fit_side_by_side(few, replace(some, chart=None))


def test_tables_of_the_same_columns_are_joined(drawn):
    one, two, three = (drawn.table(f"Tableau B{place}", key=f"t{place}") for place in (1, 2, 3))
    lone = replace(two, headings=("Réponses", one.headings[1]), rows=two.rows[:1])
    other = replace(three, headings=("Thème", "Base", "Oui"))
    found = joined((one, lone, three, other, one, Paragraph("p")))
    assert [type(block).__name__ for block in found] == ["Joined", "Table", "Table", "Paragraph"]
    assert found[0].whole.headings == one.headings
    assert len(found[0].whole.rows) == len(one.rows) + 1 + len(three.rows)
    assert joined((lone, one))[0].whole.headings == one.headings


def test_a_table_without_number_stays_alone(drawn):
    assert [type(block).__name__ for block in joined((drawn.table(), drawn.table("Tableau 2"), drawn.table()))] == ["Table"] * 3


def test_no_table_is_without_end(drawn):
    found = joined([drawn.table(f"Tableau B{place}") for place in range(MOST_JOINED + 2)])
    assert [len(block.tables) for block in found] == [MOST_JOINED, 2]


def test_the_first_facts_stand_beside_the_contents():
    facts = Facts("c", (("a", "b"),))
    sections = [Section(key, "", "", "", "", blocks) for key, blocks in (("a", (Paragraph("p"),)), ("b", (facts, facts)), ("c", (facts,)))]
    assert [[type(block) for block in blocks] for _, blocks in arranged(sections)] == [[Paragraph], [Beside], [Facts]]


def test_a_joined_table_knows_its_tables(drawn):
    tables = (drawn.table("Tableau B1"), drawn.table("Tableau B2"))
    assert Joined(tables).whole.rows == tables[0].rows + tables[1].rows
