"""How a field of a form is written: its label without a colon, its help, its faults, its input."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Django's own, with the field of `ui/field.html`."""

    field_template_name = "ui/field.html"
