"""The project's one settings file. Every variable it reads is described in `docs/operations.md`."""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from frontdoor.ground import environment as env
from frontdoor.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What this process is -------------------------------------------------------------------------------------------
# `bin/*` starts the embedded servers and names them by the two FRONTDOOR_EMBEDDED_... variables; real servers are named
# by DATABASE_URL and REDIS_URL, and with either of them set demo mode is off unless asked for.
DEMO = env.flag("FRONTDOOR_DEMO", default=not (env.text("DATABASE_URL") or env.text("REDIS_URL")))
DEMO_PASSWORD = env.text("FRONTDOOR_DEMO_PASSWORD", "open-the-front-door") if DEMO else ""
DEBUG = env.flag("FRONTDOOR_DEBUG", default=False)
STATE = env.folder("FRONTDOOR_STATE", BASE_DIR / ".state")
SITE_URL = env.required(
    "FRONTDOOR_SITE_URL",
    how="It is the address that people type and letters link to, for example https://careers.example",
    unless=DEMO,
    default=f"http://127.0.0.1:{env.whole('PORT', 8000)}",
).rstrip("/")
SITE_NAME = "Frontdoor"
# Who answers for this copy, and where people write to: on the help, privacy and accessibility pages and in security.txt.
OPERATOR = env.text("FRONTDOOR_OPERATOR", "the organisation that runs this copy of Frontdoor")
CONTACT_EMAIL = env.text("FRONTDOOR_CONTACT_EMAIL", "help@frontdoor.example")
NOT_SAID = [name for name in ("FRONTDOOR_OPERATOR", "FRONTDOOR_CONTACT_EMAIL") if not env.text(name)]
SECRET_KEY = env.required(
    "FRONTDOOR_SECRET_KEY",
    how="Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))' and give it to every process.",
    unless=DEMO,
    default=secrets.token_urlsafe(50),
)
SECRET_KEY_FALLBACKS = env.words("FRONTDOOR_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("FRONTDOOR_HOSTS", "127.0.0.1 localhost [::1]" if DEMO else urlsplit(SITE_URL).hostname or "")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
BEHIND_PROXY = env.flag("FRONTDOOR_BEHIND_PROXY", default=False)
HTTPS = env.flag("FRONTDOOR_HTTPS", default=not DEMO)
# Demo mode by default is for this machine alone: everybody knows its password, and its mailbox is open.
if DEMO and not env.text("FRONTDOOR_DEMO") and (BEHIND_PROXY or not env.is_this_machine(SITE_URL, ALLOWED_HOSTS)):
    raise env.Misconfigured(
        "This is demo mode, because neither DATABASE_URL nor REDIS_URL is set, and it would be reached from outside. "
        "Set both for a real service, or FRONTDOOR_DEMO=1 for a demo that others may open."
    )

# --- Rooms ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "frontdoor.ground",
    "frontdoor.people",
    "frontdoor.letters",
    "frontdoor.organisations",
    "frontdoor.record",
    "frontdoor.careers",
    "benchmarks",
    "workexperience",
    "guidance",
    "frontdoor.oversight",
    "frontdoor.home",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "django.forms",
    "frontdoor.home.admin_app.Config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "frontdoor.ground.public_pages.PublicPages",
    "frontdoor.ground.middleware.RequestId",
    "frontdoor.ground.health.Health",
    "frontdoor.ground.guards.Limits",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frontdoor.ground.guards.PrivatePages",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frontdoor.people.middleware.IdleSignOut",
    "frontdoor.people.middleware.SecondStep",
    "frontdoor.ground.history.History",
    "django_htmx.middleware.HtmxMiddleware",
    "frontdoor.home.middleware.ReadersOwnPage",
    "frontdoor.careers.saving.middleware.CarriedAlong",
]
ROOT_URLCONF = "frontdoor.urls"
WSGI_APPLICATION = "frontdoor.wsgi.application"

