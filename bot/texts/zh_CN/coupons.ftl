coupon-not_found = 没有找到这张券，请看看「我的优惠券」里有哪些。
coupon-key_reused = 这个操作刚才已经做过别的事了，没有重复执行，请重新发起一次。
coupon-gone = 这种券已经发完了或不再发放，看看其他优惠吧。
coupon-limit = 这种券每位会员最多 { $limit } 张，您已经领过了。
coupon-apart = 这两张券不能一起用，请选其中一张。
coupon-taken = 这张券刚刚被用掉了，没有重复抵扣，请换一张。
coupon-bad_bill = 这份账单的项目或金额不对，没有做任何改动，请核对后再试。
coupon-bad_template = 这种券没有保存：{ $what }。请改好后再提交。
coupon-which_gift = 请写明要送的一种券或一个礼包，二选一。
coupon-codes_locked = 试的次数太多了，为了保护大家的券码，请过 { $minutes } 分钟再试。
coupon-request_over = { $status ->
    [approved] 这次核销已经确认过了。
    [declined] 这次核销已经拒绝了，券还在。
   *[lapsed] 这次核销已经超时，券没有用掉，请同事重新发起。
    }
coupon-grant_refused = { $why ->
    [role] 您的角色不能发券，请让店长来发。
    [a_day] 您今天最多发 { $limit } 张，已经到上限了，明天再发或请店长帮忙。
   *[worth] 您的角色只能发价值 ¥{ $limit } 以内的券，这张请店长来发。
    }
coupon-unfit = { $why ->
    [used] 这张券已经用过了。
    [expired] 这张券已经过期了。
    [not_yet] 这张券还没到可以使用的日期。
    [store] 这张券不适用于这家门店。
    [day] 这张券今天不能用，请看看可用的日子。
    [hours] 这张券现在这个时段不能用。
    [scope] 这张券不适用于这些项目。
    [minimum] 还没达到这张券的使用门槛。
   *[adds_nothing] 这张券在这单上已经抵不了钱了（其他优惠已抵扣，或已到最低价），留着下次用吧。
    }
coupon-does-fixed = { $minimum ->
    [none] 立减 { $amount }
   *[other] 满 { $minimum } 减 { $amount }
    }
coupon-does-percent = { $minimum ->
    [none] { $share }
   *[other] 满 { $minimum } 打 { $share }
    }{ $cap ->
    [none] {""}
   *[other] ，最多减 { $cap }
    }
coupon-does-free = 免费做一次{ $minimum ->
    [none] {""}
   *[other] （消费满 { $minimum }）
    }
coupon-does-trial = { $price } 体验一次{ $minimum ->
    [none] {""}
   *[other] （消费满 { $minimum }）
    }
coupon-does-bogo = 买一送一，送较低价的一项{ $minimum ->
    [none] {""}
   *[other] （消费满 { $minimum }）
    }
coupon-does-price = 特价 { $price } 一次{ $minimum ->
    [none] {""}
   *[other] （消费满 { $minimum }）
    }
