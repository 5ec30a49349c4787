# 短信与找回密码
sms-code = 【{ $company }】验证码 { $code }，5 分钟内有效，请勿告诉他人。
sms-recover = 【{ $company }】您正在重设密码，验证码 { $code }，5 分钟内有效。如非本人操作请忽略。
recovery-forgot = 忘记密码？
recovery-title = 重设密码
recovery-text = 先用短信验证手机号，再设一个新密码。
recovery-sent = 如果 { $phone } 已注册，验证码已经发出。
recovery-password = 新密码
recovery-password-hint = 至少 8 位，不要用常见密码。所有设备都会退出登录。
recovery-submit = 重设密码并登录
