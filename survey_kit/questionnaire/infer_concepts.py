"""What a question measures, by its wording in French or in English, and which of those answers point at a person."""

from __future__ import annotations

import re
from typing import Final

from survey_kit.questionnaire.texts import normal

TELEWORK: Final = r"(?:tele ?trav\w*|telework\w*|remote(?:ly)? ?work\w*|work\w* (?:\w+ )?remote(?:ly)?|work\w* from home|workfromhome\w*|wfh|home ?office|\ba distance\b|distanciel|remote)"
COWORKING: Final = (
    r"(?:co ?working|tiers ?lieux?|espaces? (?:de travail )?partages?|shared (?:work ?spaces?|offices?)|third places?|bureaux? partages?)"
)
WISH: Final = r"(?:souhait\w*|voudri\w*|ideal\w*|prefer\w*|aimeri\w*|would (?:you )?like|wish\w*|esper\w*|conviendr\w*|desire\w*)"
HOW_OFTEN: Final = r"(?:combien|frequen\w*|rythme|how (?:often|much|many)|jours?|days?|proportion|share|part de)"
CATEGORIES: Final = ("single", "scale", "yes_no")
ANY: Final = ("single", "scale", "yes_no", "multiple", "matrix", "integer", "decimal", "place", "date", "month", "ranking")

