# Generated from openapi/openapi.json by `make regen`; do not edit.
from ..types import OpenEnum


class WebhookConfigVerifier(OpenEnum):
    """Values that the server is known to send; others are taken too."""

    HEADER_BASED = "HEADER_BASED"
    HMAC_BASED = "HMAC_BASED"
    SENDGRID = "SENDGRID"
    SIGNATURE_BASED = "SIGNATURE_BASED"
    SLACK_BASED = "SLACK_BASED"
    STRIPE = "STRIPE"
    TWITTER = "TWITTER"
