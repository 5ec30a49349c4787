# Everywhere
error-internal = Something went wrong on our side and has been recorded. Please try again in a moment
error-busy = We are busy right now. Please try again in a few seconds
error-not-found = Not found. It may be gone, or it is not yours to see
error-forbidden = Your role does not allow this. Ask the owner of the company if you need it
error-sign-in-first = Please sign in first
error-invalid = A few things need changing; see the notes beside them
error-changed-meanwhile = Somebody changed this a moment ago. Reload and try again
error-too-large = That is too large. Please make it smaller and try again
error-bad-request = We could not understand this request. Go back and try again
error-method-not-allowed = This address does not take that kind of request
error-cross-site = For your safety we refuse forms sent from another site. Please do it again from this page
error-too-many-requests = Too many requests. Please wait a minute and try again
error-form-unreadable = The form is incomplete or malformed. Please check it and send it again
error-json-unreadable = The JSON cannot be read. Please check it against the API documentation
error-json-malformed = The JSON is malformed at line { $line }, column { $column }
error-json-content-type-expected = Please send the content as application/json
error-query-unreadable = The query is not right. Please check it against the API documentation
error-field-unknown = There is no field “{ $field }”
error-field-missing = The field “{ $field }” is missing
error-field-unfit = The value of “{ $field }” is of the wrong type or out of range
error-page-invalid = Pages go from 1 to 10,000 with 1 to 100 rows each
error-idempotency-key-invalid = Send an idempotency key of 8 to 100 characters
error-idempotency-key-reused = This idempotency key came with another request. Use a new one
error-money-out-of-range = The amount is beyond what we can handle. Please check it
error-money-currency-mismatch = The currencies differ. Use the currency of the company
error-phone-invalid = This is no mobile number. Outside mainland China, begin with + and the country code
error-place-invalid = This is no place on the map. Pick the point again
error-mail-unreachable = The mail server does not answer. We will try again
error-mail-address = Mail cannot be sent to this address. Please check its spelling
error-sms-unreachable = The text message could not be sent. Please try again shortly

# Roles
error-authz-unknown-permission = There is no permission “{ $value }”
error-authz-unknown-scope = A permission covers any or own, not “{ $value }”
error-authz-unknown-effect = A rule allows or denies; “{ $value }” is neither
error-authz-unknown-role = There is no role “{ $role }”
error-authz-duplicate-role = The role “{ $role }” is there twice
error-authz-role-cycle = The parents of the role “{ $role }” lead back to itself
error-authz-roles-too-deep = The role “{ $role }” has more than nine ancestors

# Company
error-tenancy-slug-shape = Use 3 to 32 lower-case letters, digits or single hyphens between them
error-tenancy-slug-reserved = The platform keeps this address for itself. Choose another
error-tenancy-slug-taken = This address is taken. Choose another
error-tenancy-name-length = Please write 1 to { $most } characters
error-tenancy-unknown-template = There is no such template. Choose one of the list
error-tenancy-theme-shape = Colors look like #RRGGBB, corners are between 0 and 2rem
error-tenancy-out-of-range = Please choose a number from { $least } to { $most }
error-tenancy-fee-shape = A fee is either a share from 0 to 100 % or a fixed amount
error-tenancy-tiers-shape = Each tier needs hours of its own from 1 to 8,760, ten tiers at most
error-tenancy-payment-method = Choose at least one way to pay
error-tenancy-step-shape = A day must be a whole number of steps: 15, 30 or 60 minutes, for example
error-tenancy-area-name-taken = There is an area of this name. Choose another
error-tenancy-too-many-areas = There can be at most { $most } areas

# Signing in
error-identity-code-too-soon = A code was sent just now. Ask for another in { $seconds } seconds
error-identity-code-too-many = Too many codes went to this number. Try again later, or sign in with your password
error-identity-code-wrong = The code is wrong or has expired. Check it or ask for a new one
error-identity-sign-in-wrong = Phone or password is wrong. If you forgot it, sign in with a code
error-identity-too-many-tries = Too many wrong passwords. Wait 15 minutes, or sign in with a code
error-identity-password-length = A password has 8 to 128 characters
error-identity-password-common = This password is easy to guess. Choose another
error-identity-password-wrong = The current password is wrong
error-identity-already-staff = This person is staff already
error-identity-unknown-role = There is no such role. Choose one of the list
error-identity-last-owner = A company needs an owner. Make somebody else an owner first
error-identity-owners-only = Only an owner may make or change owners

# Customers
error-customers-email-shape = This is no e-mail address. It looks like name@example.com
error-customers-text-length = Too short or too long; at most { $most } characters
error-customers-outside-areas = We do not work at this address. Please choose another
error-customers-too-many-addresses = You can keep { $most } addresses. Remove one first

# Catalog
error-catalogue-text-length = Too short or too long. Please adjust it
error-catalogue-number-out-of-range = This number is out of range
error-catalogue-list-too-long = Too many entries. Please keep fewer
error-catalogue-choice-unknown = There is no such choice. Choose one of the list
error-catalogue-category-unknown = There is no such category; it may be gone
error-catalogue-category-in-use = Move the services and categories out of it first
error-catalogue-category-cycle = A category cannot lie below itself
error-catalogue-skill-unknown = There is no such skill; it may be gone
error-catalogue-skill-name-taken = There is a skill of this name already
error-catalogue-skill-in-use = Services or workers still use this skill. Take it off them first
error-catalogue-state-changed = This service was withdrawn or restored a moment ago. Reload the page
error-catalogue-price-starts-in-the-past = A new price starts now or later
error-catalogue-price-has-started = This price has started and stays. Add a new one instead
error-catalogue-price-date-taken = There is a price for this moment. Choose another
error-catalogue-picture-type = Please upload a JPEG, PNG or WebP picture
error-catalogue-picture-too-large = A picture may have at most 5 MB; please make it smaller
error-catalogue-too-many-pictures = A service has at most 20 pictures. Remove some first
error-catalogue-too-many-pictures-today = You have uploaded too many pictures today. Please go on tomorrow
error-catalogue-picture-unknown = There is no such picture. Upload it again

