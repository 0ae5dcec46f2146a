"""What a Word file must know of its blocks before it is drawn."""

from dataclasses import replace

from survey_kit.outputs.wordindex import FIRST_FINDINGS, index, numbers
from survey_kit.report.document import Finding, Findings, Section


def test_a_caption_whose_number_is_not_the_next_says_which_it_is(drawn):
    tables = [drawn.table(number) for number in ("Tableau 1", "Tableau 2", "Tableau 5", "Tableau B1", "Tableau B2", "")]
    found = numbers(tables)
    assert [found[id(table)].code for table in tables[:5]] == [
        r"SEQ Tableau \* ARABIC",
        r"SEQ Tableau \* ARABIC",
        r"SEQ Tableau \* ARABIC \r 5",
        r"SEQ Tableau_B \* ARABIC",
        r"SEQ Tableau_B \* ARABIC",
    ]
    assert [found[id(tables[place])].before for place in (0, 3)] == ["Tableau\xa0", "Tableau\xa0B"]
    assert id(tables[5]) not in found


def test_two_tables_of_the_same_values_have_a_bookmark_and_a_number_each(drawn):
    one, other = drawn.table("Tableau 1", key="a"), drawn.table("Tableau 2", key="b")
    same = drawn.table("Tableau 1", key="a")
    report = replace(drawn.report(), sections=(Section("s", "1", "t", "T", "", (one, other, same)),))
    found = index(report, {})
    assert [found.mark(block) for block in (report.sections[0], one, other, same)] == [0, 1, 2, None]
    assert found.target("b") == 2
    assert found.target("nowhere") is None
    assert found.bookmark(2) == "_Ref000002"
    assert found.number(same).code.endswith(r"\r 1")


def test_each_list_of_findings_begins_anew(drawn):
    lists = (Findings((Finding("a"),)), Findings((Finding("a"),)))
    found = index(replace(drawn.report(), sections=(Section("s", "1", "t", "T", "", lists),)), {})
    assert [found.list(each) for each in lists] == [FIRST_FINDINGS, FIRST_FINDINGS + 1]


def test_where_to_look_is_told_in_the_reports_language(drawn):
    found = index(drawn.report("en"), {})
    assert found.see(Finding("a", reference="figure 3")) == "See figure 3."
