import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.weighting.targets_table import read_targets, table_targets

LONG = """variable;modalité;effectif;champ;âges;année;source
sexe;F;17 500;Résidents;18-75;2021;INSEE, RP 2021
sexe;H;16 917,5;Résidents;18-75;2021;INSEE, RP 2021
sexe x epci;F x A;9000;Résidents;18-75;2021;INSEE, RP 2021
sexe x epci;H x A;25417,5;Résidents;18-75;2021;INSEE, RP 2021
revenu;;1,2e9;Résidents;18-75;2021;DGFiP
"""


def test_a_file_with_french_headings(tmp_path):
    path = tmp_path / "marges.csv"
    path.write_text(LONG, encoding="utf-8")
    found = read_targets(path)
    assert found.totals == {
        "sexe": {"F": 17500.0, "H": 16917.5},
        ("sexe", "epci"): {("F", "A"): 9000.0, ("H", "A"): 25417.5},
        "revenu": 1.2e9,
    }
    assert (found.universe, found.ages, found.year, found.source) == ("Résidents", (18, 75), 2021, "DGFiP ; INSEE, RP 2021")


def test_a_workbook(tmp_path):
    path = tmp_path / "targets.xlsx"
    pd.DataFrame({"variable": ["sex", "sex"], "category": ["1", "2"], "total": [10, 20.5], "date": ["2021-01-01"] * 2}).to_excel(
        path, index=False
    )
    found = read_targets(path)
    assert found.totals == {"sex": {"1": 10.0, "2": 20.5}}
    assert found.year == 2021


def test_shares_are_said_by_their_heading():
    found = table_targets(pd.DataFrame({"variable": ["sex", "sex"], "category": ["F", "H"], "share": ["55 %", "0,45"]}))
    assert found.shares
    assert found.totals == {"sex": {"F": 0.55, "H": 0.45}}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({"variable": ["sex"], "total": [1]}, "targets_columns"),
        ({"variable": ["sex"], "category": ["F"], "total": ["many"]}, "targets_row"),
        ({"variable": [""], "category": ["F"], "total": [1]}, "targets_row"),
        ({"variable": ["sex", "sex"], "category": ["F", "F"], "total": [1, 2]}, "targets_twice"),
        ({"variable": ["x", "x"], "category": ["", ""], "total": [1, 2]}, "targets_twice"),
        ({"variable": ["a", "b"], "category": ["F", "G"], "total": [1, 2], "universe": ["U", "V"]}, "targets_universes"),
    ],
)
def test_what_is_refused(rows, code):
    with pytest.raises(SurveyKitError) as caught:
        table_targets(pd.DataFrame(rows))
    assert caught.value.code == code
    assert caught.value.message("fr")
