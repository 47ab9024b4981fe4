"""Judges where a visit stands: what this message adds, and the latch that holds it."""

from dataclasses import replace

from holdspace.domain.risk import (
    FAINT,
    HALF_HEARD,
    ORDINARY,
    Evidence,
    Experiencer,
    Lane,
    LaneLevel,
    Register,
    RiskState,
    Signs,
    Tier,
    Time,
    are_apart,
)
from holdspace.domain.talk import SAID_TO_A_PRACTICE, TO_THE_COMPANION, Doing, Perception
from holdspace.safety.answered import (
    ANSWERS,
    SAFE_HERE,
    WAITING,
    answered_by,
    as_asked,
    bears_out,
    by_answer,
    is_troubled,
    lanes_borne_out,
    still_asked,
    with_meant,
)
from holdspace.safety.answers import SOMEBODY_THERE
from holdspace.safety.lanes import counts, joined, urgent_first
from holdspace.safety.latch import (
    ASKS_PLAINLY,
    CALM_TURNS,
    WAS_HIGH,
    held,
    was_asked_plainly,
    was_told_outright,
)
from holdspace.safety.supposed_wish import is_supposed, no_nearer
from holdspace.safety.taken_back import (
    ASKS_OF_LANE,
    left_standing,
    means_something_else,
    not_so,
    was_no_wish,
    without_what_is_not_so,
)
from holdspace.safety.worried import of_oneself, worry

LOST_TO_SUICIDE = "lost-to-suicide"  # a theme that stays: someone of theirs ended their life
CALM_TALK = 1  # turns in which nothing of danger was told, after which a head alone must be surer
SURER = 0.65  # of a wish to die; in a line that leans on what was said before, much can be misheard
HALF_A_WISH = 0.45  # from here a head alone half hears one in a calm talk; what is less likely only seconds what words told
SUREST = (
    0.75  # below it a head alone asks plainly in a calm talk, and the answer says how near it is
)
SURER_LANE = 0.75
HALF_A_LANE = 0.5  # from here a head alone half hears a lane in a calm talk; what is less likely is let go there
_WISH_TO_DIE = "R"  # the letter of the axis, where a head says what it rules out
_OVERWHELMED = LaneLevel(Lane.OVERWHELM)
_ANGRY = LaneLevel(Lane.HARM_TO_OTHERS, 1)  # "i could murder him" is said in many calm talks
_HALF_MET = {_OVERWHELMED: LaneLevel(Lane.OVERWHELM, 1)}  # how what is half heard is met already
_HALF_LANE = "half-heard-"  # begins the theme of a lane that a head half heard
# Themes that are danger only beside others: "tonight", "my tablets", "I could see him", "shaking with cold".
_OF_ANY_TALK = frozenset({
    "bleeding", "child-risk", "done", "fading", "failing-body", "farewell", "grief", "head-knock", "high", "joining",
    "leaving", "loss", "means", "no-sleep", "place", "ready", "shakes", "sick-after", "soon", "spending", "stopped-using",
})  # fmt: skip
_LOW = frozenset({"hopeless", "burden"})  # themes of low moments; calm turns leave them behind
_SEPARATE = (  # themes that are benign alone and not together (DT4)
    (frozenset({"hopeless", "burden"}), Tier.R3),
    (frozenset({"loss", "method"}), Tier.R3),
    (frozenset({"hopeless", "method"}), Tier.R3),
)
_WITH_CHILD = (Lane.ABUSE, Lane.SELF_INJURY, Lane.EATING, Lane.PSYCHOSIS)
_DECLINED = "breath-declined"  # "no breathing" waves an exercise away: a head alone may mistake it
_BESIDE_A_FIGURE = 16  # letters that may stand beside a figure of speech: "my", "all day"


