"""To be filled by the one who builds it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0011_designs")]
    operations = []
