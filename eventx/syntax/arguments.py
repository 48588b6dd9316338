"""Arguments: who does what to whom by the sense: a passive is turned round, a relative clause put with its noun."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ADNOMINAL, FINITE, NOUNS, PAST, RELATIVE, SUBJECTS, has_left, has_right
from eventx.syntax.participles import is_blamed, is_kept, stray_subject
from eventx.syntax.phrases import antecedent, follows, is_time, object_before, precedes, subject

_SUBJECTS = SUBJECTS | {"expl"}
_CAME = frozenset({"advcl", "acl", "conj"})
_ACTIVE = frozenset({"VBG", "VBD", "VBZ", "VBP"})
_MEANS = frozenset({"by", "through", "via"})
_LOOSE = frozenset({"CCONJ", "ADV"})
_SEATS = frozenset({"in", "at", "for", "across"})
_TIMED = 3  # tokens behind a place, within which the time of a number may stand
_DEEP = 3  # clauses in "what police say they believe was a bomb"
_BELOW = {"VB": ("advcl", "acl", "relcl", "xcomp"), "VBG": ("advcl",)}


def logical_arguments(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return the heads of who does what a verb tells, and of whom or what it is done to.

    The subject of a passive is done to; who "was ordered to pay" pays. "A firm employing 40": the firm employs; "the
    chain that it bought": the chain is bought.
    """
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "oprd")] or _named_below(verb, "ccomp")
    if (stray := stray_subject(verb)) is not None:
        return [stray], objects
    doer = subject(verb)
    passive = _is_passive(verb, doer)
    if doer is None and verb.dep_ in ADNOMINAL and verb.tag_ in _ACTIVE:
        doer = verb.head
    elif doer is not None:
        doer = antecedent(doer) or doer
    known = [doer] if doer is not None else []
    if passive:
        by = [c for c in verb.children if c.dep_ == "agent"]
        agents = [g for c in by for g in (*(g for g in c.children if g.dep_ == "pobj"), *_named_below(c, "pcomp"))]
        return [g for g in agents if g.lemma_.lower() not in lexicon("telling").margins], known
    made = (c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ == "ADJ")  # "made the tool available"
    objects += [g for c in made for g in c.lefts if g.dep_ == "nsubj"]
    if verb.dep_ == "relcl" and verb.head not in known and not objects and not _is_circumstance(verb):
        objects.append(verb.head)
    return known, objects


def _named_below(head: Token, tie: str) -> list[Token]:
    """Return what somebody only gives a name behind a verb or preposition: "struck what the army called *a depot*"."""
    found = []
    for clause in (
        c for c in head.rights if c.dep_ == tie and c.left_edge.lower_ == "what" and c.left_edge.i == head.i + 1
    ):
        chain = [clause]
        while len(chain) < _DEEP and (inner := [c for c in chain[-1].rights if c.dep_ in ("ccomp", "xcomp")]):
            chain.append(inner[0])
        named = [c for verb in chain for c in verb.rights if c.dep_ in ("oprd", "attr")]
        named += [g for verb in chain for g in objects_of(verb, "as")]
        known = lexicon("government").any_of("naming", "speaking")
        found += named[:1] if any(verb.lemma_.lower() in known for verb in chain) else []
    return found


def _is_circumstance(verb: Token) -> bool:
    """Tell whether what a relative clause hangs on is where or with what it is done: "a ferry *in which* 31 died"."""
    return any(c.tag_ == "WRB" or any(g.tag_ in RELATIVE for g in c.rights) for c in verb.lefts if c.dep_ != "nsubj")


def noun_above(verb: Token) -> Token | None:
    """Return what a relative clause is about, of the verb that it governs, too: "the *$5* that it agreed to pay"."""
    below = verb.dep_ == "xcomp" and not has_right(verb, "dobj")
    below = below or (verb.dep_ in ("xcomp", "advcl") and verb.lemma_.lower() in lexicon("telling").settling)
    top = verb.head if below else verb
    return top.head if top.dep_ == "relcl" else None


def names_of_particle(verb: Token) -> list[str]:
    """Return a verb with its particle, which may be taken for an adverb: "set_off", "push_back"."""
    words = lexicon("government").particles
    held = (c.lower_ for c in verb.rights if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ in words))
    return [f"{verb.lemma_.lower()}_{word}" for word in held]


