"""The subject of a change: through causing verbs, copulas, small clauses, coordination and relative clauses."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from eventx.facts.change.levels import can_change, with_relative
from eventx.facts.change.values import Clause
from eventx.facts.change.vocabulary import nouns
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.names.spans import is_country
from eventx.mentions.nouns import is_hyphen
from eventx.mentions.persons import is_of_people
from eventx.syntax.arguments import objects_of, subject_of
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, PAST, VERBAL, first_right, has_left
from eventx.syntax.phrases import (
    antecedent,
    coordinates,
    follows,
    governed,
    governing_verb,
    is_time,
    is_time_phrase,
    noun_phrase,
    object_before,
    own_subject,
    subject,
)  # fmt: skip

_ASIDE = frozenset({"(", "–", "—", "-", "--", ";", ":"})


def subject_token(token: Token, verb: Token) -> Token | None:
    """Return the subject of a cue, or of its verb."""
    found = _subject_told(token, verb)
    return whose_move(found, token) if found is not None and found.i < token.i else found


def whose_move(noun: Token, cue: Token) -> Token | None:
    """Return whose gain or loss the object of a verb is, else the noun: "*tin* pared gains to end higher"."""
    between = noun.doc[noun.i + 1 : cue.i]
    apart = between.text.startswith(",")  # "posted a *loss*, down 3%"
    moved = noun.dep_ == "dobj" and noun.lower_ in nouns() and any(t.pos_ in VERBAL for t in between)
    return subject(noun.head) if moved and not apart else noun


def _subject_told(token: Token, verb: Token) -> Token | None:
    """Read "left *it* unchanged", "saw *sales* contract", "*prices* are up"."""
    terms = lexicon("change")
    kept = token.dep_ in ("advcl", "prep") and token.head.lemma_ in terms.flat.keeping  # "left *it* 4% below 2019"
    kept = kept and not has_left(token, *NOUN_SUBJECTS)  # but "kept its outlook for *sales* to rise 4%"
    if (token.dep_ == "oprd" or kept) and (held := object_before(token.head, token)) is not None:
        return held
    joined = [c for c in token.lefts if c.dep_ == "compound"]  # "saw its *majority* cut to 5"
    named = NOUNS if token.dep_ == "conj" and token.head.pos_ in VERBAL else ("NOUN",)  # "*Alba* dip by 3"
    lone = joined[0] if len(joined) == 1 and joined[0].pos_ in named else None
    own = accompanying(token) or _nominal_subject(token) or lone or _apposed(token)
    if own is not None:
        return own
    above = governing_verb(verb) if verb.dep_ in ("amod", "acl") else None
    if above is not None and verb.dep_ == "amod" and verb.pos_ == "VERB":
        return subject(above)  # "shares have since | slid 15 percent"
    found = _of_clause(token, verb)
    if found is None and above is not None and verb.tag_ == "VBG":
        return subject(above)  # "shares turned on its first call as a company, *falling* 2%"
    return found


def shared_head(token: Token, verb: Token, tie: Token) -> Chars | None:
    """Return what those share that a preposition tells apart: "*rents* in Alba rose 5% and *in* Lorne 3%"."""
    held = subject_token(token, verb)
    ties = [c for c in held.rights if c.dep_ == "prep"] if held is not None else []
    apart = follows(tie, "that", "those")  # "prices at the gate rose 6% and *those* in shops 5%"
    own = next((c for c in ties if c.lower_ == tie.lower_), ties[0] if ties and apart else None)
    if held is None or own is None:
        return None
    return noun_phrase(held)[0], own.nbor(-1).idx + len(own.nbor(-1))


def _nominal_subject(token: Token) -> Token | None:
    own = own_subject(token)
    return own if own is not None and own.dep_ == "nsubj" else None


def _apposed(token: Token) -> Token | None:
    """Return the noun that tells again what was told, and how much more it is: ", a *gap* $2 wider than in May"."""
    beside = (c for c in token.lefts if c.dep_ == "npadvmod" and c.i + 1 < token.i and can_change(c))
    return next((c for c in beside if c.left_edge.tag_ == "DT" or follows(c.left_edge, "a", "the")), None)


def accompanying(token: Token) -> Token | None:
    """Return the noun of a phrase set off: "fell, with *banks* all down 2%", ", with *tin* leading, rising 4%".

    That right before an adverb needs no comma: "ended the year with *sales* down 4%".
    """
    adverb = token.pos_ == "ADV" or (token.lower_ in lexicon("change").particles and token.dep_ in ("advmod", "prt"))
    aside = adverb or (token.tag_ == "VBG" and token.dep_ == "advcl")
    tied = (c for c in token.head.rights if c.lower_ == "with" and c.i < token.i) if aside else ()
    beside = next((c for c in tied if c.nbor(-1).text == "," or (adverb and c.right_edge.i == token.i - 1)), None)
    if beside is None or adverb:
        return governed(beside) if beside is not None else None
    held = first_right(beside, "pobj", "pcomp") or beside
    return subject(held) if held.tag_ == "VBG" else held if any(c.tag_ == "VBG" for c in held.rights) else None


def in_row(noun: Token, clause: Clause) -> Chars | None:
    """Return a noun with its name that an adverb tells of in a row: "with banks up 5% and *Halden Corp.* down 6%"."""
    first = noun
    while first.i and first.nbor(-1).pos_ in NOUNS and not (is_time(first.nbor(-1)) or is_number(first.nbor(-1))):
        first = first.nbor(-1)
    tie = first.i - 1
    listed = noun.pos_ in NOUNS and tie > 0 and noun.doc[tie].lower_ in ("and", ",")
    tie -= listed and noun.doc[tie - 1].text == ","
    row = listed and any(value.reach == tie for value in clause.values)
    return (first.idx, noun.idx + len(noun)) if row else None


def _of_clause(token: Token, verb: Token) -> Token | None:
    """Return the subject of the nearest verb that has one; a time is none: "*shares* ended the day 1% lower"."""
    copula = token.head.head if token.head.dep_ == "attr" else token.head  # "was last trading 4% higher"
    clausal = (at for at in (verb, token.head, copula) if at.pos_ in VERBAL)
    found = next((s for at in clausal if (s := subject_of(at)) is not None), None)
    return subject(verb.head) if found is not None and is_time(found) else found


def whole_subject(noun: Token, verb: Token, chars: Chars | None) -> Chars | None:
    """Take in what belongs to a subject up to its verb: "*bonds and the dollar* were flat", "*debt at Alba* rose"."""
    if chars is None or not chars[0] <= noun.idx < chars[1]:
        return chars
    if (comma := _modified_to(noun, verb)) is not None:
        return chars[0], comma.idx
    last = next((t for t in reversed(list(coordinates(noun))) if t.i < verb.i and can_change(t)), noun)
    if (name := _name_of(last)) is not None and name.i < verb.i:
        return chars[0], name.idx + len(name)  # "the steelmaker *Halden Corp.* fell"
    chars = chars[0], with_relative(noun, chars[1], verb.i)
    aside = any(t.text in _ASIDE and not is_hyphen(t) for t in noun.doc[noun.i : last.i])
    end = chars[1] if aside or last == noun else max(chars[1], noun_phrase(last)[1])
    for token in noun.doc[last.i + 1 : verb.i]:
        if token.idx < end:
            continue
        if token.tag_ == "POS" and token.idx == end:
            end = _possessed(token)
            continue
        related = any(c.tag_ == "WDT" for c in token.rights)  # "the rate | at which it hires"
        if token.dep_ != "prep" or token.right_edge.i >= verb.i or is_time_phrase(token) or related:
            break
        end = token.right_edge.idx + len(token.right_edge)
    return chars[0], end


def _name_of(noun: Token) -> Token | None:
    """Return the name right behind a noun or its complement: "shares in the steelmaker *Halden Corp.* fell"."""
    names = (c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next((c for c in names if c.left_edge.i == noun.i + 1 or c.left_edge.nbor(-1).pos_ in NOUNS), None)


def _possessed(mark: Token) -> int:
    """Return where a possessor's phrase ends, which the parser cuts: "Alba and Kestrel*'s own fund*", "Kestrel*'s*"."""
    run = takewhile(lambda t: t.pos_ in (*NOUNS, "ADJ"), mark.doc[mark.i + 1 :])
    last = next(reversed(list(run)), mark)
    return last.idx + len(last)


