# 簡訊與找回密碼
sms-code = 【{ $company }】驗證碼 { $code }，5 分鐘內有效，請勿告訴他人。
sms-recover = 【{ $company }】您正在重設密碼，驗證碼 { $code }，5 分鐘內有效。如非本人操作請忽略。
recovery-forgot = 忘記密碼？
recovery-title = 重設密碼
recovery-text = 先用簡訊驗證手機號碼，再設一個新密碼。
recovery-sent = 如果 { $phone } 已註冊，驗證碼已經傳出。
recovery-password = 新密碼
recovery-password-hint = 至少 8 位，不要用常見密碼。所有裝置都會登出。
recovery-submit = 重設密碼並登入
