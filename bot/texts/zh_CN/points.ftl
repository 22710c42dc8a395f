points-bad_points = 这个数字不太对，请填 1 到 { $most } 之间的整数。
points-key_reused = 这笔积分操作的编号已经用过了，请换一个编号再试。
points-off = 这家门店暂时没有开通积分。
points-not_enough = 积分不够哦：需要 { $points } 分，现在可用 { $left } 分。
points-below_threshold = 还差 { $missing } 分就可以兑换了：满 { $threshold } 分可用，现在有 { $left } 分。
points-window_closed = 积分兑换每月 { $first_day } 日至 { $last_day } 日开放，到时候再来找我就好。
points-not_exchangeable = 这笔金额暂时不能用积分抵扣，可以看看积分商城里的好物。
points-entry_not_found = 没有找到这笔积分记录。
points-too_much_back = 最多还能退 { $left } 分，不能退 { $points } 分。
points-bad_reason = 请写一句原因，不超过 { $longest } 个字。
points-adjust_limit = 您今天最多可以手动调整 { $limit } 分，还剩 { $left } 分额度。需要更多请找店长。
points-check_in_off = 这里暂时没有每日签到。
points-item_not_found = 这件礼品已经下架了，看看别的好吗？
points-sold_out = 真不巧，这件刚刚兑完了，看看别的好吗？
points-item_limit = 这件每位会员限兑 { $limit } 份，您已经兑过了。
points-item_above = 这件是{ $tier ->
    [silver] 银卡
    [gold] 金卡
   *[diamond] 钻石卡
    }及以上会员专享，离它不远了。
points-bad_item = 礼品的“{ $what }”填得不对，请检查后再试。
points-redemption_not_found = 没有找到这个兑换码，请核对后再输一次。
points-redemption_settled = { $was ->
    [cancelled] 这笔兑换已经取消了，积分已退回。
   *[other] 这笔兑换已经领取过了。
    }
points-cash_missing = 这件还需要补 ¥{ $yuan }，请先登记收款方式。
points-flag_not_found = 没有找到这条待处理的提醒，可能已经处理过了。
points-market_forbids = 这里不能为此发放积分（规则 { $rule }）。
menu-points = 我的积分
points-title = 我的积分
points-active = 可用 { $points } 分
points-worth = 结账时约可抵 { $money }
points-pending = 待生效 { $points } 分
points-debt = 之前的退款还差 { $points } 分，之后赚到的积分会先补上
points-to_threshold = 再攒 { $missing } 分就能兑换了（满 { $threshold } 分可用）
points-ends = { $points } 分 { $day } 到期
points-todo-ask = 想看哪一项？
points-to-points_entries = 积分明细
points-to-earn_points = 怎么赚积分
points-to-redeem_points = 积分兑换
points-to-my_redemptions = 待领取的礼品
points-to-daily_check_in = 今日签到
points-no_entries = 还没有积分记录，来店消费或每日签到都能赚积分。
points-entries_title = 积分明细（最近的在前）
points_entries-movement-ask = 点一条，看看为什么是这些分
points-entry-earn = { $kind ->
    [F1] 消费
    [F4] 每日签到
    [streak] 连续签到
    [F5] 评价
    [F6] 分享
    [F7] 推荐好友
    [D2] 任务
   *[other] 奖励
    }
points-entry-item = 兑换{ $name }
points-entry-spend = 积分抵扣
points-entry-give_back = 退回
points-entry-take_back = 退款收回
points-entry-expire = 到期
points-entry-adjust = 门店调整
points-entry-line = { $day } { $what } { $points } 分
points-entry-option = { $what } { $points }
points-why-spend = 消费 { $spend }，按规则得 { $base } 分{ $sale ->
    [none] {""}
   *[other] （单号 { $sale }）
    }
points-why-step = 单笔满 { $step }，再加 { $points } 分
points-why-times = { $kind ->
    [birthday] 生日当天，消费积分 { $times } 倍
    [tier] 会员等级，消费积分 { $times } 倍
   *[other] { $name }，消费积分 { $times } 倍
    }
