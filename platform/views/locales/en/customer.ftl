# Categories and search
categories-all = All services
categories-found = Results for “{ $query }” ({ $count })
categories-price = Price
categories-price-any = Any price
categories-price-under-100 = Under 100
categories-price-100-300 = 100–300
categories-price-over-300 = Over 300
categories-sort = Sort
categories-sort-popular = Most booked
categories-sort-rating = Best rated
categories-sort-price = Lowest price
categories-nothing-title = No service fits
categories-nothing-text = Try other words, or look at everything.
categories-see-all = See all services

# A service
service-steps = How it goes
service-contents = What is included
service-excluded = Not included
service-options = Extras
service-tools = What we bring
service-workers = Who can come
service-reviews = Reviews
service-reviews-empty = Be the first to review after your visit.
reviews-title = Reviews of { $name }
reviews-tabs = Filter reviews
reviews-all = All
reviews-pictures = With pictures
reviews-see-all = See all { $count } reviews
service-book = Book now
service-picture-before = Before
service-picture-after = After
aspect-quality = Quality
aspect-attitude = Manner
aspect-as_expected = As expected
aspect-skill = Skill
aspect-efficiency = Efficiency
policy-free-before = Free to cancel until { $hours } hours before the visit, then { $fee }
policy-free-until = Free to cancel until { $until }, then { $fee }
policy-free = Free to cancel at any time before the visit

# A worker
worker-age = Age { $count }
worker-sex-female = Woman
worker-sex-male = Man
worker-visits = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
worker-free = Next free times
worker-certificates = Certificates
worker-valid = Does not expire
worker-valid-until = Valid until { $day }
worker-services = Services you can book
workers-title = Our people
workers-count = { $count } in all
workers-search = Search by name
workers-service = Who can do
workers-any-service = Any service
workers-nothing = Nobody matches
workers-nothing-text = Try another service or name.
workers-see-all = See everybody

# Booking
booking-title = Book { $service }
booking-options = Anything extra?
booking-address = Where
booking-add-address = Add an address
booking-out-of-area = This address is outside the area we serve
booking-when = When
booking-worker = Who would you like?
booking-anyone = Anyone
booking-day = Choose a day
booking-month-before = Previous month
booking-month-after = Next month
booking-load-free = Free
booking-load-few = Few
booking-load-full = Full
booking-load-closed = Closed
booking-morning = Morning
booking-afternoon = Afternoon
booking-evening = Evening
booking-why = { $time } is not possible: { $why }
booking-no-times = { $day } is fully booked
booking-instead = These days still have room:
booking-choose-day-first = Choose a day to see its times
booking-choose-address = Choose an address
booking-choose-time = Choose a time
booking-notes-title = Anything to add
booking-notes = Notes
booking-notes-hint = Door codes, pets, parking: whatever helps us prepare
booking-code = Promotion code
booking-refresh = Update times and price
booking-bill = What it costs
booking-missing = Nearly there. To see the price:
booking-submit = Book · { $total }
booking-submit-later = Book
booking-sign-in = Sign in to continue
booking-estimate = The final price, with time, distance and discounts, is shown once you have signed in and chosen where and when. Your choices are kept.
booking-left-out = “{ $plugin }” did not answer and was left out this time.
booking-suggested = That time cannot be had any more. The nearest free ones:

# Orders
orders-title = My orders
orders-tabs = By state
orders-tab-all = All
orders-search = Search by number or service
orders-empty = No orders yet
orders-empty-text = Pick a service; booking takes a few minutes.
orders-empty-action = See services
orders-nothing = No matching orders
orders-nothing-text = Nothing found for “{ $query }”.
orders-see-all = See all orders
order-title = Order { $number }
order-code = Start code
order-code-text = Tell it to your worker at the door
order-worker-here = Your worker
order-minutes-away = { $count ->
    [one] About { $count } minute away
   *[other] About { $count } minutes away
}
order-call = Call
order-timeline = What happened
order-review = Write a review
order-again = Book again
order-append = Add to your review
order-details = Your booking
order-place = Where
order-options = Extras
order-notes = Notes
order-bill = Bill
order-receipt = Receipt
order-cancel = Cancel order
order-step-booked = Booked
order-step-accepted = Confirmed
order-step-departed = On the way
order-step-in_service = At work
order-step-completed = Done
order-next-awaiting_payment = Once it is paid we find your worker right away.
order-next-offered = We are asking the right people; this usually takes minutes.
order-next-accepted = Your worker will be on time. We tell you when they set off.
order-next-departed = Your worker is on the way. Please keep your phone near.
order-next-arrived = Your worker is at the door. Please tell them the start code.
order-next-in_service = Work is under way. Please look at the result together at the end.
order-next-completed = Thank you for your trust. A review would be welcome.
order-next-cancelled = This order is canceled. We hope to see you again.
order-next-cancelled-fee = This order was canceled; the fee is { $fee }.
order-next-disputed = We are looking into it and will be in touch soon.
payment-unpaid = Not paid
payment-authorised = Authorized
payment-paid = Paid
payment-part_refunded = Partly refunded
payment-refunded = Refunded

