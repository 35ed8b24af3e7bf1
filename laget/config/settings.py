"""Every setting of the site, in one file; what differs between installations comes from `env`."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from laget.config import env

HOME = env.home()
DEMO = env.flag("LAGET_DEMO", otherwise=False)
DEBUG = False
SECRET_KEY = env.secret(HOME)
ALLOWED_HOSTS = env.words("LAGET_HOSTS", otherwise=("localhost", "127.0.0.1", "[::1]"))
HTTPS = env.flag("LAGET_HTTPS", otherwise=False)
CSRF_TRUSTED_ORIGINS = [f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS if host != "*"]

INSTALLED_APPS = [
    "laget.ui",
    "laget.apps.accounts",
    "laget.apps.audit",
    "laget.apps.mail",
    "laget.apps.people",
    "laget.apps.search",
    "laget.apps.feedback",
    "laget.apps.media",
    "laget.apps.strategy",
    "laget.apps.evidence",
    "laget.apps.followup",
    "laget.apps.horizon",
    "laget.apps.initiatives",
    "laget.apps.forum",
    "laget.apps.mobilisation",
    "laget.apps.households",
    "laget.apps.newsletter",
    "laget.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "laget.config.apps.GuardedAdminConfig",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # first, so that what another refuses has its headers too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "laget.pages.bounds.Bounds",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "laget.pages.refused.Refused",
]

ROOT_URLCONF = "laget.config.urls"
WSGI_APPLICATION = "laget.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laget.ui.context.site",
                "laget.pages.households.band.reader",
            ],
            "builtins": ["django.templatetags.i18n", "laget.ui.templatetags.laget"],
        },
    }
]

FORM_RENDERER = "laget.ui.forms.Renderer"

DATABASES = {"default": env.database(folder=HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [str(Path(__file__).resolve().parents[1] / "locale")]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
MEDIA_MEGABYTES = env.count("LAGET_FILE_MEGABYTES", otherwise=20)  # of a file that somebody brings
STORE = HOME / "store"
FILES = HOME / "files"  # of figures, a folder for each organisation
DRAWINGS = HOME / "drawings"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_REDIRECT_URL = "account"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "laget.apps.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Läget: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nothing is sent to whoever's address somebody types
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.count("LAGET_PROXIES", otherwise=0)
SESSION_COOKIE_AGE = 60 * env.count("LAGET_IDLE_MINUTES", otherwise=480)  # counted from the last page
SESSION_SAVE_EVERY_REQUEST = True
SESSION_ENGINE = "laget.apps.accounts.sessions"
MFA_ADAPTER = "laget.apps.accounts.adapters.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Sign-in at the region's own provider: OpenID Connect, where one is given
SOCIALACCOUNT_ADAPTER = "laget.apps.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an address that the provider vouches for is its member's
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_SERVER = env.address("LAGET_OIDC_SERVER")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "region",
            "name": env.text("LAGET_OIDC_NAME", otherwise="OpenID Connect"),
            "client_id": env.text("LAGET_OIDC_CLIENT"),
            "secret": env.text("LAGET_OIDC_SECRET"),
            "settings": {
                "server_url": OIDC_SERVER,
                "verified_email": env.flag("LAGET_OIDC_TRUST_EMAIL", otherwise=False),
            },
        }
    ]

# Mail: rows in the outbox, sent by `laget worker` or `laget tick`
ADDRESS = (
    env.address("LAGET_ADDRESS") or "http://localhost:8000"
)  # of this site, for links made outside a page
EMAIL_BACKEND = "laget.apps.mail.actions.OutboxBackend"
EMAIL_HOST = env.text("LAGET_SMTP_HOST")
EMAIL_PORT = env.count("LAGET_SMTP_PORT", otherwise=587)
EMAIL_HOST_USER = env.text("LAGET_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("LAGET_SMTP_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == 465  # the port of SMTP over TLS
EMAIL_USE_TLS = not EMAIL_USE_SSL and env.flag("LAGET_SMTP_TLS", otherwise=True)
EMAIL_TIMEOUT = env.count("LAGET_SMTP_SECONDS", otherwise=20)
DEFAULT_FROM_EMAIL = env.text("LAGET_SMTP_FROM", otherwise="Läget <laget@localhost>")

# How many days backups are kept, and the log of a database with them: the policy on personal data says it
BACKUP_DAYS = env.count("LAGET_BACKUP_DAYS", otherwise=0)

# Forms that anybody may send
FORMS_A_SOURCE = env.count("LAGET_FORMS_A_SOURCE", otherwise=120)  # in an hour, from one network address

# Where this program's own code can be had, for the link at the foot of every page
SOURCE_CODE = env.address("LAGET_SOURCE_CODE")

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *env.origin(OIDC_SERVER)],  # signing in elsewhere begins with a form
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# Jobs
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# What goes wrong is told on standard error, without the secret words of links
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "laget.config.discretion.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "laget": {"handlers": ["stderr"], "level": "WARNING"},
    },
}
