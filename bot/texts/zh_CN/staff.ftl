staff-line = { $day } { $time } { $member } · { $treatment } · { $staff } · { $status } · { $code }
staff-day_line = { $time } { $member } · { $treatment } · { $staff } · { $status } · { $code }
staff-will_come = （说会来）
staff-has_to_confirm = （待再次确认）
staff-no_shows = 爽约 { $count } 次
staff-late_cancels = 临时取消 { $count } 次
staff-which_waive = 不计哪一次爽约？
staff-waive_reason = 为什么不计{ $member }这一次？（会留下记录）
staff-waived = 好的，{ $member } { $time } 这一次不计。
staff-which_keep = 保留哪个预约？
staff-kept = 已保留：{ $member } { $time }。
staff-which_call_off = 取消哪个预约？
staff-called_off = 已取消：{ $member } { $time }，已通知会员。
staff-keep = 保留
staff-call_off = 取消预约
staff-option = { $time } { $member } { $treatment }
staff-unnamed = 会员 { $code }
staff-nothing_listed = 没有可以处理的预约。
staff-none_fits = 没有符合的预约，请从下面选。
staff-waiting = { $count } 个申请在等确认，回复「/pending」处理。
staff-waiting_title = 待确认（{ $count }）
staff-none_waiting = 没有待确认的申请。
staff-nothing_ahead = 未来 { $days } 天还没有预约。
staff-day_title = { $store } { $day }({ $count })
staff-free_day = 没有预约
staff-which_request = 先处理哪个申请？
staff-which_confirm = 确认哪个申请？
staff-which_decline = 婉拒哪个申请？
staff-which_propose = 给哪个申请换时间？
staff-which_move = 给谁换时间？
staff-move_sure = 把{ $member } { $old } 的预约改到 { $new }？会员同意后才算改好；原来的时间会马上放出来，请先和会员打个招呼。
staff-not_listed = 「{ $name }」没有可以这样处理的预约：也许今天没约、还没登记到店，或已经办过了。
staff-which_visit = 是哪位会员？
staff-answer_ask = { $line }
staff-confirm = 确认
staff-propose = 换个时间
staff-decline = 婉拒
staff-take = 接手
staff-reason_ask = 告诉{ $member }原因（可以选，也可以自己写）：
staff-confirmed = 已确认：{ $member } { $time }，已通知会员。
staff-declined = 已婉拒：{ $member } { $time }，已通知会员。
staff-proposed = 已把 { $time } 留给{ $member }，等会员答复。
staff-checked_in = { $member } 已到店：{ $time } { $treatment }。
staff-started = { $member } 的{ $treatment }开始了。
staff-done = { $member } 的{ $treatment }已完成。
staff-no_show = 已记为未到店：{ $member } { $time }。
staff-unblock-ask = 放开哪一段时间？
staff-unblock-none = { $name } 没有锁定的时间。
staff-unblock-done = 已放开 { $name } { $when }，会员又可以预约了。
staff-block-whom = 锁定谁的时间？
staff-block-day = 锁定哪一天？
staff-block-span = 哪个时间段？例如 14:00-16:00
staff-block-summary = 锁定 { $name } { $when }？这段时间会员不能预约。
staff-block-done = 已锁定 { $name } { $when }。
staff-block-booked =
    这段时间已有预约，没有锁定：
    { $lines }
staff-member-ask = 请输入姓名、手机尾号或会员编号：
staff-member-none = 没有找到「{ $text }」。
staff-member-which = 是哪一位？
staff-member-title = { $name } { $phone }
staff-member-elsewhere = 这位会员只去过其他门店；在本店预约后，就能看到更多、也能修改。
staff-member-tier = 等级：{ $tier }
staff-member-last = 上次：{ $day } { $treatment }（{ $staff }）
staff-member-first_visit = 第一次到店
staff-member-purse = 积分 { $points } · 储值 { $stored } · 优惠券 { $coupons } 张
staff-member-cards = 次卡：{ $cards }
staff-member-skin = 肤质：{ $text }
staff-member-allergies = 过敏：{ $text }
staff-member-no_allergies = 未登记
staff-member-no_consent = 肤质与过敏：会员未同意记录
staff-member-coming = 预约：{ $time } { $treatment }（{ $status }）
staff-tier-ask = { $member } 现在是{ $tier }，改为：
staff-tier-done = { $name } 现在是{ $tier }了。
staff-join-ask = 请输入店主给您的邀请码：
staff-join-done = 欢迎加入，{ $name }！您的身份是{ $role }。回复「帮助」看看能做什么。
staff-invite-ask = 给哪位同事生成邀请码？
staff-invite-done = { $name } 的邀请码：{ $code }。48 小时内有效，只能用一次。请对方发送「/staff { $code }」。
staff-invitation_unknown = 邀请码不对，请核对后再试。
staff-invitation_used = 这个邀请码已经用过了，请向店主再要一个。
staff-invitation_expired = 这个邀请码已过期，请向店主再要一个。
staff-too_many_attempts = 试的次数太多了，请一小时后再试。
staff-not_found = 没有找到这位同事，请核对姓名。
reason-staff_away = 美容师当天不在
reason-full = 这个时段已满
reason-device = 设备维护中
reason-closed = 门店临时休息
role-owner = 店主
role-manager = 店长
role-receptionist = 前台
role-beautician = 美容师
handoff-none_waiting = 现在没有会员在等人工。
handoff-which = 接手哪位会员的对话？
handoff-over = 这个对话已经结束了。
handoff-taken = 另一位同事已经接手了。
handoff-you_took = 您正在和 { $name } 对话，直接打字即可；说「完成」或 /release 交还给机器人。
handoff-not_in_one = 您现在没有接手的对话。
handoff-you_released = 已交还给机器人。
merge-refused = { $why ->
    [same] 这是同一个会员，不用合并。
    [merged] 其中一位已经合并过了，请用合并后的会员编号。
    [erasure] 其中一位正在申请删除资料，请等结束后再试。
   *[other] 这两位现在不能合并。
    }
