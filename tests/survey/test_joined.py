import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.survey.joined import Parted, fold, labels_of, part

MOTIVES = [
    ("paysages, cadre de vie", "1"),
    ("climat, fraîcheur", "10"),
    ("climat", "c"),
    ("emploi trouvé", "5"),
    ("autre", "14"),
    ("5", "5"),
]
COMMA = labels_of(MOTIVES, ", ")


@pytest.mark.parametrize(
    ("cell", "codes", "unknown", "exact"),
    [
        ("paysages, cadre de vie, climat, fraîcheur", ("1", "10"), (), True),
        ("climat, emploi trouvé", ("c", "5"), (), True),
        ("Climat, Fraicheur", ("10",), (), False),
        ("climat,fraîcheur", ("c",), ("fraîcheur",), True),
        ("emploi trouvé, la mer, les gens", ("5",), ("la mer, les gens",), True),
        ("la mer, autre, les gens", ("14",), ("la mer", "les gens"), True),
        ("emploi trouvé, emploi trouvé", ("5",), (), True),
        ("", (), (), True),
    ],
)
def test_labels_are_found_longest_first(cell, codes, unknown, exact):
    assert part(cell, COMMA) == Parted(codes, unknown, exact)


def test_microsoft_forms_ends_each_answer_by_its_sign():
    assert part("climat, fraîcheur;emploi trouvé;", labels_of(MOTIVES, ";")).codes == ("10", "5")


def test_without_a_separator_any_usual_sign_parts():
    labels = labels_of(MOTIVES, "")
    assert part("climat | emploi trouvé\nautre; 5", labels).codes == ("c", "5", "14")


def test_codes_are_joined_too():
    assert part("1 10", labels_of([("1", "1"), ("10", "10")], " ")).codes == ("1", "10")


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_the_length(text):
    import unicodedata

    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["paysages, cadre de vie", "climat, fraîcheur", "emploi trouvé"]), unique=True))
def test_what_is_joined_is_parted_again(labels):
    codes = dict(MOTIVES)
    assert part(", ".join(labels), COMMA).codes == tuple(codes[label] for label in labels)


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from([", ", ";", ""]))
def test_any_text_is_parted(text, separator):
    part(text, labels_of(MOTIVES, separator))
