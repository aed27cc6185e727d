"""What the notebooks ask Shaketable with: SQL over a lake, and its commands. Needs pandas."""

import io
import os
import pathlib
import shlex
import subprocess
import tempfile

import pandas

_LAUNCHER = pathlib.Path(__file__).resolve().parent.parent / "jobs/bin/shaketable"
_COMMAND = shlex.split(os.environ.get("SHAKETABLE", shlex.quote(str(_LAUNCHER))))
_END = "end_of_answer"


class Lake:
    """The tables of a lake, by default of the one that `audit` fills in a checkout.

    The environment variable SHAKETABLE_LAKE names another one.
    """

    def __init__(self, directory=None):
        default = _LAUNCHER.parent.parent.parent / "lake"
        self.directory = str(directory or os.environ.get("SHAKETABLE_LAKE", default))
        self._asking = None

    def sql(self, query):
        """The answer to one query as a data frame; only the first one waits for Spark to start."""
        if self._asking is None or self._asking.poll() is not None:
            self._complaints = tempfile.TemporaryFile("w+")
            self._asking = subprocess.Popen(
                [*_COMMAND, "sql", "--lake", self.directory, "--format", "csv"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, text=True)
        try:
            self._asking.stdin.write(f"{query};\nSELECT 1 AS {_END};\n")
            self._asking.stdin.flush()
        except BrokenPipeError:
            pass  # It has ended, and has said why.
        answer = []
        for line in self._asking.stdout:
            if line.strip() == _END:
                self._asking.stdout.readline()
                return pandas.read_csv(
                    io.StringIO("".join(answer)), keep_default_na=False, na_values=[""])
            answer.append(line)
        self._asking.wait()
        self._complaints.seek(0)
        raise RuntimeError(self._complaints.read().strip())

    def run(self, command, *arguments):
        """Runs a command of Shaketable's on this lake, as in a terminal, and prints what it says."""
        self.close()
        ended = subprocess.run(
            [*_COMMAND, command, *map(str, arguments), "--lake", self.directory],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        print(ended.stdout.strip())
        if ended.returncode != 0:
            raise RuntimeError(f"{command} ended with exit code {ended.returncode}")

    def close(self):
        """Ends the process that answers; the next query starts another one."""
        if self._asking is not None:
            self._asking.stdin.close()
            self._asking.wait()
            self._asking.stdout.close()
            self._complaints.close()
            self._asking = None

    def __del__(self):
        self.close()
