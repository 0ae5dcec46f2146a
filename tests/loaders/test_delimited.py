import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.delimited import NOT_SHOWN, _marked, read_delimited, separator_of


def read(text, encoding="utf-8"):
    return read_delimited(text.encode(encoding), "essai.csv")


CELL = st.text(alphabet=st.sampled_from("ab é,;\t|\"\n'=0"), min_size=1, max_size=8).filter(lambda text: bool(text.strip("\"'\n")))


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=2, max_size=8), st.sampled_from(",;\t|"))
def test_what_was_written_in_quotes_is_read_back(rows, separator):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    found = read(text.getvalue())
    assert [list(row) for row in found.rows] == rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_among_commas_and_line_breaks_in_cells(separator):
    rows = [["Code", "Lieux, et pourquoi ; dites tout", "Note"], ["1", "chez moi, au calme\n;;;\n,,,", "2,5"], ["2", "", "3,5"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    assert separator_of(text.getvalue()) == separator
    assert [list(row) for row in read(text.getvalue()).rows] == rows


def test_answers_joined_by_semicolons_do_not_pass_for_columns():
    text = "Horodateur,Lieux\n" + "".join(f"2022-04-0{day},maison;café;bureau\n" for day in range(1, 9))
    assert separator_of(text) == ","


def test_a_single_column_of_sentences_is_one_column():
    assert read("Commentaire\nTrès bien\nRien à dire\n").rows == [("Commentaire",), ("Très bien",), ("Rien à dire",)]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    found = read('a;b\r\n1;"x\r\ny"\r\n\r\n2;z\r\n\r\n')
    assert found.numbers == [1, 2, 4]
    assert found.rows[1] == ("1", "x\r\ny")


def test_equal_texts_are_one_object():
    found = read("a;b\n" + "oui vraiment;non\n" * 50)
    assert len({id(row[0]) for row in found.rows[1:]}) == 1


def test_cells_that_mean_something_are_kept_as_written():
    cells = ("N/A", "NA", "-99", "null", "", "1,50", "007", "=cmd|' /C calc'!A0", "<img src=file:///etc/passwd>", "{{7*7}}")
    assert read(";".join("abcdefghij") + "\n" + ";".join(cells) + "\n").rows[1] == cells


def test_a_line_that_announces_the_separator_is_skipped_and_told():
    found = read("sep=;\na;b,c\n1;2,5\n")
    assert found.rows == [("a", "b,c"), ("1", "2,5")]
    assert found.numbers == [2, 3]
    assert [note.code for note in found.notes] == ["text_sep_line"]


def test_a_file_saved_one_cell_a_line_is_cut_again_and_told():
    inner = ["nom;age;ville", "a;31;Espalion", "b;42;Rodez", "c;50;Laissac"]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([line] for line in inner)
    found = read(text.getvalue())
    assert found.rows[1] == ("a", "31", "Espalion")
    assert [note.code for note in found.notes] == ["text_unwrapped"]


def test_broken_accents_are_restored_and_told():
    found = read("prÃ©nom;ville\nZoÃ©;SÃ©vÃ©rac\nLéa;Rodez\n")
    assert found.rows == [("prénom", "ville"), ("Zoé", "Sévérac"), ("Léa", "Rodez")]
    assert [(note.code, note.values["count"]) for note in found.notes] == [("text_mojibake", 3)]


def test_the_encoding_is_told_when_it_is_not_utf_8():
    assert [note.code for note in read("é;à\nè;ù\n", "cp1252").notes] == ["text_encoding"]
    assert [note.code for note in read_delimited("à;é\n1;".encode() + b"\xe9\n", "x").notes] == ["text_wrong_bytes"]
    assert read("é;à\nè;ù\n").notes == ()


def test_a_quote_that_never_closes_is_refused_once_it_swallows_too_much():
    with pytest.raises(SurveyKitError) as caught:
        read('a;b\n1;"ouvert\n' + "2;un texte assez long pour compter\n" * 600_000)
    assert caught.value.code == "export_quotes"
    assert csv.field_size_limit() == 131072


def test_cells_left_without_quotes_among_quoted_ones_are_marked():
    found = read('"id","a","b","c"\r\n"1","","",\r\n"2",,"x,,y",""\r\n"3",,,"z"\r\n')
    assert found.facts["not_shown"] == "bare"
    assert found.rows[1:] == [("1", "", "", NOT_SHOWN), ("2", NOT_SHOWN, "x,,y", ""), ("3", NOT_SHOWN, NOT_SHOWN, "z")]


def test_blanks_say_nothing_where_not_every_cell_is_quoted():
    assert read('id,a,b\n1,,\n2,"","",\n').rows[1] == ("1", "", "")
    assert read('"id","a","b"\n"1",,"x"\n').rows[1] == ("1", "", "x")


@given(st.lists(st.lists(st.one_of(st.none(), st.text(alphabet='ab,"\n ', max_size=5)), min_size=3, max_size=3), min_size=1, max_size=6))
def test_bare_cells_are_marked_wherever_they_stand_but_first(rows):
    rows = [["k", *row] for row in rows]
    text = "".join(",".join("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    inside, marked = False, []
    for line in io.StringIO(text, newline=""):
        marked.append(_marked(line, ",", inside=inside))
        inside = inside != bool(line.count('"') % 2)
    read_back = list(csv.reader(io.StringIO("".join(marked), newline="")))
    assert read_back == [[NOT_SHOWN if cell is None else cell for cell in row] for row in rows]
