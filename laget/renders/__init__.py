"""Values in, bytes out: tables, and later charts, PDF, slides and workbooks."""
