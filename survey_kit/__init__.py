"""Survey kit: from the export of a questionnaire to tables, findings and a report."""

__version__ = "0.1.0"
