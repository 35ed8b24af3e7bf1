"""Forms: a mobilisation with what speaks for it, a decision, a platform with its parts, an outcome."""

from laget.apps.initiatives.forms.sheet import Choices
from laget.apps.mobilisation.forms.deciding import ChosenForm, DecisionForm
from laget.apps.mobilisation.forms.mobilisation import MobilisationSheet, OutcomeForm
from laget.apps.mobilisation.forms.platform import PlatformSheet

__all__ = [
    "Choices",
    "ChosenForm",
    "DecisionForm",
    "MobilisationSheet",
    "OutcomeForm",
    "PlatformSheet",
]
