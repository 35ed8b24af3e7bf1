"""Pages of people: their account, invitations, an organisation's people, what is kept how long."""