# Canceling
cancellation-title = Cancel this order
cancellation-fee = Cancellation fee
cancellation-refund = Waived or refunded
cancellation-reason = Reason
cancellation-reason-time = The time no longer suits
cancellation-reason-need = I no longer need it
cancellation-reason-worker = I would like another worker
cancellation-reason-other = Something else
cancellation-confirm = Cancel the order
cancellation-fee-changed = The fee has just changed. Please confirm the new amount.
cancellation-free-until = Canceling is free until { $until }.
cancellation-free = Canceling is free now.
cancellation-late = Canceling was free until { $until }; now the agreed fee applies.

# Receipt
receipt-title = Receipt
receipt-capture = Payment
receipt-refund = Refund
receipt-open = To pay
receipt-settled = Settled
method-cash = cash
method-transfer = bank transfer
method-wechat = WeChat Pay
method-alipay = Alipay
method-card = card

# Review
review-title = Review the visit
review-about = { $service } · { $worker }
review-written = Your review
review-append = Add to it
review-service = The service
review-body = In your words
review-body-hint = It helps others choose, and people who do good work
review-pictures = Pictures
review-pictures-hint = Up to six JPEG, PNG or WebP pictures of at most 5 MB each
review-pictures-again = Please choose the pictures again
review-worker = The worker
review-submit = Send review
review-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
}
review-choose = Please choose the stars
review-anonymous = A customer

# Messages
messages-read-all = Mark all as read
messages-unread = unread
messages-open = Open
messages-read = Mark as read
messages-delete-sure = It cannot be brought back.
messages-search = Search messages, for example an order number
messages-tabs = By read and unread
messages-all = All
messages-only-unread = Unread
messages-nothing = No such message
messages-nothing-text = Nothing about “{ $query }”.
messages-none-unread = You have read everything
messages-see-all = See all messages
messages-empty = No messages
messages-empty-text = We tell you here when something happens with your orders.

# Me
me-no-name = Add your name
me-call = Call us
profile-title = Profile
profile-name = Name
profile-phone = Mobile number
profile-email = Email
profile-email-hint = For order news and to recover your account
profile-email-wrong = This is not an email address
profile-language = Language of e-mails
profile-language-hint = The language of the pages is switched at the top
security-title = Account and security
security-set = Set a password
security-change = Change password
security-current = Current password
security-new = New password
security-hint = At least 8 characters
security-password-short = A password needs at least { $count } characters
security-devices = Devices signed in
security-this-device = This device
security-revoke = Sign out
notifications-title = Notifications
notifications-text = Messages here are always kept. The other channels are up to you.
notifications-no-email = Add an email address to get news by mail
notifications-order-placed = Booking received
notifications-order-accepted = A worker confirmed
notifications-order-assigned = The office says who comes
notifications-order-moved = Visit moved
notifications-choice-lost = The chosen worker cannot come
notifications-order-changed = Visit changed
notifications-order-completed = Visit completed
notifications-order-cancelled = Order canceled
notifications-order-fee-due = Cancellation fee
notifications-order-paid = Payment received
notifications-order-refunded = Refund
addresses-title = My addresses
addresses-add = Add an address
addresses-default = Default
addresses-make-default = Make default
addresses-empty = No addresses yet
addresses-empty-text = Add one and booking gets quicker.
addresses-delete-sure = Delete “{ $place }”?
address-edit = Change address
address-contact = Contact
address-phone = Mobile number
address-phone-wrong = Please enter a valid mobile number
address-district = District
address-line = Street and number
address-line-hint = Compound, building, flat
address-point = On the map
address-point-hint = Tap the map where the building is

# Changing an order
order-change = Change this visit
change-title = Change the visit
change-now = Agreed so far:
change-nothing = Nothing is changed yet. You can also change only the notes.
change-same = The price stays the same
change-more = { $amount } more than before
change-less = { $amount } less than before
change-free-until = Moving the visit is free until { $until }
change-late = Moving costs { $fee } now, as shown on the bill; canceling would cost the same
change-no-fee = This change costs no fee
change-submit = Change the visit
bill-rescheduling = Fee for moving the visit
