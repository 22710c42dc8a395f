# 评价
review-not_found = 没有找到这次服务的评价。说「评价」可以看看能评价的服务。
review-closed = 这次服务的评价已经过了 { $days } 天的期限，还有想说的，直接告诉我，我转给店里。
review-bad_score = 请选 1 到 5 分。
review-bad_words = 请写 1 到 { $longest } 个字，太长的话挑最想说的就好。
review-bad_tag = 这个标签不适用于这次服务，请从列出的里面选。
review-none = 现在没有可以评价的服务。下次到店之后，欢迎告诉我们感受如何。
review-review-ask = 您想评价哪一次？
review-score-ask = { $visit }
    这次感觉怎么样？请打个分
review-score-again = { $visit }
    您评价过了，想改成几分？
review-stars-1 = 1 分 很不满意
review-stars-2 = 2 分 不满意
review-stars-3 = 3 分 一般
review-stars-4 = 4 分 满意
review-stars-5 = 5 分 非常满意
review-sorry = 真的很抱歉没有让您满意，我已经马上告诉店里的负责人，会有人亲自跟进。
review-tag-ask = 哪些地方让您印象深刻？可以多选
review-tag-low = 哪些地方没做好？可以多选
review-tag-more = 还有吗？可以继续选，再点一次取消
review-tags-done = 选好了
review-skip = 跳过
review-leave_it = 不改了
review-left = 好的，评价保持不变。
review-words-ask = 想多说两句吗？直接打字就好
review-words-low = 能说说哪里没做好吗？直接打字就好，负责人会看到
review-photo-ask = 方便的话发一张照片，没有也没关系
review-noted = 记下了，谢谢。
review-photo-kept = 照片收到了，谢谢。
review-thanks = 谢谢您的评价，每一条我们都会认真看。
review-thanks_low = 谢谢您直说，{ $contact ->
    [none] 店里的负责人
   *[other] { $contact }
    }已经收到，会尽快亲自联系您。
review-quoted = 「{ $words }」
notice-review_ask = 今天的服务还满意吗？点一下就能评分
    { $visit }
notice-review_rewarded = 谢谢您花时间评价，送您 { $points } 积分
notice-review_low = ⚠️ 收到一条低分评价，{ $contact ->
    [none] 请尽快联系会员
   *[other] 请 { $contact } 尽快联系会员
    }
notice-review_explained = 低分评价的会员补充了详情
notice-review_raised = { $name } 把低分改成了 { $score } 分
notice-review_often = 这位会员近期第 { $count } 次给低分。{ $contact ->
    [none] 请指定一位同事专人跟进
   *[other] 由 { $contact } 专人跟进
    }
brief-unhappy = ⚠️ 近期 { $count } 次给过低分。{ $contact ->
    [none] 请店长关注
   *[other] 专人跟进：{ $contact }
    }
staff-reviews-store = 看哪家店的评价？
staff-reviews-title = 评价 · { $store }
staff-reviews-none = 最近 90 天还没有评价。
staff-reviews-all = 近 90 天平均 { $score } 分，共 { $count } 条
staff-reviews-average = { $name }：{ $score } 分（{ $count } 条{ $low ->
    [0] {""}
   *[other] ，低分 { $low } 条
    }）
staff-reviews-own = 我的评价
staff-reviews-tag = { $name } × { $count }
staff-reviews-more = 还要看更早的吗？
staff-reviews-older = 更早的
staff-reviews-enough = 够了
staff-reviews-no_chat = 这位会员暂时没有可以联系的聊天，请打电话。
question-review = 服务
question-score = 评分
question-tag = 标签
question-more = 选项
change-score = 改评分
command-review = 评价服务
command-reviews = 查看评价
words-review = 评价|我要评价|我想评价|写评价|去评价|评价一下|点评|我来评价|打分|我要打分|改评价|修改评价
words-skip = 跳过|不用了|没有了|没了|没有|不写|不写了|不发|不发了|没照片|没有照片|没拍|不想写|就这样|就这些
words-enough = 够了|好了|选好了|完成|就这些|没别的了
words-stars_1 = 1分|一分|1星|一星|一颗星|很不满意|非常不满意|很差|太差|太差了|非常差
words-stars_2 = 2分|两分|二分|2星|两星|二星|两颗星|不满意|不太满意|不太好|不好|比较差
words-stars_3 = 3分|三分|3星|三星|三颗星|一般|一般般|还行|还行吧|还可以|凑合|普通
words-stars_4 = 4分|四分|4星|四星|四颗星|满意|挺满意|比较满意|不错|挺好|挺好的|还不错
words-stars_5 = 5分|五分|5星|五星|五颗星|满分|五星好评|好评|非常满意|很满意|特别满意|超级满意|非常好|特别好|很好|太棒了|完美
