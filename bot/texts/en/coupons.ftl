coupon-not_found = We could not find this coupon. "My coupons" shows what you have.
coupon-key_reused = This was already used for something else just now, so nothing was done twice. Please start again.
coupon-gone = These coupons are all given away or no longer offered. Have a look at the other offers.
coupon-limit = Each member may have { $limit } of these, and you had yours already.
coupon-apart = These two coupons cannot be used together. Please choose one of them.
coupon-taken = This coupon was used a moment ago, nothing was taken off twice. Please choose another one.
coupon-bad_bill = The lines or sums of this bill are not right. Nothing was changed; please check them.
coupon-bad_template = This kind of coupon was not saved: { $what }. Please correct it and send it again.
coupon-which_gift = Please name either one kind of coupon or one pack.
coupon-codes_locked = That were too many tries. To keep everybody's codes safe, please try again in { $minutes } minutes.
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
coupon-does-fixed = { $minimum ->
    [none] { $amount } off
   *[other] { $amount } off from { $minimum }
    }
coupon-does-percent = { $share }{ $minimum ->
    [none] {""}
   *[other] {" "}from { $minimum }
    }{ $cap ->
    [none] {""}
   *[other] , at most { $cap }
    }
coupon-does-free = One treatment free{ $minimum ->
    [none] {""}
   *[other] {" "}(from { $minimum })
    }
coupon-does-trial = A first try for { $price }{ $minimum ->
    [none] {""}
   *[other] {" "}(from { $minimum })
    }
coupon-does-bogo = Buy one, get the cheaper one free{ $minimum ->
    [none] {""}
   *[other] {" "}(from { $minimum })
    }
coupon-does-price = One treatment for { $price }{ $minimum ->
    [none] {""}
   *[other] {" "}(from { $minimum })
    }
coupon-comma = {", "}
coupon-plus = {" + "}
coupon-quoted = "{ $name }"
coupon-line = { $name } · until { $until }
coupon-line_later = { $name } · from { $start } until { $until }
coupon-times = { $line } × { $count }
coupon-for = For: { $names }
coupon-in = In: { $stores }
coupon-when = When: { $when }
coupon-valid = Valid from { $start } until { $until }
coupon-alone = Not together with other coupons
coupon-beside = One coupon of a kind per bill; never below a treatment's lowest price
coupon-from-hand = A gift of the salon
coupon-from-tier = Came with your level
coupon-from-points = Exchanged for points
coupon-from-newcomer = From your welcome pack
coupon-from-birthday = From your birthday pack
coupon-from-promotion = From an activity
coupon-from-campaign = A gift from an activity
coupon-code = Code { $code }; just show it at the desk
coupon-state-valid = valid
coupon-state-used = used
coupon-state-expired = expired
coupon-state-not_yet = not valid yet
coupon-until = until { $until }
coupon-best = Best use: { $names } saves { $saved } of { $total }, you pay { $rest }.
coupon-best_of_two = Best use of { $count }: { $names } saves { $saved } of { $total }, you pay { $rest }. Another way: { $other } saves { $other_saved }.
coupon-approve = Yes, use it
coupon-decline = No
coupons-none = You have no coupons at the moment. If you have a code of an activity, enter it here; new offers will be told here too.
coupons-title = My coupons ({ $count })
coupons-coupon-ask = Which one would you like to see? Each shows its terms and its code.
coupons-best = Best use for my next visit
coupons-enter = Enter a code
coupons-over = Used and expired ones
coupons-over_title = Used and expired coupons
coupons-over_line = { $name } · { $state } · { $until }
coupons-show = Show the code or the picture when you pay; before it is used we ask you here.
coupons-no_booking = You have no booking at the moment. Once you have one, I can tell you which coupons save most.
coupons-for_visit = { $treatment } on { $time }:
coupons-none_fits = None of your coupons fits this visit.
coupons-why_not = "{ $name }": { $why ->
    [used] used already
    [expired] will have expired by then
    [not_yet] not valid yet on that day
    [store] not for this store
    [day] not for that day
    [hours] not for that time of day
    [scope] not for this treatment
    [minimum] the visit is below its minimum
   *[adds_nothing] the lowest price is reached already
    }
coupons-at_till = At the till the best use is reckoned by itself; you only confirm it here.
coupons-new = New coupons
coupons-ending = Coupons that end soon
coupons-look = See my coupons
code-got = It is yours!
redeem_code-code-ask = Please type the code (10 letters and digits):
code-own = This coupon can be used:
code-used = This coupon was used already.
code-expired = This code has expired.
code-not_yet = This code cannot be used yet. Please come back when it begins.
code-foreign = This code belongs to somebody else and cannot be used by you. You have { $left } more tries.
code-unknown = There is no such code as "{ $code }". Please compare it with the original (it has no 0, 1, O, I or L). You have { $left } more tries.
code-locked = That were too many tries. To protect everybody's coupons, please wait { $minutes } minutes. Reply "person" if you need help.
code-sold_out = All coupons of this activity have just been taken.
code-had = You had yours of this activity already; it is once per member.
code-valid = This code can be used.
code-exchanged = { $status ->
    [done] This is the code of "{ $name }", which you have received already.
    [cancelled] This is the code of "{ $name }", which was called off; the points came back.
   *[open] This is "{ $name }", which you had for points. Show the code { $code } at the desk to receive it.
    }
