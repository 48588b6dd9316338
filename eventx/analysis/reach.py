"""Which times of a sentence reach a fact: by clause, coordination, phrases set off and verbs of reporting."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.syntax.arguments import tells_level
from eventx.syntax.clauses import is_condition
from eventx.syntax.labels import FINITE, NOUNS, VERBAL
from eventx.syntax.participles import is_answered
from eventx.syntax.phrases import ancestors, follows, has_subject, helped, is_time, is_verb, modified
from eventx.syntax.tense import is_report, told_by, verb_before
from eventx.syntax.tokens import ASIDE
from eventx.text.section import holding, starting

BREAKS = frozenset({";", "while", "whereas", "\n\n"})
"""Where a clause of equal rank begins."""
_NEAR = 600  # characters; keeps a sentence without end linear
_INNER = frozenset({"relcl", "acl", "pcomp", "csubj"})
_DAY = re.compile(
    r"day\b|\bto(?:day|night)|\b(?:this|that|same|last)\b|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
SHORT = re.compile(r"\d{4}-(?:W\d|\d\d-\d)")
"""A week or a day."""
_LONG = re.compile(r"-[QH]|/")  # a quarter, a half or a span of years


def around(analysis: Analysis, sentence: Span, token: Token, bases: bool = False) -> tuple[list[Time], list[Time]]:
    """Return the times of the anchor's clause that follow it, nearest first, and those before it that reach it."""
    verb, later = told_by(verb_of(token), token), phrase_after(token) or _clause_after(token)
    wanted = ("DATE", "TIME", "SET", "DURATION") if bases else ("DATE", "TIME")
    after: list[Time] = []
    before: list[Time] = []
    begin, end = max(sentence.start_char, token.idx - _NEAR), min(sentence.end_char, token.idx + _NEAR)
    for time in starting(analysis.times, begin, end):
        if (time.timex_type not in wanted and not time.start_date) or is_clock(analysis.text, time):
            continue  # but the first nine months have their days
        word = analysis.span(time.start, time.end)[0]
        own = _clause_verb(analysis, word)
        announced = _is_announced(time, own) or (own != verb and is_report(own))
        if (announced and not _is_told(analysis, time, own, token)) or _is_elsewhere(time, word, own, token):
            continue
        if word.i < token.i:
            if _leads_to(verb, own, word) and (bases or later is None or later.i < word.i):
                before.insert(0, time)
        elif own == verb and _is_led_to(token, later, verb, word):
            break
        elif own is not None and _is_subordinate(own, token, word):
            continue
        elif (
            _moves_between(token, word)
            or (before and _is_of_next(analysis, time, word))
            or (_is_told_apart(before, after, bases) and _is_of_joined(analysis, word, token))
        ):
            break
        elif (own == verb and not is_report(verb)) or not (_joined(own, verb) or is_parted(token, word, verb)):
            after.append(time)
    return after, before


def _is_elsewhere(time: Time, word: Token, own: Token | None, token: Token) -> bool:
    """Tell whether a time is set off, says whose a report is or stands in brackets of another clause."""
    return _is_apart(time, word, token) or _is_attributing(word) or _is_inserted(own, token)


def _is_told_apart(before: list[Time], after: list[Time], bases: bool) -> bool:
    """Tell whether what is counted has a time already, which may have no days: "2 million *in the month*".

    A basis told last is that of all, but for one of a day: "fell 2% *on Monday* and 9% from a year ago".
    """
    if bases:
        return any(t.start_date and t.start_date == t.end_date for t in after)
    return bool(before) or any(not time.start_date and not time.end_date for time in after)


def _moves_between(token: Token, word: Token) -> bool:
    """Tell whether another change stands before a time: "rose 12% to 41 million, on sales of 61 million, *up*"."""
    return any(t.lower_ in ("up", "down") and t.nbor(-1).text == "," for t in token.doc[token.i + 1 : word.i])


def _is_led_to(token: Token, later: Token | None, verb: Token | None, word: Token) -> bool:
    """Tell whether a time is of the clause that a phrase of a token opens: "after a 2% rise, sales *fell* in June"."""
    opens = later is not None and later.lower_ != "despite"
    return opens and verb is not None and token.i < verb.i < word.i


def _leads_to(verb: Token | None, own: Token | None, word: Token) -> bool:
    """Tell whether a time of a verb's own is that of another behind it, too."""
    within = _is_outside(word, verb) or (own != verb and _is_of_object(word, own))
    return _reaches(own, verb) and not within


def verb_of(token: Token) -> Token | None:
    """Return the verb that governs a token, itself included."""
    return next((head for head in ancestors(token) if is_verb(head) and head.lower_ != "compared"), None)


def own_verb(analysis: Analysis, word: Token) -> Token | None:
    """Return the verb that governs a time; one within a time is none: "the year *ended* May 31"."""
    verb = verb_of(word)
    return verb_of(verb.head) if verb is not None and holding(analysis.times, verb.idx) is not None else verb


