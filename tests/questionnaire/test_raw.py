from __future__ import annotations

import pytest

from survey_kit.questionnaire.raw import Entry, Raw, is_number


def entry(**values):
    return Entry(Raw({key: value if isinstance(value, Raw) else Raw(value, f"l. {key}") for key, value in values.items()}, "l. 1"), [])


def codes(one):
    return [(fault.code, fault.where) for fault in one.faults]


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("-2.5", True), ("1e3", True), ("inf", False), ("nan", False), ("x", False), ("", False)]
)
def test_what_is_a_number(text, expected):
    assert is_number(text) is expected


def test_values_are_asked_by_key():
    one = entry(name=" a ", flag="oui", count="3", many=(Raw("x"), Raw("y")), label=Raw({"fr": Raw("A"), "en": Raw("")}))
    assert (one.text("name"), one.text("absent", "d"), one.flag("flag"), one.flag("absent"), one.number("count")) == (
        "a",
        "d",
        True,
        False,
        3.0,
    )
    assert one.texts("many") == ("x", "y")
    assert one.texts("name") == ("a",)
    assert one.labels("label") == {"fr": "A"}
    assert one.labels("name") == {"fr": "a"}
    assert one.faults == []


def test_each_fault_stands_at_its_value():
    one = entry(flag="peut-être", count="trois", kind="singel", text=(Raw("x"),), many=Raw({"a": Raw("b")}))
    one.flag("flag")
    one.number("count")
    one.one_of("kind", ("single", "scale"))
    one.text("text")
    one.texts("many")
    one.required("absent")
    one.entries("flag")
    one.below("flag")
    one.check_keys(("flag", "count", "kind", "text"))
    assert codes(one) == [
        ("questionnaire_flag", "l. flag"),
        ("questionnaire_number", "l. count"),
        ("questionnaire_value", "l. kind"),
        ("questionnaire_not_text", "l. text"),
        ("questionnaire_not_list", ""),
        ("questionnaire_required", "l. 1"),
        ("questionnaire_not_list", "l. flag"),
        ("questionnaire_not_mapping", "l. flag"),
        ("questionnaire_key", ""),
    ]
    assert one.faults[2].values["suggestion"] == "single"


def test_a_label_in_no_language_is_a_fault():
    one = entry(label=Raw({"fr": Raw("A"), "francais": Raw("B")}))
    assert one.labels("label") == {"fr": "A"}
    assert codes(one) == [("questionnaire_key", "")]
