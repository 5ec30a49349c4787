# 登入
sign-in-title = 登入或註冊
sign-in-text = 未註冊的手機號碼驗證後會自動開通帳號。
sign-in-phone = 手機號碼
sign-in-send = 取得驗證碼
sign-in-with-password = 用密碼登入
sign-in-with-code = 用驗證碼登入
sign-in-code-title = 輸入驗證碼
sign-in-code-text = 驗證碼已傳送至 { $phone }
sign-in-code = 驗證碼
sign-in-code-wrong = 驗證碼不正確，請再核對一次
sign-in-again = 重新發送
sign-in-other-phone = 換個手機號碼
sign-in-inbox = 展示環境：查看已傳送的簡訊
sign-in-password = 密碼
sign-in-consent = 登入即表示同意：