# --- Pages ----------------------------------------------------------------------------------------------------------
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "frontdoor.home.furniture.furniture",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "frontdoor.ground.pages.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]
FORM_RENDERER = "frontdoor.ground.pages.FormRenderer"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = STATE / "uploads"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Stored things --------------------------------------------------------------------------------------------------
DATABASE_URL = env.required(
    "DATABASE_URL",
    how="For example postgresql://frontdoor:password@db.example/frontdoor",
    unless=DEMO or bool(env.text("FRONTDOOR_EMBEDDED_DATABASE_URL")),
    default=env.text("FRONTDOOR_EMBEDDED_DATABASE_URL", "postgresql:///frontdoor"),
)
DATABASES = {"default": env.database(DATABASE_URL)}
# Compiling a query costs more than running it here: the list of all institutions took 1.2 s with it, 0.4 s without.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off")  # type: ignore[attr-defined]
# A pool belongs to one process: only the web process, which does not fork after it, turns it on (see Procfile).
if env.flag("FRONTDOOR_DB_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 4, "timeout": 5}  # type: ignore[index]
else:  # the workers keep their connection from task to task
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.required(
    "REDIS_URL",
    how="For example redis://redis.example:6379",
    unless=DEMO or bool(env.text("FRONTDOOR_EMBEDDED_REDIS_URL")),
    default=env.text("FRONTDOOR_EMBEDDED_REDIS_URL", "redis://127.0.0.1:6379"),
)
BROKER_URL, CACHE_URL = env.redis(REDIS_URL)
CACHES = {
    "default": {
        "BACKEND": "frontdoor.ground.cache.Cache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "frontdoor",
        "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.3},
    }
}
# Pages that everybody gets alike are kept this long in each web process; a change of content empties them at once.
PAGE_CACHE_SECONDS = env.whole("FRONTDOOR_PAGE_CACHE_SECONDS", 60)
READING_COOKIE = "reading"  # whoever brings it gets a page of their own
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/to-do/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,20/m/ip",
    "join": "5/h/key,30/h/ip",  # asking to join: by address, and by a whole staff room behind one address
    "invite": "100/h/user",
    "to-head": "20/h/user",  # letters that ask a head to sign
    "claim": "20/h/user,600/h/ip",  # codes for records: a whole year group may type theirs behind one address
    "claim-code": "6/h/key",  # guesses of the birth date that belongs to one code
    "export": "20/h/user",  # a file of one's record is made in the request
    "employer-add": "20/h/user",
    "feedback": "30/h/ip",
    "certificate": "60/h/ip",  # codes of certificates: an office may check a pile of them
    "certificate-code": "10/h/key",  # guesses of the name that belongs to one code
    "report-offer": "30/h/ip",  # reports of work experience: a class may sit behind one address
    "useful": "120/h/ip",  # a lesson behind one address
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "frontdoor.people.adapter.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True  # one address an account
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when something about the account's safety changes
# Closing the browser signs out: many computers are shared. allauth's own setting reaches sign-in by password only.
ACCOUNT_SESSION_REMEMBER = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds; letters may wait in the outbox for a minute or more
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_FORMS = {
    "login": "frontdoor.people.forms.LoginForm",
    "signup": "frontdoor.people.forms.SignupForm",
    "request_login_code": "frontdoor.people.forms.RequestLoginCodeForm",
    "confirm_login_code": "frontdoor.people.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "frontdoor.people.forms.ConfirmEmailVerificationCodeForm",
    "reset_password": "frontdoor.people.forms.ResetPasswordForm",
    "confirm_password_reset_code": "frontdoor.people.forms.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "frontdoor.people.forms.ResetPasswordKeyForm",
    "change_password": "frontdoor.people.forms.ChangePasswordForm",
    "set_password": "frontdoor.people.forms.SetPasswordForm",
    "reauthenticate": "frontdoor.people.forms.ReauthenticateForm",
    "add_email": "frontdoor.people.forms.AddEmailForm",
}
MFA_ADAPTER = "frontdoor.people.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "frontdoor.people.forms.AuthenticateForm",
    "reauthenticate": "frontdoor.people.forms.ReauthenticateByCodeForm",
    "activate_totp": "frontdoor.people.forms.ActivateTOTPForm",
}
PERSONAL_IDLE = timedelta(minutes=30)  # after this long without a page, somebody without a role is signed out
PERSONAL_IDLE_WARNING = timedelta(minutes=2)  # before it, a page with script warns
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODE_COUNT = 10
MFA_TOTP_ISSUER = SITE_NAME

# --- Letters --------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("FRONTDOOR_FROM_EMAIL", "Frontdoor <letters@frontdoor.example>")
EMAIL_URL = env.required(
    "FRONTDOOR_EMAIL_URL", how="For example smtp://user:password@mail.example:587?tls=1", unless=DEMO
)
if EMAIL_URL:
    globals().update(env.smtp(EMAIL_URL))
else:  # letters are read at /mailbox/
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# --- Work outside the request ---------------------------------------------------------------------------------------
CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # the worker's lines are ours too: JSON with the task's id
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A worker killed with -9 gives its task back after the visibility timeout; by default up to 100 s more.
    "visibility_timeout": 900,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A request must not wait for a broker that is away: the row is saved, the sweep finds it.
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 0,
    "retry_on_timeout": False,
}

# What a worker loads from an upload (`ground.jobs`): each kind's loader is called with
# (data, report, by=..., and what the job's context says).
JOBS = {
    "register": "frontdoor.organisations.register.jobs.load",
    "register-links": "frontdoor.organisations.register.jobs.load_links",
    "roll-read": "frontdoor.record.roll.jobs.read",
    "roll": "frontdoor.record.roll.jobs.load",
    "activities": "frontdoor.record.activities.jobs.load",
}

# --- Safety ---------------------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
# Bytes of one request. The file of establishments is about 65 MB; what else is sent is words and small lists.
LARGEST_BODY = 3_000_000
LARGE_BODIES = {"/register/import/": 210_000_000}
# A whole school's assembly is a list of names with a box each (`record.activities.actions.MOST`).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
CSRF_FAILURE_VIEW = "frontdoor.home.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    MIDDLEWARE.insert(0, "frontdoor.ground.middleware.ClientAddress")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        # The hash is of govuk-frontend's one inline line, which sets `js-enabled`; a hash, not a nonce, so that a page
        # can be cached as one body for everyone.
        "script-src": ["'self'", "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "frontdoor.ground.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("FRONTDOOR_LOG_LEVEL", "INFO")},
}

env.stop_if_incomplete()
