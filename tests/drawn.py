"""A report drawn by hand, of every block and chart, for the tests of what is drawn."""

import math

import pandas as pd

from survey_kit.charts.bars import bars, grouped_bars
from survey_kit.charts.columns import at_least, columns, paired_columns, thresholds
from survey_kit.charts.gaps import Trait, gaps
from survey_kit.charts.marks import HALF
from survey_kit.charts.scenario import scenario
from survey_kit.charts.squares import squares
from survey_kit.charts.stacked import stacked
from survey_kit.disclosure.long import LONG_COLUMNS
from survey_kit.disclosure.released import Cell, Distribution, Quantity, Released
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.report.document import (
    Box,
    Bullets,
    Card,
    Cards,
    Facts,
    Figure,
    Finding,
    Findings,
    KeyFigure,
    KeyFigures,
    Notes,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
)  # fmt: skip


def wilson(count, base, z=1.959964):
    share = count / base
    middle = (share + z * z / (2 * base)) / (1 + z * z / base)
    half = z * math.sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / (1 + z * z / base)
    return max(0.0, middle - half) * 100, min(1.0, middle + half) * 100


def distribution(counts, base, *, variable="v", multiple=False, rule="full"):
    """Distribution of counts by code; None for a hidden one."""
    cells = tuple(
        Cell(code, None, None, None, status="primary")
        if count is None
        else Cell(code, count, float(count), 100 * count / base, 1.0, *wilson(count, base))
        for code, count in counts.items()
    )
    return Distribution(
        variable, multiple=multiple, base=base, weighted_base=float(base), effective_base=float(base), cells=cells, rule=rule
    )


MOTIVES = {
    "landscape": ("Paysages et cadre de vie", 92), "nature": ("Proximité de la nature", 71),
    "family": ("Rapprochement familial ou amical", 52), "noise": ("Fuir le bruit, le stress, la pollution", 47),
    "price": ("Prix ou taille du logement", 44), "change": ("Changer de vie", 34), "job": ("Emploi trouvé sur place", 31),
    "life": ("Vie locale, solidarité", 27), "calm": ("Calme, sécurité", 23), "business": ("Création ou reprise d'activité", 19),
    "partner": ("Emploi du conjoint ou de la conjointe", 17), "climate": ("Climat, fraîcheur", 14),
    "school": ("École et enfants", 12), "other": ("Autre motif", 6),
}  # fmt: skip
DAYS = ("Jamais", "Moins d'un jour", "Un jour", "Deux jours", "Trois jours", "Quatre jours", "Cinq jours ou plus")
NOW = (13, 9, 13, 24, 18, 9, 13)
WISHED = (5, 5, 10, 25, 29, 14, 11)
SATISFACTION = ("Pas du tout satisfait", "Plutôt pas satisfait", "Plutôt satisfait", "Tout à fait satisfait")
DOMAINS = {
    "Environnement": (6, 9, 51, 78), "Relations avec les habitants": (7, 19, 68, 50), "Logement": (14, 31, 62, 35),
    "Numérique": (21, 34, 57, 32), "Accès aux soins et aux services de santé": (43, 52, 37, 12),
}  # fmt: skip
MINUTES = {"5": 6, "10": 15, "15": 22, "20": 13, "30": 8}
HOSTILE = ("<img src=file:///etc/passwd>", "{{7*7}}", "</svg><script>alert(1)</script>", "=cmd|' /C calc'!A0", "a" * 90)


def labels(names):
    return {str(place): name for place, name in enumerate(names)}


def by_place(counts, base=None, **options):
    return distribution({str(place): count for place, count in enumerate(counts)}, base or sum(counts), **options)


def motives(**options):
    return bars(
        distribution({code: count for code, (_, count) in MOTIVES.items()}, 165, multiple=True),
        {code: name for code, (name, _) in MOTIVES.items()},
        "fr",
        **{"highlight": 3, "last": ("other",)} | options,
    )


