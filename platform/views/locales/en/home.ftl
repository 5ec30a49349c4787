home-areas = We work in { $areas }
home-search = Search services, such as: air conditioner
home-next-visit = Your next visit
home-again = Book again
home-popular = What others book
home-workers = People we recommend
home-empty-title = Services are on their way
home-empty-text = You will be able to book here soon. Please look in again.
