import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.correspondences import Correction, beside, read_correspondences, write_correspondences
from survey_kit.survey.survey import Match

MATCHES = (
    Match("Commune ?", "commune", 1.0, "wording", position=0),
    Match('=HYPERLINK("x")', "rhythm", 0.86, "close wording", used=False, position=1),
    Match("Lieux ; [café]", "places__3", 0.95, "close wording", position=2),
)


def test_what_is_written_is_read_back(tmp_path):
    write_correspondences(MATCHES, tmp_path / "correspondances.csv")
    assert read_correspondences(tmp_path / "correspondances.csv") == (
        Correction('=HYPERLINK("x")', "rhythm", kept=False, position=1),
        Correction("Commune ?", "commune", kept=True, position=0),
        Correction("Lieux ; [café]", "places__3", kept=True, position=2),
    )
    assert [path.name for path in tmp_path.iterdir()] == ["correspondances.csv"]


def test_a_spreadsheet_opens_it_and_runs_nothing(tmp_path):
    write_correspondences(MATCHES, tmp_path / "c.csv")
    content = (tmp_path / "c.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcolonne;variable;confiance;retenu;position\r\n")
    assert b"\n=" not in content
    assert b"'=HYPERLINK" in content
    assert b";0,86;non;2" in content


def test_headings_without_a_variable_have_a_line_to_fill_in(tmp_path):
    write_correspondences(MATCHES[:1], tmp_path / "c.csv", ("Sexe", "=1+1"))
    assert read_correspondences(tmp_path / "c.csv")[1:] == (Correction("Sexe", "", kept=False), Correction("=1+1", "", kept=False))


def test_a_corrected_file_may_have_lost_a_column_and_be_saved_by_excel(tmp_path):
    path = tmp_path / "c.csv"
    path.write_bytes("Colonne;Variable;Retenu\r\nÂge ?;birth_year;OUI\r\nAutre;;\r\n".encode("cp1252"))
    assert read_correspondences(path) == (Correction("Âge ?", "birth_year", kept=True), Correction("Autre", "", kept=False))


@pytest.mark.parametrize(
    ("text", "code"),
    [("a;b\n1;2\n", "correspondences_headings"), ("colonne;variable;retenu\nx;y;peut-être\n", "correspondences_kept")],
)
def test_a_file_that_says_something_else_is_refused(tmp_path, text, code):
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SurveyKitError, match=r"c\.csv") as caught:
        read_correspondences(tmp_path / "c.csv")
    assert caught.value.code == code


def test_the_file_of_the_exports_own_name_goes_first(tmp_path):
    export = tmp_path / "enquete.csv"
    assert beside(export) is None
    (tmp_path / "correspondances.csv").touch()
    assert beside(export).name == "correspondances.csv"
    (tmp_path / "enquete-correspondances.csv").touch()
    assert beside(export).name == "enquete-correspondances.csv"
    assert beside(tmp_path / "correspondances.csv") is None


def test_an_interrupted_writing_leaves_nothing(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_correspondences(MATCHES, tmp_path / "absent" / "c.csv")
    assert list(tmp_path.iterdir()) == []
