import pytest

from survey_kit.findings.frames import leading

N = "\u202f"
MOTIVES = {"1": "paysages, cadre de vie", "2": "proximité de la nature", "3": "prix du logement", "4": "autre"}


def told(made, counts, *, concept="motives", lang="fr", kind="multiple", names=MOTIVES):
    asked = made.question(names, kind=kind, concept=concept, lang=lang, other=("4",))
    return leading(made.view([asked], [], lang=lang), asked, made.distribution(counts, 165, multiple=kind == "multiple"))


def test_a_first_motive(made):
    found = told(made, {"1": 92, "2": 52, "3": 44, "4": 10})
    assert found.title == "Premier attrait du territoire : « paysages, cadre de vie »"
    assert found.sentence == f"{found.title}."
    assert found.detail == (
        f"56{N}% des 165 répondants (incertitude minimale : de 48 à 63{N}%) citent « paysages, cadre de vie », "
        f"puis « proximité de la nature » (32{N}%) et « prix du logement » (27{N}%)."
    )
    assert found.cells == (("v", "", "1"), ("v", "", "2"), ("v", "", "3"))
    assert found.interest > 0


def test_ties_are_told_as_ties(made):
    found = told(made, {"1": 92, "2": 85, "3": 44, "4": 10})
    assert found.title == "Parmi les premiers attraits : « paysages, cadre de vie » et « proximité de la nature »"
    assert found.detail.endswith("L'ordre des deux premières peut tenir au hasard.")


def test_no_motive_stands_out(made):
    found = told(made, {"1": 60, "2": 58, "3": 57, "4": 10})
    assert found.title == "Aucun motif ne se détache"
    assert found.interest == 0


def test_the_english_says_the_same(made):
    found = told(made, {"1": 92, "2": 52, "3": 44, "4": 10}, lang="en")
    assert found.title == "First attraction of the territory: “paysages, cadre de vie”"
    assert found.detail.startswith("56% of the 165 respondents (least uncertainty: 48 to 63%) mention “paysages, cadre de vie”, then “")


def test_a_question_of_nobody_s_goes_by_its_own_name(made):
    found = told(made, {"1": 92, "2": 52, "3": 21}, concept="", kind="single")
    assert found.title == "Question posée : « paysages, cadre de vie » en tête"
    assert " répondent « paysages, cadre de vie », puis " in found.detail
    assert told(made, {"1": 56, "2": 55, "3": 54}, concept="", kind="single").title == "Question posée : aucune réponse ne se détache"


def test_a_long_question_stands_whole_in_the_sentence_and_cut_in_the_title(made):
    from dataclasses import replace

    asked = made.question(MOTIVES, name="v")
    asked = replace(asked, wordings={"fr": "Quel est, parmi tous ceux qui suivent, le motif qui vous a fait venir ?"})
    found = leading(made.view([asked], []), asked, made.distribution({"1": 92, "2": 52, "3": 21}, 165))
    assert found.title == "Quel est, parmi tous ceux qui suivent… : « paysages, cadre de vie » en tête"
    assert found.sentence == (
        "À la question « Quel est, parmi tous ceux qui suivent, le motif qui vous a fait venir » : « paysages, cadre de vie » en tête."
    )


def test_other_is_never_the_first_answer(made):
    assert "autre" not in told(made, {"1": 40, "2": 20, "3": 20, "4": 90}).title


def test_a_hidden_answer_could_be_ahead(made):
    found = told(made, {"1": 92, "2": 52, "3": 44, "4": 2})
    assert found.title == "Question posée : « paysages, cadre de vie » en tête des réponses publiées"


@pytest.mark.parametrize("label", ["mot " * 60, "<b>gras</b>", "{0} {label}", "x" * 400])
def test_labels_are_kept_as_text_and_cut(made, label):
    found = told(made, {"1": 92, "2": 52, "3": 44}, names={**MOTIVES, "1": label})
    assert len(found.title.split()) <= 16
    assert label.strip()[:5] in found.title
