# 登录
sign-in-title = 登录或注册
sign-in-text = 未注册的手机号验证后会自动开通账号。
sign-in-phone = 手机号
sign-in-send = 获取验证码
sign-in-with-password = 用密码登录
sign-in-with-code = 用验证码登录
sign-in-code-title = 输入验证码
sign-in-code-text = 验证码已发送至 { $phone }
sign-in-code = 验证码
sign-in-code-wrong = 验证码不正确，请再核对一次
sign-in-again = 重新发送
sign-in-other-phone = 换个手机号
sign-in-inbox = 演示环境：查看已发送的短信
sign-in-password = 密码
sign-in-consent = 登录即表示同意：
