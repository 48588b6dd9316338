"""Insertions: the subject that a clause between commas parts from its verb: "Kappa, founded in 1998, bought a mill".

The small models often lose it, and take the inserted clause for the main one, or the subject for its.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import AUXILIARIES, FINITE, NOUN_SUBJECTS, NOUNS, PAST, SUBJECTS, VERBAL, first_left, has_left
from eventx.syntax.phrases import governing_verb, helped
from eventx.syntax.tokens import hang, hang_instead, hang_subject, keys, tokens_with, word_before, word_behind

_FINITE = keys(FINITE)
_FREE = frozenset({"ROOT", "dep", "ccomp", "conj"})
"""What a verb is to the rest where its subject is lost."""
_STRAY = frozenset({"npadvmod", "dep", "ROOT", "conj"})
"""What a subject that is lost is to the rest."""
_BELOW = frozenset({"advcl", "ccomp", "conj", "dep", "acl"})
"""What a verb is to the rest that a preposition has lost its subject to."""
_ENDING = frozenset({"dobj", "prep", "prt", "acomp", "attr", "advmod", "npadvmod"})
_INNER = frozenset({"conj", "compound", "appos"})
_LINKS = frozenset({"WP", "WDT", "WP$"})
_OWN = SUBJECTS | {"expl", "mark"}
_HELD = frozenset({"dobj", "xcomp", "ccomp", "acomp", "attr"})
"""What a verb has that says no more of its subject."""
_LONGEST = 40  # tokens of an insertion


def tie_subjects(doc: Doc) -> None:
    """Hang on their verbs the subjects that an insertion has parted from them."""
    for token in tokens_with(doc, "TAG", _FINITE):
        verb = helped(token)
        marks = [c for c in verb.lefts if c.dep_ == "mark"] if first_left(verb, *NOUN_SUBJECTS) is None else []
        for noun in [g for c in marks for g in c.rights if g.dep_ == "pobj"]:
            hang_subject(noun, verb)  # "as *an outage* hit the port"
        lost = verb.pos_ in VERBAL and all(c.dep_ not in _OWN for c in verb.children)
        if lost and not _tie_open(verb) and verb.dep_ in _FREE and not (_tie_clause(verb) or _tie_stolen(verb)):
            _tie(verb)


def free_zone(zone: Token) -> None:
    """Hang a zone on its clock, not on the verb: "At 8:02 a.m. *ET*, futures were up", whose subject stands behind."""
    clock, verb, tie = word_before(zone), zone.head, zone.dep_
    if tie not in NOUN_SUBJECTS or not zone.is_upper or not (clock.like_num or clock.lower_ in lexicon("time").halves):
        return
    hang(zone, clock, "nmod")
    behind = [c for c in zone.rights if not c.is_punct and c.dep_ in ("appos", "conj")]
    for noun in behind[:1]:
        hang(noun, verb, tie)
    for token in list(zone.rights):
        hang(token, behind[0] if behind else verb)


def tie_form(form: Token) -> None:
    """Hang a firm's form on the name before its comma, which is the subject: "Kappa Mills, *LLC* has cut 40 jobs"."""
    comma, verb = word_before(form), form.head
    name = _head_before(comma) if comma.text == "," else None
    if form.dep_ not in NOUN_SUBJECTS or name is None or name.pos_ != "PROPN" or not verb.is_ancestor(name):
        return
    hang(name, verb, form.dep_)
    hang(form, name, "appos")


def name_first(modal: Token) -> None:
    """Make a first name of what was taken for a modal of a verb that has its own form: "*Will* Grant has left"."""
    name, verb = word_behind(modal), modal.head
    finite = verb.tag_ in PAST | {"VBZ"} or any(c.tag_ in FINITE for c in verb.lefts if c != modal)
    if modal.tag_ != "MD" or modal.ent_type_ != "PERSON" or name.ent_iob_ != "I" or not finite:
        return
    modal.tag_, modal.pos_, modal.lemma_ = "NNP", "PROPN", modal.text
    hang(modal, name, "compound")


def _first_of(verb: Token) -> Token:
    """Return the first word of a verb: "*has* not been sold"."""
    return first_left(verb, *AUXILIARIES, "neg") or verb


