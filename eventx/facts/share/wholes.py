"""Wholes: what a percentage or fraction is a part or the level of."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from eventx.facts.share.antecedents import Antecedents, Chars
from eventx.lexicons import load_lexicon
from eventx.mentions.claims import Claims
from eventx.mentions.persons import NOUNS, is_plural
from eventx.mentions.reading import Reading
from eventx.normalize.number import Number
from eventx.syntax.phrases import is_time, is_verb, noun_phrase, subject

Found = tuple[str, Chars | None]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ENDS = frozenset({",", ")", "—", "–", ".", ";"})
_TIME = (0, 0)  # what "a quarter of an hour" is of


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of the share lexicon as a set."""
    return frozenset(load_lexicon("share")[key])


class Wholes:
    """Finds what the percentages of an article measure.

    Parameters
    ----------
    reading : Reading
        The article, its changes and headcounts already found.
    """

    def __init__(self, reading: Reading, claims: Claims) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.before = Antecedents(reading, claims)
        self.last: tuple[Number, Chars | None] | None = None

    def of(self, number: Number) -> Found | None:
        """Return the rule and the characters of the whole; None where the number is no share."""
        span = self.reading.span(number.start, number.end)
        found = self._find(span[0], span[-1])
        if found is not None:
            rule, chars = found
            found = rule, self._trim(chars) if chars else None
            self.last = number, found[1]
        return found

    def _find(self, begin: Token, last: Token) -> Found | None:
        """Look for the whole behind the number, then before it, then by what governs it."""
        before = self.doc[begin.i - 1] if begin.i else None
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        side = before is not None and before.lower_ in words("not_parts")
        if side and last.lower_.rstrip("s") in ("half", "quarter"):
            return None
        if after is not None and after.lower_ == "of":
            whole = self._after_of(after)
            return None if whole == _TIME else ("share.of", whole)
        if after is not None and after.lower_ in words("compared") | {"as"}:
            return None  # "12% more pay", "half as much"
        if after is not None and after.lower_ in ("above", "below"):
            return "share.above", self._after_of(after)
        if (whole := self.before.of_which(begin)) is not None:
            return "share.which", whole
        if (noun := self._noun_after(last)) is not None:
            if noun.lemma_.lower() in words("changes"):
                return None
            return "share.noun", self._modified(noun, last)
        return self._governed(begin, last)

    def _after_of(self, of: Token) -> Chars | None:
        """Return the phrase after "of"; (0, 0) for a time."""
        child = next((c for c in of.rights if c.dep_ in ("pobj", "pcomp")), None)
        following = self.doc[of.i + 1] if of.i + 1 < len(self.doc) else None
        if following is None:
            return None
        if following.lower_ in ("whom", "which"):
            return self.before.relative(following, of.i - 1)
        if following.tag_ in ("WP", "WDT", "WRB"):
            return self._clause(following)
        if following.lower_ in ("those", "people") and any(c.dep_ in ("acl", "relcl") for c in following.rights):
            return self._clause(following)  # "those polled"
        if following.lower_ in words("pronouns") and (child is None or child == following):
            return self.before.of_pronoun(of.i, plural=following.lower_ in ("them", "these", "those"))
        if child is None:
            child = next((t for t in self.doc[of.i + 1 : of.i + 8] if t.pos_ in NOUNS), None)
            if child is None:
                return None
        if is_time(child) and not any(c.dep_ == "prep" for c in child.rights) and child.pos_ != "NUM":
            return _TIME
        start, end = noun_phrase(child)
        return min(start, child.idx), end

    def _clause(self, word: Token) -> Chars:
        """Return a free relative: "what we ship"."""
        own = next((c for c in word.rights if c.dep_ in ("acl", "relcl")), None)
        head = own if own is not None else next((t for t in word.ancestors if is_verb(t)), word)
        end = max(head.i, word.i)
        for token in self.doc[end + 1 : head.right_edge.i + 1]:
            if (
                token.is_punct
                or token.dep_ == "punct"
                or (is_verb(token) and token.dep_ in ("conj", "advcl", "parataxis"))
            ):
                break
            end = token.i
        return word.idx, self.doc[end].idx + len(self.doc[end])

    def _noun_after(self, last: Token) -> Token | None:
        """Return the noun that a percentage stands before: "a 6 per cent duty", "one in eight workers"."""
        at = last.i + 1
        articles = ("the", "a", "an", "its", "their", "our", "his", "her")
        if at < len(self.doc) and self.doc[at].lower_ in articles and not last.text.endswith(("%", "t")):
            at += 1
        noun: Token | None = None
        while at < min(len(self.doc), last.i + 9):
            token = self.doc[at]
            inner = token.tag_ in ("HYPH", "VBN", "VBG") and token.dep_ in ("amod", "punct", "compound")
            if token.is_sent_start or not (token.pos_ in ("ADJ", *NOUNS) or inner):
                break
            if token.pos_ in NOUNS:
                if is_time(token):
                    break
                noun = token
                if is_plural(token) and token.head.i < token.i:
                    break
            at += 1
        return noun

    def _modified(self, noun: Token, last: Token) -> Chars:
        """Return the noun after a percentage with what belongs to it; the whole of "a 30% stake in the refinery"."""
        if noun.lemma_.lower() in words("parts") and (whole := self._owned(noun)) is not None:
            return whole
        return self.doc[last.i + 1].idx, max(noun_phrase(noun)[1], noun.idx + len(noun))

    def _owned(self, part: Token) -> Chars | None:
        """Return what a stake or share is one in: "a stake in the mine", "the company, in which it holds a stake"."""
        for prep in part.rights:
            if prep.lower_ in words("part_prepositions") and not any(c.pos_ == "NUM" for c in prep.subtree):
                return self._after_of(prep)
        verb = next((t for t in part.ancestors if is_verb(t)), None)
        if verb is None or verb.dep_ != "relcl":
            return None
        inside = any(c.lower_ in words("part_prepositions") and c.right_edge.lower_ == "which" for c in verb.lefts)
        return noun_phrase(verb.head) if inside else None

    def _governed(self, begin: Token, last: Token) -> Found | None:
        """Find the whole by what governs a bare percentage: a noun, a preposition or a verb."""
        at = self._before(begin)
        before = self.doc[at] if at >= 0 else None
        if before is None or before.sent != begin.sent:
            return self._own_subject(begin, last)
        left = self.doc[at - 1] if at > 0 else None
        same = self._same_sentence(begin)
        against = before.lower_ in words("against") or (
            before.lower_ in ("with", "to") and left is not None and left.lower_ in ("compared", "compares")
        )
        if against and (whole := self.last[1] if same and self.last is not None else self.before.topic(begin)):
            return "share.against", whole
        if (found := self._by_noun(begin, last, before, left)) is not None:
            return found
        after = last.nbor(1) if last.i + 1 < len(self.doc) else None
        if after is not None and after.lower_ == "on" and same and self._prior_on():
            return "share.on", self._after_of(after)  # "a 25% tariff on steel and 10% on aluminium"
        verb = next((t for t in last.ancestors if is_verb(t)), None)
        if verb is None:
            return "share.near", self._nearest(begin)
        own = last.dep_ in _SUBJECTS or (
            verb.i > last.i and all(t.i >= begin.i for t in verb.lefts if t.dep_ in _SUBJECTS)
        )
        if own and verb.i > last.i:
            return self._own_subject(begin, last)
        return self._by_verb(begin, last, before, verb)

    def _by_noun(self, begin: Token, last: Token, before: Token, left: Token | None) -> Found | None:
        """Find the whole in a noun right before: "inflation of 11%", "the loan, at 5%", "(turnout: 54%)"."""
        if before.pos_ in NOUNS and before.i < begin.i - 1 and not is_time(before):
            return "share.noun_of", self._until(before)  # "a minority larger than a third"
        beside = left is not None and left.pos_ in NOUNS
        if left is not None and beside and (before.lower_ == "of" or (before.lower_ == "at" and self._gapped(left))):
            return "share.noun_of", self._part(left)
        if before.lower_ == "at" and (rated := self.before.rated(begin)) is not None:
            return "share.noun_of", self._until(rated)
        tied = before.dep_ == "prep" and before.head.pos_ in NOUNS and before.head.i < before.i
        if tied and before.lower_ not in ("for", "by", "with"):
            return "share.noun_of", self._part(before.head)
        closed = last.i + 1 >= len(self.doc) or self.doc[last.i + 1].text in _ENDS
        if before.text in (",", "(", "—", "–") and left is not None and beside and closed:
            return "share.apposition", self._until(left)
        return None

    def _part(self, noun: Token) -> Chars:
        return (noun.lemma_.lower() in words("parts") and self._owned(noun)) or self._until(noun)

    def _by_verb(self, begin: Token, last: Token, before: Token, verb: Token) -> Found | None:
        """Find the whole by the verb: its subject, or its object before "at"; the whole of the share before."""
        lemma = verb.lemma_.lower()
        same = self._same_sentence(begin) and self.last is not None
        after = last.nbor(1) if last.i + 1 < len(self.doc) else None
        if lemma in words("change_verbs") and before.lower_ not in ("at", "to", "of"):
            return None
        taken = last.dep_ == "dobj" and lemma not in words("bearing") and verb.i > self._ended()
        if self.last is not None and same and (lemma in words("part_verbs") or before.lower_ == "for" or taken):
            return "share.part", self.last[1]  # "coal makes 70% of the power; wind provides 6%"
        won = lemma in words("winning") or (lemma in words("polling") and before.lower_ in ("on", "with"))
        if won and same and self.last is not None:
            return "share.part", self.last[1]
        if won and (vote := self.before.vote(begin)) is not None:
            return "share.won", vote
        if lemma in words("part_verbs") and (topic := self.before.topic(begin)) is not None:
            return "share.part", topic
        owed = after is not None and (after.lower_ == "for" or (after.lower_ == "on" and lemma in words("bearing")))
        if after is not None and owed and last.dep_ in ("dobj", "pobj"):
            return "share.for", self._after_of(after)  # "wanted 58% for a loan", "paying 9% on a mortgage"
        if lemma in words("bargaining") and last.dep_ in ("dobj", "conj"):
            return None  # a rise that is asked or offered
        if before.lower_ in ("at", "on"):
            thing = next((c for c in verb.rights if c.dep_ in ("dobj", "obj") and c.i < begin.i), None)
            if thing is not None:
                return "share.object", noun_phrase(thing)
        noun = subject(verb)
        if noun is None or noun.i >= begin.i:
            return "share.near", self._nearest(begin)
        if same and self.last is not None and self._holds(noun, begin):
            return "share.again", self.last[1]
        if noun.lower_ in ("it", "that") and (topic := self.before.topic(begin)) is not None:
            return "share.again", topic
        return "share.subject", self._subject(noun, verb)

    def _holds(self, noun: Token, begin: Token) -> bool:
        """Tell whether a subject is a pronoun for what the share before measures, or is that share itself."""
        assert self.last is not None
        if (
            noun.lower_ in ("it", "this", "that")
            and noun.i > self.reading.span(self.last[0].start, self.last[0].end).start
        ):
            return True
        return any(self.last[0].start <= t.idx < self.last[0].end for t in noun.subtree)

    def _before(self, begin: Token) -> int:
        """Return the index of the word before a number and the words that bound it; -1 at the start."""
        doc = self.doc
        at = begin.i - 1
        while at >= 0 and begin.i - at < 8:
            word = doc[at].lower_
            if word in ("at", "as") and doc[at + 1].lower_ not in ("least", "most", "much", "many"):
                break
            if word in ("to", "of") and (at == 0 or doc[at - 1].lower_ not in words("leads")):
                break
            if word not in words("bounding"):
                break
            at -= 1
        return at

    def _subject(self, noun: Token, verb: Token) -> Chars | None:
        if noun.tag_ in ("WDT", "WP"):
            clause = next((t for t in [verb, *verb.ancestors] if t.dep_ == "relcl"), None)
            if clause is None:
                return self._nearest(noun)
            head = clause.head
            finite = next((t for t in [verb, *verb.lefts] if t.tag_ in ("VBZ", "VBP")), None)
            inner = head.dep_ == "pobj" and head.head.head.pos_ in NOUNS
            if finite is not None and finite.tag_ == "VBZ" and is_plural(head) and inner:
                head = head.head.head  # "interest on car loans, which is": the verb agrees with the first noun
            return noun_phrase(head)
        if noun.lower_ in words("pronouns") or noun.pos_ == "PRON":
            return self.before.of_pronoun(noun.i, plural=noun.lower_ in ("they", "these", "those"))
        return noun_phrase(noun)

    def _until(self, noun: Token) -> Chars:
        """Return the phrase that ends with ``noun``, with nouns before it that its own phrase belongs to."""
        head = noun
        for _ in range(4):
            if head.dep_ == "pobj" and head.head.head.pos_ in NOUNS and head.head.i > head.head.head.i:
                head = head.head.head
            else:
                break
        return min(noun_phrase(head)[0], noun.idx), noun.idx + len(noun)

    def _gapped(self, noun: Token) -> bool:
        """Tell whether a noun opens a clause without a verb: "and inflation at 15.1 per cent"."""
        first = noun
        while first.i > 0 and first.nbor(-1).pos_ in ("ADJ", "NOUN", "PROPN", "DET"):
            first = first.nbor(-1)
        return first.i == 0 or first.is_sent_start or first.nbor(-1).lower_ in ("and", ",", ";", "while", "with", "but")

    def _prior_on(self) -> bool:
        whole = self.last[1] if self.last is not None else None
        return whole is not None and " on " in self.reading.text[whole[0] : whole[1]]

    def _ended(self) -> int:
        """Return the token of the share before."""
        return self.reading.span(self.last[0].start, self.last[0].end).end if self.last is not None else 0

    def _same_sentence(self, begin: Token) -> bool:
        return self.last is not None and self.reading.sentence_span(self.last[0].start).end > begin.i

    def _own_subject(self, begin: Token, last: Token) -> Found | None:
        """Return what a percentage is of that is itself the subject: "54 per cent thought"."""
        again = self.last is not None and begin.idx - self.last[0].end < 400
        if self.last is not None and self._same_sentence(begin) and self._of_many(self.last[1]):
            return "share.again", self.last[1]  # "61% of Poles support it; 30% do not"
        if (persons := self.before.population(begin)) is not None:
            return None if _is_ordinal(begin, last) else ("share.population", persons)
        if self.last is not None and again:
            return "share.again", self.last[1]
        return "share.near", self._nearest(begin)

    def _of_many(self, whole: Chars | None) -> bool:
        """Tell whether a whole is many things or persons."""
        return whole is not None and is_plural(self.reading.span(*whole).root)

    def _nearest(self, token: Token) -> Chars | None:
        """Return the nearest noun phrase to the left in the sentence."""
        start = self.reading.sentence_span(token.idx).start
        noun = next((t for t in reversed(self.doc[start : token.i]) if t.pos_ in NOUNS and not is_time(t)), None)
        return self._until(noun) if noun is not None else None

    def _trim(self, chars: Chars) -> Chars | None:
        """Leave off leading determiners and possessives."""
        start, end = chars
        if end <= start:
            return None
        for token in self.reading.span(start, end):
            if token.lower_ == "those" and any(c.dep_ in ("acl", "relcl") for c in token.rights):
                break
            if token.lower_ not in words("leading") or token.idx + len(token) >= end:
                break
            start = token.idx + len(token) + len(token.whitespace_)
        return (start, end) if start < end else None


def _is_ordinal(begin: Token, last: Token) -> bool:
    """Tell whether "a third" is one person more: "two climbers fell, and a third is missing"."""
    verb = next((t for t in last.ancestors if is_verb(t)), last)
    one = any(t.tag_ == "VBZ" or t.lower_ == "was" for t in (verb, *verb.lefts))
    return begin.lower_ == "a" and last.lower_ == "third" and one
