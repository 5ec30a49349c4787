# 通用
error-internal = 出了点问题，我们已经记录下来。请稍后再试
error-busy = 现在有点忙，请过几秒再试一次
error-not-found = 没有找到。可能已被移除，或者不属于您
error-forbidden = 您的角色没有这项权限。需要的话，请联系公司的负责人
error-sign-in-first = 请先登录
error-invalid = 有几处需要改一下，请看下面的提示
error-changed-meanwhile = 刚才有人改动过，请刷新后再试
error-too-large = 内容太大了，请缩小后再上传
error-bad-request = 这个请求我们看不懂，请返回上一页重试
error-method-not-allowed = 这个地址不支持这样的操作
error-cross-site = 为了您的安全，来自其他网站的提交被拒绝。请在本页面重新操作
error-too-many-requests = 操作太频繁，请过一分钟再试
error-form-unreadable = 表单内容不完整或格式不对，请检查后重新提交
error-json-unreadable = JSON 内容无法读取，请对照接口文档检查
error-json-malformed = 第 { $line } 行第 { $column } 列的 JSON 写法不对
error-json-content-type-expected = 请以 application/json 类型发送内容
error-query-unreadable = 查询参数不正确，请对照接口文档检查
error-field-unknown = 没有“{ $field }”这一项
error-field-missing = 缺少“{ $field }”这一项
error-field-unfit = “{ $field }”的类型或取值不对
error-page-invalid = 页码须在 1 到 10000 之间，每页 1 到 100 条
error-idempotency-key-invalid = 请带上 8 到 100 个字符的幂等键
error-idempotency-key-reused = 这个幂等键已用于另一个请求，请换一个新的
error-money-out-of-range = 金额超出可处理的范围，请核对
error-money-currency-mismatch = 币种不一致，请使用公司的币种
error-phone-invalid = 手机号不正确。内地号码直接填 11 位，其他地区请以 + 和区号开头
error-place-invalid = 地图位置不正确，请重新在地图上选点
error-mail-unreachable = 邮件暂时发不出去，我们会自动重试
error-mail-address = 这个邮箱地址收不到邮件，请检查拼写
error-sms-unreachable = 短信暂时发不出去，请稍后再试

# 角色与权限
error-authz-unknown-permission = 没有“{ $value }”这项权限
error-authz-unknown-scope = 权限范围只能是全部或本人，不能是“{ $value }”
error-authz-unknown-effect = 权限只能是允许或禁止，不能是“{ $value }”
error-authz-unknown-role = 没有“{ $role }”这个角色
error-authz-duplicate-role = 角色“{ $role }”重复了
error-authz-role-cycle = 角色“{ $role }”的上级最终又回到了它自己
error-authz-roles-too-deep = 角色“{ $role }”的上级太多，最多九层

# 公司
error-tenancy-slug-shape = 网址名用 3 到 32 个小写字母、数字或短横线，短横线不能在两端或连用
error-tenancy-slug-reserved = 这个网址名由平台保留，请换一个
error-tenancy-slug-taken = 这个网址名已被使用，请换一个
error-tenancy-name-length = 请填写 1 到 { $most } 个字
error-tenancy-unknown-template = 没有这个行业模板，请从列表中选择
error-tenancy-theme-shape = 颜色请用 #RRGGBB 的形式，圆角在 0 到 2rem 之间
error-tenancy-out-of-range = 请填写 { $least } 到 { $most } 之间的数
error-tenancy-fee-shape = 取消费填比例（0 到 100%）或固定金额，二选一
error-tenancy-tiers-shape = 每一档的小时数不能重复，在 1 到 8760 之间，最多十档
error-tenancy-payment-method = 至少选一种付款方式
error-tenancy-step-shape = 时间间隔要能整除一天，例如 15、30 或 60 分钟
error-tenancy-area-name-taken = 已经有同名的服务区域了，请换个名字
error-tenancy-too-many-areas = 最多可设 { $most } 个服务区域