points-why-earn = { $kind ->
    [F4] 每日签到（连续第 { $count } 天）
    [streak] 连续签到 { $count } 天的奖励
    [F5] { $detailed ->
        [yes] 用心的详细评价，双倍奖励（与打几星无关）
       *[no] 感谢您的评价（与打几星无关）
        }
    [F6] 分享任务的奖励
    [F7] 推荐好友的奖励
    [D2] 完成任务的奖励
   *[other] 门店发放的奖励
    }
points-why-capped = 每天最多 { $cap } 分，超出的 { $cut } 分未计入
points-why-reason = 原因：{ $reason }
points-why-item = 兑换了{ $name }，兑换码 { $code }
points-why-spend_out = 结账时用积分抵扣
points-why-give_back = 之前用掉的积分原路退回
points-why-take_back = { $sale ->
    [none] 对应的奖励取消了，收回 { $amount } 分
   *[other] 单号 { $sale } 退款，当时赚的积分收回 { $amount } 分
    }
points-why-expire = 积分到期，未用完的部分失效
points-why-adjust = 门店同事手动调整
points-how-title = 怎么赚积分
points-how-spend = 到店消费：每 { $yuan } 得 1 分
points-how-step = 单笔满 { $spend }：再送 { $points } 分
points-how-birthday = 生日当天：消费积分 { $times } 倍
points-how-days = 多倍积分日：{ $days }
points-how-check_in = 每日签到：连续 { $days } 天送 { $points } 分
points-how-review = 真实评价：{ $points } 分，写得详细或带图双倍
points-how-cap = 除到店消费外，每天最多 { $cap } 分
points-how-expiry = 积分自获得起 { $months } 个月内有效
points-how-worth = 您的等级每 { $rate } 分抵 1 元，满 { $threshold } 分可用
points-can_pay = 您现在有 { $points } 分，结账时可抵约 { $money }（满 { $threshold } 分可用）。也可以兑换这些：
points-nothing_to_get = 积分商城还在上新，过几天再来看看。
redeem_points-item-ask = 想兑换哪一件？
points-item = { $name } · { $price }{ $state ->
    [out] （已兑完）
    [few] （仅剩 { $left } 份）
   *[many] {""}
    }
points-price = { $points } 分
points-price_cash = { $points } 分 + { $cash }
points-sure =
    { $name }：{ $price }
    { $about }
    兑换后还剩 { $left } 分。确认兑换吗？
points-redeem_yes = 确认兑换
points-redeemed = 兑换好了！到店时给同事看这个兑换码就能领取。
points-redeemed_at_once = 兑换好了，马上生效。
points-nothing_to_fetch = 您没有待领取的礼品。
my_redemptions-redemption-ask = 看哪一件？
my_redemptions-next-ask = 到店出示兑换码就能领取。
points-cancel_it = 不要了，退回积分
points-cancelled = 已取消{ $name }，{ $points } 分已退回。
daily_check_in-done = 签到成功，连续第 { $streak } 天{ $points ->
    [0] ！
   *[other] ，得 { $points } 分！
    }
daily_check_in-already = 今天已经签过到了，连续第 { $streak } 天。
daily_check_in-to_go = 再连续签 { $days } 天，可得 { $points } 分。
daily_check_in-visit = 您今天有预约，到店时说「我到了」就能出示到店码。
staff-points-how_many = 加多少分？要扣就写负数，比如 -50。
staff-points-reason = 为什么调整？会员和审计都会看到。
staff-points-sure = 给 { $member } 调整 { $points } 分，原因：{ $reason }。确认吗？
staff-points-yes = 确认调整
staff-points-adjusted = 已调整：{ $member } { $points } 分，现在 { $left } 分。
staff-points-paid_how = 还要收 { $cash }，怎么付的？
staff-points-tender-cash = 现金
staff-points-tender-wechat = 微信支付
staff-points-tender-alipay = 支付宝
staff-points-tender-bank_card = 银行卡
staff-points-tender-transfer = 转账
staff-points-hand_over_sure = 把{ $name }交给 { $member }，确认吗？
staff-points-hand_over_yes = 确认交付
staff-points-handed_over = 已核销：{ $name }（{ $code }）。
staff-points-somebody = 一位会员
staff-points-title = 积分总览
staff-points-held = { $members } 位会员共持有 { $points } 分，约合 { $worth }
staff-points-waiting = 待生效 { $pending } 分，会员欠分 { $debt } 分
staff-points-flow = 近 { $days } 天：发出 { $earned } 分，用掉 { $spent } 分（使用率 { $percent }%），到期 { $expired } 分
staff-points-most = { $name }：兑换 { $count } 次，共 { $points } 分
staff-flags-none = 没有待处理的积分异常。
staff-flags-which = 先看哪一条？
staff-flags-line = { $member } · { $rule ->
    [cap] 经常触顶每日上限
    [rush] 短时间内频繁赚分
    [refunds] 反复退款
   *[grants] 同一同事多次手动加分
    }
