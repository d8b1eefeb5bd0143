"""The bot of play.mjs with aiogram, as its documentation teaches it. It knows of Telegram only what
the library knows; API says where Telegram is. Its twin is echo.mjs.
"""

import asyncio
import base64
import hashlib
import os
import traceback
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus, ChatType, ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    ErrorEvent,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    PollAnswer,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from aiogram.utils.media_group import MediaGroupBuilder
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

API, TOKEN = os.environ["API"], os.environ["TOKEN"]
HOOK, SECRET = os.environ.get("HOOK"), os.environ.get("SECRET")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

dp = Dispatcher()
echoes: dict[int, int] = {}  # the id of a person's message -> the id of its echo
albums: dict[str, int] = {}  # media_group_id -> how many pictures have come
away: dict[int, str] = {}  # person -> why they could not be written to
state = {"likes": 0, "greeting": 0}


async def again(make_request, bot: Bot, method: TelegramMethod):
    """What aiogram leaves to its users: waits when told to, and tries again when the server is ill."""
    while True:
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
        except (TelegramServerError, TelegramNetworkError, ClientDecodeError):
            await asyncio.sleep(1)


def telegram(token: str) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(API))
    session.middleware(again)
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))


async def refusal(call) -> str:
    """Which error it was, in the library's words."""
    try:
        await call
    except TelegramAPIError as error:
        moved = getattr(error, "migrate_to_chat_id", None)
        return f"{type(error).__name__} {error.message}" + (f" -> {moved}" if moved else "")
    return "nothing was refused"


async def download(bot: Bot, file) -> str:
    content = (await bot.download(file)).read()
    return f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}"


def like_keys() -> InlineKeyboardMarkup:
    like = InlineKeyboardButton(text=f"Like {state['likes']}", callback_data="like")
    return InlineKeyboardMarkup(inline_keyboard=[[like, InlineKeyboardButton(text="Tell me", callback_data="tell")]])


@dp.message(CommandStart())
async def start(message: Message, command: CommandObject):
    text = f"Hello, <b>{message.from_user.first_name}</b>! You came for {command.args or 'nothing'}."
    state["greeting"] = (await message.answer(text, reply_markup=like_keys())).message_id


# A method that a handler returns goes back in the answer to the webhook, as a multipart form; by
# long polling it is called.
@dp.callback_query(F.data == "like")
async def like(press: CallbackQuery):
    state["likes"] += 1
    await press.message.edit_text(f"Liked {state['likes']} times.", reply_markup=like_keys())
    return press.answer("Thank you")


@dp.callback_query(F.data == "tell")
async def tell(press: CallbackQuery):
    await press.message.edit_text("Told.")
    return press.answer("This is all there is to tell", show_alert=True)


@dp.message(Command("same"))
async def same(message: Message, bot: Bot):
    edit = bot.edit_message_text("Told.", chat_id=message.chat.id, message_id=state["greeting"])
    return message.answer(await refusal(edit), parse_mode=None)


@dp.message(Command("broken"))
async def broken(message: Message):
    return message.answer(await refusal(message.answer("<b>x</i>")), parse_mode=None)


@dp.message(Command("impostor"))
async def impostor(message: Message):
    async with telegram(f"{TOKEN}-no") as other:
        return message.answer(await refusal(other.get_me()))


@dp.message(Command("who"))
async def who(message: Message):
    row = [KeyboardButton(text="My number", request_contact=True), KeyboardButton(text="My place", request_location=True)]
    keys = ReplyKeyboardMarkup(keyboard=[row], resize_keyboard=True, one_time_keyboard=True)
    return message.answer("Who and where are you?", reply_markup=keys)


@dp.message(Command("five"))
async def five(message: Message):
    for n in range(1, 6):
        await message.answer(f"{n} of five")


@dp.message(Command("file"))
async def file(message: Message):
    document = BufferedInputFile("안녕, world\n".encode(), "hello.txt")
    await message.answer_document(document, caption="A <i>file</i>")


@dp.message(Command("album"))
async def album(message: Message):
    media = MediaGroupBuilder()
    for n in (1, 2):
        media.add_photo(BufferedInputFile(PIXEL, f"{n}.png"), caption=f"Picture {n}")
    await message.answer_media_group(media.build())