# 登录
error-identity-code-too-soon = 验证码刚刚发过，请 { $seconds } 秒后再获取
error-identity-code-too-many = 这个号码获取验证码的次数太多，请过一会儿再试，或用密码登录
error-identity-code-wrong = 验证码不对或已过期，请核对或重新获取
error-identity-sign-in-wrong = 手机号或密码不对。忘记密码可以用验证码登录
error-identity-too-many-tries = 密码错误次数太多，请 15 分钟后再试，或用验证码登录
error-identity-password-length = 密码至少 8 个字符，最多 128 个
error-identity-password-common = 这个密码太常见，容易被猜到，请换一个
error-identity-password-wrong = 当前密码不对
error-identity-already-staff = 这个人已经是员工了
error-identity-unknown-role = 没有这个角色，请从列表中选择
error-identity-last-owner = 公司至少要有一位负责人。请先指定另一位
error-identity-owners-only = 只有负责人可以指定或更换负责人

# 顾客
error-customers-email-shape = 邮箱地址不正确，例如 name@example.com
error-customers-text-length = 太短或太长，最多 { $most } 个字
error-customers-outside-areas = 这个地址不在我们的服务范围内，请换一个地址
error-customers-too-many-addresses = 最多保存 { $most } 个地址，请先删除不用的

# 服务项目
error-catalogue-text-length = 太短或太长，请调整字数
error-catalogue-number-out-of-range = 数值超出允许的范围
error-catalogue-list-too-long = 条目太多，请精简一些
error-catalogue-choice-unknown = 没有这个选项，请从列表中选择
error-catalogue-category-unknown = 没有这个分类，可能已被删除
error-catalogue-category-in-use = 分类里还有服务或下级分类，请先移走
error-catalogue-category-cycle = 分类不能放到它自己的下面
error-catalogue-skill-unknown = 没有这项技能，可能已被删除
error-catalogue-skill-name-taken = 已经有同名的技能了
error-catalogue-skill-in-use = 还有服务或服务人员在用这项技能，请先取消关联
error-catalogue-state-changed = 服务的上下架状态刚才已经变了，请刷新
error-catalogue-price-starts-in-the-past = 新价格要从现在或以后开始
error-catalogue-price-has-started = 这个价格已经生效，不能撤回。可以再加一个新价格
error-catalogue-price-date-taken = 这个时间已经有一个价格了，请换个时间
error-catalogue-picture-type = 请上传 JPEG、PNG 或 WebP 图片
error-catalogue-picture-too-large = 图片不能超过 5 MB，请压缩后再传
error-catalogue-too-many-pictures = 每项服务最多 20 张图片，请先删除几张
error-catalogue-too-many-pictures-today = 今天上传的图片太多了，请明天再试
error-catalogue-picture-unknown = 没有这张图片，请重新上传

# 服务人员
error-workforce-person-is-worker = 这个手机号已经是本公司的服务人员
error-workforce-state-changed = 服务人员的状态刚才已经变了，请刷新
error-workforce-birth-year = 出生年份不正确，服务人员须年满 18 岁
error-workforce-dates-out-of-order = 日期前后不符，请检查发证日期和到期日期
error-workforce-certificate-expired = 证书已经过期，请上传新的证书
error-workforce-certificate-decided = 这张证书已经审核过了
error-workforce-shift-out-of-day = 班次要在当天之内，结束晚于开始
error-workforce-shifts-overlap = 班次之间有重叠，请调整时间
error-workforce-too-many-shifts = 班次太多，每周最多 28 个
error-workforce-exception-worker = 请假和调班要选服务人员，公司休息则不用选
error-workforce-exception-in-the-past = 不能改动已经过去的日期
error-workforce-range-too-long = 日期范围太长，请缩短

