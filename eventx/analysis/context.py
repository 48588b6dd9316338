"""Context: which stretches of an article are negated, forecast or hypothetical, by the cues that govern them.

A cue rules the complement of its verb, adjective or noun; a modal rules the clause of its verb. Clauses of their own
(finite relative and adverbial ones, coordinated ones with a subject) are left out. Where cues meet, negation beats
forecast beats hypothesis, but "could", "may" and "might" stay hypothetical under any reporting verb. The scopes do not
overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from eventx.analysis import denial
from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.analysis import Analysis, Scope
from eventx.records import Modality
from eventx.syntax.arguments import aim_behind, outcomes
from eventx.syntax.claims import unclaimed_by
from eventx.syntax.labels import ADNOMINAL, FINITE, NOUN_SUBJECTS, PRESENT, VERBAL, has_left, has_right
from eventx.syntax.phrases import follows, helped, is_finite, is_time, precedes
from eventx.syntax.tense import is_foreseen, is_managed
from eventx.syntax.tokens import keys, last_word

_RULING, _RULED_BY, _MODALS = keys(("VERB", "NOUN")), keys(("aux", "neg", "mark")), keys(("MD",))
"""Parts of speech, labels and tags of tokens that may be cues."""
_RANKS: dict[int, Modality] = {1: "hypothetical", 2: "forecast", 3: "negated", 4: "hypothetical", 5: "negated"}
_STRONG, _DIRECT = 4, 5
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "acl", "pcomp", "attr"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj"})
_STOPS = frozenset(".!?\"”’'")
_NAMED = frozenset({"NOUN", "PROPN", "ADV", "VERB"})  # a name of the headline, whatever it is taken for
_COMPARING = ("only", "just", "less", "fewer", "more")  # "not only sold", "not less than"
_HEADLINE = 20
_LIMIT = 150

_NAMES: dict[str, int] = {"negated": 3, "forecast": 2, "hypothetical": 1}


@cache
def _ranks(part: str) -> dict[str, int]:
    """Return the words of one part ("verbs", "nouns" ...) with their ranks."""
    terms = load_lexicon("modality")
    return {word: rank for name, rank in _NAMES.items() for word in terms[name].get(part, ())}


def find_scopes(analysis: Analysis) -> list[Scope]:
    """Find the scopes of modality cues, in text order, none overlapping."""
    doc = analysis.doc
    ranks: dict[int, int] = {}
    for token in _cues(doc):
        for rank, ruled in _ruled(token):
            for held in ruled:
                if rank > ranks.get(held.i, 0):
                    ranks[held.i] = rank
    for token in (*denial.reactions(doc, ranks), *denial.unhindered(doc, ranks)):
        ranks.pop(token.i, None)
    return list(_runs(doc, ranks))


def _cues(doc: Doc) -> Iterator[Token]:
    """Yield the tokens that may rule others, by their numbers: most are no cues."""
    words = _cue_words()
    for at, (pos, dep, tag, lower) in enumerate(doc.to_array(["POS", "DEP", "TAG", "LOWER"]).tolist()):
        if pos in _RULING or dep in _RULED_BY or tag in _MODALS or lower in words:
            yield doc[at]


@cache
def _cue_words() -> frozenset[int]:
    words = lexicon("modality")
    return keys((*words.negated.any_of("words", "nobody", "untrue"), *words.forecast.contracted, *_ranks("adjectives")))


def find_cues(tokens: Iterable[Token]) -> Iterator[tuple[Token, Modality, list[Token]]]:
    """Yield each modality cue among some tokens, the modality, and the tokens that it rules."""
    for token in tokens:
        for rank, ruled in _ruled(token):
            yield token, _RANKS[rank], list(ruled)


def _runs(doc: Doc, ranks: dict[int, int]) -> Iterator[Scope]:
    """Join neighbouring tokens of one modality."""
    places = sorted(ranks)
    first = 0
    for at, i in enumerate(places):
        after = places[at + 1] if at + 1 < len(places) else -1
        if after != i + 1 or _RANKS[ranks[after]] != _RANKS[ranks[i]]:
            start = doc[places[first]].idx
            yield Scope(start, doc[i].idx + len(doc[i]), _RANKS[ranks[i]])
            first = at + 1


def _ruled(token: Token) -> Iterator[tuple[int, Iterable[Token]]]:
    """Yield rank and tokens of what a token rules as a cue."""
    lower, pos = token.lower_, token.pos_
    if token.text == "May":
        return  # the month or a name, whatever the tagger says
    if token.dep_ == "aux" or token.tag_ == "MD" or lower in lexicon("modality").forecast.contracted:
        yield from _of_auxiliary(token)
    elif token.dep_ == "neg" or lower in lexicon("modality").negated.words:
        verb, either = token.head, follows(token, "or")  # "whether or not they cut"
        ended = verb.lower_ == "longer" and all(c.lower_ != "than" for c in verb.rights)  # "no longer sells it"
        verb = verb.head if verb.dep_ == "advmod" and (ended or lower == "never") else verb  # "has never before sold"
        if verb.lower_ == "one" and verb.dep_ in NOUN_SUBJECTS:
            yield _DIRECT, _clause(verb.head)  # "not one of the 40 guests came"
        if verb.pos_ in VERBAL and not either and not precedes(token, *_COMPARING):
            doubted = _rank_of(verb) == _NAMES["negated"]  # "did not rule out a sale"
            alone = doubted or verb.lemma_ in lexicon("government").counting  # "does not include 40 men laid off"
            own = (_DIRECT, (verb,) if alone else _predicate(verb))
            yield from ((_STRONG, _complement(verb)), own) if doubted else (own,)
    elif lower in lexicon("modality").negated.nobody and denial.opens_subject(token):
        yield _DIRECT, _predicate(token.head.head)  # "no court approved it"
    elif lower in lexicon("modality").negated.none and (denied := denial.verb_of_none(token)) is not None:
        yield _DIRECT, {*token.subtree, *_clause(denied)}  # "none of the 40 guests came"
    elif token.dep_ == "mark" and lower in lexicon("modality").hypothetical.conditions:
        yield _STRONG, _clause(token.head)
    elif denied_heads := denial.denied_by(token):
        yield from ((_NAMES["negated"], _walk(head, ("advcl",))) for head in denied_heads)
    elif pos == "VERB":
        yield from _of_verb(token)
    elif pos in ("ADJ", "ADP", "ADV") and (rank := _ranks("adjectives").get(lower)) is not None:
        yield from () if is_managed(token) else ((rank, _infinitives(token)),)
    elif pos == "NOUN" and (rank := _ranks("nouns").get(token.lemma_.lower())) is not None:
        yield _NAMES["negated"] if denial.is_given_up(token) else rank, _of_noun(token)


def _of_auxiliary(token: Token) -> Iterator[tuple[int, Iterable[Token]]]:
    """Yield what a modal or the "to" of an infinitive rules."""
    verb, lower = helped(token), token.lower_
    words = lexicon("modality")
    pending = lower == "to" and token.i > 1 and follows(token, *words.negated.pending)
    if lower in words.hypothetical.strong:
        yield _STRONG, _predicate(verb) if has_left(verb, "neg") else _clause(verb)  # those who "could not" are there
    elif (rank := _ranks("modals").get(lower)) is not None:
        yield rank, _clause(verb)
    elif pending and token.nbor(-2).lemma_ in ("have", "be"):
        yield _DIRECT, _predicate(verb)  # "has yet to approve it"
    elif lower == "to":
        ranked = follows(token, "first", "last") or (token.i > 0 and token.nbor(-1).pos_ == "ADJ")  # "first to tell"
        owed = verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and not ranked  # "35 posts are to be moved"
        if owed or verb.dep_ == "ROOT" or _announces(token):  # "Lender cheers; 700 jobs to go"
            told = [verb.head] if owed or verb.dep_ in ADNOMINAL else _with_joined(verb)
            yield from ((_NAMES["forecast"], _clause(t)) for t in told)


def _rank_of(verb: Token) -> int | None:
    """Return the rank of a verb of saying, wishing, planning or denying, by its phrase: "rule out", "ask to"."""
    lemma, known = verb.lemma_.lower(), _ranks("phrases")
    if (lemma == "consider" and has_right(verb, "oprd")) or denial.lets_go(verb):
        return None  # "is considered the best", "dismissed 40 traders"
    if any(f"{lemma} {child.lower_}" in lexicon("modality").hypothetical.serving for child in verb.rights):
        return None  # "advised on $5 billion of deals"
    if lemma == "offer" and verb.tag_ in PRESENT and last_word(verb.sent).text in _STOPS:
        return None  # "the phone offers 6 GB", but not in a headline
    if lemma == "fail" and verb.dep_ != "amod" and all(c.dep_ != "xcomp" and c.lower_ != "in" for c in verb.rights):
        return None  # "the engine failed with 40 people aboard", but "failed to land"
    last = (_particle(child) for child in verb.rights)
    phrases = (f"{form} {word}" for word in last if word for form in (lemma, verb.lower_))  # "is done raising it"
    rank = next((known[phrase] for phrase in phrases if phrase in known), None)
    rank = _ranks("verbs").get(lemma) if rank is None else rank
    present = verb.tag_ in PRESENT or is_foreseen(verb)
    return _ranks("present").get(lemma) if rank is None and present else rank


def _particle(child: Token) -> str | None:
    """Return what makes a phrase of a verb and what stands behind it: a particle, "to" or "-ing" of what is done."""
    if child.dep_ == "advcl" and child.left_edge.dep_ == "mark" and child.left_edge.lower_ == "for":
        return "for"  # "called for the charges to be dropped"
    if child.lower_ == "for" and any(is_time(c) and not has_right(c, "prep") for c in child.rights):
        return None  # "was held for 11 days"
    if child.dep_ in ("prt", "prep"):
        return child.lower_ if child.lower_ != "to" else None  # "declined 12% to $3 million"
    if child.dep_ not in ("xcomp", "ccomp") or child.tag_ not in ("VB", "VBN", "VBG"):
        return None
    return "ing" if child.tag_ == "VBG" else next((c.lower_ for c in child.lefts if c.lower_ == "to"), None)


def _of_verb(verb: Token) -> Iterator[tuple[int, Iterable[Token]]]:
    """Yield what a verb of saying, wishing, planning or denying rules."""
    rank = _rank_of(verb)
    if rank is not None:
        left_out = outcomes(verb) | denial.beside(verb) if rank == _NAMES["negated"] else ()
        told = _walk(verb.head, ()) if verb.dep_ == "amod" else _complement(verb)
        yield rank, (token for token in told if token.i not in left_out)
    elif verb.tag_ in ("VBN", "VBG") and (rank := _ranks("adjectives").get(verb.lower_)) is not None:
        yield rank, _infinitives(verb)


def _announces(to: Token) -> bool:
    """Tell whether an infinitive stands for a verb of a headline: "Glass maker to cut 1,200 jobs"."""
    sentence = to.sent
    if last_word(sentence).text in _STOPS or not 0 < to.i - sentence.start < _HEADLINE:
        return False
    if to.nbor(-1).text == ",":
        return True  # "Bank sells arm, to cut 1,200 jobs"
    if to.nbor(-1).pos_ not in _NAMED or to.nbor(-1).lemma_ in lexicon("modality").forecast.ways:
        return False
    for token in reversed(to.doc[sentence.start : to.i]):
        if token.text in (";", ":"):
            break
        if token.tag_ in FINITE or token.lemma_.lower() in _ranks("nouns"):
            return False
    return True


def _with_joined(verb: Token) -> list[Token]:
    """Return a verb of a headline and one that goes on with it, taken for the main: "Bank to cut 40, *shut* arm"."""
    over = verb.head.head if verb.head.dep_ in NOUN_SUBJECTS else verb
    return [verb, over][: 1 + (over.i > verb.i and over.lower_ == over.lemma_ and over.nbor(-1).text == ",")]


def _predicate(verb: Token) -> Iterator[Token]:
    """Yield the tokens of a verb's clause but for its subject: who "never came" is there, "despite" what is not."""
    left_out = {t.i for child in verb.lefts if child.dep_ in (*NOUN_SUBJECTS, "prep") for t in child.subtree}
    left_out |= outcomes(verb) | denial.moves_of_subject(verb) | {t.i for t in unclaimed_by(verb)}
    return (token for token in _clause(verb) if token.i not in left_out)


