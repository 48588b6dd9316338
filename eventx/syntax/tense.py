"""The tense that holds at a character, from the parse where there is one: it decides which Thursday is meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.normalize.calendar import names
from eventx.normalize.date import guess_tense
from eventx.normalize.timex import Tense
from eventx.syntax.labels import AUXILIARIES, NOUN_SUBJECTS, PATIENTS, PRESENT, VERBAL, has_child, has_left, has_right
from eventx.syntax.phrases import ancestors, governing_verb, is_verb, subject
from eventx.syntax.tokens import values

_LEADS = {"on", "in", "late", "early", "at", "earlier", "later"}
_MODALS = {"will", "shall", "'ll", "’ll", "wo", "may", "might", "could", "would", "should", "must", "can", "ca"}
_BE = {"is", "are", "be", "been", "was", "were", "'s", "'re", "’s", "’re"}
_WHEN = {"when", "once", "until", "after", "before", "if", "as"}
_NOW = {"is", "are", "'re", "'m"}
_PERFECT = {"has", "have", "'s", "’s", "'ve", "’ve"}
_PARTS = 5  # words of "until the end of" and the like
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp")


def is_report(verb: Token | None) -> bool:
    """Tell whether a verb tells what somebody says or a report shows."""
    if verb is None or (lemma := verb.lemma_.lower()) not in lexicon("time").reporting:
        return False
    if lemma in lexicon("time").publishing and not _is_published(verb):
        return False  # "released 40 prisoners on Monday"
    held = {child.dep_ for child in verb.children} if lemma in lexicon("time").doing else set()
    return "dobj" not in held or "ccomp" in held


def _is_published(verb: Token) -> bool:
    """Tell whether what is released tells something: data, a report; no hostages and no film."""
    things = [c for c in verb.children if c.dep_ in PATIENTS]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        things.append(verb.head)
    told = has_child(verb, "ccomp")
    records = lexicon("names").data | lexicon("time").published
    return told or not things or any(thing.lower_ in records for thing in things)


def is_foreseen(verb: Token) -> bool:
    """Tell whether what is seen is still to come: "is *seen* falling 4%", "*seen* at 3%"; no "was seen leaving"."""
    moving = lexicon("modality").forecast.seen_moving
    present = all(c.tag_ in PRESENT for c in verb.lefts if c.dep_ in AUXILIARIES)
    told = verb.lemma_ == "see" and verb.tag_ == "VBN" and present
    falls = (c for c in verb.rights if c.tag_ == "VBG" and c.lemma_.lower() in moving)
    levels = (level for c in verb.rights if c.lower_ == "at" for level in c.rights)
    return told and (any(falls) or any(level.like_num or has_left(level, "nummod") for level in levels))


def is_managed(cue: Token) -> bool:
    """Tell whether an adjective says that what was possible was done: "was *able* to flee", no "is able to flee"."""
    helped = {c.lower_ for c in cue.head.lefts if c.dep_ in AUXILIARIES}
    past = cue.head.tag_ == "VBD" or (cue.head.tag_ == "VBN" and helped <= _PERFECT | {"had"})
    past = past and cue.head.left_edge.lower_ != "had"  # "had it been able to flee, it would have"
    return past and cue.lower_ in lexicon("modality").hypothetical.managing


def is_backshifted(verb: Token) -> bool:
    """Tell whether a verb's "would" is the "will" of what somebody said, on no terms: "said it would cut 600 jobs"."""
    path, told, words = [verb], verb, lexicon("time")
    while told.dep_ == "conj" or (told.tag_ == "VB" and told.dep_ in ("xcomp", "advcl")):
        if told.dep_ != "conj" and told.head.lemma_.lower() not in words.aspects:
            break  # "would struggle to sell it", but "would start to sell it"
        path.append(told := told.head)
    helped = [c.lower_ for v in path for c in v.lefts if c.dep_ in AUXILIARIES]
    if told.dep_ != "ccomp" or told.head.tag_ not in ("VBD", "VBN", "VBG") or not is_report(told.head):
        return False
    if "would" not in helped or "have" in helped:
        return False
    quoted = any(t.is_quote for t in verb.doc[max(told.left_edge.i - 1, 0) : told.i])
    beside = ({t.lower_ for t in c.lefts} for v in path for c in v.children if c.dep_ == "advcl" and c.tag_ != "VBG")
    return not quoted and not any(opening.isdisjoint(words.joints - words.terms) for opening in beside)


def told_by(verb: Token | None, token: Token) -> Token | None:
    """Return the verb that holds for a token: set off beside a verb of reporting, that of what it tells.

    "Sales rose to 3 million, it said on Monday, up 12%": it is the sales that are up.
    """
    if verb is None or not is_report(verb):
        return verb
    if token.i > verb.i and all(t.text != "," for t in verb.doc[verb.i : token.i]):
        return verb
    if verb.head.i < token.i < verb.i and is_verb(verb.head):
        return verb.head
    return next((c for c in verb.lefts if c.dep_ == "ccomp" and is_verb(c)), verb)