def judge(before: RiskState, signs: Signs, perception: Perception) -> RiskState:
    """Return where the visit stands after this message.

    The tier rises at once. It falls one step only after an explicit answer and three calm turns;
    R4 and above never fall below R2 in the same visit (DT2). Trained heads may only raise it; what they alone heard falls sooner (`latch`).
    """
    said = as_asked(signs, before := still_asked(before))
    signs = with_meant(said, before, perception)
    silent = before.not_so | (back := not_so(before, signs, perception))
    no_wish = was_no_wish(before, signs, perception)
    taken_back = no_wish or (signs.denies and was_asked_plainly(before))
    evidence = without_what_is_not_so(_sure(before, signs, perception), silent, denied=taken_back)
    heard = max([of_oneself(before, perception), *map(_tier, evidence)])
    themes = before.themes | {e.theme for e in evidence if e.theme and e.counts}
    answered = answered_by(before, signs, no_wish=no_wish)
    raised = max(heard, _together(themes, before), by_answer(before, answered))
    fresh = raised >= Tier.R2 and (raised > Tier.R2 or heard >= Tier.R2)
    says_no = before.open in ANSWERS and answered.get(before.open) == "no" and not fresh
    denied_all = not fresh and _is_denied_outright(before, signs, says_no=says_no)
    denied = denied_all or says_no or (before.denied and not fresh)
    just_denied = says_no or (denied_all and not before.denied_all)
    calm = 0 if fresh or just_denied else _calm_turns(before, said, signs)
    stood = before if fresh else no_nearer(before, signs, perception)
    tier = max(raised, held(replace(stood, denied=denied), calm, perception))
    fell = tier < before.tier
    risk = replace(
        before,
        tier=tier,
        lanes=joined(left_standing(before, signs, back), evidence),
        themes=themes,
        answered=answered,
        open=before.open if signs.answer in WAITING else "",
        # The next step down waits for the next answer, but where all of it was only supposed.
        denied=denied and (not fell or (denied_all and not was_told_outright(before))),
        denied_all=denied_all and not (fell and was_told_outright(before)),
        by_heads=_is_by_heads(before, said, evidence, fresh=fresh),
        not_so=silent,
        let_go=bool(back) or (no_wish and means_something_else(signs, perception)),
        calm_turns=0 if fell else calm,
        fresh=fresh,
        fresh_lanes=joined((), evidence),
        heard_well=before.heard_well | _heard_well(before, signs, evidence),
        minimised=signs.minimises and before.tier >= Tier.R2,
    )
    risk = _believed(risk, before, signs, evidence)
    return _of_age(_with_answer(risk, before, signs, perception), before)


def _calm_turns(before: RiskState, said: Signs, signs: Signs) -> int:
    """Count the calm turns; where no word told of a wish to die, what a head makes of the words unsettles none."""
    return before.calm_turns + (not is_troubled(said if before.by_heads else signs))


def _is_denied_outright(before: RiskState, signs: Signs, *, says_no: bool) -> bool:
    """Whether suicide was asked about plainly, and denied: there and then, or in words of its own."""
    asked = says_no and before.open in ASKS_PLAINLY
    return before.denied_all or asked or (signs.denies and was_asked_plainly(before))


def _believed(
    risk: RiskState, before: RiskState, signs: Signs, evidence: tuple[Evidence, ...]
) -> RiskState:
    """Note whether nothing of danger was told so far but what a head alone supposed of a wish to die; and, where more was, what stays of it."""
    told = tuple(e for e in evidence if _tier(e) >= Tier.R2)
    borne_out = risk.fresh and (_was_told(before) or bears_out(signs))
    supposed = not borne_out and is_supposed(risk, before, told)
    stands = Tier.R2 if supposed else risk.tier
    high = min(stands, Tier.R3) if risk.by_heads else stands
    return replace(
        risk,
        supposed=supposed,
        themes=risk.themes | _lasting(high, evidence),
        check_in_owed=before.check_in_owed or stands >= Tier.R3,
    )


def _with_answer(
    risk: RiskState, before: RiskState, signs: Signs, perception: Perception
) -> RiskState:
    """Note how this message answered, what it told of reaching a person, and what it asked for itself or somebody else."""
    waits = before.tier >= Tier.R3  # below it, only what was just said is met
    unmet = tuple(kind for kind in before.reached if waits and not _is_met(kind, before))
    now = signs.reached if SOMEBODY_THERE & set(signs.reached) else (*signs.reached, *unmet)
    return replace(
        risk,
        answer=signs.answer,
        hushed=signs.answer == "stop" or (before.hushed and not risk.fresh),
        reached=tuple(dict.fromkeys(now)),
        worried=worry(before, perception),
    )


