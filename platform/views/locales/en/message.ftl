# Customers
message-order-placed-title = Your booking is in
message-order-placed-body = { $service } on { $starts }, order { $number }, { $total } in all. We tell you as soon as somebody takes it.
message-order-accepted-title = Your visit is confirmed
message-order-accepted-body = { $worker } comes on { $starts } for { $service } (order { $number }). The start code is on the order's page; tell it only at the door.
message-order-departed-title = On the way
message-order-departed-body = { $worker } is on the way. Please listen for the phone and the bell.
message-order-arrived-title = At the door
message-order-arrived-body = { $worker } is here. Tell them the start code on the order's page to begin.
message-order-started-title = Work has started
message-order-started-body = { $service } has started. We tell you when it is done.
message-order-completed-title = Your visit is done
message-order-completed-body = { $service } is done (order { $number }). How was it? A review helps others choose.
message-order-cancelled-title = Your order is canceled
message-order-cancelled-body = { $service } on { $starts } (order { $number }) is canceled.
message-order-fee-due-title = A cancellation fee is due
message-order-fee-due-body = By the cancellation rules, { $fee } is due for order { $number }.
message-order-paid-title = Payment received
message-order-paid-body = We received { $amount } for order { $number }. Thank you. The receipt is on the order's page.
message-order-refunded-title = Refunded
message-order-refunded-body = { $amount } of order { $number } was given back. When it arrives depends on how you paid.
message-review-replied-title = A reply to your review
message-review-replied-body = Your review of { $service } (order { $number }) has a reply.

# Workers
message-job-offered-title = A job for you
message-job-offered-body = { $service } in { $district } on { $starts }, { $total }. Please answer soon.
message-job-assigned-title = The office gave you a job
message-job-assigned-body = { $service } in { $district } on { $starts } (order { $number }). The address is on the job's page.
message-job-withdrawn-title = A job was taken back
message-job-withdrawn-body = { $service } on { $starts } (order { $number }) went to somebody else. You are free then.
message-job-cancelled-title = A job is canceled
message-job-cancelled-body = { $service } on { $starts } (order { $number }) is canceled. You need not go.
message-review-written-title = A new review
message-review-written-body = A customer gave { $service } (order { $number }) { $overall } stars. You may answer once.

# Office
message-order-new-title = A new order
message-order-new-body = { $contact } booked { $service } on { $starts } in { $district } for { $total } (order { $number }).
message-job-declined-title = An offer was declined
message-job-declined-body = Order { $number } ({ $service }, { $starts }) was declined. The next worker is asked.
message-job-open-title = An order needs a worker
message-job-open-body = Order { $number } ({ $service }, { $starts }) has nobody now. Please assign somebody.
message-order-done-title = An order is done
message-order-done-body = Order { $number } ({ $service }) is done, { $total } in all.
message-order-lost-title = An order was canceled
message-order-lost-body = Order { $number } ({ $service }, { $starts }) was canceled.
message-review-new-title = A new review
message-review-new-body = Order { $number } ({ $service }) got { $overall } stars.
