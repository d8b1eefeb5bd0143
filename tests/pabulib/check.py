"""What madang writes as .pb, looked at by Pabulib's own checker.

    check.py MADANG WORK [VOTES]

MADANG is the program, WORK a folder for what it writes, VOTES the folder of published votes. A file
that comes out with an error that it did not have when it went in fails the run.
"""

import contextlib
import io
import pathlib
import subprocess
import sys

from pabulib.checker import Checker

# Of the published files every so-many is looked at, as long as it is small: the checker is slow.
EVERY = 5
SIZE_MAX = 150_000


def errors(path):
    """What the checker holds against a file: each kind of error with its sentences."""
    with contextlib.redirect_stdout(io.StringIO()):
        results = Checker().process_files([str(path)])
    found = results[path.stem]["results"]["errors"]
    return {(kind, sentence) for kind, sentences in found.items() for sentence in sentences.values()}


def convert(madang, source, target):
    run = subprocess.run([madang, "convert", "--force", source, target], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{source} became no {target}: {run.stderr.strip()}")


def sample(votes, pattern):
    """Some of the published files, none where there is no folder of them."""
    found = sorted(pathlib.Path(votes).glob(pattern)) if votes else []
    return [path for path in found[::EVERY] if path.stat().st_size <= SIZE_MAX]


def main(madang, work, votes=None):
    work = pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    own = pathlib.Path(__file__).parent
    published = sample(votes, "pabulib/pb/*.pb")
    orders = [path for ending in ["soc", "soi", "cat"] for path in sample(votes, f"preflib/data/*/*.{ending}")]
    if votes and not (published and orders):
        sys.exit(f"there are no published votes in {votes}")
    worse = 0
    # Through our own bundle and back, so that the detour is looked at too.
    for path in sorted(own.glob("*.pb")) + published:
        export = work / path.name
        bundle = work / "bundle.zip"
        convert(madang, path, bundle)
        convert(madang, bundle, export)
        for kind, sentence in sorted(errors(export) - errors(path)):
            print(f"{path.name}: {kind}: {sentence}")
            worse += 1
    # What was no .pb has nothing to be compared with, and must have no errors at all.
    for path in [own / "lunch.soi", own / "likes.cat"] + orders:
        export = work / f"{path.stem}.pb"
        convert(madang, path, export)
        for kind, sentence in sorted(errors(export)):
            print(f"{path.name}: {kind}: {sentence}")
            worse += 1
    print(f"{len(published) + len(orders)} published files and ours: {worse} errors that were not there before")
    sys.exit(worse > 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
