"""Made-up forms, facts and answers for property tests: every kind of question, scored or not, with and without years."""

import random

from hypothesis import strategies as st

from benchmarks.frameworks.shape import Area, Benchmark, Fact, Facts, Form, Kind, Part, Question, Threshold

YEARS = (7, 8, 9)
FACTS = (
    *(Fact(f"year-{year}", f"How many in Year {year}?", year=year, years=(year,)) for year in YEARS),
    Fact("all", "All?"),
)
KEYS = ("a", "b", "c", "d")


@st.composite
def thresholds(draw):
    achieved = draw(st.integers(1, 100))
    return Threshold(achieved, draw(st.integers(1, achieved)), "made up")


@st.composite
def questions(draw, question_id):
    kind = draw(st.sampled_from(Kind))
    share = kind == Kind.SHARE
    base = draw(st.lists(st.sampled_from([fact.key for fact in FACTS]), min_size=1, unique=True)) if share else []
    parts = KEYS[: draw(st.integers(2, 4))] if kind == Kind.PARTS else ()
    return Question(
        question_id,
        kind,
        "A question?",
        parts=tuple(Part(key, key) for key in parts),
        base=tuple(base),
        base_words="pupils" if share else "",
        threshold=draw(thresholds()) if share else None,
    )


@st.composite
def forms(draw):
    benchmarks = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        areas = []
        for place in range(draw(st.integers(1, 4))):
            asked = [draw(questions(f"{number}.{place}.{which}")) for which in range(draw(st.integers(1, 3)))]
            years = tuple(draw(st.sets(st.sampled_from(YEARS), max_size=2)))
            scored = place == 0 or draw(st.booleans())
            areas.append(Area(f"{number}.{place}", "An area", tuple(asked), scored=scored, years=years))
        benchmarks.append(Benchmark(number, "A benchmark", "", tuple(areas)))
    return Form("schools", "Schools", "pupils", "head", YEARS, "", FACTS, tuple(benchmarks))


def facts_for(form):
    """Facts of an institution that fills in this form: some years, numbers from none to many, some not given."""
    numbers = st.fixed_dictionaries({}, optional={fact.key: st.integers(0, 300) for fact in form.facts})
    years = st.frozensets(st.sampled_from(form.years)) if form.years else st.just(frozenset())
    return st.builds(Facts, years, numbers)


def answer_to(question):
    """Any answer to a question, blank among them; counts may be above the base."""
    if question.kind == Kind.SHARE:
        return st.one_of(st.just({}), st.builds(lambda count: {"count": count}, st.integers(0, 400)))
    words = ["yes", "no", "partly"] if question.kind == Kind.YES_PARTLY_NO else ["yes", "no"]
    parts = (
        st.lists(st.sampled_from([part.key for part in question.parts]), unique=True) if question.parts else st.just([])
    )
    value = st.sampled_from(words)
    return st.one_of(st.just({}), st.builds(lambda value, parts: {"value": value, "parts": parts}, value, parts))


def answers_to(form):
    """Answers to a whole form."""
    return st.fixed_dictionaries({question.id: answer_to(question) for question in form.questions()})


def answers_by_chance(form, seed):
    """Answers to a long form, the same every time for the same seed."""
    dice = random.Random(seed)  # noqa: S311

    def one(question):
        if question.kind == Kind.SHARE:
            return dice.choice([{}, {"count": dice.randrange(400)}])
        words = ["yes", "no", "partly"] if question.kind == Kind.YES_PARTLY_NO else ["yes", "no"]
        parts = [part.key for part in question.parts if dice.random() < 0.7]
        return dice.choice([{}, {"value": dice.choice(words), "parts": parts}])

    return {question.id: one(question) for question in form.questions()}


def better(question, answer):
    """Every answer that is one step up from this one."""
    if question.kind == Kind.SHARE:
        return [{"count": (answer.get("count") or 0) + more} for more in ((0, 1, 50) if not answer else (1, 50))]
    ladder = ["blank", "no", "partly", "yes"] if question.kind == Kind.YES_PARTLY_NO else ["blank", "no", "yes"]
    at = ladder.index(answer.get("value", "blank"))
    steps = [{**answer, "value": value} for value in ladder[at + 1 :]]
    ticked = answer.get("parts", [])
    return steps + [
        {**answer, "parts": [*ticked, part.key]} for part in question.parts if answer and part.key not in ticked
    ]