def _clause(verb: Token) -> Iterator[Token]:
    """Yield the tokens of a verb's own clause, its subject included."""
    yield from _walk(verb, _OWN_CLAUSE)


def _walk(head: Token, shut: Iterable[str]) -> Iterator[Token]:
    """Yield a subtree without its finite clauses of the dependencies ``shut``, relative and adverbial ones."""
    stack, count = [head], 0
    while stack and count < _LIMIT:
        token, count = stack.pop(), count + 1
        if token.dep_ in ("prep", "advcl") and token.lower_ in lexicon("comparison").beside:
            continue  # "would cost $5 compared with $6 now", "after $6 last year"
        yield token
        for child in token.children:
            if token.dep_ in NOUN_SUBJECTS and child.dep_ in ("advmod", "amod") and child.i > token.i + 1:
                continue  # "Investment, up 20% last year, will slow"
            if child.dep_ in ("relcl", "advcl") and (is_finite(child) or child.tag_ == "VBN"):
                continue
            if child.dep_ in shut and is_finite(child) and token.lemma_ != "let":  # "would let 200 workers go"
                continue
            if child.dep_ in shut and any(t.text == ";" for t in token.doc[child.i : token.i]):
                continue  # "sales are 4% up; without it they would be lower"
            again = "ccomp" not in shut and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts)
            if child.dep_ == "conj" and child.pos_ in VERBAL and _own(child, token) and not again:
                continue  # but "denied that it was open and that 30 had left"
            stack.append(child)


