"""The methods of the Bot API that Meiyue uses, with the limits Telegram enforces."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.fakes.telegram.bot import Bot, Json, Message, Upload
from tests.fakes.telegram.errors import NOT_MODIFIED, bad
from tests.fakes.telegram.formatting import read

MAX_TEXT, MAX_CAPTION, MAX_BUTTONS, MAX_DATA, MAX_FILE = 4096, 1024, 100, 64, 20 * 1024 * 1024
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(bot: Bot, _params: Json) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.username, "username": bot.username}


def send_message(bot: Bot, params: Json) -> Json:
    chat_id = int(params["chat_id"])
    bot.may_write(chat_id)
    text = read(params.get("text", ""), params.get("parse_mode"), MAX_TEXT)
    if not text.strip():
        raise bad("message text is empty")
    message = Message(bot.number(), chat_id, text, _markup(params))
    bot.chat(chat_id).append(message)
    return as_json(bot, message)


def edit_message_text(bot: Bot, params: Json) -> Json:
    message = bot.find(int(params["chat_id"]), int(params["message_id"]))
    if message.photos or message.document:
        raise bad("there is no text in the message to edit")
    text, markup = read(params.get("text", ""), params.get("parse_mode"), MAX_TEXT), _markup(params)
    if not text.strip():
        raise bad("message text is empty")
    return _change(bot, message, text, markup)


def edit_message_reply_markup(bot: Bot, params: Json) -> Json:
    message = bot.find(int(params["chat_id"]), int(params["message_id"]))
    return _change(bot, message, message.text, _markup(params))


def _change(bot: Bot, message: Message, text: str, markup: Json | None) -> Json:
    bot.may_write(message.chat_id)
    if (text, markup) == (message.text, message.markup):
        raise NOT_MODIFIED
    message.text, message.markup = text, markup
    message.edits += 1
    return as_json(bot, message)


def delete_message(bot: Bot, params: Json) -> bool:
    bot.chat(int(params["chat_id"])).remove(bot.find(int(params["chat_id"]), int(params["message_id"])))
    return True


def answer_callback_query(bot: Bot, params: Json) -> bool:
    text = params.get("text")
    if text is not None and len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    bot.answer(params["callback_query_id"], text)
    return True


def send_photo(bot: Bot, params: Json) -> Json:
    chat_id = int(params["chat_id"])
    bot.may_write(chat_id)
    caption = read(params.get("caption", ""), params.get("parse_mode"), MAX_CAPTION)
    message = Message(bot.number(), chat_id, caption, _markup(params), [_file(bot, params, params["photo"])])
    bot.chat(chat_id).append(message)
    return as_json(bot, message)


def send_document(bot: Bot, params: Json) -> Json:
    chat_id = int(params["chat_id"])
    bot.may_write(chat_id)
    caption = read(params.get("caption", ""), params.get("parse_mode"), MAX_CAPTION)
    message = Message(bot.number(), chat_id, caption, _markup(params))
    message.document, message.file_name = _file(bot, params, params["document"]), _name(params)
    bot.chat(chat_id).append(message)
    return as_json(bot, message)


def send_media_group(bot: Bot, params: Json) -> list[Json]:
    chat_id = int(params["chat_id"])
    bot.may_write(chat_id)
    media = json.loads(params["media"])
    if not 2 <= len(media) <= 10:
        raise bad("group of media must have from 2 to 10 items")
    album, sent = str(bot.number()), []
    for each in media:
        caption = read(each.get("caption", ""), each.get("parse_mode"), MAX_CAPTION)
        photo = _file(bot, params, each["media"])
        sent.append(Message(bot.number(), chat_id, caption, None, [photo], album))
    bot.chat(chat_id).extend(sent)
    return [as_json(bot, message) for message in sent]


def get_file(bot: Bot, params: Json) -> Json:
    content = bot.files.get(params["file_id"])
    if content is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(content) > MAX_FILE:
        raise bad("file is too big")
    file_id = params["file_id"]
    return {
        "file_id": file_id,
        "file_unique_id": file_id,
        "file_size": len(content),
        "file_path": f"photos/{file_id}.jpg",
    }


def set_my_commands(bot: Bot, params: Json) -> bool:
    commands = json.loads(params["commands"])
    if not 0 < len(commands) <= 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not _COMMAND.fullmatch(each["command"]) or not 1 <= len(each["description"]) <= 256:
            raise bad("BOT_COMMAND_INVALID")
    bot.commands[_scope(params)] = [each["command"] for each in commands]
    return True


def delete_my_commands(bot: Bot, params: Json) -> bool:
    bot.commands.pop(_scope(params), None)
    return True


def set_webhook(bot: Bot, params: Json) -> bool:
    if not params["url"].startswith(("https://", "http://127.0.0.1:")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    bot.webhook = {"url": params["url"], "secret": params.get("secret_token", "")}
    allow(bot, params)
    bot.told()
    return True


def delete_webhook(bot: Bot, _params: Json) -> bool:
    bot.webhook = None
    return True


def allow(bot: Bot, params: Json) -> None:
    """Which updates the bot wants; what it did not want is not kept for it."""
    if params.get("allowed_updates"):
        bot.allowed = json.loads(params["allowed_updates"])


def as_json(bot: Bot, message: Message) -> Json:
    """A message of a private chat as the Bot API writes it."""
    body: Json = {
        "message_id": message.id,
        "date": 1_790_000_000,
        "chat": chat_of(message.chat_id),
        "from": get_me(bot, {}),
    }
    if message.photos:
        body["photo"] = [{"file_id": each, "file_unique_id": each, "width": 9, "height": 9} for each in message.photos]
        body["caption"] = message.text
    elif message.document:
        file = {"file_id": message.document, "file_unique_id": message.document, "file_name": message.file_name}
        body |= {"document": file, "caption": message.text}
    else:
        body["text"] = message.text
    if message.markup and "inline_keyboard" in message.markup:
        body["reply_markup"] = message.markup
    return body


def chat_of(chat_id: int) -> Json:
    """A chat as the Bot API writes it: groups have negative ids."""
    if chat_id < 0:
        return {"id": chat_id, "type": "supergroup", "title": "花汀店小群"}
    return {"id": chat_id, "type": "private", "first_name": "P"}


def _scope(params: Json) -> tuple[str, str]:
    scope = json.loads(params.get("scope") or "{}")
    return f"{scope.get('type', 'default')}{scope.get('chat_id', '')}", params.get("language_code", "")


def _markup(params: Json) -> Json | None:
    if not params.get("reply_markup"):
        return None
    markup: Json = json.loads(params["reply_markup"])
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise bad("inline keyboard button text can't be empty")
        if not 1 <= len(button.get("callback_data", "").encode()) <= MAX_DATA:
            raise bad("BUTTON_DATA_INVALID")
    return markup


def _file(bot: Bot, params: Json, named: Any) -> str:
    """The id of a file that came along, or that is known."""
    if isinstance(named, str) and named in bot.files:
        return named
    upload = _upload(params, named)
    if not upload.content:
        raise bad("file must be non-empty")
    file_id = f"file{bot.number()}"
    bot.files[file_id] = upload.content
    return file_id


def _name(params: Json) -> str:
    return _upload(params, params["document"]).name


def _upload(params: Json, named: Any) -> Upload:
    if isinstance(named, str) and named.startswith("attach://"):
        named = params.get(named.removeprefix("attach://"))
    if not isinstance(named, Upload):
        raise bad("wrong remote file identifier specified")
    return named


METHODS: dict[str, Callable[[Bot, Json], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
}
