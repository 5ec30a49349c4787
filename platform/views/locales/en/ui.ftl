# Common to all pages
platform-name = Lares
platform-footer = Lares · booking for home service companies
ui-more = More
ui-back = Back
ui-close = Close
ui-skip = Skip to content
ui-offline = The connection is unsteady. Please try again shortly.
ui-language = Change language
ui-optional = optional
ui-previous = Previous
ui-next = Next
ui-pages = Pages
ui-page-of = Page { $page } of { $pages }
ui-load-more = Load more
ui-rating = Rated { $score } of 5
ui-reviews = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
}
ui-no-reviews = No reviews yet
ui-sold = { $count } booked
ui-price-from = and up
ui-verified = Verified
ui-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
} of experience
ui-less = Less: { $what }
ui-plus = More: { $what }
ui-save = Save
ui-cancel = Cancel
ui-edit = Change
ui-delete = Delete
ui-confirm = Confirm
ui-search = Search
ui-pictures-add = Add pictures
ui-pictures-choose = Choose a picture
ui-pictures-remove = Remove picture
ui-pictures-most = At most { $count }; the others were left out
ui-photo-remove = Remove the present photo
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English

# Navigation
nav-main = Main navigation
nav-menu = Open menu
nav-unread = unread
nav-open-offers = waiting for your answer
nav-home = Home
nav-categories = Services
nav-orders = Orders
nav-messages = Messages
nav-me = Me
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-sign-up = Start free
nav-developers = Developers
nav-to-worker = Worker pages
nav-to-office = Office
nav-to-customer = Customer pages
nav-today = Today
nav-offers = Offers
nav-roster = Roster
nav-income = Income
nav-profile = Me
nav-office-dashboard = Dashboard
nav-office-orders = Orders
nav-office-dispatch = Dispatch
nav-office-customers = Customers
nav-office-workers = Workers
nav-office-services = Services
nav-office-reviews = Reviews
nav-office-reports = Reports
nav-office-plugins = Plugins
nav-office-settings = Settings

# Order states
order-status-awaiting_payment = To pay
order-status-offered = Finding a worker
order-status-accepted = Confirmed
order-status-departed = On the way
order-status-arrived = Arrived
order-status-in_service = In progress
order-status-completed = Completed
order-status-cancelled = Canceled
order-status-disputed = In dispute
order-worker-open = Finding your worker
bill-total = Total
review-appended = Added later:
review-reply = Reply:
review-picture = Picture from the review

# When something is wrong
page-missing-title = This page is gone
page-missing-text = The link may have expired, or the content was removed.
page-forbidden-title = You may not see this
page-forbidden-text = If you think this is a mistake, please ask the administrator.
page-sign-in-title = Please sign in first
page-sign-in-text = Then you can carry on where you were.
page-conflict-title = Things have just changed
page-conflict-text = Please go back, look at the latest state and try again.
page-busy-title = That was a little too fast
page-busy-text = Please wait a moment and try again.
page-refused-title = This request cannot be handled
page-refused-text = Please check what was entered and try again.
page-failed-title = Something went wrong
page-failed-text = We have a record of this error. Please try again shortly.
page-back-home = Back to the start
page-reference = Reference: { $reference }
ui-map-pin = Map pin, drag to move
ui-chart-item = Item
problem-invalid = Something in the request is not as it must be. Correct what the answer names and send it again
problem-unauthenticated = Sign in first, or send a valid token; then ask again
problem-forbidden = The role does not allow this. Somebody of the company's office can change that
problem-not-found = It does not exist, or not for you. Look for it again from the list it was in
problem-conflict = Something changed a moment ago. Look at the latest state, then decide again
problem-too-many = Too often in a short time. Wait a minute, then go on more slowly
problem-too-large = It is larger than we take. Send less, or a smaller file
problem-unavailable = A part we need does not answer. Try again in a moment with the same key; nothing happens twice
problem-internal = The fault is ours and is written down. Try again later; if it stays, tell us this code
