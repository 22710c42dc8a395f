notice-proposed_person = { $new }, { $treatment }: your beautician cannot be there. { $staff } would look after you, is that all right?
staff-repair-room = Which bed or device is out of use?
staff-repair-day = Until when?
staff-repair-open = From now on, until it is repaired
staff-repair-span = Which hours? For example 14:00-16:00
staff-repair-all_day = All day
staff-repair-reason = Why?
staff-repair-summary =
    { $name } out of use: { $when } ({ $reason }).
    { $count ->
        [0] Nothing is booked then.
       *[other] { $count } bookings are hit:
    }
staff-repair-what_happens = Who can have another bed or device gets it; for the others the nearest time is kept and they are asked.
staff-repair-done = { $name } is out of use: { $when }. Say /repaired when it works again.
staff-repair-moved = Another bed or device, same time ({ $count })
staff-repair-proposed = Asked whether another time suits ({ $count })
staff-repair-to_call = No other time found, please call them ({ $count })
staff-repair-until_repaired = until it is repaired
staff-repaired-room = Which one works again?
staff-repaired-none = Nothing is out of use.
staff-repaired-done = { $name } is in use again.
staff-off-whom = Whose time off?
staff-off-summary =
    { $name } is off: { $when }.
    { $count ->
        [0] Nothing is booked then.
       *[other] { $count } bookings are hit:
    }
staff-off-done = { $name } is off: { $when }.
staff-off-asked = The manager has been asked: off { $when }. You will hear when it is granted.
staff-off-until_back = until further notice
notice-off_asked = { $name } asks for time off: { $when }.
notice-off_granted = Your time off is noted: { $when }.
staff-off-grant = Grant
reason-broken = broken
reason-upkeep = maintenance
reason-cleaning = deep cleaning
question-room = bed or device
question-until = time
