"""Forms of the forum: registration, an event, its programme and the people in it."""

from laget.apps.forum.forms.registration import RegistrationForm

__all__ = ["RegistrationForm"]
