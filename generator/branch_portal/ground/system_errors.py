"""What the system refuses, and the way out, in Chinese: a full disk and a locked file are no bugs."""

import errno

_REASONS = {
    errno.ENOSPC: "磁盤滿了，騰出空間再做一次",
    errno.EDQUOT: "分給的磁盤空間用完了，騰出空間再做一次",
    errno.EFBIG: "文件太大，系統不讓寫，請管理員放寬文件大小的限制",
    errno.EACCES: "沒有權限，請管理員開放讀寫權限，或者換一個文件夾",
    errno.EPERM: "沒有權限，請管理員開放讀寫權限，或者換一個文件夾",
    errno.EROFS: "磁盤是只讀的，換一個地方",
    errno.EBUSY: "正被佔用，或者是掛載點；關掉佔用它的程序，或者換一個地方",
    errno.ENOENT: "不在了，可能被別的程序刪了；核對名字，再做一次",
    errno.EEXIST: "那裡已經有同名的，先移走，或者換一個名字",
    errno.ENOTDIR: "路徑中間有一段不是文件夾，核對路徑",
    errno.EISDIR: "這是文件夾，不是文件，核對名字",
    errno.ENAMETOOLONG: "名字太長，改短",
    errno.ELOOP: "鏈接繞成了圈，去掉鏈接",
    errno.ENOMEM: "內存不夠，關掉別的程序再做一次",
    errno.EAGAIN: "系統裡的進程太多，關掉別的程序再做一次",
    errno.EMFILE: "同時打開的文件太多，請管理員放寬打開文件數的限制",
    errno.ENFILE: "系統裡打開的文件太多，關掉別的程序再做一次",
    errno.EIO: "磁盤讀寫出錯，請管理員檢查磁盤",
}


def reason(error: OSError) -> str | None:
    """What the error means and what to do; None for one that is no matter of a file or a resource."""
    return _REASONS.get(error.errno or 0)
