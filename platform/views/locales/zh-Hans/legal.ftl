# 服务协议与隐私政策
terms-title = 服务协议
privacy-title = 隐私政策

terms-about-what = 这是什么
terms-about-company = 公司的责任
terms-about-data = 数据归谁
terms-about-money = 款项
terms-about-plugins = 插件
terms-about-running = 平台运行
terms-about-end = 变更与终止
terms-about-who = 谁提供服务
terms-about-booking = 预约
terms-about-change = 变更与取消
terms-about-account = 您的账号
terms-about-conduct = 彼此的约定
terms-about-liability = 出现问题时

terms-platform-lead = 本协议由本平台的运营方与入驻公司之间订立。
terms-platform-what = 平台为家政公司提供预约网站、服务人员端和管理端。各公司独立经营，服务合同由公司与其客户订立，平台不是合同当事人。
terms-platform-company = 公司应如实填写自身信息，具备业务所需的资质，并对自己的服务、价格、规则、服务人员以及页面上的内容负责。
terms-platform-data = 公司及其客户录入的数据归其所有。平台为运行公司页面而保存这些数据，把各公司的数据相互隔离，并允许公司导出带走。
terms-platform-money = 客户直接向公司付款，平台不代收、不保管客户的款项。
terms-platform-plugins = 公司启用的插件只能取得授权页面列明的权限，由启用者自行决定是否授权。
terms-platform-running = 运营方以合理的注意保证平台运行并做好备份，对违法或危害他人的页面可以关闭。超出此范围的承诺须另行约定。
terms-platform-end = 公司可随时停止使用。本协议变更前会通知公司负责人。法律的强制性规定不受影响。

terms-company-lead = 本协议由{ $company }与您订立。
terms-company-who = 本页面上的服务由{ $company }提供并完成，底层平台只提供预约系统。
terms-company-booking = 下单前会逐项列明价格和变更规则，下单后以当时所示为准。订单页随时显示预约进展。
terms-company-change = 取消和变更按订单所示规则办理；如有费用，会在您确认之前显示。
terms-company-account = 您用手机号登录。请勿把验证码和密码告诉他人，不再使用的设备请及时退出。您应为成年人，或已取得监护人同意。
terms-company-conduct = 请填写正确的地址并说明特殊要求；为服务人员提供安全的环境，彼此尊重；评价应真实并出自本人。
terms-company-liability = { $company }依法对其服务人员的服务负责。发现损坏或服务问题请尽快告知。法律赋予消费者的权利不受本协议限制。
terms-company-end = 您可随时停止使用。已下的订单适用下单当日的协议。

privacy-about-what = 保存哪些信息
privacy-about-why = 用来做什么
privacy-about-who = 谁能看到
privacy-about-plugins = 插件
privacy-about-cookies = Cookie
privacy-about-safety = 如何保护
privacy-about-rights = 您可以做什么

privacy-platform-lead = 本平台的运营方如何处理公司负责人、员工和访客的信息。
privacy-platform-what = 开通公司者的手机号、姓名和密码（仅保存散列值），登录的设备与时间，以及平台受公司委托保存的客户和服务人员信息。
privacy-platform-why = 用于登录、运行公司页面、保障安全和排查故障。不用于广告，也不出售。
privacy-platform-who = 运营方仅在运行平台所需的范围内可以看到。各公司只能看到自己的数据，互不可见。
privacy-platform-plugins = 插件由启用它的公司负责，只能看到公司批准的内容。
privacy-platform-cookies = 一个用于保持登录，一个用于记住语言。没有任何跟踪。
privacy-platform-safety = 验证码、密码和会话令牌只保存散列值；数据库本身拒绝跨公司访问。
privacy-platform-rights = 您可以修改密码、查看并结束登录会话，并可向运营方要求复制、更正或删除。法律要求留存的信息按法定期限保存。

privacy-company-lead = { $company }如何处理您的信息。
privacy-company-what = 您填写的手机号、姓名、邮箱和地址，您的订单、付款、消息和评价，以及登录的设备与时间。
privacy-company-why = 用于约定、完成和结算服务，通知您进展，答复您的问题。不会出售。
privacy-company-who = { $company }的员工按岗位所需查看。服务人员接单前只看到所在区域，接单后才看到上门所需的姓名、地址和电话。平台运营方受公司委托保存数据。其他公司看不到。
privacy-company-plugins = { $company }可能启用优惠券等插件，每个插件只能取得获批的内容，并与其他部分隔离运行。
privacy-company-cookies = 一个用于保持登录，一个用于记住语言。没有任何跟踪。
privacy-company-safety = 验证码、密码和会话令牌只保存散列值；数据库本身拒绝跨公司访问。
privacy-company-rights = 在“我的”里可以查看和修改资料、地址、登录设备和通知方式。如需复制或删除请联系{ $company }；发票等法律要求留存的信息按法定期限保存。