code-instead = These you can use now:
answer_coupon-answer-ask = May "{ $coupon }" be used now?
answer_coupon-approved = "{ $name }" was used and saved you { $saved }.
answer_coupon-declined = All right, nothing was used. "{ $name }" is still yours.
words-best_coupons = best use|save most|which coupon
words-about_best_coupons = best|save most|saves most|which coupon
question-coupon = coupon
question-gift = coupon or pack
change-gift = Another one
staff-redeem-ask = Please type the code of the member's coupon or of what they had for points (or scan their picture):
staff-redeem-sure =
    "{ $name }" of { $member } can be used.
    Today: { $treatment }, { $total }, the coupon saves { $saved }, to pay { $rest }.
    Ask the member to confirm in chat?
staff-redeem-ask_member = Ask the member
staff-redeem-asked = Sent to { $member }. It is used as soon as they agree, and you are told here.
staff-redeem-no_visit = This coupon is valid and belongs to { $member }, who has no visit here today. Please use it on a bill (/till), or book first.
staff-redeem-force_ask = The member has no chat to be asked in. To redeem it anyway, please give the reason (recorded, and told to the member):
staff-redeem-forced = Redeemed, { $saved } off. The reason is on record.
staff-redeem-used = This coupon was used already.
staff-redeem-expired = This coupon has expired.
staff-redeem-not_yet = This coupon cannot be used yet.
staff-redeem-unknown = There is no such code; please check it. { $left } more tries.
staff-redeem-locked = Too many looks or wrong codes. Please try again in { $minutes } minutes.
staff-redeem-promotion = This is a code of an activity; the member types it into their own chat.
staff-redeem-exchanged = { $status ->
    [cancelled] This is "{ $name }", which { $member } had for points. It was called off { $at } and the points came back; it cannot be fetched any more.
   *[done] This is "{ $name }", which { $member } had for points. It was fetched { $at } and cannot be fetched again.
    }
staff-redeem-to_fetch = "{ $name }", to be fetched
staff-redeem-instead = This member can use: { $names }
staff-grant-gift = What would you like to give?
staff-grant-nothing = There is no coupon you may give; please ask a manager.
staff-grant-reason = Why? (It stays on record.)
staff-grant-sure = To { $member }: { $what }. Reason: { $reason }
staff-grant-done = Given: { $count } ({ $what }). { $member } has been told.
staff-grant-had = { $member } had "{ $what }" already, or none is left. Nothing was given twice.
notice-coupons-hand = The salon gave you { $count ->
    [one] a coupon
   *[other] { $count } coupons
    }:
notice-coupons-tier = Your level pack has arrived, { $count ->
    [one] one coupon
   *[other] { $count } coupons
    }:
notice-coupons-points = What you exchanged has arrived, { $count ->
    [one] one coupon
   *[other] { $count } coupons
    }:
notice-coupons-newcomer = Welcome! Here is your welcome pack, { $count ->
    [one] one coupon
   *[other] { $count } coupons
    }:
notice-coupons-birthday = Happy birthday! For you, { $count ->
    [one] one coupon
   *[other] { $count } coupons
    }:
notice-coupons-promotion = What you collected has arrived, { $count ->
    [one] one coupon
   *[other] { $count } coupons
    }:
notice-coupons-campaign = For you, { $count ->
    [one] one coupon
   *[other] { $count } coupons
    }:
notice-coupons_ending = These coupons end soon, do not forget them:
notice-coupon_approve = { $staff } of { $store } asks: may we use "{ $name }"? { $saved } off { $total }, you pay { $rest }. Please answer until { $until }.
notice-coupon_approved = { $member } agreed; "{ $name }" is redeemed.
notice-coupon_declined = { $member } did not agree to "{ $name }"; it was not touched.
notice-coupon_forced = The salon used "{ $name }" for you, because: { $reason }. If this is not right, reply "person".
notice-coupon_guessing = ⚠️ { $name } typed wrong codes again and again and is paused until { $until }. It may be guessing; please have an eye on it.
staff-redeem-somebody = this member
about-has_coupons = You have { $count ->
    [one] a coupon
   *[other] { $count } coupons
    } to use; say "my coupons" to see them.
menu-coupons = My coupons
coupons-ends_first = “{ $name }” ends first, on { $until }.
coupons-together = On one bill you can use one of each bracket together: { $groups }. The till takes what saves most.
coupons-one_only = Only one of these goes on a bill; the till takes the one that saves most.
coupons-only_alone = { $names } cannot be used with others.
coupons-not_working = Which one does not work? Open it to see what it is for, from which sum and until when. If all of that fits, reply “person” and we look at once.
coupons-either = {" "}or 
words-about_ending = expire|expires|end|valid until
words-about_together = stack|combine|together|both coupons|at the same time|how many coupons
words-about_not_working = not work|doesn't work|can't use|cannot use|invalid|won't work
coupons-over_cannot = Coupons that ended or were used cannot be used again. These you can use now:
coupons-not_given_away = A coupon is for you alone and cannot be passed on.
words-about_over = expired|already used|ended ones
words-about_giving_away = give away|to a friend|transfer|pass on
