notice-not_here = This guest has not been checked in yet. Have you seen them?
    { $line }
notice-is_here = They are here
notice-did_not_come = They did not come
notice-unreminded = The system was down for a while, and these guests were not reminded of their visit. If you can, please give them a ring.
notice-unreminded_title = Not reminded ({ $count })
notice-and_more = and { $count } more