staff-flags-evidence = { $rule ->
    [cap] 近 7 天有 { $counted } 天达到每日上限（提醒线 { $limit } 天），涉及 { $points } 分
    [rush] 1 小时内赚分 { $counted } 次（提醒线 { $limit } 次），涉及 { $points } 分
    [refunds] 30 天内退款 { $counted } 单（提醒线 { $limit } 单），涉及 { $points } 分
   *[grants] 30 天内同一同事加分 { $counted } 次（提醒线 { $limit } 次），涉及 { $points } 分
    }
staff-flags-until = 请在 { $until } 前处理
staff-flags-verdict = 您的判断是？
staff-flags-fine = 没有问题
staff-flags-abuse = 属于刷分，收回积分
staff-flags-cleared = 好的，{ $member } 的这条提醒已关闭。
staff-flags-taken_back = 已收回 { $member } 涉及的积分，并记录在案。
staff-flags-look = 查看并处理
notice-points_ending = 温馨提醒：您有 { $points } 积分将在 { $day } 到期，别忘了用掉。
notice-points_handed_over = 您兑换的{ $name }已领取（兑换码 { $code }）。如有疑问请告诉我们。
notice-points_adjusted = 门店为您调整了积分：{ $points } 分，现在共 { $left } 分。说「积分明细」可以看原因。
notice-points_flagged = 有会员的积分看起来不太正常，请看一下：
notice-points_flag_late = 这条积分异常过了处理期限，请尽快看一下：
words-earn_points = 怎么来|哪来|怎么得来|双倍|得几分|给几分|送几分|多少分一次|怎么赚|怎么获得|如何获得|怎么得|怎样赚|怎么攒|如何赚|赚积分|积分规则
words-points_entries = 明细|积分记录|为什么|怎么少了|少了|变少|怎么扣|扣了
words-here = 我到了|到店|已到|到啦|人到了|到门口|到了|扫码签到|签到码|前台|报到|核销
question-item = 礼品
question-redemption = 兑换
question-next = 下一步
question-flag = 提醒
question-verdict = 判断
change-item = 换一件
command-points = 我的积分
command-exchange = 积分兑换
command-daily = 每日签到
command-adjust = 调整会员积分
command-handover = 交付兑换的礼品
command-flags = 积分异常
question-movement = 记录
points-enough = 「{ $name }」要 { $points } 分，您的积分已经够了。
points-lacking = 「{ $name }」要 { $points } 分，您还差 { $lacking } 分。
points-went =
    最近减少的积分：
    { $lines }
points-none_went = 最近没有扣过您的积分。
words-about_missing = 还差|差多少|差几|够不够|够吗|够了吗|还要多少|还缺|不够
words-about_less = 少了|变少|扣了|被扣|怎么扣|没了|不见了
words-to_earn_points = 怎么赚|怎么得|怎么攒|怎么才能多一点
words-to_points_entries = 怎么来的|明细|为什么
words-to_redeem_points = 能换什么|可以换什么|怎么用|换东西
words-to_daily_check_in = 签到|打卡
words-to_my_redemptions = 我换的|兑换码
daily_check_in-missed = 漏掉的那天不能补签，从今天起重新连续计算就好。
words-about_missed_day = 补签|忘签|忘了签|忘记签|漏签|断签|没签
words-my_redemptions = 我换的|换过的|怎么领|去哪领|在哪领|兑换记录|兑换码|退回积分|取消兑换
points-not_given_away = 积分只能本人使用，不能转送给别人。
words-about_points_away = 送人|转给|转送|送给|给朋友|给我妈|给家人|赠送给
words-cancel_exchange = 取消兑换|退回积分|不要了退回积分|不要了 退回积分|退积分|把积分退我
