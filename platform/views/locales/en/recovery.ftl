# Text messages and recovering a password
sms-code = [{ $company }] Your code is { $code }. It is valid for 5 minutes. Do not share it.
sms-recover = [{ $company }] Your code to set a new password is { $code }. It is valid for 5 minutes. If this was not you, ignore it.
recovery-forgot = Forgot your password?
recovery-title = Set a new password
recovery-text = We check your number with a text message, then you choose a new password.
recovery-sent = If { $phone } is registered, a code is on its way.
recovery-password = New password
recovery-password-hint = At least 8 characters, and not a common one. All devices will be signed out.
recovery-submit = Set password and sign in
