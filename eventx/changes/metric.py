"""The metric: the noun phrase of what changes, through ellipsis, coordination, pronouns and relative clauses."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.changes.cue import Cue
from eventx.changes.group import Group
from eventx.changes.phrases import (
    NOMINAL,
    Extent,
    before,
    fit_left,
    fit_right,
    is_counted,
    is_number,
    kept,
    object_of,
    taken_off,
    top,
    whole_of,
)
from eventx.changes.pronouns import is_source, resolve, without_phrases
from eventx.changes.values import Value
from eventx.changes.verbal import ASKED
from eventx.changes.words import word_set
from eventx.counts.nouns import before_tax, changes_hands, core, counted_out, unparsed_subject
from eventx.people import is_person
from eventx.syntax import antecedent, noun_phrase, sentence_of, subject

_MODIFIERS = frozenset({"compound", "nmod", "poss", "amod", "dep"})
_MEASURES = frozenset(
    {"tonne", "ton", "barrel", "litre", "gallon", "kilogram", "kilo", "pound", "ounce", "gram", "acre", "hectare"}
    | {"cubic", "metre", "foot", "megawatt", "gigawatt"}
)
_UNITS = _MEASURES | {"bale", "bag", "sack", "unit", "box", "case", "pair", "piece"}
_EQUALS = frozenset({"represent", "mark", "mean", "constitute", "be", "reflect"})
_LOSING = frozenset({"lose", "shed", "cede", "forfeit", "surrender"})
_NEAR = 400  # characters between a rise told and one asked or offered
_UNCOUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})


def find_metric(
    cue: Cue, group: Group, sentence: Span, last: Extent | None, same: Extent | None = None
) -> Extent | None:
    """Find the characters of the metric of one telling; "tax" goes on to "profit before tax".

    Parameters are those of ``_metric``.
    """
    found = _metric(cue, group, sentence, last, same)
    noun = sentence.doc.char_span(*found) if found is not None and found[1] - found[0] == len("tax") else None
    if found is None or noun is None:
        return found
    whole = before_tax(noun[0])
    return (noun_phrase(whole)[0], found[1]) if whole is not None else found


def _metric(cue: Cue, group: Group, sentence: Span, last: Extent | None, same: Extent | None = None) -> Extent | None:
    """Find the metric of one telling.

    Parameters
    ----------
    cue, group, sentence
        The word of change, its numbers, and where they stand.
    last
        The metric told before, for pronouns and ellipsis.
    same
        The metric told before of the same verb, for objects left out ("we could cut by another 25 basis points").
    """
    if cue.word.base == ASKED:
        return last if last is not None and _bargained(cue, last) else None
    if group.metric is not None and group.metric.lower_ == "one":
        return group.metric.nbor(-1).idx, group.metric.idx + len(group.metric)  # "and the inbound one 9 per cent"
    if group.metric is not None:
        return noun_phrase(top(group.metric, sentence.start))
    if cue.kind == "verb" and (off := taken_off(cue, group)) is not None:
        return noun_phrase(off)
    if cue.kind == "noun":
        return _of_noun(cue, group, sentence, last)
    if cue.kind == "count":
        return _of_count(cue, group, sentence, last)
    if cue.kind in ("adverb", "flat") and apposed(cue, group):
        return _of_level(cue, group, sentence, last)
    return _of_verb(cue, group, sentence, last, same)


def _bargained(cue: Cue, last: Extent) -> bool:
    """Tell whether what changed shortly before is pay or the like, which one asks or offers more of."""
    span = cue.token.doc.char_span(*last, alignment_mode="expand") if cue.token.idx - last[1] < _NEAR else None
    return span is not None and any(token.lemma_.lower() in word_set("bargaining", "over") for token in span)


def _of_verb(cue: Cue, group: Group, sentence: Span, last: Extent | None, same: Extent | None = None) -> Extent | None:
    verb = cue.first if cue.kind == "adverb" else cue.token
    if cue.kind == "flat" and (held := kept(cue, sentence)) is not None:
        return resolve(held, last)
    lost = whole_of(group.amounts[0], sentence) if cue.word.base in _LOSING and group.amounts else None
    if lost is not None and lost.lower_ != "value":  # "the krona lost a third of its value"
        return noun_phrase(lost)  # "the bank lost a third of its deposits"
    if cue.word.object:
        only = not cue.word.subject
        if only and group.amounts and (whole := whole_of(group.amounts[0], sentence)) is not None:
            return noun_phrase(whole)  # "slashing 3 percent of the price"
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        moved = None if passive else object_of(cue, verb, group, sentence)
        if moved is not None:
            return fit_right(resolve(moved, last), moved, cue, group)
        if only and not passive and verb.tag_ != "VBN":
            who = subject(verb)
            if who is not None and (who.pos_ in ("PRON", "PROPN") or who.ent_type_ in ("ORG", "PERSON", "GPE")):
                return same or last
    return fit_left(_subject_of(cue, verb, group, sentence, last), cue)


def _subject_of(cue: Cue, verb: Token, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    """Return the phrase that moves: the noun of a participle, the subject, or what stands before."""
    head = verb.head
    finite = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)
    modified = verb.dep_ == "acl" and not finite and head.pos_ in NOMINAL and not is_number(head)
    if modified and head.i < verb.i and all(token.text != "," for token in sentence.doc[head.i : verb.i]):
        return noun_phrase(head)
    found = (unparsed_subject(verb) or subject(verb)) if verb.pos_ in ("VERB", "AUX") else None
    if found is None and cue.kind in ("adverb", "flat") and cue.token.head.pos_ in ("VERB", "AUX"):
        found = unparsed_subject(cue.token.head) or subject(cue.token.head)
    if found is not None and sentence.start <= found.i < verb.i and not is_number(found):
        if last is not None and any(child.tag_ == "POS" for child in found.rights):
            return without_phrases(sentence.doc, last)  # "Chad's fell 3%"
        noun = antecedent(found)
        return noun_phrase(noun) if noun is not None else resolve(found, last)
    start = min((value.lead for value in group.amounts if value.reach == cue.token.i), default=verb.i)
    return before(sentence.doc[min(start, verb.i)], sentence, last)


def _of_noun(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    token = cue.token
    for child in token.rights:
        held = (
            next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ in ("in", "of", "for") else None
        )
        if held is not None and _can_change(held) and not is_counted(held, group):
            return fit_right(noun_phrase(held), held, cue, group)
    if (named := _compound(token, sentence)) is not None:
        return named
    if apposed(cue, group):
        if last is not None and sentence.start_char <= last[0] < token.idx:
            return last
        head = token.head
        beside = token.dep_ == "appos" and head.dep_ != "pobj" and head.lemma_.lower() not in _UNITS
        if beside and _can_change(head):
            return core(head)  # "a $71 million budget, a 4 per cent increase"
        if group.final is not None and group.final.last <= token.i:
            return _of_level(cue, group, sentence, last)
    if (held := _behind_amount(group, sentence)) is not None:
        return noun_phrase(held)
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            found = subject(head)
            if found is not None and found.i < token.i:
                lemma = head.lemma_.lower()
                tells = is_source(found) and lemma not in _EQUALS
                asked = tells or is_person(found) or lemma in word_set("words", "asking")
                return last if asked else resolve(antecedent(found) or found, last)
            break
    edge = token.left_edge.i
    return before(sentence.doc[edge], sentence, last) if edge > sentence.start else last


def _behind_amount(group: Group, sentence: Span) -> Token | None:
    """Return the noun behind amount and counted noun: "a build of 3.4 million barrels in gasoline stocks"."""
    if not group.amounts:
        return None
    start = group.amounts[-1].last
    for token in sentence.doc[start : min(start + 4, sentence.end)]:
        if token.lower_ == "in":
            return next((c for c in token.children if c.dep_ == "pobj" and _can_change(c)), None)
    return None


def _can_change(noun: Token) -> bool:
    return noun.pos_ in NOMINAL and not is_number(noun) and noun.ent_type_ not in _UNCOUNTED


def _compound(token: Token, sentence: Span) -> Extent | None:
    """Return the nouns before a noun of change ("6 per cent *pay* rise", "the *krona's* rise")."""
    doc = sentence.doc
    near = doc[max(sentence.start, token.i - 4) : token.i]
    comma = next((t.i for t in reversed(near) if t.text in (",", ";", ":", "(")), -1)
    inner = [t for t in near if t.i > comma and t.dep_ in _MODIFIERS and _can_change(t)]
    if not inner:
        return None
    first = inner[0].left_edge if inner[0].dep_ == "poss" else inner[0]
    return first.idx, inner[-1].idx + len(inner[-1])


def _of_count(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    after = sentence.doc[cue.token.i + 1] if cue.token.i + 1 < sentence.end else None
    start = after.idx if after is not None else 0
    if after is not None and after.pos_ == "ADJ" and after.head.pos_ in NOMINAL and after.head.i > after.i:
        after = after.head
    if after is not None and after.pos_ in NOMINAL and after.lower_ != "than":
        begin, end = noun_phrase(after)
        than = next((t.idx - 1 for t in sentence.doc[after.i + 1 : after.i + 9] if t.lower_ == "than"), end)
        return max(begin, start), min(end, than)
    for value in group.amounts:
        if value.last < value.reach and not value.money:  # "12 vessels more than a year ago"
            noun = sentence.doc[value.last]
            return noun.idx, noun.idx + len(noun)
    return _of_level(cue, group, sentence, last)


def _apposed(cue: Cue) -> bool:
    """Tell whether a comma or dash parts the cue from the level it speaks of ("stood at $4.1 billion, up 22%")."""
    first = cue.token.left_edge if cue.kind == "verb" else cue.first
    return first.i > sentence_of(cue.token).start and first.nbor(-1).text in (",", "(", "–", "—", "-", "--")


def _of_level(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    """Return what the level before is a level of: its counted noun, the noun beside it, or the subject of its verb."""
    final = group.final
    if final is None or final.last > cue.token.i:
        return _of_verb(cue, group, sentence, last)
    doc = sentence.doc
    if (whole := whole_of(final, sentence)) is not None:
        return noun_phrase(whole)
    if final.money and (stuff := counted_out(doc[final.last - 1])) is not None:
        return noun_phrase(stuff)
    bare = final.number.unit in (None, "person") and final.prep != "at"
    if bare and (counted := _counted_noun(final, cue.token)) is not None:
        return counted
    beside = doc[final.lead - 1] if final.lead > sentence.start else None
    if beside is not None and beside.lower_ in ("of", "worth", "totalling", "totaling") and beside.i > sentence.start:
        beside = beside.nbor(-1)
    if beside is not None and beside.pos_ in NOMINAL and not is_number(beside):
        begin, end = noun_phrase(top(beside, sentence.start))
        return begin, min(end, beside.idx + len(beside))
    verb = next((head for head in doc[final.first].ancestors if head.pos_ in ("VERB", "AUX")), None)
    if verb is not None and final.prep == "at":  # "puts turnout at 71%, down from 74%"
        held = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < final.first and c.pos_ in NOMINAL), None)
        if held is not None and not is_number(held) and not changes_hands(held):
            return noun_phrase(held)
    found = subject(verb) if verb is not None else None
    if found is not None and found.i < final.first:
        return resolve(antecedent(found) or found, last)
    return _of_verb(cue, group, sentence, last)


def _counted_noun(value: Value, limit: Token) -> Extent | None:
    """Return the noun that a number counts, with its modifiers ("140 people")."""
    doc = limit.doc
    first = doc[value.last] if value.last < limit.i else None
    if first is None or first.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return None
    last = first
    while last.i + 1 < limit.i and last.nbor(1).pos_ in NOMINAL:
        last = last.nbor(1)
    if last.pos_ not in NOMINAL or last.ent_type_ in ("DATE", "TIME"):
        return None
    stuffed = last.nbor(1).lower_ == "of" and last.lemma_.lower() in _UNITS
    if stuffed or last.lemma_.lower() in _MEASURES:
        stuff = counted_out(last) if stuffed else None  # "19,400 tonnes of salmon"
        return noun_phrase(stuff) if stuff is not None else None
    return first.idx, last.idx + len(last)


def apposed(cue: Cue, group: Group) -> bool:
    """Tell whether the cue stands in apposition to a clause or level told before it."""
    if cue.kind == "count":
        lead = group.amounts[0].lead
        return lead > sentence_of(cue.token).start and cue.token.doc[lead - 1].text in (",", "(", "–", "—")
    if cue.kind == "noun":
        edge = cue.token.left_edge
        return cue.token.dep_ == "appos" or (edge.i > sentence_of(cue.token).start and edge.nbor(-1).text == ",")
    if cue.kind == "adverb" and group.amounts and group.amounts[0].last <= cue.token.i <= group.amounts[0].reach:
        lead = group.amounts[0].lead  # "turnout was 74%, four points higher"
        return lead > sentence_of(cue.token).start and cue.token.doc[lead - 1].text in (",", "(", "–", "—")
    return _apposed(cue)
