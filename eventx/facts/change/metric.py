"""The metric: the noun phrase of what changes, through ellipsis, coordination, pronouns and relative clauses."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.facts.change.cue import Cue, following, previous
from eventx.facts.change.group import Group
from eventx.facts.change.phrases import (
    Extent,
    before,
    fit_left,
    fit_right,
    is_counted,
    is_number,
    kept,
    object_of,
    top,
    whole_of,
)
from eventx.facts.change.pronouns import is_source, resolve, without_phrases
from eventx.facts.change.values import Value
from eventx.facts.change.verbal import ASKED
from eventx.facts.change.words import word_set
from eventx.mentions.nouns import before_tax, changes_hands, core, counted_out, unparsed_subject
from eventx.mentions.persons import NOUNS, is_person
from eventx.syntax.phrases import antecedent, is_time, noun_phrase, subject

_MODIFIERS = frozenset({"compound", "nmod", "poss", "amod", "dep"})
_NEAR = 400  # characters between a rise told and one asked or offered
_UNCOUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})


def find_metric(
    cue: Cue, group: Group, sentence: Span, last: Extent | None, same: Extent | None = None
) -> Extent | None:
    """Find the characters of the metric of one telling; "tax" goes on to "profit before tax".

    Parameters are those of ``_metric``.
    """
    told = _metric(cue, group, sentence, last, same)
    found = _numbered(told, cue) if told is not None and told[0] < told[1] else None
    noun = sentence.doc.char_span(*found) if found is not None and found[1] - found[0] == len("tax") else None
    if found is None or noun is None:
        return found
    whole = before_tax(noun[0])
    return (noun_phrase(whole)[0], found[1]) if whole is not None else found


def _numbered(extent: Extent, cue: Cue) -> Extent:
    """Take in the number of a name before its verb: "the S&P 500 gained"."""
    span = cue.token.doc.char_span(*extent)
    if span is None or span[-1].pos_ != "PROPN" or not span.end + 1 <= cue.first.i:
        return extent
    number, verb = span.doc[span.end], span.doc[span.end + 1]
    named = number.text.isdigit() and number.ent_type_ not in ("DATE", "TIME") and verb.pos_ in ("VERB", "AUX")
    return (span.start_char, number.idx + len(number)) if named else extent


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
    if group.metric is not None:
        if group.metric[0].pos_ == "ADP":  # "sales to Chad rose 3% and to Mali 5%"
            whole = _of_verb(cue, group, sentence, last, same)
            return without_phrases(sentence.doc, whole) if whole is not None else None
        return group.metric.start_char, group.metric.end_char
    if cue.kind == "noun" or (cue.kind == "flat" and cue.word.base in word_set("flat", "still")):
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
    only = cue.word.object and not cue.word.subject
    if group.amounts and (only or cue.word.base in word_set("words", "losing")):
        whole = whole_of(group.amounts[0], sentence)
        if whole is not None and whole.lower_ != "value":  # "the krona lost a third of its value"
            return noun_phrase(whole)  # "slashing 3 percent of the price", "lost a third of its deposits"
    if cue.word.object and not any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        moved = object_of(cue, verb, group, sentence)
        if moved is not None:
            return fit_right(resolve(moved, last), moved, cue, group)
        if only and verb.tag_ != "VBN" and subject(verb) is not None:
            return same or last
    return fit_left(_subject_of(cue, verb, group, sentence, last), cue)


def _subject_of(cue: Cue, verb: Token, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    """Return the phrase that moves: the noun of a participle, the subject, or what stands before."""
    head = verb.head
    finite = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)
    parted = any(token.text == "," for token in sentence.doc[head.i : verb.i])
    if verb.dep_ == "acl" and not finite and not parted and head.i < verb.i and not is_number(head):
        return noun_phrase(head)
    found = _own_subject(verb)
    if found is None and cue.kind != "verb":
        found = _own_subject(cue.token.head)
    if found is not None and is_time(found):
        found = _own_subject(verb.head)  # "the index ended the day 1% lower"
    if found is not None and sentence.start <= found.i < verb.i and not is_number(found):
        if last is not None and any(child.tag_ == "POS" for child in found.rights):
            return without_phrases(sentence.doc, last)  # "Chad's fell 3%"
        noun = antecedent(found)
        return noun_phrase(noun) if noun is not None else resolve(found, last)
    start = min((value.lead for value in group.amounts if value.last <= cue.token.i), default=verb.i)
    return before(sentence.doc[min(start, verb.i)], sentence, last)


def _own_subject(verb: Token) -> Token | None:
    return unparsed_subject(verb) or subject(verb) if verb.pos_ in ("VERB", "AUX") else None


def _of_noun(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    token, named = cue.token, _compound(cue.token, sentence)
    ties = ("in", "of", "for") if named is None else ("in", "of")  # "a pay rise for teachers"
    amount = sentence.doc[group.amounts[-1].last - 1] if group.amounts else token
    behind = [c for t in (amount, amount.head) if token.is_ancestor(t) and t != token for c in t.rights]
    for child in (*token.rights, *behind):  # "a fall of 3% in sales", tied to the fall or to the amount
        held = next((c for c in child.children if c.dep_ == "pobj" and child.lower_ in ties), None)
        if held is not None and _can_change(held) and not is_counted(held, group):
            return fit_right(noun_phrase(held), held, cue, group)
    if named is not None:
        return named
    if apposed(cue, group):
        if last is not None and sentence.start_char <= last[0] < token.idx:
            return last
        head = token.head
        beside = (
            token.dep_ == "appos"
            and head.dep_ != "pobj"
            and head.lemma_.lower() not in word_set("words", "measures") | word_set("words", "packages")
        )
        if beside and _can_change(head):
            return core(head)  # "a $71 million budget, a 4 per cent increase"
        if group.final is not None and group.final.last <= token.i:
            return _of_level(cue, group, sentence, last)
    verb = next((head for head in token.ancestors if head.pos_ in ("VERB", "AUX") and head.dep_ != "prep"), None)
    found = subject(verb) if verb is not None else None
    if verb is not None and found is not None and found.i < token.i:
        tells = is_source(found) and verb.lemma_.lower() not in word_set("words", "equals")
        asked = tells or is_person(found) or verb.lemma_.lower() in word_set("words", "asking")
        return last if asked else resolve(antecedent(found) or found, last)
    return before(token.left_edge, sentence, last)


def _can_change(noun: Token) -> bool:
    return noun.pos_ in NOUNS and not is_number(noun) and noun.ent_type_ not in _UNCOUNTED


def _compound(token: Token, sentence: Span) -> Extent | None:
    """Return the nouns before a noun of change ("6 per cent *pay* rise", "the *krona's* rise")."""
    near = sentence.doc[max(sentence.start, token.i - 4) : token.i]
    comma = next((t.i for t in reversed(near) if t.text in (",", ";", ":", "(")), -1)
    inner = [t for t in near if t.i > comma and t.dep_ in _MODIFIERS and _can_change(t) and token.is_ancestor(t)]
    inner = [t for t in inner if t.lower_ not in word_set("words", "points")]  # "a quarter-point cut"
    if not inner:
        return None
    first = inner[0].left_edge if inner[0].dep_ == "poss" else inner[0]
    return first.idx, inner[-1].idx + len(inner[-1])


def _of_count(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    after = following(cue.token)
    start = after.idx if after is not None else 0
    if after is not None and after.pos_ == "ADJ" and after.head.i > after.i:
        after = after.head
    if after is None or after.pos_ not in NOUNS:
        noun = cue.token.head
        counted = cue.token.dep_ == "amod" and noun.i == cue.token.i - 1 and _can_change(noun)
        return core(noun) if counted else _of_level(cue, group, sentence, last)  # "12 vessels more"
    begin, end = noun_phrase(after)
    than = next((t.idx - 1 for t in sentence.doc[after.i + 1 : after.i + 9] if t.lower_ == "than"), end)
    return max(begin, start), min(end, than)


def _of_level(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    """Return what the level before is a level of: its counted noun, the noun beside it, or the subject of its verb."""
    final = group.final
    if final is None or final.last > cue.token.i:
        return _of_verb(cue, group, sentence, last)
    doc = sentence.doc
    stuff = counted_out(doc[final.last - 1]) if final.money else whole_of(final, sentence)
    if stuff is not None:
        return noun_phrase(stuff)
    bare = final.number.unit in (None, "person") and final.prep != "at"
    if bare and (counted := _counted_noun(final, cue.token)) is not None:
        return counted
    beside = doc[final.lead - 1] if final.lead > sentence.start else None
    if beside is not None and beside.lower_ in ("of", "worth", "totalling", "totaling") and beside.i > sentence.start:
        beside = beside.nbor(-1)
    if beside is not None and beside.pos_ in NOUNS and not is_number(beside):
        begin, end = noun_phrase(top(beside, sentence.start))
        return begin, min(end, beside.idx + len(beside))
    verb = next((head for head in doc[final.first].ancestors if head.pos_ in ("VERB", "AUX")), None)
    if verb is not None and final.prep == "at":  # "puts turnout at 71%, down from 74%"
        held = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < final.first and _can_change(c)), None)
        if held is not None and not changes_hands(held):
            return noun_phrase(held)
    found = subject(verb) if verb is not None else None
    if found is not None and found.i < final.first:
        return resolve(antecedent(found) or found, last)
    return _of_verb(cue, group, sentence, last)


def _counted_noun(value: Value, limit: Token) -> Extent | None:
    """Return the noun that a number counts, with its modifiers ("140 people")."""
    doc = limit.doc
    first = last = doc[value.last]
    if first.i >= limit.i or first.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return None
    while last.i + 1 < limit.i and last.nbor(1).pos_ in NOUNS:
        last = last.nbor(1)
    lemma = last.lemma_.lower()
    stuff = counted_out(last) if lemma in word_set("words", "measures") | word_set("words", "packages") else None
    if stuff is not None:
        return noun_phrase(stuff)  # "19,400 tonnes of salmon"
    return (first.idx, last.idx + len(last)) if lemma not in word_set("words", "measures") else None


def apposed(cue: Cue, group: Group) -> bool:
    """Tell whether a comma or dash parts the cue from what it speaks of ("stood at $4.1 billion, up 22%")."""
    first = cue.token.left_edge if cue.kind in ("noun", "verb") else cue.first
    if cue.kind == "noun" and cue.token.dep_ == "appos":
        return True
    if group.amounts and cue.kind in ("adverb", "count") and group.amounts[0].last <= cue.token.i:
        first = first.doc[min(first.i, group.amounts[0].lead)]  # "turnout was 74%, four points higher"
    before_it = previous(first)
    return before_it is not None and before_it.text in (",", "(", "–", "—", "-", "--")
