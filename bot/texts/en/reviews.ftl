# Reviews
review-not_found = I cannot find a review of that visit. Say "review" to see which visits you can review.
review-closed = The { $days } days for this review are over. If there is more to say, just tell me and I will pass it on.
review-bad_score = Please choose 1 to 5.
review-bad_words = Please write 1 to { $longest } characters; if it is long, pick what matters most.
review-bad_tag = That tag does not fit this visit, please choose one of the list.
review-none = There is no visit to review now. After your next one, we would love to hear how it was.
review-review-ask = Which visit would you like to review?
review-score-ask = { $visit }
    How was it? Please give a score
review-score-again = { $visit }
    You have reviewed it; what should the score be now?
review-stars-1 = 1 Very unhappy
review-stars-2 = 2 Unhappy
review-stars-3 = 3 So-so
review-stars-4 = 4 Happy
review-stars-5 = 5 Very happy
review-sorry = I am truly sorry. Those in charge know already, and somebody will look after it personally.
review-tag-ask = What stood out? You can choose several
review-tag-low = What went wrong? You can choose several
review-tag-more = Anything else? Tap again to take one back
review-tags-done = That is all
review-skip = Skip
review-leave_it = Leave it as it is
review-left = All right, your review stays as it is.
review-words-ask = Would you like to say more? Just type
review-words-low = What went wrong? Just type, those in charge will read it
review-photo-ask = If you like, send a photo; it is fine without
review-noted = Noted, thank you.
review-photo-kept = Your photo is here, thank you.
review-thanks = Thank you! We read every review with care.
review-thanks_low = Thank you for being frank. { $contact ->
    [none] Those in charge have been told and
   *[other] { $contact } has been told and
    } will get in touch with you soon.
review-quoted = "{ $words }"
notice-review_ask = How was your visit? One tap is enough
    { $visit }
notice-review_rewarded = Thank you for taking the time: { $points } points are yours
notice-review_low = ⚠️ A low score came in. { $contact ->
    [none] Please get in touch with the member soon
   *[other] { $contact }, please get in touch with the member soon
    }
notice-review_explained = The member with the low score said more
notice-review_raised = { $name } changed the low score to { $score }
notice-review_often = This is low score number { $count } of theirs lately. { $contact ->
    [none] Please name a colleague who looks after them
   *[other] { $contact } looks after them
    }
brief-unhappy = ⚠️ Gave { $count } low scores lately. { $contact ->
    [none] The manager should know
   *[other] Looked after by { $contact }
    }
staff-reviews-store = Reviews of which store?
staff-reviews-title = Reviews · { $store }
staff-reviews-none = No reviews in the last 90 days.
staff-reviews-all = Last 90 days: { $score } on average, { $count } in all
staff-reviews-average = { $name }: { $score } ({ $count }{ $low ->
    [0] {""}
   *[other] , { $low } low
    })
staff-reviews-own = My reviews
staff-reviews-tag = { $name } × { $count }
staff-reviews-more = Would you like to see earlier ones?
staff-reviews-older = Earlier
staff-reviews-enough = That is enough
staff-reviews-no_chat = There is no chat with this member, please ring them up.
question-review = visit
question-score = score
question-tag = tag
question-more = choice
change-score = Change the score
command-review = Review a visit
command-reviews = Read reviews
words-review = review|a review|leave a review|write a review|rate my visit|rate|my review|change my review|leave feedback
words-skip = skip|no thanks|no thank you|nothing|nothing more|none|no photo|not now
words-enough = enough|done|that is all|that's all|that's it
words-stars_1 = 1 star|one star|terrible|awful|very unhappy
words-stars_2 = 2 stars|two stars|bad|not good|unhappy
words-stars_3 = 3 stars|three stars|so-so|so so|average|it was ok|it was okay
words-stars_4 = 4 stars|four stars|good|happy|pretty good|it was good
words-stars_5 = 5 stars|five stars|excellent|great|perfect|amazing|wonderful|very good|very happy|it was great
