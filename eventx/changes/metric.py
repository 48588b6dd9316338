"""The metric: the noun phrase of what changes, through ellipsis, coordination, pronouns and relative clauses."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.changes.cue import Cue
from eventx.changes.roles import Group
from eventx.changes.values import Value
from eventx.changes.words import word_set
from eventx.people import is_person
from eventx.syntax import antecedent, noun_phrase, subject

Extent = tuple[int, int]
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PRONOUNS = frozenset({"it", "they", "them", "this", "that", "which", "these", "those", "he", "she", "we", "i", "you"})
_POINTING = frozenset({"figure", "number", "total", "amount", "level", "rate", "one"})


def find_metric(
    cue: Cue, group: Group, sentence: Span, last: Extent | None, same: Extent | None = None
) -> Extent | None:
    """Find the characters of the metric of one telling.

    Parameters
    ----------
    cue, group, sentence
        The word of change, its numbers, and where they stand.
    last
        The metric told before, for pronouns and ellipsis.
    same
        The metric told before of the same verb, for objects left out ("we could cut by another 25 basis points").
    """
    if group.metric is not None:
        return noun_phrase(_top(group.metric, sentence.start))
    if cue.kind == "verb" and (off := _off(cue, group)) is not None:
        return noun_phrase(off)
    if cue.kind == "noun":
        return _of_noun(cue, group, sentence, last)
    if cue.kind == "count":
        return _of_count(cue, group, sentence, last)
    if cue.kind == "adverb" and _apposed(cue):
        return _of_level(cue, group, sentence, last)
    return _of_verb(cue, group, sentence, last, same)


def _of_verb(cue: Cue, group: Group, sentence: Span, last: Extent | None, same: Extent | None = None) -> Extent | None:
    verb = cue.first if cue.kind == "adverb" else cue.token
    if cue.kind == "flat" and (kept := _kept(cue, sentence)) is not None:
        return _resolve(kept, last)
    if (
        cue.word.object
        and not cue.word.subject
        and group.amounts
        and (whole := _whole(group.amounts[0], sentence)) is not None
    ):
        return noun_phrase(whole)  # "slashing 3 percent of the price"
    if cue.word.object:
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        moved = None if passive else _object(cue, verb, group, sentence)
        if moved is not None:
            return _right(_resolve(moved, last), moved, cue, group)
        if not cue.word.subject and not passive and verb.tag_ != "VBN":
            who = subject(verb)
            if who is not None and (who.pos_ in ("PRON", "PROPN") or who.ent_type_ in ("ORG", "PERSON", "GPE")):
                return same or last
    head = verb.head
    if (
        verb.dep_ == "acl"
        and head.pos_ in _NOMINAL
        and not _number(head)
        and verb.i - 4 < head.right_edge.i
        and head.i < verb.i
    ):
        if all(token.text != "," for token in sentence.doc[head.i : verb.i]):
            return _left(noun_phrase(head), cue)
    found = subject(verb) if verb.pos_ in ("VERB", "AUX") else None
    if found is None and cue.kind in ("adverb", "flat"):
        found = subject(cue.token.head) if cue.token.head.pos_ in ("VERB", "AUX") else None
    if found is not None and found.i < verb.i and found.i >= sentence.start and not _number(found):
        if (noun := antecedent(found)) is not None:
            return _left(noun_phrase(noun), cue)
        return _left(_resolve(found, last), cue)
    start = min((value.lead for value in group.amounts if value.last == cue.token.i), default=verb.i)
    return _left(_before(sentence.doc[min(start, verb.i)], sentence, last), cue)


def _off(cue: Cue, group: Group) -> Token | None:
    """Return what something is taken off ("knocked 0.2 points off growth"), or None."""
    if not group.amounts or (not cue.word.object and not cue.word.weak):
        return None
    last = group.amounts[-1].last
    for token in cue.token.doc[last : min(last + 3, cue.token.sent.end)]:
        if token.lower_ == "off":
            return next((child for child in token.children if child.dep_ == "pobj"), None)
    return None


def _whole(value: Value, sentence: Span) -> Token | None:
    """Return the noun that a per cent is a part of ("61% of households"), or None."""
    if not value.relative or value.last >= sentence.end or sentence.doc[value.last].lower_ != "of":
        return None
    return next((c for c in sentence.doc[value.last].children if c.dep_ == "pobj" and c.pos_ in _NOMINAL), None)


def _kept(cue: Cue, sentence: Span) -> Token | None:
    """Return the object of "left its forecast unchanged", or None."""
    doc = sentence.doc
    for i in range(cue.token.i - 1, max(sentence.start, cue.token.i - 12) - 1, -1):
        if doc[i].pos_ in ("VERB", "AUX"):
            if doc[i].lemma_.lower() not in ("leave", "keep", "hold", "maintain") or i + 1 == cue.token.i:
                return None
            noun = doc[cue.token.i - 1]
            return _top(noun, i + 1) if noun.pos_ in (*_NOMINAL, "PRON") else None
    return None


def _left(extent: Extent | None, cue: Cue) -> Extent | None:
    """Cut a phrase that runs into the cue."""
    if extent is None or not extent[0] < cue.first.idx < extent[1]:
        return extent
    text = cue.token.doc.text
    return extent[0], extent[0] + len(text[extent[0] : cue.first.idx].rstrip())


def _right(extent: Extent | None, head: Token, cue: Cue, group: Group) -> Extent | None:
    """Fit an object's phrase between the cue and the first number with its preposition ("cut | the tariff on buses | to zero")."""
    if extent is None or not extent[0] <= head.idx < extent[1]:
        return extent
    doc = head.doc
    used = [
        value for value in (*group.amounts, group.initial, group.final) if value is not None and value.lead > head.i
    ]
    low = max(extent[0], cue.token.idx + len(cue.token) + 1)
    if not used:
        return low, extent[1]
    first = min(used, key=lambda value: value.lead)
    limit = first.lead - 1 if first.prep in ("by", "to", "from", "at", "of", "into") else first.lead
    last = head
    for token in doc[head.i + 1 : limit]:
        if (
            token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "ADV", "SCONJ") and token.tag_ not in ("VBG", "HYPH", "VBN")
        ) or token.ent_type_ in ("DATE", "TIME"):
            break
        last = token
    while last.i > head.i and last.pos_ in ("ADP", "DET", "PART"):
        last = last.nbor(-1)
    return low, max(last.idx + len(last), min(extent[1], doc[limit - 1].idx + len(doc[limit - 1])))


