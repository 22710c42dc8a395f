tier-bad_spend = This amount cannot be right. Nothing was changed; please check it.
tier-key_reused = This was already used for something else just now, so nothing was done twice. Please start again.
level-title = Your level: { $tier }
level-counted = { $spend } spent and { $visits ->
    [one] one visit
   *[other] { $visits } visits
    } in the last 12 months
level-perk = You have: { $what }
level-no_perks = Higher levels come with discounts and earlier booking
level-discount = { $share } treatments
level-priority = booking { $days } days earlier
level-next = { $tier } gives: { $what }
level-kept = Yours until { $until }, then looked at again by a new year's visits
level-grace = Kept once more until { $until }
level-and = {", "}
level-missing_spend = { $amount } to spend
level-missing_points = { $points } points
level-missing_visits = { $visits ->
    [one] one visit
   *[other] { $visits } visits
    }
level-how_far = To { $tier } it is still: { $missing }.
level-highest = You have the highest level. Thank you for being with us!
level-look = See what I have
notice-tier_raised = Congratulations, you are { $tier } now! All it gives is yours at once.
notice-tier_lowered = Your level is { $tier } now. It is quickly raised again; say "my level" to see how far it is.
notice-tier_ending = Your { $tier } level is yours until { $until }; { $missing } more keeps it for another year. Shall we book something nice?
notice-tier_grace = Your { $tier } year is over; we keep it for you until { $until }. Reach it by then and it is yours for another year.
level-all = Member levels
level-step = { $tier }: { $what }{ $missing ->
    [none] {" "}(reached)
   *[other] {" "}({ $missing } to go)
    }
level-basic = offers for members
words-about_levels = difference|all levels|which levels|what levels|how many levels|diamond|each level
