"""Which of the rights over one's own data is meant: engines learn them as one wish, and only one of them erases."""

from __future__ import annotations

import re
from typing import Literal

from nlu.normalise import normalise

_ERASE = re.compile(
    r"删|销|清(?:除|空|掉|理|喽|了)|抹|忘|毁|扔|消失|移除|去掉|划掉|拿掉|解绑|解除绑定|注[消肖]|退会|退网|走人|格式化"
    r"|(?:账号|户头|会员|会籍).{0,4}不(?:要|玩|想要)|不(?:当|做|要|想当|想做)会员|不想.{0,8}(?:痕迹|记住|留)|没来过|不认识我"
    r"|(?:不要|别|不许|不准|不再)再?(?:存|留|保留|保存)|取消会员|退出|cut[咗掉]|(?<![a-z])(?:deleted?|del|erased?|erasure|gone|destroy|remove|forget|forgotten|purge|wipe|clear|terminate|deactivate"
    r"|deregister|unlink|close my|get rid|take .{0,30} out of|no longer)(?![a-z])"
)
_COPY = re.compile(
    r"导出|拷贝|副本|下载|打包|备份|一份|给我看看|发我|excel"
    r"|(?:记|存|留|保存|收集|掌握|知道|手里|有)(?:了|着|下)?(?:些|过)?我(?:的|们)?.{0,4}(?:什么|哪些|啥)"
    r"|(?<![a-z])(?:copy|export|download|everything you have|what (?:data |information )?(?:do|are|have) you"
    r" .{0,20}(?:about|on) me)(?![a-z])"
)


def data_right(text: str) -> Literal["delete_data", "export_data", "privacy"]:
    """What somebody wants who speaks of their data: erased only when words say so, a copy, or to be told about it."""
    plain = normalise(text).text
    if _ERASE.search(plain):
        return "delete_data"
    return "export_data" if _COPY.search(plain) else "privacy"