def sales_beside(verb: Token) -> list[Token]:
    """Return the sales of which a verb tells what they bring: "raised $3 *by selling* it", "*sold* it to raise $3"."""
    words = lexicon("telling")
    if verb.lemma_.lower() not in words.yielding:
        return []
    behind = [t for c in verb.rights if c.lower_ in _MEANS or c.tag_ == "VBG" for t in (c, *c.rights)]
    above = [verb.head, verb.head.head] if verb.dep_ in _BELOW.get(verb.tag_, ()) else []
    return [t for t in (*behind, *above) if t.lemma_.lower() in words.sales]


def _is_passive(verb: Token, subject: Token | None) -> bool:
    helped = has_left(verb, "auxpass")
    if verb.tag_ == "VBN" and helped:
        return True  # "is to be sold"
    if any(c.dep_ == "aux" and c.lower_ in ("have", "has", "had") for c in verb.lefts):
        return False  # "is thought to have caused it"
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return helped  # "was elected, defeating Ann Low"
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not has_left(verb, "aux", "nsubj"):
        return True  # "if found guilty, he faces jail"
    if subject is None or subject.dep_ != "nsubjpass":
        return (subject is None and verb.tag_ == "VBN") or _is_befallen(verb)
    below = verb.dep_ == "pcomp" and (is_blamed(verb.head) or is_kept(verb.head))  # "was blamed for buying it"
    active = verb.tag_ == "VB" or (verb.tag_ == "VBG" and (below or verb.dep_ == "xcomp"))  # "is rumored to be buying"
    if verb.dep_ == "conj" and has_right(verb.head, "cc"):  # "was freed and left the party"
        named = verb.lemma_.lower() in lexicon("telling").bestowing  # "was promoted and elected the party's leader"
        held = not named and has_right(verb, "dobj", "ccomp", "acomp", "attr")
        active = active or verb.tag_ == "VBZ" or (held and verb.tag_ == "VBD") or has_left(verb, "aux")
    return subject.head is verb or not active or helped


def joint_verbs(verb: Token) -> list[Token]:
    """Return the verbs that may share an object with one: "shot and *killed* a boy", "made, but never *sold*, it"."""
    joined = [*(c for c in verb.rights if c.dep_ == "conj"), *((verb.head,) if verb.dep_ == "conj" else ())]
    alike = [c for c in joined if c.tag_ == verb.tag_ or {c.tag_, verb.tag_} <= PAST]
    close = [c for c in alike if _are_side_by_side(verb, c)]
    return close + [c for c in joined if c not in close and precedes(verb, ",") and precedes(c, ",")]


def _are_side_by_side(verb: Token, other: Token) -> bool:
    """Tell whether no more than an adverb stands between two verbs: "fined and then *jailed* the mayor"."""
    return other.i > verb.i + 1 and all(t.pos_ in _LOOSE for t in verb.doc[verb.i + 1 : other.i])


