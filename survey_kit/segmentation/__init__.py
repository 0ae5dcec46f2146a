"""Profiles that are really there: factors, segments, how firm they are, what sets them apart."""
