"""What a percentage or fraction is a part or the level of. The rules stand in a table and are tried in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from eventx.facts.share.wholes import Wholes
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import is_time, is_verb, noun_phrase

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INSERTS = frozenset({",", "(", "—", "–", ":"})  # before what is inserted behind a noun
_SPELLS = frozenset({"half", "quarter"})  # of a year or a match
_REACH = 8  # tokens behind a percentage in which its noun may stand


class NotAShareError(Exception):
    """Raised where a percentage is a change, a time or an ordinal."""


@dataclass(frozen=True, slots=True)
class Part:
    """A percentage where it stands: its first and last token, and the words beside it, without those of bounds."""

    first: Token
    last: Token
    before: Token | None
    after: Token | None


def find_base(wholes: Wholes, number: Number) -> tuple[str, Chars | None] | None:
    """Return the rule and the characters of the base of a percentage; None where the number is no share."""
    span, doc = wholes.analysis.span(number.start, number.end), wholes.doc
    at = span.start - 1
    while at >= 0 and doc[at].lower_ in lexicon("share").bounding and doc[at].lower_ not in ("of", "at"):
        at -= 1
    after = doc[span.end] if span.end < len(doc) else None
    part = Part(span[0], span[-1], doc[at] if at >= 0 else None, after)
    try:
        rule, chars = next(
            ((rule, chars) for rule, find in _RULES if (chars := find(wholes, part, number)) is not None),
            ("none", None),
        )
    except NotAShareError:
        return None
    chars = wholes.bare(chars, counted=rule == "of") if chars else None
    wholes.last = number.end, chars
    return f"share.{rule}", chars


def _no_share(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Leave out what compares or changes: "12% more pay", "half as much", "a 5% rise"."""
    words, after = lexicon("share"), part.after
    if after is not None and (after.lower_ in words.compared or after.lower_ == "as"):
        raise NotAShareError
    if after is not None and after.pos_ == "NOUN" and is_time(after):
        raise NotAShareError  # "a sixth week"
    if part.last.lower_ in _SPELLS and part.before is not None and part.before.lower_ in words.not_parts:
        raise NotAShareError  # "the first half"
    verb = _verb(part)
    level = part.before is not None and part.before.lower_ in ("at", "to", "of")
    if verb is not None and verb.lemma_ in words.change_verbs and not level and (after is None or after.lower_ != "of"):
        raise NotAShareError
    return None


def _verb(part: Part) -> Token | None:
    """Return the verb that governs a percentage."""
    return next((t for t in part.last.ancestors if is_verb(t)), None)


