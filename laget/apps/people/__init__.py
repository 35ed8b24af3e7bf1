"""Who takes part in an organisation: invitations, roles given and taken, what is held about a person."""
