points-bad_points = That number cannot be right: please give a whole number from 1 to { $most }.
points-key_reused = This reference already stands for another movement of points. Please use a new one.
points-off = This store does not give points at the moment.
points-not_enough = There are not enough points: { $points } are needed, { $left } can be used now.
points-below_threshold = Only { $missing } more points to go: they can be used from { $threshold } on, and there are { $left } now.
points-window_closed = Points can be redeemed from day { $first_day } to day { $last_day } of each month. Do come back then.
points-not_exchangeable = Points cannot pay for this sum, but there are nice things to be had for them in the catalogue.
points-entry_not_found = There is no such movement of points.
points-too_much_back = At most { $left } points can still go back, not { $points }.
points-bad_reason = Please give a reason in one sentence, { $longest } characters at the most.
points-adjust_limit = You can move { $limit } points by hand a day, and { $left } are left today. A manager can do more.
points-check_in_off = There is no daily check-in here at the moment.
points-item_not_found = This is no longer on offer. Would you like something else?
points-sold_out = What bad luck: the last one has just gone. Would you like something else?
points-item_limit = Each member can have { $limit } of these, and you had yours already.
points-item_above = This is for { $tier ->
    [silver] silver
    [gold] gold
   *[diamond] diamond
    } members and above. It is not far off.
points-bad_item = The “{ $what }” of this item is not right. Please check it.
points-redemption_not_found = There is no such redemption code. Please check it and try again.
points-redemption_settled = { $was ->
    [cancelled] This redemption was cancelled, and its points went back.
   *[other] This was fetched already.
    }
points-cash_missing = ¥{ $yuan } are due besides. Please record how it was paid first.
points-flag_not_found = There is no such open alert; it may be settled already.
points-market_forbids = No points can be given for this here (rule { $rule }).
menu-points = My points
points-title = My points
points-active = { $points } points to use
points-worth = worth about { $money } at checkout
points-pending = { $points } more coming soon
points-debt = { $points } are still owed from a refund; what you earn next fills them first
points-to_threshold = { $missing } more and you can use them (from { $threshold } on)
points-ends = { $points } end on { $day }
points-todo-ask = What would you like to see?
points-to-points_entries = All entries
points-to-earn_points = How to earn
points-to-redeem_points = Use my points
points-to-my_redemptions = To be fetched
points-to-daily_check_in = Daily check-in
points-no_entries = No points yet: a visit or a daily check-in brings the first ones.
points-entries_title = My points, latest first
points_entries-movement-ask = Tap one to see why it is there
points-entry-earn = { $kind ->
    [F1] Visit
    [F4] Daily check-in
    [streak] Days in a row
    [F5] Review
    [F6] Sharing
    [F7] Referral
    [D2] Mission
   *[other] Reward
    }
points-entry-item = { $name }
points-entry-spend = Paid with points
points-entry-give_back = Returned
points-entry-take_back = Taken back after a refund
points-entry-expire = Expired
points-entry-adjust = Adjusted by the salon
points-entry-line = { $day } { $what } { $points }
points-entry-option = { $what } { $points }
points-why-spend = You spent { $spend }, which gives { $base } points{ $sale ->
    [none] {""}
   *[other] {" "}(sale { $sale })
    }
points-why-step = { $step } or more at once: { $points } on top
points-why-times = { $kind ->
    [birthday] Your birthday: { $times } times the points
    [tier] Your tier: { $times } times the points
   *[other] { $name }: { $times } times the points
    }
points-why-earn = { $kind ->
    [F4] Daily check-in (day { $count } in a row)
    [streak] The bonus for { $count } days in a row
    [F5] { $detailed ->
        [yes] A detailed review, double points (whatever the stars)
       *[no] Thank you for your review (whatever the stars)
        }
    [F6] The reward for sharing
    [F7] The reward for a referral
    [D2] The reward for a mission
   *[other] A reward from the salon
    }
points-why-capped = At most { $cap } a day, so { $cut } were not counted
points-why-reason = Why: { $reason }
points-why-item = You had { $name }, code { $code }
points-why-spend_out = Used to pay at checkout
points-why-give_back = Points you had used came back
points-why-take_back = { $sale ->
    [none] What earned them was called off, so { $amount } went back
   *[other] Sale { $sale } was refunded, so { $amount } of its points went back
    }
points-why-expire = These ended before they were used
points-why-adjust = Adjusted by a colleague at the salon
points-how-title = How to earn points
points-how-spend = Visits: 1 point for every { $yuan }
points-how-step = { $spend } or more at once: { $points } on top
points-how-birthday = On your birthday: { $times } times the points
points-how-days = More points on: { $days }
points-how-check_in = Daily check-in: { $points } for { $days } days in a row
points-how-review = An honest review: { $points }, double with details or a photo
points-how-cap = Besides visits, at most { $cap } a day
points-how-expiry = Points live for { $months } months
points-how-worth = At your tier { $rate } points are ¥1, from { $threshold } points on
points-can_pay = You have { $points } points, worth about { $money } at checkout (from { $threshold } on). Or have one of these:
points-nothing_to_get = The catalogue is being filled. Do look in again in a few days.
redeem_points-item-ask = Which one would you like?
points-item = { $name } · { $price }{ $state ->
    [out] {" "}(all gone)
    [few] {" "}(only { $left } left)
   *[many] {""}
    }
