# Office: dashboard, orders, dispatch
office-any = All
office-from = From
office-to = To
office-search = Search
office-filter = Filter
office-filter-clear = Clear filters
office-export = Export CSV
office-earlier = Earlier
office-later = Later
office-reason = Reason
office-default = Default
office-icon = Icon
office-position = Position
office-language = Language
office-latitude = Latitude (µ°)
office-longitude = Longitude (µ°)
office-lines-hint = One entry per line in the fields below
office-nothing-text = Try other words, or clear the filters to see everything.
office-setup-title = Getting ready
office-setup-text = After these steps customers can book online.
office-setup-services = Check services and prices
office-setup-areas = Set where you work
office-setup-workers = Add workers and their shifts
office-setup-policies = Confirm the booking and cancellation rules
office-setup-share = Send it to your first customers
office-setup-share-text = Share the customers' address and take your first booking.
office-setup-customer = Customers book here
office-setup-worker = Workers sign in here
office-figure-orders = New orders today
office-figure-visits = Visits today
office-figure-income = Revenue today
office-figure-load = Workers' time taken today
office-figure-up = { $percent }% more than by this time last week
office-figure-down = { $percent }% less than by this time last week
office-figure-same = As much as by this time last week
office-attention-title = Needs a hand now
office-attention-none = All is well, nothing waits for you
office-attention-unassigned = { $count ->
    [one] { $count } order has no worker
   *[other] { $count } orders have no worker
}
office-attention-overdue = { $count ->
    [one] { $count } visit is behind its time
   *[other] { $count } visits are behind their time
}
office-attention-unpaid = { $count ->
    [one] { $count } finished order is unpaid
   *[other] { $count } finished orders are unpaid
}
office-attention-reviews = { $count ->
    [one] { $count } bad review waits for a reply
   *[other] { $count } bad reviews wait for a reply
}
office-attention-certificates = { $count ->
    [one] { $count } certificate expires soon
   *[other] { $count } certificates expire soon
}
office-attention-pending = { $count ->
    [one] { $count } certificate waits for a check
   *[other] { $count } certificates wait for a check
}
office-attention-applicants = { $count ->
    [one] { $count } worker has applied
   *[other] { $count } workers have applied
}
office-attention-incidents = { $count ->
    [one] Plugins failed { $count } time in 7 days
   *[other] Plugins failed { $count } times in 7 days
}
office-hours-title = Visits by hour and workers at hand
office-hours-empty = No visits today
office-hours-orders = Visits
office-hours-workers = Workers on shift
office-revenue-title = Revenue of the last 30 days
office-revenue-empty = The trend appears with the first finished visit
office-revenue-series = Revenue
office-mix-title = Services of the last 30 days
office-mix-empty = The mix appears with the first order
office-mix-other = Others
office-chart-empty = No data yet
office-next-title = Next visits
office-next-empty = No visits ahead
office-orders-all = All
office-orders-states = Order states
office-orders-count = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
office-orders-board = Live board
office-orders-board-text = Updates by itself when an order changes
office-orders-table = Table
office-orders-search = Number, service, district, contact
office-orders-payment = Payment
office-orders-nothing = No order matches
office-orders-empty = No orders yet
office-orders-empty-text = They appear here as soon as a customer books.
office-board-empty = None
office-order-title = Order { $number }
office-order-number = Number
office-order-service = Service
office-order-when = Visit
office-order-customer = Customer
office-order-worker = Worker
office-order-status = State
office-order-total = Total
office-order-visit = The visit
office-order-place = Address
office-order-options = Extras
office-order-code = Start code
office-order-notes = Customer's notes
office-order-chosen = Asked for
office-order-cancelled = Canceled because
office-order-fee = Cancellation fee { $fee }
office-no-reason = No reason given
office-order-money = Bill and payments
office-order-outstanding = Still to be paid
office-order-actions = Actions
office-order-timeline = What happened
office-timeline-empty = Nothing yet
office-order-created = Booked { $at }
office-unassigned = No worker
office-late = Late
office-assign = Assign
office-reassign = Reassign or move
office-assign-starts = Start of the visit
office-assign-nobody = There are no active workers yet. Please add one first.
office-unassign = Take back the assignment
office-payment-capture = Received
office-payment-refund = Refunded
office-capture = Record a payment
office-refund = Refund
office-amount = Amount
office-method = Method
office-reference = Reference
office-cancel = Cancel the order
office-cancel-fee = Fee for the customer
office-cancel-back = To be given back
office-cancel-text = The worker's time is free at once and the customer is told.
office-dispatch-day = Day
office-dispatch-week = Week
office-dispatch-views = Views
office-dispatch-span = { $first } — { $last }
office-dispatch-tray = Without a worker
office-dispatch-hint = Drag a visit to another time or person, or select it to change it in a form. When it does not fit, the board says why and puts it back.
office-dispatch-free = Nothing planned
office-dispatch-empty = No workers to dispatch yet
office-dispatch-empty-text = Add workers and their shifts, then plan their visits here.
event-order-assigned = Assigned
event-order-unassigned = Assignment taken back
event-order-offered = Offered to a worker
event-order-declined = Declined by the worker
event-order-offer_expired = Not answered in time
event-order-offer_released = Offer withdrawn
event-order-choice_lost = The chosen worker cannot come
event-order-unclaimed = Nobody took it from the pool
event-order-reassigned = Given to somebody else
event-order-moved = Moved to another time
event-order-changed = Changed
event-order-job_changed = The worker was told of the change
event-order-departed = On the way
event-order-arrived = Arrived
event-order-started = Work started
event-order-completed = Work finished
event-order-cancelled = Canceled
event-order-paid = Paid
event-order-refunded = Refunded
event-order-fee_due = A cancellation fee is due
event-order-reviewed = Reviewed
event-by-customer = Customer
event-by-worker = Worker
event-by-staff = Office
event-by-system = System
event-by-plugin = Plugin
error-office-number-expected = Please enter a number
error-office-amount-expected = Please enter an amount, such as 128.00
error-office-date-expected = Please enter a date or time
error-office-choice-expected = Please choose one
error-office-fee-expected = Please enter an amount or a share, such as 20 or 20%
error-office-file-expected = Please choose a picture
office-dispatch-between = Travel and clean-up
office-dispatch-legend = Legend
office-dispatch-open = On shift
office-dispatch-leave = Leave
office-dispatch-move = Rearrange
office-dispatch-agreed = Agreed time
office-dispatch-new-time = The time agreed with the customer changes. Please agree it with them first.
office-dispatch-fixed = This visit is under way or over and cannot be rearranged.
office-dispatch-moved = Rearranged
office-dispatch-undo = Undo
office-dispatch-undone = Back as it was
office-unassign-text = The worker loses this order and it waits for somebody again.
office-export-cut = There is more: a file holds the first { $most } of { $total } rows. Narrow the filter and export in parts.
office-doors-title = What you can do here
office-chart-label = Item
office-change-price = Show the new price
office-change-now = Agreed so far
office-change-then = After the change
office-steps = On site, by the device
office-step-device = Device clock: { $time }
office-step-away = { $count } m from the address
office-step-nowhere = Place not shared
