"""Gates on verdicts: a solution passes its own check, an untouched exercise is "not attempted"."""

from collections.abc import Iterator, Mapping

from dltools.authoring.problems import Problem

UNTOUCHED = "not attempted"


def verdict_problems(file: str, verdicts: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """Yield exercises whose solution or untouched cell gets the wrong verdict.

    Parameters
    ----------
    file
        The lesson's text as people know it.
    verdicts
        By exercise: ``solution`` and ``untouched``, each a status, and ``message`` of a solution that fails.
    """
    for name, verdict in verdicts.items():
        where = f'exercise "{name}"'
        if verdict["solution"] != "passed":
            what = f"the solution fails its own check ({verdict['solution']}): {verdict['message']}"
            yield Problem(file, where, what, "Mend the solution or the definition.")
        if verdict["untouched"] != UNTOUCHED:
            what = f'the untouched exercise reports "{verdict["untouched"]}" and should report "{UNTOUCHED}".'
            todo = "Put the whole answer between the solution markers."
            yield Problem(file, where, what, todo)
