brief-title = Brief · { $member }
brief-coming = { $member } comes at { $clock }, please have a look.
brief-visit = { $time } { $treatment } · { $variation }
brief-attention = ⚠️ { $text }
brief-note = Note of the member: { $text }
brief-prepare = Prepare: { $things }
portrait-health_closed = Skin and allergies: for the beautician who serves the member, and managers
staff-brief = Brief