def _modified_to(noun: Token, verb: Token) -> Token | None:
    """Return the comma to which a participle read as the verb runs: "*bonds rated in the lowest tier*, have gained"."""
    first = verb.head if verb.dep_ == "conj" else verb
    if noun.head != first or first == verb or noun.i > first.i or first.tag_ not in PAST:
        return None
    if follows(first, ","):  # "its *debt*, put at $9 million in May, has fallen"
        return first.nbor(-1)
    between = noun.doc[first.i : verb.i]
    return None if any(t.dep_ == "cc" for t in between) else next((t for t in between if t.text == ","), None)


def is_fronted(verb: Token, found: Token) -> bool:
    """Tell whether words stand before the clause whose subject they share: "*After falling 2%*, prices rose"."""
    between = verb.doc[verb.i : found.i]
    first = verb.pos_ == "ADV" or any(c.lower_ == "having" for c in verb.lefts)  # "*Up 2%*, prices"
    loose = verb.tag_ == "VBG" or (first and bool(verb.left_edge.is_sent_start))
    return loose and any(t.text == "," for t in between) and found.pos_ in NOUNS


def measured_by(noun: Token) -> Token:
    """Return what a number is the level of, where "which" stands for it: "*turnover* came to $3m, which is 4% less"."""
    number = antecedent(noun)
    verb = governing_verb(number) if number is not None and (is_number(number) or is_time(number)) else None
    return (subject(verb) or noun) if verb is not None else noun