def charts():
    """dict of Chart: one of each, and the cases at the edges."""
    small = by_place((9, 8, None, None), 24, rule="indicative")
    thin = by_place((7, 5, None, 0), 12, rule="counts")
    names = labels(("Accord collectif ou charte", "Avenant ou courrier individuel", "Accord oral", "Rien de convenu"))
    edges = {"net": "Disposent d'un accès à internet", "book": "Ont déjà réservé en ligne", "fax": "Utilisent le fax"}
    long = {
        "site": "Sur un autre site de mon employeur, ou dans des locaux mis à disposition par un client ou un partenaire",
        "home": "Chez un proche, dans une résidence secondaire ou dans un logement de vacances",
        "none": "Nulle part ailleurs",
    }
    rows = [(name, by_place(counts)) for name, counts in DOMAINS.items()]
    masked = [("Ensemble", by_place((6, 9, 51, 78))), ("Moins de 2 ans", by_place((None, None, 20, 24), 50))]
    masked += [("Plus de 5 ans", by_place((5, 6, 7, 6), rule="indicative")), ("Sans logement", by_place((5, 2, 0, 3), rule="counts"))]
    accepted = at_least(distribution(MINUTES, 64), tuple(MINUTES))
    minutes = {code: f"{code} min" for code in MINUTES}
    steps = ("Sans lui, non venus", "A beaucoup compté", "A un peu compté", "N'a pas compté", "Sans télétravail")
    influence = [("Ensemble", by_place((41, 33, 22, 38, 31))), ("Moins de 2 ans", by_place((22, 16, 9, 9, 7)))]
    demand = [("Postes nécessaires", Quantity("desks", 11.0, 4.0, 22.0)), ("dont bureaux fermés", Quantity("closed", 3.0, 0.0, 4.0))]
    many = {f"c{place}": max(60 - 3 * place, 0) for place in range(20)}
    return {
        "motives": motives(),
        "indicative": bars(small, names, "fr"),
        "counts": bars(thin, names, "fr"),
        "squares-half": squares(thin, names, "fr", width=HALF),
        "nothing": bars(by_place((1, 2), 3, rule="nothing"), names, "fr"),
        "edges": bars(distribution({"net": 64, "book": 31, "fax": 0}, 64), edges, "fr", highlight=0),
        "long": bars(distribution({"site": 12, "home": 14, "none": 58}, 86), long, "fr", last=("none",)),
        "many": bars(distribution(many, 100, multiple=True), {code: f"Modalité {code}" for code in many}, "fr", sampling="probability"),
        "two": bars(distribution({"yes": 40, "no": 60}, 100), {"yes": "Oui", "no": "Non"}, "fr", ordered=True),
        "half": motives(width=HALF),
        "grouped": grouped_bars(
            [
                ("Connaissent un espace partagé du territoire", distribution({"yes": 71}, 139, variable="aware"), "yes"),
                ("Y travaillent en ce moment", distribution({"yes": 14}, 139, variable="use"), "yes"),
            ],
            "fr",
            highlight=("use",),
        ),
        "hostile": bars(by_place((5, 6, 7, 8, 9), 35), labels(HOSTILE), "fr"),
        "satisfaction": stacked(rows, labels(SATISFACTION), "fr", poles=True),
        "masked": stacked(masked, labels(SATISFACTION), "fr", poles=True),
        "influence": stacked(influence, labels(steps), "fr"),
        "days": columns(by_place(NOW), labels(DAYS), "fr", highlight="3"),
        "paired": paired_columns(by_place(NOW), by_place(WISHED), labels(DAYS), "fr", names=("Rythme actuel", "Rythme souhaité")),
        "accepted": thresholds(accepted, minutes, "fr"),
        "demand": scenario(demand, "fr", unit="postes"),
    }


def table(number="", rows=(("Oui", ("71", "51,1 %", "43 – 59")), ("Non", ("68", "48,9 %", "41 – 57"))), key="t"):
    return Table(
        key,
        "Notoriété des espaces partagés",
        "Base : 139 actifs",
        ("Réponse", "Effectif", "Part", "Incertitude minimale (95 %)"),
        (*(Row(label, cells) for label, cells in rows), Row("Ensemble", ("139", "100 %", ""), "total")),
        Notes(note="les intervalles ne couvrent que l'aléa."),
        number,
    )


NOTES = Notes(
    "ensemble des répondants.",
    "56 % des répondants citent les paysages et le cadre de vie.",
    "le total dépasse 100 %, chacun pouvant donner jusqu'à trois réponses.",
    "enquête Installation et télétravail, avril-juin 2022 (données fictives).",
)


def figure(place, chart, title="Plus d'un répondant sur deux cite les paysages et le cadre de vie", inner=None):
    subtitle = "Motifs d'installation, trois réponses au plus, en % des répondants. Base : 165 répondants"
    alt = "Motifs d'installation : les paysages et le cadre de vie viennent en tête (56 % des 165 répondants), devant la nature (43 %)."
    return Figure(f"figure-{place}", f"Figure {place}", title, subtitle, chart, inner, NOTES, alt)


