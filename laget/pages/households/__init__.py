"""Households as pages show them: what touches one, and what a page means for the one a reader has chosen."""
