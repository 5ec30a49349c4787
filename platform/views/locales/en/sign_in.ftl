# Signing in
sign-in-title = Sign in or join
sign-in-text = A new phone number gets its account once the code is right.
sign-in-phone = Mobile number
sign-in-send = Send me a code
sign-in-with-password = Use a password
sign-in-with-code = Use a code
sign-in-code-title = Enter the code
sign-in-code-text = We sent a code to { $phone }
sign-in-code = Code
sign-in-code-wrong = That code is not right. Please check it once more.
sign-in-again = Send again
sign-in-other-phone = Use another number
sign-in-inbox = Demo: read the text messages sent
sign-in-password = Password
sign-in-consent = By signing in you accept:
