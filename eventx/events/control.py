"""Control: who does what a verb or noun tells that has no subject of its own."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import logical_arguments
from eventx.syntax.nominals import governing, planner_of

_MEANS = frozenset({"with", "through", "via"})
_PURPOSE = frozenset({"advcl", "xcomp", "ccomp", "acl", "relcl"})


def lent_by(verb: Token | None) -> tuple[list[Token], list[Token]]:
    """Return who does what a verb or its object tells, and to whom: "is due to complete its purchase"."""
    if verb is None:
        return [], []
    above = hiring(verb) or verb  # who is hired for it does nothing of his own
    return logical_arguments(above)[0] or doers_above(above), logical_arguments(verb)[1]


def hiring(verb: Token) -> Token | None:
    """Return the verb by which somebody is hired to do what is another's: "*hired* a bank to sell its mill"."""
    words, above = lexicon("telling"), _purpose_of(verb)
    done = (t for c in verb.rights for t in (c, *c.rights) if c.dep_ == "dobj" or c.lower_ in ("on", "for"))
    deals = not words.dealing.isdisjoint(t.lemma_.lower() for t in (verb, *done))
    return above if above is not None and deals and above.lemma_.lower() in words.hiring else None


def _purpose_of(verb: Token) -> Token | None:
    """Return the verb for whose purpose one in the infinitive is done: "*raised* $5 to help fund the purchase"."""
    verb = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "help" else verb
    above = verb.head if verb.head.pos_ == "VERB" else governing(verb.head)
    return above if verb.tag_ == "VB" and verb.dep_ in _PURPOSE else None


def _funders(noun: Token) -> list[Token]:
    """Return who raises money for or from what a noun tells, gains or loses by it, or hires somebody for it."""
    words, tie = lexicon("telling"), noun.head
    verb = tie.head if noun.dep_ == "pobj" else tie
    lemma, above = verb.lemma_.lower(), _purpose_of(verb)
    funds = {lemma, f"{lemma}_{tie.lower_}"} & words.funding and above and above.lemma_.lower() in words.raising
    if tie.lower_ in ("from", "on", "through"):
        made = {lemma, *(c.lemma_ for c in verb.rights if c.dep_ == "dobj")}
        funds = made & words.any_of("gains", *(("raising",) if tie.lower_ != "on" else ()))  # no "raised doubts on"
        above = (verb if verb.pos_ == "VERB" else governing(verb)) if funds else above
    return lent_by(above)[0] if funds or hiring(verb) else []


def tellers(noun: Token) -> list[Token]:
    """Return who does by what the clause tells: "in a lawsuit filed on Monday, Kappa said", "ended May with a sale".

    What a verb takes "with" is its own right behind it, and where it sets two beside each other: "compared it with".
    """
    tie, over = noun.head, noun.head.head
    if noun.dep_ == "pobj" and over.lemma_.lower() in lexicon("telling").talking:
        return [c for c in over.lefts if c.dep_ == "poss"]  # "Kappa's talks with Lorne over a merger"
    said = tie.lower_ == "in" and over.lemma_.lower() in lexicon("government").speaking
    own = over.i + 1 == tie.i or over.lemma_.lower() in lexicon("telling").comparing
    means = tie.lower_ in _MEANS and over.pos_ in ("VERB", "AUX") and not own
    return lent_by(over)[0] if noun.dep_ == "pobj" and (said or means) else _funders(noun)


def doers_above(verb: Token) -> list[Token]:
    """Return who does what a verb without a subject tells, by what it hangs on: "plans to buy", "is due to hold"."""
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB":
        return planner_of(verb)
    above = verb.head
    if verb.dep_ == "xcomp" and above.lower_ in lexicon("telling").any_of("sure", "feeling"):
        return logical_arguments(above.head)[0]
    struck = (c.lemma_.lower() for c in above.rights if c.dep_ == "dobj")  # "struck a deal to buy"
    agreed = (verb.dep_, verb.tag_) == ("advcl", "VB") and not lexicon("telling").bearing.isdisjoint(struck)
    return logical_arguments(above)[0] if agreed else []
