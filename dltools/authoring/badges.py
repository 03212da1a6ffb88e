"""Links that open a lesson in Colab or Binder. Without a public address of the course there are none.

The address is one setting in pyproject.toml, empty unless somebody publishes the course::

    [tool.dltools]
    repository = ""
    branch = "main"
"""

import tomllib
from pathlib import Path
from urllib.parse import quote, urlparse

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

_INSTALL = """\
# In Google Colab only: install the course's helper package.
import sys

if "google.colab" in sys.modules:
    %pip install --quiet "dltools @ git+{repository}@{branch}\""""


def read_repository(root: Path) -> tuple[str, str]:
    """Return the course's public address and branch from pyproject.toml; an empty address means none."""
    try:
        settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except OSError:
        return "", "main"
    ours = settings.get("tool", {}).get("dltools", {})
    return ours.get("repository", "").rstrip("/").removesuffix(".git"), ours.get("branch", "main")


class AddBadges(NbGraderPreprocessor):
    """Puts the links under the title of a learner's notebook, and a cell that installs the package."""

    repository = Unicode("", help="The course's public address; empty for none.").tag(config=True)
    branch = Unicode("main", help="The branch that learners get.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Insert the cells after the first one."""
        if self.repository:
            place = resources["nbgrader"]
            path = f"course/{place['assignment']}/{place['notebook']}.ipynb"
            links = badge_links(self.repository, self.branch, path)
            install = _INSTALL.format(repository=self.repository, branch=self.branch)
            nb.cells[1:1] = [
                *([new_markdown_cell(links, id="badges")] if links else []),
                new_code_cell(install, id="install-in-colab"),
            ]
        return nb, resources


def badge_links(repository: str, branch: str, path: str) -> str:
    """Return the badges as markdown, for the places that can open this address."""
    address = urlparse(repository)
    project = address.path.strip("/")
    lab = quote(f"lab/tree/{path}", safe="")
    colab = f"https://colab.research.google.com/github/{project}/blob/{branch}/{path}"
    services = {"github.com": f"gh/{project}", "gitlab.com": f"gl/{quote(project, safe='')}"}
    badges = []
    if address.hostname == "github.com":
        badges.append(
            _badge("Open in Colab", "https://colab.research.google.com/assets/colab-badge.svg", colab)
        )
    if address.hostname in services:
        binder = f"https://mybinder.org/v2/{services[address.hostname]}/{branch}?urlpath={lab}"
        badges.append(_badge("Open in Binder", "https://mybinder.org/badge_logo.svg", binder))
    return " ".join(badges)


def _badge(text: str, picture: str, link: str) -> str:
    return f"[![{text}]({picture})]({link})"
