"""Small questionnaires of every kind, drawn by hypothesis, for what must hold of any."""

from dataclasses import replace

from hypothesis import strategies as st

from survey_kit.questionnaire.build import default_chapter
from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.model import TYPES, Choice, Derived, Item, Question, Questionnaire

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12).map(str.strip).filter(bool)
CODES = st.one_of(st.integers(0, 99).map(str), TEXTS)
LABELS = st.fixed_dictionaries({"fr": TEXTS}, optional={"en": TEXTS, "oc": TEXTS})
MAYBE = st.one_of(st.just({}), LABELS)
NUMBERS = st.one_of(st.none(), st.integers(-9, 99).map(float), st.sampled_from([0.5, 5.5, 1 / 3]))


def bare(questionnaire):
    """Questionnaire: without the lines, which reading gives and writing can't."""
    questions = tuple(replace(one, line=0) for one in questionnaire.questions)
    return replace(questionnaire, questions=questions, derived=tuple(replace(one, line=0) for one in questionnaire.derived))


@st.composite
def choices(draw, *, kind, least=1):
    codes = draw(st.lists(CODES, min_size=least, max_size=4, unique=True))
    return tuple(draw(choice(code, kind)) for code in codes)


@st.composite
def choice(draw, code, kind):
    return Choice(
        code,
        draw(LABELS),
        exclusive=kind == "multiple" and draw(st.booleans()),
        opens_text=draw(st.booleans()),
        missing=draw(st.sampled_from(["", "", "dont_know", "refused", "not_applicable"])),
        number=draw(NUMBERS),
        aliases=tuple(draw(st.lists(TEXTS, max_size=2, unique=True))),
        short=draw(MAYBE),
    )


@st.composite
def questions(draw, number, earlier):
    kind = draw(st.sampled_from(TYPES))
    with_choices = kind in ("single", "multiple", "scale", "matrix", "yes_no", "ranking")
    made = draw(choices(kind=kind)) if with_choices else ()
    numeric = [one for one in earlier if one.type in ("integer", "decimal")]
    relevance = draw(st.sampled_from(["", *(f"{one.name} >= 2 or known({one.name})" for one in numeric)]))
    concept = draw(st.sampled_from(["", list(CONCEPTS)[number]]))
    return Question(
        f"q{number}",
        kind,
        draw(LABELS),
        made,
        items=tuple(Item(f"{i}", draw(LABELS), short=draw(MAYBE)) for i in range(1, 3)) if kind == "matrix" else (),
        relevance=relevance,
        universe=draw(MAYBE),
        aliases=draw(st.sampled_from([(), (f"A{number}",), (f"A{number}", f"B;\\{number}")])),
        short=draw(MAYBE),
        concept=concept,
        chapter=draw(st.sampled_from([default_chapter(concept), "", "other"])),
        role=draw(st.sampled_from(["", "weight"])) if number == 0 and kind == "decimal" else "",
        maximum=draw(st.sampled_from([None, 1])) if kind in ("multiple", "ranking") else None,
        bounds=draw(st.sampled_from([None, (0.0, 12.0), (-1.5, 2.25)])) if kind in ("integer", "decimal") else None,
        ordered=draw(st.booleans()),
        core=draw(st.booleans()),
        sensitive=draw(st.booleans()),
        identifying=draw(st.booleans()),
    )


@st.composite
def questionnaires(draw):
    """Questionnaire: one to four questions, perhaps a derived variable, that no check finds fault with."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        made.append(draw(questions(number, made)))
    derived = [draw(derived_by_rule(made[0].name)), draw(derived_by_cases(made[0].name))]
    return Questionnaire(
        draw(st.sampled_from(["q", "mon-enquête 2026"])),
        draw(LABELS),
        tuple(made),
        tuple(draw(st.lists(st.sampled_from(derived), max_size=2, unique_by=lambda one: one.name))),
        chapters=draw(st.sampled_from([{}, {"other": {"fr": "Autres", "en": "Other"}}])),
        territory=draw(MAYBE),
        communes=draw(st.sampled_from([(), ("12096", "01004")])),
        notes=draw(MAYBE),
        source=draw(st.one_of(st.just(""), TEXTS)),
        drafted=draw(st.booleans()),
        profiles=draw(st.sampled_from([(), (made[0].name,)])),
    )


@st.composite
def derived_by_rule(draw, name):
    kind = draw(st.sampled_from(["integer", "decimal"]))
    return Derived(
        "made", kind, draw(LABELS), rule=f"number({name}) * 2", needs=f"known({name})", universe=draw(MAYBE), relevance=f"known({name})"
    )


@st.composite
def derived_by_cases(draw, name):
    made = draw(choices(kind="single"))
    cases = ((made[0].code, f"known({name}) and 1 > 0"), *(((made[1].code, ""),) if len(made) > 1 else ()))
    return Derived("sorted", "single", draw(LABELS), cases=cases, choices=made, ordered=draw(st.booleans()), sensitive=draw(st.booleans()))
