import pandas as pd

from survey_kit.disclosure.released import Cell, Distribution, Measure, Quantity, Released, ReleasedAnalysis


def test_a_cell_is_found_by_its_code_even_when_it_was_merged():
    distribution = Distribution(
        "v", cells=(Cell("1", 9, 9.0, 90.0), Cell("merged", 6, 6.0, 10.0, merged=("2", "3"))), measures=(Measure("mean", 2.0),)
    )
    assert distribution.cell("1").count == 9
    assert distribution.cell("3").code == "merged"
    assert distribution.cell("4") is None
    assert distribution.measure("mean").value == 2.0
    assert distribution.measure("median") is None


def test_what_was_released_is_found_by_name():
    items = (Distribution("m", "i"), Distribution("m", "j"))
    released = Released(pd.DataFrame({"a": [1]}), items, (ReleasedAnalysis("demand", 9, (Quantity("days", 40.0),)),))
    assert released.distribution("m", "j") is items[1]
    assert released.distribution("m") is None
    assert released.items("m") == items
    assert released.analysis("demand").quantity("days").value == 40.0
    assert released.analysis("other") is None
    shown = released.to_frame()
    shown.loc[0, "a"] = 2
    assert released.frame.loc[0, "a"] == 1


def test_it_tells_how_many_rows_of_what_and_how_many_are_hidden():
    frame = pd.DataFrame({"row_variable": ["v", "v", "w"], "status": ["", "primary", "secondary"]})
    released = Released(frame, analyses=(ReleasedAnalysis("demand", 9),), threshold=5)
    assert repr(released) == "Released: 3 rows of v, w, 1 analysis; threshold 5, volunteer, 2 rows hidden. to_frame() shows them."
