from survey_kit.questionnaire.infer_profile import missing_choices, profile, share, shown


def test_blanks_and_words_for_no_answer_stand_apart():
    found = profile([" a ", "a", "", "N/A", "NA", "NSP", "nsp", "Non concerné"], frozenset({"N/A"}))
    assert dict(found.counts) == {"a": 2}
    assert found.silent == {"NSP": "dont_know", "nsp": "dont_know", "Non concerné": "not_applicable"}
    assert (found.blank, found.answered) == (3, 2)


def test_words_for_no_answer_are_choices_of_their_kind():
    made = missing_choices({"NSP": "dont_know", "nsp": "dont_know", "Refus": "refused"})
    assert [(choice.code, choice.missing, choice.aliases) for choice in made] == [("NSP", "dont_know", ("nsp",)), ("Refus", "refused", ())]


def test_shares_count_cells():
    assert share(profile(["1", "1", "1", "x"], frozenset()), str.isdigit) == 0.75


def test_labels_are_cut_short_in_notes():
    assert shown("abcdefghij") == "a ; b ; c ; d ; e ; f ; g ; h ; …"
    assert len(shown(["x" * 100])) == 40
