"""Levels: the persons whose number a bare number gives: "the workforce shrank by 300", "the figure is 85"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.headcount.action import compared
from eventx.lexicons import lexicon
from eventx.mentions.claims import Claims
from eventx.mentions.persons import NOUNS, is_person, is_plural, singular
from eventx.mentions.reading import Reading
from eventx.mentions.tally import Tally
from eventx.syntax.government import Government
from eventx.syntax.phrases import antecedent, subject

Chars = tuple[int, int]


class Levels:
    """Finds the persons that a bare number is the level of.

    Parameters
    ----------
    reading : Reading
        The article.
    diseased : bool
        Whether it tells of a disease, so that cases are persons.
    """

    def __init__(self, reading: Reading, claims: Claims, diseased: bool) -> None:
        self.reading, self.claims = reading, claims
        self.diseased = diseased

    def of(self, item: Tally, government: Government) -> Chars | None:
        """Return the persons whose level a bare number is: "the number of people rose to 14,500"."""
        noun = self._measured(item, government)
        found = self.people_of(noun) if noun is not None else None
        if found is not None:
            return found
        metric = self.claims.topic(item.number)
        if metric is not None and not compared(item.begin):
            found = self.people_of(self.reading.span(*metric).root)
        return found if found is not None else self._beside(item)

    def figure(self, item: Tally, government: Government) -> bool:
        """Tell whether a bare number is a figure that is said of persons before: "the figure is 85"."""
        noun = self._measured(item, government)
        if noun is None and item.last.dep_ == "pobj" and item.last.head.lower_ in ("of", "at"):
            noun = item.last.head.head  # "the figure of 2,700"
        if noun is None or singular(noun) not in lexicon("headcount").figures | lexicon("headcount").number_of:
            return False
        return not any(child.lower_ == "of" and child.i < item.begin.i - 1 for child in noun.rights)

    def _measured(self, item: Tally, government: Government) -> Token | None:
        """Return the noun that a verb says a number of: its subject, or the object before "by", "to" or "at"."""
        verb = government.verb
        above = item.last.head if item.last.dep_ == "pobj" else None
        if above is not None and above.lower_ in ("by", "to", "from", "at") and above.head.pos_ == "VERB":
            noun = next((c for c in above.head.rights if c.dep_ == "dobj" and c.i < item.begin.i), None)
            if (
                noun is not None
                and singular(noun)
                in lexicon("headcount").tallies | lexicon("headcount").number_of | lexicon("headcount").figures
            ):
                return noun  # "cut its workforce by 2,000 to 18,500"
        verb = verb if verb is not None else _level(item.last)
        if verb is None or verb.i > item.begin.i:
            return None
        levels = (
            lexicon("headcount").no_action
            | lexicon("headcount").reaching
            | lexicon("government").copulas
            | lexicon("government").half_copulas
        )
        if verb.lemma_ in levels or self.claims.reads(item.number):
            noun = subject(verb)
            noun = noun if noun is None else antecedent(noun) or noun
            return noun if noun is not None and noun.i < item.begin.i else None
        return None

    def _beside(self, item: Tally) -> Chars | None:
        """Return the persons right before a number: "Chinese arrivals, at 640,000", "a toll of 27"."""
        doc = self.reading.doc
        at = item.begin.i - 1
        while at > 0 and item.begin.i - at < 5 and doc[at].dep_ in ("advmod", "quantmod") and not doc[at].is_punct:
            at -= 1
        if at < 1 or doc[at].lower_ not in ("at", "to", "of", "by"):
            return None
        noun = doc[at - 1]
        if noun.text == "," and at > 1 and doc[at].lower_ != "by":
            return self.people_of(doc[at - 2]) if doc[at - 2].pos_ in NOUNS else None
        return self.people_of(noun) if noun.lower_ in ("toll", "headcount", "workforce") else None

    def people_of(self, noun: Token) -> Chars | None:
        """Return the persons in a subject: "number of people", "death toll", "Chinese arrivals", "battalion"."""
        name = singular(noun)
        if name in lexicon("headcount").number_of:
            if any(c.dep_ == "compound" and is_person(c, self.diseased) for c in noun.lefts):
                return self.plain(noun)  # "visitor numbers"
            for prep in noun.rights:
                if prep.lower_ == "of":
                    inner = next((child for child in prep.rights if child.dep_ == "pobj"), None)
                    return self.plain(inner) if inner is not None and is_person(inner, self.diseased) else None
            return None
        persons = is_person(noun, self.diseased) and is_plural(noun)
        return (
            self.plain(noun) if persons or name in lexicon("headcount").tallies | lexicon("headcount").units else None
        )

    def plain(self, noun: Token) -> Chars:
        """Return the characters of a noun with its adjectives and nouns, without determiners."""
        first = noun
        while first.i > 0 and not first.is_sent_start:
            before = first.nbor(-1)
            inside = before.dep_ in ("amod", "compound", "nmod") and before.head.i <= noun.i
            if not inside or (before.pos_ not in ("ADJ", *NOUNS) and before.tag_ not in ("VBN", "VBG")):
                break
            first = before
        return first.idx, noun.idx + len(noun)


def _level(token: Token) -> Token | None:
    """Return the copula over a number behind an adjective: "the figure is close to 40,000", "was up from 27,500"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "from"):
        return None
    word = token.head.head
    told = word.dep_ in ("acomp", "advmod", "prep") and word.pos_ in ("ADJ", "ADV", "ADP")
    return word.head if told and word.head.lemma_ == "be" else None
