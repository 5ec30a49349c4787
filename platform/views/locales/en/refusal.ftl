# Why a time is not offered
refusal-past = This time is past
refusal-too-soon = Too soon for us to come
refusal-too-far = Not open for booking yet
refusal-travel = Not enough time to travel from the visit before or to the next
refusal-busy = Already booked then
refusal-on-leave = On leave then
refusal-closed = We are closed that day
refusal-no-shift = Outside working hours
refusal-no-certificate = Nobody with a valid certificate
refusal-not-in-area = Too far from where our workers are
refusal-no-skill = Nobody who does this service
