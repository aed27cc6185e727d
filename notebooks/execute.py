"""Executes notebooks from top to bottom, each in a kernel of its own: execute.py OUT NOTEBOOK ...

Writes each with its outputs into the directory OUT; ends with the first cell that fails.
"""

import os
import pathlib
import sys

import nbclient
import nbformat

# The kernel warns of what only a debugger would miss.
os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
for name in sys.argv[2:]:
    path = pathlib.Path(name)
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}})
    try:
        client.execute()
    finally:
        nbformat.write(notebook, out / path.name)
