staff-line = { $day } { $time } { $member } · { $treatment } · { $staff } · { $status } · { $code }
staff-day_line = { $time } { $member } · { $treatment } · { $staff } · { $status } · { $code }
staff-will_come = {" "}(says they come)
staff-has_to_confirm = {" "}(has to confirm again)
staff-no_shows = no-shows: { $count }
staff-late_cancels = late cancels: { $count }
staff-which_waive = Which no-show does not count?
staff-waive_reason = Why does this one of { $member } not count? (It is kept.)
staff-waived = All right, { $member }, { $time } does not count.
staff-which_keep = Which booking shall be kept?
staff-kept = Kept: { $member }, { $time }.
staff-which_call_off = Which booking shall be called off?
staff-called_off = Called off: { $member }, { $time }. The member has been told.
staff-keep = Keep
staff-call_off = Call it off
staff-option = { $time } { $member } { $treatment }
staff-unnamed = member { $code }
staff-nothing_listed = There is no booking to do this with.
staff-none_fits = None fits that. Please choose below.
staff-waiting = { $count ->
    [one] 1 request is waiting, /pending to answer.
   *[other] { $count } requests are waiting, /pending to answer.
}
staff-waiting_title = Waiting ({ $count })
staff-none_waiting = No requests are waiting.
staff-nothing_ahead = Nothing is booked in the next { $days } days.
staff-day_title = { $store }, { $day } ({ $count })
staff-free_day = No bookings
staff-which_request = Which request first?
staff-which_confirm = Which request shall be confirmed?
staff-which_decline = Which request shall be declined?
staff-which_propose = Which request shall get another time?
staff-which_move = Move whose visit?
staff-move_sure = Move { $member } from { $old } to { $new }? It counts once they agree; the old time is given up at once, so please talk to them first.
staff-not_listed = “{ $name }” has no visit that fits: none today, not checked in yet, or done already.
staff-which_visit = Which member is it?
staff-answer_ask = { $line }
staff-confirm = Confirm
staff-propose = Other time
staff-decline = Decline
staff-take = Take over
staff-reason_ask = What shall we tell { $member }? Choose or write:
staff-confirmed = Confirmed: { $member }, { $time }. The member has been told.
staff-declined = Declined: { $member }, { $time }. The member has been told.
staff-proposed = { $time } is kept for { $member }, who will answer.
staff-checked_in = { $member } is here: { $time } { $treatment }.
staff-started = { $treatment } for { $member } has begun.
staff-done = { $treatment } for { $member } is completed.
staff-no_show = Noted as a no-show: { $member }, { $time }.
staff-unblock-ask = Which time is free again?
staff-unblock-none = { $name } has no blocked time.
staff-unblock-done = { $when } of { $name } is free for bookings again.
staff-block-whom = Whose time shall be blocked?
staff-block-day = Which day shall be blocked?
staff-block-span = From when to when? For example 14:00-16:00
staff-block-summary = Block { $name }, { $when }? Members cannot book this time.
staff-block-done = Blocked: { $name }, { $when }.
staff-block-booked =
    There are bookings in this time, nothing was blocked:
    { $lines }
staff-member-ask = Please type a name, the last digits of a phone or a member code:
staff-member-none = We could not find "{ $text }".
staff-member-which = Which one is it?
staff-member-title = { $name } { $phone }
staff-member-elsewhere = This member has only been to other stores. Once they book here you can see and change more.
staff-member-tier = Level: { $tier }
staff-member-last = Last visit: { $day } { $treatment } ({ $staff })
staff-member-first_visit = First visit
staff-member-purse = Points { $points } · stored value { $stored } · coupons { $coupons }
staff-member-cards = Cards: { $cards }
staff-member-skin = Skin: { $text }
staff-member-allergies = Allergies: { $text }
staff-member-no_allergies = none noted
staff-member-no_consent = Skin and allergies: no consent to note them
staff-member-coming = Booked: { $time } { $treatment } ({ $status })
staff-tier-ask = { $member } is { $tier } now. Change it to:
staff-tier-done = { $name } is { $tier } now.
staff-join-ask = Please type the invitation code from the owner:
staff-join-done = Welcome to the team, { $name }! You are here as { $role }. Reply "help" to see what you can do.
staff-invite-ask = For which colleague shall the invitation be?
staff-invite-done = Invitation for { $name }: { $code }. It is valid for 48 hours and once only. They send "/staff { $code }".
staff-invitation_unknown = This invitation code is not right. Please check it and try again.
staff-invitation_used = This invitation code has been used. Please ask the owner for another.
staff-invitation_expired = This invitation code has expired. Please ask the owner for another.
staff-too_many_attempts = That was tried too often. Please try again in an hour.
staff-not_found = We could not find this colleague. Please check the name.
reason-staff_away = the beautician is away that day
reason-full = this time is full
reason-device = the device is being serviced
reason-closed = the store is closed at short notice
role-owner = owner
role-manager = manager
role-receptionist = receptionist
role-beautician = beautician
handoff-none_waiting = No member is waiting for a person.
handoff-which = Whose conversation would you like to take?
handoff-over = This conversation is over already.
handoff-taken = Another colleague has taken it already.
handoff-you_took = You are talking with { $name } now, just type. Say "done" or /release to hand back to the bot.
handoff-not_in_one = You have not taken a conversation.
handoff-you_released = Handed back to the bot.
merge-refused = { $why ->
    [same] This is one and the same member.
    [merged] One of them has been joined already. Please use the code of the joined member.
    [erasure] One of them has asked to be erased. Please wait until that is settled.
   *[other] These two cannot be joined now.
    }
