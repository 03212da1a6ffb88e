"""Colours and markers, the same in every picture. Colours after Okabe and Ito, apart for every kind of eye;
markers and line styles differ as well, so that no picture rests on colour alone."""

BLACK, GREY = "#000000", "#7f7f7f"
BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"
RED, PURPLE, SKY = "#D55E00", "#CC79A7", "#56B4E9"

COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED, SKY, BLACK, GREY)
MARKERS = ("o", "^", "s", "D", "v", "P", "X", "*")
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)), (0, (7, 2)), (0, (3, 2, 1, 2)))
DIVERGING = "PuOr_r"


def colour(index: int) -> str:
    """The colour of class or line number `index`."""
    return COLOURS[index % len(COLOURS)]


def marker(index: int) -> str:
    """The marker of class number `index`."""
    return MARKERS[index % len(MARKERS)]


def dashes(index: int) -> object:
    """The line style of line number `index`."""
    return LINES[index % len(LINES)]
