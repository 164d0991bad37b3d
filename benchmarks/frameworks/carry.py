"""What an older framework's results and answers mean to a newer one. Pure: no Django."""

from benchmarks.frameworks.shape import Answers, AnswerValue, Form, Framework, Kind, Question


def is_break(older: Framework, newer: Framework) -> bool:
    """Whether results under the two are different measures. Two frameworks of which nothing is said are."""
    said = newer.succession_from(older.slug)
    return said.series_break if said else older.slug != newer.slug


def carried(older: Framework, newer: Framework, form_key: str, answers: Answers) -> dict[str, AnswerValue]:
    """Older answers by the newer form's question ids: those of the same id (within one framework) and those it maps.

    Shares are left out, and ticks of parts that are no longer asked.
    """
    try:
        old_form, new_form = older.form(form_key), newer.form(form_key)
    except KeyError:
        return {}
    found = {}
    for old_id, new_id in _pairs(older, newer, old_form).items():
        answer = _carry(_question(old_form, old_id), _question(new_form, new_id), answers.get(old_id, {}))
        if answer:
            found[new_id] = answer
    return found


def _pairs(older: Framework, newer: Framework, old_form: Form) -> dict[str, str]:
    said = newer.succession_from(older.slug)
    same = {one.id: one.id for one in old_form.questions()} if older.slug == newer.slug else {}
    return {**same, **(said.answers if said and older != newer else {})}


def _question(form: Form, question_id: str) -> Question | None:
    return next((one for one in form.questions() if one.id == question_id), None)


def _carry(old: Question | None, new: Question | None, answer: AnswerValue) -> AnswerValue:
    if not old or not new or not answer or Kind.SHARE in {old.kind, new.kind}:
        return {}
    if old.kind == new.kind == Kind.PARTS and answer.get("value") == "yes":
        asked = [part.key for part in new.parts]
        return {"value": "yes", "parts": [key for key in asked if key in answer.get("parts", ())]}
    if old.kind == new.kind or (old.kind, new.kind) == (Kind.YES_NO, Kind.YES_PARTLY_NO):
        return dict(answer)
    return {}
