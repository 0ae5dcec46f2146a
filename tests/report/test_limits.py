from dataclasses import replace

from survey_kit.report.document import Box, Section
from survey_kit.report.limits import limits


def test_limits_are_what_the_survey_does_not_say_then_how_far_it_reaches(drawn):
    report = drawn.report()
    scope, unsaid, other = Box("scope", "Portée", ("a",)), Box("warning", "Non dit", ("b",)), Box("warning", "Ébauche", ("c",))
    sections = (
        Section("fiche", "", "x", "x", "", (other,)),
        Section("essentials", "1", "x", "x", "", (Box("note", "Rien", ()), unsaid)),
        Section("method", "A", "x", "x", "", (scope,)),
    )
    assert limits(replace(report, sections=sections)) == (unsaid, scope)
    assert limits(replace(report, sections=sections[:1])) == ()