def _object(cue: Cue, verb: Token, group: Group, sentence: Span) -> Token | None:
    """Return the object between verb and first number ("raised its rate by"), or None."""
    used = [
        value.lead
        for value in (*group.amounts, group.initial, group.final)
        if value is not None and value.lead > cue.token.i
    ]
    limit = min(used, default=sentence.end)
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative", "nsubj", "ccomp", "oprd") and cue.token.i != child.i and child.i < limit:
            head = (
                child
                if child.pos_ in (*_NOMINAL, "PRON")
                else next((c for c in child.children if c.dep_ == "nsubj"), None)
            )
            if head is not None and head.i > verb.i and not _number(head):
                return head
    start = cue.token.i + 1
    for token in sentence.doc[start:limit]:
        if token.pos_ in _NOMINAL or token.pos_ == "PRON":
            if token.ent_type_ in ("DATE", "TIME"):
                return None
            return _top(token, start)
        if token.pos_ in ("ADP", "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ") and token.text != "-":
            return None
    return None


def _is_source(token: Token) -> bool:
    """Tell whether a subject is somebody who tells or makes a change, not what changes ("analysts forecast a decline")."""
    if token.pos_ == "PRON":
        return token.lower_ not in _PRONOUNS or token.lower_ in ("he", "she", "we", "i", "you")
    return token.ent_type_ in ("PERSON", "NORP") or token.lemma_.lower() in word_set("words", "sources")


def _counted(token: Token, group: Group) -> bool:
    """Tell whether a noun is counted by one of the numbers ("1.5 million barrels")."""
    used = [value for value in (*group.amounts, group.initial, group.final) if value is not None]
    return any(value.first <= token.i <= value.last for value in used)


def _number(token: Token) -> bool:
    return token.pos_ == "NUM" or token.text == "%" or token.ent_type_ in ("PERCENT", "MONEY", "CARDINAL")


