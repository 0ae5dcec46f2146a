"""Small tables in the shapes of the platforms, as text, for the tests of the loaders."""

from types import SimpleNamespace

import pytest

from survey_kit.loaders.delimited import read_delimited
from survey_kit.loaders.export import RawFile, Sheet, grid


def raw(text, name="essai.csv"):
    found = read_delimited(text.encode(), name)
    return RawFile(name, "0" * 64, "csv", (Sheet("", found.rows, found.numbers),), found.facts, found.notes)


def table(text):
    found = raw(text)
    return grid(found, found.sheets[0])


def sheet(rows, name="Feuille 1"):
    width = max(map(len, rows))
    return Sheet(name, [(*row, *[""] * (width - len(row))) for row in rows], list(range(1, len(rows) + 1)))


def workbook(*sheets):
    return RawFile("essai.xlsx", "0" * 64, "workbook", sheets)


LIMESURVEY_TEXT = (
    '"ID de la réponse","Date de soumission","Dernière page","Langue de départ","Tête de série","Date de lancement","Adresse IP",'
    '"Quel est votre <b>âge</b>&nbsp;?","Vos lieux [Chez moi]","Vos lieux [Au café]","Vos lieux [Autre]","Votre avis [Commentaire]","Question time: Âge"\r\n'
    '"1","2022-04-03 10:32:24","3","fr","77","2022-04-03 10:20:00","192.0.2.1","41","Oui","Non","le train","bien","12.5"\r\n'
    '"2","","1","fr","78","2022-04-03 11:20:00","192.0.2.2","","N/A","N/A","","","3.1"\r\n'
    '"3","2022-04-05 09:00:00","3","fr","79","2022-04-05 08:50:00","192.0.2.3","38","Non","Oui","","\'=1+1","8.0"\r\n\r\n'
)
LIMESURVEY_CODES = (
    '"id","submitdate","lastpage","startlanguage","seed","A16","A16[other]","A29[SQ001]","A29[SQ002]","A29[other]","A45[1]","A45[2]","A16Time","interviewtime","groupTime12"\n'
    '"1","2022-04-03 10:32:24","3","fr","77","-oth-","un tipi","Y","","","4","98","4.5","120.2","33.0"\n'
    '"2","1980-01-01 00:00:00","3","fr","78","1","",,,"","","","2.5","60.2","13.0"\n'
)
GOOGLE_SHEET = (
    "Horodateur,Adresse e-mail,Où télétravaillez-vous le plus souvent ?,Êtes-vous satisfait de [Logement],Êtes-vous satisfait de [Santé]\n"
    '20/10/2021 10:32:24,a@b.fr,"chez moi, pièce dédiée, au café",4,5\n'
    "03/11/2021 9:05:00,c@d.fr,au café,3,\n"
)
GOOGLE_DIRECT = (
    '"Horodateur","Dans quels lieux travaillez-vous ?","Un avis à donner ?"\n'
    '"2026/07/29 3:08:24 PM UTC+3","chez moi, pièce dédiée;au café","oui, un"\n'
    '"2026/07/30 9:08:24 AM UTC+3","au café",""\n'
)
MICROSOFT = [
    [
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        "Langue",
        "Quels lieux ?",
        "Instagram",
        "Instagram2",
        "Nom2",
        "Année 2",
        "Points - Q",
    ],
    ["1", "2022-04-03 10:00:00", "2022-04-03 10:12:00", "anonymous", "", "fr", "chez moi;au café;", "1", "2", "Rodez", "x", "0"],
    ["2", "2022-04-04 10:00:00", "2022-04-04 10:12:00", "anonymous", "", "fr", "au café;", "2", "3", "Laissac", "y", "0"],
    ["3", "2022-04-05 10:00:00", "2022-04-05 10:12:00", "anonymous", "", "fr", "au café;chez moi;", "2", "1", "Rodez", "z", "0"],
]


@pytest.fixture
def shapes():
    """Namespace: `raw`, `table`, `sheet`, `workbook` make tables; the rest are examples of what platforms write."""
    return SimpleNamespace(
        raw=raw,
        table=table,
        sheet=sheet,
        workbook=workbook,
        limesurvey_text=LIMESURVEY_TEXT,
        limesurvey_codes=LIMESURVEY_CODES,
        google_sheet=GOOGLE_SHEET,
        google_direct=GOOGLE_DIRECT,
        microsoft=MICROSOFT,
    )
