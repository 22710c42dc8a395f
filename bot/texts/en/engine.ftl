refused = That cannot be done just now. Please try another way, or reply "human".
not_found = We could not find that. Please check it and try again.
not_allowed = Your account may not do this. Please ask the manager if you need it.
bad_input = { $what ->
    [amount] Please type a sum such as 100 or 99.5.
    [pieces] Please type a number from 1 to 99.
    [reference] The number of a payment has 64 characters at most.
    [name] Please tell us what to call you, in up to 40 characters.
    [guest] Please tell us a name of at most 40 characters.
    [guests] These are more names than people. Please write them again.
    [reason] Please write a reason of up to 200 characters.
    [code] An invitation code looks like "7KQ2M 9WXYZ". Please check it again.
    [window] That time cannot be waited for; please choose one within the next two months.
    [span] Please write the span like this: 14:00-16:00.
    [member] Please type a name, the last digits of a phone or a member code.
    [birthday] I could not read that day, please write it like "15 August" or "lunar 8-15".
    [erase] That is not the word asked for, nothing was erased. Type it as it stands, or tap "Keep me".
    [words] Please keep it within 60 characters.
   *[other] That does not look quite right. Please try again.
}
engine-hello = Hello! How nice to hear from you.
engine-goodbye = Goodbye, we look forward to seeing you!
engine-welcome = You are welcome, any time.
engine-unclear = Sorry, I did not quite get that.
engine-unclear_again = Sorry, I still did not get that. Please choose below, or reply "human" for a colleague.
engine-stale = This button has expired. Please see the latest message.
engine-cancelled = All right, cancelled.
engine-nothing_open-staff = Nothing is in progress right now.
engine-nothing_open-member = Nothing is in progress right now. To cancel a visit, just say "cancel my booking".
engine-language_set = All right, English from now on.
engine-lapsed = I have put aside what we had not finished. You can start again any time.
engine-renewed = This has just been updated. Please start again.
engine-broken = Sorry, we could not handle that last message. Please say it another way, or reply "human".
engine-gone = The { $what } chosen before is no longer available. Please choose again.
engine-noted = Noted, thank you.
engine-not_offered = We could not find "{ $what }". Please choose below.
engine-nothing = Nothing to choose from right now. Shall we try something else?
engine-yes = Confirm
engine-no = Cancel
engine-person = Talk to a person
question-store = store
question-category = category
question-treatment = treatment
question-variation = length
question-staff = beautician
question-day = day
question-time = time
question-booking = booking
question-conversation = conversation
question-answer = answer
question-todo = choice
question-terms = choice
question-language = language
question-tier = level
question-which = member
question-today = today
question-tomorrow = tomorrow
question-day_after = the day after tomorrow
change-store = Change store
change-treatment = Change treatment
change-variation = Change length
change-category = Change category
change-staff = Change beautician
change-day = Change day
change-time = Change time
change-booking = Another booking
change-name = Change name
change-part = Change time span
menu-member = Hello! What can we do for you? Just say it, for example "a facial tomorrow at 3pm".
menu-staff = Hello! What would you like to see first?
menu-more = Anything else?
menu-book = Book a treatment
menu-my_bookings = My bookings
menu-profile = My profile
menu-privacy = Privacy and data
menu-prices = Treatments and prices
menu-address = Stores and directions
menu-person = Talk to a person
menu-language = 语言 / Language
menu-today = Today
menu-pending = Waiting requests
menu-agenda = Next seven days
menu-staff_check_in = Check in
menu-staff_done = Complete a visit
menu-staff_block = Block time
menu-staff_member = Member brief
menu-staff_take = Take a conversation
language-language-ask = 请选择语言 / Please choose a language
media-photo = Thank you for the photo! For this step, please answer with words or a button.
media-voice = I cannot listen to voice messages yet. Could you type it for me?
media-video = Thank you for the video! For this step, please answer with words or a button.
media-sticker = Lovely sticker! For this step, please answer with words or a button.
media-location = Got your location. For this step, please answer with words or a button.
media-file = I cannot open files. Could you tell me in words?
media-other = I cannot read this kind of message yet. Could you tell me in words?
member-bad_name = Please tell us what to call you, in up to 40 characters.
member-bad_phone = That phone number does not look right. Please check it again.
member-bad_note = That is a little long. Please make it shorter.
member-bad_language = We speak Chinese and English for now.
member-not_found = We could not find this member. Please check and try again.
member-contact_not_found = We could not find this contact. Please check and try again.
consent-missing = The member has to agree before we may note this.
catalog-product_not_found = We could not find this product. Please choose from the list.
catalog-treatment_not_found = We could not find this treatment. Please choose from the menu.
catalog-variation_not_found = We could not find this length. Please choose again.
resource-not_found = We could not find this bed or device. Please check the name.
store-not_found = We could not find this store. Please choose again.
media-bad_photo = We cannot open this picture. Please send a JPG or PNG photo.
media-too_large = This picture is too large. Please send one of up to { $limit } MB.
document-gone = This file has expired. Just ask for it again and we will send a new one.
document-too_large = This file is too large; at most { $limit } MB can be sent.
web-too_fast = That was a little fast. Please wait a moment.
web-away = We are busy right now. Your message is kept and will be tried again in a moment.
