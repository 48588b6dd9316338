"""Speakers: the noun phrase that a cue verb has as its speaker."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.beside import Beside
from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.layout import Sentence
from eventx.facts.statement.phrases import Phrase
from eventx.mentions.names.spans import words

HIM = frozenset({"him", "them", "me", "us", "himself", "itself", "themselves"})


class Speakers(Beside):
    """Finds the speaker of a cue: after it, beside it, by the parse, or that of the statement before."""

    def _subject(self, token: Token) -> tuple[Phrase | None, bool]:
        """Return the speaker of a cue verb, and whether another verb lends it."""
        verb, steps, elliptical = token, 0, False
        if (unsaid := self._refuser(token)) is not None:
            return unsaid, True
        while steps < 6:
            found = self._own_subject(verb, token)
            if found is not None:
                return found, elliptical
            if not steps and (apposed := self._apposed(token)) is not None:
                return apposed, False
            if verb.dep_ == "relcl" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
                return self._phrase(verb.head), False
            if (
                verb.dep_ in ("conj", "advcl", "xcomp", "acomp", "acl", "dep", "prep", "pcomp", "ccomp")
                and verb.head.i != verb.i
            ):
                if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
                    break
                if verb.dep_ == "acl" and verb.tag_ == "VBG" and (issuer := self._issuer(verb.head)) is not None:
                    return issuer, False
                if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ == "VBG":
                    return self._phrase(verb.head), False
                elliptical = elliptical or verb.dep_ not in ("xcomp", "acomp")
                verb = verb.head
                steps += 1
                continue
            break
        return self._near_subject(token), False

    def _refuser(self, cue: Token) -> Phrase | None:
        """Return who declined to say something but says something else: declined to say when it began but confirmed."""
        before = cue.i - 1
        while before > 0 and self.doc[before].pos_ in ("ADV", "AUX"):
            before -= 1
        if cue.tag_ not in FINITE or self.doc[before].lower_ != "but":
            return None
        begin = max(self.sentence(cue.i).start, before - 25)
        verb = next((t for t in self.doc[begin:before] if t.tag_ in FINITE and t.lemma_ in verbs("refusal")), None)
        return self._own_subject(verb, cue) if verb is not None else None

    def _issuer(self, noun: Token) -> Phrase | None:
        """Return who issued what speaks: Halliburton issued a statement saying."""
        if noun.dep_ != "dobj" or noun.lower_ not in ("statement", "release", "communique"):
            return None
        subject = next((c for c in noun.head.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)
        return self._phrase(subject) if subject is not None else None

    def _apposed(self, cue: Token) -> Phrase | None:
        """Return the name before an apposition or participle that ends right before a cue: Tom Hill, QC, said."""
        doc, sentence, comma = self.doc, self.sentence(cue.i), cue.i - 1
        verb = cue.tag_ in FINITE or (cue.tag_ == "VBN" and not self.finite(sentence.start, sentence.end))
        if comma < sentence.start + 3 or doc[comma].text != "," or not verb:
            return None
        for token in reversed(doc[max(sentence.start + 1, comma - 15) : comma]):
            if token.text == ",":
                head, participle = doc[token.i - 1], doc[token.i + 1].tag_ in ("VBG", "VBN", "VBD")
                holder, steps = head, 0
                while holder.dep_ in ("pobj", "prep", "compound") and steps < 6:
                    holder, steps = holder.head, steps + 1
                if holder.lower_ in words("role") and doc[token.i + 1].pos_ == "PROPN":
                    head = holder
                office = head.lower_ in words("role") and doc[token.i + 1].pos_ == "PROPN"
                told = participle and head.lower_ in words("data") | words("body")  # the report, released in May, says
                noun = head.pos_ == "PROPN" or self._named(head) or office or told
                named = noun and head.i not in self.time_tokens and self.in_quote[head.i] < 0
                whole = participle or not self.finite(token.i, comma)
                return self._phrase(head) if named and whole else None
        return None

    def _own_subject(self, verb: Token, cue: Token) -> Phrase | None:
        """Return the subject of a verb, or its agent; that of a passive if it is lent to a cue: is heard saying."""
        for child in verb.children:
            if child.right_edge.i == child.i and any(
                c.dep_ == "nsubj" and c.left_edge.i == child.i + 1 for c in verb.lefts
            ):
                continue  # WHO spokesman Daniel Epstein
            lent = child.dep_ == "nsubjpass" and verb.i != cue.i and cue.tag_ not in ("VB", "VBN")
            own = lent or child.dep_ in ("nsubj", "agent", "csubj")
            if not own or self.in_quote[child.i] != self.in_quote[cue.i]:
                continue
            if child.dep_ == "agent":
                child = next((c for c in child.children if c.dep_ == "pobj"), child)
            if (
                child.i == self.sentence(child.i).start
                and child.lower_.endswith("ing")
                and self.doc[child.i + 1].text == ","
            ):
                continue  # Reacting, the union's president described
            if child.tag_ in ("WP", "WDT") and not child.is_upper:
                return self._phrase(verb.head) if verb.dep_ == "relcl" else None
            noun = child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") or self._named(child)
            if noun and child.lower_ not in ("there", "what", "this"):
                return self._phrase(child)
        return None

    def _named(self, token: Token) -> bool:
        """Say whether a word with a capital that the tagger has not taken for a name stands where one does: Trump."""
        capital = token.is_title and token.is_alpha and token.pos_ in ("VERB", "ADV", "INTJ", "X")
        return capital and (token.dep_ == "nsubj" or token.lower in self.proper)

    def _near_subject(self, token: Token) -> Phrase | None:
        """Return the noun phrase right before a finite cue, where the parse has lost it."""
        i = token.i - 1
        sentence = self.sentence(token.i)
        while i >= sentence.start and self.doc[i].pos_ in ("ADV", "AUX") and not self._named(self.doc[i]):
            i -= 1
        if i < sentence.start or token.tag_ not in ("VBD", "VBZ", "VBP") or self.in_quote[i] != self.in_quote[token.i]:
            return None
        head = self.doc[i]
        return (
            self._phrase(head)
            if (head.pos_ in ("PROPN", "PRON", "NOUN") or self._named(head))
            and head.i not in self.time_tokens
            and head.tag_ not in ("WDT", "WP", "PRP$")
            else None
        )

    def _beside(self, cue: Token, sentence: Sentence) -> Phrase | None:
        """Return the noun phrase that stands alone between a comma, a quotation or the sentence's start and the cue."""
        doc, i = self.doc, cue.i - 1
        while i > sentence.start and (doc[i].pos_ in ("ADV", "AUX") or doc[i].lower_ in ("also", "n't")):
            i -= 1
        end, own = i + 1, self.in_quote[cue.i]
        while i >= sentence.start and end - i < 18 and self.in_quote[i] == own and i not in self.time_tokens:
            token = doc[i]
            noun = (
                token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PRON", "SYM", "X")
                or token.lower_ == "state"
                or token.tag_ in ("HYPH", "VBN", "-LRB-", "-RRB-")
            )
            if (
                token.is_space
                or not (
                    noun
                    or token.text in "&-.'’"
                    or token.lower_ in ("of", "for", "at", "from", "in", "and", "with", "by", "the")
                )
                or token.tag_ in ("WP", "WDT")
            ):
                break
            i -= 1
        start = i + 1
        opening = (
            i < sentence.start
            or doc[i].text in (",", "—", "–", ":", "”", '"', "''", "»", "’")
            or doc[i].is_space
            or self.in_quote[i] != own
        )
        if (
            not opening
            or start >= end
            or doc[start].lower_ in ("and", "of", "for", "at", "from", "in", "with", "by")
            or doc[start].tag_ == "VBN"
        ):
            return None
        head = next(
            (
                t
                for t in doc[start:end]
                if t.i + 1 == end
                or (
                    (doc[t.i + 1].pos_ == "ADP" or doc[t.i + 1].text == "(" or doc[t.i + 1].tag_ == "VBN")
                    and t.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
                )
            ),
            doc[end - 1],
        )
        body = head.pos_ == "ADJ" and head.is_title and head.lower_ in words("body")  # Tribunal orders firm to pay
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") and not body:
            return None
        if head.tag_ == "PRP$" or head.lower_ in HIM:
            return None
        if head.dep_ == "appos" and head.pos_ == "NOUN" and head.head.pos_ == "PROPN" and head.head.dep_ == "nsubj":
            return None  # Santosh Mishra, a villager in the district said
        for token in doc[head.i + 1 : end]:
            if token.tag_ == "VBN":  # exporters contacted by
                return Phrase(head, start, token.i, end)
        return Phrase(head, start, end, end)

    def _untagged(self, cue: Token, beside: Phrase, sentence: Sentence) -> bool:
        """Say whether a cue that was tagged a noun is the verb that its sentence lacks: analysts forecast exports."""
        if (
            cue.tag_ not in ("NN", "NNS", "VBN", "VB", "VBD")
            or cue.i + 1 >= sentence.end
            or beside.head.lower_ in ("that", "this")
        ):
            return False
        following = self.doc[cue.i + 1]
        if beside.head.lower_ in words("data") and following.text in ".!?," and lemma_of(cue) in verbs("data_verbs"):
            return True  # ..., state data show.
        plural = beside.head.tag_ in ("NNS", "NNPS", "PRP", "NNP")
        if cue.tag_ == "NN" and not plural and beside.head.lower_ not in words("body"):
            return False
        if self.finite(sentence.start, cue.i) or any(t.dep_ == "auxpass" for t in cue.lefts):
            return False
        if following.lower_ == "that" and cue.i + 2 < sentence.end:
            return self.finite(cue.i + 2, sentence.end)
        if following.text in (",", ":") and self.in_quote[min(cue.i + 2, len(self.doc) - 1)] >= 0:
            return True
        if cue.tag_ == "NNS" and lemma_of(cue) in verbs("request") and self._asked_to(cue) is not None:
            return True  # Tribunal orders firm to pay
        if cue.tag_ == "NNS" and following.tag_ not in FINITE and lemma_of(cue) in verbs("clause"):
            clause = next((t for t in self.doc[cue.i + 1 : sentence.end] if t.tag_ in FINITE or t.text in ",;:"), None)
            if clause is not None and clause.tag_ in FINITE:
                return following.pos_ not in ("ADP", "CCONJ", "PART", "PUNCT")
        return (
            lemma_of(cue) in verbs("noun")
            and not self.finite(cue.i, sentence.end)
            and following.pos_ in ("NOUN", "DET", "ADJ", "PROPN")
        )

    def _earlier(self, cue: Token, sentence: Sentence) -> Phrase | None:
        """Return the speaker of the statement before it in the sentence: ..., adding that; ... and said that."""
        if self.in_quote[cue.i] >= 0 or not self.frames or any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.lefts):
            return None
        last = self.frames[-1]
        if (
            last.cue is None
            or last.speaker is None
            or not self.char(sentence.start) <= last.cue[0] < cue.idx
            or last.nested
            or any(start <= cue.idx < end for start, end in last.pieces)
        ):
            return None
        i = cue.i - 1
        while i > sentence.start and (self.doc[i].pos_ in ("ADV", "AUX") or self.doc[i].lower_ == "also"):
            i -= 1
        joined = (
            self.doc[i].lower_ in ("and", "but")
            and (cue.tag_ != "VBG" or self.text[slice(*last.cue)].endswith("ing"))
            and (cue.dep_ == "conj" or self.doc[i - 1].text in (",", "”", '"'))
        )
        return (
            last.speaker
            if joined or (self.doc[i].text in (",", "”", '"') and (cue.tag_ == "VBG" or cue.dep_ == "advcl"))
            else None
        )
