"""The card of a model: what it is for, drawn from its features and weights."""

from collections.abc import Iterator

from matching.queries.model_versions import ModelWeights, shipped_weights
from matching.queries.registry import feature_lines
from matching.values.model_versions import LearnedFrom

HEAD = """# Model card: {version}

{drawn}

- **What it does.** It orders the people who pass the gates for a vacancy, and the vacancies for
  a person, by one score in [0, 1]: the logistic function of weights times features.
- **What it is for.** To suggest to a caseworker whom to look at first. A person decides about
  every introduction; nobody is hidden by a score.
- **What it is not.** The score is no chance of being hired and no worth of a person. Pages say
  fit in words, with reasons that add up to the score. It is not for refusing anybody without a
  person, nor for anything but these vacancies.
{learned}
- **What it never reads.** Name, sex, age, origin, religion, family, health, displacement, host
  country, phone, photo, address.
- **How good it is.** [matching.md](matching.md) has the figures on made persons beside public
  methods; `forsa model evaluate --report FILE` measures order, spread and impact ratios by group
  again.
- **Known limits.** All figures rest on made persons and made-up worlds. Skills that nobody wrote
  down count nothing, so a short record is ranked lower than the same person with a full one. It
  has not been held against a real employer's choice.

Log-odds of somebody with the neutral value of every feature: {base:.3f}.

## Weights

Log-odds from the lowest to the highest value of each feature, and what share of all weights that
is. None lowers a score where its direction says that more is better. [features.md](features.md)
says what each feature is.
"""


DRAWN_SHIPPED = (
    "Drawn by `forsa docs` from the model that is shipped, `matching/artefacts/prior.json`."
)
DRAWN_HERE = "Drawn by `forsa model card` from the model that is kept under this version."

BY_HAND = """\
- **What it learned from.** No outcome: 0 asked to meet, 0 refused. Its weights are set by hand;
  those of abilities were tuned on one half of 150 made persons ([matching.md](matching.md), Hand
  weights).
- **Calibration.** None: nobody has been hired by it."""

LEARNED = """\
- **What it learned from.** {asked} asked to meet, {refused} refused for a reason of fit, the last
  on {until}; beside them the weights set by hand, worth 100 answers. Silence, withdrawal and
  other refusals teach it nothing.
- **Calibration.** As good as those answers; `forsa model promote` measures it on later ones."""

NOTHING_LEARNED = """\
- **What it learned from.** Nothing: there were no answers, or of one sort alone. It has the
  weights of the shipped model.
- **Calibration.** None."""


def model_card_page() -> str:
    """Return the card of the shipped model, docs/model-card.md."""
    return _card(shipped_weights(), DRAWN_SHIPPED, BY_HAND)


def model_card(model: ModelWeights, learned: LearnedFrom | None) -> str:
    """Return the card of a model; None as what it learned from means weights by hand."""
    if learned is None:
        return _card(model, DRAWN_HERE, BY_HAND)
    if learned.until is None:
        return _card(model, DRAWN_HERE, NOTHING_LEARNED)
    until = f"{learned.until:%Y-%m-%d}"
    said = LEARNED.format(asked=learned.asked, refused=learned.refused, until=until)
    return _card(model, DRAWN_HERE, said)


def _card(model: ModelWeights, drawn: str, learned: str) -> str:
    head = HEAD.format(version=model.version, base=model.base, drawn=drawn, learned=learned)
    return "\n".join([head, *_weights(model)]) + "\n"


def _weights(model: ModelWeights) -> Iterator[str]:
    lines = sorted(feature_lines(model), key=lambda line: (-abs(line.weight), line.name))
    total = sum(abs(line.weight) for line in lines) or 1.0
    yield "| feature | weight | share |"
    yield "| --- | --- | --- |"
    for line in lines:
        yield f"| {line.name} | {line.weight:g} | {abs(line.weight) / total:.1%} |"
