"""Forms: every part of a strategy as fields that a person fills in, and the plain values of them."""

from laget.apps.strategy.forms.adoption import AdoptionForm, BringForm
from laget.apps.strategy.forms.part import PartForm
from laget.apps.strategy.forms.specs import FORM_NAMES, Spec, specs_of, target_specs

__all__ = ["FORM_NAMES", "AdoptionForm", "BringForm", "PartForm", "Spec", "specs_of", "target_specs"]
