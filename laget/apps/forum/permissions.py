"""Who may do what with events, their programmes and those who have registered."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

EDIT_FORUM = permission("edit_forum", Role.STRATEGIST, Role.COMMUNICATOR)
PUBLISH_PROGRAMME = permission("publish_programme", Role.COMMUNICATOR)
SEE_REGISTRATIONS = permission("see_registrations", Role.COMMUNICATOR)
SEE_NEEDS = permission("see_needs", Role.COMMUNICATOR)
HANDLE_REGISTRATIONS = permission("handle_registrations", Role.COMMUNICATOR)
CHECK_IN = permission("check_in", Role.COMMUNICATOR, Role.FACILITATOR)
SEND_MAILINGS = permission("send_mailings", Role.COMMUNICATOR)
DISCLOSE_REGISTRATIONS = permission("disclose_registrations")
ERASE_PEOPLE = permission("erase_people")
