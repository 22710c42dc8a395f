about-map = 在地图中打开
calendar-add = 加入日历
calendar-open = 打开日历文件
calendar-file = 这是日历文件，点开就能存进手机日历；改期后再点一次「加入日历」，会自动更新。
calendar-off = 这次预约已经取消了。打开这个文件，手机日历里的安排也会一起移除。
calendar-description =
    美容师：{ $staff }
    到店编号：{ $code }
    门店电话：{ $phone }
link-unknown = 这个链接不完整，或不是我们发出的。请回到聊天里重新打开。
link-expired = 这个链接已经过期了。请回到聊天里要一个新的。
command-calendar = 把预约加入手机日历
check_in-none = 您还没有已确认的预约，确认后这里就有签到码。
check_in-show = 到店时给同事扫一下这个码就好：
check_in-none_today = 您今天在{ $store }没有已确认的预约。需要现约一个吗？告诉我想做什么就好。
check_in-already = 您已经在{ $store }签到了，请稍坐，马上为您安排。
check_in-done = 签到成功！您预约的是 { $time }，{ $store }欢迎您。
check_in-counter_off = { $store }请在前台由同事为您签到，给同事看预约上的码就好。
check_in-for_staff = 这是到店签到码，到店后给门店同事扫就好；您这边不用操作。
check_in-for_members = 这是给会员扫的签到码。为会员签到请用 /checkin，或扫会员手机上的码。
check_in-sure = 为 { $member } 签到？{ $time } { $treatment }
check_in-yes = 确认到店
counter-title = { $store } · 到店签到
counter-footer = 请会员用手机相机扫码签到；明天请换新的码。
counter-no_address = 还没有手机能打开的网址，请管理员设置 MEIYUE_PUBLIC_URL 后再试。
staff_counter-store-ask = 哪家店的签到码？
command-code = 出示到店签到码
command-counter = 前台签到码，每天一换
landing-title = 到店签到
landing-ci = 这是会员的到店签到码。门店同事请在自己的聊天里打开并确认；如果您是会员，到店后给同事扫一下就好。
landing-at = 欢迎光临！请在您平时预约的聊天里打开，就能完成签到。
landing-telegram = 在 Telegram 里打开
landing-web = 在网页对话里打开
open-unknown = 这个链接已经失效了，不过没关系，想做什么直接告诉我就好。
open-invited = 欢迎！朋友的邀请我已经记下了。
open-invited_already = 您已经是我们的老朋友了，邀请链接请留给还没来过的朋友。
member-bad_code = 这个邀请码看起来不对，请再核对一下。
