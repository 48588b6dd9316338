"""Nouns and infinitives that a cue tells: vowed to go, called the plan reckless, urged the state to act."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.clauses import Clauses
from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.layout import Sentence


class Complements(Clauses):
    """Finds infinitives, requests and noun complements after a cue."""

    def _infinitive(self, cue: Token, start: int, limit: int) -> int | None:
        """Return where the infinitive of a cue starts: vowed to go, promised in May never to go."""
        if start < limit and self.doc[start].lower_ in ("to", "never", "not"):
            return start
        verb = next((c for c in cue.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
        first = next((t for t in verb.lefts if t.dep_ in ("neg", "aux")), None) if verb is not None else None
        if first is None or not start <= first.i < limit or any(c.dep_ == "dobj" for c in cue.rights):
            return None
        return None if self.finite(start, first.i) or "," in self.doc[start : first.i].text else first.i

    def _request(self, cue: Token, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return "the state to claw it back" after "urged"."""
        doc = self.doc
        xcomp = next(
            (
                c
                for c in cue.rights
                if c.dep_ in ("xcomp", "ccomp", "advcl")
                and c.tag_ == "VB"
                and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.lefts)
            ),
            None,
        )
        if xcomp is None and cue.tag_ == "NNS" and (bare := self._asked_to(cue)) is not None:
            return self.char(start), self._right_edge(bare, sentence, cue)
        if xcomp is None or start >= sentence.end:
            return None
        start += lemma_of(cue) == "plead" and doc[start].lower_ == "with"
        to = next(t.i for t in xcomp.lefts if t.lower_ == "to")
        if to == start and lemma_of(cue) not in ("ask", "urge", "recommend"):
            return None
        if (
            self.finite(start, to)
            or to - start > 20
            or (any(t.text in (",", ":") for t in doc[start:to]) and to - start > 12)
        ):
            return None
        return self.char(start), self._right_edge(to, sentence, cue)

    def _call_on(self, cue: Token, at: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the content of "called on the state to act", "asked for them to be sent", 'called for "reform"'."""
        doc, limit = self.doc, sentence.end
        if doc[at].lower_ == "for" and at + 1 < limit and self.in_quote[at + 1] != self.in_quote[cue.i]:
            return [(self.char(at + 1), self._right_edge(at + 1, sentence, cue))]
        to = next((t.i for t in doc[at + 1 : min(at + 20, limit)] if t.lower_ == "to" and t.tag_ == "TO"), None)
        verb = None if to is None else to + 1
        while verb is not None and verb < limit and doc[verb].is_quote:
            verb += 1
        if to is None or verb is None or verb >= limit or doc[verb].tag_ != "VB" or self.finite(at, to):
            noun = doc[at].lower_ == "for" and lemma_of(cue) == "call" and self._chunk_head(at + 1, limit)
            return [(self.char(at + 1), self._right_edge(at + 1, sentence, cue))] if noun else []
        bare = doc[at].lower_ != "for" or not any(t.text in (",", ":") for t in doc[at:to])
        return [(self.char(at + 1), self._right_edge(to, sentence, cue))] if bare else []

    def _noun(self, cue: Token, lemma: str, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return the noun complement of the verbs that take one."""
        doc = self.doc
        if start >= sentence.end or doc[start].text in (",", ".", ":", "by", "for", "on", "off", "up", "out", "in"):
            return None
        objects = [
            c
            for c in cue.rights
            if c.dep_ in ("dobj", "ccomp", "attr", "oprd", "xcomp", "nsubj", "dative", "acomp", "pobj", "nmod", "conj")
            and c.left_edge.i <= start + 1
        ]
        if doc[start].lower_ == "as" and cue.dep_ == "relcl" and lemma in verbs("depicting") | {"dismiss", "reject"}:
            return self.char(start), self._right_edge(start, sentence, cue)  # which he described as reckless
        if not objects and doc[start].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"):
            return None
        if lemma == "dismiss" and any(t.like_num for c in objects for t in c.lefts):
            return None  # dismissed 1,100 workers
        if lemma == "deny" and any(c.dep_ == "dative" for c in cue.rights):
            return None
        if lemma == "put" and not any(t.lower_ == "at" for t in doc[start : min(start + 15, sentence.end)]):
            return None
        if lemma == "put" and not any(
            t.like_num or t.ent_type_ in ("MONEY", "PERCENT", "CARDINAL") for t in doc[start : sentence.end]
        ):
            return None
        if lemma in verbs("naming") and not self._names_what(cue) and not self.quoted(start, sentence.end):
            return None
        if lemma == "accuse" and not any(t.lower_ == "of" for t in doc[start : sentence.end]):
            return None
        if lemma in verbs("depicting") and not any(t.lower_ == "as" for t in doc[start : sentence.end]):
            return None
        return self.char(start), self._right_edge(start, sentence, cue)

    def _names_what(self, cue: Token) -> bool:
        """Say whether "call" has both an object and what it is called: called the plan reckless, not called Corner."""
        said = next((c for c in cue.rights if c.dep_ in ("oprd", "ccomp", "xcomp", "acomp")), None)
        if said is None or said.pos_ not in ("NOUN", "ADJ", "PROPN"):
            return False
        return said.pos_ == "ADJ" or any(c.dep_ in ("dobj", "nsubj") for c in (*cue.rights, *said.lefts))

    def _judged(self, cue: Token, start: int, quote_at: int | None) -> bool:
        """Say whether a verb of judgement has an object and what it is judged as: praised the rally as "huge"."""
        if quote_at is None or self.in_quote[cue.i] >= 0 or self.finite(start, quote_at):
            return False
        held = any(c.dep_ == "dobj" and c.i < quote_at for c in cue.rights)
        return held and any(t.lower_ in ("as", "for") for t in self.doc[start:quote_at])

    def _carried(self, cue: Token, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return what a noun of speech tells that its verb carries: issued a statement that; voiced fear it would."""
        doc, limit = self.doc, sentence.end
        held = (c for c in (*cue.rights, *cue.lefts) if c.dep_ in ("dobj", "nsubjpass"))
        noun = next((t for c in held for t in doc[c.left_edge.i : c.i + 1] if t.lower_ in verbs("telling")), None)
        if noun is None and lemma_of(cue) == "make":
            noun = next((t for t in doc[start : min(start + 3, limit)] if t.lower_ == "clear"), None)
        if noun is None or self.in_quote[cue.i] >= 0 or (lemma_of(cue) == "raise" and cue.tag_ == "VBG"):
            return None
        that = self._that(cue, start, limit)
        if that is not None:
            return self.char(that + 1), self._right_edge(that + 1, sentence, cue)
        colon = next((t.i for t in doc[noun.i + 1 : min(limit - 1, noun.i + 12)] if t.text == ":"), None)
        if colon is not None and self.in_quote[colon + 1] >= 0:
            return self._from_quote(self.in_quote[colon + 1], sentence, cue)
        if noun.i < cue.i or noun.i + 1 >= limit or doc[noun.i + 1].pos_ in ("ADP", "PUNCT", "CCONJ", "PART"):
            return None
        verb = next((t for t in doc[noun.i + 2 : noun.i + 12] if t.tag_ in FINITE or t.text in ",;:"), None)
        clause = verb is not None and verb.tag_ in FINITE and verb.i < limit and lemma_of(cue) in ("express", "voice")
        return (self.char(noun.i + 1), self._right_edge(noun.i + 1, sentence, cue)) if clause else None

    def _of_passive(self, cue: Token, sentence: Sentence) -> list[tuple[int, int]]:
        """Return what a passive's agent tells: was described by critics as a sham, was accused by them of lying."""
        word = "of" if lemma_of(cue) == "accuse" else "as" if lemma_of(cue) in verbs("depicting") else None
        agent = next((c for c in cue.rights if c.dep_ == "agent"), None)
        first = next((t for t in cue.subtree if t.lower_ == word and agent is not None and t.i > agent.i), None)
        return [(self.char(first.i), self._right_edge(first.i, sentence, cue))] if first is not None else []
