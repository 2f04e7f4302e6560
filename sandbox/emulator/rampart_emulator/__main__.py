"""`python -m rampart_emulator`: ministack with the fixes. Its settings are ministack's own environment variables.

--without NAME,NAME | all   leaves fixes out: the tests compare the two
--any-version               runs on another ministack than the pinned one: to see what a newer release changes
--list                      prints the fixes with the API page that each follows
"""

import argparse
import importlib.metadata
import sys

from . import MINISTACK


def main() -> None:
    arguments = _arguments()
    _refuse_other_version(arguments.any_version)
    from .fixes import FIXES

    if arguments.list:
        for fix in FIXES.values():
            print(f"{fix.name}\n{fix.reference.rstrip()}\n")
        return
    without = set(FIXES) if arguments.without == "all" else set(filter(None, arguments.without.split(",")))
    if unknown := without - set(FIXES):
        sys.exit(f"--without: no fix is named {', '.join(sorted(unknown))}. Known: {', '.join(FIXES)}")
    for fix in FIXES.values():
        if fix.name not in without:
            _apply(fix)
    sys.argv = sys.argv[:1]
    from ministack.app import main as serve

    serve()


def _apply(fix) -> None:
    from .patching import FixDoesNotApply

    try:
        fix.apply()
    except FixDoesNotApply as reason:
        sys.exit(f"fix {fix.name} does not apply: {reason}.\nIt follows {fix.reference.strip()}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="rampart_emulator", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--without", default="", metavar="NAMES")
    parser.add_argument("--any-version", action="store_true")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


def _refuse_other_version(any_version: bool) -> None:
    try:
        found = importlib.metadata.version("ministack")
    except importlib.metadata.PackageNotFoundError:
        sys.exit(
            "ministack is not installed. Install it: pip install --require-hashes -r sandbox/emulator/requirements.txt"
        )
    if found != MINISTACK and not any_version:
        sys.exit(
            f"the fixes replace functions of ministack {MINISTACK}, but {found} is installed.\n"
            "Install the pinned one (pip install --require-hashes -r sandbox/emulator/requirements.txt), or see what\n"
            "the other release changes: run the tests in sandbox/emulator/tests with RAMPART_EMULATOR_ANY_VERSION=1."
        )


if __name__ == "__main__":
    main()
