from survey_kit.disclosure.links import Link, links
from survey_kit.questionnaire.model import Choice, Derived, Question, Questionnaire


def asked(name, codes="123", **more):
    return Question(name, "single", {}, tuple(Choice(code, {}) for code in codes), **more)


def test_a_base_holds_those_whose_answers_let_them_be_asked():
    known = Questionnaire("q", {}, (asked("work"), asked("remote", relevance="work in 1,2"), asked("both", relevance="work = 1 and remote = 1")))
    codes = {"work": ("1", "2", "3"), "remote": ("1", "2"), "both": ("1",)}
    assert links(known, codes) == [
        Link((("remote", "(any)"),), (("work", "1"), ("work", "2"))),
        Link((("both", "(any)"),), (("work", "1"),), telling=True),
        Link((("both", "(any)"),), (("remote", "1"),), telling=True),
    ]


def test_a_derived_answer_holds_answers_of_its_source():
    made = Derived("days", "integer", {}, rule="number(often)")
    grouped = Derived("group", "single", {}, cases=(("low", "often in 0,1"), ("high", "")), choices=(Choice("low", {}), Choice("high", {})))
    known = Questionnaire("q", {}, (asked("often", "012"),), (made, grouped))
    codes = {"often": ("0", "1", "2"), "days": ("0-1", "2-3"), "group": ("low", "high")}
    found = links(known, codes)
    assert Link((("often", "0"), ("often", "1")), (("group", "low"),)) in found
    assert Link((("often", "2"),), (("group", "high"),)) in found


def test_of_variables_without_a_table_nothing_is_told():
    known = Questionnaire("q", {}, (asked("work"), asked("remote", relevance="work in 1,2")))
    assert links(known, {"remote": ("1",)}) == []


def test_of_an_answer_derived_from_two_what_one_settles_alone_is_told():
    """Who lives in the Aveyron and comes from elsewhere comes from elsewhere, whatever the commune; of the Aveyron it takes both to tell."""
    steps = ("same_commune", "same_departement", "elsewhere")
    cases = (("same_commune", "before = now"), ("same_departement", "departement(before) = departement(now)"), ("elsewhere", ""))
    ladder = Derived("ladder", "single", {}, cases=cases, choices=tuple(Choice(code, {}) for code in steps), ordered=True)
    known = Questionnaire("q", {}, (Question("before", "place", {}), Question("now", "place", {})), (ladder,))
    codes = {"before": ("12096", "12202", "75056", "31555"), "now": ("12096", "12224"), "ladder": steps}
    found = [(set(link.parts), set(link.whole)) for link in links(known, codes)]
    assert found == [
        ({("before", "12096"), ("before", "12202")}, {("ladder", "same_commune"), ("ladder", "same_departement")}),
        ({("before", "75056"), ("before", "31555")}, {("ladder", "elsewhere")}),
    ]
    assert links(known, codes | {"now": ("12096", "31555")}) == []
