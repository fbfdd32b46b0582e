"""Events become a chain; those of before are linked in their order. The processing log begins."""

import uuid

from django.db import migrations, models

from regiewijzer.apps.audit.chain import START, Link

ACTIVITIES = [
    *("ingest", "formal_control", "material_control", "return_preview"),
    *("access_request", "erasure", "retention", "key_rotation"),
]


def link_events(apps, schema_editor):  # noqa: ARG001 (as Django calls it)
    event_model, previous, number = apps.get_model("audit", "AuditEvent"), START, 0
    for event in event_model.objects.order_by("at", "pk"):
        number += 1
        link = Link(number, event.at, event.event, event.actor, event.subject, event.details, "", previous=previous)
        event_model.objects.filter(pk=event.pk).update(number=number, previous=previous, hash=link.hash)
        previous = link.hash
    apps.get_model("audit", "AuditHead").objects.create(pk=1, number=number, hash=previous)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(default=START, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="ProcessingRecord",
            fields=[
                ("operation", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("activity", models.CharField(choices=[(one, one) for one in ACTIVITIES], max_length=60)),
                ("activity_id", models.CharField(max_length=200)),
                ("subject_category", models.CharField(max_length=40)),
                ("subjects", models.PositiveIntegerField(null=True)),
                ("started_at", models.DateTimeField(db_index=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "status",
                    models.PositiveSmallIntegerField(choices=[(0, "Unset"), (1, "Ok"), (2, "Error")], default=0),
                ),
            ],
            options={
                "ordering": ("-started_at",),
                "constraints": [
                    models.CheckConstraint(
                        name="processing_finished_has_outcome",
                        condition=models.Q(status=0, finished_at__isnull=True)
                        | models.Q(status__in=(1, 2), finished_at__isnull=False),
                    )
                ],
            },
        ),
        migrations.AlterField("auditevent", "at", models.DateTimeField(db_index=True)),
        migrations.AddField(
            "auditevent", "operation", models.CharField(blank=True, default="", max_length=32), preserve_default=False
        ),
        migrations.AddField("auditevent", "previous", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("auditevent", "hash", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("auditevent", "number", models.PositiveBigIntegerField(null=True)),
        migrations.RunPython(link_events, migrations.RunPython.noop),
        migrations.AlterField("auditevent", "number", models.PositiveBigIntegerField(unique=True)),
        migrations.AlterModelOptions("auditevent", {"ordering": ("-number",)}),
    ]
