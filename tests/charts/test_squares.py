"""Squares, one a person."""


def test_one_square_a_person(drawn):
    chart = drawn.charts()["squares-half"]
    assert len(chart.bars) == 7 + 5
    assert {value.label: value.count for value in chart.values} == {
        "Accord collectif ou charte": 7,
        "Avenant ou courrier individuel": 5,
        "Rien de convenu": 0,
        "Accord oral": None,
    }
    assert all(value.percent is None for value in chart.values)
    assert max(bar.x + bar.width for bar in chart.bars) < chart.width - 20
    assert [label.text for label in chart.labels if label.look == "hidden"] == ["s", "s"]
    assert chart.labels[0].text == "sur 12"
