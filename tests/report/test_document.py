import dataclasses

import pytest

from survey_kit.report import document
from survey_kit.report.document import Finding, Notes, Row, Section, Table

VALUES = [value for value in vars(document).values() if dataclasses.is_dataclass(value)]


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_document_is_made_of_frozen_values(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_what_may_be_left_out():
    table = Table("t", "Titre", "Base : 9", ("Réponse", "Effectif"), (Row("Oui", ("9",)),))
    assert (table.notes, table.number, table.rows[0].kind) == (Notes(), "", "plain")
    assert Finding("Une phrase.").target == ""
    assert not Section("k", "1", "Thème", "Titre", "", (table,)).annex
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.caption = "Autre"
