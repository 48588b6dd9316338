"""Times of what was done before the news: a deed that somebody answers for, a cause, an opening participle."""

from __future__ import annotations

from datetime import timedelta

from spacy.tokens import Token

from eventx.analysis.reach import verb_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.syntax.labels import AUXILIARIES, PRESENT, has_right
from eventx.syntax.phrases import governing_verb, is_time

_DEED = 24  # tokens from what leads to a deed to its time
_LATELY = timedelta(days=7)  # what is older is no day of a verdict that is news


def is_of_former_deed(analysis: Analysis, time: Time, token: Token, verb: Token | None, alone: bool) -> bool:
    """Tell whether a time that is long over is that of an earlier deed, told beside the one at ``token``.

    What somebody *has done* has no day of its own; ``alone`` is what a word tells without a number.
    """
    published, ended = analysis.article.published_on, time.end_date or "9"
    if published is None or ended >= published.isoformat():
        return False
    cause = _cause_before(analysis, time, token) if alone else None
    if cause is not None and verb is not None and _is_perfect(verb):
        return True
    if ended >= (published - _LATELY).isoformat():
        return False
    caused = cause is not None and (_is_one_deed(cause) or has_right(cause, "acl"))
    return caused or _is_of_charge(analysis, time, token) or _is_of_opening(analysis, time, verb)


def _is_perfect(verb: Token) -> bool:
    """Tell whether a verb tells what somebody has done by now: "*has resigned*", "*have been* suspended"."""
    return any(c.dep_ in AUXILIARIES and c.lemma_ == "have" and c.tag_ in PRESENT for c in verb.lefts)


def _cause_before(analysis: Analysis, time: Time, token: Token) -> Token | None:
    """Return the cause behind what is told that a time stands behind: "resigned over a *blast* in April"."""
    words, leads = analysis.span(time.start, time.end), lexicon("comparison")
    for lead in reversed(words.doc[max(token.i + 1, words.start - _DEED) : words.start]):
        if lead.lower_ in leads.causing or (lead.dep_ == "prep" and lead.nbor(-1).lower_ in leads.grounding):
            told = (c for c in lead.rights if c.dep_ in ("pobj", "pcomp") and lead.i < c.i < words.start)
            return next((c for c in told if c.pos_ != "ADP" and not is_time(c)), None)
    return None


def _is_of_opening(analysis: Analysis, time: Time, verb: Token | None) -> bool:
    """Tell whether a time is that of who does it, not of what is done: "*founded in 2011*, Lorne has raised $4".

    What a participle tells with "by" whom is why it was done: "hit by a strike in May, output fell".
    """
    own = verb_of(analysis.span(time.start, time.end).root)
    if verb is None or own is None or own.head != verb or own.i > verb.i or (own.tag_, own.dep_) != ("VBN", "advcl"):
        return False
    return all(c.dep_ not in (*AUXILIARIES, "mark", "agent") and c.lower_ != "by" for c in own.children)


def _is_of_charge(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether a time is that of a deed somebody answers for: "was jailed for killing a man *in 2019*".

    The deed is told with what it was done to, or as one: "convicted of fraud in 2019" has the year of the verdict.
    """
    words, charged = analysis.span(time.start, time.end), lexicon("comparison").charged
    first = analysis.sentence_span(time.start).start
    for lead in reversed(words.doc[max(first, words.start - _DEED) : words.start]):
        deed = next((c for c in lead.rights if c.dep_ in ("pobj", "pcomp") and c.i < words.start), None)
        if deed is None or lead.lower_ not in lexicon("comparison").answering or not _is_one_deed(deed):
            continue
        over = next(
            (step for step in (lead.head, governing_verb(lead)) if step is not None and step.lemma_ in charged), None
        )
        if over is not None and over.i < lead.i:
            return token.i < deed.i  # what stands behind is of the deed itself
    return False


def _is_one_deed(deed: Token) -> bool:
    """Tell whether a deed is told as one that was done: "killing a man", "a theft", "the murder of two women"."""
    one = any(
        c.dep_ == "poss" or c.lower_ in ("a", "an") or (c.dep_ == "prep" and c.lower_ == "of") for c in deed.children
    )
    return not is_time(deed) and (deed.tag_ == "VBG" or one)
