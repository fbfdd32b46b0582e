"""Organisations and roles. Users of before were administrators of the service organisation."""

import django.db.models.deletion
from django.db import migrations, models

import regiewijzer.apps.accounts.models.user

KINDS = [
    ("service_organisation", "Serviceorganisatie"),
    ("municipality", "Gemeente"),
    ("provider", "Aanbieder"),
    ("school_board", "Schoolbestuur"),
    ("certified_institution", "Gecertificeerde instelling"),
    ("client_council", "Cliëntenraad"),
    ("knowledge_institute", "Kennisinstelling"),
    ("council", "Gemeenteraad"),
    ("cbs", "CBS"),
]
ROLES = [
    ("data_steward", "Datasteward"),
    ("controller", "Controller"),
    ("contract_manager", "Contractmanager"),
    ("director", "Directeur"),
    ("administrator", "Beheerder"),
    ("municipal_adviser", "Beleidsadviseur gemeente"),
    ("municipal_controller", "Controller gemeente"),
    ("alderman", "Wethouder"),
    ("provider_contact", "Contactpersoon aanleveraar"),
    ("councillor", "Raadslid"),
    ("table_member", "Lid van de overlegtafel"),
    ("client_representative", "Cliëntvertegenwoordiger"),
]


def settle_users(apps, schema_editor):  # noqa: ARG001 (as Django calls it)
    users = apps.get_model("accounts", "User").objects.filter(organisation=None)
    if users.exists():
        service = apps.get_model("accounts", "Organisation").objects.create(
            kind="service_organisation", code="service", name="Serviceorganisatie"
        )
        users.update(organisation=service, role="administrator")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=30)),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ("kind", "name"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code"), name="organisation_once"),
                    models.CheckConstraint(condition=~models.Q(code=""), name="organisation_has_code"),
                    models.CheckConstraint(
                        condition=models.Q(kind__in=[code for code, _name in KINDS]), name="organisation_kind_known"
                    ),
                ],
            },
        ),
        migrations.AlterModelManagers(name="user", managers=[("objects", regiewijzer.apps.accounts.models.user.PeopleManager())]),
        migrations.AddField(
            "user", "role", models.CharField(choices=ROLES, default="administrator", max_length=30), preserve_default=False
        ),
        migrations.AddField(
            "user",
            "organisation",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="users", to="accounts.organisation"
            ),
        ),
        migrations.RunPython(settle_users, migrations.RunPython.noop),
        migrations.AlterField(
            "user",
            "organisation",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="users", to="accounts.organisation"),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(condition=models.Q(role__in=[code for code, _name in ROLES]), name="user_role_known"),
        ),
    ]
