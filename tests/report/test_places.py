from dataclasses import replace

from survey_kit.findings.view import View
from survey_kit.report.back import annex_numbers
from survey_kit.report.chapters import chapters, numbered
from survey_kit.report.context import Context
from survey_kit.report.places import anchors, place_of, shown_in


def test_a_variable_is_shown_by_its_figure_else_by_its_table(made):
    released, questionnaire = made.whole(165)
    one = Context(View(released, questionnaire, 165), made.provenance(193))
    one = replace(one, tables=annex_numbers(one))
    places = anchors(numbered(one, chapters(one)))
    assert place_of(one, "motives", places) == ("figure-motives", places["motives"][1].lower())
    assert shown_in("telework_decisive", places) == places["telework_influence"]
    assert place_of(one, "gender", {})[0].startswith("table-")
    assert place_of(one, "gender", {})[1] == f"tableau {one.tables['gender']}"
    assert place_of(one, "nowhere", places) == ("", "")
