"""How this installation sends: by the mail server of the settings, or into a folder."""

from collections.abc import Callable, Mapping

from forsa.delivery.channels import Channel, FolderChannel, SmtpChannel
from forsa.delivery.letters import Write, writer_of
from forsa.delivery.worker import Delivery
from forsa.settings import Settings

MAILBOX_FOLDER = "mailbox"
"""Where mail lies in the data folder if no mail server is set."""

TEMPLATES: Mapping[str, Write] = {}
"""Who writes the letter of each template."""


def channel_of(settings: Settings) -> Channel:
    """Return the way out that the settings name."""
    if settings.smtp_url is None:
        return FolderChannel(settings.data_dir / MAILBOX_FOLDER, settings.mail_from)
    return SmtpChannel(settings.smtp_url, settings.mail_from)


def delivery_of(settings: Settings, *, stopping: Callable[[], bool]) -> Delivery:
    """Return how messages leave this installation."""
    return Delivery(channel_of(settings), writer_of(TEMPLATES), stopping=stopping)
