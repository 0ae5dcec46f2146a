"""Rules: parsed, then evaluated on responses. The parts stand in `rules_parse.py` (no pandas) and `rules_evaluate.py`."""

from __future__ import annotations

from survey_kit.questionnaire.rules_evaluate import asked, derive, evaluate
from survey_kit.questionnaire.rules_parse import FUNCTIONS, Rule, parse

__all__ = ["FUNCTIONS", "Rule", "asked", "derive", "evaluate", "parse"]
