book-store-ask = Which store would you like?
book-category-ask = What kind of treatment would you like?
book-treatment-ask = Which treatment would you like?
book-treatment-from = from { $price } · from { $minutes } min
book-treatment-price = { $price } · { $minutes } min
book-treatment-missing = { $store } cannot do this treatment at the moment. How about one of these?
book-variation-ask = { $treatment }: how long would you like?
book-staff-ask = Which beautician would you like?
book-staff-missing = We could not find "{ $name }" for this treatment. Please choose below.
book-anyone = Anyone
book-anyone_is = anyone ({ $name } is free for you)
book-day-ask = Which day suits you?
book-day-hint = { $count ->
    [one] 1 time
   *[other] { $count } times
}
book-day-none = We are sorry, everything is booked for now. Try another beautician or treatment, or let a colleague help?
book-time-ask = { $day }: what time suits you?
book-time-none = { $day } is fully booked. Another day, or another beautician?
book-time-none_in_part = Nothing is free in that part of the day. These times are left.
reason-person = { $staff } is free, whom you like
reason-usual_time = your usual time
reason-price = { $saving } at this time
reason-snug = fits in closely, no waiting
price-less = save { $amount }
price-more = +{ $amount }
price-told = { $price } ({ $name }, usually { $usual }, { $difference })
book-name-ask = What may we call you?
book-yes = Book it
book-summary =
    Please check:
    { $treatment } · { $variation }
    { $time }, about { $minutes } minutes
    { $store }
    Beautician: { $staff }
    Price: { $price }
    We keep this time for you for { $hold } minutes. You can move or cancel free of charge until { $hours } hours before. { $terms }
book-terms = After that, moving or cancelling { $late ->
    [0] counts as a late cancel
   *[other] costs { $late }% of the price
    }, and not coming { $missed ->
    [0] counts as a no-show
   *[other] costs { $missed }%
    }.
book-confirm_again = As a visit was missed before, please confirm once more that you are coming by { $time }; otherwise the salon decides whether to keep it.
book-requested =
    Requested, waiting for the salon to confirm.
    { $treatment }, { $time }, { $store }
    Booking code { $code }. We will tell you as soon as it is confirmed.
booking-slot_taken = Somebody has just taken this time. Please choose another.
booking-not_found = { $code ->
    [none] We could not find this booking. Please check it again.
   *[other] We could not find the booking "{ $code }". Please check the code.
}
booking-wrong_status = This booking is { $status ->
    [held] not sent yet
    [pending] waiting for the salon
    [proposed] waiting for the member
    [confirmed] confirmed
    [checked_in] checked in
    [in_service] in service
    [completed] completed
    [declined] declined
    [cancelled] cancelled
    [no_show] a no-show
   *[expired] expired
    } now, so this step is not possible any more.
booking-too_many = You have { $limit } open bookings already. Please finish or cancel one first.
booking-member_busy = You already have { $treatment } at { $time }. Please choose another time.
booking-time_has_bookings = There are bookings in this time, so it cannot be blocked.
booking-nothing_to_waive = This booking was neither missed nor called off late.
booking-not_due_yet = It is too early for this; it can be done from { $from_time } on.
booking-nearest = Nearest free times: { $times }
booking-nearest_with = { $time } ({ $staff })
booking-why_not-past = { $time } has passed already.
booking-why_not-too_soon = { $time } is too soon for us to prepare.
booking-why_not-beyond_horizon = { $time } is not open for booking yet.
booking-opens_on = You can book that day from { $day } on.
booking-why_not-closed = We are closed on { $time }.
booking-why_not-outside_hours = { $time } is outside our opening hours.
booking-why_not-nobody_skilled = Nobody at this store does this treatment at the moment.
booking-why_not-nobody_works = Nobody who does this works at { $time }.
booking-why_not-staff_off = This beautician does not work at { $time }.
booking-why_not-staff_busy = { $time } is taken already.
booking-why_not-no_bed = All beds are taken at { $time }.
booking-why_not-no_device = All devices are in use at { $time }.
booking-why_not-off_grid = { $time } is between our starting times. How about one next to it?
booking-why_not-staff_day_full = This beautician has nothing free on { $time }. Another day, or another beautician?
booking-why_not-day_full = { $time } is fully booked.
my_bookings-booking-ask = Which booking would you like to see?
my_bookings-reschedule-ask = Which booking would you like to move?
my_bookings-cancel-ask = Which booking would you like to cancel?
my_bookings-todo-ask = Would you like to change anything?
my_bookings-reschedule = Change the time
my_bookings-cancel = Cancel the booking
my_bookings-fine = No, thank you
my_bookings-none = You have no upcoming bookings.
my_bookings-line = { $time } { $treatment }
my_bookings-same_time = That is the present time. Please choose another one.
my_bookings-reschedule-summary =
    { $treatment }
    Now: { $old }
    New: { $new }
    Shall we move it? The salon has to confirm the new time.
