from dataclasses import replace

from survey_kit.disclosure.released import Cell
from survey_kit.findings.nets import net


def test_a_sum_of_answers(made):
    cell = net(made.distribution({"a": 50, "b": 30, "c": 20}), {"a", "b"}, "known")
    assert (cell.code, cell.count, cell.percent, cell.low) == ("known", 80, 80.0, None)


def test_one_answer_keeps_its_interval(made):
    assert net(made.distribution({"a": 50, "b": 50}), {"a"}).low is not None


def test_a_sum_tells_no_more_than_its_parts(made):
    assert net(made.distribution({"a": 50, "b": 30, "c": 2}), {"a", "b"}).count == 80
    assert net(made.distribution({"a": 50, "b": 30, "c": 2}), {"a", "c"}) is None
    assert net(made.distribution({"a": 50, "b": 30, "c": None}), {"b", "c"}) is None
    assert net(made.distribution({"a": 50, "b": 30}, 100, multiple=True), {"a", "b"}) is None
    assert net(made.distribution({"a": 5, "b": 5}), {"a"}) is None


def test_rare_answers_put_together_count_only_whole(made):
    distribution = made.distribution({"a": 50, "b": 40})
    together = replace(distribution, cells=(*distribution.cells, Cell("merged", 10, 10.0, 10.0, merged=("c", "d"))))
    assert net(together, {"b", "c", "d"}).count == 50
    assert net(together, {"b", "c"}) is None
    assert net(together, {"z"}) is None
