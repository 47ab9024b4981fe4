"""What is taken along is FHIR R4, names only confirmed codes, and comes back the same."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.domain.errors import NotReadableHere
from holdspace.domain.people import Private
from holdspace.domain.safety_plan import Person, SafetyPlan
from holdspace.journey import loinc
from holdspace.journey.fhir.bundle import bundle
from holdspace.journey.fhir.care_plan import care_plan, safety_plan_of
from holdspace.journey.fhir.coding import Resource, fhir_id, labels, own_id
from holdspace.journey.fhir.goal import goal, goal_of
from holdspace.journey.fhir.observation import SCREENING, observations, rating
from holdspace.journey.fhir.questionnaire import questionnaire
from holdspace.journey.fhir.response import is_prorated, response, result_of
from holdspace.journey.fhir.sharing import Shared, consent, provenance
from holdspace.journey.measures.measure import Measure, Place
from holdspace.journey.measures.ratings import Goal, Rated
from holdspace.journey.measures.result import Result
from holdspace.journey.measures.scoring import score
from tests.journey.measured import EVERY, answers_of, with_wording
from tests.journey.r4 import faults, walk

EACH = pytest.mark.parametrize("measure", EVERY.values(), ids=list(EVERY))
AT = datetime(2026, 11, 26, 20, 15, 3, 120, tzinfo=UTC)
CLIENT = "c_1-aB"
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t")
WORDS = st.text(LETTERS, min_size=1).filter(lambda text: bool(text.strip()))
PRIVATE = WORDS.map(Private)


def valid(resource: Resource) -> Resource:
    """Return a resource as it comes back from JSON, once fhir.resources and our own check passed it."""
    back: Resource = json.loads(json.dumps(resource))
    get_fhir_model_class(back["resourceType"]).model_validate(back)
    assert list(faults(back)) == []
    return back


def result(measure: Measure, answers: Mapping[int, int]) -> Result:
    return Result(id="r_2-xY", measure=measure.id, version=measure.version, at=AT, answers=answers, score=score(measure, answers))  # fmt: skip


def fullest(measure: Measure) -> dict[int, int]:
    """Return the last answer to every question, gate and what comes after too."""
    return {item.number: item.options[-1].value for item in measure.items}


@EACH
def test_every_measure_is_a_questionnaire_with_wording_and_without(measure: Measure) -> None:
    bare = valid(questionnaire(measure))
    whole = valid(questionnaire(with_wording(measure)))
    assert bare["copyright"].startswith(measure.copyright)
    asked = [item for item in whole["item"] if item["type"] == "choice"]
    assert [item["text"] for item in asked] == [f"Question {item.number}" for item in measure.items]
    assert measure.has_wording or "text" not in json.dumps(bare["item"]).replace("text/fhirpath", "")  # fmt: skip


@EACH
@settings(max_examples=15)
@given(data=st.data())
def test_answers_come_back_the_same_with_the_same_score(
    measure: Measure, data: st.DataObject
) -> None:
    answers = data.draw(answers_of(measure, all_of_them=False))
    others = {i.number: data.draw(st.sampled_from([o.value for o in i.options])) for i in measure.items if i.place is Place.AFTER}  # fmt: skip
    gate = {0: measure.by_number[0].options[-1].value} if 0 in measure.by_number else {}
    mine = result(measure, answers | others | gate)
    if not mine.answers:
        return
    sent = valid(response(mine, measure, CLIENT))
    back = result_of(sent, EVERY.values())
    assert back == mine
    assert back.score == score(measure, back.answers)
    assert is_prorated(sent) == mine.score.prorated
    for each in observations(mine, measure, CLIENT):
        valid(each)


def test_what_comes_in_is_shared_with_nobody() -> None:
    phq = EVERY["phq-9"]
    assert result_of(response(result(phq, fullest(phq)), phq, CLIENT), EVERY.values()).shared is False  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sent: sent["item"][0]["answer"][0]["valueCoding"].update(code="LA6569-3"),  # the sum no longer fits
        lambda sent: sent["item"][0]["answer"][0]["valueCoding"].update(system="http://other.example"),
        lambda sent: sent["item"][-1]["answer"][0].update(valueInteger=3),
        lambda sent: sent["item"].pop(),
        lambda sent: sent["item"].append(sent["item"][0]),
        lambda sent: sent.update(questionnaire="https://holdspace.invalid/fhir/Questionnaire/phq-9|2"),
        lambda sent: sent.update(questionnaire=None),
        lambda sent: sent.update(authored="yesterday"),
        lambda sent: sent.update(item="nothing"),
        lambda sent: sent.update(resourceType="Observation"),
        lambda sent: sent.pop("id"),
    ],
)  # fmt: skip
def test_what_was_changed_on_the_way_is_not_read(spoil: Any) -> None:
    phq = EVERY["phq-9"]
    sent = response(result(phq, fullest(phq)), phq, CLIENT)
    spoil(sent)
    with pytest.raises(NotReadableHere):
        result_of(sent, EVERY.values())


def test_the_phq_9_carries_its_confirmed_codes() -> None:
    phq = EVERY["phq-9"]
    sent = valid(questionnaire(phq))
    assert sent["code"] == [{"system": loinc.SYSTEM, "code": "44249-1"}]
    (ninth,) = (item for item in sent["item"] if item["linkId"] == "q9")
    assert ninth["code"] == [{"system": loinc.SYSTEM, "code": "44260-8"}]
    (total,) = observations(result(phq, fullest(phq)), phq, CLIENT)
    assert total["code"]["coding"] == [{"system": loinc.SYSTEM, "code": "44261-6"}]
    assert total["valueQuantity"]["value"] == 27
    assert total["meta"]["profile"] == [SCREENING]
    assert total["derivedFrom"] == [{"reference": "QuestionnaireResponse/r.2-xY"}]


@EACH
def test_every_loinc_code_that_leaves_is_in_the_pinned_table_for_this_measure(
    measure: Measure,
) -> None:
    mine = result(measure, fullest(measure))
    sent = [questionnaire(measure), response(mine, measure, CLIENT), *observations(mine, measure, CLIENT)]  # fmt: skip
    told = {
        value["code"]
        for resource in sent
        for _, value in walk(resource)
        if isinstance(value, dict) and value.get("system") == loinc.SYSTEM
    }
    held = {row.code for row in loinc.codes() if row.of == measure.id and row.stands}
    assert told <= held
    assert not told & {row.code for row in loinc.wrong() if row.not_of == measure.id}


@EACH
def test_what_a_questionnaire_says_it_reckons_is_what_we_reckon(measure: Measure) -> None:
    for place in (0, -1):
        answers = {item.number: item.options[place].value for item in measure.items}
        found = score(measure, answers)
        told = {item["linkId"]: item["extension"][0]["valueExpression"]["expression"] for item in questionnaire(measure)["item"] if item.get("readOnly")}  # fmt: skip
        mine = {f"part-{part}": float(value) for part, value in found.parts.items()}
        if found.value is not None:
            mine["total"] = float(found.value)
        if 0 in answers and answers[0] == measure.by_number[0].options[0].value:
            assert told["total"].startswith("iif(%resource.item.where(linkId in ('q0')).answer.ordinalValue() = 0, 0, ")  # fmt: skip
            continue
        assert {link: reckoned(says, answers) for link, says in told.items()} == mine


def reckoned(says: str, answers: Mapping[int, int]) -> float:
    """Reckon one of our FHIRPath expressions where every question was answered: only what we write is known here."""
    says = re.sub(r"iif\(%resource\.item\.where\(linkId in \('q0'\)\)\.answer\.ordinalValue\(\) = 0, 0, (.*)\)$", r"\1", says)  # fmt: skip
    whole = re.fullmatch(r"iif\(%resource\.item\.where\(linkId in \((.*?)\)\)\.answer\.count\(\) = (\d+), (.*), \{\}\)", says)  # fmt: skip
    assert whole is not None
    links, count, sums = whole.groups()
    assert len(links.split(" | ")) == int(count)

    def summed(found: re.Match[str]) -> str:
        return str(sum(answers[int(n)] for n in re.findall(r"'q(\d+)'", found[1])))

    plain = re.sub(r"%resource\.item\.where\(linkId in \(([^)]*)\)\)\.answer\.ordinalValue\(\)\.aggregate\(\$this \+ \$total, 0\)", summed, sums)  # fmt: skip
    assert re.fullmatch(r"[-0-9+*/ ().]+", plain), plain
    return float(eval(plain))  # noqa: S307 - figures and signs alone, as the line above made sure


def test_a_no_at_the_gate_closes_what_follows() -> None:
    sent = valid(questionnaire(EVERY["pc-ptsd-5"]))["item"]
    items = {item["linkId"]: item for item in sent}
    assert "enableWhen" not in items["q0"]
    assert all(items[f"q{at}"]["enableWhen"][0]["question"] == "q0" for at in range(1, 6))
    shut = result(EVERY["pc-ptsd-5"], {0: 0})
    assert result_of(valid(response(shut, EVERY["pc-ptsd-5"], CLIENT)), EVERY.values()) == shut


def test_a_score_that_stands_on_fewer_answers_says_so() -> None:
    phq = EVERY["phq-9"]
    mine = result(phq, dict.fromkeys(range(1, 8), 1))
    (total,) = observations(mine, phq, CLIENT)
    assert valid(total)["extension"][0]["valueBoolean"] is True


def test_what_was_not_scored_has_no_observation() -> None:
    assert not list(observations(result(EVERY["phq-9"], {1: 1}), EVERY["phq-9"], CLIENT))


@given(words=PRIVATE, since=st.dates(), set_down=st.booleans(), value=st.integers(0, 10))
def test_a_goal_comes_back_word_for_word(
    words: Private, since: date, set_down: bool, value: int
) -> None:
    own = Goal("g_1", words, since, set_down)
    assert goal_of(valid(goal(own, CLIENT))) == own
    rated = valid(rating(Rated("m_1", own.id, AT, value), CLIENT))
    assert rated["focus"] == [{"reference": "Goal/g.1"}]
    assert rated["valueQuantity"]["value"] == value


PART = PRIVATE | st.just(Private(""))
PEOPLE = st.builds(Person, name=PART, reach=PART, words=PART)


@given(plan=st.builds(SafetyPlan, signs=PART, alone=PART, away=PART, lines=PART, safer=PART, staying=PART, people=st.lists(PEOPLE, max_size=3).map(tuple)))  # fmt: skip
def test_a_plan_for_hard_moments_comes_back_word_for_word(plan: SafetyPlan) -> None:
    sent = valid(care_plan("p_1", plan, CLIENT, AT))
    assert safety_plan_of(sent) == plan
    assert sent["category"][0]["coding"][0]["code"] == "suicide-prevention"


@pytest.mark.parametrize("foreign", [{}, {"category": []}, {"category": [{"coding": [{"code": "x"}]}]}])  # fmt: skip
def test_a_plan_of_another_kind_is_not_read(foreign: Resource) -> None:
    with pytest.raises(NotReadableHere):
        safety_plan_of(foreign)
    with pytest.raises(NotReadableHere):
        goal_of(foreign)


def test_sharing_is_a_consent_that_ends_where_it_was_taken_back() -> None:
    shared = Shared(id="s_1", kind="QuestionnaireResponse", item="r_2", therapist="t_1", at=AT)
    standing = valid(consent(shared, CLIENT))
    assert standing["status"] == "active"
    assert "end" not in standing["provision"]["period"]
    later = AT.replace(month=12)
    taken = Shared(id="s_1", kind="QuestionnaireResponse", item="r_2", therapist="t_1", at=AT, taken_back=later)  # fmt: skip
    ended = valid(consent(taken, CLIENT))
    assert ended["status"] == "inactive"
    assert ended["provision"]["period"]["end"] == later.isoformat()
    assert ended["provision"]["data"][0]["reference"] == {"reference": "QuestionnaireResponse/r.2"}


def test_all_together_is_one_bundle_whose_references_lead_somewhere() -> None:
    phq = EVERY["phq-9"]
    mine = result(phq, fullest(phq))
    own = Goal("g_1", Private("to sing again"), AT.date())
    held = [questionnaire(phq), response(mine, phq, CLIENT), *observations(mine, phq, CLIENT), goal(own, CLIENT), care_plan("p_1", SafetyPlan(signs=Private("no sleep")), CLIENT, AT)]  # fmt: skip
    whole = valid(bundle([*held, provenance("v_1", held, CLIENT, AT)], AT))
    named = {f"{e['resource']['resourceType']}/{e['resource']['id']}" for e in whole["entry"]}
    for entry in whole["entry"]:
        assert entry["fullUrl"].endswith(f"/{entry['resource']['resourceType']}/{entry['resource']['id']}")  # fmt: skip
        valid(entry["resource"])
        for name, value in walk(entry["resource"]):
            if name == "reference" and isinstance(value, str) and not value.startswith("Patient/"):
                assert value in named


def test_everything_carries_its_labels_and_only_what_a_model_wrote_says_so() -> None:
    codes = [each["code"] for each in labels()["security"]]
    assert codes == ["PSY", "R"]
    assert [each["code"] for each in labels(by_a_model=True)["security"]] == [*codes, "AIAST"]


@given(st.text("abcXYZ019-_", min_size=1, max_size=22))
def test_an_id_comes_back_as_it_was(id: str) -> None:  # noqa: A002
    assert own_id(fhir_id(id)) == id
    assert "_" not in fhir_id(id)


def test_our_own_check_sees_what_is_not_r4() -> None:
    sent = questionnaire(EVERY["phq-2"])
    sent["item"][0]["type"] = "coding"
    sent["item"][1]["answerOption"][0]["valueCoding"]["extension"][0]["url"] = "http://hl7.org/fhir/StructureDefinition/itemWeight"  # fmt: skip
    found = list(faults(sent))
    assert "coding is no type of R4" in found
    assert any("itemWeight came after R4" in fault for fault in found)
    assert list(faults({"resourceType": "Consent", "subject": {}})) != []
