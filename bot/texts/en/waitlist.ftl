waitlist-not_found = I could not find that place on the waitlist; it may be over already.
waitlist-offer_over = { $waits ->
    [yes] I am sorry, that time was no longer being kept. You still have your place in line, and I will tell you as soon as something fits.
   *[no] That time is no longer being kept. You are welcome to join the waitlist again, or to book another time.
    }
waitlist-too_many = You are waiting for { $limit } times already. Shall we leave one of them first?
waitlist-one_only = The waitlist takes one treatment for yourself at a time, so this one waits first. Please book the rest as usual, or say "person" and a colleague will help.
waitlist-join = None of these: join the waitlist
waitlist-with = { $treatment } with { $staff }
waitlist-before = { $days }, before { $until }
waitlist-after = { $days }, after { $first }
waitlist-line = { $when } · { $what } · { $status }
waitlist-status-waiting = waiting
waitlist-status-offered = a time is kept for you
waitlist-status-lapsed = are you still waiting?
waitlist-status-taken = booked
waitlist-status-left = left
waitlist-status-expired = over
waitlist-joined =
    You are on the waitlist: { $when }, { $what }, { $store }.
    As soon as something is free I keep it for you, usually for { $minutes } minutes, and tell you right away.
    Say "leave" whenever you no longer want to wait.
my_bookings-waiting = On the waitlist: { $line } (say "leave" to stop waiting)
waitlist-none = You are not waiting for anything. If a time is full, say "join the waitlist".
waitlist-entry-ask = Which one would you like to see?
waitlist-leave-ask = Which one shall I take you off?
waitlist-todo-ask = { $line }
waitlist-answer-ask = { $time } is kept for you. Would you like it?
waitlist-day-ask = Which day would you like to wait for?
waitlist-hours-ask = Which part of the day suits you?
waitlist-any_day = Any day in two weeks
waitlist-part-all = All day
waitlist-part-morning = Morning
waitlist-part-afternoon = Afternoon
waitlist-part-evening = Evening
waitlist-all = All of them
waitlist-accept = Yes, I take it
waitlist-other = Not this one, keep waiting
waitlist-leave = Leave the waitlist
waitlist-stay = Keep waiting
waitlist-left = All right, you are off the waitlist. I am here whenever you want to book.
waitlist-stays = All right, I keep looking: { $when }, { $what }.
waitlist-declined = All right, { $time } goes to the next one. You keep your place in line.
waitlist-taken =
    It is yours: { $time }, { $treatment }.
    Requested; the salon still has to confirm. Your booking code is { $code }.
notice-waitlist_offered =
    Good news, a time has become free: { $time }, { $treatment } with { $staff }, { $store }.
    I keep it for you until { $until }. Would you like it?
notice-waitlist_lapsed = { $time } was kept as long as I could and goes to the next one. You keep your place in line, and I will tell you when something else is free.
notice-waitlist_still = I did not hear from you about the last free times. { $when }, { $what }: shall I keep looking?
notice-waitlist_expired = I am sorry, nothing became free for { $when }, { $what }. Shall we look for another time?
notice-waitlist_taken = Somebody from the waitlist took a free time: { $line }
staff-waitlist-title = { $store } waitlist ({ $count })
staff-waitlist-nobody = nobody is waiting
staff-waitlist-line = { $member } ({ $tier }) { $line }
question-entry = place
question-on = day
question-hours = part of the day
words-join_waitlist = waitlist|join the waitlist|join waitlist|wait list|waiting list|put me on the waitlist|let me know when something opens up|notify me
words-leave_waitlist = leave|leave the waitlist|leave waitlist|stop waiting|i'm not waiting anymore
