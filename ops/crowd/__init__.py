"""A crowd in the widget: many sessions at once, and nothing may get lost."""