def _is_befallen(verb: Token) -> bool:
    """Tell whether titles leave "was" out: "Nurse cleared of murder", but not "police arrested and charged a nurse"."""
    ties = {f"{verb.lemma_.lower()}_{c.lower_}" for c in verb.rights if c.dep_ == "prep"}
    ties |= {f"{verb.lemma_.lower()}_to" for c in verb.rights if (c.dep_, c.tag_) == ("xcomp", "VB")}
    if verb.tag_ not in PAST or lexicon("telling").befalling.isdisjoint({verb.lemma_.lower(), *ties}):
        return False
    if any(has_right(c, "dobj") for c in joint_verbs(verb)):
        return False
    return all(c.dep_ not in ("aux", "auxpass", "dobj", "dative", "ccomp") for c in verb.children)


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb; where the parser gave a finite one none, the noun whose phrase ends before it.

    So in "fell 4% and *sales* of beef there doubled"; "closed two mills and *sales* are expected to drop" has that of
    the verb above the infinitive.
    """
    if verb.dep_ == "xcomp" and not has_left(verb, *_SUBJECTS) and verb.head.dep_ == "conj":
        verb = verb.head
    own = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg", "advmod")]
    first = own[0] if own else verb
    noun = first.nbor(-1) if first.i else verb
    noun = noun.nbor(-1) if noun.tag_ == "RB" and noun.i else noun  # "fell 4% and sales *there* doubled"
    finite = {first.tag_, verb.tag_} & FINITE
    ends = noun.pos_ in NOUNS or (noun.tag_ == "PRP" and noun.dep_ == "pobj")  # "takings from *it* doubled"
    if not finite or not ends or is_time(noun) or has_left(verb, *_SUBJECTS):
        return subject(verb)
    while noun.dep_ in ("pobj", "appos") and (above := _above(noun)).pos_ in (*NOUNS, "PRON") and above is not noun:
        noun = above
    return noun


def _above(noun: Token) -> Token:
    if noun.dep_ != "pobj":
        return noun.head
    near = noun.head.nbor(-1) if noun.head.i else noun
    if near.dep_ == "conj" and near.pos_ in NOUNS and near.head.i < near.i:
        return near  # "fell 4% and *sales* of beef doubled", where the tie is hung farther off
    held = object_before(noun.head.head, noun.head)  # "saw *debt* in poor countries lose 1%"
    whole = held is not None and held.right_edge.i + 1 == noun.head.i and not has_left(held, "nummod")
    return held if held is not None and whole else noun.head.head


def is_paid_for(verb: Token) -> bool:
    """Tell whether a verb is what a sum is paid for: "paid $5 million to buy Kappa", "spent $5 on buying Kappa"."""
    words = lexicon("telling")
    parcel = any(c.dep_ == "dobj" and c.lemma_.lower() in words.parcels for c in verb.rights)
    if not parcel and verb.lemma_.lower() not in words.buying:
        return False
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "on" else verb.head
    on_sum = verb.dep_ in ADNOMINAL or (above != verb.head and above.dep_ == "dobj")
    paying = above.head if on_sum else above
    sums = [above] if on_sum else [c for c in above.rights if c.dep_ == "dobj"]
    spent = paying.lemma_.lower() in words.spending
    counted = (t for t in sums if t.tag_ == "CD" or has_left(t, "nummod"))  # "$5", "five crowns"
    return spent and any(t.i < verb.i for t in counted)


def is_agreed(verb: Token) -> bool:
    """Tell whether a passive infinitive is what is agreed or talked of: "signed a deal to be acquired by Kappa"."""
    passive = verb.tag_ == "VBN" and {"to", "be"} <= {c.lower_ for c in verb.lefts}
    words = lexicon("telling").any_of("bearing", "discussing")
    return passive and verb.dep_ in ADNOMINAL and verb.head.lemma_.lower() in words


def indirect_objects(verb: Token) -> list[Token]:
    """Return the heads of those whom something is given: "fined the bank 5 million euros"."""
    return [c for c in verb.children if c.dep_ in ("dative", "iobj") and c.pos_ != "ADP"]


def prepositions_of(head: Token) -> list[Token]:
    """Return the prepositions of a word, theirs, and those of what "of" brings: "exports of chips to China".

    What hangs on a day, or on how much, belongs to the word, too: "cut by the end of the month *at* Kappa", "won by 40
    votes *in* the race", but not "at 7 a.m. in Rome".
    """
    found = []
    for child in head.children:
        if child.dep_ == "npadvmod" and head.pos_ in NOUNS:
            found += [c for c in child.children if c.dep_ == "prep"]  # "40 dlrs a share *for* Kappa"
        joined = (child.dep_, child.tag_) == ("conj", "IN")  # "fell to 9%, and *in* Peru to 7%"
        if (joined or child.dep_ in ("prep", "agent", "dative")) and child.lower_ != "according":
            found += [child, *(c for c in child.children if c.dep_ == "prep")]
            inner = [g for g in child.children if g.dep_ == "pobj"]
            counts = child.lower_ == "by" and any(c.dep_ == "nummod" for g in inner for c in g.lefts)
            if (
                counts
                or child.lower_ in ("of", "in", "to", "from")
                or any(is_time(g) and g.ent_type_ != "TIME" for g in inner)
            ):
                apart = [c for g in inner for c in g.children if c.dep_ == "npadvmod"]  # "$5 a share *from* Kappa"
                apart += [c for g in inner for c in g.rights if _is_name_of(c, g)]  # "of the mill Kappa *by* Lorne"
                found += [c for g in (*inner, *apart) for c in g.children if c.dep_ == "prep"]
    return found


def way_of(tie: Token) -> Token:
    """Return the preposition that an "of" behind it only goes on: "exports *to* most of Europe"."""
    over = tie.head.head if tie.lower_ == "of" and tie.head.dep_ == "pobj" else tie
    return over if over.lower_ in ("to", "from") else tie


def _is_name_of(name: Token, noun: Token) -> bool:
    """Tell whether a name stands right behind the noun that says what it is: "the Italian mill *Kappa*"."""
    return name.dep_ == "appos" and name.pos_ == "PROPN" and name.left_edge.i == noun.i + 1


def object_of(head: Token, *prepositions: str) -> Token | None:
    """Return the first object of one of some prepositions behind a word, or None."""
    return next(iter(objects_of(head, *prepositions)), None)


def objects_of(head: Token, *prepositions: str) -> list[Token]:
    """Return all objects of some prepositions behind a word, each behind its preposition."""
    return [g for c in head.rights if c.lower_ in prepositions for g in c.rights if g.dep_ == "pobj"]


def aim_behind(noun: Token) -> Token | None:
    """Return the infinitive of an object that hangs on its verb: "faces calls | to raise it", "has plans now | to"."""
    aim = next((c for c in noun.head.rights if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.i > noun.i), None)
    between = noun.doc[noun.right_edge.i + 1 : aim.left_edge.i] if aim is not None else ()
    return aim if all(t.pos_ == "ADP" or is_time(t) or is_time(t.head) for t in between) else None


def outcomes(verb: Token) -> set[int]:
    """Return the tokens of what came of a clause, behind its comma: "did not pay, *sending its shares down*"."""
    heads = [verb, *(child for child in verb.rights if child.dep_ in ("xcomp", "dobj"))]
    if any(told.tag_ == "VBG" for told in heads[1:]):
        return set()  # "denied *firing*, wounding 30" denies both
    words = lexicon("clause").any_of("reacting", "outcome")
    came = (c for head in heads for c in head.rights if c.dep_ in _CAME and c.lower_ in words)
    return {t.i for outcome in came if follows(outcome.left_edge, ",") for t in outcome.subtree}


def is_existential(noun: Token) -> bool:
    """Tell whether a noun is what there is or was: "there was an explosion at a mill"."""
    return noun.dep_ == "attr" and has_left(noun.head, "expl")


def is_of_other(last: Token) -> bool:
    """Tell whether a number, which ends at a token, is told to be another's, and of no other time: "6% *in Peru*"."""
    if any(  # "*Peru's* 6%"
        c.dep_ == "poss" and c.pos_ == "PROPN" and not is_time(c) for c in last.lefts
    ):
        return True
    doc, at = last.doc, last.i + 1
    while at < len(doc) and doc[at].pos_ == "NOUN" and not is_time(doc[at]):
        at += 1  # "6 million *tonnes* in Peru"
    tie = doc[at : at + 1]
    held = next((g for c in tie if c.lower_ in _SEATS for g in c.rights if g.dep_ == "pobj"), None)
    if held is None:
        return False
    own = held.head.lower_ == "for" and (held.tag_ == "NNS" or has_left(held, "poss"))  # "88%, against 81% *for boys*"
    if not (own or any(t.pos_ == "PROPN" for t in held.subtree)):
        return False
    told = (*held.subtree, *doc[held.right_edge.i + 1 : held.right_edge.i + 1 + _TIMED])
    return not any(is_time(t) or any(map(str.isdigit, t.text)) for t in told)


def tells_level(verb: Token) -> bool:
    """Tell whether a relative clause says which number is compared: "rose from the $3 million it *made* in May"."""
    level = verb.head
    compared = verb.dep_ == "relcl" and level.dep_ == "pobj" and level.head.lower_ in lexicon("comparison").before
    return compared and any(t.like_num for t in level.doc[level.left_edge.i : level.i + 1])
