"""The horizon's pages: the overview, what is pending, a signal, a year's scan and a year's selection."""
