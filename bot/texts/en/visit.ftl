about-map = Open in maps
calendar-add = Add to calendar
calendar-open = Open the calendar file
calendar-file = Here is the calendar file: open it to save the visit on your phone. After a change of time, tap "Add to calendar" once more and it is updated.
calendar-off = This booking was cancelled. Open this file and the visit disappears from your calendar too.
calendar-description =
    Beautician: { $staff }
    Code at the salon: { $code }
    Phone of the salon: { $phone }
link-unknown = This link is incomplete, or not one of ours. Please open it again from the chat.
link-expired = This link has expired. Please ask for a new one in the chat.
command-calendar = Add a booking to your calendar
check_in-none = You have no confirmed booking yet. Once confirmed, your check-in code is here.
check_in-show = Just let a colleague scan this when you arrive:
check_in-none_today = You have no confirmed booking at { $store } today. Shall we make one? Just say what you would like.
check_in-already = You are checked in at { $store }. Please take a seat, we will be right with you.
check_in-done = You are checked in for { $time }. Welcome to { $store }!
check_in-counter_off = At { $store } a colleague at the desk checks you in; just show the code of your booking.
check_in-for_staff = This is a check-in code. Let a colleague scan it at the salon; there is nothing for you to do.
check_in-for_members = This code is for members to scan. To check a member in use /checkin, or scan the code on their phone.
check_in-sure = Check in { $member }? { $time } { $treatment }
check_in-yes = They are here
counter-title = { $store } · Check-in
counter-footer = Members scan this with their phone camera to check in. Tomorrow it needs a new one.
counter-no_address = There is no address yet that phones can open. Please ask the administrator to set MEIYUE_PUBLIC_URL.
staff_counter-store-ask = Which store's code?
command-code = Show my check-in code
command-counter = The counter's check-in code, new every day
landing-title = Check-in
landing-ci = This is a member's check-in code. Colleagues: please open it in your own chat and confirm. Members: just let a colleague scan it at the salon.
landing-at = Welcome! Open this in the chat you book with and you are checked in.
landing-telegram = Open in Telegram
landing-web = Open in the web chat
open-unknown = This link leads nowhere any more. Never mind, just tell us what you would like.
open-invited = Welcome! We have noted your friend's invitation.
open-invited_already = You are an old friend of ours already. Please keep the invitation for somebody who has not been here yet.
member-bad_code = That invitation code does not look right. Please check it again.
