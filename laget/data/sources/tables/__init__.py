"""Files as a source: CSV and XLSX as analysts keep them, read by the mapping in the strategy file."""
