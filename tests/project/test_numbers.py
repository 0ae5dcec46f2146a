"""Every number of the example's workbook, and each annex table as read back from the PDF, against plain pandas; and that this test can fail."""

import csv
import io
import math
import re
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from survey_kit.example.shapes import write_example
from survey_kit.questionnaire.indicators import key_indicators
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.study.run import run_report
from survey_kit.study.study import Study
from survey_kit.survey import places
from tests.project import expected

SHIPPED = read_questionnaire("haut-rouergue")
QUESTIONNAIRE = replace(SHIPPED, derived=(*SHIPPED.derived, *key_indicators(SHIPPED)))
# Derived variables whose rules are long are held by their own tests (tests/survey/test_derive.py), not worked out twice.
NOT_BY_HAND = ("newcomer", "newcomer_type", "origin", "origin_elsewhere", "neo_rural")
PLACES = ("commune", "previous_place")
NUMBERS = ["value", "column_percent", "se", "ci_low", "ci_high", "deff"]


@pytest.fixture(scope="module")
def people():
    return expected.people()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    write_example(folder / "e.csv")
    run_report(Study(folder / "e.csv"), [folder / "r.pdf", folder / "r.html", folder / "r.xlsx"])
    return folder

# The code of an EPCI is longer than that of a commune.
EPCI_DIGITS = 9