def _own(verb: Token, first: Token) -> bool:
    """Tell whether a coordinated verb makes a clause of its own: it has a subject, or is finite after an infinitive."""
    plain = verb.lower_ == verb.lemma_.lower()  # "would shut a plant and let workers go", whatever the tagger says
    apart = is_finite(verb) and not plain and first.tag_ in ("VB", "VBN")
    return apart or any(child.dep_ in NOUN_SUBJECTS or child.tag_ == "MD" for child in verb.lefts)


def _complement(verb: Token) -> Iterator[Token]:
    """Yield what a verb of saying, wishing or denying says; of a passive ("is expected to fall") the subject too."""
    passive = has_left(verb, "auxpass", "nsubjpass") and not has_right(verb, "dobj")  # "300 were promised houses"
    for child in verb.children:
        behind = child.i > verb.i and (child.dep_ == "prep" or (child.dep_ == "advcl" and not is_finite(child)))
        if child.i < verb.i and any(t.text == ";" for t in verb.doc[child.i : verb.i]):
            continue  # "1,400 have walked out; the company has offered 2 per cent"
        if behind or child.dep_ in _COMPLEMENTS or (passive and child.dep_ in NOUN_SUBJECTS):
            yield from _walk(child, ("advcl",))
    gap = verb.dep_ == "relcl" and not has_right(verb, *_COMPLEMENTS)
    if gap or (verb.dep_ == "acl" and verb.tag_ == "VBN"):  # "the 400 it needs", "sales expected to reach 5 million"
        yield from _walk(verb.head, ("relcl",))


