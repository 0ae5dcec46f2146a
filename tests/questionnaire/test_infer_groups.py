from survey_kit.questionnaire.answers import Answers, Column
from survey_kit.questionnaire.infer_groups import are_ticks, common_answers, counted_parts, groups, is_packed, only_one, stem_of


def column(position, stem, part="", *cells, role="answer"):
    return Column(position, f"{stem} [{part}]" if part else stem, cells, role, stem=stem, part=part)


def export(*columns, **fields):
    return Answers("table", columns, tuple(range(2, len(columns[0].values) + 2)), **fields)


def test_columns_of_one_stem_that_follow_each_other_are_one_question():
    found = groups(
        export(
            column(0, "Âge", "", "3"),
            column(1, "Lieux", "a", "1"),
            column(2, "Lieux", "b", "0"),
            column(3, "Lieux", "Autre", "yourte", role="other_text"),
            column(4, "Lieux", "", "encore", role="comment"),
            column(5, "Lieux", "", "3"),
            column(6, "id", "", "7", role="identifier"),
        )
    )
    assert [(group.key, [one.position for one in group.parts], bool(group.whole), len(group.others), len(group.comments)) for group in found] == [
        ("age", [], True, 0, 0), ("lieux", [1, 2], False, 1, 1), ("lieux", [], True, 0, 0),
    ]  # fmt: skip
    assert found[1].first.position == 1


def test_boxes_hold_ticks_or_their_own_label():
    boxes = [column(0, "L", "maison", "x", ""), column(1, "L", "café", "café", "")]
    assert are_ticks(boxes, export(*boxes))
    assert not are_ticks([*boxes, column(2, "L", "bar", "souvent", "")], export(*boxes))
    assert not are_ticks([column(0, "L", "a", "", "")], export(column(0, "L", "a", "", "")))


def test_boxes_that_nobody_ticks_twice_take_one_answer():
    cells = ["Oui"] * 15 + ["Non"] * 15
    one, other = column(0, "Genre", "F", *cells), column(1, "Genre", "M", *cells[::-1])
    assert only_one([one, other], export(one, other))
    assert not only_one([one, column(1, "Genre", "M", *cells)], export(one, other))
    plural = column(0, "Votre ou vos lieux (plusieurs réponses)", "F", *cells)
    assert not only_one([plural, other], export(plural, other))


def test_rows_of_a_grid_share_their_answers():
    one, other = column(0, "S", "a", "oui", "non", "bof"), column(1, "S", "b", "non", "oui", "NSP")
    found = common_answers([one, other], export(one, other))
    assert dict(found.counts) == {"oui": 2, "non": 2, "bof": 1}
    assert found.silent == {"NSP": "dont_know"}
    strange = column(1, "S", "b", "12", "37", "40")
    assert common_answers([one, strange], export(one, strange)) is None


def test_columns_filled_from_the_left():
    first, second, third = (
        column(place, f"Lesquels_{place + 1}", "", *cells) for place, cells in enumerate((("b", "a", ""), ("a", "", ""), ("", "", "")))
    )
    book = export(first, second, third)
    assert is_packed([first, second, third], book)
    assert not is_packed([second, first], book)
    assert [len(group.parts) for group in groups(book)] == [3]


def test_parts_are_told_apart():
    columns = [column(0, "S", "a"), column(1, "S", "a"), column(2, "S", "")]
    assert counted_parts(columns) == {0: "a", 1: "a (2)", 2: "3"}
    assert stem_of(columns[0]) == "S"