coupon-comma = 、
coupon-plus = +
coupon-quoted = 「{ $name }」
coupon-line = { $name } · { $until } 前有效
coupon-line_later = { $name } · { $start } 起可用，{ $until } 前有效
coupon-times = { $line } × { $count }
coupon-for = 适用：{ $names }
coupon-in = 门店：{ $stores }
coupon-when = 可用时间：{ $when }
coupon-valid = 有效期：{ $start } 至 { $until }
coupon-alone = 不与其他券同用
coupon-beside = 同类券每单用一张，价格不低于项目最低价
coupon-from-hand = 来源：门店赠送
coupon-from-tier = 来源：等级礼包
coupon-from-points = 来源：积分兑换
coupon-from-newcomer = 来源：新人礼包
coupon-from-birthday = 来源：生日礼包
coupon-from-promotion = 来源：活动领取
coupon-from-campaign = 来源：活动赠送
coupon-code = 券码 { $code }，到店出示给同事即可
coupon-state-valid = 可用
coupon-state-used = 已使用
coupon-state-expired = 已过期
coupon-state-not_yet = 未到使用日期
coupon-until = { $until } 前
coupon-best = 用{ $names }最省：{ $total } 省 { $saved }，只需 { $rest }。
coupon-best_of_two = 用这 { $count } 张最省：{ $names }，{ $total } 省 { $saved }，只需 { $rest }；另一种用{ $other }，省 { $other_saved }。
coupon-approve = 同意使用
coupon-decline = 不同意
coupons-none = 您现在没有可用的优惠券。有活动口令的话可以在这里输入领取，新活动也会在这里告诉您。
coupons-title = 我的优惠券（{ $count } 张）
coupons-coupon-ask = 想看哪一张？点开有使用条件和券码。
coupons-best = 下次预约怎么用最省
coupons-enter = 输入券码或活动口令
coupons-over = 已使用和过期的
coupons-over_title = 已使用和过期的优惠券
coupons-over_line = { $name } · { $state } · { $until }
coupons-show = 结账时出示券码或二维码就能用，用之前会先请您在这里确认。
coupons-no_booking = 您现在没有预约。约好以后，我就能告诉您用哪张券最省。
coupons-for_visit = 您 { $time } 的{ $treatment }：
coupons-none_fits = 现在的券都用不上这次预约。
coupons-why_not = 「{ $name }」：{ $why ->
    [used] 已经用过了
    [expired] 那天已经过期
    [not_yet] 那天还不能用
    [store] 不适用于这家门店
    [day] 不适用于那一天
    [hours] 不适用于那个时段
    [scope] 不适用于这个项目
    [minimum] 还没到使用门槛
   *[adds_nothing] 已到项目最低价，抵不了
    }
coupons-at_till = 到店结账时会自动按最省的算，您在这里确认一下就好。
coupons-new = 新到的优惠券
coupons-ending = 快到期的优惠券
coupons-look = 看看我的优惠券
code-got = 领到了！
redeem_code-code-ask = 请输入券码或活动口令（10 位字母和数字）：
code-own = 这张券可以用：
code-used = 这张券已经用过了。
code-expired = 这个券码已经过期了。
code-not_yet = 这个券码还没到可以使用的日期，到时候再来领吧。
code-foreign = 这个券码是别人的，不能用在您的账户上。您还可以再试 { $left } 次。
code-unknown = 没有这个券码「{ $code }」，请对照原文再输一次（没有数字 0、1 和字母 O、I、L）。您还可以再试 { $left } 次。
code-locked = 试的次数太多了，为了保护大家的券，请过 { $minutes } 分钟再试。需要帮忙可以回复「人工」。
code-sold_out = 来晚一步，这个活动的券已经领完了。
code-had = 这个活动您已经领过了，每人一次。
code-valid = 这个券码可以用。
code-exchanged = { $status ->
    [done] 这是「{ $name }」的兑换码，已经领取过了。
    [cancelled] 这是「{ $name }」的兑换码，已经取消，积分也退回了。
   *[open] 这是您用积分兑换的「{ $name }」，到店给同事看兑换码 { $code } 就能领取。
    }
code-instead = 您现在可以用这些：
answer_coupon-answer-ask = 同意现在使用「{ $coupon }」吗？
answer_coupon-approved = 已使用「{ $name }」，省了 { $saved }。
answer_coupon-declined = 好的，没有使用，「{ $name }」还在您的券包里。
words-best_coupons = 怎么用最省|最省|哪张最省|用哪张
words-about_best_coupons = 最省|最划算|划算|最合算|合算|用哪张|哪张好|哪张更|最优惠|最值|哪个合适
question-coupon = 优惠券
question-gift = 券或礼包
change-gift = 换一种
staff-redeem-ask = 请输入会员的券码或兑换码（或扫会员的二维码）：
staff-redeem-sure =
    { $member } 的「{ $name }」可以用。
    今天：{ $treatment }，{ $total }，用券省 { $saved }，应收 { $rest }。
    请会员在聊天里确认？
