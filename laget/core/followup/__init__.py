"""From figures and targets to verdicts, gaps and an edition."""
