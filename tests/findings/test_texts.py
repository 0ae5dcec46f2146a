import re
from pathlib import Path
from string import Formatter

import pytest

from survey_kit.findings.texts import capital, cut, known, short_enough, text, texts

PACKAGE = Path(__file__).resolve().parents[2] / "survey_kit"
ENTRIES = sorted(texts().items())


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("key", "entry"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_both_languages_say_the_same(key, entry):  # noqa: ARG001 -- the key names the case
    assert entry["fr"]
    assert entry["en"]
    assert set(entry) <= {"fr", "en", "fr_many", "en_many"}
    assert all(fields(template) == fields(entry["fr"]) for template in entry.values())


@pytest.mark.parametrize(("key", "entry"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_texts_are_typed_plainly_and_never_call_anything_significant(key, entry):  # noqa: ARG001
    for template in entry.values():
        assert "signific" not in template.lower()
        assert not re.search("[\u00a0\u202f’]", template)


def test_every_text_is_used():
    source = "\n".join(path.read_text(encoding="utf-8") for folder in ("findings", "report") for path in (PACKAGE / folder).glob("*.py"))
    dynamic = tuple(re.findall(r'f"([a-z_]+_)\{', source))
    framed = ("_title", "_detail")
    unused = [
        key
        for key, _ in ENTRIES
        if not re.search(rf'["\']{key}["\']', source) and not key.startswith(dynamic) and key.removesuffix("_dated") not in source
        and not (key.endswith(framed) and re.search(rf'["\']{re.sub("_(title|detail)$", "", key)}["\']', source))
        and not key.startswith(("first_", "ties_", "flat_"))
    ]  # fmt: skip
    assert unused == []


def test_frames_are_of_concepts_that_exist():
    from survey_kit.questionnaire.concepts import CONCEPTS

    told = [key.partition("_")[2] for key, _ in ENTRIES if key.startswith(("first_", "ties_", "flat_"))]
    assert {name for name in told if name not in CONCEPTS} == {"any"}


def test_values_are_put_in_and_never_read_as_a_template():
    assert text("quoted", "fr", label="{7*7} {label}") == "« {7*7} {label} »"
    assert text("people_of", "fr", many=True, count="sept", base="douze") == "sept personnes sur douze"
    assert known("quoted")
    assert not known("no_such_text")


def test_labels_are_cut_at_words():
    assert cut("un deux trois", 2) == "un deux…"
    assert cut("un deux", 2) == "un deux"
    assert len(cut("x" * 500, 3)) <= 30
    assert capital("été") == "Été"
    assert capital("") == ""


def test_signs_are_no_words():
    assert short_enough("un : deux", 2)
    assert not short_enough("un deux trois", 2)