def _is_met(kind: str, risk: RiskState) -> bool:
    """Whether something was said to what stood in the way."""
    return any(step.startswith(f"reached-{kind}-") for step in risk.asked)


def _of_age(risk: RiskState, before: RiskState) -> RiskState:
    """Let the lane of a child go once they say that they are none; a child in danger is at C2.

    Source: risk protocol 2.4, lane C.
    """
    adult = before.adult or risk.answer == "adult"
    levels = {lane.lane: lane.level or 1 for lane in risk.lanes}
    child = levels.get(Lane.CHILD, 0)
    if adult and child in {1, 2}:
        rest = tuple(lane for lane in risk.lanes if lane.lane is not Lane.CHILD)
        fresh = tuple(lane for lane in risk.fresh_lanes if lane.lane is not Lane.CHILD)
        return replace(risk, adult=True, lanes=rest, fresh_lanes=fresh)
    danger = risk.tier >= Tier.R2 or any(levels.get(lane, 0) > 1 for lane in _WITH_CHILD)
    if child != 1 or not danger:
        return replace(risk, adult=adult and bool(child))
    at_risk = LaneLevel(Lane.CHILD, 2)
    lanes = (at_risk if lane.lane is Lane.CHILD else lane for lane in risk.lanes)
    return replace(risk, lanes=urgent_first(lanes))


def _is_by_heads(
    before: RiskState, said: Signs, evidence: tuple[Evidence, ...], *, fresh: bool
) -> bool:
    """Whether nothing but heads told of a wish to die so far: no reviewed words, no yes in words, and nothing in the way of a person, said near it."""
    says_yes = before.open in ANSWERS and said.answer == "yes"
    if says_yes or (before.tier >= Tier.R3 and bears_out(said)):
        return False
    if not fresh:
        return before.by_heads
    told = [e for e in evidence if _tier(e) >= Tier.R2]
    meant = before.open in ANSWERS and not told  # a head heard an answer
    alone = meant or (bool(told) and all(e.by_a_head for e in told))
    return alone and (before.by_heads or before.tier < Tier.R2)


def _lasting(tier: Tier, evidence: tuple[Evidence, ...]) -> frozenset[str]:
    """Name what stays true for the whole visit: that it stood at R4, or a loss by suicide."""
    lasting = {WAS_HIGH} if tier >= Tier.R4 else set()
    grief = any(
        e.lane is not None and e.lane.lane is Lane.GRIEF and not e.negated for e in evidence
    )
    if grief and any(_is_anothers_death(e) for e in evidence):
        lasting.add(LOST_TO_SUICIDE)
    return frozenset(lasting)


def _is_anothers_death(evidence: Evidence) -> bool:
    """Whether it is somebody else's suicide that is told of."""
    theirs = evidence.experiencer is Experiencer.OTHER and not evidence.negated
    return theirs and evidence.tier >= Tier.R3 and evidence.theme == "ending"


