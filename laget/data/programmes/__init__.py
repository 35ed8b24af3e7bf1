"""Programmes as others write them: calendars, schedules of conference tools, tables."""
