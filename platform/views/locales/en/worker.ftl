# Today
today-title = Your visit in hand
today-title-free = Today
today-done = { $count } done today
today-offers = { $count ->
    [one] { $count } offer waits for your answer
   *[other] { $count } offers wait for your answer
}
today-certificate-expired = { $kind } has expired. You cannot take the jobs that need it.
today-certificate-expiring = { $kind } expires on { $day }. Please renew it soon.
today-details = Details
today-empty = No visits ahead
today-empty-online = You are online. We will tell you at once when a job comes in.
today-empty-busy = You are set to busy. Switch back when you are free.
today-empty-offline = Go online to receive offers.
today-empty-action = See open jobs
today-later = After that
today-week = This week
presence-label = Working state
presence-online = Online
presence-busy = Busy
presence-offline = Offline

# A job
job-navigate = Navigate
job-call = Call
job-step-depart = I am on my way
job-step-arrive = I have arrived
job-step-start = Start work
job-step-finish = Finish
job-step-payment = Received { $amount }
job-code = Ask the customer for the 4-digit code
job-depart-early = The visit is still hours away. Set off now?
job-depart-confirm = Set off now
job-finish-sure = Check the work together with the customer. Is everything done?
job-finish-confirm = Yes, everything is done
job-pay-how = How did the customer pay?
job-exact-later = The full address and phone appear once you accept
job-notes = From the customer
job-options = Extras
job-bill = Bill
job-timeline = Progress
job-event-order-placed = Booked by the customer
job-event-order-offered = Offered
job-event-order-accepted = Accepted
job-event-order-assigned = Assigned by the office
job-event-order-unassigned = Taken back by the office
job-event-order-declined = Declined
job-event-order-offer_expired = Offer ran out
job-event-order-offer_released = Offer withdrawn
job-event-order-choice_lost = The chosen worker cannot come
job-event-order-unclaimed = Nobody took it from the pool
job-event-order-reassigned = Given to somebody else
job-event-order-moved = Moved to another time
job-event-order-changed = Changed
job-event-order-job_changed = The worker was told of the change
job-event-order-departed = On the way
job-event-order-arrived = Arrived
job-event-order-started = Work started
job-event-order-completed = Work finished
job-event-order-paid = Payment received
job-event-order-refunded = Refunded
job-event-order-cancelled = Canceled
job-event-order-fee_due = Cancellation fee due
job-event-other = Order updated
job-option = { $name } × { $count }

# Offers
offers-offline = You are offline and will not receive new offers.
offers-mine = For me
offers-answer-by = Please answer by { $time }
offers-accept = Accept
offers-refuse = Decline
offers-refuse-title = Why can you not take this job?
offers-refuse-confirm = Decline the job
offers-reason-busy = I have no time then
offers-reason-far = It is too far away
offers-reason-unwell = I am not well
offers-reason-skill = I do not know this service well
offers-reason-other = Another reason
offers-empty = No offers right now
offers-empty-text = New offers will appear here.
offers-empty-action = See my roster
offers-pool = Open jobs
offers-claim = Take this job

# Roster
week-choose = Choose a week
week-this = This week
week-previous = Week before
week-next = Week after
week-closed = Company closed
week-leave = Leave
week-leave-hours = Leave { $from }–{ $to }
week-off = Day off
week-ask-leave = Ask for leave
week-leave-day = Day
week-leave-from = From
week-leave-to = To
week-leave-reason = Reason
week-leave-note = Accepted jobs are not canceled. If one is in the way, please call the office.
week-leave-send = Send

# Income
income-choose = Choose a month
income-previous = Month before
income-next = Month after
income-total = Completed orders
income-visits = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
income-unpaid = { $count ->
    [one] { $count } visit is not paid yet
   *[other] { $count } visits are not paid yet
}
income-by-day = Completed by day
income-note = These are the amounts of the orders. What you receive is settled by the company.
income-empty = No completed visits this month
income-empty-text = Amounts appear here once visits are finished.

# Reviews
ratings-title = My reviews
ratings-author = Customer
ratings-reply = Reply
ratings-reply-text = Reply to the customer
ratings-reply-hint = Every customer can read it, and you can reply once.
ratings-reply-send = Send reply
ratings-empty = No reviews yet
ratings-empty-text = What customers write after a visit appears here.

# Me
mine-edit = Edit profile
mine-done = Visits done
mine-certificates = Certificates
mine-certificates-empty = No certificates yet
mine-certificates-empty-text = Verified certificates open up more services.
mine-certificate-add = Add certificate
mine-certificate-text = The office checks the original. It counts once it is verified.
mine-certificate-kind = Kind
mine-certificate-number = Number
mine-certificate-issued = Issued on
mine-certificate-expires = Expires on
mine-certificate-send = Hand in
mine-certificate-until = Valid until { $day }
mine-certificate-unlimited = Does not expire
mine-certificate-verified = Verified
mine-certificate-pending = Being checked
mine-certificate-rejected = Rejected
mine-certificate-expiring = Expires soon
mine-certificate-expired = Expired
mine-security = Account and security
mine-call-office = Call the office
mine-years = Years of experience
mine-bio = About me
mine-bio-hint = Customers can read this. Tell them what you do best.
mine-photo = Photo
mine-photo-shown = Shown to customers; a clear portrait of at most 5 MB
mine-photo-hidden = The company does not show it to customers at present; at most 5 MB
mine-skills = What I can do
mine-skills-hint = Services that need a certificate open up once it is verified.
mine-password-set = Set a password
mine-password-change = Change the password
mine-password-current = Current password
mine-password-new = New password
mine-password-hint = At least 8 characters. Other devices will be signed out.
mine-devices = Signed-in devices
mine-device-this = This device
mine-device-unknown = Unknown device
mine-device-end = Sign out
mine-messages-empty = Offers, changes and reviews are announced here.
