"""Nouns beside an amount: those that it modifies, counts out or is led to by, and what belongs to them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.figures import is_figure
from eventx.syntax.labels import (
    COMPOUNDING,
    FINITE,
    NOUN_SUBJECTS,
    NOUNS,
    PAST,
    VERBAL,
    first_left,
    first_right,
    has_left,
)
from eventx.syntax.phrases import antecedent, is_time, words_behind
from eventx.syntax.tokens import is_dash

NAMES = frozenset({"GPE", "ORG", "PERSON", "LOC", "FAC"})
_SAYING_NOTHING = frozenset({"DET", "PUNCT", "NUM", "SYM", "PART", "CCONJ", "PRON"})
_BEFORE_NOUN = frozenset({"DET", "PRON", "ADJ", "NUM", "SYM", "PUNCT"})
_RATIOS = frozenset({"%", "pct", "percent"})
_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "punct", "advmod"})
_JOINED = frozenset({"cc", "compound", "amod"})  # between two coordinated nouns, which share no article or clause
_STEPS = 6  # up the parse


def _says_nothing(token: Token) -> bool:
    """Tell whether a word before a noun says nothing of it: an article, a number, "about"."""
    return token.pos_ in _SAYING_NOTHING or token.lower_ in lexicon("topic").vague or token.lower_ in _RATIOS


def _is_glued(number: Token) -> bool:
    """Tell whether a number touches the word behind it: "a *512GB* version"."""
    return number.like_num and not number.whitespace_ and number.nbor(1).is_alpha


def core(noun: Token) -> Chars:
    """Return the characters of a noun and its modifiers, without articles, possessors and numbers."""
    first = noun
    for child in reversed(list(noun.lefts)):
        numbered = (
            child.like_num and child.tag_ != "JJ" and child.nbor(1).text != "-"
        )  # not: "first phase", "one-off fee"
        numbered = numbered and not (child.is_title and noun.pos_ == "PROPN")  # "Alba One S"
        dated = child.ent_type_ == "DATE" != noun.ent_type_ and noun.pos_ == "PROPN"  # "on *Monday* Halden sold"
        joined = child.right_edge.i > child.i and child.nbor(1).text == "-"  # a one-off fee
        outside = (
            (child.dep_ not in _PREMODIFIERS and not joined) or numbered or dated or child.right_edge.i + 1 < first.i
        )
        if outside and not _is_glued(child):
            break
        first = child.left_edge
    while first.i < noun.i and _says_nothing(first):
        if first.pos_ in ("NUM", "DET") and (first.nbor(1).text == "-" or _is_glued(first)):
            break  # "10-year bonds", "all-time high"
        first = first.nbor(1)
    return first.idx, noun.idx + len(noun)


def whole_core(noun: Token) -> Chars:
    """Return the characters of a noun with its modifiers and what is coordinated with it: "debt and lease payments"."""
    start, last = core(noun)[0], noun
    while (more := first_right(last, "conj")) is not None:
        between = noun.doc[last.i + 1 : more.i]
        if more.pos_ not in NOUNS or len(between) > 4 or any(t.dep_ not in _JOINED for t in between):
            break
        last = more
    last = noun.head if noun.dep_ in COMPOUNDING and noun.head.i == last.i + 1 else last
    return start, last.idx + len(last)


def is_amount(noun: Token) -> bool:
    """Tell whether a noun is an amount of money: a price, a loan, a profit."""
    return noun.lemma_.lower() in lexicon("topic").amounts or noun.lower_ in lexicon("topic").amounts


def is_quoted(noun: Token) -> bool:
    """Tell whether a noun is an amount or is quoted at a price by its bare name, and so no name of somebody."""
    alone = not has_left(noun, "compound")  # no "Halden Finance"
    return (is_amount(noun) and alone) or noun.lower_ in lexicon("topic").quoted


def meant(word: Token) -> Token:
    """Return the noun that a relative pronoun stands for: the amount, where one is told ("*taxes* on cloth, which")."""
    noun = antecedent(word) or word
    above = noun.head.head
    taxed = (
        noun.dep_ == "pobj" and above.pos_ in NOUNS and is_amount(above) and above.i < noun.i and not is_amount(noun)
    )
    return above if taxed and noun is not word else noun


def before_tax(noun: Token) -> Token | None:
    """Return the profit of "profit before *tax*", which the parser takes for a clause; else None."""
    if noun.lower_ != "tax" or noun.i < 2 or noun.nbor(-1).lower_ not in ("before", "after"):
        return None
    return noun.nbor(-2) if noun.nbor(-2).pos_ in NOUNS else None


def top_of(first: Token, last: Token) -> Token:
    """Return the token of an amount whose head stands outside it."""
    if first.i == last.i:
        return last
    for token in first.doc[first.i : last.i + 1]:
        if not first.i <= token.head.i <= last.i or token.head is token:
            return token
    return last


def goes_on(noun: Token, token: Token) -> bool:
    """Tell whether behind a noun its phrase goes on to its head: "Halden *common* shares", "quartz *veined* zones"."""
    inner = token.pos_ in ("ADJ", "VERB") and token.dep_ in _PREMODIFIERS and token.head.i > token.i
    return inner and token.head.is_ancestor(noun)


def climb(token: Token, first: Token) -> tuple[Token, Token | None]:
    """Climb from an amount over numerals and prepositions to the word that governs it; also return the preposition."""
    tie, clear = None, lexicon("topic").clear
    for _ in range(_STEPS):
        head = token.head
        if head is token:
            break
        if head.pos_ in ("ADP", "SCONJ", "PART"):
            silent = token.lower_ == "excess" or head.lower_ == "than" or is_figure(head.head)
            silent |= token.lower_ == "range" and head.lower_ == "in"  # "costs are in the $4-5 million range"
            tie = head if head.i < first.i and not silent else tie
        elif head.lower_ == "worth" or (
            head.pos_ not in ("NUM", "SYM", "ADV", "ADJ") and head.lower_ not in clear and not is_figure(head)
        ):
            return head, tie
        token = head
    return token, tie


def noun_behind(first: Token, last: Token, price: bool) -> Token | None:
    """Return the noun that the amount stands before: the loan in "a $5 million loan", the plant in "a 2-acre plant".

    A noun in the singular right behind is enough ("in £740m deal"). ``price``: whether the amount is money.
    """
    doc, i, head = first.doc, behind_bracket(last), top_of(first, last).head
    words, run = lexicon("topic"), _run(doc, i)
    held = i <= head.i and (head.pos_ in NOUNS or head.lower_ in words.misread) and not is_time(head)
    if held and (run is None or run.i < head.i) and all(_is_inner(t) for t in doc[i : head.i]):
        run = head  # "a $5 million floating-rate loan"
    if price and run is not None and _begins_clause(run, first):
        return next((t for t in reversed(doc[i : run.i]) if t.pos_ == "NOUN"), None)  # "the $5 *loan* Alba took"
    doer = first_left(run, *NOUN_SUBJECTS) if run is not None else None
    if doer is not None and doer == led(first):
        return None  # "losses of $5 million *hit* the firm"
    if run is None or run.lower_ in words.misread:
        return run if price or run is None or run.pos_ in NOUNS else None  # "waves of 6 metres *hit* the pier"
    inside = doc[first.i : last.i + 1]
    tied = any(run in (t, t.head) or run.is_ancestor(t) for t in inside) or first.i <= run.head.i <= last.i
    while run.dep_ == "compound" and run.head.i > run.i and run.head.i - last.i < 7:
        run = run.head
    silent = run.lower_ == "worth" or run.lower_ in words.counted
    tied |= doc[i].pos_ == "PROPN" and price and is_amount(run)  # "gets $820m *IMF loan*"
    return run if (tied or doc[i].tag_ == "NN" or i > last.i + 1) and not silent else None


def _begins_clause(noun: Token, first: Token) -> bool:
    """Tell whether a word behind an amount begins a clause about it: "$5 *forecast* by some", "the $5 *Alba* paid"."""
    behind, before = words_behind(noun, 2), noun.doc[max(0, first.i - 2) : first.i]
    if noun.lower_ in lexicon("topic").expected:
        named = any(t.tag_ in ("DT", "PRP$") for t in before[-1:])  # "the $5 forecast by brokers" is a noun
        told = behind[:1].text == "by" and not any(t.pos_ in ("NUM", "SYM") or is_time(t) for t in behind)
        return told and (not named or noun.nbor(-1).pos_ == "NOUN")
    if noun.is_title and noun.nbor(-1).pos_ == "NOUN" and noun.nbor(-1).is_lower:
        return any(t.pos_ in VERBAL for t in behind[:1])  # "a $5 loan *Alba* took"
    past = any(t.tag_ in PAST for t in behind[:1]) and all(t.pos_ not in NOUNS for t in behind[1:])
    other = any(t.tag_ in FINITE and t.i != noun.i + 1 for t in noun.sent)  # no "the $5 Alba Bridge collapsed"
    named = noun.pos_ == "PROPN" or noun.ent_type_ in NAMES
    return past and other and named and any(t.lower_ == "the" for t in before)


def _is_inner(token: Token) -> bool:
    """Tell whether a token may stand between an amount and the noun that it modifies."""
    inner = token.pos_ in ("ADJ", *NOUNS, "SPACE", "NUM") or token.dep_ in ("amod", "compound")
    return (inner or token.text in ("-", "“", '"')) and not is_dash(token)


def _run(doc: Doc, at: int) -> Token | None:
    """Return the last noun of the words that begin at a token, or one that the tagger takes for another word."""
    run: Token | None = None
    for token in doc[at : at + 5]:
        if token.is_sent_start:
            break
        if token.pos_ in NOUNS and token.ent_type_ != "DATE":
            run = token
        elif token.lower_ in lexicon("topic").misread:
            return run or token
        elif (token.pos_ not in ("ADJ", "SPACE") and token.text not in ("-", "“", '"')) or is_dash(token):
            return None if is_hyphen(token.nbor(-1)) else run  # "12 gas-*fired* plants"
    return run


def led(first: Token) -> Token | None:
    """Return the noun before "of" or "worth" that leads to an amount: "spending of no more than $12 million".

    One that is an amount may be tied to its bound alone: "incomes over $5,000".
    """
    doc, i, words = first.doc, first.i - 1, lexicon("topic")
    while i > max(0, first.i - 6) and doc[i].lower_ in words.bounds:
        i -= 1
    if i > 2 and doc[i].pos_ == "ADJ" and doc[i - 1].lower_ == "as" and doc[i - 2].pos_ in NOUNS:
        return doc[i - 2]  # "stores as large as 300 square feet"
    bound = i >= 0 and i + 1 < first.i and doc[i + 1].lower_ in lexicon("clause").limits and is_amount(doc[i])
    i += bound
    if i < 1 or (doc[i].lower_ not in ("of", "worth") and not bound):
        return None
    timed = i > 2 and is_time(doc[i - 1]) and is_amount(doc[i - 2])  # "the closing price yesterday of $3"
    noun = doc[i - 3] if i > 2 and doc[i - 2].lower_ == "per" else doc[i - 1 - timed]  # "earnings per share of $3"
    if doc[i].head == noun.head.head and noun.head.lower_ in ("before", "after"):
        noun = doc[i].head  # "*profit* before tax of $3"
    silent = is_time(noun) or noun.lower_ in words.measures or noun.lower_ in words.leading
    return noun if noun.pos_ in NOUNS and not silent else None


def behind_bracket(last: Token) -> int:
    """Return the token behind an amount, or behind the bracket that tells it again: "a $9m (£5m) loan"."""
    doc, at = last.doc, last.i + 1
    if at >= len(doc) or doc[at].text != "(":
        return at
    return next((j + 1 for j in range(at, min(len(doc), at + 9)) if doc[j].text == ")"), at)


def counted_out(last: Token) -> Token | None:
    """Return the noun after "in" or "of" that an amount counts out: "$12 million in tax credits"."""
    doc, at = last.doc, behind_bracket(last)
    while at < len(doc) and (doc[at].is_space or doc[at].text == "-" or doc[at].tag_ == "POS"):
        at += 1
    tie = doc[at] if at < len(doc) and doc[at].lower_ in ("in", "of", "worth") else None
    noun = _noun_behind(tie) if tie is not None else None
    if tie is None or noun is None or is_time(noun):
        return None
    placed = noun.pos_ == "PROPN" or noun.lower_ in lexicon("topic").any_of("paid", "scenes") or _is_counted(tie)
    return None if tie.lower_ == "in" and (placed or _is_session(noun)) else noun


def _is_session(noun: Token) -> bool:
    """Tell whether a noun says when shares are dealt in: "in early *deals*", no "$5 billion in trade"."""
    words = lexicon("topic")
    return noun.lower_ in words.dealings and any(t.lower_ in words.sessions for t in noun.lefts)


def _noun_behind(tie: Token) -> Token | None:
    """Return the noun that a preposition leads to; none where that says when or where: "in the first half"."""
    noun: Token | None = None
    for token in tie.doc[tie.i + 1 : tie.i + 10]:
        if token.is_sent_start:
            break
        if noun is not None and goes_on(noun, token):
            continue  # "Halden *subordinated* notes"
        if token.pos_ in NOUNS:
            noun = token
        elif token.is_space or token.tag_ == "POS" or is_hyphened(token):
            continue  # "10-year green bonds", "debtor-in-possession loans", "the firm's debt"
        elif (noun is not None and not is_time(noun)) or not _premodifies(token):
            break
        elif token.text == "," and is_time(token.nbor(-1)):
            break  # "saved $5 million in May, bringing down costs"
        elif token.tag_ in ("DT", "PRP$") and tie.lower_ == "in":
            return None
    return noun


def is_hyphen(token: Token) -> bool:
    """Tell whether a token is a hyphen within a word."""
    return token.text == "-" and token.i > 0 and not token.nbor(-1).whitespace_ and not token.whitespace_


def is_hyphened(token: Token) -> bool:
    """Tell whether a token is or stands beside a hyphen within a word."""
    return any(map(is_hyphen, token.doc[max(0, token.i - 1) : token.i + 2]))


def _premodifies(token: Token) -> bool:
    return token.pos_ in _BEFORE_NOUN or token.tag_ in ("VBG", "VBN") or token.text == "of"


def _is_counted(tie: Token) -> bool:
    """Tell whether occasions are counted behind a preposition: "in two deals"."""
    behind = words_behind(tie, 2)
    rated = len(behind) == 2 and behind[1].lower_ in _RATIOS
    return len(behind) == 2 and behind[0].pos_ == "NUM" and behind[1].pos_ in NOUNS and not rated


def is_picked(first: Token, last: Token) -> bool:
    """Tell whether a length of time only says when: "in the first nine months", "two weeks after the vote"."""
    doc, picking = first.doc, lexicon("direction").picking
    before = doc[max(0, first.i - 2) : first.i]
    within = any(map(is_hyphen, doc[first.i : last.i + 1]))  # "a previous 52-week low"
    picked = not within and len(before) == 2 and before[1].lower_ in picking and before[0].pos_ in ("DET", "PRON")
    return (picked or words_behind(last).text in lexicon("topic").dating) and is_time(last)
