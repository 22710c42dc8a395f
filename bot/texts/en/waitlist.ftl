waitlist-not_found = I could not find that place on the waitlist; it may be over already.
waitlist-offer_over = { $waits ->
    [yes] I am sorry, that time was no longer being kept. You still have your place in line, and I will tell you as soon as something fits.
   *[no] That time is no longer being kept. You are welcome to join the waitlist again, or to book another time.
    }
waitlist-too_many = You are waiting for { $limit } times already. Shall we leave one of them first?
