"""The command `survey-kit`: options in, one call, exit code out. Every import that costs waits until a command runs."""