def _clause_verb(analysis: Analysis, word: Token) -> Token | None:
    """Return the verb of the clause that a time is told in: one of reporting right before it, else its governor."""
    just = verb_before(word)
    if is_report(just) and not is_attributive(word):
        return just
    own = told_by(own_verb(analysis, word), word)
    speaks = own is not None and own.dep_ == "advcl" and own.lower_ in lexicon("time").speaking and is_report(own.head)
    return own.head if own is not None and speaks else own  # "*speaking* on Monday, he said"


def is_attributive(word: Token) -> bool:
    """Tell whether a time stands before the noun that it dates: "said *first-quarter* profit rose"."""
    top = modified(word)
    return top.pos_ in NOUNS and not is_time(top)


def phrase_after(token: Token) -> Token | None:
    """Return the preposition of a phrase of what was before: "fell 3% in May, after a 2% rise"."""
    for step in ancestors(token):
        if step.dep_ == "prep" and step.lower_ in lexicon("comparison").following:
            return step
        if step.pos_ in VERBAL and step.dep_ != "pcomp":
            return None
    return None


def _clause_after(token: Token) -> Token | None:
    """Return the "after" of a clause of what was before: "rose on Monday *after* it cut its forecast by 3%"."""
    marks = (c for step in ancestors(token) if step.head.i < step.i for c in step.lefts if c.dep_ == "mark")
    return next((c for c in marks if c.lower_ in lexicon("comparison").following and c.lower_ != "since"), None)


def _is_outside(word: Token, verb: Token | None) -> bool:
    """Tell whether a time is not that of a clause that says which noun is meant: "voted on Friday on a plan *that*"."""
    clause = next((step for step in ancestors(verb) if step.dep_ == "relcl"), None) if verb is not None else None
    if clause is None or clause.head.dep_ == "attr" or is_time(clause.head):
        return False
    noun = clause.head
    said = clause.left_edge.i > noun.i > word.i and clause.left_edge.nbor(-1).text not in ASIDE
    return said and not noun.is_ancestor(word)


def _is_of_object(word: Token, verb: Token | None) -> bool:
    """Tell whether a time is within the object of its verb: "pared their decline for this year, while prices rose"."""
    for step in ancestors(word):
        if step == verb or step.dep_ == "dobj":
            return step != verb and step.head == verb and step.head.tag_ == "VBG"
    return False


def is_parted(first: Token, last: Token, verb: Token | None) -> bool:
    """Tell whether another clause begins between two tokens; those behind "than" up to a comma are none."""
    compared = False
    for token in first.doc[first.i + 1 : last.i]:
        if token.text in BREAKS:
            return True
        stood = token.lower_ == "where" and token.nbor(-1).pos_ in ("ADP", "ADV")  # "5% below *where* they stood"
        stood |= token.lower_ == "what" and follows(token, *lexicon("comparison").plain)  # "double *what* they were"
        compared = stood or token.lower_ in ("than", "since", "compared") or (compared and token.text != ",")
        goes_on = token.pos_ == "VERB" and token.dep_ == "conj"
        own = helped(token)
        again = goes_on and token.head == verb  # "has cut 300 jobs since then and *said* on Thursday"
        if tells_level(own) or (compared and not again):
            continue
        beside = token.tag_ == "VBG" and own.dep_ in ("acl", "advcl") and follows(token, ",")  # ", *having* gained"
        own_clause = has_subject(token) or token.head.lower_ == "before"  # "fell *before* recovering in May"
        beside = beside or (token.dep_ == "pcomp" and own_clause)  # "rose 4%, with exports *jumping* in May"
        if goes_on or beside or (token.tag_ in FINITE and own != verb):
            return True
    return False


def is_since(verb: Token) -> bool:
    """Tell whether a clause says since when: "since the row began in May, the index has dropped"."""
    past = any(c.tag_ == "VBD" for c in (verb, *verb.lefts))
    return past and any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.lefts)


def is_clock(text: str, time: Time) -> bool:
    """Tell whether a time is one of the clock alone, which names no day: "at 9:30 a.m.", "overnight"."""
    return time.timex_type == "TIME" and _DAY.search(text, time.start, time.end) is None


def _is_attributing(word: Token) -> bool:
    """Tell whether a time is that of a source: "according to a May study"."""
    source = next((step for step in ancestors(word) if step.lower_ == "according"), None)
    return source is not None and all(token.text != "," for token in word.doc[source.i : word.i])


