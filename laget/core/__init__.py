"""Values in, values out: no files, no network, no clock, no chance."""
