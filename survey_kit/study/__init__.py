"""A study and its run."""
