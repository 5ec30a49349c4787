# What happened to an order (see also office.ftl)
event-order-placed = Booked
event-order-accepted = Confirmed
event-order-other = Updated
