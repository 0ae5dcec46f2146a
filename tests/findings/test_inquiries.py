from survey_kit.findings.inquiries import Inquiry, parted


def test_what_an_inquiry_is_known_by_does_not_hang_on_its_words():
    one = Inquiry("Combien ?", ("days",), {"days": ("3", "4")})
    assert one.key == Inquiry("Quelle part ?", ("days",), {"days": ("3", "4")}).key == "days-3-4"
    assert Inquiry("Et eux ?", ("days",), {"days": ("3",)}, "household", ("1", "2")).key == "days-3-by-household-1-2"


def test_a_variable_may_stand_in_for_answers_and_for_categories():
    one = Inquiry("?", ("days", "grid__care"), {"days": ("3", "4")}, "household", ("1",), made={"days": "days_3_4", "household": "household_1"})
    assert one.read("days") == ("days_3_4", "", ("1",))
    assert one.read("grid__care") == ("grid", "care", ())
    assert one.banner == "household_1"
    assert Inquiry("?", ("days",)).banner == ""


def test_a_part_stands_where_the_file_says_else_where_the_question_does():
    one = Inquiry("?", ("days",), places={"ask": "l. 3", "by": "l. 5"})
    assert (one.place("by"), one.place("answers")) == ("l. 5", "l. 3")
    assert parted("age") == ("age", "")
