import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.detect import detect


@pytest.mark.parametrize(
    ("shape", "platform"),
    [
        ("limesurvey_text", "limesurvey"),
        ("limesurvey_codes", "limesurvey"),
        ("google_sheet", "google_forms"),
        ("google_direct", "google_forms"),
    ],
)
def test_a_platform_is_found_with_its_evidence(shapes, shape, platform):
    found = detect(shapes.raw(getattr(shapes, shape)))
    assert (found.platform, found.confidence >= 0.9) == (platform, True)
    assert found.evidence


def test_a_workbook_of_microsoft_forms_is_found(shapes):
    assert detect(shapes.workbook(shapes.sheet(shapes.microsoft))).platform == "microsoft_forms"


def test_a_recoded_file_that_keeps_its_timestamp_is_a_plain_table(shapes):
    found = detect(shapes.raw("Timestamp,ID,COVIDStatus5,DP1\n2020-04-16 10:00:00,1,2,3\n"))
    assert found.platform == "table"
    assert found.alternatives == (("google_forms", 0.4),)
    assert found.confidence == 0.6


def test_what_the_user_says_goes_before_the_evidence(shapes):
    found = detect(shapes.raw(shapes.google_sheet), "table")
    assert (found.platform, found.confidence) == ("table", 1.0)
    assert found.alternatives[0][0] == "google_forms"
    assert [note.code for note in found.notes] == ["platform_alternatives"]


@pytest.mark.parametrize(("wanted", "close"), [("lime-survey", "limesurvey"), ("Google Forms", "google_forms"), ("zzz", "table")])
def test_an_unknown_platform_is_refused_and_the_known_ones_named(shapes, wanted, close):
    with pytest.raises(SurveyKitError) as caught:
        detect(shapes.raw(shapes.google_sheet), wanted)
    assert caught.value.code == "platform_unknown"
    assert close in caught.value.message("fr")
    assert "limesurvey, google_forms, microsoft_forms, table" in caught.value.message("fr")


def test_the_sheet_that_holds_the_answers_is_chosen_and_told(shapes):
    notice = shapes.sheet([["Lisez-moi"], ["Ce classeur contient les réponses."]], "Notice")
    answers = shapes.sheet([["commune", "âge", "avis", "sexe"], ["Rodez", "41", "oui", "F"]], "Réponses")
    legend = shapes.sheet([["code", "libellé"], ["1", "oui"], ["2", "non"], ["3", "peut-être"]], "Codes")
    found = detect(shapes.workbook(notice, answers, legend))
    assert found.table.sheet == "Réponses"
    assert [(note.code, note.values["left"]) for note in found.notes] == [("sheets_left", "Notice, Codes")]


def test_a_sheet_that_a_platform_knows_goes_before_a_wider_one(shapes):
    wide = shapes.sheet([[f"c{place}" for place in range(40)], ["1"] * 40], "Calculs")
    found = detect(shapes.workbook(wide, shapes.sheet(shapes.microsoft, "Sheet1")))
    assert (found.table.sheet, found.platform) == ("Sheet1", "microsoft_forms")


def test_an_empty_second_sheet_is_nothing_to_tell(shapes):
    found = detect(shapes.workbook(shapes.sheet(shapes.microsoft), shapes.sheet([["", ""]], "Feuille 2")))
    assert found.notes == ()


def test_headings_without_answers_are_refused(shapes):
    with pytest.raises(SurveyKitError) as caught:
        detect(shapes.raw("commune;âge;avis\n"))
    assert (caught.value.code, caught.value.got) == ("export_no_answers", 3)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("type,name,label::Français (fr),hint", "XLSForm"),
        ("id,related_id,class,type/scale,name,relevance,text", "LimeSurvey"),
        ("Variable / Field Name,Form Name,Field Type,Field Label", "REDCap"),
    ],
)
def test_the_structure_of_a_questionnaire_is_refused_as_such(shapes, headings, kind):
    with pytest.raises(SurveyKitError, match=kind) as caught:
        detect(shapes.raw(headings + "\n" + ",".join("x" for _ in headings.split(",")) + "\n"))
    assert caught.value.code == "export_is_structure"
