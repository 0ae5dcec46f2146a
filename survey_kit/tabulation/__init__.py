"""tabulation."""
