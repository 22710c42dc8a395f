meant-ask = Would you like to …?
meant-none = None of these
meant-rephrase = All right. Please put it in other words, or reply "person" and a colleague will help you.
engine-one_by_one = Of course: first "{ $first }", then "{ $second }".
engine-take_time = Of course, take your time and just go on when you are ready.
engine-fine = All right, I am here whenever you need me.
engine-confirm_how = If everything is right, please tap the button or reply "confirm", and I will send it off.
engine-change_how = Of course. Just say what to change, such as "make it Saturday" or "another treatment"; reply "cancel" to stop.
talk-bot = I am Meiyue, the salon's assistant program, not a person. Ask me to book, move a visit or look up prices; reply "person" and a colleague takes over.
talk-out_of_scope = I can't help with that, I only look after the salon: booking, changes, prices, treatments and stores. For anything else, reply "person".
talk-language = Sorry, I didn't quite get that: I read Chinese and English only. 不好意思，我没太明白：我只看得懂中文和英文。
talk-laugh = { $variant ->
    [0] Haha, glad you are in a good mood!
    [1] That made my day too.
   *[2] A good laugh is the best skincare.
    }
talk-weather = { $variant ->
    [0] True! Sunscreen and moisturiser, whatever the weather.
    [1] Take good care of yourself in this weather.
   *[2] Indeed. Your skin will thank you for a little extra care.
    }
talk-tired = { $variant ->
    [0] That sounds like a lot. Get some rest; if you'd like to unwind, I can book you something soothing.
    [1] You have earned an hour for yourself.
   *[2] Take it easy, and don't wear yourself out.
    }
talk-sad = { $variant ->
    [0] I'm sorry to hear that. Take your time, it will get better.
    [1] I'm sorry. You are always welcome here for a quiet hour.
   *[2] Such days happen. Be kind to yourself today.
    }
talk-happy = { $variant ->
    [0] Wonderful, congratulations!
    [1] I'm so happy for you!
   *[2] That's lovely to hear.
    }
talk-praise = { $variant ->
    [0] Thank you, that's kind of you.
    [1] You just made me happy, thank you!
   *[2] Thank you. Glad I could help.
    }
talk-bored = { $variant ->
    [0] I'm not much of a talker, but I'm good at finding you a treatment.
    [1] I'm right here, waiting for you.
   *[2] Small talk isn't my strength, but ask me anything about the salon.
    }
talk-other = { $variant ->
    [0] That's nice to hear.
    [1] I'm listening.
   *[2] Thank you for telling me.
    }
complaint-sorry = I am truly sorry we let you down. Your words have gone to those in charge of the salon, who will answer you personally soon; add anything you like right here.
complaint-kept = I am truly sorry we let you down. Your words are kept, and those in charge will answer as soon as they see them; if it is urgent, please call the salon.
feedback-thanks = Thank you for telling us! I have passed your words on to the team.
later-person = Get a colleague
later-no = Not now
later-answer-ask = "{ $what }" can't be done in this chat yet, but a colleague can help you right away. Shall I call one?
notice-complaint = ⚠️ { $name } is unhappy, please answer first: { $words }
notice-feedback = Feedback from { $name }: { $words }
wish-book_appointment = Book a visit
wish-query_availability = See free times
wish-query_appointment = See my bookings
wish-reschedule_appointment = Move a booking
wish-cancel_appointment = Cancel a booking
wish-ask_price = Ask about prices
wish-ask_hours = Opening hours
wish-ask_address = Address and directions
wish-ask_service_info = Know more about a treatment
wish-ask_promotion = Current offers
wish-recommend_service = Get a recommendation
wish-check_points = Check my points
wish-redeem_points = Spend points
wish-list_coupons = See my coupons
wish-redeem_coupon = Use a coupon
wish-query_balance = Check my balance and cards
wish-recharge = Top up or buy a card
wish-member_level = See my membership tier
wish-checkin = Check in at the salon
wish-upload_post = Send before-and-after photos
wish-post_reward_status = Ask about a photo reward
wish-get_invite_code = Get an invite code
wish-referral_reward = Ask about referral rewards
wish-join_groupbuy = Join a group buy
wish-update_profile = Change my details
wish-delete_data = Erase my data
wish-unsubscribe = Stop offers
wish-human_handoff = Talk to a person
wish-complaint = Tell us what went wrong
wish-give_review = Give feedback
wish-late_notice = Say that I am late
wish-help = See what I can do here
wish-staff_confirm = Confirm a request
wish-staff_reject = Decline a request
wish-staff_schedule = See the schedule
wish-staff_leave = Block time or take time off
wish-staff_redeem = Check somebody in
wish-join_waitlist = Join the waitlist
wish-leave_waitlist = Leave the waitlist
wish-query_waitlist = See my place on the waitlist
wish-query_visits = See past visits
wish-privacy = Privacy and data
wish-export_data = Export my data
wish-keep_data = Keep my data
wish-subscribe = Get offers again
wish-staff_commission = See my commission
wish-staff_stock = Check stock
