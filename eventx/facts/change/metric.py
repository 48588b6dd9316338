"""The metric: the noun phrase of what changes, through ellipsis, coordination, pronouns and relative clauses."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.analysis.reach import phrase_after
from eventx.facts.change.amounts import taken_from
from eventx.facts.change.counted import is_paid, is_part, made_from, of_count, of_listed, of_off, of_payment
from eventx.facts.change.cues import ASKED
from eventx.facts.change.levels import can_change, counted_end, is_plural_noun, is_seat, measured_noun, part_of
from eventx.facts.change.objects import before_next, fitted, moved_object
from eventx.facts.change.reference import is_bargained, moved_before, resolve, whole_told
from eventx.facts.change.roles import Frame
from eventx.facts.change.signs import is_ticker
from eventx.facts.change.standards import is_foreseen
from eventx.facts.change.steady import is_no_change
from eventx.facts.change.subjects import (
    in_row,
    is_fronted,
    is_number,
    is_people,
    is_place,
    is_report_of,
    marked_by,
    measured_by,
    risen_with,
    subject_token,
    whole_subject,
    whose_move,
)  # fmt: skip
from eventx.facts.change.values import Clause
from eventx.facts.change.vocabulary import nouns
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import core, is_hyphened
from eventx.syntax.labels import NOUNS, has_child, has_left, has_right
from eventx.syntax.nominals import top_noun
from eventx.syntax.phrases import (
    antecedent,
    follows,
    governing_verb,
    has_subject,
    is_time,
    noun_phrase,
    subject,
    whole_phrase,
)  # fmt: skip
from eventx.syntax.tense import is_report, sees_ahead
from eventx.syntax.tokens import ASIDE, word_before

_TIES = frozenset({"or", "i.e.", "but", "still", "and"})
_OWNING = frozenset({"'s", "’s", "'", "’"})
_SIGNED = 2  # tokens from a level to the per cent in the bracket behind it


def find_metric(frame: Frame, clause: Clause, last: Chars | None, same: Chars | None = None) -> Chars | None:
    """Find the characters of what changes.

    Parameters
    ----------
    frame : Frame
        A cue and its numbers.
    clause : Clause
        Where they stand.
    last : (start, end) or None
        The metric told before, for pronouns and ellipsis.
    same : (start, end) or None
        The metric told before of the same verb, for objects left out ("we could cut by another 25 basis points").
    """
    cue = frame.cue
    if cue.word.base == ASKED:
        return last if is_bargained(cue, last) else None
    if frame.metric is not None:
        return frame.metric
    if cue.kind == "noun":
        return _of_noun(frame, clause, last)
    if cue.kind == "signed":
        if any(cue.token.i - _SIGNED <= value.last <= cue.token.i for value in clause.values):
            return _nearest(cue.token.i - 1, clause, last)  # "sales rose to €4bn (+2%)"
        before = reversed(clause.span.doc[clause.span.start : cue.token.i])
        name = next((token for token in before if token.pos_ in NOUNS and not is_ticker(token)), None)
        return noun_phrase(name) if name is not None else None
    if cue.kind == "flat" and (still := is_no_change(cue.token)) is not None:
        return noun_phrase(still)
    if cue.kind == "flat" and cue.token.dep_ == "amod" and cue.token.head.i > cue.token.i:
        return core(cue.token.head)  # "an unchanged dividend"
    beside = cue.token.nbor(-1) if cue.kind == "adverb" and cue.token.i else None
    if beside is not None and is_plural_noun(beside):
        return beside.left_edge.idx, beside.idx + len(beside)
    if beside is not None and (listed := in_row(beside, clause)) is not None:
        return listed
    if (own := of_off(cue) or of_listed(cue)) is not None:
        return own
    if cue.kind == "count" and (counted := of_count(cue, clause)) is not None:
        return counted
    apart = cue.kind == "count" or is_set_off(frame)
    level = _of_level(frame, clause, last) if apart else None
    if cue.kind == "count" and (bought := of_payment(frame, clause)) is not None:
        return bought
    sums = [value for value in (*frame.amounts[-1:], frame.final) if value is not None]
    if level is None and apart and any(is_paid(value, clause) for value in sums):
        return None
    return level or _of_verb(frame, clause, last, same)


def _of_level(frame: Frame, clause: Clause, last: Chars | None) -> Chars | None:
    """Return what the level before a cue set off is a level of: the noun beside it, or the subject of its verb."""
    final, cue = frame.final, frame.cue
    if cue.kind == "verb" or final is None or final.last > cue.token.i:
        return None
    if (whole := whole_told(final, last, clause)) is not None:
        return whole
    verb = governing_verb(clause.span.doc[final.first])
    held = subject(verb) if verb is not None else None
    if verb is not None and held is not None and held.i < final.first and is_part(held, verb, final, clause):
        return resolve(held, last)
    topped = final.prep in ("of", "at") and clause.span.doc[final.lead - 2].lemma_ in lexicon("topic").figures
    if not topped and (found := measured_noun(final, cue.token.i, clause)) is not None:
        return found  # but "*sales* set a record of 5 contracts"
    if final.prep == "with" and last is not None and last[0] >= clause.span.start_char:
        return last  # "sales were $7 million, up 3%, with $4 million made in Chad, up 2%"
    if verb is None or held is None or held.i >= final.first:
        return None
    if (made := made_from(final, held, verb)) is not None:
        return made
    if is_paid(final, clause):
        return None
    return last if held.ent_type_ == "DATE" else resolve(held, last)  # "June brought in $3 million, down 4%"


def is_set_off(frame: Frame) -> bool:
    """Tell whether a comma or dash parts the cue from what it speaks of ("stood at $4.1 billion, up 22%")."""
    cue = frame.cue
    first = cue.token.left_edge if cue.kind in ("noun", "verb") else cue.first
    start = min([first.i, *(value.lead for value in frame.amounts)])  # "turnout was 74%, four points higher"
    ties = _TIES if cue.kind == "count" else ("but", "and")
    while start > 1 and first.doc[start - 1].lower_ in ties:
        start -= 1  # "48,000 workers, or 12 percent more", "up 3% from May, but down from 9"
    return start > 0 and first.doc[start - 1].text in ASIDE


def _of_verb(frame: Frame, clause: Clause, last: Chars | None, same: Chars | None = None) -> Chars | None:
    """Return the object of a verb that moves it, else its subject."""
    cue = frame.cue
    verb = cue.first if cue.kind == "adverb" else cue.token
    lost = frame.amounts[0] if frame.amounts and cue.word.base in lexicon("change").losing else None
    if lost is not None and (whole := part_of(lost, cue.token.i, clause)) is not None:
        return whole  # "lost a third of its deposits"
    if frame.amounts and (held := taken_from(cue, frame.amounts[0], clause)) is not None:
        return before_next(whole_phrase(held), clause)  # "shaved $3 million off its value"
    at = cue.token.lower_ == "off"  # "12% off its highs"
    if cue.word.object and not at and not has_child(verb, "auxpass", "nsubjpass"):
        moved = moved_object(frame, verb, clause)
        if moved is not None:
            return fitted(resolve(moved, last), moved, frame)
        seen = verb.tag_ == "VBN" and has_subject(verb) and all(c.lemma_ != "have" for c in verb.lefts)
        if not (cue.word.subject or seen) and subject(verb) is not None:  # but "will see *spending* cut by 5%"
            return same
    found = _subject(frame, verb, clause, last)
    if found is None or not found[0] < cue.first.idx < found[1]:
        return found
    before = cue.first.nbor(-1)
    return found[0], max(found[0], before.idx + len(before))  # a phrase that runs into the cue


def _subject(frame: Frame, verb: Token, clause: Clause, last: Chars | None) -> Chars | None:
    """Return the phrase that moves: the noun of a participle, the subject, or what stands before."""
    head = verb.head
    if verb.dep_ == "acl" and not has_subject(verb) and head.i < verb.i and verb.nbor(-1).text != ",":
        whole = top_noun(head)  # "saw *prices for tea* raised", and "the *gap between the two* narrowed", misread
        seen = whole.dep_ == "dobj" and whole.head.lemma_ == "see"
        main = whole.dep_ == "ROOT" or seen or follows(whole.left_edge, "with")
        return noun_phrase(whole if main else head)
    token, found = frame.cue.token, subject_token(frame.cue.token, verb)
    if found is not None and clause.span.start <= found.i < token.i and not is_number(found):
        told = risen_with(found.head, token)
        return told or whole_subject(found, verb, resolve(measured_by(found), last))
    if found is not None and is_fronted(verb, found):
        return resolve(found, last)
    start = min((value.lead for value in frame.amounts if value.last <= token.i), default=verb.i)
    return _nearest(min(start, verb.i), clause, last)


def _nearest(index: int, clause: Clause, last: Chars | None) -> Chars | None:
    """Return the noun phrase nearest before a token, where the parser shows no subject (headlines, lists)."""
    doc, i = clause.span.doc, index - 1
    measured = {i for value in clause.values for i in range(value.first, value.reach)}
    while i >= clause.span.start:
        token = doc[i]
        if token.text == ",":
            i = clause.opening(token)
        elif token.pos_ in NOUNS and not (is_time(token) or is_seat(token)) and i not in measured:
            token = whose_move(token, doc[index]) or token
            start, end = noun_phrase(top_noun(token))
            said = next((t for t in doc[i + 1 : index] if t.pos_ == "VERB" and t.is_ancestor(doc[index])), doc[index])
            return start, min(max(end, token.idx + len(token)), said.idx)
        elif token.pos_ in ("CCONJ", "SCONJ", "PRON"):
            break
        i -= 1
    return last


def _of_noun(frame: Frame, clause: Clause, last: Chars | None) -> Chars | None:
    """Return what a noun of change is of: "a fall of 3% in *sales*", "a 6% *pay* rise", "*sales* saw a 3% rise"."""
    token, named = frame.cue.token, _premodifiers(frame, clause)
    owned = has_left(token, "poss")  # "the firm's 4% fall in *sales*"
    given = ("to",) if frame.cue.word.base in lexicon("direction").nouns.given else ()  # "a $6m cut *to* the grant"
    if named is not None and not (owned and _complement(frame, ("in", *given)) is not None):
        return named
    paid = token.lemma_.lower() in lexicon("direction").nouns.paid  # "a 4% raise for nurses" is theirs
    held = _complement(frame, ("in",) if paid else ("in", "of", "for", "to"))
    if held is not None:
        return fitted(noun_phrase(held), held, frame)
    if is_set_off(frame):
        head = token.head
        told = can_change(head) and head.lemma_.lower() not in lexicon("change").measures  # "9 *tonnes*, a 2% rise"
        if token.dep_ == "appos" and head.dep_ not in ("pobj", "npadvmod") and told:
            return core(head)[0], counted_end(head, token.i)  # "a $71 million budget, a 4 per cent increase"
        if (level := _of_level(frame, clause, last)) is not None:
            return level
    return _of_governor(frame, clause, last)


def _of_governor(frame: Frame, clause: Clause, last: Chars | None) -> Chars | None:
    """Return what a noun of change is of by its verb: the subject, unless that asks for it, gets it or is a time."""
    token, terms = frame.cue.token, lexicon("change")
    verb = governing_verb(phrase_after(token) or token)
    found = subject(verb) if verb is not None else None
    aside = verb is not None and verb.dep_ == "advcl" and is_report(verb.head)  # "rose, he said, *beating* a 2% rise"
    asks = aside or (verb is not None and (verb.lemma_.lower() in terms.asking or sees_ahead(verb)))
    moves = found is not None and found.lemma_.lower() in lexicon("persons").happenings  # "*arrivals* saw a 3% rise"
    asks = asks or (found is not None and ((is_people(found) and not moves) or found.ent_type_ == "DATE"))
    alone = asks or found == token or token.lemma_.lower() in lexicon("direction").nouns.paid
    if alone and token.lemma_.lower() in terms.themselves:  # "forecast growth of 3%"
        start, end = core(token)
        return max([start, *(value.number.end + 1 for value in frame.amounts if value.last <= token.i)]), end
    if found == token and any(c.lower_ == "the" for c in token.lefts):
        return last  # "the 7% cut works out to 3,000 jobs"
    if verb is None or found is None or found.i >= token.i:
        here = last is not None and last[0] >= clause.span.start_char
        again = (here and phrase_after(token) is not None) or (last is not None and is_foreseen(token))
        return last if again else _nearest(token.left_edge.i, clause, last)  # "gold is off 2%, after a 1% jump"
    if (told := risen_with(verb, token)) is not None:
        return told
    found = marked_by(verb) or found
    asks = asks or (last is not None and (antecedent(found) or found).lower_ in nouns())  # "the fall, which followed"
    if is_report_of(found):
        return moved_before(token, last)
    asks = asks or (last is not None and is_place(found) and verb.lemma_ in terms.seeing)
    if asks:
        return last
    whole = resolve(measured_by(found), last)
    return whole_subject(found, verb, whole) if has_right(found, "conj") else whole  # "*rents and fuel* saw a 3% rise"


def _complement(frame: Frame, ties: tuple[str, ...]) -> Token | None:
    """Return what a noun of change is tied to: "a fall of 3% in sales", by the noun or by its amount."""
    token = frame.cue.token
    amount = token.doc[frame.amounts[-1].last - 1] if frame.amounts else token
    behind = [c for t in (amount, amount.head) if token.is_ancestor(t) for c in t.rights]
    if frame.final is not None and token.i < frame.final.last < len(token.doc) - 1:
        behind += token.doc[frame.final.last : frame.final.last + 2]  # "a fall of 3%, to $9, *in* sales"
    if frame.amounts and frame.amounts[0].prep == "of":
        tie = token.doc[frame.amounts[0].reach : frame.amounts[0].reach + 1]
        gauged = (c.lemma_.lower() in lexicon("change").gauges for t in tie for c in t.children)
        if frame.cue.word.base in lexicon("direction").nouns.surging or any(gauged):
            behind += tie  # "saw a spike of 40 *in* thefts", "told of a fall of 17 *in* the number of rigs"
    level = frame.final.governor(token.doc) if frame.final is not None else -1  # "a rise | to a record of 5%"
    near = (tie for tie in (*token.rights, *behind) if tie.lower_ in ties and tie.i != level)
    held = (c for tie in near for c in tie.children if c.dep_ == "pobj")
    counted, venues = {i for v in frame.values for i in range(v.first, v.last + 1)}, lexicon("change").venues
    fitting = (n for n in held if can_change(n) and not (is_time(n) or is_seat(n)) and n.i not in counted)
    levels, towns = lexicon("change").extents, lexicon("toponyms").settled  # "a rise to a *record*"
    fitting = (n for n in fitting if n.head.lower_ != "to" or n.lemma_.lower() not in levels)
    fitting = (n for n in fitting if n.head.lower_ != "in" or n.lower_ not in towns)  # "job growth in the *town*"
    return next((n for n in fitting if n.lemma_.lower() not in venues), None)


def _premodifiers(frame: Frame, clause: Clause) -> Chars | None:
    """Return the nouns before a noun of change ("6 per cent *pay* rise", "the *krona's* 3% rise")."""
    inner: list[Token] = []
    token, own = frame.cue.token, {i for value in frame.amounts for i in range(value.first, value.last)}
    told = {i for value in clause.values for i in range(value.first, value.last)}
    before, terms = max((i for i in own if i < token.i), default=0), lexicon("change")
    for near in reversed(token.doc[max(clause.span.start, token.i - 4 - len(own)) : frame.cue.first.i]):
        joined = near.lower_ in terms.measures and follows(near, "-")  # "a 2 million-*barrel* rise"
        timed = is_hyphened(near) or "on" in (near.nbor().lower_, word_before(near).lower_)
        dated = timed and (is_time(near) or near.lower_ in terms.to_date)  # "a *year-on-year* rise"
        joined = joined or (dated and not inner)
        if (near.i in own and not inner) or near.lower_ in terms.any_of("points", "sizing") or joined:
            continue
        if near.text in (",", ";", ":", "(") or near.i in told:
            break
        if can_change(near) and token.is_ancestor(near) and (near.nbor(1).lower_ in _OWNING or near.i > before):
            inner.append(near)
    if not inner:
        return None
    first = inner[-1].left_edge if inner[-1].dep_ == "poss" else inner[-1]
    return first.idx, inner[0].idx + len(inner[0])
