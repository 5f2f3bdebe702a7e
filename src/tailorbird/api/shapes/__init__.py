"""The shapes of what is sent and answered, as dataclasses: read strictly, written as they stand."""
