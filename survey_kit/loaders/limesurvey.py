"""LimeSurvey: headings as codes, as text, shortened or both; answers as codes or labels; what was not shown told from what was left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from survey_kit.loaders.delimited import NOT_SHOWN
from survey_kit.loaders.export import Grid, Platform
from survey_kit.loaders.headings import clean, normal, split_brackets
from survey_kit.loaders.moments import read_moments
from survey_kit.questionnaire.answers import Answers, Column, Role
from survey_kit.survey.survey import Note

CODES: Final[Mapping[str, Role]] = {
    "id": "identifier",
    "submitdate": "submitted",
    "lastpage": "metadata",
    "startlanguage": "metadata",
    "seed": "metadata",
    "startdate": "started",
    "datestamp": "metadata",
    "ipaddr": "personal",
    "refurl": "metadata",
    "token": "personal",
}
_TEXTS: Final[Mapping[Role, tuple[str, ...]]] = {
    "identifier": ("Response ID", "ID de la réponse", "ID réponse", "Antwort ID"),
    "submitted": ("Date submitted", "Date de soumission", "Datum Abgeschickt", "Abgeschlossen"),
    "started": ("Date started", "Date de lancement", "Date de début", "Datum gestartet"),
    "metadata": (
        "Last page", "Dernière page", "Letzte Seite", "Start language", "Langue de départ", "Langue", "Start-Sprache", "Seed", "Tête de série",
        "Graine", "Zufallsgeneratorstartwert", "Date last action", "Date de la dernière action", "Datum letzte Aktivität", "Datum letzte Aktivit_t",
        "Referrer URL", "URL référente", "URL de provenance", "Weiterleitungs-URL", "Temps total", "Durée totale", "Total time", "Gesamtzeit",
    ),
    "personal": ("IP address", "Adresse IP", "IP-Adresse", "Access code", "Token", "Code d'accès", "Jeton", "Zugangscode", "Zugangsschlüssel"),
}  # fmt: skip
LABELS: Final[Mapping[str, Role]] = {normal(text): role for role, texts in _TEXTS.items() for text in texts}
TIMING: Final = re.compile(
    r"(interviewtime|groupTime\d+|.+Time|(Question|Group) time ?:.*|(Durée|Temps) (de la|pour la|du|pour le|de|par) (question|groupe) ?:.*|(Fragen|Gruppen)zeit ?:.*)"
)
CODE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)((?:\[[^\[\]]*\])*)")
SUBCODE: Final = re.compile(r"[A-Za-z]\w*\[(?:SQ\d+|other|\w*comment|\d+)\](?:\[\w+\])?")
CODE_AND_TEXT: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)((?:\[[^\[\]]*\])*)\s*[.:;|)/–—-]+\s*(\S.*)", re.DOTALL)
MANGLED: Final = re.compile(r"([A-Za-z]\w*)\.(\w+)\.")
OTHER: Final = frozenset({"other", "autre", "sonstiges", "autres", "otro"})
COMMENT: Final = frozenset({"comment", "commentaire", "kommentar"})
YES: Final = frozenset({"Y", "Oui", "Yes", "Ja", "Sí"})
NO: Final = frozenset({"N", "Non", "No", "Nein"})
# an option or a row that its author left without a label ("Question []")
NAMELESS: Final = "(sans libellé)"
ANONYMOUS_DAY: Final = "1980-01-01"
EQUATION: Final = "'="


def recognise(table: Grid) -> tuple[float, tuple[str, ...]]:
    """Tuple: confidence between 0 and 1 that LimeSurvey wrote this table, and the evidence."""
    names = [clean(heading) for heading in table.headings]
    codes = [name for name in names if name in CODES]
    labels = [name for name in names if normal(name) in LABELS]
    subcodes = [name for name in names if SUBCODE.fullmatch(name)]
    timings = [name for name in names if name == "interviewtime" or re.fullmatch(r"groupTime\d+", name)]
    mangled = [name for name in names if MANGLED.fullmatch(name)]
    bracketed = sum(1 for name in names if name.endswith("]"))
    marks = sum(1 for texts in table.texts if "N/A" in texts or NOT_SHOWN in texts)
    rules = (
        (len(codes) >= 3 and "submitdate" in codes, 0.95, codes),
        (len(labels) + len(codes) >= 3 and bool(labels), 0.95, [*codes, *labels]),
        (len(subcodes) >= 3, 0.9, subcodes),
        (len(timings) >= 2, 0.9, timings),
        (len(mangled) >= max(5, len(names) // 2), 0.6, mangled),
        (len(labels) >= 2 and bracketed >= 3, 0.75, [*labels, *(["N/A"] if marks else [])]),
        (marks >= 3 and bracketed >= 3, 0.55, ["N/A", "Question [option]"]),
    )
    return next(((confidence, tuple(found[:5])) for holds, confidence, found in rules if holds), (0.0, ()))


def parse(table: Grid) -> tuple[Answers, tuple[Note, ...]]:
    """Tuple: the answers of a LimeSurvey export, and what was told of them."""
    notes: list[Note] = []
    names = [clean(heading) for heading in table.headings]
    both = _says_both(names)
    columns = tuple(_column(table, position, name, both, notes) for position, name in enumerate(names))
    timings = sum(1 for name, column in zip(names, columns, strict=True) if column.role == "metadata" and TIMING.fullmatch(name))
    if timings:
        notes.append(Note("timings_dropped", values={"count": timings}))
    notes += _hidden_days(columns)
    seen = {text for column in columns if column.part and column.role == "answer" for text in _few(table.texts[column.position])}
    return (
        Answers(
            "limesurvey",
            columns,
            table.numbers,
            ticked=YES | (seen & {"1"}),
            unticked=NO | (seen & {"0", "2"} if "1" in seen else frozenset()),
            not_asked=frozenset({"N/A", NOT_SHOWN}),
            facts={**table.facts, "headings": "both" if both else "", "other": "-oth-", "joined": "never"},
        ),
        tuple(notes),
    )


PLATFORM: Final = Platform("limesurvey", recognise, parse)


def _column(table: Grid, position: int, name: str, both: bool, notes: list[Note]) -> Column:  # noqa: FBT001
    heading, values, texts = table.headings[position], table.columns[position], table.texts[position]
    role = CODES.get(name) or LABELS.get(normal(name)) or ("metadata" if _is_timing(name, table.headings) else "answer")
    if role in {"submitted", "started"}:
        moments = read_moments(_unmarked(values, texts, all_of_them=True))
        return Column(position, heading, moments.values, role, stem=name)
    if role != "answer":
        return Column(position, heading, _unmarked(values, texts, all_of_them=True), role, stem=name)
    code, stem, part = _parts(name, both)
    plain = _unquoted(_unmarked(values, texts), texts, name, notes)
    return Column(position, heading, plain, _text_role(part, name, texts), code, stem, _without_comment(part))


def _is_timing(name: str, headings: Sequence[str]) -> bool:
    """bool: whether a column holds seconds: LimeSurvey's own names, or a question's code with Time behind.

    A question whose own code ends in Time has a timing itself ("FreeTime", "FreeTimeTime") where timings were exported.
    """
    if not TIMING.fullmatch(name):
        return False
    if not re.fullmatch(r"\w+Time", name) or name.startswith("groupTime"):
        return True
    timed = "interviewtime" in headings and f"{name}Time" not in headings
    return timed or any(name.removesuffix("Time") == other.split("[")[0] for other in headings)


def _says_both(names: Sequence[str]) -> bool:
    """bool: whether headings give the code and then the text ("A26. À quel rythme ?")."""
    own = [name for name in names if name and name not in CODES and normal(name) not in LABELS]
    if any(MANGLED.fullmatch(name) for name in own):
        return False
    return len(own) > 1 and sum(1 for name in own if CODE_AND_TEXT.fullmatch(name)) >= 0.8 * len(own)


def _parts(name: str, both: bool) -> tuple[str, str, str]:  # noqa: FBT001
    """Tuple: code, wording and part of a heading; a code form has no wording, a text form no code."""
    if both and (found := CODE_AND_TEXT.fullmatch(name)):
        stem, texts = split_brackets(found[3])
        codes = split_brackets(found[1] + found[2])[1]
        return found[1], stem, " / ".join(texts if len(texts) == len(codes) else codes)
    if found := CODE.fullmatch(name):
        return found[1], "", " / ".join(split_brackets(name)[1])
    if found := MANGLED.fullmatch(name):
        return found[1], "", found[2]
    stem, texts = split_brackets(name)
    return "", stem, " / ".join(text or NAMELESS for text in texts)


def _text_role(part: str, name: str, texts: frozenset[str]) -> Role:
    """Role: a comment or the text of "other" by its part, unless the cells are ticks ("Genre [Autres]" = Oui)."""
    last = normal(split_brackets(name)[1][-1]) if part and name.endswith("]") else normal(part)
    if last in COMMENT or last.endswith("comment"):
        return "comment"
    ticks = texts <= {"", "N/A", NOT_SHOWN, *YES, *NO} and bool(texts & (YES | NO))
    return "other_text" if last in OTHER and not ticks else "answer"


def _without_comment(part: str) -> str:
    return part.removesuffix("comment") if part != "comment" else ""


def _few(texts: frozenset[str]) -> frozenset[str]:
    """Frozenset of str: the distinct answers of a column that looks like a box to tick, else none."""
    distinct = texts - {"", "N/A", NOT_SHOWN}
    return distinct if len(distinct) <= 2 else frozenset()


def _unmarked(values: tuple[str, ...], texts: frozenset[str], *, all_of_them: bool = False) -> tuple[str, ...]:
    """Tuple of str: without the mark of a cell left bare, unless the column also holds quoted blanks.

    Numbers and dates are always left bare when blank: there the mark says nothing of whether the question was shown.
    """
    if NOT_SHOWN not in texts or ("" in texts and not all_of_them):
        return values
    return tuple("" if value == NOT_SHOWN else value for value in values)


def _unquoted(values: tuple[str, ...], texts: frozenset[str], name: str, notes: list[Note]) -> tuple[str, ...]:
    """Tuple of str: answers that begin with "=" as they were given: LimeSurvey puts an apostrophe before them."""
    if not any(text.startswith(EQUATION) for text in texts):
        return values
    masked = sum(1 for value in values if value.startswith(EQUATION))
    notes.append(Note("apostrophes_removed", column=name, values={"count": masked}))
    return tuple(value[1:] if value.startswith(EQUATION) else value for value in values)


def _hidden_days(columns: Sequence[Column]) -> Iterator[Note]:
    """Iterator of Note: how many dates an anonymous survey hides."""
    submitted = next((column for column in columns if column.role == "submitted"), None)
    hidden = sum(1 for value in submitted.values if value.startswith(ANONYMOUS_DAY)) if submitted else 0
    if submitted and hidden:
        yield Note("submission_hidden", column=submitted.heading, values={"count": hidden})
