from dataclasses import replace

from survey_kit.disclosure.released import Cell
from survey_kit.findings.told import answer_of, either, given, quoted, unsaid


def test_only_what_is_told_by_itself_is_an_answer(made):
    one = made.distribution({"a": 40, "b": 3, "c": None}, 60)
    assert answer_of(one, "a").count == 40
    assert [answer_of(one, code) for code in ("b", "c", "absent", "merged")] == [None] * 4
    joined = replace(one, nets=(Cell("A + C", 55, 55.0, 91.7, merged=("a", "c")),))
    assert given(joined, ("c", "a")).code == "c_a"
    assert given(joined, ("a", "b")) is None
    assert given(joined, ("a",)).count == 40


def test_answers_are_named_as_people_read_them(made):
    counts = {"a": 40, "b": 20}
    asked, one = made.question({"a": "trois jours", "b": "quatre jours"}), made.distribution(counts)
    view = made.view([asked], [one])
    assert quoted(view, asked, one, ("a", "b")) == "« trois jours » ou « quatre jours »"
    assert either(view, ["x", "y", "z"]) == "x, y ou z"
    assert either(view, ["x"]) == "x"


def test_a_silence_has_its_reason(made):
    told = unsaid(made.view([], []), "few")
    assert (told.sentence, told.said) == ("On ne peut pas le dire : moins de 5 personnes ont répondu à la question.", False)