def _tie(verb: Token) -> None:
    """Give a finite verb without a subject the noun before the insertion that ends right before it."""
    first = _first_of(verb)
    opening = _opening(first)
    noun = _head_before(first if opening is None else opening)
    if noun is None:
        return
    link = opening.nbor(1) if opening is not None else None
    inner = link if link is None or link.tag_ in PAST else _clause_of(link, first)
    if (inner is None and opening is not None) or inner == verb or not _is_stray(noun, opening, first):
        return
    if noun.dep_ == "dobj":
        over = noun.head
        if verb.is_ancestor(over):  # who says it hangs on what is said
            hang_instead(over, verb)
        hang(verb, over, "ccomp")
    elif noun.dep_ == "ROOT" or noun.i < verb.head.i < first.i or (inner is not None and inner.dep_ == "ROOT"):
        hang(verb, verb, "ROOT")
    hang_subject(noun, verb)
    if inner is not None:
        hang(inner, noun, "acl" if inner == link else "relcl")


def free_remark(cue: Token) -> None:
    """Part a clause from who says it in its midst: "*Rents*, reckons Ann Low, a broker, *will fall*".

    The parsers take what is told of for who speaks, who speaks for the subject of what is told, and the cue for the
    main verb, also behind what opens the clause: "If rates rise, reckons Ann Low, *rents will fall*".
    """
    comma = cue.nbor(-1) if cue.i > cue.sent.start + 1 else cue
    before, speaker = cue.doc[cue.sent.start : comma.i], _speaker_behind(cue)
    if cue.tag_ not in FINITE or comma.text != "," or speaker is None or any(t.text == "," for t in before):
        return
    noun = _head_before(comma)
    noun = noun if noun is not None and noun.dep_ in NOUN_SUBJECTS else None
    main = _remarked_on(cue, speaker)
    if main is None or not (cue.is_ancestor(main) or main.is_ancestor(cue)):
        return
    own = any(c.dep_ in _OWN and c not in (noun, speaker) for c in main.lefts)
    if own != (noun is None) or (own and speaker.dep_ not in NOUN_SUBJECTS):
        return
    if cue.is_ancestor(main):
        hang_instead(main, cue)
    hang(cue, main, "parataxis")
    if noun is not None:
        hang_subject(noun, main)
    hang(speaker, cue, "nsubj")
    for child in [c for c in cue.lefts if c.i < comma.i]:
        hang(child, main)  # "*But* rents, reckons"


def _speaker_behind(cue: Token) -> Token | None:
    """Return the noun whose phrase opens right behind a verb."""
    first = cue.nbor(1) if cue.i + 1 < cue.sent.end else cue
    nouns = [t for t in (first, *first.ancestors) if t.pos_ in NOUNS and t.left_edge.i == first.i]
    return nouns[-1] if nouns else None


def _remarked_on(cue: Token, speaker: Token) -> Token | None:
    """Return the verb of the clause that goes on behind who speaks and a comma."""
    for token in cue.doc[speaker.i + 1 : min(cue.sent.end, cue.i + _LONGEST)]:
        verb = helped(token)
        if token.tag_ not in FINITE or verb == cue:
            continue
        subjects = (c.left_edge for c in verb.lefts if c.dep_ in NOUN_SUBJECTS and c != speaker and c.i > cue.i)
        first = next(subjects, token)
        if first.i > speaker.i and first.nbor(-1).text == "," and first.tag_ not in _LINKS:
            return verb
    return None


def _tie_stolen(verb: Token) -> bool:
    """Give what is said its subject that was taken into the phrase before: "said in a statement *sales* would fall"."""
    first = _first_of(verb)
    noun = _head_before(first) if verb.dep_ == "ccomp" else None
    prep = noun.head if noun is not None else verb
    if noun is None or (noun.dep_, prep.dep_, prep.head) != ("pobj", "prep", verb.head):
        return False
    medium = next((c for c in reversed(list(noun.lefts)) if c.dep_ == "compound" and c.pos_ == "NOUN"), None)
    article = first_left(noun, "det")
    if medium is None or article is None or verb.head.lemma_.lower() not in lexicon("time").reporting:
        return False
    hang(medium, prep, "pobj")
    hang(article, medium)
    hang_subject(noun, verb)
    return True


def _tie_open(verb: Token) -> bool:
    """Make a clause of a phrase right before a verb without a subject: "queued as *an outage* hit the till"."""
    noun = word_before(_first_of(verb))
    while noun.dep_ in _INNER and noun.head.i < noun.i:
        noun = noun.head  # "as *Peru* and Chile drew"
    opener = noun.head
    main = governing_verb(opener) or verb
    opens = (noun.dep_, opener.dep_) == ("pobj", "prep") and opener.lower_ in lexicon("repairs").openers
    opens = opens and word_before(opener).lower_ != "such" and verb.lemma_.lower() not in lexicon("time").reporting
    if not opens or noun.pos_ not in NOUNS or main.i > opener.i or verb.is_ancestor(noun):
        return False
    if verb.dep_ not in _BELOW or verb.tag_ == "VBN" or not any(c.dep_ in _ENDING for c in verb.rights):
        return False
    hang(verb, main, "advcl")
    hang(opener, verb, "mark")
    hang_subject(noun, verb)
    return True


