"""What happens around the county: trends, what drives what, what is pending, the economy month by month."""