staff-redeem-ask_member = 请会员确认
staff-redeem-asked = 已发给{ $member }，会员同意后马上核销，并在这里告诉您。
staff-redeem-no_visit = 这张券有效，是{ $member }的。会员今天在本店没有预约，请在收银台开单使用（/till），或先建预约。
staff-redeem-force_ask = 会员没有可用的聊天，无法确认。如需强制核销，请写明原因（会记录并告知会员）：
staff-redeem-forced = 已核销，省 { $saved }。原因已记录。
staff-redeem-used = 这张券已经用过了，不能再用。
staff-redeem-expired = 这张券已经过期了。
staff-redeem-not_yet = 这张券还没到使用日期。
staff-redeem-unknown = 没有这个券码，请核对后再输入。还可以再试 { $left } 次。
staff-redeem-locked = 查得太频繁或错得太多了，请过 { $minutes } 分钟再试。
staff-redeem-promotion = 这是活动口令，请会员自己在聊天里输入领取。
staff-redeem-exchanged = { $status ->
    [cancelled] 这是{ $member }用积分兑换的「{ $name }」，{ $at } 已经取消，积分退回了，不能再领。
   *[done] 这是{ $member }用积分兑换的「{ $name }」，{ $at } 已经领取过了，不能再领。
    }
staff-redeem-to_fetch = 待领取的「{ $name }」
staff-redeem-instead = 这位会员可以用：{ $names }
staff-grant-gift = 送什么？
staff-grant-nothing = 现在没有您可以发的券，请让店长来发。
staff-grant-reason = 为什么送？（会留下记录）
staff-grant-sure = 送给{ $member }：{ $what }。原因：{ $reason }
staff-grant-done = 已送出 { $count } 张（{ $what }），{ $member } 已收到通知。
staff-grant-had = { $member } 已经领过「{ $what }」或券已发完，没有重复发放。
notice-coupons-hand = 门店送了您 { $count } 张优惠券：
notice-coupons-tier = 等级礼包到了，{ $count } 张优惠券：
notice-coupons-points = 您兑换的 { $count } 张优惠券到了：
notice-coupons-newcomer = 欢迎您！新人礼包到了，{ $count } 张优惠券：
notice-coupons-birthday = 祝您生日快乐！送您 { $count } 张优惠券：
notice-coupons-promotion = 您领取的 { $count } 张优惠券到了：
notice-coupons-campaign = 送您 { $count } 张优惠券：
notice-coupons_ending = 这些优惠券快到期了，别忘了用：
notice-coupon_approve = { $store }的{ $staff }请您确认：用「{ $name }」，{ $total } 省 { $saved }，只需付 { $rest }。请在 { $until } 前答复。
notice-coupon_approved = { $member } 同意了，「{ $name }」已核销。
notice-coupon_declined = { $member } 没有同意使用「{ $name }」，券没有动。
notice-coupon_forced = 门店为您使用了「{ $name }」，原因：{ $reason }。有疑问请回复「人工」。
notice-coupon_guessing = ⚠️ { $name } 连续输错券码，已暂停到 { $until }。可能是在猜券码，请留意。
staff-redeem-somebody = 这位会员
about-has_coupons = 您还有 { $count } 张优惠券可以用，说「我的优惠券」就能看到。
menu-coupons = 我的优惠券
coupons-ends_first = 最早到期的是「{ $name }」，{ $until } 前有效。
coupons-together = 一张账单上，每个括号里选一张，可以一起用：{ $groups }。结账时会自动按最省的算。
coupons-one_only = 这些券一张账单只能用一张，结账时会自动选最省的那张。
coupons-only_alone = { $names } 不能和别的券一起用。
coupons-not_working = 是哪一张用不了？点开能看到适用的项目、门槛和日期；都符合还是用不了的话，回复「人工」，我们马上帮您看。
coupons-either = {" "}或 
words-about_ending = 到期|过期|有效期|什么时候用|快没
words-about_together = 叠加|一起用|同时用|一起使用|几张|两张|叠着
words-about_not_working = 用不了|不能用|没法用|用不上|不能使用|失效|没用成|无效
coupons-over_cannot = 过期或用过的券不能再用了；现在能用的是这些：
coupons-not_given_away = 券只能本人使用，不能转送给别人。
words-about_over = 过期的|过期了|已过期|已经过期|用过的
words-about_giving_away = 送人|转给|转送|送给|给朋友|转让|给我妈|给家人
