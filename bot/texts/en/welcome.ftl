welcome-terms-ask = Welcome! To book for you we keep your name, your bookings and this chat, only to serve you; you can ask to see or erase them at any time. Is that all right?
welcome-terms-again = I keep in mind what you said. Just tap “Agree and continue”, and I will go on with it.
welcome-agree = Agree and continue
welcome-refuse = Not now
welcome-refused = All right, nothing about you is kept. Come back any time, reply "human", or call the store.
welcome-done = Thank you for your trust!
welcome-unsubscribed = All right, no more offers from us. Reminders about your own bookings still come. To get them again, reply "subscribe".
help-member =
    Just say it, for example:
    · a facial tomorrow at 3pm
    · make it Saturday morning
    · my bookings
    · how much is the hydra facial
    You can say "back", "cancel", "menu" or "human" at any time.
about-hours = { $store }, { $day }: open { $hours }
about-closed = { $store }, { $day }: closed.
about-price_line = { $name }  from { $price }
about-special = { $store }: prices by time
about-special_rule = { $when }: { $all ->
    [yes] everything
   *[no] { $what }
    } { $amount }
about-special_when = { $name } ({ $when })
about-special_line = { $when }: { $prices }
handoff-called = We have told our colleagues, one moment please. You can write here meanwhile. To return to self-service, reply "menu".
handoff-nobody = Noted. A colleague will answer as soon as they see it. If it is urgent, please call the store.
handoff-passed_on = Passed on to a colleague, one moment please. To go on by yourself, reply "menu".
handoff-kept = Noted: a colleague will answer as soon as they see it. To go on by yourself meanwhile, reply "menu".
handoff-called_already = Our colleagues know, one moment please. To return to self-service, reply "menu".
handoff-guest = Guest
handoff-joined = { $name } is here for you now, just write.
handoff-left = Thank you for your patience. I am back to help you.
handoff-idle = The conversation with our colleague has ended. I am back to help you.
handoff-back = All right, back to self-service.
