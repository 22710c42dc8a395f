privacy-exported_just_now = You had your file only just now; you can have another in { $hours } hours.
privacy-no_erasure = There is no erasure to take back.
privacy-desk-ask = Your data is used to look after you and is not passed on. What would you like?
privacy-export_data = Export my data
privacy-consent_record = What I agreed to
privacy-subscriptions = What I am sent
privacy-learning = Help me understand you
privacy-erase_me = Erase me
privacy-keep_me = Do not erase me
privacy-done = Nothing else
export_data-done = This is everything we keep about you: one file to read (HTML), one for programs (JSON). You can fetch them for { $hours } hours; they are private, keep them safe.
erase_me-word-ask =
    Your name, phone, birthday, preferences, skin and allergies, chats and photos will be gone, { $ahead ->
        [0] and you will be new to us if you come again
       *[other] { $ahead } bookings ahead will be cancelled, and you will be new to us if you come again
    }.
    The law makes us keep what was done when and for how much for three years, but without your identity; what you agreed to is kept by number only. Old data in backups goes when they expire.
    For { $days } days you can change your mind: reply "keep me". After that it cannot be undone, and we do not write to you again.
    If you are sure, please type "{ $word }".
erase_me-word = ERASE ME
erase_me-no = Keep me
erase_me-left = Please note: you still have { $what }. Once erased, they cannot be brought back. Money and cards can be refunded first (say "refund my balance"), and points and coupons can be used.
erase_me-left_money = { $left } on account
erase_me-left_uses = { $left } sessions on cards
erase_me-left_points = { $left } points
erase_me-left_coupons = { $left } coupons
erase_me-and = {", "}
erase_me-waiting = Noted: on { $day } everything about you will be erased. Until then, reply "keep me" to change your mind.
keep_me-done = Wonderful, nothing will be erased. Everything is still there.
consent_record-title = What you agreed to
consent_record-line = { $kind }: agreed { $given } ({ $channel }, text { $version }){ $taken ->
    [none] {""}
   *[other] , withdrawn { $taken }
}
consent_record-opt_out = No more "{ $topic }": { $off } ({ $channel }){ $on ->
    [none] {""}
   *[other] , resumed { $on }
}
consent-kind-terms = Terms and privacy
consent-kind-health_notes = Notes on skin and allergies
consent-kind-marketing = Offers and greetings
consent-kind-learning = Keeping what I did not understand, to learn from it
learning-sure-ask = May I keep what I did not understand, so that my colleagues can teach me? Phone numbers and codes are struck out first, your name is not with it, it is kept for { $days } days at the most, and you can stop at any time.
learning-yes = You may
learning-done = Thank you, I will understand you better and better. To stop, tap "Help me understand you" under "Privacy".
learning-stop-ask = You agreed that I keep what I did not understand. Would you like to stop?
learning-stop = Stop and delete
learning-stopped = All right, nothing more is kept, and what was kept will be deleted.
channel-name = { $channel ->
    [web] web chat
    [telegram] Telegram
    [console] terminal
    [desk] in the store
   *[other] { $channel }
}
subscribe-sure-ask = Would you like birthday and festival greetings, offers and care tips? At most two a week, never at night; reply "unsubscribe" at any time, or stop a single topic.
subscribe-yes = Yes, please
subscribe-done = All right, we will tell you. Reply "unsubscribe" at any time.
subscriptions-topic-ask = Tap to turn on or off:
subscriptions-on = ✓ { $topic }
subscriptions-off = ✗ { $topic }
subscriptions-stop_all = Stop all
subscriptions-stopped = No more "{ $topic }".
subscriptions-resumed = "{ $topic }" is on again.
topic-greetings = Birthday and festival greetings
topic-offers = Activities and offers
topic-care = Care tips
datafile-title = My data
datafile-intro = This is everything the salon keeps about you, made at { $time }. The first parts are for reading, the tables below are exactly what is kept.
datafile-profile = Profile
datafile-visits = Bookings and visits
datafile-messages = Chats
datafile-photos = Photos
question-desk = entry
question-topic = topic
question-stop = choice
words-keep = no|nope|no thanks|keep me|keep it|no keep it|no keep me|keep my data|keep my account|don't|no don't|not now|leave it|never mind
