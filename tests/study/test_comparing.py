import numpy as np
import pytest

from survey_kit.findings.inquiries import Inquiry
from survey_kit.study.comparing import asked, crossings, nets, standing_in
from survey_kit.study.inquiries import resolved
from survey_kit.study.study import Study, design_of, load, release_everything

TELEWORK = Inquiry("Combien ?", ("telework_frequency",), {"telework_frequency": ("4", "5", "6")})
NEEDS = Inquiry("Plus ?", ("missing_services",), {"missing_services": ("4",)}, "household", ("3", "4"), "familles")


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    from survey_kit.example.shapes import write_example

    path = tmp_path_factory.mktemp("export") / "e.csv"
    write_example(path)
    return load(Study(path))


@pytest.fixture(scope="module")
def stood_in(survey):
    return standing_in(survey, resolved(survey, [TELEWORK, NEEDS]))


def test_answers_put_together_become_a_variable(survey, stood_in):
    made, (telework, needs) = stood_in
    name = telework.made["telework_frequency"]
    fine, whole = survey.responses["telework_frequency"], made.responses[name]
    assert (whole == "1").sum() == fine.isin(["4", "5", "6"]).sum()
    assert (whole == "2").sum() == fine.isin(["0", "1", "2", "3"]).sum()
    assert (made.missing[name].to_numpy() == survey.missing["telework_frequency"].to_numpy()).all()
    assert made.questionnaire.variable(name).title("fr").endswith("trois jours, quatre jours ou cinq jours ou plus, ou non")
    assert needs.made == {"household": needs.banner}
    assert survey.questionnaire.variable(name) is None


def test_categories_held_against_all_others_become_a_variable_that_is_as_sensitive(survey, stood_in):
    made, (_, needs) = stood_in
    variable = made.questionnaire.variable(needs.banner)
    assert [choice.title("fr") for choice in variable.choices] == ["familles", "autres répondants"]
    assert variable.identifying
    assert (made.responses[needs.banner] == "1").sum() == survey.responses["household"].isin(["3", "4"]).sum()


def test_the_same_is_made_once_and_a_taken_name_is_left_alone(survey):
    once, (one, other) = standing_in(survey, [TELEWORK, TELEWORK])
    assert one.made == other.made
    again, (third,) = standing_in(once, [Inquiry("?", ("telework_frequency",), {"telework_frequency": ("4", "5")})])
    assert len(again.questionnaire.derived) == len(once.questionnaire.derived) + 1
    assert third.made["telework_frequency"] != one.made["telework_frequency"]


def test_who_does_not_know_gave_another_answer_and_stands_on_no_side(survey):
    intention = Inquiry("?", ("staying",), {"staying": ("1",)}, "coworking_intention", ("1",))
    made, (found,) = standing_in(survey, [intention])
    unknown = survey.responses["coworking_intention"] == "98"
    assert made.responses.loc[unknown, found.banner].isna().all()
    shown, (one,) = standing_in(survey, [Inquiry("?", ("coworking_intention",), {"coworking_intention": ("1", "2")})])
    assert (shown.responses.loc[unknown, one.made["coworking_intention"]] == "2").all()


def test_what_is_not_in_the_export_makes_a_variable_without_answers(survey):
    from dataclasses import replace

    bare = replace(survey, responses=survey.responses.drop(columns="household"), missing=survey.missing.drop(columns="household"))
    made, (found,) = standing_in(bare, [NEEDS])
    assert found.banner not in made.responses
    assert list(crossings(design_of(made, Study("e.csv")), made, (found,), "fr")) == []


def test_comparisons_are_crossed_once_without_their_totals(stood_in):
    made, inquiries = stood_in
    (table,) = crossings(design_of(made, Study("e.csv")), made, [*inquiries, *inquiries], "fr")
    assert {strip.column for strip in table.strips} == {"1", "2"}
    assert asked(inquiries) == {inquiries[0].made["telework_frequency"], "missing_services", inquiries[1].banner}


def test_items_of_a_matrix_are_put_together_as_nets(survey):
    grid = next(question for question in survey.questionnaire.questions if question.type == "matrix" and question.answer_columns[0] in survey.responses)
    codes = tuple(choice.code for choice in grid.choices if not choice.missing)[-2:]
    item = f"{grid.name}__{grid.items[0].code}"
    found = nets(survey, [Inquiry("?", (item,), {item: codes})], "fr")
    assert list(found) == [grid.name]
    assert list(found[grid.name].values()) == [codes]


def test_what_is_asked_is_released_with_everything_else_as_one(stood_in):
    made, inquiries = stood_in
    released = release_everything(made, Study("e.csv"), inquiries=inquiries)
    whole = released.distribution(inquiries[0].made["telework_frequency"])
    fine = released.distribution("telework_frequency")
    assert any(cell.status for cell in fine.cells)
    assert not any(cell.status for cell in whole.cells)
    assert whole.base == fine.base
    columns = released.within("missing_services", inquiries[1].banner)
    assert [column.column for column in columns] == ["1", "2"]
    shares = made.responses.groupby(made.responses[inquiries[1].banner], observed=True)["missing_services__4"].mean()
    assert np.allclose([column.cell("4").percent for column in columns], 100 * shares.astype(float))
    assert len({(d.variable, d.item) for d in released.distributions}) == len(released.distributions)


def test_what_is_asked_is_kept_back_last(stood_in, monkeypatch):
    made, inquiries = stood_in
    banner = inquiries[1].banner

    def hidden():
        found = release_everything(made, Study("e.csv"), inquiries=inquiries).distribution(banner)
        return [cell.code for cell in found.cells if cell.status]

    assert hidden() == []
    monkeypatch.setattr("survey_kit.study.comparing.asked", lambda _: frozenset())
    assert hidden() == ["1", "2"]


def test_tables_asked_for_one_by_one_are_held_beside_the_answers(survey):
    from survey_kit.study.beside import beside_the_report

    study = Study("e.csv", questions=(TELEWORK, NEEDS))
    ledger = beside_the_report(survey, study)
    (entry,) = ledger.entries
    assert any("household_3_4" in dict(name) and "missing_services" in dict(name) for name in entry.counts)
    bare = beside_the_report(survey, Study("e.csv"))
    assert not any("household_3_4" in dict(name) for name in bare.entries[0].counts)
