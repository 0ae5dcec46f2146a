"""Rules to and from XPath as XLSForm writes it: `activity in 1,2` and `${activity} = '1' or ${activity} = '2'`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from survey_kit.questionnaire.rules_parse import Binary, Call, Choose, Constant, Member, Name, Node, Rule, Unary, code_text

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Questionnaire

_STRENGTH: Final = {"or": 1, "and": 2, "not": 3, "=": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_WHOLE: Final = re.compile(r"0|[1-9]\d*")
_TOKEN: Final = re.compile(
    r"\s*(?:\$\{\s*(?P<name>[^}]+?)\s*\}|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[A-Za-z][\w\-]*)|(?P<sign>!=|<=|>=|[=<>+\-*(),]))"
)


class Untranslatable(Exception):  # noqa: N818 - says what the rule is
    """A rule that the other language can't say."""


# ---------------------------------------------------------------- to XPath


def to_xpath(rule: Rule, questionnaire: Questionnaire) -> str:
    """str: the rule as XLSForm writes it, nothing when XPath can't say it."""
    try:
        return _xpath(rule.tree, questionnaire)
    except Untranslatable:
        return ""


def _xpath(node: Node, questionnaire: Questionnaire) -> str:
    return _WRITERS[type(node)](node, questionnaire)


def _xpath_constant(node: Constant, _questionnaire: Questionnaire) -> str:
    return code_text(node.value) if isinstance(node.value, float) else _xpath_text(node.value)


def _xpath_text(text: str) -> str:
    if "'" in text and '"' in text:
        raise Untranslatable
    return f'"{text}"' if "'" in text else f"'{text}'"


def _xpath_name(node: Name, questionnaire: Questionnaire) -> str:
    question = questionnaire.question(node.name)
    if question is None:
        raise Untranslatable
    return f"${{{question.name}}}"


def _xpath_member(node: Member, questionnaire: Questionnaire) -> str:
    left = _xpath(node.left, questionnaire)
    several = node.word == "has" or (isinstance(node.left, Name) and _is_set(node.left.name, questionnaire))
    tests = [f"selected({left}, {_xpath_text(code)})" if several else f"{left} = {_xpath_text(code)}" for code in node.codes]
    return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"


def _is_set(name: str, questionnaire: Questionnaire) -> bool:
    question = questionnaire.question(name)
    return question is not None and question.type == "multiple"


def _xpath_call(node: Call, questionnaire: Questionnaire) -> str:
    if node.function != "known" or not isinstance(node.arguments[0], Name):
        raise Untranslatable
    return f"{_xpath(node.arguments[0], questionnaire)} != ''"


def _xpath_unary(node: Unary, questionnaire: Questionnaire) -> str:
    below = _xpath(node.operand, questionnaire)
    return f"not({below})" if node.operator == "not" else f"-{_guarded(below, node.operand, 6)}"


def _xpath_choose(node: Choose, questionnaire: Questionnaire) -> str:
    return f"if({', '.join(_xpath(part, questionnaire) for part in (node.condition, node.yes, node.no))})"


def _xpath_binary(node: Binary, questionnaire: Questionnaire) -> str:
    sign = "div" if node.operator == "/" else node.operator
    coded = node.operator in ("=", "!=")
    left = _xpath_side(node.left, node.right, questionnaire) if coded else _xpath(node.left, questionnaire)
    right = _xpath_side(node.right, node.left, questionnaire) if coded else _xpath(node.right, questionnaire)
    strength = _STRENGTH[node.operator]
    return f"{_guarded(left, node.left, strength)} {sign} {_guarded(right, node.right, strength + 1)}"


def _xpath_side(side: Node, other: Node, questionnaire: Questionnaire) -> str:
    """A number held against a question with choices is a code: XLSForm writes it in quotes."""
    question = questionnaire.question(other.name) if isinstance(other, Name) else None
    if isinstance(side, Constant) and question is not None and question.choices:
        return _xpath_text(code_text(side.value))
    return _xpath(side, questionnaire)


def _guarded(text: str, node: Node, strength: int) -> str:
    weaker = isinstance(node, Binary) and _STRENGTH[node.operator] < strength
    return f"({text})" if weaker else text


_WRITERS: Final[Mapping[type[Node], Callable[[Any, Questionnaire], str]]] = {
    Constant: _xpath_constant, Name: _xpath_name, Member: _xpath_member, Call: _xpath_call,
    Unary: _xpath_unary, Choose: _xpath_choose, Binary: _xpath_binary,
}  # fmt: skip


# ---------------------------------------------------------------- from XPath


def from_xpath(text: str) -> str:
    """str: the rule that an XLSForm condition says, nothing when rules can't say it.

    >>> from_xpath("${activity} = '1' and selected(${places}, '3')")
    'activity = 1 and places has 3'
    """
    try:
        reader = _Reader(text)
        node = _either(reader)
        reader.finish()
        return rule_text(node)
    except (Untranslatable, RecursionError):
        return ""


