"""Forum days without their rows: what state an event is in, its programme as a document, what has changed."""
