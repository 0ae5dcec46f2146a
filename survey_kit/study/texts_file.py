"""The file of texts as it is written: the kit's texts brought up to date, a person's texts, comments and order left as they are."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import wording
from survey_kit.outputs.atomic import replacing
from survey_kit.study.texts import KEYS

if TYPE_CHECKING:
    from survey_kit.report.slots import Slot
    from survey_kit.study.texts import Keys, Proposal, Texts, Written

# Lines are a person's to break.
WIDEST: Final = 1_000_000


def write_texts(texts: Texts, themes: Mapping[str, str]) -> None:
    """None: writes the file of texts whole, or leaves it where nothing of it changes; `themes` are the names of sections.

    Raises: SurveyKitError when it can't be written.
    """
    before = texts.file.read_bytes() if texts.file.is_file() else None
    after = drawn(texts, themes, before)
    if after == before:
        return
    with replacing(texts.file) as temporary:
        temporary.write_bytes(after)


def drawn(texts: Texts, themes: Mapping[str, str], before: bytes | None) -> bytes:
    """bytes: the file, from what stood there before."""
    yaml = _yaml()
    top = None if before is None else yaml.load(before.decode("utf-8-sig"))
    if not top:
        top = _new(texts.lang)
    changed = _bring(top, texts, themes)
    if before is not None and not changed:
        return before
    written = io.StringIO()
    yaml.dump(top, written)
    return written.getvalue().encode()


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = WIDEST
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _new(lang: str) -> Any:
    from ruamel.yaml.comments import CommentedMap

    top = CommentedMap()
    top.yaml_set_start_comment(wording("texts_head", lang))
    return top


def _bring(top: Any, texts: Texts, themes: Mapping[str, str]) -> bool:
    """bool: whether anything changed: each proposal of today in its place, and no entry of yesterday that nobody edited nor wrote a comment in."""
    changed = False
    for slot, proposal in texts.proposals.items():
        changed |= _entry(_section(top, slot[0], texts, themes), slot, proposal, texts)
    for slot, written in texts.written.items():
        if slot not in texts.proposals and not written.edited:
            changed |= _leave_out(top, slot)
    return changed


def _entry(below: Any, slot: Slot, proposal: Proposal, texts: Texts) -> bool:
    """bool: whether the entry changed."""
    section, name = slot
    known, keys = texts.written.get(slot), KEYS[texts.lang]
    if not isinstance(below.get(name), Mapping):
        _add(below, name, _made(), [entry for key, entry in texts.proposals if key == section])
    entry = below[name]
    wanted: dict[str, Any] = {keys.text: proposal.text} if known is None or not known.edited else {}
    wanted |= {keys.kit: proposal.text, keys.figures: dict(proposal.figures), keys.typed: dict(texts.typed.get(slot, {}))}
    found = [_put(entry, key, value, known, keys) for key, value in wanted.items()]
    return known is None or any(found)


def _put(entry: Any, key: str, value: Any, known: Written | None, keys: Keys) -> bool:
    """bool: whether a part of an entry changed; empty mappings are no part of it."""
    before: dict[str, Any] = {} if known is None else {keys.text: known.text, keys.kit: known.kit, keys.figures: dict(known.figures), keys.typed: dict(known.typed)}
    if before.get(key) == value and (key in entry or not value):
        return False
    if not value:
        return entry.pop(key, None) is not None
    entry[key] = _flow(value) if isinstance(value, dict) else _folded(value)
    return True


def _folded(text: str) -> Any:
    from ruamel.yaml.scalarstring import FoldedScalarString

    return FoldedScalarString(text)


def _flow(values: Mapping[str, str]) -> Any:
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    made = CommentedMap({name: DoubleQuotedScalarString(value) for name, value in values.items()})
    made.fa.set_flow_style()
    return made


def _made() -> Any:
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap()


def _section(top: Any, section: str, texts: Texts, themes: Mapping[str, str]) -> Any:
    """Mapping of ruamel: of a section, added in its place where it isn't there yet."""
    if not isinstance(top.get(section), Mapping):
        _add(top, section, _made(), list(dict.fromkeys(key for key, _ in texts.proposals)))
        if themes.get(section):
            top.yaml_set_comment_before_after_key(section, before=f"\n{themes[section]}")
    return top[section]


def _add(below: Any, name: str, value: Any, order: list[str]) -> None:
    """None: adds a key after the last of those before it in the report's order that are there."""
    before = [each for each in order[: order.index(name)] if each in below]
    place = list(below).index(before[-1]) + 1 if before else 0
    if name in below:
        below[name] = value
    else:
        below.insert(place, name, value)


def _leave_out(top: Any, slot: Slot) -> bool:
    """bool: whether an entry that the report has no longer was taken out: not one with a person's comment in it."""
    section, name = slot
    if _commented(top[section][name]) or _commented_at(top[section], name):
        return False
    del top[section][name]
    if not top[section]:
        del top[section]
    return True


def _commented_at(below: Any, name: str) -> bool:
    return any("#" in str(token) for token in below.ca.items.get(name, ()))


def _commented(node: Any) -> bool:
    """bool: whether there is a comment anywhere in a mapping."""
    comments = getattr(node, "ca", None)
    if comments is not None and ("#" in str(comments.comment) or any("#" in str(token) for token in comments.items.values())):
        return True
    return isinstance(node, Mapping) and any(_commented(each) for each in node.values())
