"""What the system refuses to do with a file, as a sentence: a full disk and a locked file are no bugs."""

import errno
import os

_REASONS = {
    errno.ENOSPC: "磁盤滿了。騰出空間，再做一次",
    errno.EDQUOT: "超過了磁盤配額。騰出空間，再做一次",
    errno.EFBIG: "文件太大，磁盤放不下",
    errno.EACCES: "沒有權限。請管理電腦的人改權限，或換一個文件夾",
    errno.EPERM: "系統不許這樣做。請管理電腦的人改權限，或換一個文件夾",
    errno.EROFS: "這個磁盤只能讀，不能寫。換一個文件夾",
    errno.ENOENT: "找不到。核對名字，或把它放回來",
    errno.ENOTDIR: "路徑中間有一個不是文件夾。核對路徑",
    errno.EISDIR: "這是文件夾，不是文件。核對名字",
    errno.EEXIST: "已經有了。先移走，或換一個名字",
    errno.ELOOP: "鏈接繞成一圈。刪去這個鏈接",
    errno.ENAMETOOLONG: "名字太長。改短一些",
    errno.EBUSY: "別的程序正在用。關掉那個程序，再做一次",
    errno.EIO: "磁盤讀寫出錯。請管理電腦的人檢查磁盤",
    errno.ENOMEM: "內存不夠。關掉別的程序，再做一次",
    errno.EAGAIN: "系統裡的進程太多。關掉別的程序，再做一次",
    errno.EMFILE: "打開的文件太多。關掉別的程序，再做一次",
}

NO_MEMORY = "內存不夠，沒有做完；原有的沒有改動。關掉別的程序，再做一次。"


def refusal(error: OSError) -> str | None:
    """One sentence with the file's name and the way out; None for what is no matter of a file."""
    reason = _REASONS.get(error.errno or 0)
    if reason is None:
        return None
    name = error.filename2 or error.filename
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    shown = str(name).encode("utf-8", "replace").decode() if name is not None else ""
    return f"{shown}：{reason}。" if shown else f"{reason}。"
