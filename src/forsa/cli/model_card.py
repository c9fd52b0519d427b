"""docs/model-card.md: what the shipped model is for, drawn from its features and weights."""

from collections.abc import Iterator

from matching.queries.registry import feature_lines, model_in_use

HEAD = """# Model card: {version}

Drawn by `forsa docs` from the model that is shipped, `matching/artefacts/prior.json`.

- **What it does.** It orders the people who pass the gates for a vacancy, and the vacancies for
  a person, by one score in [0, 1]: the logistic function of weights times features.
- **What it is for.** To suggest to a caseworker whom to look at first. A person decides about
  every introduction; nobody is hidden by a score.
- **What it is not.** The score is no chance of being hired and no worth of a person. Pages say
  fit in words, with reasons that add up to the score. It is not for refusing anybody without a
  person, nor for anything but these vacancies.
- **What it learned from.** No outcome: 0 asked to meet, 0 refused. Its weights are set by hand;
  those of abilities were tuned on one half of 150 made persons ([matching.md](matching.md), Hand
  weights).
- **Calibration.** None: nobody has been hired by it.
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


def model_card_page() -> str:
    """Return the page."""
    version, base = model_in_use()
    return "\n".join([HEAD.format(version=version, base=base), *_weights()]) + "\n"


def _weights() -> Iterator[str]:
    lines = sorted(feature_lines(), key=lambda line: (-abs(line.weight), line.name))
    total = sum(abs(line.weight) for line in lines)
    yield "| feature | weight | share |"
    yield "| --- | --- | --- |"
    for line in lines:
        yield f"| {line.name} | {line.weight:g} | {abs(line.weight) / total:.1%} |"
