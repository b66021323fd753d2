"""Why a file that somebody wants to import is no spreadsheet, and what to do about it."""

import io
import zipfile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "用 Excel 或 WPS 打開，另存為「Excel 工作簿（.xlsx）」再導入。"
_COPY = "把改過的格抄到「portal export」導出的表格裡，導入那個表格。"


class UnreadableSheet(Exception):
    """The file is no spreadsheet that can be read; the text says why, in Chinese, and `mend` what to do.

    `mend` is empty where the rule's own word fits.
    """

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message, mend)
        self.message, self.mend = message, mend

    def __str__(self) -> str:
        return self.message


def no_spreadsheet(content: bytes) -> UnreadableSheet:
    """What `content`, which no reader of spreadsheets takes, is instead."""
    if not content.strip(b"\0"):
        return UnreadableSheet("文件是空的", "重新存盤或重新下載，再導入。")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            mend = "用 Excel 或 WPS 打開，在「文件」的「信息」（WPS 是「文檔加密」）裡把密碼清空，存盤再導入。"
            return UnreadableSheet("表格加了密碼，打不開", mend)
        return UnreadableSheet("這是舊格式的文件，裡面沒有讀得出的表格", _SAVE)
    if content.startswith(b"%PDF"):
        return UnreadableSheet("這是 PDF，不是 Excel 文件", _COPY)
    if content.startswith(b"PK"):
        parts = _parts(content)
        for folder, name in (("word/", "Word 文件"), ("ppt/", "演示文稿")):
            if any(part.startswith(folder) for part in parts):
                return UnreadableSheet(f"這是 {name}，不是 Excel 文件", _COPY)
        return UnreadableSheet("這不是 Excel 文件，或者壞了", _SAVE)
    text = _text(content)
    if text.lstrip().startswith("<"):
        return UnreadableSheet("這是網頁（或 XML），不是 Excel 文件", _COPY)
    if any(mark in text.partition("\n")[0] for mark in ",;\t"):
        return UnreadableSheet("這是 CSV 文本，不是 Excel 文件，裡面沒有導出時的內容", _COPY)
    return UnreadableSheet(
        "這不是 Excel 文件", "選「portal export」導出後填好的 .xlsx；「~$」開頭的是打開時的臨時文件。"
    )


def _parts(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            return whole.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return []


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")  # marks and ends of lines are the same in GBK