def rule_text(node: Node, strength: int = 0) -> str:
    """str: a tree as a rule, in parentheses where it binds less than `strength`."""
    match node:
        case Constant():
            return code_text(node.value) if isinstance(node.value, float) else _rule_code(node.value)
        case Name():
            return node.name
        case Call():
            return f"{node.function}({', '.join(rule_text(argument) for argument in node.arguments)})"
        case Member():
            text, own = f"{rule_text(node.left, 5)} {node.word} {','.join(map(_rule_code, node.codes))}", 4
        case Unary():
            own = 3 if node.operator == "not" else 7
            text = f"not {rule_text(node.operand, 3)}" if node.operator == "not" else f"-{rule_text(node.operand, 7)}"
        case Choose():
            text, own = f"{rule_text(node.yes, 1)} if {rule_text(node.condition, 1)} else {rule_text(node.no)}", 0
        case Binary():
            own = _STRENGTH[node.operator]
            text = f"{rule_text(node.left, own + (own == 4))} {node.operator} {rule_text(node.right, own + 1)}"
    return f"({text})" if own < strength else text


def _rule_code(code: str) -> str:
    if _WHOLE.fullmatch(code):
        return code
    if "'" in code and '"' in code:
        raise Untranslatable
    return f'"{code}"' if "'" in code else f"'{code}'"


class _Reader:
    """Where the parser stands in an XPath condition."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        position = 0
        while position < len(text.rstrip()):
            found = _TOKEN.match(text, position)
            if found is None:
                raise Untranslatable
            kind = str(found.lastgroup)
            self.tokens.append((kind, found[kind]))
            position = found.end()

    def take(self, *words: str) -> str:
        """str: the word or sign read if it is one of those, else nothing."""
        if self.at < len(self.tokens) and self.tokens[self.at][0] in ("word", "sign") and self.tokens[self.at][1] in words:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def expect(self, word: str) -> None:
        """None: reads that sign, or gives up."""
        if not self.take(word):
            raise Untranslatable

    def next(self) -> tuple[str, str]:
        """(kind, text): the next token."""
        if self.at >= len(self.tokens):
            raise Untranslatable
        self.at += 1
        return self.tokens[self.at - 1]

    def finish(self) -> None:
        """None: gives up when something is left over."""
        if self.at < len(self.tokens):
            raise Untranslatable


def _either(reader: _Reader) -> Node:
    node = _both(reader)
    while reader.take("or"):
        node = _joined(node, _both(reader))
    return node


def _joined(left: Node, right: Node) -> Node:
    """Tests of one answer joined by `or` are one test of several codes."""
    one, other = _as_member(left), _as_member(right)
    if one is not None and other is not None and (one.left, one.word) == (other.left, other.word):
        return Member(one.left, (*one.codes, *other.codes), one.word)
    return Binary("or", left, right)


def _as_member(node: Node) -> Member | None:
    if isinstance(node, Binary) and node.operator == "=" and isinstance(node.left, Name) and isinstance(node.right, Constant):
        return Member(node.left, (code_text(node.right.value),), "in")
    return node if isinstance(node, Member) else None


def _both(reader: _Reader) -> Node:
    node = _comparison(reader)
    while reader.take("and"):
        node = Binary("and", node, _comparison(reader))
    return node


def _comparison(reader: _Reader) -> Node:
    left = _terms(reader)
    sign = reader.take("=", "!=", "<", "<=", ">", ">=")
    if not sign:
        return left
    right = _terms(reader)
    if right == Constant("") and sign in ("=", "!="):
        known = Call("known", (left,))
        return known if sign == "!=" else Unary("not", known)
    return Binary(sign, left, _plain(right) if isinstance(left, Name) else right)  # type: ignore[arg-type]


def _plain(node: Node) -> Node:
    """A code in quotes that is a whole number reads as that number."""
    return (
        Constant(float(node.value)) if isinstance(node, Constant) and isinstance(node.value, str) and _WHOLE.fullmatch(node.value) else node
    )


def _terms(reader: _Reader) -> Node:
    node = _factors(reader)
    while sign := reader.take("+", "-"):
        node = Binary(sign, node, _factors(reader))  # type: ignore[arg-type]
    return node


def _factors(reader: _Reader) -> Node:
    node = _operand(reader)
    while sign := reader.take("*", "div"):
        node = Binary("/" if sign == "div" else "*", node, _operand(reader))
    return node


def _operand(reader: _Reader) -> Node:
    if reader.take("-"):
        return Unary("-", _operand(reader))
    if reader.take("("):
        node = _either(reader)
        reader.expect(")")
        return node
    kind, text = reader.next()
    if kind == "name":
        return Name(variable_name(text))
    if kind == "text":
        return Constant(text[1:-1])
    if kind == "number":
        return Constant(float(text))
    return _function(text, reader) if kind == "word" else _give_up()


def _give_up() -> Node:
    raise Untranslatable


def _function(word: str, reader: _Reader) -> Node:
    reader.expect("(")
    arguments = [] if reader.take(")") else [_either(reader)]
    while arguments and not reader.take(")"):
        reader.expect(",")
        arguments.append(_either(reader))
    match word, arguments:
        case "not", [one]:
            return Unary("not", one)
        case "selected", [Name() as one, Constant(value=value)]:
            return Member(one, (code_text(value),), "has")
        case "if", [condition, yes, no]:
            return Choose(condition, yes, no)
        case (("number" | "int" | "string"), [one]):
            return one
    raise Untranslatable


def variable_name(name: str) -> str:
    """str: an XLSForm name as the kit can write it in rules: points and hyphens become underscores."""
    return re.sub(r"\W", "_", name)
