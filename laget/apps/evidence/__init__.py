"""What people know beside the figures: reports, surveys, evaluations, voices."""
