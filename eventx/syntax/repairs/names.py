"""Names hung where they belong: on a title, a seat, a preposition, on whom something is done to."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import objects_of
from eventx.syntax.joined import couples_body, is_phrased
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, NOUNS, PATIENTS, PLACED, VERBAL, has_child, has_left, has_right
from eventx.syntax.phrases import follows, is_time, words_behind
from eventx.syntax.tokens import gather, hang, hang_instead, word_before

_NAMED = frozenset({"compound", "nmod", "nsubj"})
_RANKED = 4  # words from "number" to the name behind it
_ODD = frozenset({"amod", "advmod", "npadvmod"})
_BODIES = frozenset({"ORG", "GPE", "FAC"})
_TAKEN = frozenset({"dobj", "ccomp", "appos", "oprd"})


def free_seat(based: Token) -> None:
    """Hang a city on the body that has its seat there, not the other way: "the Reno, Nevada-based firm said"."""
    region, body = next(based.lefts, based).left_edge, based.head
    city = region.nbor(-2) if region.i > 1 and region.nbor(-1).text == "," else body
    if city.ent_type_ != "GPE" or city.dep_ == "ROOT" or not (body.head == city or body.dep_ == city.dep_ == "pobj"):
        return
    hang(body, city.head, city.dep_)
    hang(city, body, "nmod")
    for token in [c for c in city.lefts if c.dep_ == "det"]:
        hang(token, body)


def tie_last(name: Token) -> None:
    """Hang a name whose period ends the sentence, taken for a mark, on the word before: "a stake in Kappa Inc."."""
    first = name.left_edge
    if name.pos_ != "PROPN" or not name.text.endswith(".") or first.i == first.sent.start:
        return
    tie = first.nbor(-1)
    if tie.dep_ in ("prep", "agent") and not has_right(tie, "pobj"):
        hang(name, tie, "pobj")
    elif tie.dep_ == "cc":
        hang(name, tie.head, "conj")


def tie_title(name: Token) -> None:
    """Hang on a name what stands before it and is no subject of its own: "The Lorne carmaker Kappa is closing a mill".

    The parsers take the name for the subject of a clause on it, as of "the carmaker Kappa bought", or for another of
    one that has its own: "The head of the carmaker *Kappa* resigned".
    """
    if name.pos_ != "PROPN":
        return
    verb, title = name.head, word_before(name.left_edge)
    if title.pos_ != "NOUN" or is_time(title):
        return
    own = any(c.dep_ == name.dep_ and c.is_ancestor(title) for c in verb.lefts)
    if own and title.dep_ == "pobj" and not is_time(name):
        hang(name, title, "appos")
        return
    on_it = verb.dep_ == "relcl" and verb.head == title and title.dep_ in ("ROOT", "dep")
    if on_it and has_right(verb, "dobj"):
        over, tie = title.head, title.dep_
        hang(verb, verb if tie == "ROOT" else over, "ROOT" if tie == "ROOT" else "ccomp")
    elif title.head != verb or title.dep_ != name.dep_:
        return
    hang(title, name, "compound")


def tie_rank(number: Token) -> None:
    """Hang a rank on the name behind it, not the name on the rank: "upset world *number* nine *Ann Low*"."""
    beside = (*number.rights, *number.head.rights)
    names = (t for t in beside if t.pos_ == "PROPN" and t.dep_ in ("appos", "npadvmod") and not is_time(t))
    name = next((t for t in names if 0 < t.left_edge.i - number.i < _RANKED), None)
    if name is None or number.nbor(1).tag_ != "CD" or (name.left_edge.i > number.i + 2) != follows(name.left_edge, ","):
        return
    hang(name, number.head if number.dep_ != "ROOT" else name, number.dep_)
    for token in [c for c in number.rights if c.i > name.left_edge.i]:
        hang(token, name)
    hang(number, name, "compound")


def tie_object(name: Token) -> None:
    """Make an object of the name of whom somebody makes something: "appointed *Ann Low* as its head"."""
    verb = name.head
    over = (verb, verb.head) if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" else (verb,)
    tie = next((c for t in over for c in t.rights if c.lower_ == "as" and c.i > name.i), None)
    if name.pos_ == "PROPN" and name.i > verb.i and tie is not None:
        name.dep_ = name.dep_ if has_right(verb, "dobj") else "dobj"
        hang(tie, verb)
        _stand(verb)


def free_post(post: Token) -> None:
    """Make an object of the name of who is given a post: "named *Ann Low* head of it", "made *Ann Low* its head"."""
    verb, named = post.head, [c for c in post.lefts if c.dep_ in _NAMED and _is_full_name(c)]
    passive = any(c.dep_ == "nsubjpass" or (c.ent_type_ == "PERSON" and not has_left(verb, "aux")) for c in verb.lefts)
    prize = any(map(is_time, objects_of(post, "of")))  # "coach of the year"
    made = verb.lemma_.lower() in lexicon("repairs").making and verb.i < post.i and post.dep_ in _TAKEN and not prize
    if made and named and not passive:
        hang(named[-1], verb, "dobj")
        for token in [c for c in post.lefts if c.i < named[-1].i]:
            hang(token, named[-1])
        hang(post, verb, "oprd")
        _stand(verb)


def _stand(verb: Token) -> None:
    """Make the main verb of a participle whose sentence has no other: "The *airline* named Ann Low its head"."""
    noun, sentence = verb.head, verb.sent
    if (verb.dep_, noun.dep_) != ("acl", "ROOT") or sentence[-1].text != "." or any(t.tag_ in FINITE for t in sentence):
        return
    hang(verb, verb, "ROOT")
    for child in [c for c in noun.rights if c.i > verb.i or c.is_punct]:
        hang(child, verb)
    hang(noun, verb, "nsubj")
    verb.tag_ = "VBD"


def free_goal(tie: Token) -> None:
    """Hang on its verb the "to" behind a name, which takes none: "sold the brewer *Kappa* to Lorne"."""
    name = tie.head
    if tie.dep_ != "prep" or name.i + 1 != tie.i or name.dep_ not in _ODD or not name.text[:1].isupper():
        return
    noun = word_before(name)
    if noun.pos_ == "NOUN" and noun.dep_ == "dobj" and name.head in (noun, noun.head):
        hang(name, noun, "appos")
        hang(tie, noun.head)


def _is_full_name(name: Token) -> bool:
    """Tell whether a name is of more than one word and no place's, as a person's: "Ann *Low*"."""
    return name.pos_ == "PROPN" and name.ent_type_ not in PLACED and has_left(name, "compound")


def free_winner(winner: Token) -> None:
    """Make an object of the name of who is declared to have won: "declared *Ann Low* the winner"."""
    verb = winner.head if winner.dep_ != "appos" else winner.head.head
    if verb.lemma_.lower() not in lexicon("repairs").declaring or verb.i > winner.i or winner.dep_ not in _TAKEN:
        return
    if winner.dep_ == "appos":
        name = winner.head
    else:
        name = next((c for c in reversed(list(winner.lefts)) if c.pos_ == "PROPN"), winner)
    if name != winner:
        hang(name, verb, "dobj")
        for token in [c for c in winner.lefts if c.i < name.i]:
            hang(token, name)
        hang(winner, verb, "oprd")


def tie_rival(name: Token) -> None:
    """Hang a name on whom it tells, not on what stands before: "won 40 votes to beat his *rival*, *Ann Low*".

    Without a comma it tells the noun right before it: "a stake in the *developer Kappa*".
    """
    over, first = name.head, name.left_edge
    comma = first.nbor(-1) if first.i > first.sent.start else name
    rival = comma.nbor(-1) if comma.text == "," and comma.i else comma
    counted = over.tag_ == "NNS" and has_left(over, "nummod")  # no one person is several
    stray = name.dep_ == "npadvmod" and over.pos_ in VERBAL and not is_time(name)
    beside = rival.tag_ == "NN" and rival.i > over.i and not is_time(rival)
    held = over.lower_ not in lexicon("names").any_of("office", "trade")  # but "the head of sales Ann Low"
    close = held and comma == rival and name.dep_ == "appos" and over.is_ancestor(rival) and rival.dep_ == "pobj"
    if name.pos_ == "PROPN" and beside and (stray or close or (counted and not has_right(name, "conj"))):
        hang(name, rival, "appos")


def tie_posts(name: Token) -> None:
    """Hang on a name both nouns before it that tell who it is: "billionaire and team owner *Ada Moss* gave $3".

    They tell two where the first has an article of its own, or is a body's: "the airline and owner Ada Moss".
    """
    words = lexicon("names")
    first = next((c for c in name.lefts if c.pos_ == "PROPN" and c.lower_ not in words.office), name)
    second = word_before(first)
    post = second.head if second.dep_ == "conj" else name.head
    beside = name.dep_ in ("conj", "appos", "npadvmod") if post == name.head else post.head == name.head
    joint = next((c for c in post.rights if c.dep_ == "cc"), name)
    alike = (post.tag_, second.tag_) == ("NN", "NN") or {post.lower_, second.lower_} <= words.office
    if name.pos_ != "PROPN" or not (alike and beside) or joint.lower_ != "and" or not post.i < joint.i < second.i:
        return
    told = words.any_of("office", "role", "trade", "describing", "kin")
    other = post.lower_ in words.any_of("body", "collective") - told  # "government and union leader Ann Low"
    if post.lower_ in told if has_left(post, "poss") else not (other or has_left(post, "det")):
        hang_instead(name, post)
        for token in [c for c in post.children if c.i > name.i or c.pos_ == "PUNCT"]:
            hang(token, name)
        hang(post, name, "nmod")
        hang(second, post, "conj")


def tie_gloss(gloss: Token) -> None:
    """Hang on a name what says behind it what it is, not on a sum before: "put $4 into *Kappa*, the *maker* of it"."""
    first, over = gloss.left_edge, gloss.head
    if gloss.pos_ != "NOUN" or over.tag_ != "CD" or first.i < gloss.sent.start + 2:
        return
    name = first.nbor(-2)
    if name.pos_ == "PROPN" and first.nbor(-1).text == "," and over.head.is_ancestor(name):
        hang(gloss, name, "appos")


def tie_who(who: Token) -> None:
    """Hang on a person what is told behind their post, not on their body: "Ann Low, head of Kappa, *who resigned*"."""
    clause, noun = who.head, who.head.head
    body = noun.ent_type_ in _BODIES or noun.lower_ in lexicon("names").body
    if clause.dep_ != "relcl" or word_before(who).text != "," or noun.tag_ == "NNS":
        return
    person = noun
    while person.dep_ == "appos" or (person.dep_ == "pobj" and (body or person != noun)):
        person = person.head if person.dep_ == "appos" else person.head.head
        if person.ent_type_ == "PERSON" and noun.ent_type_ != "PERSON":
            return hang(clause, person)


def free_victim(dead: Token) -> None:
    """Hang on the verb whom it is done to, and what comes of it: "shot dead *a priest*", "shot a priest *dead*"."""
    verb = dead.head
    blow = next((t for t in dead.ancestors if t.lemma_.lower() in lexicon("repairs").felling), None)
    if blow is not None and dead.dep_ == "amod" and (dead.i == blow.i + 1 or blow.i < verb.i < dead.i):
        hang(dead, blow, "advmod")
    if verb.pos_ != "VERB" or dead.i != verb.i + 1 or has_child(verb, *PATIENTS):
        return
    for victim in [c for c in dead.rights if c.dep_ in ("npadvmod", "dobj", "dep", "pobj") and c.pos_ in NOUNS]:
        hang(victim, verb, "dobj")


def join_post(prefix: Token) -> None:
    """Hang on a noun what a hyphen joins before it: "its new *vice-chancellor*", "the *semi*-final", "*e*-minis".

    The small models part the three.
    """
    behind = list(words_behind(prefix, 2))
    if len(behind) < 2 or behind[0].text != "-" or prefix.whitespace_ or behind[0].whitespace_:
        return
    line, post = behind
    words = lexicon("repairs")
    if post.lower_ == "general" and prefix.lower_ in words.generals:
        post.tag_, post.pos_ = prefix.tag_, prefix.pos_
    elif prefix.lower_ in words.heats and post.lower_ in ("final", "finals"):
        post.tag_, post.pos_ = "NNS" if post.lower_ == "finals" else "NN", "NOUN"
    elif post.pos_ not in NOUNS or prefix.lower_ not in words.prefixes:
        return
    if post.head.i <= post.i and not post.is_ancestor(prefix):  # but "co-founder Ann Low"
        hang(post, post if prefix.dep_ == "ROOT" else prefix.head, "attr" if prefix.dep_ == "acomp" else prefix.dep_)
    body = word_before(prefix)
    if body.pos_ == "PROPN" and (post.head == body or prefix.lower_ in words.heats):  # "the Orla *Cup* semi-final"
        hang(post, body.head, body.dep_)
    if body.pos_ == "PROPN" and (body.head, body.dep_) == (post.head, post.dep_):
        hang(body, post, "compound")  # "*Kappa* co-founders left"
    over = (prefix, line, body) if body.head == post else (prefix, line)
    for child in [c for t in over for c in t.children if c not in (prefix, *behind) and (t != body or c.dep_ == "det")]:
        hang(child, post)
    hang(line, post, "punct")
    hang(prefix, post, "compound")
    line.tag_, line.pos_ = "HYPH", "PUNCT"


def join_phrased(small: Token) -> None:
    """Make one noun of a name that reads as a phrase or a call: "Save *the* Children", "Nurses *Without* Frontiers"."""
    if is_phrased(small):
        _join(small.doc[small.i - 1 : small.i + 2])


def join_couple(joint: Token) -> None:
    """Make one noun of a body that is named for two people: "the Ann *and* Jon Low Foundation"."""
    body = couples_body(joint)
    if body is not None:
        _join(joint.doc[joint.i - 1 : body.i + 1])


def join_partners(joint: Token) -> None:
    """Make one noun of a firm that is named for its partners: "Standard *&* Poor's cut it", "Kappa *&* Co"."""
    first, last = (joint.nbor(-1), joint.nbor()) if 0 < joint.i < len(joint.doc) - 1 else (joint, joint)
    while last.dep_ == "compound" and last.head.i > last.i:
        last = last.head
    named = first.pos_ == last.pos_ == "PROPN" and joint.nbor().text[:1].isupper()
    if named and (last.dep_, last.head) == ("conj", first) and not _are_two(first):
        _join(joint.doc[first.i : last.i + 1])


def _are_two(first: Token) -> bool:
    """Tell whether a verb in the plural has two as its subject: "NASA & USAF *are* in favour"."""
    verb = first.head
    several = verb.tag_ == "VBP" or any(c.tag_ == "VBP" for c in verb.lefts)
    return first.dep_ in NOUN_SUBJECTS and several


def _join(name: Span) -> None:
    """Make one name of some words, and of what was taken for a clause a noun."""
    last = gather(name, "compound")
    last.dep_ = {"csubj": "nsubj", "csubjpass": "nsubjpass"}.get(last.dep_, last.dep_)
    for token in name:
        token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
