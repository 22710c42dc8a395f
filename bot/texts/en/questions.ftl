late-no_visit = Thank you for telling us, take care on the way. I see no visit of yours today; say "my bookings" or reply "person" to check.
late-minutes = { $minutes } minutes
late-minutes-ask = No problem. About how late will you be?
late-told = Thank you, { $staff } knows you will be about { $minutes } minutes late. Take care on the way: your { $time } is kept for you. If somebody is booked after you, the treatment may be a little shorter; you can also say "reschedule" or call { $phone }.
notice-late = { $name } will be about { $minutes } minutes late: { $time } ({ $staff })
colleague-about = { $name }: { $about }
roster-one = { $name } { $hours }
roster-works = { $store }, { $day }, working: { $people }
roster-off = { $name } is off on { $day }.
roster-nobody = { $store }: nobody works on { $day }.
roster-book = To book, just say the name and the time.
unlisted-comma = ,{" "}
unlisted-staff = Sorry, nobody called "{ $name }" works here. With us are { $people }.
unlisted-store = Sorry, we have no store in or called "{ $name }". You are welcome at { $stores }.
unlisted-one_store = { $name } ({ $address })
unlisted-treatment = Sorry, we don't offer "{ $name }" at the moment. What we do: { $kinds }.
offers-newcomer = For new members: a welcome pack as soon as you register
offers-birthday = Birthday treats
offers-birthday_when = Sent by itself { $days } days before your birthday; just tell me the date under "My profile"
offers-birthday_points = { $times } times the points for what you spend on the day
offers-top_up = For topping up
house-at = { $store }: { $text }
house-terms = Up to { $hours } hours before your visit you can move or cancel it free of charge, just tell me here. After that, moving or cancelling { $late ->
    [0] costs nothing, but counts as a late cancel
   *[other] costs { $late }% of the price
    }; not coming without a word { $missed ->
    [0] counts as a no-show
   *[other] costs { $missed }%
    }.
about-promotions = These are our lower prices at quiet hours, the same for everybody. To book, just say the treatment and the time.
about-no_promotions = There is no special offer at the moment. New ones are told here; reply "person" if you want to make sure.
service_info-category-ask = Which kind of treatment would you like to know about?
service_info-treatment-ask = Which treatment would you like to know about?
service_info-minutes = Length: { $minutes } minutes.
service_info-unknown = I'm not sure about that for "{ $treatment }" and don't want to guess. Shall I ask a colleague?
service_info-person = Ask a colleague
recommend-need-ask = What would you like to do something about?
recommend-nothing = We have nothing for that at the moment. Perhaps one of these?
recommend-why = Why: good for { $need }
recommend-from = from { $price }
recommend-look = Let me think
recommend-pick-ask = Which one would you like to book?
question-need = need
question-shared = arrangement
question-merge = joining
question-pick = treatment
question-minutes = time
question-wish = choice
need-dry = dry skin
need-dull = dull skin
need-acne = blemishes
need-oily = oil and pores
need-sensitive = sensitive skin
need-firm = firmness and fine lines
need-eyes = tired eyes
need-shoulders = stiff neck and shoulders
need-tired = unwinding
need-hair = the scalp
need-feet = the feet
need-hands = the hands
need-hairless = hair removal
need-body = smoother body skin
need-pregnant = pregnancy
need-men = men's skin
need-first = a first visit
need-party = a special occasion
need-lashes = lashes and brows
need-nails = nails
