"""The sheets, headings and words of an XLSForm workbook, in English, in French, and as other tools write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from survey_kit.errors import SurveyKitError

LARGEST_UNPACKED: Final = 200_000_000  # bytes
# the kit's columns and the XLSForm's own: the other names under which they are taken
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "type": (),
    "name": ("nom", "variable"),
    "label": ("libelle", "etiquette", "question"),
    "relevant": ("relevance", "pertinence", "condition"),
    "constraint": ("contrainte",),
    "choice_filter": ("filtre",),
    "appearance": ("apparence",),
    "list_name": ("liste", "nom_de_la_liste", "nom_liste"),
    "kit_type": ("type_survey_kit",),
    "code": (),
    "alias": ("autre_nom", "autres_noms"),
    "short": ("court", "libelle_court"),
    "asked_if": ("posee_si",),
    "universe": ("champ",),
    "concept": (),
    "chapter": ("chapitre",),
    "role": (),
    "optional": ("facultative", "facultatif"),
    "ordered": ("ordonnee", "ordonne"),
    "sensitive": ("sensible",),
    "identifying": ("identifiante", "identifiant"),
    "choices_from": ("reponses_de",),
    "maximum": ("max",),
    "bounds": ("bornes",),
    "exclusive": ("exclusif",),
    "opens_text": ("texte_libre",),
    "missing": ("manquant",),
    "number": ("nombre", "valeur"),
    "rule": ("regle",),
    "needs": ("besoin",),
    "key": ("cle",),
    "part": ("partie",),
    "language": ("langue",),
    "text": ("texte",),
    "form_title": ("titre",),
    "form_id": ("identifiant_du_formulaire",),
    "default_language": ("langue_par_defaut",),
}
_SHEETS: Final[Mapping[str, tuple[str, ...]]] = {
    "survey": ("questionnaire", "questions", "enquete"),
    "choices": ("choix", "reponses"),
    "settings": ("parametres", "reglages"),
    "derived": ("variables_calculees", "calculees"),
    "cases": ("cas",),
    "survey_kit": (),
}
_SUFFIXED: Final = re.compile(r"(.+)[_ ]\(?([a-z]{2,3})\)?")
TRANSLATED: Final = ("label", "short", "universe")
LANGUAGES: Final[Mapping[str, str]] = {"fr": "Français (fr)", "en": "English (en)"}
_LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "francais": "fr", "french": "fr", "anglais": "en", "english": "en", "espanol": "es", "spanish": "es", "espagnol": "es",
    "deutsch": "de", "german": "de", "allemand": "de", "occitan": "oc", "arabic": "ar", "arabe": "ar", "dari": "prs",
    "portuguese": "pt", "portugais": "pt", "italian": "it", "italien": "it",
}  # fmt: skip


Grid = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and its place ("survey!C12")."""

    text: str
    where: str
    row: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its cells by column, translated ones by (column, language)."""

    where: str
    number: int
    cells: Mapping[str, Cell]
    labels: Mapping[str, Mapping[str, Cell]]

    def text(self, column: str) -> str:
        """str: the text of a column, nothing when it is empty."""
        return self.cells[column].text if column in self.cells else ""


def read_sheets(path: Path) -> dict[str, tuple[Row, ...]]:
    """dict: the rows of the sheets that an XLSForm has, by the sheet's usual name.

    Raises: SurveyKitError `questionnaire_workbook`.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _check_size(path)
        with CalamineWorkbook.from_path(path) as workbook:
            named = {
                _sheet(name): (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names
            }
    except (CalamineError, BadZipFile, OSError, ValueError) as error:
        raise SurveyKitError("questionnaire_workbook", where=path.name, got=str(error)) from error
    if "survey" not in named:
        raise SurveyKitError("questionnaire_workbook", where=path.name, got=", ".join(name for name, _ in named.values()))
    fallback = _default_language(named.get("settings", ("", []))[1])
    return {sheet: tuple(_rows(name, cells, fallback)) for sheet, (name, cells) in named.items() if sheet}


def column_letter(position: int) -> str:
    """str: the letters of a column counted from 0: A, B, ..., Z, AA."""
    letters = ""
    while position >= 0:
        letters = chr(ord("A") + position % 26) + letters
        position = position // 26 - 1
    return letters


def language_code(name: str) -> str:
    """str: the code of a language as a heading names it: "Français (fr)", "French" and "fr" are "fr".

    >>> language_code("English (en)")
    'en'
    """
    coded = re.search(r"\((\w{2,3})\)\s*$", name)
    plain = _plain(name)
    return coded[1].lower() if coded else _LANGUAGE_NAMES.get(plain, plain[:3] if len(plain) > 1 else "fr")


def _check_size(path: Path) -> None:
    with ZipFile(path) as packed:
        unpacked = sum(member.file_size for member in packed.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise SurveyKitError("questionnaire_workbook", where=path.name, got=f"{unpacked // 1_000_000} Mo")


def _plain(text: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.strip().lower()) if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "_", bare).strip("_")


def _known(table: Mapping[str, tuple[str, ...]], name: str) -> str:
    plain = _plain(name)
    return next((key for key, others in table.items() if plain == key or plain in others), "")


def _sheet(name: str) -> str:
    return _known(_SHEETS, name)


def _default_language(settings: Grid) -> str:
    if len(settings) < 2:
        return "fr"
    found = {_known(_COLUMNS, str(heading)): str(value) for heading, value in zip(settings[0], settings[1], strict=False)}
    return language_code(found.get("default_language", "")) if found.get("default_language") else "fr"


def _rows(sheet: str, cells: Grid, fallback: str) -> Iterator[Row]:
    headings = [_heading(str(heading), fallback) for heading in cells[0]] if cells else []
    for number, values in enumerate(cells[1:], start=2):
        texts = [Cell(_text(value), f"{sheet}!{column_letter(place)}{number}", number) for place, value in enumerate(values)]
        if any(cell.text for cell in texts):
            yield _row(f"{sheet}!{number}", number, headings, texts)


def _row(where: str, number: int, headings: list[tuple[str, str]], cells: Iterable[Cell]) -> Row:
    plain: dict[str, Cell] = {}
    labels: dict[str, dict[str, Cell]] = {}
    for (column, language), cell in zip(headings, cells, strict=False):
        if not column or not cell.text:
            continue
        if column in TRANSLATED:
            labels.setdefault(column, {}).setdefault(language, cell)
        else:
            plain.setdefault(column, cell)
    return Row(where, number, plain, labels)


def _heading(text: str, fallback: str) -> tuple[str, str]:
    """(column, language) of a heading such as "label::English (en)" or "short_en"; ("", "") for one that is not ours."""
    name, _, language = text.partition("::") if "::" in text else text.partition(":")
    if not language and not _known(_COLUMNS, name) and (found := _SUFFIXED.fullmatch(text.strip())):
        name, language = found.groups()
    column = _known(_COLUMNS, name)
    if language and column not in TRANSLATED:
        return "", ""
    return column, language_code(language) if language.strip() else fallback


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
