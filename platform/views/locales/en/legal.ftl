# Terms and privacy
terms-title = Terms of use
privacy-title = Privacy policy

terms-about-what = What this is
terms-about-company = What the company does
terms-about-data = Whose data it is
terms-about-money = Money
terms-about-plugins = Plugins
terms-about-running = Running the platform
terms-about-end = Changes and the end
terms-about-who = Who is who
terms-about-booking = Booking
terms-about-change = Changing and cancelling
terms-about-account = Your account
terms-about-conduct = What we ask of each other
terms-about-liability = When something goes wrong

terms-platform-lead = Between the operator of this platform and the companies that open on it.
terms-platform-what = The platform gives home service companies a booking site, pages for their workers and an office. Each company is independent: contracts about services are made between the company and its customers, and the platform is no party to them.
terms-platform-company = The company gives true information about itself, holds whatever licences its work needs, and answers for its services, prices, rules, workers and whatever it writes on its pages.
terms-platform-data = What a company and its customers enter belongs to them. The platform keeps it to run the company's pages, keeps companies apart, and lets the company take its data along.
terms-platform-money = Each company is paid by its customers directly. The platform holds no money of customers.
terms-platform-plugins = A plugin that a company switches on gets what its permission screen names and nothing else. Whoever switches it on decides that it may.
terms-platform-running = The operator takes reasonable care that the platform runs and is backed up, and may close pages that break the law or endanger others. Anything beyond that needs a separate agreement.
terms-platform-end = A company may leave whenever it likes. Changes of these terms are announced to its owner before they count. Mandatory law stays as it is.

terms-company-lead = Between { $company } and you, its customer.
terms-company-who = { $company } offers and performs the services on these pages. The platform beneath them only provides the booking system.
terms-company-booking = The price with every line, and the rules for changes, are shown before you book and stay as they were for that order. The order page always says where your booking stands.
terms-company-change = Cancelling and changing follow the rules shown with the order. A fee is shown before you confirm it, never afterwards.
terms-company-account = You sign in with your phone number. Keep codes and passwords to yourself, and end sessions on devices that are not yours any more. You must be of age, or have the consent of whoever cares for you.
terms-company-conduct = Give the right address and say what is special about the job. Workers deserve a safe place and respect, and so do you. Reviews are true and your own.
terms-company-liability = { $company } answers for its workers' service as the law says. Tell us about damage or poor work as soon as you notice it. Nothing here takes away rights that consumers have by law.
terms-company-end = You may stop using these pages whenever you like. Orders follow the terms of the day they were placed.

privacy-about-what = What is kept
privacy-about-why = What for
privacy-about-who = Who sees it
privacy-about-plugins = Plugins
privacy-about-cookies = Cookies
privacy-about-safety = How it is kept safe
privacy-about-rights = What you can do

privacy-platform-lead = What the operator of this platform does with data of company owners, staff and visitors.
privacy-platform-what = Phone number, name and password (as a hash) of whoever opens a company; devices and times of sign-ins; what companies enter about their customers and workers, which the platform keeps on their behalf.
privacy-platform-why = To let you sign in, to run the companies' pages, to keep them safe and to find faults. Not for advertising, and not for sale.
privacy-platform-who = The operator, as far as running the platform needs it. Companies see their own data only and never each other's.
privacy-platform-plugins = Plugins belong to the company that switches them on and see only what it approved.
privacy-platform-cookies = One cookie keeps you signed in and one remembers your language. Nothing follows you around.
privacy-platform-safety = Codes, passwords and session tokens are kept as hashes only. The database itself refuses one company the data of another.
privacy-platform-rights = You can change your password, see and end your sessions, and ask the operator for a copy, a correction or deletion. What the law requires to be kept is kept as long as it requires.

privacy-company-lead = What { $company } does with your data.
privacy-company-what = Your phone number, name, e-mail and addresses as you enter them, your orders, payments, messages and reviews, and the devices and times of your sign-ins.
privacy-company-why = To agree on visits, perform and bill them, tell you about them, and answer your questions. Not for sale.
privacy-company-who = The office of { $company }, as far as each role needs it. A worker sees the district before accepting, and your name, address and number for the visit afterwards. The operator of the platform keeps the data on the company's behalf. No other company sees it.
privacy-company-plugins = { $company } may switch on plugins, such as coupons. Each gets only what it was approved for and runs apart from the rest.
privacy-company-cookies = One cookie keeps you signed in and one remembers your language. Nothing follows you around.
privacy-company-safety = Codes, passwords and session tokens are kept as hashes only. The database itself refuses one company the data of another.
privacy-company-rights = Under “Me” you can see and change your profile, your addresses, your devices and which notices you get. Ask { $company } for a copy or deletion; what the law requires to be kept, such as invoices, is kept as long as it requires.
