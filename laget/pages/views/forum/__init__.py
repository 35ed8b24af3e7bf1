"""The pages of forum days: the calendar, an event, an item of its programme, registration."""