points-price = { $points } points
points-price_cash = { $points } points + { $cash }
points-sure =
    { $name }: { $price }
    { $about }
    That leaves you { $left } points. Shall I?
points-redeem_yes = Yes, please
points-redeemed = It is yours! Show this code at the salon to fetch it.
points-redeemed_at_once = It is yours, from this moment on.
points-nothing_to_fetch = There is nothing to be fetched.
my_redemptions-redemption-ask = Which one?
my_redemptions-next-ask = Show the code at the salon to fetch it.
points-cancel_it = No longer wanted, points back
points-cancelled = { $name } is cancelled, and { $points } points are back.
daily_check_in-done = Checked in, day { $streak } in a row{ $points ->
    [0] !
   *[other] : { $points } points!
    }
daily_check_in-already = You have checked in today already, day { $streak } in a row.
daily_check_in-to_go = { $days } more days in a row bring { $points } points.
daily_check_in-visit = You have a visit today: say “I am here” when you arrive, and I show your code.
staff-points-how_many = How many points? To take some, write a minus, such as -50.
staff-points-reason = Why? The member and the audit log will show it.
staff-points-sure = { $points } points for { $member }, because: { $reason }. Is that right?
staff-points-yes = Yes, adjust
staff-points-adjusted = Done: { $points } for { $member }, who now has { $left }.
staff-points-paid_how = { $cash } are due besides. How was it paid?
staff-points-tender-cash = Cash
staff-points-tender-wechat = WeChat Pay
staff-points-tender-alipay = Alipay
staff-points-tender-bank_card = Bank card
staff-points-tender-transfer = Transfer
staff-points-hand_over_sure = Hand { $name } over to { $member }?
staff-points-hand_over_yes = Yes, handed over
staff-points-handed_over = Redeemed: { $name } ({ $code }).
staff-points-somebody = a member
staff-points-title = Points of all members
staff-points-held = { $members } members hold { $points } points, worth about { $worth }
staff-points-waiting = { $pending } still pending, { $debt } owed by members
staff-points-flow = Last { $days } days: { $earned } earned, { $spent } used ({ $percent }%), { $expired } expired
staff-points-most = { $name }: { $count } times, { $points } points
staff-flags-none = No unusual points are waiting.
staff-flags-which = Which one first?
staff-flags-line = { $member } · { $rule ->
    [cap] often at the daily cap
    [rush] many earnings in a short time
    [refunds] repeated refunds
   *[grants] repeated points by one colleague
    }
staff-flags-evidence = { $rule ->
    [cap] At the daily cap on { $counted } of the last 7 days (alert at { $limit }), { $points } points
    [rush] { $counted } earnings within an hour (alert at { $limit }), { $points } points
    [refunds] { $counted } sales refunded within 30 days (alert at { $limit }), { $points } points
   *[grants] { $counted } times points by the same colleague within 30 days (alert at { $limit }), { $points } points
    }
staff-flags-until = Please decide until { $until }
staff-flags-verdict = What do you think?
staff-flags-fine = All is well
staff-flags-abuse = Abuse: take the points back
staff-flags-cleared = Fine, the alert on { $member } is closed.
staff-flags-taken_back = The points of { $member } in question are taken back, on record.
staff-flags-look = Look at it
notice-points_ending = A friendly reminder: { $points } of your points end on { $day }. Do use them.
notice-points_handed_over = Your { $name } was handed over (code { $code }). If that is not right, please tell us.
notice-points_adjusted = The salon adjusted your points: { $points }, now { $left } in all. The reason stands in your entries.
notice-points_flagged = Somebody's points look unusual; please have a look:
notice-points_flag_late = This alert is past its deadline; please have a look soon:
words-earn_points = how to earn|how do i earn|how can i earn|earn points|earn more|how to get points|get more|more points
words-points_entries = entries|history|why|statement|deducted
words-here = i am here|i'm here|im here|arrived|here already|at the door|at the desk|front desk|scan
question-item = item
question-redemption = redemption
question-next = next step
question-flag = alert
question-verdict = verdict
change-item = Something else
command-points = My points
command-exchange = Use my points
command-daily = Daily check-in
command-adjust = Adjust a member's points
command-handover = Hand over what was redeemed
command-flags = Unusual points
question-movement = movement
points-enough = “{ $name }” takes { $points } points: you have enough.
points-lacking = “{ $name }” takes { $points } points: you lack { $lacking }.
points-went =
    What took points away lately:
    { $lines }
points-none_went = No points were taken from you lately.
words-about_missing = how many more|more do i need|am i short|do i have enough|enough points
words-about_less = fewer|less points|deducted|taken|gone|disappeared
words-to_earn_points = how do i get more|how do i get more points|how can i get more|how do i earn|how do i earn points
words-to_points_entries = why|history|where from
words-to_redeem_points = what can i get|what can i get with them|what can i buy|what can i use them for|spend them|use them
words-to_daily_check_in = check in
words-to_my_redemptions = my codes|what i got
daily_check_in-missed = A day that was missed cannot be made up for; the days in a row begin anew.
words-about_missed_day = missed yesterday|forgot yesterday|forgot to check in|make up
words-my_redemptions = what i redeemed|where do i get|how do i pick|my redemptions|cancel the exchange
points-not_given_away = Points are for you alone and cannot be passed on.
words-about_points_away = give my points|transfer points|points to a friend|pass on
words-cancel_exchange = cancel the exchange|give my points back|points back
