import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.yaml_file import read_yaml


def written(tmp_path, text):
    path = tmp_path / "f.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_each_value_has_its_line(tmp_path):
    raw, twice = read_yaml(written(tmp_path, "a: 1\nb:\n  - x\n  - y\n"))
    assert (raw.content["a"].content, raw.content["a"].where) == ("1", "l. 1")
    assert [(each.content, each.line) for each in raw.content["b"].content] == [("x", 3), ("y", 4)]
    assert twice == []


def test_a_key_that_stands_twice_is_a_fault(tmp_path):
    _, twice = read_yaml(written(tmp_path, "a: 1\na: 2\n"))
    assert [(fault.code, fault.where) for fault in twice] == [("questionnaire_twice", "l. 2")]


@pytest.mark.parametrize(("text", "code"), [("a: [", "questionnaire_yaml"), (b"a: \xff\xfe", "questionnaire_encoding")])
def test_what_is_no_yaml_is_refused(tmp_path, text, code):
    with pytest.raises(SurveyKitError) as caught:
        read_yaml(written(tmp_path, text))
    assert caught.value.code == code
