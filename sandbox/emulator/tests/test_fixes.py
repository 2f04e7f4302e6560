"""Each fix, by the scenario that needs it: right with it, wrong without it.

python -m unittest discover -s sandbox/emulator/tests
RAMPART_EMULATOR_ANY_VERSION=1 runs it on another ministack than the pinned one, to see which fixes are needless there.
"""

import sys
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import scenarios_ec2  # noqa: E402,F401 (registers)
import scenarios_eks  # noqa: E402,F401 (registers)
import scenarios_rds_events  # noqa: E402,F401 (registers)
import scenarios_services  # noqa: E402,F401 (registers)
from harness import SCENARIOS, VERSION, Emulator  # noqa: E402

from rampart_emulator.fixes import FIXES  # noqa: E402


class WithFixes(unittest.TestCase):
    """The emulator that the sandbox runs."""

    def test_each_fix_has_its_scenario(self):
        self.assertEqual(set(SCENARIOS), set(FIXES))

    def test_what_was_written_is_read_back(self):
        emulator = Emulator()
        self.addCleanup(emulator.stop)
        for name, (run, expected) in SCENARIOS.items():
            with self.subTest(fix=name):
                self.assertEqual(run(emulator.client), expected)


class WithoutFixes(unittest.TestCase):
    """The emulator as it is released."""

    def test_each_fix_is_needed(self):
        emulator = Emulator("--without", "all")
        self.addCleanup(emulator.stop)
        for name, (run, expected) in SCENARIOS.items():
            with self.subTest(fix=name):
                self.assertNotEqual(
                    self._read(run, emulator.client),
                    expected,
                    f"fix {name} is needless in ministack {VERSION}: remove it with its scenario",
                )

    def _read(self, run, client):
        try:
            return run(client)
        except Exception as refusal:  # noqa: BLE001 (an action that the emulator lacks is why the fix exists)
            return repr(refusal)


if __name__ == "__main__":
    unittest.main()