def risen_with(verb: Token, cue: Token) -> Chars | None:
    """Return what rose by an object told before a cue: "Chad saw its biggest rise *in rents*, up 5%", "*rent* rise"."""
    rise = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < cue.i), None)
    if rise is None or rise.lower_ not in nouns():
        return None
    tied = (t for tie in rise.rights if tie.lower_ == "in" and (t := governed(tie)) is not None)
    if (held := next((t for t in tied if can_change(t) and not is_place(t)), None)) is not None:
        return noun_phrase(held)
    before = [c for c in rise.lefts if c.dep_ == "compound" and can_change(c) and not is_time(c)]
    return (before[0].left_edge.idx, before[-1].idx + len(before[-1])) if before else None


def marked_by(verb: Token) -> Token | None:
    """Return what a participle says has changed: "recorded a *profit* of $9, *representing* an increase of 2%"."""
    if verb.dep_ != "advcl" or verb.lemma_.lower() not in lexicon("clause").equating:
        return None
    return next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i and can_change(c)), None)


def is_place(noun: Token) -> bool:
    """Tell whether a noun is a name of a place, or a word for one: "*Chad* saw a rise", "the *county* saw a rise"."""
    return noun.ent_type_ in ("GPE", "LOC") or is_country(noun.text) or noun.lower_ in lexicon("toponyms").settled


def is_report_of(noun: Token) -> bool:
    """Tell whether a noun tells of others: "the latest *data* from the bank", but "sales *data*" are of sales."""
    own = any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in noun.lefts)
    return noun.lower_ in lexicon("change").telling and not own


def is_number(token: Token) -> bool:
    """Tell whether a token is part of an amount."""
    return token.ent_type_ in ("PERCENT", "MONEY", "CARDINAL")


def is_people(noun: Token) -> bool:
    """Tell whether a noun or a number is of people: "*analysts* called for a cut", "*two* of the members"."""
    return is_of_people(noun) or (noun.like_num and any(map(is_of_people, objects_of(noun, "of"))))