merge-not_found = 没有找到这次合并，可能已经分开了。
merge-later_first = 保留的那位后来又并入了别的会员，请先把后一次分开。
notice-merged = 您用同一个手机号的两份资料已经合成一份，预约和会员权益都在一起了。如果这不是您本人的操作，回复「人工」，我们马上帮您分开。
staff-merge-one = 要合并的第一位会员？请输入会员编号或完整手机号。
staff-merge-other = 另一位会员？请输入会员编号或完整手机号。
staff-merge-sure = 请先当面核对是同一个人。
    把 { $one } 和 { $other } 合成一位？预约、资料和权益都归先入会的那位。
staff-merge-yes = 确认合并
staff-merge-done = 已合并，现在是 { $member }。合错了可以用 /unmerge 分开。
staff-unmerge-one = 要分开哪位会员？请输入会员编号或完整手机号。
staff-unmerge-none = { $member } 没有合并记录。
staff-unmerge-which = 分开哪一次合并？
staff-unmerge-sure = 从 { $member } 分出 { $line }？合并前各自的预约、资料和权益会回到各自名下，合并之后新增的留在现在这位名下。
staff-unmerge-yes = 确认分开
staff-unmerge-done = 已分开：{ $line }。
notice-requested = 新的预约申请
notice-answered_by_desk = 这次到店不全由您来做，由前台或店长统一答复。
notice-moved = 会员申请改时间
notice-moved_from = 原来：{ $old }
notice-any_staff = { $name }（会员说谁都可以）
notice-cancelled_by_member = 会员取消了：{ $line }
notice-accepted_by_member = 会员接受了新时间：{ $line }
notice-expired_for_staff = 申请没有及时答复，已失效：{ $line }
notice-person_wanted = { $name } 想找人工客服。
notice-member_words = { $name }:{ $words }
help-staff =
    常用命令（也可以直接说，比如「确认小丽下午3点那个」）：
    /today 今日安排   /agenda 未来七天   /pending 待确认
    /confirm 编号 确认   /decline 编号 原因 婉拒   /propose 编号 明天 15:00 换时间
    /checkin 编号 到店   /start_visit 编号 开始   /done 编号 完成   /noshow 编号 未到店
    /find 编号或尾号 查找（直接发编号也行）
    /till 收银（也可以说「收银 编号 现金」）   /refund 单号 金额 退款
    /topup 姓名或尾号 充值   /topuprefund 退充值   /card 姓名或尾号 次卡   /redeem 券码 核销   /grant 姓名或尾号 发券
    /move 编号 明天 15:00 改时间（也可以说「把3点那个改到4点」）
    /keep 编号 保留未再确认的预约   /calloff 编号 取消它   /waive 编号 原因 免记爽约
    /repair 1号床 停用床位或设备   /repaired 恢复   /off 休假   /waitlist 排队等位
    /block 明天 14:00-16:00 锁定时间   /unblock 放开   /member 姓名或尾号 会员资料   /brief 编号 到店前简报
    /merge 编号 编号 合并同一人的两份资料   /unmerge 编号 分开
    /tier 金卡 姓名或尾号 改等级   /correct 姓名或尾号 更正喜好   /counter 前台签到码
    /adjust 100 姓名或尾号 原因 调整积分   /handover 兑换码 交付礼品   /flags 积分异常   /points 积分总览   /reviews 会员评价
    /take 接手对话   /release 交还   /invite 同事 生成邀请码
staff-find-ask = 请发编号：预约、账单、券码、会员编号，或手机尾号四位。
staff-find-nothing = 没有找到 { $code }。可以发预约、账单、会员的编号或券码，也可以发手机尾号四位。
staff-find-todo = 接下来做什么？
staff-find-fine = 看看就好
staff-find-staff_confirm = 确认
staff-find-staff_propose = 换个时间
staff-find-staff_decline = 婉拒
staff-find-staff_check_in = 已到店
staff-find-staff_start = 开始服务
staff-find-staff_done = 完成服务
staff-find-staff_till = 收银
staff-find-staff_brief = 到店前简报
staff-find-staff_refund = 退款
question-block = 时间段