def verb_before(token: Token) -> Token | None:
    """Return the verb that a time stands right behind: "said on Tuesday", "said late Tuesday"."""
    at = token.i - 1
    while at >= 0 and token.i - at < 4 and token.doc[at].lower_ in _LEADS:
        at -= 1
    return token.doc[at] if at >= 0 and token.doc[at].pos_ == "VERB" else None


def tense_of(doc: Doc) -> Callable[[int], Tense | None]:
    """Return a function that tells the tense at a character of ``doc``."""
    if not doc.has_annotation("DEP") or not doc.has_annotation("TAG"):
        text = doc.text
        return lambda at: guess_tense(text, at)
    starts, tags = values(doc, "IDX"), {doc.vocab.strings[tag] for tag in set(values(doc, "TAG"))}
    if not any(tag.startswith("VB") or tag == "MD" for tag in tags):
        return lambda at: "future"  # nothing is told as past

    def ask(at: int) -> Tense | None:
        token = doc[bisect_right(starts, at) - 1]
        if (verb := verb_before(token)) is not None and verb.tag_ == "VBD" and is_report(verb):
            return "past"
        if token.lower_ in names("weekdays") and _is_settled(token):
            return "past"
        if _is_put_off(token) or _is_set_for(token):
            return "future"
        return _clause_tense(token)

    return ask


def _is_settled(day: Token) -> bool:
    """Tell whether something was settled on a day: "agreed to buy it on Monday", but not "agreed to meet on Monday"."""
    verb = next((head for head in ancestors(day) if is_verb(head)), None)
    if verb is None or verb.dep_ != "xcomp" or verb.lemma_.lower() in lexicon("time").timetable:
        return False
    while verb.head.dep_ == "xcomp":
        verb = verb.head  # "warned it to *stop* interfering on Monday"
    return verb.head.tag_ == "VBD" and verb.head.lemma_.lower() in lexicon("time").settling


def _is_put_off(token: Token) -> bool:
    """Tell whether something was put off from or to a time: "delayed the vote *until May*", "was moved *to Monday*"."""
    at = token.i - 1
    while at > 0 and token.i - at < _PARTS and token.doc[at].lower_ in lexicon("time").edges:
        at -= 1  # "until *the end of* September"
    lead = token.doc[at].lower_ if at >= 0 else ""
    if lead not in lexicon("time").any_of("put_off_to", "lasting_to"):
        return False
    verb = next((head for head in ancestors(token) if is_verb(head)), None)
    if verb is None or verb.i > token.i:
        return False
    put_off = lead in lexicon("time").put_off_to and verb.lemma_.lower() in lexicon("time").putting_off
    return put_off or _lasts_to(token, lead, verb)


def _lasts_to(token: Token, lead: str, verb: Token) -> bool:
    """Tell whether a time ends what still lasts: "has suspended the ferry *until Sunday*", "is shut *until May*"."""
    if lead not in lexicon("time").lasting_to:
        return False
    words, lemma = lexicon("time"), verb.lemma_.lower()
    helped = {c.lower_ for c in verb.lefts if c.dep_ in AUXILIARIES}
    present = (verb.tag_ in PRESENT and not helped) or not helped.isdisjoint(_NOW | _PERFECT)
    if lead not in words.put_off_to:
        present = present and lemma in words.timetable  # "runs through Monday", but "is up 5% through Friday"
    left = any(c.dep_ == "conj" and c.tag_ in ("VBD", "VBN") and c.i > token.i for c in verb.rights)  # "and then freed"
    return present or (lemma in words.stopping and not left)


def _is_set_for(token: Token) -> bool:
    """Tell whether a verb of fixing has what is told by its month as its object: "cut the *October* price by $1"."""
    noun, verb = token.head, token.head.head
    if token.lower_ not in names("months") or token.i > noun.i or noun.dep_ != "dobj":
        return False
    return verb.i < token.i and is_verb(verb) and verb.lemma_.lower() in lexicon("time").setting


def _clause_tense(token: Token) -> Tense | None:
    for head in ancestors(token):
        if is_verb(head):
            return "future" if _is_planned_for(token, head) else verb_tense(head)
        if head.lower_ in lexicon("time").future:
            return "future"
        of_noun = head.lower_ in lexicon("time").prospects and head != token.head  # but "beats Q2 expectations"
        if of_noun and token.lower_ not in names("weekdays"):
            return "future"
        if head.dep_ == "appos":
            return None  # the rate, 6.8% in August, could climb
    return None


def _is_planned_for(token: Token, verb: Token) -> bool:
    """Tell whether what is planned for a time is the object of a verb: "kept its forecast of 2% *for this year*"."""
    tie = next((head for head in ancestors(token) if head.dep_ == "prep"), None)
    if tie is None or tie.lower_ != "for" or tie.head != verb or verb.i > tie.i:
        return False
    if all(c not in (token, token.head) for c in tie.rights):
        return False  # "cut its forecast for a second time this year"
    return any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon("modality").forecast.nouns for c in verb.rights)


