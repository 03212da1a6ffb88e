"""The steps of image analysis, in their order."""

from dltools.checks.define import quiz_exercise

STEPS = ["acquisition", "pre-processing", "segmentation", "feature extraction", "classification", "result"]


def _exchanged(one: str, other: str) -> list[str]:
    exchange = {one: other, other: one}
    return [exchange.get(step, step) for step in STEPS]


pipeline = quiz_exercise(
    "pipeline",
    points=1,
    answer=STEPS,
    options=STEPS,
    aliases={
        "preprocessing": "pre-processing",
        "enhancement": "pre-processing",
        "pre-processing and enhancement": "pre-processing",
        "representation": "feature extraction",
        "representation and feature extraction": "feature extraction",
        "recognition": "classification",
        "classification and recognition": "classification",
    },
    hints=[
        "Where do the numbers come from, and what do you want in the end? These are the first and the last.",
        "You can measure an object once you know which pixels belong to it, and name it once it is measured.",
        "Look at the headings of the steps above: Step 1 to Step 6.",
    ],
)


@pipeline.mistake("Right, but from the last step to the first. Begin with the microscope.", STEPS[::-1])
def _(answer):
    return answer == STEPS[::-1]


@pipeline.mistake("A step is missing: there are six, from acquisition to result.", STEPS[:-1], STEPS[1:])
def _(answer):
    return isinstance(answer, list) and set(answer) < set(STEPS)


@pipeline.mistake(
    "You segment before the image is cleaned up, so the noise is cut out along with the objects.",
    _exchanged("pre-processing", "segmentation"),
)
def _(answer):
    return answer.index("segmentation") < answer.index("pre-processing")


@pipeline.mistake(
    "You measure before you segment. Which pixels belong to an object must be known first.",
    _exchanged("segmentation", "feature extraction"),
)
def _(answer):
    return answer.index("feature extraction") < answer.index("segmentation")


@pipeline.mistake(
    "You classify before there are features. What would the decision be based on?",
    _exchanged("feature extraction", "classification"),
)
def _(answer):
    return answer.index("classification") < answer.index("feature extraction")
