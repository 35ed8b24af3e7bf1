"""Households composed by the region, through whose eyes published figures are read."""
