coupon-not_found = 没有找到这张券，请看看「我的优惠券」里有哪些。
coupon-key_reused = 这个操作刚才已经做过别的事了，没有重复执行，请重新发起一次。
coupon-gone = 这种券已经发完了或不再发放，看看其他优惠吧。
coupon-limit = 这种券每位会员最多 { $limit } 张，您已经领过了。
coupon-apart = 这两张券不能一起用，请选其中一张。
coupon-taken = 这张券刚刚被用掉了，没有重复抵扣，请换一张。
coupon-bad_bill = 这份账单的项目或金额不对，没有做任何改动，请核对后再试。
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
