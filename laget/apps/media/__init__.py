"""Files that people bring: kept by their hash, checked by their content, given as attachments."""
