"""Everything that is measured, in one run: `make bench`."""

import subprocess
import sys
from pathlib import Path

SCRIPTS = ("command.py", "estimation.py")

if __name__ == "__main__":
    for script in SCRIPTS:
        subprocess.run([sys.executable, Path(__file__).with_name(script)], check=True)
