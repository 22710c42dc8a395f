visit-another = Add a treatment
visit-another-ask = Which treatment shall we add? We will fit it right next to the first.
visit-no_more = Nothing more
visit-whom = For several people or a friend
visit-whom-ask = Who is this for?
visit-whom-me = Just me
visit-whom-friend = Somebody else
visit-whom-people = { $count } of us together
visit-friend-ask = What is their name? You may add their phone number. Reminders and news come to you.
visit-companions-ask = { $count ->
    [one] What is the name of who comes with you? A phone number is optional.
   *[other] What are the names of the { $count } who come with you? Separate them by commas; phone numbers are optional.
}
visit-companions-later = I will say so later
visit-companion = Companion { $number }
visit-shared-ask = When several people come together, each gets one treatment and all begin together. How shall we share them out? For anything more, simply book again afterwards.
visit-shared-same = { $treatment } for everybody
visit-shared-me = You
visit-most_at_once = We are sorry, we can take at most { $most } at once for this. You could come with fewer and book the others for right after, or say "person" and a colleague will help.
visit-part = { $time } { $treatment } · { $variation } · { $staff } · { $price }
visit-part_for = { $name }: { $line }
visit-summary =
    Please check:
    From { $day }, { $store }, about { $minutes } minutes
    { $parts }
    Total: { $price }
    We keep all of this for you for { $hold } minutes. You can move or cancel free of charge until { $hours } hours before. { $terms }
visit-all = The whole visit
visit-cancel-ask = Cancel the whole visit, or one part of it?
visit-cancel-one = Cancel "{ $line }"? The rest stays as it is.
visit-none = We are sorry, all of it together does not fit in for now. Try another day or one treatment less. For a single treatment you can join the waitlist, or say "person" and a colleague will keep an eye on it.
visit-total = Total { $price }
booking-visit_too_large = We can take { $limit } at a time at most. For more, reply "human" and a colleague will help.
booking-why_not-does_not_fit = Not everything fits from { $time } on. How about a time next to it?
question-treatment2 = second treatment
question-variation2 = length
question-treatment3 = third treatment
question-variation3 = length
question-treatment4 = fourth treatment
question-variation4 = length
question-treatment5 = fifth treatment
question-variation5 = length
change-treatment2 = Change the second treatment
change-treatment3 = Change the third treatment
change-treatment4 = Change the fourth treatment
change-treatment5 = Change the fifth treatment
question-whom = number of people
question-part = part
change-companions = Change the name
change-friend_name = Change the name
change-whom = Change who comes
staff-guest = { $guest } (booked by { $member })
visit-which_part = Which treatment is it?
