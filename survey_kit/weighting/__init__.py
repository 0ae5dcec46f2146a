"""Weights brought to known totals of the population."""