@dp.message(Command("poll"))
async def poll(message: Message):
    await message.answer_poll("Which tree?", ["Ginkgo", "Pine"], is_anonymous=False)


@dp.message(Command("where"))
async def where(message: Message):
    return message.answer(f"In {message.chat.title or 'private'}, a {message.chat.type}")


@dp.message(Command("leave"))
async def leave(message: Message):
    await message.chat.leave()


@dp.message(Command("hold"))
async def hold(message: Message):
    sent = await message.answer("Going")
    await sent.pin()
    await sent.delete()
    return message.answer("Gone")


@dp.message(F.contact)
async def contact(message: Message):
    own = message.contact.user_id == message.from_user.id
    text = f"{message.contact.phone_number} is {'yours' if own else 'somebody&apos;s'}"
    return message.answer(text, reply_markup=ReplyKeyboardRemove())


@dp.message(F.location)
async def location(message: Message):
    here = {"latitude": message.location.latitude, "longitude": message.location.longitude}
    await message.answer_location(**here)
    await message.answer_venue(**here, title="Here", address="Where you are")


@dp.message(F.media_group_id)
async def picture_of_an_album(message: Message):
    albums[message.media_group_id] = albums.get(message.media_group_id, 0) + 1
    if albums[message.media_group_id] == 3:
        await message.answer("An album of 3")


@dp.message(F.photo)
async def photo(message: Message, bot: Bot):
    largest = message.photo[-1]
    await bot.send_chat_action(message.chat.id, "upload_photo")
    await message.answer_photo(largest.file_id, caption=f"{message.caption}: {await download(bot, largest)}")


@dp.message(F.document)
async def document(message: Message, bot: Bot):
    given = message.document
    return message.answer(f"{given.file_name}, {given.mime_type}, {await download(bot, given)}")


@dp.message(F.text)
async def echo(message: Message):
    sent = await message.answer(
        message.text,
        entities=message.entities,
        parse_mode=None,
        reply_parameters=ReplyParameters(message_id=message.message_id),
    )
    echoes[message.message_id] = sent.message_id


@dp.edited_message(F.text)
async def edited(message: Message, bot: Bot):
    await bot.edit_message_text(message.text, chat_id=message.chat.id, message_id=echoes[message.message_id])


@dp.poll_answer()
async def voted(answer: PollAnswer, bot: Bot):
    await bot.send_message(answer.user.id, f"You chose {','.join(map(str, answer.option_ids))}")


@dp.inline_query()
async def inline(query: InlineQuery):
    content = InputTextMessageContent(message_text=f"About {query.query}")
    return query.answer([InlineQueryResultArticle(id="1", title=query.query, input_message_content=content)])


@dp.my_chat_member(F.chat.type == ChatType.PRIVATE)
async def standing(update: ChatMemberUpdated, bot: Bot):
    before, after = (ChatMemberStatus(member.status) for member in (update.old_chat_member, update.new_chat_member))
    if after == ChatMemberStatus.KICKED:
        away[update.chat.id] = await refusal(bot.send_message(update.chat.id, "Where are you?"))
    else:
        text = f"{before.value} -> {after.value}; while you were away: {away[update.chat.id]}"
        await update.answer(text, parse_mode=None)


@dp.errors()
async def stumbled(event: ErrorEvent):
    traceback.print_exception(event.exception)
    os._exit(1)


async def introduce(bot: Bot):
    await bot.set_my_commands(
        [BotCommand(command="who", description="Say who you are"), BotCommand(command="file", description="Get a file")]
    )
    if HOOK:
        await bot.set_webhook(HOOK, secret_token=SECRET)


def main():
    dp.startup.register(introduce)
    bot = telegram(TOKEN)
    if not HOOK:
        asyncio.run(dp.start_polling(bot))
        return
    address = urlsplit(HOOK)
    app = web.Application()
    SimpleRequestHandler(dp, bot, handle_in_background=False, secret_token=SECRET).register(app, path=address.path)
    setup_application(app, dp, bot=bot)
    web.run_app(app, host="127.0.0.1", port=address.port, print=None)


if __name__ == "__main__":
    main()
