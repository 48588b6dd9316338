"""Part: a percentage where it stands, with the words beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal, NamedTuple

from spacy.tokens import Token

from eventx.facts.share.wholes import Wholes
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import is_hyphen
from eventx.mentions.persons import is_of_people
from eventx.normalize.number import Number
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, NOUNS
from eventx.syntax.phrases import ancestors, clause_verb, governed, is_time, noun_phrase, object_before, subject
from eventx.syntax.tokens import word_behind

_WAYS = frozenset({("for", "quarter"), ("in", "half")})  # "the best for a quarter since 2017", "folds in half"
_AGAIN = re.compile(r" (?:or|and) | ?[-–—] ?| \(")  # between a percentage and one that says it again
_TO = re.compile(r" to |-to-|[-–—]")
_OPENED = re.compile(r"\b(?:from|between) (?:\w+ )?$")
_PAIR = 20  # characters to the other of a pair
_MOST, _ALL = 60, 101  # per cent of the votes, with those rounded up
_MORE = re.compile(r" (?:or|and) (?:more|less|higher|lower|so)\b| ?[-–—)](?= of\b)")


@dataclass(frozen=True, slots=True)
class Part:
    """A percentage where it stands: its first and last token, and the words beside it, without those of bounds.

    ``lead`` and ``follow`` are these words in small letters, empty at the edges of a text.
    """

    number: Number
    first: Token
    last: Token
    before: Token | None
    after: Token | None
    lead: str
    follow: str

    @property
    def verb(self) -> Token | None:
        """The verb of its clause."""
        return clause_verb(self.last)

    @property
    def acts(self) -> bool:
        """Whether it is the subject of a clause that is joined to one before: "58% back it *and 30% oppose* it"."""
        verb = self.after if self.after is not None and self.after.tag_ in FINITE else None
        return verb is not None and verb.dep_ != "relcl" and self.lead in lexicon("share").joints

    def has_verb(self, *keys: str) -> bool:
        """Tell whether the verb of its clause stands in one of some lists of the lexicon."""
        return self.verb is not None and self.verb.lemma_ in lexicon("share").any_of(*keys)

    @property
    def is_had(self) -> bool:
        """Tell whether the verb of its clause has it: "the family *owns* 52%"."""
        return self.verb is not None and self.verb.lemma_ in lexicon("parts").having

    @property
    def is_of_subject(self) -> bool:
        """Tell whether the verb of its clause says that the subject is it: "food *accounts* for 64%"."""
        return self.verb is not None and self.verb.lemma_ in lexicon("parts").being

    def goes_on(self, told: bool) -> bool:
        """Tell whether it leaves out the whole of the share before: "a fifth comes from Asia, *a third* from Europe".

        ``told``: whether its sentence tells a share before it.
        """
        comma = self.before
        noun = comma.nbor(-1) if comma is not None and comma.i and comma.text in (",", "and") else None
        return told and noun is not None and noun.dep_ == "pobj" and noun.head.lower_ == self.follow


class Rule(NamedTuple):
    """A rule by its name: what it finds, where that is always one of both, and whether it is found before."""

    name: str
    find: Callable[[Wholes, Part], Chars | None]
    finds: Literal["whole", "level"] | None = None
    looks_back: bool = False


def part_of(wholes: Wholes, number: Number) -> Part:
    """Return a percentage with the words beside it; what says it again is passed over: "15 or 30 percent of"."""
    span, doc = wholes.analysis.span(number.start, number.end), wholes.doc
    at = span.start - 1
    while at >= 0 and doc[at].lower_ in lexicon("share").bounding and doc[at].lower_ != "of":
        if doc[at].lower_ == "at" and doc[at + 1].lower_ not in ("least", "most"):
            break
        at -= 1
    behind = wholes.analysis.span(number.start, _end(wholes, number)).end
    behind += behind + 1 < len(doc) and doc[behind].is_quote and doc[behind + 1].lower_ == "of"  # "“a third” of mills"
    before, after = doc[at] if at >= 0 else None, doc[behind] if behind < len(doc) else None
    lead, follow = (word.lower_ if word is not None else "" for word in (before, after))
    return Part(number, span[0], span[-1], before, after, lead, follow)


def _end(wholes: Wholes, number: Number) -> int:
    """Return where a percentage ends with what says it again: "15 *or 30 percent*", "5% *or more*"."""
    text, end = wholes.analysis.text, number.end
    other = next(wholes.claims.numbers_in(end, end + 6), None)
    apart = text.startswith(" and a ", end)  # "joblessness is 10% *and a third* of adults are poor"
    if other is not None and not apart and other.unit == "percent" and _AGAIN.fullmatch(text, end, other.start):
        end = other.end
    more = _MORE.match(text, end)
    return more.end() if more else end


def is_placed(wholes: Wholes, part: Part) -> bool:
    """Tell whether a name is told to be on a percentage, as the one before it: "put Labour on 29%, *Reform on 27%*"."""
    before, base = part.before, wholes.near(part.first)
    named = before is not None and part.lead == "on" and before.i > 0 and before.nbor(-1).pos_ == "PROPN"
    return named and (base is None or wholes.analysis.span(*base).root.pos_ == "PROPN")


def is_spell(part: Part) -> bool:
    """Tell whether a part is one of time or space: "a sixth week", "the first half", "the three quarters before"."""
    word, after = part.last.lower_, part.after
    if word.removesuffix("s") in lexicon("share").spells and part.lead in lexicon("parts").not_parts:
        return True
    if (part.lead, word) in _WAYS and part.follow != "of":
        return True
    quarters = word == "quarters" and part.follow != "of" and part.first.i > 0 and part.first.nbor(-1).pos_ == "DET"
    return quarters or part.follow == "stars" or (after is not None and after.pos_ == "NOUN" and is_time(after))


def is_grade(part: Part) -> bool:
    """Tell whether a part is how good something is, and of nothing: "scored *40 out of 50*", "rated 9 out of 10"."""
    graded = part.has_verb("grading") and part.verb is not None and part.verb.i < part.first.i
    ends = part.after is None or is_time(part.after) or part.after.pos_ not in (*NOUNS, "ADJ", "DET")
    return graded and ends and any(t.lower_ == "out" for t in part.first.doc[part.first.i : part.last.i])


def is_way(part: Part) -> bool:
    """Tell whether a percentage is how far something goes: "lost by 5%", "plus 3%", "folds in half"."""
    alone = part.after is None or (part.follow != "of" and part.after.pos_ not in (*NOUNS, "DET"))
    return (part.lead == "by" and alone) or part.lead in ("plus", "minus") or part.first.text.startswith("+")


def is_tally(wholes: Wholes, number: Number) -> bool:
    """Tell whether two percentages are what two sides of a vote got: "won by *52%* to *48%*"; no "from 52% to 48%"."""
    text, numbers = wholes.analysis.text, wholes.claims.numbers_in(number.start - _PAIR, number.end + _PAIR)
    for one, two in pairwise(n for n in numbers if n.unit == "percent"):
        opened = _OPENED.search(text, max(0, one.start - _PAIR), one.start)
        if number not in (one, two) or opened or not _TO.fullmatch(text, one.end, two.start):
            continue
        if one.value and two.value and two.value < one.value and _MOST <= one.value + two.value <= _ALL:
            return not text.startswith(" of ", two.end)
    return False


def is_fronted(noun: Token, part: Part) -> bool:
    """Tell whether a noun ends words before the clause: "*Asked about taxes*, 40% said", no "in Mali, 40% said"."""
    if part.verb is None or part.last.dep_ not in NOUN_SUBJECTS or part.lead != ",":
        return False
    above = [noun, *takewhile(lambda step: step != part.verb, ancestors(noun))]
    return any(step.dep_ == "advcl" or step.lower_ in lexicon("clause").samples for step in above)


def is_given(part: Part) -> bool:
    """Tell whether a name gets or has a percentage: "gave *Labour 31%*", "won 60% and its rival, *Lorne, 22%*"."""
    before = part.before
    if before is not None and before.text == "," and before.i > 0:
        name = before.nbor(-1)
        return (name.dep_, name.head.dep_) == ("appos", "conj") and name.head.head == part.verb
    return before is not None and before.pos_ == "PROPN" and part.has_verb("giving")


def is_member(noun: Token, part: Part) -> bool:
    """Tell whether a noun says of what its subject is a part: "is the largest *component* of the index at 12%"."""
    return part.lead == "at" and noun.dep_ == "attr" and noun.lemma_ in lexicon("share").members


def has_article(after: Token | None) -> bool:
    """Tell whether what stands behind a part begins a noun phrase: "half *their* savings"."""
    return after is not None and after.tag_ in ("DT", "PRP$")


def restricting(noun: Token) -> Token | None:
    """Return the verb of the clause that says which are meant: "those who *left*", "cars *sold* in May"."""
    participles = ("VBN", "VBG") if noun.pos_ == "PRON" else ("VBN",)  # "those working from home"
    clauses = (c for c in noun.rights if c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ in participles))
    return next((c for c in clauses if not any(t.is_punct for t in noun.doc[noun.i : c.left_edge.i])), None)


def clause_end(word: Token, verb: Token) -> int:
    """Return the character where the clause of a verb behind a word ends, or its first mark does."""
    end = verb.right_edge.i + 1
    stop = next((t.i for t in word.doc[word.i + 1 : end] if t.is_punct and not is_hyphen(t)), end)
    return word.doc[stop - 1].idx + len(word.doc[stop - 1])


def taken_end(noun: Token) -> int:
    """Return where what a noun takes behind it ends, wherever the parser ties that: "is a 5% premium to *the cost*"."""
    tie = word_behind(noun)
    taken = governed(tie) if f"{noun.lemma_} {tie.lower_}" in lexicon("share").taking else None
    return 0 if taken is None or is_time(taken) or is_of_people(taken) else noun_phrase(taken)[1]


def is_had(part: Part) -> bool:
    """Tell whether the subject of its verb has a percentage, is one itself or thinks of one: it is none of it."""
    if part.verb is None:
        return False
    noun, bare = subject(part.verb), part.before is None or part.before.pos_ != "ADP"
    bare = bare or part.lead in lexicon("share").against
    thinks = noun is not None and is_of_people(noun) and object_before(part.verb, part.first) is None
    return thinks or (bare and (part.is_had or part.has_verb("giving"))) or part.is_of_subject or part.lead == "with"


def tells_which(verb: Token) -> bool:
    """Tell whether a verb is of a clause that says which per cent is meant: "than the 5% holders *get*"."""
    return verb.dep_ == "relcl" or any((c.dep_, c.lower_) == ("mark", "than") for c in verb.lefts)