my_bookings-new_terms = The new time can be moved or cancelled free of charge until { $hours } h before. { $terms }
my_bookings-new_staff = With: { $name }
my_bookings-new_price = Price at the new time: { $price }
my_bookings-moved =
    Requested for { $time }, waiting for the salon to confirm.
    Booking code { $code }. The old time has been given back.
my_bookings-cancel-summary = Cancel { $treatment } at { $time }?
my_bookings-cancel-late = Cancel { $treatment } at { $time }? It starts soon, so this { $percent ->
    [0] counts as a late cancel
   *[other] is a late cancel and costs { $percent }% of the price
    }.
my_bookings-move_late = It starts soon, so moving it { $percent ->
    [0] counts as a late cancel
   *[other] costs { $percent }% of the price
    }.
my_bookings-cancel-yes = Yes, cancel it
my_bookings-cancelled = Your booking at { $time } is cancelled. We hope to see you another time.
proposal-ask = The salon suggests { $time }. Would that suit you?
proposal-accept = Yes, that time
proposal-other = Another time
proposal-refuse = No booking
proposal-refused = All right, this booking is cancelled. We hope to see you another time.
attend-yes = I will come
attend-thanks = Thank you, see you on { $time }.
status-held = not sent yet
status-pending = waiting for the salon
status-proposed = waiting for your answer
status-confirmed = confirmed
status-checked_in = checked in
status-in_service = in service
status-completed = completed
status-declined = declined
status-cancelled = cancelled
status-no_show = no-show
status-expired = expired
card-with = { $staff } · { $store }
card-price = { $variation } · { $price }
card-footer = { $status } · code { $code }
notice-confirmed = Good news! { $store } has confirmed your booking: { $time }, { $treatment }. Just show the code below when you arrive.
notice-declined = We are sorry, { $treatment } at { $time } did not work out: { $reason }. Shall we find another time?
notice-proposed = { $treatment } at { $old } does not fit, but the salon kept { $new } for you. Would that suit you?
notice-cancelled = { $store } had to cancel your { $treatment } at { $time }. We are sorry. You are welcome to book again.
notice-checked_in = Welcome! { $treatment } will be ready for you in a moment.
notice-completed = Your { $treatment } is done. Thank you, and see you again!
notice-expired = We are sorry, { $treatment } at { $time } was not confirmed in time and has lapsed. You can book again, or reply "human".
notice-reminder =
    { $day ->
        [today] This
        [tomorrow] Tomorrow
       *[later] On { $date }, in the
    } { $part ->
        [morning] morning
        [evening] evening
       *[afternoon] afternoon
    } at { $clock } we look forward to your { $treatment } at { $store }.
    Can you make it?
notice-confirm_again = Please tap "I will come" by { $time }; otherwise the salon decides whether to keep it.
notice-unconfirmed = We have not had your word for { $treatment }, { $time } yet. The salon will decide whether to keep it; if you are coming, please tell us.
notice-unconfirmed_for_staff = The member has not confirmed again in time ({ $record }). Keep it or call it off? { $line }
notice-book_again = Book again
book-as_last = As last time: { $treatment } with { $staff }.
book-no_last = I see no earlier visit of yours yet. What would you like?