def _tie_clause(verb: Token) -> bool:
    """Make a clause of a phrase behind which a name parts subject and verb: "fell after its boss, Ann Low, quit"."""
    first = _first_of(verb)
    if first.i < verb.sent.start + 5 or first.nbor(-1).text != "," or (name := first.nbor(-2)).pos_ != "PROPN":
        return False
    mark = name.left_edge.nbor(-1) if name.left_edge.i else name
    noun = _head_before(mark) if mark.text == "," else None
    if noun is None or noun.dep_ != "pobj" or noun.head.lower_ not in lexicon("repairs").openers:
        return False
    opener, main = noun.head, noun.head.head
    if main.pos_ not in VERBAL or (main != verb.head and main.head != verb):
        return False
    if main.head == verb:
        hang_instead(main, verb)
    hang(verb, main, "advcl")
    hang(opener, verb, "mark")
    hang_subject(noun, verb)
    if not noun.is_ancestor(name):
        hang(name, noun, "appos")
    return True


def _opening(first: Token) -> Token | None:
    """Return the comma that opens the insertion that a comma right before a verb closes."""
    if first.i < 3 or first.nbor(-1).text != ",":
        return None
    start = max(first.sent.start, first.i - _LONGEST)
    for mark in reversed(first.doc[start : first.i - 1]):
        link = mark.nbor(1)
        told = link.tag_ in PAST and link.pos_ == "VERB" and link.dep_ not in ("amod", "compound")
        if mark.text == "," and (told or link.tag_ in _LINKS):
            return mark
    return None


def _head_before(mark: Token) -> Token | None:
    """Return the head of the noun phrase that ends before a mark, through appositions: "Low, chief of *Kappa*,"."""
    noun = word_before(mark)
    for _ in range(_LONGEST):
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        inside = noun.dep_ in ("pobj", "appos", "conj", "compound") and over.pos_ in NOUNS and over.i < noun.i
        if not inside:
            break
        noun = over
    return noun if noun.pos_ in NOUNS else None


def _is_stray(noun: Token, opening: Token | None, first: Token) -> bool:
    """Tell whether a noun is no other verb's subject or object: that of the insertion has it, or of who says it."""
    over = noun.head
    if noun.dep_ == "dobj":
        return over.lemma_.lower() in lexicon("time").reporting and over.i < noun.i and over.tag_ != "VBG"
    if opening is None or noun.dep_ not in NOUN_SUBJECTS:
        return opening is not None and noun.dep_ in _STRAY
    return opening.i < over.i < first.i and all(t.text != "," for t in noun.doc[opening.i + 1 : over.i])


def _clause_of(link: Token, first: Token) -> Token | None:
    """Return the verb of the clause that a relative pronoun opens."""
    above = takewhile(lambda t: t.i < first.i, link.ancestors)
    inner = [t for t in above if t.pos_ in VERBAL and t.i > link.i]
    return inner[-1] if inner else None  # "which Brussels *says* is needed"


def free_reduced(verb: Token) -> None:
    """Make the main verb of the second of two without a tie: "Workers *poisoned* at a mill won $4 million".

    The first says more of the subject.
    """
    first, doers = verb.head, [c for c in verb.head.lefts if c.dep_ == "nsubj"]
    finite = (first.tag_, verb.tag_) == ("VBD", "VBD") and verb.i > first.i and verb.dep_ == "conj"
    if not finite or len(doers) != 1 or doers[0].right_edge.i + 1 != first.i or has_left(first, *AUXILIARIES):
        return
    own = [c for c in first.rights if c.i < verb.i]
    tied = any(c.dep_ == "cc" or c.is_punct for c in first.doc[first.i : verb.i])
    if tied or any(c.dep_ in _HELD for c in own) or has_left(verb, *NOUN_SUBJECTS, *AUXILIARIES):
        return
    hang_instead(verb, first)
    for other in [c for c in (*first.lefts, *first.rights) if c not in own and c != verb]:
        hang(other, verb)
    hang(first, doers[0], "acl")
    first.tag_ = "VBN"
