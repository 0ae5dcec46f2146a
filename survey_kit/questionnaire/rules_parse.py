"""The language of rules: of whom a question is asked (`activity in 1,2 and telework_frequency >= 1`), and how a variable is made.

A rule is parsed here to a frozen tree; `rules_evaluate.py` evaluates it, `xpath.py` writes it as XLSForm does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final, Literal

from survey_kit.errors import SurveyKitError

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "and", "or"]
# how many arguments each takes
FUNCTIONS: Final = {
    "number": 1, "known": 1, "year": 1, "months_between": 2, "epci": 1, "departement": 1, "region": 1, "abroad": 1, "population": 1, "distance_km": 2,
}  # fmt: skip
_WORDS: Final = {"and": "and", "et": "and", "&": "and", "or": "or", "ou": "or", "|": "or", "not": "not", "non": "not"}
_SIGNS: Final = {"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">=", "−": "-", "&&": "&", "||": "|"}
_COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")
KEYWORDS: Final = frozenset({*_WORDS, "in", "has", "if", "else"})
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?![\w.]))|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>&&|\|\||==|!=|<>|<=|>=|[=<>≠≤≥+\-−*/&|(),]))"
)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or a text that stands in the rule."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Name:
    """The answer to a question, or a derived variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """Whether an answer is one of the codes (`in`), or a multiple-response set holds one of them (`has`)."""

    left: Node
    codes: tuple[str, ...]
    word: Literal["in", "has"]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands: a comparison, an arithmetic operation, `and` or `or`."""

    operator: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Unary:
    """`not`, or a minus sign."""

    operator: Literal["not", "-"]
    operand: Node


@dataclass(frozen=True, slots=True)
class Choose:
    """`yes if condition else no`."""

    condition: Node
    yes: Node
    no: Node


Node = Constant | Name | Member | Call | Binary | Unary | Choose


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written and its tree."""

    text: str
    tree: Node

    @property
    def names(self) -> tuple[str, ...]:
        """tuple of str: the variables that the rule reads, each once, in order."""
        return tuple(dict.fromkeys(node.name for node in nodes(self.tree) if isinstance(node, Name)))

    @property
    def functions(self) -> tuple[str, ...]:
        """tuple of str: the functions that the rule calls, each once, in order."""
        return tuple(dict.fromkeys(node.function for node in nodes(self.tree) if isinstance(node, Call)))


@lru_cache(maxsize=4096)
def parse(text: str) -> Rule:
    """Rule: the tree of a rule.

    >>> parse("activity in 1,2 and telework_frequency >= 1").names
    ('activity', 'telework_frequency')

    Raises: SurveyKitError `rule_unreadable` (with the position), `rule_unfinished`, `rule_function`, `rule_arguments`.
    """
    reader = _Reader(text, tuple(_tokens(text)))
    try:
        tree = _choice(reader)
    except RecursionError as error:  # thousands of parentheses
        raise SurveyKitError("rule_unreadable", got="(", rule=text[:40] + "…", position=1) from error
    reader.finish()
    return Rule(text, tree)


def nodes(tree: Node) -> Iterator[Node]:
    """Iterator of nodes: the node itself and all below it."""
    yield tree
    for field in fields(tree):
        value = getattr(tree, field.name)
        for below in value if isinstance(value, tuple) else (value,):
            if isinstance(below, Node):
                yield from nodes(below)


def code_text(value: float | str) -> str:
    """str: a literal as the codebook would write the code: 3, not 3.0."""
    return f"{value:g}" if isinstance(value, float) else value


def codes_compared(rule: Rule) -> Iterator[tuple[str, str]]:
    """Iterator of (name, code): each code that the rule holds against an answer, by `in`, `has`, `=` or `!=`."""
    for node in nodes(rule.tree):
        if isinstance(node, Member) and isinstance(node.left, Name):
            yield from ((node.left.name, code) for code in node.codes)
        if isinstance(node, Binary) and node.operator in ("=", "!="):
            yield from _code_sides(node)


def _code_sides(node: Binary) -> Iterator[tuple[str, str]]:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Name) and isinstance(other, Constant):
            yield one.name, code_text(other.value)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    end = len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise SurveyKitError("rule_unreadable", got=text[start:].split(maxsplit=1)[0], rule=text, position=start + 1)
        kind = str(found.lastgroup)
        yield _Token(kind, found[kind], found.start(kind))
        position = found.end()


