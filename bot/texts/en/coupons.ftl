coupon-not_found = We could not find this coupon. "My coupons" shows what you have.
coupon-key_reused = This was already used for something else just now, so nothing was done twice. Please start again.
coupon-gone = These coupons are all given away or no longer offered. Have a look at the other offers.
coupon-limit = Each member may have { $limit } of these, and you had yours already.
coupon-apart = These two coupons cannot be used together. Please choose one of them.
coupon-taken = This coupon was used a moment ago, nothing was taken off twice. Please choose another one.
coupon-bad_bill = The lines or sums of this bill are not right. Nothing was changed; please check them.
coupon-request_over = { $status ->
    [approved] This was approved already.
    [declined] This was declined already; the coupon is still there.
   *[lapsed] The time for this answer is over and the coupon was not used. Please ask our colleague to start again.
    }
coupon-grant_refused = { $why ->
    [role] Your role cannot give coupons; please ask a manager.
    [a_day] You may give { $limit } a day and have done so. Try tomorrow or ask a manager.
   *[worth] Your role may give coupons worth up to ¥{ $limit }. Please ask a manager for this one.
    }
coupon-unfit = { $why ->
    [used] This coupon was used already.
    [expired] This coupon has expired.
    [not_yet] This coupon cannot be used yet.
    [store] This coupon is not for this store.
    [day] This coupon is not for today; please see its days.
    [hours] This coupon is not for this time of day.
    [scope] This coupon is not for these treatments.
    [minimum] The bill is below the minimum of this coupon.
   *[adds_nothing] This coupon takes nothing off this bill any more (other offers did, or the lowest price is reached). Keep it for next time.
    }
