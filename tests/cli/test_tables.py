import openpyxl
import pandas as pd
import pytest

from survey_kit.cli.progress import DONE, REFUSED


def test_tabulate_prints_a_table_and_writes_files(run, example, tmp_path):
    shown = run("tabulate", example, "A26", "--by", "epci").stdout
    assert "%" in shown
    for ending in (".csv", ".xlsx", ".parquet"):
        path = tmp_path / f"t{ending}"
        assert run("tabulate", example, "telework_frequency", "-o", path).returncode == DONE
        assert path.stat().st_size > 0


def test_tabulate_names_the_nearest_variables(run, example):
    done = run("tabulate", example, "telework_frequenci")
    assert done.returncode == REFUSED
    assert "telework_frequency" in done.stderr


FACTS = "Nouveaux arrivants et télétravailleurs du Haut-Rouergue;2022;Fichier fictif"
MARGIN = f"""variable;modalité;total;champ;année;source
Sexe;une femme;5200;{FACTS}
Sexe;Un homme + autre;4800;{FACTS}
Sexe;sans réponse;;{FACTS}
"""


@pytest.fixture
def targets(tmp_path):
    path = tmp_path / "marges.csv"
    path.write_text(MARGIN, encoding="utf-8")
    return path


def test_weight_writes_the_weights_and_tells_what_they_cost(run, example, targets, tmp_path):
    done = run("weight", example, "--targets", targets, "-o", tmp_path / "p.csv")
    assert done.returncode == DONE, done.stderr
    assert "165 répondants, base efficace" in done.stdout
    weights = pd.read_csv(tmp_path / "p.csv")
    assert len(weights) == 165
    assert weights["weight"].sum() == pytest.approx(10_000)
    assert "fictives" in weights["synthetic"][0]


def test_weight_writes_a_workbook_with_the_margins(run, example, targets, tmp_path):
    assert run("weight", example, "--targets", targets, "-o", tmp_path / "p.xlsx").returncode == DONE
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == ["Poids", "Marges", "À lire"]
    margins = list(book["Marges"].values)
    assert [row[:2] for row in margins[1:]] == [("Sexe", "une femme"), ("Sexe", "Un homme + autre"), ("Sexe", "sans réponse")]
    assert all(row[4] == pytest.approx(row[2]) for row in margins[1:])
    assert any("Fichier fictif" in text for (text,) in book["À lire"].values)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Nouveaux arrivants et télétravailleurs", "Tous les habitants", "elles ne peuvent pas la redresser"),
        (";2022;Fichier fictif", ";;", "année (year), source"),
        ("Sexe", "Sexes", "Sexes"),
        ("Un homme + autre", "Un homme", "3 (autre)"),
        ("Sexe;sans réponse;;" + FACTS, "", "« sans réponse »"),
        ("5200", "beaucoup", "beaucoup"),
    ],
)
def test_faulty_targets_are_told_and_nothing_is_written(run, example, tmp_path, before, after, said):  # noqa: PLR0917
    targets = tmp_path / "marges.csv"
    targets.write_text(MARGIN.replace(before, after), encoding="utf-8")
    done = run("weight", example, "--targets", targets, "-o", tmp_path / "p.csv")
    assert done.returncode == REFUSED
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "p.csv").exists()


def test_a_table_can_be_weighted_to_targets(run, example, targets):
    plain, weighted = (run("tabulate", example, "Sexe", *options).stdout for options in ((), ("--targets", targets)))
    assert plain != weighted
    assert "165" not in weighted
