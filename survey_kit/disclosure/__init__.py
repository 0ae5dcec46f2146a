"""The gate: what may leave the office, and the one table of rules for small bases."""