# Workers
error-workforce-person-is-worker = This phone belongs to a worker of the company already
error-workforce-state-changed = This worker's state changed a moment ago. Reload the page
error-workforce-birth-year = Check the year of birth; workers are 18 or older
error-workforce-dates-out-of-order = The dates are out of order. Check when it was issued and when it ends
error-workforce-certificate-expired = The certificate has expired. A new one is needed
error-workforce-certificate-decided = This certificate has been decided already
error-workforce-shift-out-of-day = A shift lies within one day and ends after it starts
error-workforce-shifts-overlap = Shifts overlap. Please move one
error-workforce-too-many-shifts = A week has at most 28 shifts
error-workforce-exception-worker = Leave and changed hours need a worker; closing the company does not
error-workforce-exception-in-the-past = Days that are over cannot be changed
error-workforce-range-too-long = The dates are too far apart. Choose fewer days

# Times
error-scheduling-slot-taken = This time was taken a moment ago. Please choose another
error-scheduling-nobody-free = Nobody who fits is free then. Please choose another time
error-scheduling-range-too-long = Ask for at most 92 days at once
error-scheduling-past = This time is past. Choose a later one
error-scheduling-too-soon = This is too soon for us. Choose a later time
error-scheduling-too-far = Bookings are not open that far ahead. Choose an earlier day
error-scheduling-travel = There is not enough time to travel. Try a little earlier or later
error-scheduling-busy = Already booked then. Choose another time or another worker
error-scheduling-on-leave = On leave then. Choose another time or another worker
error-scheduling-closed = The company is closed then. Choose another day
error-scheduling-no-shift = Outside working hours. Choose a time within them
error-scheduling-no-certificate = This service needs a valid certificate, which nobody available holds
error-scheduling-not-in-area = The worker does not come to this address. Choose another
error-scheduling-no-skill = The worker does not do this service. Choose another

# Plugins
error-plugins-unknown = This plugin is not installed. Install it first
error-plugins-settings-invalid = The plugin's settings are not right: { $reason }
error-plugins-gate-refused = The plugin was refused: { $reason }
error-plugins-version-exists = This version exists with other contents. Publish a new version
error-plugins-permissions-not-granted = Agree to every permission the plugin needs first

# Prices
error-pricing-quote-expired = The price has expired. Please ask for it again
error-pricing-quote-used = This price was used for an order already. See your orders
error-pricing-price-changed = The price changed a moment ago. Look at the new one before you book
error-pricing-plugin-unavailable = We cannot work out the price right now. Try again shortly or call the company
error-pricing-option-unknown = One of the extras is gone. Please choose again
error-pricing-quantity-out-of-range = That is more than can be booked. Please choose fewer
error-pricing-outside-area = We do not work at this address. Please choose another
error-pricing-time-is-past = This time is past. Choose a later one
error-pricing-visit-too-long = A visit has at most 24 hours. Choose fewer extras
error-pricing-too-many-codes = Use at most 5 codes of at most 40 characters each

# Orders
error-orders-not-possible-now = The order has moved on, so this is not possible now. Reload to see where it stands
error-orders-wrong-start-code = The start code is wrong; { $left } tries left. Ask the customer again
error-orders-start-code-locked = Too many wrong start codes. Please call the office
error-orders-fee-changed = The cancellation fee is { $fee } now. Look at it before you cancel
error-orders-taken-by-another = Somebody else took this job. Have a look at the others
error-orders-reason-too-long = A reason has at most 200 characters
error-orders-notes-too-long = Notes have at most 500 characters
error-orders-offer-expired = This offer ran out. The job goes to somebody else
error-orders-worker-suspended = You take on no new jobs at the moment. Please call the office

# Payments
error-payments-nothing-due = Nothing is due for this order
error-payments-more-than-due = At most { $due } is due. Please check the amount
error-payments-amount-invalid = Enter an amount above zero
error-payments-more-than-paid = A refund cannot be more than was paid
error-payments-method-unknown = Choose a way to pay from the list
error-payments-method-not-accepted = The company does not take this way to pay. Choose one of the others

# Reviews
error-reviews-already-written = This order is reviewed already. You can add to your review
error-reviews-already-appended = You have added to this review already
error-reviews-already-replied = This review has a reply already
error-reviews-score-out-of-range = Give 1 to 5 stars
error-reviews-too-many-pictures = A review may have at most six pictures

# Messages and reports
error-messaging-unknown-kind = There is no such notification. Reload the page
error-stats-range-too-long = The dates are too far apart. Choose fewer days
error-orders-moved-meanwhile = Somebody just changed this order. The board is up to date again; please look once more

# What can be had instead of a time that is taken
alternatives-1 = Free instead: { $first }
alternatives-2 = Free instead: { $first } or { $second }
alternatives-3 = Free instead: { $first }, { $second } or { $third }
