"""Forum days: events, their programmes, seats, people, mails and what they left behind."""
