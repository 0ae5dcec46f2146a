from dataclasses import replace

from survey_kit.report.alone import limits, whole_title
from survey_kit.report.document import Box, Section


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


def test_a_title_that_begins_within_its_question_tells_it_whole(drawn):
    figure = drawn.figure(1, drawn.charts()["days"], "Un constat")
    assert whole_title(figure, "fr") == "Un constat"
    inside = replace(
        figure, title="…use : « Non » en tête", subtitle="Avez-vous déjà mesuré la vitesse de votre Internet ici même. Base : 9"
    )
    told = "Avez-vous déjà mesuré la vitesse de votre Internet ici… : « Non » en tête"
    assert whole_title(replace(inside, base="Base : 9"), "fr") == told