def verb_tense(verb: Token) -> Tense | None:
    """Return the tense of a clause's verb: future with a modal or a plan, past otherwise where it is one."""
    if _is_of_plan(verb):
        return "future"
    for _ in range(6):
        words = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
        found = _auxiliary_tense(verb, words)
        found = _finite_tense(verb, words) if found is None and "to" not in words else found
        if found is not None:
            return found
        head = verb.head
        along = verb.dep_ == "pcomp" and head.lower_ == "with"  # "will weaken, *with* sales *rising* 4% this year"
        if verb.tag_ == "VBG" and (along or verb.dep_ in ("acl", "prep")):
            head = governing_verb(head if along else verb) or head  # "to $3 from $2 in the year *starting* May 1"
        if any(t.text == ";" for t in verb.doc[min(verb.i, head.i) : max(verb.i, head.i)]):
            return None  # another sentence's
        if "to" in words and head.i == verb.i and subject(verb) is not None:
            return "future"  # a title's: "Airline to open base in August"
        done = head.lemma_.lower() in lexicon("time").actual or _is_outcome(verb)
        if "to" in words and verb.dep_ in _CLAUSES and not done:
            if verb.dep_ != "advcl" or head.lemma_.lower() in lexicon("time").future:
                return "future"
        elif verb.tag_ in PRESENT or head.i == verb.i or head.pos_ not in VERBAL:
            return "past" if verb.tag_ == "VBN" else None
        verb = head
    return None


def _is_outcome(verb: Token) -> bool:
    """Tell whether an infinitive tells where what moved ended: "tumbled 812 points *to close* at 72,114"."""
    moved = verb.head.tag_ == "VBD" and any(c.dep_ == "npadvmod" and has_left(c, "nummod") for c in verb.head.rights)
    return moved and any(c.lower_ == "at" and any(level.like_num for level in c.rights) for c in verb.rights)


def _is_of_plan(verb: Token) -> bool:
    """Tell whether a clause of the present says when something will be: "will go when the ship *is done* in May"."""
    if verb.dep_ != "advcl" or verb.head == verb or not any(c.lower_ in _WHEN for c in verb.lefts):
        return False
    helped = {c.lower_ for c in verb.lefts if c.dep_ in AUXILIARIES}
    present = bool(helped & _NOW) or (verb.tag_ in PRESENT and not helped and not _lacks_s(verb))
    return (
        present
        and _auxiliary_tense(verb.head, {c.lower_ for c in verb.head.lefts if c.dep_ in AUXILIARIES}) == "future"
    )


def _auxiliary_tense(verb: Token, words: set[str]) -> Tense | None:
    """Return the tense that a verb's auxiliaries tell by themselves; None where its own form does."""
    if "did" in words or {"to", "have"} <= words:
        return "past"  # "is forecast to have slowed"
    if not words & _MODALS:
        return None
    told = verb.dep_ == "ccomp" and any(child.lower_ == "had" for child in verb.head.children)
    return "past" if "have" in words or (told and "would" in words) else "future"


def _lacks_s(verb: Token) -> bool:
    """Tell whether what is tagged as present tells of one thing without its -s: "the strike *cost* 9 million"."""
    return verb.tag_ == "VBP" and any(
        c.dep_ in NOUN_SUBJECTS and c.tag_ == "NN" and not has_right(c, "conj") for c in verb.lefts
    )


def _finite_tense(verb: Token, words: set[str]) -> Tense | None:
    """Return the tense of a verb by its own form, its auxiliaries and the plan that it tells of; None where open."""
    plans = verb.lemma_.lower() in lexicon("time").future or is_foreseen(verb)
    due = verb.lemma_ == "be" and any(
        child.lower_ in lexicon("time").future and child.dep_ in ("acomp", "advmod", "attr", "prep", "oprd")
        for child in verb.children
    )
    if due or (plans and verb.tag_ == "VBN" and words & _BE):
        return "future"  # "is due on Monday", "was expected to close in May"
    if verb.tag_ == "VBG":
        return "future" if words & _NOW else "past" if words else None
    if plans and verb.tag_ == "VBN" and verb.dep_ == "acl" and not words:
        return "future"  # "a walkout planned for Friday"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and words) or _lacks_s(verb):
        return "past"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT":
        return "future"  # an imperative
    return "future" if verb.tag_ in PRESENT and (plans or verb.lemma_.lower() in lexicon("time").timetable) else None


def sees_ahead(verb: Token) -> bool:
    """Tell whether a verb in the present tells what somebody expects: "*sees* growth of 3%", no "saw growth"."""
    return verb.lemma_ in lexicon("modality").forecast.present and verb.tag_ in ("VBZ", "VBP")