def _top(token: Token, start: int) -> Token:
    """Climb to the highest noun whose phrase holds ``token`` and stands at or after ``start``."""
    best = token
    limit = token.i
    for head in token.ancestors:
        if head.i < start or (head.i > limit and head.dep_ not in ("compound",) and head.pos_ not in _NOMINAL):
            break
        if head.pos_ in ("VERB", "AUX") and head.dep_ not in ("acl", "amod", "pcomp"):
            break
        if head.pos_ in _NOMINAL:
            if head.i > limit and head.i > limit + 6:
                break
            best = head
    return best


def _resolve(token: Token, last: Extent | None) -> Extent | None:
    """Return a noun's phrase; a pronoun or "that figure" stands for the metric told before."""
    children = [child.lower_ for child in token.children]
    pointing = token.lemma_.lower() in _POINTING and all(
        word in ("that", "this", "these", "those", "the") for word in children
    )
    if pointing and not any(word in ("that", "this", "these", "those") for word in children):
        return last or noun_phrase(token)
    if token.lower_ in _PRONOUNS or token.pos_ == "PRON" or pointing:
        return _topic(token, last) if token.lower_ in ("it", "they", "them", "this", "that", "these") else last
    return noun_phrase(token)


def _topic(pronoun: Token, last: Extent | None) -> Extent | None:
    """Return what a pronoun stands for: the metric of this sentence or the one before, else the subject that either has."""
    sentence = pronoun.sent
    before = pronoun.doc[sentence.start - 1].sent if sentence.start > 0 else sentence
    if last is not None and last[0] >= before.start_char:
        return last
    above = {token.i for token in pronoun.ancestors}  # whose subjects do it: "the two sides hope to lift it"
    for span in (pronoun.doc[sentence.start : pronoun.i], before):
        for token in span:
            if token.head.i in above:
                continue
            if (
                token.dep_ in ("nsubj", "nsubjpass")
                and token.pos_ in _NOMINAL
                and not _is_source(token)
                and not is_person(token)
            ):
                if token.ent_type_ in ("ORG", "GPE", "PERSON", "NORP", "DATE"):
                    continue
                return noun_phrase(token)
    return last


def _before(verb: Token, sentence: Span, last: Extent | None) -> Extent | None:
    """Return the phrase nearest before a cue, where the parser shows no subject (headlines, lists)."""
    i = verb.i - 1
    while i >= sentence.start:
        token = sentence.doc[i]
        if token.text == "," and (opening := _opening(i, sentence)) is not None:
            i = opening - 1
            continue
        if token.pos_ in _NOMINAL and token.ent_type_ not in ("DATE", "TIME"):
            start = i
            while (
                start > sentence.start
                and sentence.doc[start - 1].text not in (",", ";", ":", "–", "—")
                and sentence.doc[start - 1].pos_ not in ("VERB", "AUX", "CCONJ", "SCONJ")
            ):
                start -= 1
            begin, end = noun_phrase(_top(token, start))
            return begin, min(max(end, token.idx + len(token)), verb.idx)
        if token.pos_ in ("CCONJ", "SCONJ") or token.text in (";", ":") or token.pos_ == "PRON":
            return last
        i -= 1
    return last


def _opening(comma: int, sentence: Span) -> int | None:
    """Return the comma that opens an insertion closed by ``comma`` (", which carries much of it," and ", by contrast,")."""
    doc = sentence.doc
    for i in range(comma - 1, max(sentence.start, comma - 25), -1):
        if doc[i].text == ",":
            after = doc[i + 1]
            return (
                i
                if after.pos_ in ("ADP", "ADV", "SCONJ") or after.tag_ in ("WDT", "WP", "WRB", "WP$", "VBG", "VBN")
                else None
            )
    return None