# the first that fits is taken: concept, the types of answer that can measure it, what must stand in the wording, what must not
RULES: Final[tuple[tuple[str, tuple[str, ...], str, str], ...]] = (
    ("coworking_awareness", CATEGORIES, rf"(?=.*{COWORKING})(?=.*(?:connaiss\w*|entendu|know|aware|heard))", ""),
    ("coworking_barriers", ("single", "multiple"), rf"(?=.*{COWORKING})(?=.*(?:frein|pourquoi .*pas|barrier|why .*not|obstacle))", ""),
    ("coworking_price", (*CATEGORIES, "integer", "decimal"), rf"(?=.*{COWORKING})(?=.*(?:prix|tarif|euros?|payer|price|pay))", ""),
    ("coworking_travel_time", (*CATEGORIES, "integer"), rf"(?=.*{COWORKING})(?=.*(?:trajet|distance maxim|minutes|travel time|how far))", ""),
    ("coworking_funding", CATEGORIES, rf"(?=.*{COWORKING})(?=.*(?:employeur|employer))(?=.*(?:financ|paie|pay|prendre en charge))", ""),
    ("coworking_needs", ("multiple", "matrix"), rf"(?=.*{COWORKING})(?=.*(?:besoin|equipement|services?|attente|need|facilities|expect))", ""),
    ("coworking_intention", CATEGORIES, rf"(?=.*{COWORKING})(?=.*(?:seriez|utiliseriez|iriez|interesse|pret\b|envisage|souhait|would|interested|intend))", ""),
    ("coworking_use", (*CATEGORIES, "integer"), rf"(?=.*{COWORKING})(?=.*(?:utilis|frequent|allez|travaillez|use\b|using|go to))", ""),
    ("telework_influence", CATEGORIES, rf"(?=.*{TELEWORK})(?=.*(?:install|demenag|venu|choix de vivre|move|settl))", ""),
    ("telework_agreement", CATEGORIES, r"(?=.*(?:tele ?trav|telework))(?=.*(?:accord|charte|avenant|agreement|formalis|policy|cadre))", r"d accord avec"),
    ("telework_difficulties", ("single", "multiple", "matrix"), rf"(?=.*{TELEWORK})(?=.*(?:difficult|freins?\b|gene\b|inconvenient|obstacle|barrier|challenge|disadvantage))", ""),
    ("telework_places", ("single", "multiple"), rf"(?=.*{TELEWORK})(?=.*(?:\blieux?\b|endroits?|\bou teletrav|\bwhere do you|\bplaces?\b))", ""),
    ("telework_satisfaction", ("scale", "single", "matrix"), rf"(?=.*{TELEWORK})(?=.*satisf)", r"compare"),
    ("telework_weekdays", ("multiple",), rf"(?=.*{TELEWORK})(?=.*(?:quels jours|jours habituels|which days|days of the week))", ""),
    ("remote_feasible", CATEGORIES, rf"(?=.*(?:metier|poste|emploi|travail|activite|job|work))(?=.*(?:peut|pourrait|faisable|compatible|can\b|could|feasib))(?=.*{TELEWORK})", WISH),
    ("telework_wish", (*CATEGORIES, "integer", "decimal"), rf"(?=.*{TELEWORK})(?=.*{WISH})", ""),
    ("telework_frequency", CATEGORIES, rf"(?=.*{TELEWORK})(?=.*{HOW_OFTEN})", r"productiv|hours would|combien de temps depuis"),
    ("telework_days", ("integer", "decimal"), rf"(?=.*{TELEWORK})(?=.*{HOW_OFTEN})", r"hours|heures|km|kilometre|annees|years"),
    ("teleworker", ("yes_no",), rf"{TELEWORK}", ""),
    ("gender", ("single", "yes_no"), r"\b(?:sexe|genre|gender|sex)\b|^vous etes$|une femme ou un homme", r"genre de|what sex"),
    ("birth_year", ("integer", "single"), r"annees? de naissance|year (?:\w+ )?(?:were )?(?:you )?(?:born|of birth)|birth ?year|en quelle annee etes vous ne", ""),
    ("age", ("integer", "decimal"), r"\bages?\b|how old", r"enfant|children|kids|child|cutoff|mean|sq\b"),
    ("age_band", ("single",), r"\bages?\b|tranche d age|age group|how old", r"enfant|children|kids|child|cutoff"),
    ("household", ("single", "multiple"), r"\bmenage\b|\bfoyer\b|household|situation (?:familiale|de famille)|type de famille", r"revenu|income|combien|how many|how much|money|earn"),
    ("children", ("integer", "single", "yes_no"), r"\benfants?\b|\bchild(?:ren)?\b", r"garde|school|ecole|\bage\b"),
    ("income", ("single", "integer", "decimal"), r"\brevenus?\b|\bincome\b|\bsalaire|total combined money|\bearn", ""),
    ("education", ("single",), r"\bdiplomes?\b|niveau d etudes?|\betudes?$|^etudes?\b|\beducation\b|qualification|highest degree", r"satisf"),
    ("employer_size", ("single", "integer"), r"effectif|taille de (?:l |votre )|how many people are (?:currently )?employed|no employees|number of employees|(?:company|organi[sz]ation) ?size", ""),
    ("sector", ("single",), r"secteur (?:d activite|professionnel)?|\bindustry\b|branche|\bsector\b", ""),
    ("activity", ("single", "multiple"), r"situation (?:professionnelle|d activite|principale|actuelle)|statut (?:professionnel|d emploi)|employment status|occupation principale", ""),
    ("occupation", ("single",), r"categorie socio|\bcsp\b|\bpcs\b|profession|\boccupation\b|\bmetier\b|^activite$", TELEWORK),
    ("tenure", ("single",), r"proprietaire|locataire|statut d occupation|tenure|own or rent", ""),
    ("dwelling", ("single",), r"type de logement|type d habitat|dwelling|housing type|kind of home", ""),
    ("previous_place", ("place", "single"), r"habitiez|viviez|d ou venez|(?:lieu|commune|residence|ville) (?:de vie )?(?:precedente?|d origine)|previous(?:ly)? (?:place|residence|live)|provenance", ""),
    ("commune", ("place", "single"), r"\bcommune\b|ville (?:de residence|habit)|ou habitez|ou residez|lieu de (?:residence|domicile)|code postal|where do you live|postcode|zip code|vous habitez", r"pays|country"),
    ("residence", ("single", "place"), r"metro regional|^(?:votre |your |us )?(?:departement|region|pays|country|province|canton|state|etat|nationality)\b|(?:dans|de) quel(?:le)? (?:departement|region|pays|province|canton)|(?:which|what) (?:country|province|state|region)|where you live|region d? ?origine", r"prefere|visit|nationalit"),
    ("settled_date", ("date", "month", "integer", "single"), r"depuis (?:quand|combien|quel)(?=.*(?:habit|viv|install|resid))|date d (?:installation|arrivee)|when did you (?:move|settle)|annee d (?:installation|arrivee)", ""),
    ("main_motive", ("single",), r"(?:principale? (?:raison|motif)|main reason)(?=.*(?:install|venu|choi|move|settl))", ""),
    ("motives", ("multiple", "matrix", "ranking", "single"), r"(?:pourquoi|motifs?|raisons?|attire|why|reasons?)(?=.*(?:install|venu|choisi|demenag|move|settl|territoire|\bici\b))", r"pas\b"),
    ("information_channels", ("multiple", "single"), r"\b(?:comment|par quel|par ou) .*(?:entendu parler|inform\w*|renseign\w*)|how did you (?:hear|find out)|sources? d information", ""),
    ("employer_location", ("single", "place"), r"(?:employeur|entreprise|lieu de travail|workplace|employer)(?=.*(?:situe|trouve|located|commune|departement))|ou (?:se trouve|est situe) votre (?:employeur|entreprise|lieu de travail)", ""),
    ("commute", ("integer", "decimal", "single"), r"(?:trajet|temps de transport|distance)(?=.*(?:travail|domicile))|domicile travail|commut", r"hours|heures|tele ?trav|remote"),
    ("internet_access", ("single", "multiple"), r"(?:\bacces\b|type de connexion|connexion|abonnement)(?=.*internet)|internet (?:access|connection type)|moyen de connectivite", r"qualite|satisf|debit|appareil|device|application"),
    ("internet_quality", ("scale", "single"), r"(?:qualite|debit|satisf\w*|vitesse)(?=.*(?:internet|connexion))|internet (?:quality|speed)", ""),
    ("mobile_coverage", ("scale", "single"), r"couverture mobile|reseau mobile|mobile coverage", ""),
    ("missing_services", ("multiple", "matrix", "ranking"), r"\bmanque(?:nt)?\b|missing services|lacking", ""),
    ("housing_difficulty", CATEGORIES, r"(?:difficile|facile|difficult\w*)(?=.*logement)|trouver (?:ce|un|votre) logement", ""),
    ("arrival_difficulties", ("multiple", "matrix"), r"difficultes?(?=.*(?:arrivee|installation))", ""),
    ("integration", ("scale", "single", "integer"), r"\bintegre", ""),
    ("staying", CATEGORIES, r"(?:comptez|pensez|envisagez|souhaitez) vous (?:rester|partir|quitter|demenager)|projet de (?:rester|partir)|intend to (?:stay|leave)|plan to (?:stay|move away)", ""),
    ("satisfaction", ("matrix",), r"satisf", TELEWORK),
    ("comment", ("text",), r"commentaires?|remarques?|\bajouter\b|suggestions?|\bcomments\b|^comment$|anything else|feedback", ""),
)  # fmt: skip
IDENTIFYING: Final = frozenset({
    "gender", "birth_year", "age", "age_band", "education", "household", "children", "activity", "occupation", "sector", "commune", "residence", "previous_place",
    "settled_date", "income", "employer_size", "tenure",
})  # fmt: skip
SENSITIVE: Final = re.compile(
    r"sante|maladi|handicap|disab|health|illness|medical|religio|politi|syndica|union\b|sexuel|sexual|origine ethnique|ethnic|\brace\b|race\b|revenu|income|salaire|gender|\bsexe\b|\bgenre\b|pray|vote\b|treatment"
)


def concept_of(wording: str, kind: str) -> str:
    """str: the concept that a question of that type measures, "" when the wording doesn't say.

    >>> concept_of("Combien de jours télétravaillez-vous par semaine ?", "integer"), concept_of("What is your gender?", "single")
    ('telework_days', 'gender')
    """
    text = normal(wording.replace("’", " ").replace("'", " ").replace("_", " "))
    for concept, kinds, wanted, unwanted in RULES:
        if kind in kinds and re.search(wanted, text) and not (unwanted and re.search(unwanted, text)):
            return concept
    return ""


def chapter_of(wording: str) -> str:
    """str: the chapter in which a question is told that measures nothing known: that of its subject, else the last.

    >>> chapter_of("Le coworking pour vous, c'est :"), chapter_of("Votre couleur préférée")
    ('coworking', 'other')
    """
    text = normal(wording.replace("’", " ").replace("'", " ").replace("_", " "))
    return "coworking" if re.search(COWORKING, text) else "telework" if re.search(TELEWORK, text) else "other"


def is_sensitive(wording: str) -> bool:
    """bool: whether a question touches what nobody else should learn about a person: health, beliefs, income."""
    return bool(SENSITIVE.search(normal(wording.replace("_", " "))))
