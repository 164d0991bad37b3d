"""Who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from frontdoor.ground.privacy import audited


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """An account that may sign in once its address is confirmed. No password means sign-in by emailed code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """An account for Django's admin (register and content models only)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Found by email, whatever its case."""
        return self.get(email=(username or "").lower())


@audited()
class User(AbstractBaseUser, PermissionsMixin):
    """An account: one person, one email address, any number of roles (`organisations.Membership`)."""

    email = models.EmailField("email address", unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may open the admin", default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    AUDITED = True
    PERSONAL = {"email", "full_name", "password", "last_login"}
    PLAIN = {"id", "is_active", "is_staff", "is_superuser", "date_joined", "groups", "user_permissions"}

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_user_one_account_per_address")]

    def __str__(self) -> str:
        return self.full_name or self.email
