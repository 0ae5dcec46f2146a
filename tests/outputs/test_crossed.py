"""Crossed tables, against plain pandas."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.outputs.crossed import crossed_blocks


def test_one_way_tables_are_no_crossed_ones(told):
    assert crossed_blocks(told) == []


@pytest.fixture(scope="module")
def crossed(made):
    return crossed_blocks(made(rows=["wants", "views", "rhythm"], columns=["sex", "town"]))


def test_columns_are_the_total_then_each_banner(crossed):
    assert crossed[0].banner == ("", "Vous êtes", "Vous êtes", "Quelle commune ?", "Quelle commune ?")
    assert crossed[0].headings[:3] == ("Ensemble", "Une femme", "Un homme")
    assert set(crossed[0].headings[3:]) == {"Espalion", "Bozouls"}


def test_shares_are_those_of_pandas_in_each_column(crossed, responses):
    shares = 100 * responses["wants__1"].astype(float).groupby(responses["sex"], observed=False).mean()
    line = crossed[0].lines[0]
    np.testing.assert_allclose(line.values[:3], [100 * responses["wants__1"].astype(float).mean(), *shares])


def test_bases_stand_under_the_shares(crossed, responses):
    base = next(line for line in crossed[0].lines if line.look == "base")
    assert base.values[1:3] == tuple(responses["sex"].value_counts().loc[["1", "2"]])
    assert all(isinstance(size, int) for size in base.values)


def test_items_of_a_matrix_are_tables_of_their_own(crossed):
    assert [block.title for block in crossed][1:3] == ["Êtes-vous satisfait ? – Logement", "Êtes-vous satisfait ? – Santé"]


def test_masked_cells_say_so(crossed, responses):
    inside = responses["views__b"].notna()
    counts = pd.crosstab(responses.loc[inside, "views__b"], responses.loc[inside, "sex"])
    small = next(block for block in crossed if block.title.endswith("Santé"))
    assert ((counts > 0) & (counts < 5)).any(axis=None)
    assert any("s" in line.values for line in small.lines)
    assert any(note.startswith("Note : s =") for note in small.notes)


def test_means_go_by_column(crossed, responses):
    line = next(line for line in crossed[-1].lines if line.look == "measure")
    assert line.values[0] == pytest.approx(responses["rhythm"].astype(float).mean())


@pytest.mark.parametrize("percent", ["row", "total"])
def test_the_percentage_asked_for_is_shown(made, percent):
    from dataclasses import replace

    told = made(rows=["rhythm"], columns=["sex"])
    asked = replace(told, released=replace(told.released, percent=percent))
    frame = told.released.frame
    wanted = frame[(frame["row"] == "2") & (frame["column"] == "1")][f"{percent}_percent"].iloc[0]
    assert crossed_blocks(asked)[0].lines[1].values[1] == pytest.approx(wanted)


def looks_of(block):
    return {heading: {line.looks[place] for line in block.lines if line.looks} for place, heading in enumerate(block.headings)}


def test_columns_of_few_respondents_are_grey_or_have_no_percentage(made):
    block = crossed_blocks(made(rows=["sex"], columns=["trade"], trade=[50, 25, 45]))[0]
    assert (looks_of(block)["Ensemble"], looks_of(block)["Boulanger"]) == ({"answer"}, {"indicative"})
    assert any("résultats indicatifs" in note for note in block.notes)
    assert looks_of(crossed_blocks(made(rows=["sex"], columns=["trade"], trade=[50, 22, 44, 4]))[0])["Potier"] == {"hidden"}
