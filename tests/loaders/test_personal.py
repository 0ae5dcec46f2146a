import pytest

from survey_kit.loaders.personal import drop_personal, kind_of
from survey_kit.questionnaire.answers import Answers, Column


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Nom", "name"),
        ("Prénom", "name"),
        ("Votre nom et prénom :", "name"),
        ("NOM Prénom", "name"),
        ("First name", "name"),
        ("Name", "name"),
        ("Adresse e-mail", "email"),
        ("Quelle est votre adresse mail ?", "email"),
        ("Courriel", "email"),
        ("Téléphone", "phone"),
        ("N° de téléphone", "phone"),
        ("Adresse IP", "ip"),
        ("IPAddress", "ip"),
        ("Adresse postale", "address"),
        ("token", "token"),
        ("Date de naissance", "identity"),
        ("LocationLatitude", "position"),
        ("Nom de la commune", ""),
        ("Commune", ""),
        ("Adresse de votre lieu de télétravail préféré", ""),
        ("Votre année de naissance", ""),
        ("Sexe", ""),
        ("Portable ou fixe : lequel utilisez-vous ?", ""),
    ],
)  # fmt: skip
def test_headings_that_name_a_person(heading, kind):
    assert kind_of(heading, ("réponse",)) == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("a.b@c.fr", "d@e-f.org", ""), "email"),
        (("06 12 34 56 78", "0612345678", "+33 6 12 34 56 78"), "phone"),
        (("'0612345678", "06.12.34.56.78"), "phone"),
        (("192.0.2.14", "198.51.100.3"), "ip"),
        (("2001:db8::ff00:42:8329", "2001:db8:0:0:0:ff00:42:8329"), "ip"),
        (("12000", "12500", "75015"), ""),
        (("4337954960", "4337951949"), ""),
        (("1503249853", "668450572"), ""),
        (("2022-04-03", "2022-04-04"), ""),
        (("10:30", "11:45:00"), ""),
        (("1.5", "2.5"), ""),
        (("oui", "écrivez à a@b.fr"), ""),
        (("a@b.fr", "non merci", "non", "non"), ""),
        ((), ""),
    ],
)
def test_cells_that_reach_a_person(values, kind):
    assert kind_of("Contact ou autre", values) == kind


def answers(*columns):
    return Answers("table", columns, tuple(range(2, 2 + len(columns[0].values))))


def texts(found):
    return [frozenset(column.values) for column in found.columns]


def test_columns_are_dropped_counted_and_told():
    found = answers(
        Column(0, "Nom", ("Dupont", "Durand"), stem="Nom"),
        Column(1, "Mél", ("a@b.fr", "c@d.fr"), stem="Mél"),
        Column(2, "Adresse mail", ("", ""), stem="Adresse mail"),
        Column(3, "Commune", ("Rodez", "Laissac"), stem="Commune"),
        Column(4, "Jeton", ("xyz", "abc"), role="personal"),
    )
    kept, counts, notes = drop_personal(found, texts(found))
    assert [column.heading for column in kept.columns] == ["Commune"]
    assert counts == {"name": 1, "email": 2, "token": 1}
    assert sorted(note.code for note in notes) == ["personal_email", "personal_email", "personal_name", "personal_token"]
    assert "Dupont" not in repr(notes)
    assert "a@b.fr" not in repr(notes)


def test_an_address_inside_an_open_answer_is_counted_and_the_answer_kept():
    found = answers(Column(0, "Remarques", ("écrivez-moi : a@b.fr", "rien", "06 12 34 56 78 le soir", "écrivez-moi : a@b.fr")))
    kept, counts, notes = drop_personal(found, texts(found))
    assert kept.columns == found.columns
    assert counts == {}
    assert [(note.code, note.values["count"]) for note in notes] == [("personal_within_email", 2), ("personal_within_phone", 1)]


def test_an_option_called_name_is_an_option():
    found = answers(Column(0, "Que manque-t-il [Téléphone]", ("Oui", "Non"), stem="Que manque-t-il", part="Téléphone"))
    assert drop_personal(found, texts(found))[0].columns == found.columns
