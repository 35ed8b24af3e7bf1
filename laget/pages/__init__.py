"""What a reader meets: pages that gather from many apps."""