class _Reader:
    """Where the parser stands among the tokens."""

    def __init__(self, text: str, tokens: tuple[_Token, ...]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0

    def word(self, ahead: int = 0) -> str:
        """str: the token there if it is a keyword or a sign (in its usual spelling), else nothing."""
        if self.at + ahead >= len(self.tokens):
            return ""
        token = self.tokens[self.at + ahead]
        if token.kind not in ("name", "sign"):
            return ""
        lowered = token.text.lower()
        if token.kind == "name" and lowered not in KEYWORDS:
            return ""
        plain = _SIGNS.get(lowered, lowered)
        return _WORDS.get(plain, plain)

    def take(self, *words: str) -> str:
        """str: the keyword or sign read, if it is one of those, else nothing and the reader stays."""
        word = self.word()
        if word and word in words:
            self.at += 1
            return word
        return ""

    def next(self, *kinds: str) -> _Token:
        """Token: the next one, which must be of these kinds and no keyword."""
        if self.at >= len(self.tokens):
            raise SurveyKitError("rule_unfinished", rule=self.text)
        token = self.tokens[self.at]
        if token.kind not in kinds or (token.kind == "name" and token.text.lower() in KEYWORDS):
            raise self.misplaced()
        self.at += 1
        return token

    def expect(self, word: str) -> None:
        """None: reads that keyword or sign, or refuses the rule."""
        if not self.take(word):
            raise self.misplaced()

    def finish(self) -> None:
        """None: refuses what is left over."""
        if self.at < len(self.tokens):
            raise self.misplaced()

    def misplaced(self) -> SurveyKitError:
        """SurveyKitError: that the token here has no place there."""
        if self.at >= len(self.tokens):
            return SurveyKitError("rule_unfinished", rule=self.text)
        token = self.tokens[self.at]
        return SurveyKitError("rule_unreadable", got=token.text, rule=self.text, position=token.position + 1)


def _choice(reader: _Reader) -> Node:
    yes = _either(reader)
    if not reader.take("if"):
        return yes
    condition = _either(reader)
    reader.expect("else")
    return Choose(condition, yes, _choice(reader))


def _either(reader: _Reader) -> Node:
    node = _both(reader)
    while reader.take("or"):
        node = Binary("or", node, _both(reader))
    return node


def _both(reader: _Reader) -> Node:
    node = _negation(reader)
    while reader.take("and"):
        node = Binary("and", node, _negation(reader))
    return node


def _negation(reader: _Reader) -> Node:
    return Unary("not", _negation(reader)) if reader.take("not") else _comparison(reader)


def _comparison(reader: _Reader) -> Node:
    start = reader.at
    left = _terms(reader)
    if operator := reader.take(*_COMPARISONS):
        return Binary(operator, left, _terms(reader))  # type: ignore[arg-type]
    negated = reader.word() == "not" and reader.word(1) in ("in", "has") and bool(reader.take("not"))
    word = reader.take("in", "has")
    if not word:
        return left
    if word == "has" and not isinstance(left, Name):
        reader.at = start
        raise reader.misplaced()
    member = Member(left, _codes(reader), word)  # type: ignore[arg-type]
    return Unary("not", member) if negated else member


def _codes(reader: _Reader) -> tuple[str, ...]:
    closed = bool(reader.take("("))
    codes = [_code(reader)]
    while reader.take(","):
        codes.append(_code(reader))
    if closed:
        reader.expect(")")
    return tuple(codes)


def _code(reader: _Reader) -> str:
    token = reader.next("number", "text")
    return token.text[1:-1] if token.kind == "text" else token.text


def _terms(reader: _Reader) -> Node:
    node = _factors(reader)
    while sign := reader.take("+", "-"):
        node = Binary(sign, node, _factors(reader))  # type: ignore[arg-type]
    return node


def _factors(reader: _Reader) -> Node:
    node = _operand(reader)
    while sign := reader.take("*", "/"):
        node = Binary(sign, node, _operand(reader))  # type: ignore[arg-type]
    return node


def _operand(reader: _Reader) -> Node:
    if reader.take("-"):
        return Unary("-", _operand(reader))
    if reader.take("("):
        node = _choice(reader)
        reader.expect(")")
        return node
    token = reader.next("number", "text", "name")
    if token.kind == "number":
        return Constant(float(token.text))
    if token.kind == "text":
        return Constant(token.text[1:-1])
    return _call(reader, token) if reader.take("(") else Name(token.text)


def _call(reader: _Reader, token: _Token) -> Call:
    if token.text not in FUNCTIONS:
        raise SurveyKitError("rule_function", got=token.text, expected=", ".join(FUNCTIONS), rule=reader.text, position=token.position + 1)
    arguments = [_choice(reader)]
    while reader.take(","):
        arguments.append(_choice(reader))
    reader.expect(")")
    if len(arguments) != FUNCTIONS[token.text]:
        raise SurveyKitError("rule_arguments", got=len(arguments), expected=FUNCTIONS[token.text], function=token.text, rule=reader.text)
    return Call(token.text, tuple(arguments))
