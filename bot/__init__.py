"""Chats in, chats out: the dialog engine, the dialogs, the staff commands and the channels."""
