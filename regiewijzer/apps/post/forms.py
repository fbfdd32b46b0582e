"""The form for what is mailed."""

from typing import Any

from django import forms

from regiewijzer.apps.post.topics import Frequency, Topic


class PreferencesForm(forms.Form):
    """One choice per topic."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="post_%s", **kwargs)
        for topic in Topic:
            self.fields[topic.value] = forms.ChoiceField(label=topic.label.capitalize(), choices=Frequency.choices)

    def frequencies(self) -> dict[Topic, Frequency]:
        """Return the choices."""
        return {topic: Frequency(self.cleaned_data[topic.value]) for topic in Topic}