def _is_apart(time: Time, word: Token, token: Token) -> bool:
    """Tell whether a time belongs to a phrase of its own: "the rate, 6.8% in August, could", "if not paid by May"."""
    above = {head.i for head in ancestors(token)}
    for step in ancestors(word):
        if step.i in above:
            return False
        if step.dep_ == "prep" and step.lower_ in lexicon("comparison").following:
            return token.i < step.i and not any(time.start <= t.idx < time.end for t in step.rights)
        if step.pos_ in VERBAL and step.dep_ != "pcomp":
            due = time.relation == "by" and is_condition(step)
            return due or (time.relation != "since" and is_since(step))
        if step.dep_ == "appos":
            edge = step.left_edge.i
            return edge > 0 and step.idx < time.start and step.doc[edge - 1].text in ASIDE
    return False


def _is_inserted(verb: Token | None, token: Token) -> bool:
    """Tell whether a verb stands in brackets that a token is not in: "(it *fell* last week) comes off a 4% gain"."""
    if verb is None or verb == token:
        return False
    marks = [t.text for t in token.doc[min(verb.i, token.i) : max(verb.i, token.i)] if t.text in ("(", ")")]
    return marks.count(")") > marks.count("(") if verb.i < token.i else marks.count("(") > marks.count(")")


def _is_subordinate(verb: Token, token: Token, word: Token) -> bool:
    """Tell whether a time stands before its verb in a clause behind a token: "rose 4% as sales *in June* fell"."""
    marks = (c for c in verb.lefts if c.dep_ == "mark" or c.tag_ == "WRB")
    return word.i < verb.i and any(token.i < mark.i < word.i for mark in marks)


def _joined(own: Token | None, verb: Token | None) -> bool:
    """Tell whether a time belongs to a later clause, joined to that of ``verb``: "rose to 5 and *now* exceeds 6"."""
    while own is not None and own.dep_ == "conj":
        own = own.head
        if own == verb:
            return True
    return False


def _is_told(analysis: Analysis, time: Time, verb: Token | None, token: Token) -> bool:
    """Tell whether a time under a verb of reporting is of what it tells: one ahead, or a long one at the end of it."""
    published = analysis.article.published_on
    ahead = published is not None and (time.end_date or "") > published.isoformat()
    last = verb is not None and verb.i < token.i and time.start > token.idx
    return ahead or (last and _LONG.search(time.timex or "") is not None)


def _is_announced(time: Time, verb: Token | None) -> bool:
    """Tell whether a time is the day or week on which figures came: "*yesterday* reported a rise of 3%".

    Shares may post a gain of a day, but no firm a profit.
    """
    short = _LONG.search(time.timex or "") is None and SHORT.search(time.timex or "") is not None
    if not short or verb is None:
        return False
    told = (t for c in verb.rights if c.dep_ == "dobj" for t in c.subtree)
    posted = verb.lemma_ in lexicon("comparison").posting and any(t.lower_ in lexicon("time").accounts for t in told)
    return posted or (verb.lemma_ in lexicon("comparison").announcing and is_report(verb))


def _is_of_next(analysis: Analysis, time: Time, word: Token) -> bool:
    """Tell whether a time begins what is told next: "in 2024 exports rose 4% and *in 2025* by 8%"."""
    behind = analysis.span(time.start, time.end)[-1].i + 1
    near = word.doc[behind : behind + 2]
    joined = word.i > 1 and word.nbor(-1).pos_ == "ADP" and word.nbor(-2).pos_ == "CCONJ"
    return joined and any(t.like_num for t in near)


def _is_of_joined(analysis: Analysis, word: Token, token: Token) -> bool:
    """Tell whether a time is that of a number joined to another: "in May it sold 41, off 6%, and 90 *in June*"."""
    number = holding(analysis.numbers, token.idx)
    others = word.doc[analysis.span(number.start, number.end)[-1].i + 1 : word.i] if number is not None else ()
    ties = [t.i for t in others if t.pos_ == "CCONJ"]
    return bool(ties) and any(t.i > ties[0] and holding(analysis.numbers, t.idx) is not None for t in others)


def _reaches(earlier: Token | None, verb: Token | None) -> bool:
    """Tell whether the time of an earlier clause also holds for the clause of ``verb``."""
    if earlier is None or verb is None or earlier == verb:
        return True
    deed = any(head.dep_ == "pcomp" and is_answered(head.head) for head in ancestors(verb))
    if deed or any(c.lower_ == "since" and c.dep_ == "advmod" for c in verb.lefts):
        return False  # "on Friday jailed him for killing two", "and has since risen"
    above = {head.i for head in ancestors(verb)}
    for head in ancestors(earlier):
        if head.i in above or (head.dep_ in _INNER and not _is_of_subject(head, verb)):
            return head.i in above
    return True


def _is_of_subject(participle: Token, verb: Token) -> bool:
    """Tell whether a participle says which subject a verb has: "orders *received* in May stood at 500"."""
    noun = participle.head
    return participle.dep_ == "acl" and noun.head == verb and noun.i < verb.i and participle.nbor(-1).text != ","