def _infinitives(cue: Token) -> Iterator[Token]:
    """Yield the infinitive that "set", "likely" or "going" rules, with its subject."""
    if cue.lower_ == "set" and any(child.lower_ == "at" for child in cue.rights):
        return  # "is set at $5 an hour for adults"
    verb = cue.head if cue.pos_ != "VERB" and cue.head.pos_ in VERBAL else cue
    for child in cue.rights:
        if cue.lower_ == "due" and child.lower_ in lexicon("modality").forecast.causes:
            continue  # "was due to lower prices"
        toward = child.dep_ == "pcomp" and cue.lower_ in lexicon("modality").forecast.toward
        leads = toward or (child.lower_ in ("of", "for") and cue.lower_ != "bound")
        if leads or any(c.lower_ == "to" for c in child.lefts):
            yield from _clause(child)
            for left in verb.lefts:
                if left.dep_ in NOUN_SUBJECTS:
                    yield from _walk(left, ())


def _of_noun(noun: Token) -> Iterator[Token]:
    """Yield what hangs on a noun: "plans to hire 500", "a forecast of 3%"."""
    words, lemma = lexicon("modality"), noun.lemma_.lower()
    if lemma in words.forecast.reckoned:
        return
    held = lemma in words.hypothetical.powers  # "a capacity of 5 tonnes"
    if noun.dep_ == "dobj" and not held and (aim := aim_behind(noun)) is not None:  # but "used a permit to hire"
        yield from _walk(aim, ("advcl",))
    for child in noun.rights:
        if child.dep_ == "acl" and (child.tag_ == "VBN" or follows(child.left_edge, ",")):
            continue  # "its target, raised in May"
        if child.dep_ in ("acl", "ccomp", "xcomp") or (child.lower_ in ("of", "for") and not held):
            yield from _walk(child, ("advcl",))
