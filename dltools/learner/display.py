"""How verdicts, hints and progress look: HTML in a notebook, text elsewhere. Knows no rules."""

import html
import re
import textwrap
from collections.abc import Iterable, Mapping

from dltools.checks.define import Exercise
from dltools.checks.report import Report
from dltools.learner.record import Entry

# Okabe and Ito's colours: told apart by colour-blind readers. A mark says the same without colour.
_STYLES = {
    "passed": ("#009E73", "✓"),
    "wrong": ("#D55E00", "✗"),
    "error": ("#CC79A7", "!"),
    "not attempted": ("#999999", "○"),
    "timeout": ("#E69F00", "…"),
    "hint": ("#0072B2", "?"),
    "solution": ("#0072B2", "="),
}
_TITLES = {
    "passed": "right",
    "wrong": "not right yet",
    "error": "your code raised an error",
    "not attempted": "not attempted yet",
    "timeout": "took too long",
}


def show(kind: str, title: str, body: str, code: str = "", footer: str = "") -> None:
    """Show one box: in a notebook as HTML with a text version, elsewhere as text."""
    text = box_text(kind, title, body, code, footer)
    if in_notebook():
        from IPython.display import display

        display({"text/html": box_html(kind, title, body, code, footer), "text/plain": text}, raw=True)
    else:
        print(text)


def in_notebook() -> bool:
    """Say whether output goes to a Jupyter frontend."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return getattr(get_ipython(), "kernel", None) is not None


def box_html(kind: str, title: str, body: str, code: str = "", footer: str = "") -> str:
    """Return a box as HTML; `body` and `footer` may hold `code` in backticks."""
    colour, mark = _STYLES[kind]
    parts = [
        f'<div style="font-weight:600"><span style="color:{colour}">{mark}</span> {_inline(title)}</div>'
    ]
    parts += [f"<div>{_inline(body)}</div>"] * bool(body)
    parts += [f'<pre style="margin:.5em 0;white-space:pre-wrap">{html.escape(code)}</pre>'] * bool(code)
    parts += [f'<div style="opacity:.75;margin-top:.3em">{_inline(footer)}</div>'] * bool(footer)
    style = f"border-left:5px solid {colour};padding:.5em .8em;margin:.3em 0;max-width:48em;line-height:1.45"
    return f'<div role="status" style="{style}">{"".join(parts)}</div>'


def box_text(kind: str, title: str, body: str, code: str = "", footer: str = "") -> str:
    """Return a box as text."""
    lines = [f"{_STYLES[kind][1]} {title}"]
    lines += textwrap.wrap(body, 96, initial_indent="  ", subsequent_indent="  ")
    lines += textwrap.indent(code, "    ").splitlines()
    lines += textwrap.wrap(footer, 96, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def show_report(exercise: Exercise, report: Report, hints_seen: int, has_solution: bool) -> None:
    """Show the verdict on an answer and what to do next."""
    title = f"{exercise.name}: {_TITLES[report.status]}"
    if report.passed:
        title += f" ({points(exercise.points)})"
    elif report.points:
        title += f" ({report.points:g} of {points(exercise.points)})"
    body = report.message.removeprefix("Right.").strip() if report.passed else report.message
    code = f"Your code printed:\n{report.printed.strip()}" if report.printed.strip() else ""
    show(
        report.status,
        title,
        body,
        code,
        "" if report.passed else next_step(exercise, report, hints_seen, has_solution),
    )


def next_step(exercise: Exercise, report: Report, hints_seen: int, has_solution: bool) -> str:
    """Return what a learner can do after a verdict."""
    left = len(exercise.hints) - hints_seen
    steps = [f'`hint("{exercise.name}")` ({left} left)'] * bool(left)
    steps += [f'`solution("{exercise.name}")`'] * (has_solution and report.status != "not attempted")
    return f"Stuck? {', or '.join(steps)}" if steps else ""


def points(number: float) -> str:
    """Return "1 point", "2 points"."""
    return f"{number:g} point{'' if number == 1 else 's'}"


Lessons = Mapping[str, Iterable[Exercise]]


def progress_rows(
    lessons: Lessons, entries: Mapping[str, Entry]
) -> list[tuple[str, list[tuple[str, str]], float, int]]:
    """Return for each lesson: name, (mark, exercise) pairs, points earned, points possible."""
    rows = []
    for lesson, exercises in lessons.items():
        exercises = list(exercises)
        found = [(e, entries.get(e.full_name, Entry())) for e in exercises]
        marks = [(_STYLES.get(entry.status, _STYLES["wrong"])[1], e.name) for e, entry in found]
        earned = sum(e.points * entry.best for e, entry in found)
        rows.append((lesson, marks, earned, sum(e.points for e in exercises)))
    return rows


def progress_text(lessons: Lessons, entries: Mapping[str, Entry]) -> str:
    """Return the progress as text."""
    lines = []
    for lesson, marks, earned, possible in progress_rows(lessons, entries):
        done = sum(mark == "✓" for mark, _ in marks)
        lines.append(f"{lesson}: {done} of {len(marks)} exercises, {earned:g} of {possible} points")
        names = "   ".join(f"{mark}\u00a0{name}" for mark, name in marks)  # a mark stays with its name
        wrapped = textwrap.wrap(names, 96, initial_indent="  ", subsequent_indent="  ")
        lines += [line.replace("\u00a0", " ") for line in wrapped]
    return "\n".join(lines)


def progress_html(lessons: Lessons, entries: Mapping[str, Entry]) -> str:
    """Return the progress as an HTML table."""
    rows = []
    for lesson, marks, earned, possible in progress_rows(lessons, entries):
        done = sum(mark == "✓" for mark, _ in marks)
        cells = " &nbsp; ".join(f"{_coloured(m)}&nbsp;{html.escape(n)}" for m, n in marks)
        bar = f'<progress value="{done}" max="{len(marks)}" aria-label="{done} of {len(marks)}"></progress>'
        left = 'style="text-align:left;padding-right:1em;vertical-align:top"'
        rows.append(
            f"<tr><th scope='row' {left}>{html.escape(lesson)}</th>"
            f"<td {left}>{bar}<br>{done} of {len(marks)}, "
            f"{earned:g} of {possible} points</td><td style='text-align:left'>{cells}</td></tr>"
        )
    return f"<table>{''.join(rows)}</table>"


def _coloured(mark: str) -> str:
    colour = next((c for c, m in _STYLES.values() if m == mark), "inherit")
    return f'<span style="color:{colour};font-weight:700">{mark}</span>'


def _inline(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
