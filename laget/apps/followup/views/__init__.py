"""Pages of an edition that is being written: the draft, its parts, links and contributors, masks."""
