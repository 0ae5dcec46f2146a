import numpy as np
import pandas as pd

from survey_kit.questionnaire.answers import Column
from survey_kit.survey.cells import Read, cells_of, coded, dated, numeric, read_all, refusal, tell, unspoken, written
from survey_kit.survey.typed import BLANK, DONT_KNOW, NOT_ANSWERED, NOT_ASKED
from tests.survey.hand import plain

CELLS = cells_of(Column(0, " <b>Votre</b> avis ", ("a", "b", "a", "", "N/A")), (4, 5, 6, 7, 8))


def test_each_text_is_read_once():
    seen = []
    reads = read_all(CELLS, lambda text: seen.append(text) or Read(text.upper()), frozenset({"N/A"}))
    assert seen == ["a", "b"]
    assert [read.kind for read in reads] == [0, 0, BLANK, NOT_ASKED]
    assert plain(written(CELLS, reads).values) == ["A", "B", "A", None, None]


def test_what_was_refused_is_told_by_row_and_what_is_counted_once():
    reads = [refusal("answer_unknown", "a"), Read("B", note="label_close", told={"got": "b"}, counted=True), Read(), Read()]
    notes = list(tell(CELLS, reads))
    assert [(note.code, note.row, note.column, dict(note.values)) for note in notes] == [
        ("answer_unknown", 4, "Votre avis", {"got": "a"}),
        ("answer_unknown", 6, "Votre avis", {"got": "a"}),
        ("label_close", 0, "Votre avis", {"got": "b", "count": 1}),
    ]
    assert reads[0].kind == NOT_ANSWERED


def test_columns_have_the_types_of_the_public_frame():
    reads = [Read("1"), Read("2"), Read(), Read()]
    held = coded(CELLS, reads, ("2", "1", "0"), ordered=True)
    assert held.values.cat.categories.tolist() == ["2", "1", "0"]
    assert held.values.cat.ordered
    assert plain(held.values) == ["1", "2", "1", None, None]
    numbers = [Read(1.0), Read(2.5), Read(), Read()]
    assert numeric(CELLS, numbers, whole=False).values.dtype == "Float64"
    assert numeric(CELLS, [Read(1.0), Read(2.0), Read(), Read()], whole=True).values.dtype == "Int64"
    days = dated(CELLS, [Read(np.datetime64("2021-04-01", "ns")), Read(), Read(), Read()]).values
    assert pd.api.types.is_datetime64_any_dtype(days)


def test_words_that_say_why_there_is_no_answer():
    assert unspoken("NSP").kind == DONT_KNOW
    assert unspoken("rouge") is None