def _of_noun(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    token = cue.token
    for child in token.rights:
        if (child.dep_ == "prep" and child.lower_ in ("in", "of", "for")) or (
            child.lower_ in ("in", "of") and child.i == token.i + 1
        ):
            held = next((c for c in child.children if c.dep_ == "pobj"), None)
            if (
                held is not None
                and held.pos_ in _NOMINAL
                and not _number(held)
                and not _counted(held, group)
                and held.ent_type_ not in ("DATE", "TIME", "PERCENT", "MONEY")
            ):
                return _right(noun_phrase(held), held, cue, group)
    left = [
        t
        for t in sentence.doc[max(sentence.start, token.i - 4) : token.i]
        if t.dep_ in ("compound", "nmod", "poss", "amod", "dep")
    ]
    inner = [
        t
        for t in left
        if t.pos_ in _NOMINAL and not _number(t) and t.ent_type_ not in ("DATE", "TIME", "PERCENT", "MONEY")
    ]
    inner = [t for t in inner if not any(v.first <= t.i < v.last for v in group.amounts)]
    if inner:
        first = inner[0].left_edge if inner[0].dep_ == "poss" else inner[0]
        end = inner[-1]
        begin = first.idx
        while (
            first.i > token.left_edge.i
            and sentence.doc[first.i - 1].pos_ in ("ADJ", "PROPN", "NOUN")
            and not any(v.first <= first.i - 1 < v.last for v in group.amounts)
            and first.head.i >= token.i
        ):
            first = sentence.doc[first.i - 1]
            begin = first.idx
        return begin, end.idx + len(end)
    if token.dep_ == "appos" or (token.i > sentence.start + 1 and sentence.doc[token.left_edge.i - 1].text == ","):
        if last is not None and sentence.start_char <= last[0] < token.idx:
            return last
        if group.final is not None and group.final.last <= token.i:
            return _of_level(cue, group, sentence, last)
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            found = subject(head)
            if found is not None and found.i < token.i and found.i != token.i:
                if _is_source(found):
                    return last
                return _resolve(antecedent(found) or found, last)
            break
    return _before(sentence.doc[token.left_edge.i], sentence, last) if token.left_edge.i > sentence.start else last


def _of_count(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    after = sentence.doc[cue.token.i + 1] if cue.token.i + 1 < sentence.end else None
    if after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ") and after.lower_ != "than":
        return noun_phrase(after if after.pos_ != "ADJ" else after.head if after.head.pos_ in _NOMINAL else after)
    return _of_level(cue, group, sentence, last)


def _apposed(cue: Cue) -> bool:
    """Tell whether a comma or dash parts the cue from the level it speaks of ("stood at $4.1 billion, up 22%")."""
    return cue.first.i > cue.token.sent.start and cue.first.nbor(-1).text in (",", "(", "–", "—", "-", "--")


def _of_level(cue: Cue, group: Group, sentence: Span, last: Extent | None) -> Extent | None:
    """Return what the level before is the level of: its counted noun, the noun it stands beside, or the subject of its verb."""
    final = group.final
    if final is not None and final.last <= cue.token.i:
        doc = sentence.doc
        after = doc[final.last] if final.last < cue.token.i else None
        before = doc[final.lead - 1] if final.lead > sentence.start else None
        if final.relative and (whole := _whole(final, sentence)) is not None:
            return noun_phrase(whole)
        unitless = final.number.unit is None or final.number.unit == "person"
        if unitless and after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN"):
            counted = after
            while counted.i + 1 < cue.token.i and counted.nbor(1).pos_ in _NOMINAL:
                counted = counted.nbor(1)
            if counted.pos_ in _NOMINAL and counted.ent_type_ not in ("DATE", "TIME"):
                return after.idx, counted.idx + len(counted)
        if (
            before is not None
            and before.lower_ in ("of", "worth", "totalling", "totaling", "at")
            and before.i > sentence.start
        ):
            noun = doc[before.i - 1]
            if before.lower_ != "at" and noun.pos_ in _NOMINAL:
                begin, end = noun_phrase(_top(noun, sentence.start))
                return begin, min(end, before.idx - 1)
        if before is not None and before.pos_ in _NOMINAL and not _number(before):
            begin, end = noun_phrase(_top(before, sentence.start))
            return begin, min(end, before.idx + len(before))
        verb = next((head for head in doc[final.first].ancestors if head.pos_ in ("VERB", "AUX")), None)
        found = subject(verb) if verb is not None else None
        if found is not None and found.i < final.first:
            return _resolve(antecedent(found) or found, last)
    return _of_verb(cue, group, sentence, last)


def apposed(cue: Cue, group: Group) -> bool:
    """Tell whether the cue stands in apposition to a clause or level told before it."""
    if cue.kind == "count":
        lead = group.amounts[0].lead
        return lead > cue.token.sent.start and cue.token.doc[lead - 1].text in (",", "(", "–", "—")
    if cue.kind == "noun":
        edge = cue.token.left_edge
        return cue.token.dep_ == "appos" or (edge.i > cue.token.sent.start and edge.nbor(-1).text == ",")
    return _apposed(cue)
