from dataclasses import replace

from survey_kit.report.context import Context, dates, left_out, missing_share, named, source, title, variables


def context(made, respondents=165, **options):
    released, questionnaire = made.whole(respondents)
    from survey_kit.findings.view import View

    view = View(released, questionnaire, respondents, **options)
    return Context(view, made.provenance(respondents + 28))


def test_the_fields_that_run_the_survey_are_no_answers(made):
    found = {variable.name for variable in variables(context(made).questionnaire)}
    assert {"consent", "motives", "age_band"} <= found
    assert not found & {"weight", "submitted", "started", "channel", "wave"}
    assert named(context(made).questionnaire, "motives").type == "multiple"
    assert named(context(made).questionnaire, "weight") is None


def test_titles_and_dates(made):
    one = context(made)
    assert title(one) == "Nouveaux arrivants et télétravailleurs du Haut-Rouergue"
    assert title(replace(one, settings={"title": "Autre titre"})) == "Autre titre"
    assert dates(one) == "avril à juin 2022"
    assert dates(one, days=True) == "du 4 avril au 30 juin 2022"
    assert dates(replace(one, provenance=replace(one.provenance, first_day=None))) == ""


def test_made_up_data_say_so_in_the_source(made):
    one = context(made)
    assert source(one).endswith("avril à juin 2022 (données fictives de démonstration).")
    assert "fictives" not in source(replace(one, provenance=replace(one.provenance, synthetic=False)))
    assert "made-up" in source(context(made, lang="en"))


def test_who_gave_no_answer(made):
    one = made.distribution({"a": 80}, missing={"not_answered": 20, "refused": None, "not_asked": 65})
    assert missing_share(one) == 0.2
    assert left_out(one, "refused") == 0
    assert missing_share(made.distribution({}, 0)) == 0


def test_few_responses(made):
    assert context(made, 12).few
    assert not context(made, 15).few
