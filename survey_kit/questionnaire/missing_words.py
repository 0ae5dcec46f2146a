"""What people and platforms write where there is no answer: don't know, no wish to answer, not concerned, nothing at all."""

from __future__ import annotations

from typing import Final, Literal

from survey_kit.questionnaire.texts import normal

Silence = Literal["", "dont_know", "refused", "not_applicable", "not_asked", "not_answered", "blank"]

_WORDS: Final[dict[Silence, tuple[str, ...]]] = {
    "dont_know": (
        "nsp", "ne sait pas", "ne sais pas", "je ne sais pas", "sait pas", "ne se prononce pas", "je ne sais pas encore", "aucune idée",
        "don't know", "dont know", "do not know", "i don't know", "not sure", "unsure", "don't know / not sure", "dk", "pas d'avis", "sans avis", "no opinion", "weiß nicht", "weiss nicht", "ich weiß nicht",
    ),
    "refused": (
        "ne souhaite pas répondre", "je ne souhaite pas répondre", "ne souhaite pas se prononcer", "refus", "refuse de répondre", "refusé", "nspp", "je préfère ne pas répondre",
        "je préfère ne pas le dire", "je préfère ne pas dire", "préfère ne pas répondre", "ne veut pas répondre", "ne veux pas répondre", "prefer not to say",
        "prefer not to answer", "i prefer not to say", "i'd rather not say", "rather not say", "i prefer not to answer", "refused", "decline to answer", "noanswer", "keine angabe",
    ),
    "not_applicable": (
        "non concerné", "non concernée", "non concerné·e", "non concerné(e)", "non concerné.e", "pas concerné", "pas concernée", "pas concerné·e", "pas concerné(e)",
        "je ne suis pas concerné", "je ne suis pas concerné·e", "je ne suis pas concerné(e)", "je ne suis pas concernée",
        "sans objet", "ne connais pas", "je ne connais pas", "connais pas", "jamais utilisé", "never used", "non applicable", "n/a", "not applicable", "not concerned", "does not apply", "doesn't apply", "not applicable to me", "not applicable to my job", "nicht zutreffend",
    ),
    "blank": ("na", "#n/a", "nan", "null", "none given", "no answer", "pas de réponse", "sans réponse", "non réponse", "non réponses", "keine antwort", "#null!"),
}  # fmt: skip
WORDS: Final[dict[str, Silence]] = {normal(word): kind for kind, words in _WORDS.items() for word in words}
# codes and signs, whose punctuation counts; -99 and -88 are the usual ones of public-use files, .f of Stata's
SIGNS: Final[dict[str, Silence]] = {
    "n/a": "not_applicable", "-99": "not_answered", "-999": "not_answered", "-88": "not_asked", ".f": "not_asked", "-": "blank", "--": "blank", ".": "blank", "/": "blank", "?": "blank",
}  # fmt: skip


def silence(text: str) -> Silence:
    """str: the missing kind that a text means, "blank" where it says no more than an empty cell, "" for an answer.

    >>> silence("NSP"), silence("N/A"), silence("NA"), silence("-99"), silence("non")
    ('dont_know', 'not_applicable', 'blank', 'not_answered', '')
    """
    return SIGNS.get(text.strip().casefold()) or WORDS.get(normal(text)) or _in_two_languages(text)


def _in_two_languages(text: str) -> Silence:
    """str: the kind of a label whose halves both mean it ("Je ne sais pas / I don't know")."""
    kinds = {WORDS.get(normal(half), "") for half in text.split("/")} if "/" in text else set()
    return kinds.pop() if len(kinds) == 1 else ""
