"""命令行說中文: the frame that click puts round our own words – usage, options, refusals – in the language of the rest.

Everything else that the commands say is Chinese already, whatever the locale; a single English line in between is what a
clerk cannot read.
"""

import re

import click

_WORDS = {
    "Usage:": "用法：",
    "Options": "選項",
    "Commands": "命令",
    "Arguments": "參數",
    "Positional arguments": "參數",
    "Aborted!": "沒有做。",
    "Error: {message}": "錯誤：{message}",
    "Error: invalid input": "錯誤：輸入的不對",
    "Error: The two entered values do not match.": "錯誤：兩次輸入的不一樣。",
    "Try '{command} {option}' for help.": "怎麼用，運行「{command} {option}」就能看到。",
    "Show this message and exit.": "顯示這些說明。",
    "Show the version and exit.": "顯示程序的版本。",
    "Missing argument": "少寫了參數",
    "Missing option": "少寫了選項",
    "Missing parameter": "少寫了",
    "Missing parameter: {param_name}": "少寫了 {param_name}",
    "Missing {param_type}": "少寫了{param_type}",
    "Missing command.": "少寫了命令。",
    "No such command {name!r}.": "沒有「{name}」這個命令。",
    "No such option {name!r}.": "沒有「{name}」這個選項。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Did you mean one of: {possibilities}?": "是不是其中之一：{possibilities}？",
    "Option {name!r} does not take a value.": "選項「{name}」後面不寫內容。",
    "Option {name!r} requires an argument.": "選項「{name}」後面要寫內容。",
    "Option {name!r} requires {nargs} arguments.": "選項「{name}」後面要寫{nargs}項。",
    "Got unexpected extra argument ({args})": "多寫了：{args}",
    "Got unexpected extra arguments ({args})": "多寫了：{args}",
    "Argument {name!r} takes {nargs} values.": "「{name}」要寫{nargs}項。",
    "Takes {nargs} values but 1 was given.": "要寫{nargs}項，只寫了1項。",
    "Takes {nargs} values but {len} were given.": "要寫{nargs}項，寫了{len}項。",
    "Invalid value for {param_hint}: {message}": "{param_hint} 寫得不對：{message}",
    "Invalid value: {message}": "寫得不對：{message}",
    "{value!r} is not {choice}.": "「{value}」不在範圍內，只能是 {choice}。",
    "{value!r} is not one of {choices}.": "「{value}」不在範圍內，只能是 {choices}。",
    "{value!r} is not a valid {number_type}.": "「{value}」不是數字。",
    "Choose from:\n\t{choices}": "可以寫：\n\t{choices}",
    "{name} {filename!r} does not exist.": "找不到「{filename}」。",
    "{name} {filename!r} is a file.": "「{filename}」是文件，這裡要文件夾。",
    "{name} {filename!r} is a directory.": "「{filename}」是文件夾，這裡要文件。",
    "{name} {filename!r} is not readable.": "沒有權限讀「{filename}」。",
    "{name} {filename!r} is not writable.": "沒有權限寫「{filename}」。",
    "Could not open file {filename!r}: {message}": "打不開文件「{filename}」：{message}",
    "{missing}{param_hint}.{msg}": "{missing}{param_hint}。{msg}",
    "file": "文件",
    "directory": "文件夾",
    "path": "路徑",
    "option": "選項",
    "argument": "參數",
    "parameter": "參數",
    "required": "必寫",
    "default: {default}": "不寫就是 {default}",
    "default": "不寫就是",
    "range": "範圍",
    "unknown error": "不知道的錯誤",
}

_TYPES = {"text": "文字", "integer": "數", "directory": "文件夾", "file": "文件", "path": "路徑"}
"""What an option takes, as help calls it."""


def _said(text: str) -> str:
    """click's sentence in Chinese; its own where there is none, so that nothing is lost with a newer click."""
    return re.sub(r"\{(\w+)!r\}", r"{\1}", _WORDS[text]) if text in _WORDS else text


def _counted(one: str, many: str, number: int) -> str:
    return _said(one if number == 1 else many)


def _name(command: click.Command) -> None:
    """Call in Chinese what options take, and in lists every command by the first sentence of its help.

    click would cut a sentence by the number of its words, which Chinese does not divide by blanks.
    """
    command.short_help = (command.help or "").strip().partition("。")[0]
    for parameter in command.params:
        parameter.type.name = _TYPES.get(parameter.type.name, parameter.type.name)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _name(below)


def speak_chinese(program: click.Group) -> None:
    """From now on click's own words are Chinese: every module of it asks for them by the name that gettext has there.

    What the options of `program` take is named in Chinese too.
    """
    _name(program)
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        module = getattr(click, name)
        for hook, words in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, hook):
                setattr(module, hook, words)
