# Ways to say the words that mean the same everywhere, separated by |. A person may answer in any language.
words-yes = 确认|确定|好|好的|好呀|好哒|可以|行|是|是的|对|对的|嗯|嗯嗯|没问题|同意|同意并继续|ok|okk
words-no = 不|不要|不了|不用|否|不行|先不了
words-cancel = 取消|/cancel|算了|不约了|不弄了|取消吧
words-back = 返回|上一步|回上一步|后退|/back
words-home = 菜单|主菜单|首页|主页|/menu|/start|开始|重新开始
words-person = 人工|转人工|人工客服|找人工|客服|真人|人工服务
words-help = 帮助|怎么用|使用帮助|/help
words-repeat = 再说一遍|重复|再发一次|刚才说什么
words-unsubscribe = 退订|td|不要再发|取消订阅
words-chinese = 中文|说中文|切换中文
words-english = 英文|英语|切换英文
words-anyone = 都可以|随便|谁都行|都行|不限|任意|无所谓|哪个都行
words-reschedule = 改期|改时间|改约
words-release = 完成|结束|结束对话|交还