def front():
    facts = (
        ("Population visée", "Personnes de 18 ans ou plus installées dans les 38 communes du PETR, ou ayant le projet de s'y installer."),
        ("Échantillon", "Volontaires, sans tirage au sort : échantillon non probabiliste."),
        ("Recueil", "Questionnaire en ligne auto-administré, 54 questions, du 4 avril au 30 juin 2022."),
        ("Réponses", "193 reçues, 28 écartées, 165 exploitées."),
        ("Taux de réponse", "Non calculable : le nombre de personnes sollicitées est inconnu."),
    )
    keys = tuple(
        KeyFigure(value, label, "Incertitude minimale : 19 – 32. Base : 165 répondants")
        for value, label in (
            ("25 %", "ne seraient pas venus sans le télétravail"), ("67 %", "des actifs en emploi ont télétravaillé"),
            ("46 %", "des actifs envisagent un espace partagé"), ("46 %", "ont eu du mal à trouver un logement"),
        )
    )  # fmt: skip
    findings = Findings((
        Finding("Le cadre de vie attire, le logement freine.", "56 % citent les paysages ; 46 % ont peiné à se loger.", "figure-1", "figure 1"),
        Finding("Sans le télétravail, un répondant sur quatre ne serait pas venu.", "25 % l'affirment.", "figure-3", "figure 3"),
    ))  # fmt: skip
    limits = Box(
        "warning", "Ce que l'enquête ne dit pas", ("Combien de personnes s'installent chaque année. Une intention n'est pas un usage.",)
    )
    return (
        Section("fiche", "", "Repères", "Fiche technique et sommaire", "", (Facts("Ce qu'il faut savoir pour lire les chiffres", facts),)),
        Section("essentiel", "1", "L'essentiel", "Attirés par le cadre de vie, freinés par le logement", "Cinq enseignements.",
                (KeyFigures(keys), findings, limits, cards())),
    )  # fmt: skip


def cards():
    """Cards of three profiles: one that its bars set apart, one of few, one that nothing does."""
    found = [Trait("Cadres", 76.0, 26.0, "76 % contre 26 %"), Trait("Ne seraient pas venus sans le télétravail", 52.0, 25.0, "52 % contre 25 %")]
    drawn = gaps(found, "Écart à l'ensemble, en points", "fr", widest=50, width=151)
    alt = "Cadres, venus avec leur emploi : 38 % des répondants. Ce qui les distingue : cadres (76 %, contre 26 %)."
    spread = "Incertitude minimale : de 31 à 46 %"
    return Cards((
        Card("Cadres, venus avec leur emploi", "38 %", "63 répondants", spread, drawn, alt, "", "Profil solide", "solid"),
        Card("Retraités", "s", "Effectif couvert par le secret", "", None, "", "Âge au-dessus de la moyenne.", "Profil indicatif", "indicative"),
        Card("Profil 3, sans trait marquant", "12 %", "20 répondants", "", None, "", "Rien ne le distingue.", "Profil fragile", "fragile"),
    ), 3)  # fmt: skip


def questionnaire():
    choices = tuple(Choice(code, {"fr": name}) for code, (name, _) in MOTIVES.items())
    return Questionnaire("drawn", {"fr": "Enquête"}, (Question("motives", "multiple", {"fr": "Pourquoi êtes-vous venus ?"}, choices),))


def released():
    found = distribution({code: count for code, (_, count) in MOTIVES.items()}, 165, variable="motives", multiple=True)
    rows = [
        {"row_variable": "motives", "row": cell.code, "column_variable": "", "column": "", "statistic": "share", "value": None}
        | {"base": 165, "weighted_count": cell.weighted_count, "column_percent": cell.percent, "ci_low": cell.low, "ci_high": cell.high}
        for cell in found.cells
    ]
    frame = pd.DataFrame.from_records(rows, columns=list(LONG_COLUMNS))
    frame[["item", "status", "rule", "merged"]] = ("", "", "full", "")
    return Released(frame, (found,))


def report(lang="fr", title="S'installer et télétravailler dans le Haut-Rouergue"):
    drawn = charts()
    assumptions = Table(
        "", "Hypothèses retenues", "", ("Hypothèse", "Basse", "Centrale", "Haute"), (Row("Taux d'occupation", ("70 %",) * 3),)
    )
    body = (
        Section("motifs", "2", "Motifs et freins", "Le paysage et la nature décident, le logement retient", "Plus de la moitié des motifs.",
                (figure(1, drawn["motives"]), figure(2, drawn["satisfaction"]), Paragraph("Un paragraphe."), Bullets(("un", "deux")))),
        Section("teletravail", "3", "Télétravail", "Trois jours par semaine : le rythme souhaité", "Parmi les 99 actifs.",
                (figure(3, drawn["paired"]), figure(4, drawn["accepted"]), figure(5, drawn["half"]), figure(6, drawn["demand"], inner=assumptions))),
        Section("limites", "4", "Cas limites", "Petites bases, cases masquées, intitulés longs", "",
                tuple(figure(7 + place, drawn[name], name) for place, name in enumerate(
                    ("indicative", "counts", "edges", "long", "many", "two", "grouped", "hostile", "masked", "influence", "days", "nothing")))),
        Section("annexe", "A", "Tableaux", "Tris à plat", "", tuple(table(f"Tableau {place}", key=f"t{place}") for place in range(1, 4)), annex=True),
    )  # fmt: skip
    return Report(
        lang, title, "Ce que disent 165 nouveaux arrivants et télétravailleurs", "Haut-Rouergue", "PETR du Haut-Rouergue", 165,
        "avril à juin 2022", True, (*front(), *body), released(), questionnaire(), created="2022-06-30",
    )  # fmt: skip
