"""Words: what tells the actions of a type, compiled from code and lexicon."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from eventx.lexicons import lexicon

_AFTER = "after_"
_FREE = (("v", "verbs", False), ("v", "weak", True), ("n", "nouns", False), ("n", "weak_nouns", True))
"""The lists that tell something without a number: of verbs or nouns, and whether they need words beside them."""
_BARE = (("v", "bare", True), ("n", "bare_nouns", False))


@dataclass(frozen=True)
class Trigger:
    """The words that tell one action.

    ``verbs`` govern the number and suffice; ``weak`` verbs need one of the ``counted`` words beside it, their own or
    else the frame's; ``nouns`` name what is measured, those ``between`` only where the far end of the way is named with
    them ("sales to Peru"). A verb with a particle or object is ``lay_off``, a compound ``job_loss``. Where a type needs
    no number, a weak verb needs one of the ``counted`` words as what it is done to, ``by`` are words one of which must
    do it, ``not_by`` those that do not, and ``unless`` those that rule the action out; ``weak_nouns`` need a counted
    word as weak verbs do. Where a type needs a number, ``bare`` verbs and ``bare_nouns`` tell it without one in the
    main clause of a title or of the first sentence.
    """

    verbs: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    bare_nouns: tuple[str, ...] = ()
    weak_nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sense:
    """What one word or phrase tells where no number need stand beside it."""

    action: str
    counted: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    transitive: bool = False
    intransitive: bool = False
    agentive: bool = False
    not_by: frozenset[str] = frozenset()
    needed: tuple[frozenset[str], ...] = ()
    """Lists of words of each of which its sentence has one."""


def unvaried(action: str) -> str:
    """Return an action without its variant: "export" of "export:part"."""
    return action.partition(":")[0]


def is_same(action: str, told: str) -> bool:
    """Tell whether two actions are one, whatever their variants."""
    return unvaried(action) == unvaried(told)


@dataclass(frozen=True)
class Words:
    """A frame's trigger words, compiled: word to action, a weak verb to several."""

    verbs: Mapping[str, str]
    weak: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, str]
    between: Mapping[str, str]
    counted: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    senses: Mapping[str, tuple[Sense, ...]]
    bare: Mapping[str, tuple[Sense, ...]]
    lists: Mapping[str, frozenset[str]]

    def counts(self, action: str, words: Collection[str]) -> bool:
        """Tell whether one of ``words`` is what an action counts."""
        return not (self.counted.get(action, self.lists["counted"]).isdisjoint(words) or self.bars(action, words))

    def bars(self, action: str, words: Collection[str]) -> bool:
        """Tell whether one of ``words`` rules an action, or that of which it is a variant, out."""
        return any(not self.unless.get(name, frozenset()).isdisjoint(words) for name in (action, unvaried(action)))

    def resumed(self, action: str) -> list[str]:
        """Return the types one of which an action goes on with, if any, by the lists ``after_TYPE``."""
        held = ((name, words) for name, words in self.lists.items() if name.startswith(_AFTER))
        return [name.removeprefix(_AFTER) for name, words in held if action in words]

    def is_marked(self, action: str) -> bool:
        """Tell whether an action counts only whom a mark, not their word, tells: those "#bound" for work."""
        return any(word.startswith("#") for word in self.counted.get(action, ()))

    def has(self, name: str | None, words: Iterable[str]) -> bool:
        """Tell whether one of ``words`` is in the list ``name``; none is where there is no such list."""
        return not self.lists.get(name or "", frozenset()).isdisjoint(words)

    def has_any(self, names: Iterable[str | None], words: Collection[str]) -> bool:
        """Tell whether one of ``words`` is in one of some lists."""
        return any(self.has(name, words) for name in names)

    def has_lemma(self, name: str, token: Token) -> bool:
        """Tell whether the lemma of a token is in the list ``name``."""
        return self.has(name, (token.lemma_.lower(),))


def compile_words(
    data: Mapping[str, Any], own: Mapping[str, Trigger], counted: Iterable[str], unless: Iterable[str]
) -> Words:
    """Return the words of a type: those of a lexicon and the triggers and lists given in code."""
    lists = {k: frozenset(v) for k, v in data.items() if isinstance(v, tuple)}
    lists |= {k: frozenset(v) for k, v in _spell_out(lists, lists).items()}
    for name, more in (("counted", counted), ("unless", unless)):
        lists[name] = lists.get(name, frozenset()) | frozenset(more)
    given = {k: _spell_out(v, lists) for k, v in data.items() if k not in lists}
    triggers = {k: Trigger(**v) for k, v in given.items()} | dict(own)

    def table(kind: str) -> dict[str, str]:
        return {word: action for action, t in reversed(triggers.items()) for word in getattr(t, kind)}

    counts = {action: frozenset(t.counted) for action, t in triggers.items() if t.counted}
    bars = {action: frozenset(t.unless) for action, t in triggers.items() if t.unless}
    weak = {word: tuple(a for a, t in triggers.items() if word in t.weak) for word in table("weak")}
    free, bare = (_senses(triggers, lists, told) for told in (_FREE, _BARE))
    return Words(table("verbs"), weak, table("nouns"), table("between"), counts, bars, free, bare, lists)


def _spell_out(table: Mapping[str, Iterable[str]], lists: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Return lists of words with the words of a list of the lexicon in the place of its name: "@posts"."""
    return {
        k: tuple(x for word in v for x in (_listed(word, lists) if "@" in word else (word,))) for k, v in table.items()
    }


def _listed(phrase: str, lists: Mapping[str, frozenset[str]]) -> list[str]:
    """Return a phrase with each word of a list: of "@diseases+_death" "flu_death", of "catch_@diseases" "catch_flu".

    Of "@selecting+_@duties" each with each. A list of a shared lexicon has its name before it: "@health.diseases".
    """
    before, _, rest = phrase.partition("@")
    name, _, behind = rest.partition("+")
    shared, _, key = name.rpartition(".")
    words = getattr(lexicon(shared), key) if shared else lists[name]
    told = (f"{before}{word}{behind}" for word in sorted(words))
    return [x for one in told for x in (_listed(one, lists) if "@" in one else (one,))]


def _senses(
    triggers: Mapping[str, Trigger], lists: Mapping[str, frozenset[str]], told: Iterable[tuple[str, str, bool]]
) -> dict[str, tuple[Sense, ...]]:
    """Return what each verb ("v ") or noun ("n ") of some lists tells, as phrases are joined: "v lay_off"."""
    out: dict[str, tuple[Sense, ...]] = {}
    doing, being, acting = (lists.get(name, frozenset()) for name in ("transitive", "intransitive", "agentive"))
    for action, trigger in triggers.items():
        counted, by, unless = frozenset(trigger.counted), frozenset(trigger.by), frozenset(trigger.unless)
        for kind, name, needs in told:
            fits = (counted if needs else frozenset(), by, unless)
            kinds = (needs and action in doing, action in being, action in acting)
            needed = tuple(filter(None, map(_plain, fits[:2])))
            sense = Sense(action, *fits, *kinds, frozenset(trigger.not_by), needed)
            for word in getattr(trigger, name):
                out[f"{kind} {word}"] = (*out.get(f"{kind} {word}", ()), sense)
    return out


def _plain(words: frozenset[str]) -> frozenset[str]:
    """Return what a sentence has of some words, the last of those that are joined; nothing where a mark is one."""
    if any(word.startswith("#") for word in words):
        return frozenset()
    return frozenset(word.rpartition("_")[2] for word in words)
