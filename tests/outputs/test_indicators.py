"""The indicators of funders: readable by a double click, equal to the workbook, and as silent as it where something is hidden."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from survey_kit.example.shapes import write_example
from survey_kit.outputs.indicators import indicator_table, indicators, printed, write_indicators
from survey_kit.outputs.xlsx import report_workbook
from survey_kit.study.building import build_report
from survey_kit.study.study import Study, load
from survey_kit.wording import rounded

COMTAL = "CC Comtal Lot et Truyère"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("indicators") / "e.csv"
    write_example(path)
    study = Study(path, profiles=())
    return study, load(study)


@pytest.fixture(scope="module")
def report(example):
    study, survey = example
    return build_report(study, survey=survey)


def read(report, delimiter=";"):
    return list(csv.DictReader(io.StringIO(indicator_table(report).decode("utf-8-sig")), delimiter=delimiter))


def small(report, told):
    """Report: of the small survey, which has every type of question and hostile labels."""
    return replace(report, released=told.released, questionnaire=told.questionnaire)


def test_it_opens_in_a_french_spreadsheet(report, tmp_path):
    write_indicators(report, tmp_path / "i.csv")
    content = (tmp_path / "i.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcode;indicateur;valeur;unit")
    assert content.count(b"\r\n") == content.count(b"\n")
    rows = read(report)
    assert all(None not in row and None not in row.values() for row in rows)
    numbers = [row[name] for row in rows for name in ("valeur", "borne basse", "borne haute", "base") if row[name]]
    assert all(float(number.replace(",", ".")) is not None and "." not in number and " " not in number for number in numbers)
    assert any("," in number for number in numbers)


def test_english_has_commas_and_points(example):
    study, survey = example
    made = build_report(replace(study, lang="en"), survey=survey)
    rows = read(made, ",")
    assert list(rows[0])[:4] == ["code", "indicator", "value", "unit"]
    known = next(row for row in rows if row["code"] == "coworking_known.1")
    assert (known["value"], known["unit"], known["data"]) == ("46.6", "%", "made-up data")


def test_codes_are_those_of_every_run_and_language_and_stand_once_a_territory(report, example):
    study, survey = example
    codes = [(row.code, row.territory) for row in indicators(report)]
    assert len(set(codes)) == len(codes)
    english = build_report(replace(study, lang="en"), survey=survey)
    assert [row.code for row in indicators(english)] == [row.code for row in indicators(report)]


def test_key_indicators_come_first(report):
    found = list(dict.fromkeys(row.code.partition(".")[0] for row in indicators(report)))
    assert found[:5] == ["respondents", "telework_weekly", "telework_frequency", "teleworker", "telework_decisive"]
    assert found[5:9] == ["coworking_known", "coworking_visited", "coworking_awareness", "coworking_use"]
    assert found.index("staying") < found.index("origin") < found.index("situation")
    assert set(found) >= {each.variable for each in report.released.distributions}


def test_numbers_are_those_of_the_workbook(report):
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(report)), read_only=True)
    sheet = book.worksheets[-1]
    rows = list(sheet.iter_rows(values_only=True))
    named = [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]
    places = {"": "Haut-Rouergue", "200067478": COMTAL, "200068484": "CC des Causses à l'Aubrac"}
    told = {(row["code"], row["territoire"]): row for row in read(report)}
    compared = 0
    for line in named:
        territory = places[line["column"] if line["column_variable"] else ""] if line["column"] != "merged" else ""
        code = ".".join(part for part in (line["variable"], line["item"], line["code"]) if part)
        if line["statistic"] != "count" or (code, territory) not in told:
            continue
        row = told[code, territory]
        share = line["column_percent"]
        if line["status"]:
            assert (row["valeur"], row["statut"]) == ("", "masked")
        elif share is not None:
            assert float(row["valeur"].replace(",", ".")) == rounded(share, 1)
            assert int(row["base"]) == line["base"]
            assert float(row["borne basse"].replace(",", ".")) == rounded(line["ci_low"], 1)
        compared += 1
    assert compared > 300


def test_nothing_hidden_is_told(report):
    hidden = {(each.variable, each.item, cell.code) for each in report.released.distributions for cell in each.cells if cell.status}
    rows = {(row.code, row.territory): row for row in indicators(report)}
    for variable, item, code in hidden:
        row = rows[".".join(part for part in (variable, item, code) if part), "Haut-Rouergue"]
        assert (row.value, row.low, row.high, row.status) == (None, None, None, "masked")
    assert sum(row.status == "masked" for row in rows.values()) > len(hidden)
    assert all(row["valeur"] == row["borne basse"] == row["borne haute"] == "" for row in read(report) if row["statut"] == "masked")


def test_it_says_what_numbers_are_and_of_whom(report):
    rows = {(row["code"], row["territoire"]): row for row in read(report)}
    known = rows["coworking_known.1", "Haut-Rouergue"]
    assert known["sens des bornes"].startswith("incertitude minimale")
    assert (known["base"], known["période"], known["statut"], known["données"]) == ("131", "avril à juin 2022", "", "données fictives")
    assert known["champ"].startswith("Personnes en emploi")
    assert rows["coworking_use.0", "Haut-Rouergue"]["statut"] == "indicatif"
    assert rows["coworking_use.q1", "Haut-Rouergue"]["unité"] == "jours par mois"
    assert rows["coworking_demand.whole_desks", "Haut-Rouergue"]["sens des bornes"].startswith("scénario")
    gap = rows["satisfied_1.1.gap", COMTAL]
    assert (gap["valeur"], gap["unité"], gap["statut"], gap["base"]) == ("-9,3", "points", "net parmi les répondants", "85")


def test_formulas_are_inert_and_negative_numbers_are_none(report, told, formula):
    rows = read(small(report, told))
    cells = [cell for row in rows for cell in row.values()]
    assert any(formula in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    hostile = replace(small(report, told), territory="=1+1", period="@now")
    assert {row["territoire"] for row in read(hostile)} == {"'=1+1"}
    assert [printed(number, ",") for number in (-4.25, -0.04, 12, None, 0.25)] == ["-4,3", "0,0", "12", "", "0,3"]


def test_small_bases_are_counts_or_nothing(report, made):
    rows = {row.code: row for row in indicators(small(report, made()))}
    assert (rows["few.answers"].value, rows["few.answers"].base, rows["few.answers"].status) == (None, None, "masked")
    assert (rows["more.answers"].value, rows["more.answers"].unit) == (30, "répondants")
    assert rows["views.b.1"].status in {"indicatif", "masked"}
    assert rows["rhythm.mean"].unit == "note"


def test_weights_bring_an_effective_base(report, made):
    weighted = {row.code: row for row in indicators(small(report, made(weights="w")))}
    assert 0 < weighted["sex.1"].effective < weighted["sex.1"].base
    plain = {row.code: row for row in indicators(small(report, made()))}
    assert plain["sex.1"].effective is None


@pytest.mark.parametrize(("sampling", "meaning"), [("quota", "ordre de grandeur"), ("probability", "intervalle de confiance"), ("census", "")])
def test_bounds_mean_what_the_survey_lets_them(report, made, sampling, meaning):
    row = next(row for row in indicators(small(report, made(sampling=sampling))) if row.code == "sex.1")
    assert row.meaning.startswith(meaning)
    assert (row.low is None) == (sampling == "census")
    assert bool(row.meaning) == (sampling != "census")


def test_the_same_report_gives_the_same_bytes(report, example):
    study, survey = example
    assert indicator_table(build_report(study, survey=survey)) == indicator_table(report)


def test_data_that_are_real_are_not_called_made_up(report):
    assert {row["données"] for row in read(replace(report, synthetic=False))} == {""}
