"""Django's settings. What differs per installation comes from the environment, see `environment.py`."""

from csp.constants import NONE, SELF

from regiewijzer.apps.accounts.identity_provider import provider_settings, read_provider
from regiewijzer.config.environment import read_environment, read_secret_key

ENVIRONMENT = read_environment()
REGIEWIJZER_HOME = ENVIRONMENT.home

SECRET_KEY = read_secret_key(REGIEWIJZER_HOME)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.hosts
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.addresses)

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks_db",
    "regiewijzer.web",
    "regiewijzer.apps.audit",
    "regiewijzer.apps.accounts",
    "regiewijzer.apps.findings",
    "regiewijzer.apps.contracts",
    "regiewijzer.apps.cycle",
    "regiewijzer.apps.intake",
    "regiewijzer.apps.monitor",
    "regiewijzer.apps.offer",
    "regiewijzer.apps.outlook",
    "regiewijzer.apps.post",
    "regiewijzer.apps.publications",
    "regiewijzer.apps.register",
    "regiewijzer.apps.remarks",
    "regiewijzer.apps.signals",
    "regiewijzer.apps.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "regiewijzer.web.middleware.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "regiewijzer.web.middleware.ChosenLanguage",
    "regiewijzer.apps.api.middleware.ApiAnswers",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "regiewijzer.apps.audit.looking.RecordLooking",
    "regiewijzer.apps.accounts.middleware.DeclaredAccess",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "regiewijzer.web.middleware.PrivatePages",
    "regiewijzer.apps.outlook.middleware.AlteredTables",
]

ROOT_URLCONF = "regiewijzer.config.urls"
WSGI_APPLICATION = "regiewijzer.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regiewijzer.web.context.installation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "regiewijzer.web.templatetags.regiewijzer",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": REGIEWIJZER_HOME.process_database,
        "OPTIONS": {
            # A writer takes its lock at the start: two requests then wait for each other in place of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of before; renewed when its owner signs in
]
PASSWORD_RESET_TIMEOUT = 60 * 60

REGIEWIJZER_IDENTITY_PROVIDER = read_provider(REGIEWIJZER_HOME.path / "oidc.yaml")
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
if REGIEWIJZER_IDENTITY_PROVIDER:
    AUTHENTICATION_BACKENDS.append("regiewijzer.apps.accounts.oidc.ProviderBackend")
    globals().update(provider_settings(REGIEWIJZER_IDENTITY_PROVIDER))

LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "intake:start"
LOGIN_REDIRECT_URL_FAILURE = "/inloggen/geweigerd"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
EMAIL_TIMEOUT = 20
if ENVIRONMENT.mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
    EMAIL_USE_SSL = ENVIRONMENT.mail.implicit_tls
    EMAIL_USE_TLS = not EMAIL_USE_SSL
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"  # the server shows what it would send

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = REGIEWIJZER_HOME.path / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# An upload holds persons: while it arrives it is kept in the home, for the owner only, not in the machine's temporary folder.
FILE_UPLOAD_TEMP_DIR = REGIEWIJZER_HOME.inbox if REGIEWIJZER_HOME.inbox.is_dir() else None
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 500

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the arrow in a select of the theme
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "regiewijzer.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
# The proxy in front of an https installation ends the encryption; waitress only trusts this header from it (server.py).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
