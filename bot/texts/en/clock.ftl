notice-not_here = This guest has not been checked in yet. Have you seen them?
    { $line }
notice-is_here = They are here
notice-did_not_come = They did not come
notice-unreminded = The system was down for a while, and these guests were not reminded of their visit. If you can, please give them a ring.
notice-unreminded_title = Not reminded ({ $count })
notice-and_more = and { $count } more
daily-agenda = Good morning, { $name }! { $count ->
        [one] One guest is
       *[other] { $count } guests are
    } coming today:
daily-agenda_empty = Good morning, { $name }! Nothing is booked for today yet; you will hear of anything new at once.
daily-summary = { $store }, { $day }: thank you all for today! { $came } came, { $missed } did not.
daily-unknown = For { $count } nobody has noted whether they came; “/checkin” or “/noshow” puts that right:
daily-first = { $count } booked for tomorrow so far; the first is: { $line }