def _sure(before: RiskState, signs: Signs, perception: Perception) -> tuple[Evidence, ...]:
    """Return all evidence; what is also said of lesser things counts with a second sign of distress.

    What is nothing but a way on in a practice, or the name of one, is said to the practice: "write a letter to
    myself", "that's enough", "what's the point of this?" in the midst of it.

    Such a sign is another cue, distress before, or a head that hears it too, however faintly. Without
    one the phrase is asked about where it would be grave and no head rules it out, and else only met as distress. A lane
    that a head rules out is not heard by words alone. Where no head could listen, all counts as it stands. Source: risk protocol 2.2, DT5.
    """
    read = tuple(e for e in perception.evidence or () if not _is_a_figure(e, signs))
    if perception.about == _DECLINED and not signs.evidence:
        read = tuple(e for e in read if e.tier < Tier.R2)
    heard = tuple(e for e in signs.evidence if not _is_ruled_out(before, e, perception))
    if perception.about == SAID_TO_A_PRACTICE and before.tier < Tier.R2:
        read, heard = (), tuple(e for e in heard if e.tier > Tier.R2 or e.lane)
    if _is_calm(before, perception):
        read = tuple(_in_a_calm_talk(before, e) for e in read)
    evidence = tuple(_half_heard_again(before, e) for e in (*heard, *read))
    if _only_leaves(before, signs, perception):
        return tuple(replace(e, tier=_lessened(e.tier)) for e in evidence)
    told = [e for e in evidence if e.counts and e.tier >= Tier.R1 and e.time is not Time.PAST]
    faint = any(e.rule == FAINT for e in evidence)
    sure = [e for e in told if not e.unsure]  # low mood in the very same words seconds nothing
    graver = any(e.theme or e.tier >= Tier.R2 for e in sure)
    seconded = faint or are_apart(told) or graver
    if perception.evidence is None or before.tier >= Tier.R1 or seconded:
        return evidence
    ruled_out = _WISH_TO_DIE in perception.ruled_out
    return tuple(
        replace(e, tier=_lessened(e.tier, asks=not ruled_out)) if e.unsure else e for e in evidence
    )


def _is_ruled_out(before: RiskState, evidence: Evidence, perception: Perception) -> bool:
    """Whether words alone told of a lane, and a head that listened heard next to nothing of it, then or before."""
    lane = evidence.lane
    if lane is None or lane.lane not in perception.ruled_out:
        return False
    return all(told.lane is not lane.lane for told in before.lanes)


def _only_leaves(before: RiskState, signs: Signs, perception: Perception) -> bool:
    """Whether somebody takes leave of a visit in which nothing of danger was heard, and no cue speaks of it now.

    "Bye bye, they are calling me" ends most visits; a head alone may take it for the other farewell. What comes first of all may be that.
    """
    told = before.tier >= Tier.R1 or before.themes - _OF_ANY_TALK or before.lanes
    calm = before.calm_turns >= CALM_TALK and not told
    return calm and perception.doing is Doing.LEAVING and not signs.evidence


def _is_a_figure(evidence: Evidence, signs: Signs) -> bool:
    """Whether a head alone took a figure of speech about a tense body for an emergency of it.

    Only where next to nothing else is in the sentence: what words tell, and what is added, is heard as ever.
    """
    medical = evidence.lane is not None and evidence.lane.lane is Lane.MEDICAL
    first, last = evidence.span
    return medical and any(
        first <= start and end <= last and (last - first) - (end - start) <= _BESIDE_A_FIGURE
        for start, end in signs.figures
    )


def _is_calm(before: RiskState, perception: Perception) -> bool:
    """Whether nothing of danger was told so far, but what a head supposed, and this line is not the first, or is said to the companion itself."""
    leans = before.calm_turns >= CALM_TALK or before.supposed
    return (leans or perception.about in TO_THE_COMPANION) and not _was_told(before)


def _was_told(before: RiskState) -> bool:
    """Whether danger was told of before: more than a head half heard, or heard once, or than a low moment a while ago."""
    lanes = any(
        lane.lane in before.heard_well - ORDINARY and lane != _ANGRY for lane in before.lanes
    )
    faded = _LOW if before.calm_turns >= CALM_TURNS else frozenset[str]()
    themes = before.themes - _OF_ANY_TALK - faded - {HALF_HEARD}
    stands = before.tier >= Tier.R2 and not before.supposed
    return stands or lanes or any(not each.startswith(_HALF_LANE) for each in themes)