merge-not_found = We could not find this joining. It may have been taken apart already.
merge-later_first = The kept member became part of another one later. Please take that apart first.
notice-merged = Your two records with the same phone number have been joined: bookings and benefits are together now. If that was not you, say "person" and we will take them apart.
staff-merge-one = Which member first? Please enter the member code or the whole phone number.
staff-merge-other = And the other one? Please enter the member code or the whole phone number.
staff-merge-sure = Please make sure that it is one person.
    Join { $one } and { $other }? Bookings, record and benefits go to whoever joined first.
staff-merge-yes = Yes, join them
staff-merge-done = Joined: now { $member }. If it was wrong, /unmerge takes them apart.
staff-unmerge-one = Which member shall be taken apart? Please enter the member code or the whole phone number.
staff-unmerge-none = { $member } was not joined with anybody.
staff-unmerge-which = Which joining shall be undone?
staff-unmerge-sure = Take { $line } out of { $member }? What was theirs before goes back to each; what came in since stays with the present one.
staff-unmerge-yes = Yes, take apart
staff-unmerge-done = Taken apart: { $line }.
notice-requested = New booking request
notice-answered_by_desk = Part of this visit is done by a colleague, so the front desk or the manager answers for all of it.
notice-moved = The member asks for another time
notice-moved_from = Before: { $old }
notice-any_staff = { $name } (the member is fine with anyone)
notice-cancelled_by_member = The member cancelled: { $line }
notice-accepted_by_member = The member accepted the new time: { $line }
notice-expired_for_staff = Not answered in time, lapsed: { $line }
notice-person_wanted = { $name } would like to talk to a person.
notice-member_words = { $name }: { $words }
help-staff =
    Commands (plain words work too, such as "confirm Lily's 3pm"):
    /today   /agenda the next seven days   /pending requests
    /confirm CODE   /decline CODE reason   /propose CODE tomorrow 15:00
    /checkin CODE   /start_visit CODE   /done CODE   /noshow CODE
    /find CODE or last digits (or just send the code)
    /till take money (or “till CODE cash”)   /refund CODE SUM refund
    /move CODE tomorrow 15:00 another time for a visit
    /keep CODE a visit not confirmed again   /calloff CODE   /waive CODE reason: forgive a no-show
    /repair Bed 1: out of use   /repaired   /off time off   /waitlist who waits
    /block tomorrow 14:00-16:00   /unblock   /member name or last digits   /brief code before a visit
    /merge CODE CODE two records of one person   /unmerge CODE
    /tier gold name or last digits   /correct name or last digits: likes   /counter check-in code
    /adjust 100 NAME REASON   /handover CODE   /flags   /points   /reviews
    /redeem CODE a coupon   /grant NAME a coupon or pack
    /topup NAME stored value   /topuprefund give it back   /card NAME session cards
    /take a conversation   /release it   /invite a colleague
staff-find-ask = Send me a code: of a booking, a bill, a coupon or a member, or the last four digits of a phone.
staff-find-nothing = I found nothing for { $code }. You can send the code of a booking, a bill, a member or a coupon, or the last four digits of a phone.
staff-find-todo = What is next?
staff-find-fine = Just looking
staff-find-staff_confirm = Confirm
staff-find-staff_propose = Another time
staff-find-staff_decline = Decline
staff-find-staff_check_in = They are here
staff-find-staff_start = Begin
staff-find-staff_done = Done
staff-find-staff_till = Till
staff-find-staff_brief = Brief before the visit
staff-find-staff_refund = Refund
question-block = time
