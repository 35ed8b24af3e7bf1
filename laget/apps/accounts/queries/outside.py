"""What the parts that are not Läget's own keep about people, declared as Läget's own models declare it."""

from laget.apps.accounts.models import UNTIL_ACCOUNT_ENDS, User
from laget.core.personal import Ground, Personal
from laget.core.words.said import Said

SIGN_IN = Said("inloggning", "sign-in")
WHOSE = Personal(
    what=Said("vems konto en inloggningsuppgift hör till", "whose account a means of sign-in belongs to"),
    purpose=SIGN_IN,
    ground=Ground.PUBLIC_TASK,
    until=UNTIL_ACCOUNT_ENDS,
)
ACTS_UNTIL = Said("den som gjorde det avslutar sitt konto", "the one who did it closes the account")


def _sign_in(sv: str, en: str, *, secret: bool = False) -> Personal:
    return Personal(
        what=Said(sv, en),
        purpose=SIGN_IN,
        ground=Ground.PUBLIC_TASK,
        until=UNTIL_ACCOUNT_ENDS,
        secret=secret,
    )


def _act(sv: str, en: str) -> Personal:
    return Personal(
        what=Said(sv, en),
        purpose=Said(
            "kunna följa vad installationens administratörer gör",
            "to follow what administrators of the installation do",
        ),
        ground=Ground.PUBLIC_TASK,
        until=ACTS_UNTIL,
    )


# model → field → what it is; `admin` is Django's own pages for administrators of the installation
OUTSIDE: dict[str, dict[str, Personal]] = {
    "account.EmailAddress": {"user": WHOSE, "email": User.personal["email"]},
    "mfa.Authenticator": {
        "user": WHOSE,
        "data": _sign_in(
            "nyckel för tvåfaktor och återställningskoder",
            "key for two-factor and recovery codes",
            secret=True,
        ),
    },
    "socialaccount.SocialAccount": {
        "user": WHOSE,
        "uid": _sign_in(
            "vem du är hos din arbetsgivares inloggning", "who you are at your employer's sign-in"
        ),
        "extra_data": _sign_in(
            "det som din arbetsgivares inloggning lämnade (namn, adress)",
            "what your employer's sign-in gave (name, address)",
        ),
    },
    "admin.LogEntry": {
        "user": _act("vem som ändrade något i administrationen", "who changed something in the admin pages"),
        "object_repr": _act(
            "vad det ändrade hette i administrationen", "what the thing changed was called in the admin pages"
        ),
        "change_message": _act("vad som ändrades i administrationen", "what was changed in the admin pages"),
    },
}
# model → field → why it is not about a person
NOT_ABOUT_PEOPLE: dict[str, dict[str, str]] = {
    "mfa.Authenticator": {"type": "the kind of second factor"},
    "socialaccount.SocialAccount": {"provider": "the name of a sign-in"},
    "admin.LogEntry": {"object_id": "a number"},
}
