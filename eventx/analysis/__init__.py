"""What an article says of its mentions: modality, periods and what is compared with what."""