def _in_a_calm_talk(before: RiskState, evidence: Evidence) -> Evidence:
    """Return what a head alone heard in a calm talk as half heard, where it is not surer; what is surer is asked about plainly.

    A head reads each line by itself: "it goes up and stays up" is danger in one talk, and a lift in another. Heard a second time, it counts; how near it is, the answer says. The curves are in decisions 20 and 46.
    """
    lane = evidence.lane
    if lane == _OVERWHELMED:
        return _half_heard_lane(before, evidence, lane)
    if evidence.likely >= (SURER if lane is None else SURER_LANE):
        certain = evidence.likely >= (SURER if before.supposed else SUREST)  # the second time
        return evidence if certain else replace(evidence, tier=min(evidence.tier, Tier.R2))
    if lane is None and evidence.likely < HALF_A_WISH:
        return replace(evidence, rule=FAINT, tier=Tier.R0)
    if lane is None:
        half = replace(evidence, rule=HALF_HEARD, tier=Tier.R0)
        return half if evidence.tier >= Tier.R2 else evidence
    return _half_heard_lane(before, evidence, lane)


def _half_heard_lane(before: RiskState, evidence: Evidence, lane: LaneLevel) -> Evidence:
    """Return a lane that a head alone heard in a calm talk as half heard the first time: overwhelm is then met softly, another not yet."""
    theme, perhaps = f"{_HALF_LANE}{lane.lane}", _HALF_MET.get(lane)
    stands = perhaps is None and lane.lane in ORDINARY - {Lane.THIRD_PARTY}
    if not stands and evidence.likely < HALF_A_LANE:
        return replace(evidence, lane=None)
    if stands or theme in before.themes:
        return evidence
    return replace(evidence, lane=perhaps, theme=theme)


def _half_heard_again(before: RiskState, evidence: Evidence) -> Evidence:
    """Return what a head half heard as R2 where it half heard it before, or beside another danger to them.

    A loss, a flood of feeling, worry for somebody else and leaning on this place are told of in many ordinary talks. Once a plain question was answered it waits for more. Source: risk protocol 2.2, DT4.
    """
    if evidence.rule != HALF_HEARD or before.answered:
        return evidence
    beside = any(told.lane not in ORDINARY for told in before.lanes)
    again = HALF_HEARD in before.themes or beside
    return replace(evidence, theme=HALF_HEARD, tier=Tier.R2 if again else Tier.R0)


def _lessened(tier: Tier, *, asks: bool = True) -> Tier:
    """Return what an unsure phrase calls for on its own: where it would be grave, that it is asked about."""
    return min(tier, Tier.R2 if asks and tier >= Tier.R4 else Tier.R1)


def _tier(evidence: Evidence) -> Tier:
    """Say which tier one piece of evidence calls for."""
    if evidence.experiencer is not Experiencer.SELF or evidence.register is Register.QUOTE:
        return Tier.R0
    if evidence.negated:
        return min(evidence.tier, Tier.R1)
    if evidence.time is Time.PAST:
        return min(evidence.tier, Tier.R1)
    if evidence.time is Time.RECENT:
        return min(evidence.tier, Tier.R4)  # behaviour of the last months, and not of this minute
    if evidence.register is Register.JOKE and evidence.tier <= Tier.R3:
        return min(evidence.tier, Tier.R2)
    return evidence.tier


def _together(themes: frozenset[str], before: RiskState) -> Tier:
    """Say what themes heard in different messages add up to."""
    if themes == before.themes:
        return Tier.R0
    return max((tier for both, tier in _SEPARATE if both <= themes), default=Tier.R0)


def _heard_well(before: RiskState, signs: Signs, evidence: tuple[Evidence, ...]) -> frozenset[Lane]:
    """Name the lanes that more speaks for than one hearing of a head.

    The words told of it, it is heard again, or they answer as one does to whom it is true.
    """
    held = {lane.lane for lane in before.lanes}
    once = held | {lane for lane in Lane if f"{_HALF_LANE}{lane}" in before.themes}
    now = [(e, e.lane.lane) for e in evidence if e.lane is not None and counts(e)]
    well = {lane for piece, lane in now if lane in once or not piece.by_a_head}
    well |= held & lanes_borne_out(before, signs)
    if before.open in ASKS_OF_LANE and signs.answer in {"yes", "unsure"}:
        well.add(ASKS_OF_LANE[before.open])
    if before.open in SAFE_HERE and signs.answer in {"yes", "no", "unsure"}:
        well.add(Lane.ABUSE)
    return frozenset(well)
