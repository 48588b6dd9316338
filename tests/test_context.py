"""Modality: what each cue rules, and where its rule ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from eventx.pipeline.components import analysis_of

CASES = [
    ("The port hired 40 divers.", "hired", "asserted"),
    ("The port will hire 40 divers.", "40", "forecast"),
    ("The port plans to hire 40 divers.", "40", "forecast"),
    ("The port is expected to hire 40 divers.", "40", "forecast"),
    ("Forty divers are set to be hired.", "Forty", "forecast"),
    ("The port may hire 40 divers.", "40", "hypothetical"),
    ("The port is able to hire 40 divers.", "40", "hypothetical"),
    ("The port was able to hire 40 divers.", "40", "asserted"),
    ("The port has been able to hire 40 divers.", "40", "asserted"),
    ("The port was unable to hire 40 divers.", "40", "negated"),
    ("The port was unable to prevent the loss of 40 divers.", "40", "asserted"),
    ("The gas has the potential to kill 40 divers.", "40", "hypothetical"),
    ("The leak showed its potential to hurt divers and killed 40.", "40", "asserted"),
    ("The union forecast that the port could hire 40 divers.", "40", "hypothetical"),
    ("The port said it would hire 40 divers.", "40", "hypothetical"),
    ("If the port hires 40 divers, the mayor will resign.", "40", "hypothetical"),
    ("If the port hires 40 divers, the mayor will resign.", "resign", "forecast"),
    ("The port denied that it would hire 40 divers.", "40", "negated"),
    ("She rejected reports that 40 divers were let go.", "40", "negated"),
    ("The port disputed claims that 40 divers had left.", "40", "negated"),
    ("The port called reports that 40 divers had left nonsense.", "40", "negated"),
    ("It is untrue that 40 divers have left.", "40", "negated"),
    ("Talk of 40 lost jobs is unfounded, the port says.", "40", "negated"),
    ("There is no evidence that 40 divers have left.", "40", "negated"),
    ("There was no truth in reports that 40 divers had left.", "40", "negated"),
    ("There is evidence that 40 divers have left.", "40", "asserted"),
    ("The report is not false: 40 divers have left.", "40", "asserted"),
    ("The ferry carried 40 divers and false papers.", "40", "asserted"),
    ("The port did not hire 40 divers.", "40", "negated"),
    ("The port dismissed 40 divers, a tenth of its crew.", "tenth", "asserted"),
    ("The port dismissed 9% of its divers.", "9", "asserted"),
    ("The port dismissed talk of 40 lost jobs.", "40", "negated"),
    ("The port did not win the order, sending its shares down 3%.", "3", "asserted"),
    ("The port failed to win the order, sending its shares down 3%.", "3", "asserted"),
    ("The port denied that it had cut fees, sending volumes up 3%.", "3", "negated"),
    ("The port denied dumping oil, costing the town $3 million.", "3", "negated"),
    ("The port denied shooting at the crew, injuring 40 divers.", "40", "negated"),
    ("The port rejected the bid, sending its shares down 3%.", "3", "asserted"),
    ("The port denied ramming the ferry, injuring 40 divers.", "40", "negated"),
    ("The pump did not blow up, killing 40 divers.", "40", "negated"),
    ("The union wants the port to hire 40 divers.", "40", "hypothetical"),
    ("The port, which employs 40 divers, will hire a cook.", "40", "asserted"),
    ("The port will hire a cook and train 40 divers.", "40", "forecast"),
    ("The bank said that wages had risen by 3%.", "3", "asserted"),
    ("Deficit to swell to $5 billion", "$", "forecast"),
    ("Paint maker to cut 40 jobs in Oslo", "40", "forecast"),
    ("Some 40 posts are to be moved.", "40", "forecast"),
    ("About 40 divers were never traced.", "40", "asserted"),
    ("It has the 40 divers it needs.", "40", "hypothetical"),
    ("The figures may tell whether or not the port will hire 40 divers.", "40", "forecast"),
    ("Pay is set at $9 an hour for the 40 divers.", "40", "asserted"),
    ("The plan is considered sound by 40 divers.", "40", "asserted"),
    ("The 40 divers were first to tell of it.", "40", "asserted"),
    ("Two ways to get 40 divers to Oslo", "40", "asserted"),
    ("A ferry would carry 90 cars, compared with 40 now.", "40", "asserted"),
    ("Despite 40 weeks of talks, the port was not sold.", "40", "asserted"),
    ("The ferry offers 40 cabins.", "40", "asserted"),
    ("The rival offered 40 dollars a share.", "40", "hypothetical"),
    ("Halden is in talks to buy the mill for 40 million dollars.", "40", "hypothetical"),
    ("Rebels held the town for 40 days.", "40", "asserted"),
    ("The union called for 40 days of talks.", "40", "hypothetical"),
    ("The mill has an annual capacity of 40 tonnes.", "40", "asserted"),
    ("The mill has the capacity to press 40 tonnes.", "40", "hypothetical"),
    ("The port would shut a dock and let 40 divers go.", "40", "hypothetical"),
    ("The port has no plans to hire 40 divers.", "40", "negated"),
    ("The port has yet to hire 40 divers.", "40", "negated"),
    ("No port hired 40 divers.", "40", "negated"),
    ("No fewer than 40 divers were hired.", "40", "asserted"),
    ("The no camp won by 40 votes.", "40", "asserted"),
    ("None of the 40 divers was hurt.", "40", "negated"),
    ("Not one of the 40 divers was hurt.", "40", "negated"),
    ("Gunners shot down 40 balloons.", "40", "asserted"),
    ("The pump failed with 40 divers below.", "40", "asserted"),
    ("The merger was rejected by 51 votes to 40.", "40", "asserted"),
    ("The port denied that it was shut and that 40 divers had left.", "40", "negated"),
    ("The port has dropped plans to hire 40 divers.", "40", "negated"),
    ("The port has stopped paying 40 divers.", "40", "negated"),
    ("The port did not rule out the hiring of 40 divers.", "40", "hypothetical"),
    ("If the port is to hire 40 divers, it must borrow.", "40", "hypothetical"),
    ("Divers were asked to give up $40.", "40", "hypothetical"),
    ("Some 40 posts have been earmarked to be cut.", "40", "forecast"),
    ("The port is working toward hiring 40 divers.", "40", "forecast"),
    ("A poll suggests that 40 divers have left.", "40", "asserted"),
    ("The mayor suggested hiring 40 divers.", "40", "hypothetical"),
    ("Fares declined 3% to $40.", "40", "asserted"),
    ("Fares will rise 3% after a gain of 40% in May.", "40", "asserted"),
    ("The port has never before hired 40 divers.", "40", "negated"),
    ("The mayor said he’ll cut 40 posts.", "40", "forecast"),
    ("It is the first step toward hiring 40 divers.", "40", "forecast"),
    ("The port has a permit to hire 40 divers.", "40", "hypothetical"),
    ("The offer, representing 40% of the port, has lapsed.", "40", "asserted"),
    ("Fare target raised by $40.", "40", "asserted"),
]


@pytest.mark.parametrize(("text", "word", "modality"), CASES, ids=[f"{text} {word}" for text, word, _ in CASES])
def test_modality(nlp: Language, text: str, word: str, modality: str) -> None:
    analysis = analysis_of(nlp(text))
    assert analysis.modality(text.index(word)) == modality


def test_scopes_do_not_overlap(nlp: Language) -> None:
    scopes = analysis_of(nlp("She denied that the port planned to hire 40 divers, and said it could train 20.")).scopes
    assert all(first.end <= second.start for first, second in pairwise(scopes))