# 时间
error-scheduling-slot-taken = 这个时间刚刚被约走了，请选择其他时间
error-scheduling-nobody-free = 这个时间没有合适的服务人员，请换个时间
error-scheduling-range-too-long = 日期范围太长，一次最多查 92 天
error-scheduling-past = 这个时间已经过去，请选择以后的时间
error-scheduling-too-soon = 离现在太近，来不及安排，请选晚一点
error-scheduling-too-far = 还没有开放这么久以后的预约，请选近一点的日期
error-scheduling-travel = 路上时间不够，请早一点或晚一点
error-scheduling-busy = 这段时间已有安排，请换个时间或换个人
error-scheduling-on-leave = 服务人员那时请假，请换个时间或换个人
error-scheduling-closed = 公司那天休息，请选择其他日期
error-scheduling-no-shift = 不在服务时间内，请选择上班时间
error-scheduling-no-certificate = 这项服务需要有效证书，目前没有符合的人员
error-scheduling-not-in-area = 服务人员去不了这个地址，请换个人
error-scheduling-no-skill = 服务人员不做这项服务，请换个人

# 插件
error-plugins-unknown = 没有安装这个插件，请先安装
error-plugins-settings-invalid = 插件设置有误：{ $reason }
error-plugins-gate-refused = 插件未通过检查：{ $reason }
error-plugins-version-exists = 这个版本已经发布过，内容不同请换个版本号
error-plugins-permissions-not-granted = 请先同意插件需要的全部权限

# 价格
error-pricing-quote-expired = 报价已过期，请重新获取价格
error-pricing-quote-used = 这个报价已经下过单了，请到“我的订单”查看
error-pricing-price-changed = 价格刚刚有变化，请确认新价格后再下单
error-pricing-plugin-unavailable = 暂时算不出价格，请稍后再试或联系公司
error-pricing-option-unknown = 有一项附加服务已下架，请重新选择
error-pricing-quantity-out-of-range = 数量超过了上限，请减少一些
error-pricing-outside-area = 这个地址不在服务范围内，请换一个地址
error-pricing-time-is-past = 这个时间已经过去，请选择以后的时间
error-pricing-visit-too-long = 一次服务最长 24 小时，请减少附加服务
error-pricing-too-many-codes = 一次最多用 5 个优惠码，每个不超过 40 个字符

# 订单
error-orders-not-possible-now = 订单现在的状态不能这样操作，请刷新看看最新进展
error-orders-wrong-start-code = 开工码不对，还可以试 { $left } 次。请向顾客再确认
error-orders-start-code-locked = 开工码错误次数太多，请联系公司处理
error-orders-fee-changed = 取消费已变为 { $fee }，请确认后再取消
error-orders-taken-by-another = 这一单已被别人抢走了，看看其他订单吧
error-orders-reason-too-long = 原因最多 200 个字
error-orders-notes-too-long = 备注最多 500 个字
error-orders-offer-expired = 这个派单已过期，已转给其他人
error-orders-worker-suspended = 您暂时不能接新单，请联系公司

# 收款
error-payments-nothing-due = 这一单没有待收的款项
error-payments-more-than-due = 最多可收 { $due }，请核对金额
error-payments-amount-invalid = 请填写大于零的金额
error-payments-more-than-paid = 退款不能超过已收的金额
error-payments-method-unknown = 请选择付款方式
error-payments-method-not-accepted = 公司不收这种付款方式，请换一种

# 评价
error-reviews-already-written = 这一单已经评价过了，可以追加评价
error-reviews-already-appended = 已经追加过评价了
error-reviews-already-replied = 这条评价已经回复过了
error-reviews-score-out-of-range = 请打 1 到 5 星
error-reviews-too-many-pictures = 评价最多 6 张图片

# 消息与报表
error-messaging-unknown-kind = 没有这种通知，请刷新页面
error-stats-range-too-long = 日期范围太长，请缩短
error-orders-moved-meanwhile = 这个订单刚被别人改过，看板已更新，请再看一下

# What can be had instead of a time that is taken
alternatives-1 = 可改约：{ $first }
alternatives-2 = 可改约：{ $first }，或 { $second }
alternatives-3 = 可改约：{ $first }、{ $second }，或 { $third }
