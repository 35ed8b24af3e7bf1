"""The pages where a region looks after its figures: fetching, findings, revisions, and new indicators."""