def _of(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Stand before "of": "a third of the staff", "30% of those polled"."""
    of, doc = part.after, self.doc
    if of is None or of.lower_ not in ("of", "above", "below") or of.i + 1 >= len(doc):
        return None
    behind = doc[of.i + 1]
    own = any(c.dep_ in ("acl", "relcl") for c in behind.rights)
    if behind.lower_ in lexicon("share").pronouns and behind.dep_ != "det" and not own:
        return self.phrase(behind, part.first)
    if behind.tag_ in ("WP", "WRB") or (own and behind.lower_ in ("those", "people")):
        verb = behind if own else next((t for t in behind.ancestors if is_verb(t)), behind)
        stop = next((t.i for t in doc[behind.i + 1 : verb.right_edge.i + 1] if t.is_punct), verb.right_edge.i + 1)
        return behind.idx, doc[stop - 1].idx + len(doc[stop - 1])
    tied = (c for c in of.rights if c.dep_ in ("pobj", "pcomp"))
    noun = next(tied, None) or next((t for t in doc[of.i + 1 : of.i + _REACH] if t.pos_ in NOUNS), behind)
    return self.phrase(noun, part.last) or (noun.idx, noun.idx + len(noun))


def _noun(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Stand before the noun: "a 6 per cent duty", "one in eight workers"; the whole of "a 30% stake in the mine"."""
    noun: Token | None = None
    begin = part.last.i + 1
    if begin < len(self.doc) and self.doc[begin].tag_ in ("DT", "PRP$"):
        begin += 1  # "half the fleet"
    for token in self.doc[begin : begin + _REACH]:
        joined = token.tag_ in ("HYPH", "VBN", "VBG") and token.dep_ in ("amod", "punct", "compound")
        inner = token.pos_ in ("ADJ", *NOUNS) or token.tag_ == "POS" or joined
        if token.is_sent_start or is_time(token) or not inner:
            break
        noun = token if token.pos_ in NOUNS else noun
    if noun is None:
        return None
    is_part = noun.lemma_.lower() in lexicon("share").parts
    end = noun.idx + len(noun) if is_part else max(noun_phrase(noun)[1], noun.idx + len(noun))
    return _whole(self, noun, part) or (self.doc[begin].idx, end)


def _whole(self: Wholes, noun: Token, part: Part) -> Chars | None:
    """Return what a stake or share is one in."""
    if noun.lemma_.lower() not in lexicon("share").parts:
        return None
    beside = [doc[i] for doc in [noun.doc] for i in (noun.i + 1, part.last.i + 1) if i < len(doc)]
    ties = (prep for prep in (*noun.rights, *beside) if prep.lower_ in lexicon("share").part_prepositions)
    ties = (prep for prep in ties if not any(t.pos_ == "NUM" for t in prep.subtree))
    inner = next((c for prep in ties for c in prep.rights if c.dep_ == "pobj"), None)
    return self.phrase(inner, part.last)


def _on(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Stand before "on" behind another: "a 25% tariff on steel and 10% on aluminium"."""
    on = part.after if self.last is not None and part.after is not None and part.after.lower_ == "on" else None
    return self.phrase(next((c for c in on.rights if c.dep_ == "pobj"), None), part.last) if on is not None else None


def _against(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Be set against the share before: "54%, against 50%"."""
    return self.near(part.first) if part.before is not None and part.before.lower_ in lexicon("share").against else None


def _which(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Stand behind "of which" or "of whom": "200 posts, of which a third are vacant"."""
    before = part.before
    which = before is not None and before.lower_ in ("which", "whom") and before.nbor(-1).lower_ == "of"
    return self.meant(before, part.first) if which and before is not None else None


def _population(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Be a subject itself: "54 per cent thought so", of whom the share before is of."""
    verb = _verb(part)
    alone = part.last.dep_ in _SUBJECTS or verb is None or verb.i > part.last.i
    return (self.polled(part.first) or self.near(part.first)) if alone else None


def _part(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Be the part that another has of the same whole: "coal makes 70% of the power; wind provides 6%"."""
    verb = _verb(part)
    same = self.last is not None and self.analysis.sentence_span(self.last[0] - 1).end > part.first.i
    return self.near(part.first) if verb is not None and same and verb.lemma_ in lexicon("share").part_verbs else None


def _before(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Stand behind the noun: "inflation of 11%", "the loan, at 5%", "(turnout: 54%)"."""
    before = part.before
    if before is None:
        return None
    noun = before if before.pos_ in NOUNS else before.doc[max(0, before.i - 1)]
    if (
        noun.pos_ not in NOUNS
        or is_time(noun)
        or not (noun is before or before.lower_ in ("of", "at") or before.text in _INSERTS)
    ):
        return None
    if noun.head.lower_ in ("at", "in", "to", "on") and noun.lemma_.lower() in lexicon("share").extents:
        return self.level(noun)
    whole = _whole(self, noun, part)
    head = noun
    while head.dep_ == "pobj" and head.head.head.pos_ in NOUNS and head.head.head.i < head.i:
        head = head.head.head  # "the unemployment rate of the region"
    return whole or (min(noun_phrase(head)[0], noun.idx), noun.idx + len(noun))


def _measured(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Be the level of what a verb says it of: "turnout reached 54%"."""
    verb = _verb(part)
    if verb is None:
        return None
    if verb.lemma_.lower() in lexicon("share").bargaining:
        raise NotAShareError  # "the union demands 9%"
    return self.level(part.first, part.before is not None and part.before.pos_ == "ADP")


def _nearest(self: Wholes, part: Part, number: Number) -> Chars | None:
    """Have no other noun than the nearest before it in the sentence."""
    start = self.analysis.sentence_span(number.start).start
    before = (t for t in reversed(self.doc[start : part.first.i]) if t.pos_ in NOUNS and not is_time(t))
    noun = next((t for t in before if t.text != "%" and t.ent_type_ != "PERSON"), None)
    return noun_phrase(noun) if noun is not None else None


_RULES: tuple[tuple[str, Callable[[Wholes, Part, Number], Chars | None]], ...] = (
    ("no", _no_share),
    ("of", _of),
    ("which", _which),
    ("noun", _noun),
    ("on", _on),
    ("against", _against),
    ("before", _before),
    ("population", _population),
    ("part", _part),
    ("subject", _measured),
    ("near", _nearest),
)
