"""The components that ``config.yml`` names, in the order of the pipeline."""