def long_sheet(path):
    sheet = openpyxl.load_workbook(path)["Données longues"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    start = next(place for place, row in enumerate(rows) if row[0] == "variable")
    return pd.DataFrame(rows[start + 1 :], columns=rows[start], dtype=object)


def column_of(people, variable, item):
    known = QUESTIONNAIRE.variable(variable)
    values = people[f"{variable}__{item}" if item else variable]
    if known.type in {"month", "date"}:
        return pd.to_datetime(values).dt.strftime("%Y").where(values.notna())
    if known.type in {"integer", "decimal"}:
        return pd.to_numeric(values)
    return values


def together(code, variable):
    """Whether a cell holds several answers, of which the design effect isn't told."""
    return code == "merged" or (variable in PLACES and len(code) == EPCI_DIGITS and code.isdigit())


def left_over(values, shown):
    return values.notna() & ~values.isin(shown) & ~values.map(places.epci, na_action="ignore").isin(shown)


def counted(values, code, merged, shown):
    """How many gave an answer, one of several put together (of places: any that isn't shown, nor in an EPCI that is), or a number within a band."""
    if merged:
        return int(values.isin(merged).sum())
    if code == "merged":
        return int(left_over(values, shown).sum())
    if together(code, values.name):
        return int(((values.map(places.epci, na_action="ignore") == code) & ~values.isin(shown)).sum())
    if values.dtype != object and not isinstance(values.dtype, pd.StringDtype):
        low, _, high = code.lstrip("-").partition("-")
        return int(values.between(float(low), float(high)).sum()) if high else int((values == float(code)).sum())
    return int((values == code).sum())


def ticks(people, variable, code):
    return int(people[f"{variable}__{code}"].astype("boolean").sum())


def variable_mismatches(people, variable, item, rows):
    """list of str: what is not as pandas has it in the rows of one variable."""
    known, wrong = QUESTIONNAIRE.variable(variable), []
    if known.type == "multiple":
        ticked = people[[column for column in people if column.startswith(f"{variable}__") and not column.endswith("__other")]]
        base = int(ticked.notna().any(axis=1).sum())
        values = None
    else:
        values = column_of(people, variable, item)
        base = int(values.notna().sum())
    cells = rows[rows["statistic"] == "count"]
    shown = set(cells["code"])
    for row in cells.to_dict("records"):
        codes = str(row["merged"]).split(" | ") if row["merged"] else []
        true = (
            base
            if row["code"] == "Total"
            else ticks(people, variable, row["code"])
            if values is None
            else counted(values, row["code"], codes, shown)
        )
        if row["code"] == "merged" and row["merged_number"] != (len(codes) or values[left_over(values, shown)].nunique()):
            wrong.append(f"{variable}: {row['merged_number']} answers are not together")
        wrong += cell_mismatches(row, true, base)
    if not cells.empty and base >= 5 and not (cells["base"].astype(float) == base).all():
        wrong.append(f"{variable} base")
    wrong += [
        f"{variable} {row['statistic']}"
        for row in rows[~rows["statistic"].isin(["count", "missing", "net"])].to_dict("records")
        if row["value"] is not None and not measured(row, numbers_of(known, values))
    ]
    for row in rows[rows["statistic"] == "net"].to_dict("records"):
        steps = [choice.code for choice in known.choices if not choice.missing]
        ends = {"top_2": steps[-2:], "bottom_2": steps[:2]}[row["code"]]
        wrong += cell_mismatches(row | {"deff": None}, int(values.isin(ends).sum()), base)
    # Kinds of few are kept back, and another with them: those told never add up to more than who is left.
    silent = rows[rows["statistic"] == "missing"]["value"].sum()
    return wrong if silent <= len(people) - base else [*wrong, f"{variable}: who gave no answer"]


def cell_mismatches(row, true, base):
    name = f"{row['variable']} {row['item'] or ''} {row['code']}"
    if row["status"] == "masked":
        return [] if row["value"] is None and true else [f"{name}: a zero is masked"]
    if 0 < true < 5 and row["code"] != "Total":
        return [f"{name}: {true} is shown"]
    wanted = expected.shares([true], base).iloc[0]
    if row["code"] == "Total":
        return [] if row["value"] == true and row["column_percent"] == 100 else [f"{name}: total"]
    joined = together(row["code"], row["variable"]) or row["statistic"] == "net"
    wanted = wanted[["value"]] if row["rule"] == "counts" else wanted.drop("deff") if joined else wanted
    found = pd.Series({key: np.nan if row[key] is None else float(row[key]) for key in wanted.index})
    return (
        []
        if np.allclose(found, wanted.astype(float), rtol=1e-9, atol=1e-9, equal_nan=True)
        else [f"{name}: {found.to_dict()} is not {wanted.to_dict()}"]
    )


def numbers_of(known, values):
    return pd.to_numeric(values.where(values != "98")) if known.type in {"scale", "matrix"} else values


def measured(row, values):
    wanted = expected.measures(values)[row["statistic"]]
    if row["statistic"] == "mean" and row["se"] is None:
        # Beside masked answers a mean is told to one decimal, without its interval.
        return abs(row["value"] - wanted[0]) <= 0.05 + 1e-9 and row["ci_low"] is None and row["ci_high"] is None
    if row["statistic"] != "mean" and row["se"] is None:
        # Beside masked answers a quantile or a bound is told where all of these lie on one side of it.
        told = {key: place for place, key in enumerate(("value", "se", "ci_low", "ci_high")) if row[key] is not None}
        return all(np.isclose(row[key], wanted[place], rtol=1e-9) for key, place in told.items())
    return np.allclose([float(row[key]) for key in ("value", "se", "ci_low", "ci_high")], wanted, rtol=1e-9)


def mismatches(sheet, people):
    wrong = []
    for (variable, item, column), rows in sheet.groupby(["variable", sheet["item"].fillna(""), "column"], sort=False):
        if variable not in NOT_BY_HAND and QUESTIONNAIRE.variable(variable).type != "text":
            wrong += variable_mismatches(people if column == "Total" else people[people["epci"] == column], variable, item, rows)
    return wrong


def test_every_number_of_the_workbook_is_that_of_pandas(run, people):
    sheet = long_sheet(run / "r.xlsx")
    assert len(sheet) > 400
    assert set(sheet["variable"]) >= {question.name for question in QUESTIONNAIRE.questions if not question.role}
    assert set(sheet["column"]) == {"Total", *people["epci"].dropna().unique()}
    assert mismatches(sheet, people) == []


def test_places_of_few_are_named_nowhere(run, people):
    sheet = long_sheet(run / "r.xlsx")
    written = {cell for rows in openpyxl.load_workbook(run / "r.xlsx") for row in rows.iter_rows(values_only=True) for cell in row if cell}
    page = (run / "r.html").read_text(encoding="utf-8")
    shown = {places.label(code, "fr") for name in PLACES for code in sheet.loc[sheet["variable"] == name, "code"] if code[:1].isdigit()}
    for name in PLACES:
        sizes = people[name].value_counts()
        rare = {places.label(code, "fr") for code in sizes.index[sizes.between(1, 4)]} - shown
        assert len(rare) > 10
        assert [place for place in rare if any(place in str(cell) for cell in written)] == []
        assert [place for place in rare if re.search(rf"(?<![\w-]){place}(?![\w-])", page)] == []
    assert "Autres communes : CC Comtal Lot et Truyère" in written
    assert f"Autres communes ({sheet['merged_number'][sheet['variable'] == 'previous_place'].max()})" in written


def test_the_demand_is_that_of_pandas(run, people):
    days = people["coworking_days_wanted"].astype(float).sum()
    cells = [
        cell
        for row in openpyxl.load_workbook(run / "r.xlsx")["Estimations"].iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    ]
    exact = [days / 20.5 * 1.3 * share for share in (0.25, 0.5, 1.0)]
    # Whole desks would give their number away too: they are told to a multiple of five.
    assert all(5 * math.ceil(desks / 5) in cells for desks in exact)
    assert not all(math.ceil(desks) in cells for desks in exact)
    # Few would come most often: the exact sums would give their number away, and are kept back.
    assert people["coworking_intention"].value_counts()["4"] < 5
    assert not any(abs(cell - wanted) < 1e-6 for cell in cells for wanted in (days, *exact))


def changed(path, column, row, text):
    """None: writes one other text into one cell of the export."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    place = next(place for place, heading in enumerate(rows[0]) if column in heading)
    line = next(line for line in range(row, len(rows)) if rows[line][place] not in {"", text})
    rows[line][place] = text
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


@pytest.mark.parametrize(
    ("column", "text"),
    [("Composition de votre ménage", "personne seule"), ("Votre année de naissance", "1971"), ("[paysages, cadre de vie]", "Oui")],
)
def test_one_cell_changed_is_found(tmp_path, people, column, text):
    write_example(tmp_path / "e.csv")
    changed(tmp_path / "e.csv", column, 40, text)
    run_report(Study(tmp_path / "e.csv"), [tmp_path / "r.xlsx"])
    assert mismatches(long_sheet(tmp_path / "r.xlsx"), people) != []
