"""Cues: the verbs that say that somebody speaks, and where they tell of speech that was not made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from spacy.tokens import Token

from eventx.facts.statement.view import View
from eventx.lexicons import lexicon, load_lexicon
from eventx.syntax.labels import AUXILIARIES, FINITE, NOUN_SUBJECTS, PAST, VERBAL, first_left, first_right, has_left
from eventx.syntax.phrases import follows
from eventx.syntax.tokens import keys, values

_ACCORDING = ("according", "per")
TOLD = frozenset({"VBD", "VBZ"})
_SPEECH = ("clause", "with_that", "quote")
_KINDS = ("noun", "quoting", "infinitive", "request", "carrying")


@cache
def _forms() -> dict[str, str]:
    """Map every form of every cue verb to its lemma."""
    lists = load_lexicon("statement")
    own = (lists[kind] for kind in _KINDS)
    lemmas = dict.fromkeys(chain(*(load_lexicon("speech")[kind] for kind in _SPEECH), *own))
    out: dict[str, str] = {}
    for lemma in lemmas:
        for form in lists["forms"].get(lemma) or regular(lemma):
            out.setdefault(form, lemma)
    return out


@cache
def _cue_words() -> frozenset[int]:
    """Return the numbers of the words that may be cues."""
    return keys({*_forms(), *_ACCORDING})


def candidates(view: View) -> Iterator[Token]:
    """Yield the tokens that may be cues: their words are, or a quotation may make cues of them."""
    words, tags = _cue_words(), keys(TOLD if view.quotes else ())
    for i, (word, tag) in enumerate(zip(values(view.doc, "LOWER"), values(view.doc, "TAG"), strict=True)):
        if word in words or tag in tags:
            yield view.doc[i]


def regular(lemma: str) -> list[str]:
    """Return the forms of a regular verb.

    >>> regular("deny"), regular("urge")
    (['deny', 'denies', 'denied', 'denying'], ['urge', 'urges', 'urged', 'urging'])
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
    if lemma.endswith("e"):
        return [lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"]
    s = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return [lemma, f"{lemma}{s}", f"{lemma}ed", f"{lemma}ing"]


@cache
def assertive() -> frozenset[str]:
    """Return the lemmas of the cues that are speech whatever follows them."""
    words, cues = lexicon("speech"), lexicon("statement")
    own = cues.any_of("noun", "infinitive", "request")
    return frozenset((words.clause | own) - words.with_that | {"call", "describe"})


def clausal() -> frozenset[str]:
    """Return the lemmas of the cues that take a clause."""
    return lexicon("speech").any_of("clause", "with_that")


def is_assertive(token: Token) -> bool:
    """Say whether a token is a form of a cue that is speech whatever follows it."""
    return lemma_of(token) in assertive()


def lemma_of(token: Token) -> str | None:
    """Return the lemma of a cue verb's form, or nothing."""
    return _forms().get(token.lower_)


def clause_of(cue: Token) -> Token | None:
    """Return the verb of the clause that is a cue's complement."""
    return first_right(cue, "ccomp")


def is_verb(token: Token) -> bool:
    """Say whether a token is tagged as a verb that can carry a statement."""
    nominal = token.tag_ == "VBG" and token.dep_ in ("oprd", "pobj") and not has_left(token, "nsubj")  # in the posting
    return token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound", "aux", "auxpass") and not nominal


def is_passive(token: Token) -> bool:
    """Say whether a verb is a passive or a bare participle: was told, reported by."""
    if token.tag_ not in PAST:
        return False
    if has_left(token, "auxpass", "nsubjpass"):
        return True
    bare = token.tag_ == "VBN" and not has_left(token, "aux")
    return bare and (token.dep_ in ("acl", "amod") or (token.dep_ == "advcl" and not has_left(token, "nsubj")))


def made_to(token: Token) -> Token | None:
    """Return who is made to speak: prompting the court to ask for proof."""
    verb = token.head if token.dep_ in ("xcomp", "ccomp") and token.tag_ == "VB" else None
    if verb is None or verb.lemma_ not in lexicon("statement").causing or not any(t.tag_ == "TO" for t in token.lefts):
        return None
    own = (*verb.rights, *token.lefts)
    told = verb.tag_ in PAST or (verb.tag_ == "VBG" and verb.dep_ == "advcl")
    made = told and not has_left(verb, "auxpass", "neg")
    return next((c for c in own if made and c.dep_ in ("dobj", "nsubj") and verb.i < c.i < token.i), None)


def is_forced(verb: Token) -> bool:
    """Say whether a verb is a passive of what makes its subject speak: was forced to admit it."""
    return verb.lemma_ in lexicon("statement").causing and has_left(verb, "auxpass") and not has_left(verb, "neg")


def is_quoted_saying(token: Token) -> bool:
    """Say whether a token is the "saying" of "was quoted as saying", "quoted her as *telling* a rally that"."""
    if not follows(token, "as"):
        return False
    quoted = token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.head.lemma_ in lexicon("statement").quoters
    return token.lower_ == "saying" or (quoted and lemma_of(token) is not None)


def cue_end(view: View, token: Token, lemma: str) -> int:
    """Return the token where a cue with its particle ends: pointed out, laid out."""
    particle = load_lexicon("statement")["particle"].get(lemma)
    return token.i + 1 + (particle is not None and view.is_text(token.i + 1, particle))


def link_of(lemma: str) -> str | None:
    """Return the word that links the object of a cue to what is told of it: put it at, described it as."""
    link: str | None = load_lexicon("statement")["linked"].get(lemma)
    return link


def is_unsaid(view: View, token: Token, lemma: str) -> bool:
    """Say whether a verb tells of speech that was not made, or of none: declined to say; told of it; went after him."""
    return any(rule(view, token, lemma) for rule in _UNSAID)


def _negated(view: View, token: Token, lemma: str) -> bool:
    if token.dep_ == "pcomp" and token.tag_ == "VBG" and token.head.lower_ in ("from", "without", "for", "of"):
        return True
    return lemma not in lexicon("statement").contradiction and has_left(token, "neg")


def _asked(view: View, token: Token, lemma: str) -> bool:
    """Say whether a verb tells what the speaker was asked: said when asked if; Ida Moss, asked whether she would."""
    if lemma != "ask" or token.dep_ == "conj":
        return False
    apart = view.is_text(token.i - 1, ",") and view.is_text(token.i + 1, *lexicon("statement").question)
    return apart or view.is_text(token.i - 1, "when", "being")


def _nobody_told(view: View, token: Token, lemma: str) -> bool:
    """Say whether "tell" has nobody who is told: told of the remark."""
    ends = token.i + 1 == len(view.doc) or view.is_text(token.i + 1, "of", "that", ",", ".", "\n", "\n\n")
    return lemma == "tell" and ends


def _went(view: View, token: Token, lemma: str) -> bool:
    """Say whether "go" is no turn of speech: went after him, but: went on, "..."."""
    after = token.i + 1 + view.is_text(token.i + 1, "on")
    spoken = after < len(view.doc) and (view.in_quote[after] >= 0 or view.is_text(after, ",", ":", "."))
    return lemma == "go" and not spoken


def _possible(view: View, token: Token, lemma: str) -> bool:
    """Say whether a verb tells of speech to come or thinkable: will announce plans, if it says so, plans to tell."""
    aux = _auxiliaries(token)
    if is_to_come(token):
        return lemma not in clausal()
    words, above = lexicon("statement"), token.head  # "was quick to say", but "it is hard to say"
    led = above.lemma_ in words.leading and not any(c.lower_ in words.impersonal for c in above.rights)
    led = led or _is_judged(above)
    led = led or is_forced(above)  # was forced to admit
    planned = any(t.tag_ == "TO" for t in aux) and not led and made_to(token) is None
    lent = token.tag_ == "VB" and token.dep_ in ("xcomp", "ccomp") and any(t.tag_ == "MD" for t in token.head.lefts)
    supposed = any(t.lower_ in ("if", "unless") for t in token.lefts)
    supposed = supposed or (token.dep_ == "ccomp" and token.head.lower_ == "let")  # let's say
    modal = token.tag_ not in TOLD and any(t.tag_ == "MD" for t in aux)  # not: May said
    return planned or lent or supposed or modal or view.is_text(token.i - 1, "worth")  # it is worth noting that


def _is_judged(above: Token) -> bool:
    """Say whether a verb is judged for which somebody is called right or wrong to have spoken: was wrong to say."""
    verb = above.head
    judged = above.lower_ in lexicon("statement").judged and verb.lemma_ == "be" and verb.tag_ in FINITE
    subject = first_left(verb, *NOUN_SUBJECTS)
    return judged and subject is not None and subject.lower_ not in ("it", "that", "this")


def is_told(cue: Token, start: int) -> bool:
    """Say whether the clause behind a cue tells the cue itself: the mayor warned of floods, officials said."""
    over = (t for t in cue.ancestors if t.i > start and t.lemma_ in clausal())
    return any(c.left_edge.i == start for t in over for c in t.lefts if c.dep_ in NOUN_SUBJECTS)


def _auxiliaries(token: Token) -> list[Token]:
    """Return the auxiliaries of a verb, those of the one that it is joined to with it: will hold and reject."""
    joined = token.head if token.dep_ == "conj" and token.tag_ == "VB" else token
    return [t for t in (*token.lefts, *joined.lefts) if t.dep_ == "aux"]


def is_to_come(token: Token) -> bool:
    """Say whether a verb tells of speech that is planned: will say, is expected to say."""
    aux, cues = _auxiliaries(token), lexicon("statement")
    held = any(t.tag_ == "TO" for t in aux) and token.head.lower_ in cues.planned
    return token.tag_ == "VB" and (held or any(t.lower_ in cues.future for t in aux))


def _unlaid(view: View, token: Token, lemma: str) -> bool:
    """Say whether a verb lacks the particle that makes speech of it: laid pipes, but: laid out how."""
    return lemma in lexicon("statement").laying and cue_end(view, token, lemma) == token.i + 1


def _joined(view: View, token: Token, lemma: str) -> bool:
    """Say whether a verb tells no speech itself: adding to the worries, added 0.8%, replying to a call."""
    if lemma == "add" and any(c.dep_ in ("npadvmod", "dobj") and c.ent_type_ == "PERCENT" for c in token.rights):
        return True
    answered = lemma in ("reply", "respond") and token.tag_ == "VBG"
    leads = lemma == "continue" and any(lemma_of(t) in clausal() for t in view.doc[token.i + 2 : token.i + 3])
    return (lemma == "add" or answered or leads) and view.is_text(token.i + 1, "to")


def _compared(view: View, token: Token, lemma: str) -> bool:
    """Say whether a verb stands in a comparison: less than analysts predicted, more than most others forecast."""
    edge = token.left_edge.i
    return view.is_text(edge, "than") or view.is_text(edge - 1, "than")


def _told_of(view: View, token: Token, lemma: str) -> bool:
    """Say whether what is asked for stands before the verb of its relative clause: the aid it asked for in May."""
    after = token.i + 2
    ends = after in view.times or view.is_text(after, ",", ".", ";", "and", "but")
    return token.dep_ == "relcl" and view.is_text(token.i + 1, "for") and ends


_UNSAID = (_unlaid, _compared, _told_of, _joined, _possible, _negated, _asked, _nobody_told, _went)


def is_utterance(view: View, token: Token) -> bool:
    """Say whether any verb stands by a quotation as only a cue does: "I have," he fumed."""
    i = token.i
    if token.tag_ not in TOLD or view.in_quote[i] >= 0 or token.lemma_ in ("be", "have", "do"):
        return False
    subject = next((c for c in token.lefts if c.dep_ == "nsubj" and c.right_edge.i == i - 1), None)
    at = (subject.left_edge.i if subject is not None else i) - 1
    if at < 1 or any(c.dep_ == "dobj" and c.i == i + 1 for c in token.rights):
        return False
    comma = view.doc[at].text == ","
    n = view.in_quote[at - comma]
    if n < 0 or view.quotes[n].right > view.end_char(at + 1) or view.quotes[n].length < 4:
        return False
    quote = view.quotes[n]
    first, lead = view.token_at(quote.left), view.text[max(0, quote.left - 3) : quote.left].rstrip(" ")[-1:]
    if lead.isalnum() and first is not None and _is_beside(view.doc[first], token):
        return False  # with a "heavy heart," she resigned
    if subject is None and (lead not in ("", *',.:;!?\n"”') or first is None or not view.finite(first, at + 1)):
        return False  # the project, "Better Ideas," tests; their robot, named "Better Idea," scored
    return comma or view.text[quote.end - 1] == ","


def _is_beside(word: Token, cue: Token) -> bool:
    """Say whether a word is in no clause with a finite verb: *With a heart* she resigned; *being odd* he left."""
    clause = next((t for t in word.ancestors if t.pos_ in VERBAL and t.i < word.i), cue)
    while clause != cue and clause.dep_ in ("xcomp", "conj") and not _is_finite(clause):
        clause = clause.head
    return clause == cue or not _is_finite(clause)


def _is_finite(verb: Token) -> bool:
    return any(t.tag_ in FINITE for t in (verb, *(c for c in verb.lefts if c.dep_ in AUXILIARIES)))
