# 通用
error-internal = 出了點問題，我們已經記錄下來。請稍後再試
error-busy = 現在有點忙，請過幾秒再試一次
error-not-found = 沒有找到。可能已被移除，或者不屬於您
error-forbidden = 您的角色沒有這項權限。需要的話，請聯絡公司的負責人
error-sign-in-first = 請先登入
error-invalid = 有幾處需要修改，請看下方提示
error-changed-meanwhile = 剛才有人更動過，請重新整理後再試
error-too-large = 內容太大了，請縮小後再上傳
error-bad-request = 這個請求我們看不懂，請回上一頁重試
error-method-not-allowed = 這個網址不支援這樣的操作
error-cross-site = 為了您的安全，來自其他網站的提交已被拒絕。請在本頁重新操作
error-too-many-requests = 操作太頻繁，請過一分鐘再試
error-form-unreadable = 表單內容不完整或格式不對，請檢查後重新送出
error-json-unreadable = JSON 內容無法讀取，請對照介面文件檢查
error-json-malformed = 第 { $line } 行第 { $column } 列的 JSON 寫法不對
error-json-content-type-expected = 請以 application/json 類型傳送內容
error-query-unreadable = 查詢參數不正確，請對照介面文件檢查
error-field-unknown = 沒有「{ $field }」這一項
error-field-missing = 缺少「{ $field }」這一項
error-field-unfit = 「{ $field }」的類型或取值不對
error-page-invalid = 頁碼須在 1 到 10000 之間，每頁 1 到 100 筆
error-idempotency-key-invalid = 請帶上 8 到 100 個字元的冪等鍵
error-idempotency-key-reused = 這個冪等鍵已用於另一個請求，請換一個新的
error-money-out-of-range = 金額超出可處理的範圍，請核對
error-money-currency-mismatch = 幣別不一致，請使用公司的幣別
error-phone-invalid = 手機號碼不正確。中國內地號碼請填 11 位，其他地區請以 + 和國碼開頭
error-place-invalid = 地圖位置不正確，請重新在地圖上選點
error-mail-unreachable = 郵件暫時寄不出去，我們會自動重試
error-mail-address = 這個電子郵件地址收不到信，請檢查拼字
error-sms-unreachable = 簡訊暫時發不出去，請稍後再試

# 角色與權限
error-authz-unknown-permission = 沒有「{ $value }」這項權限
error-authz-unknown-scope = 權限範圍只能是全部或本人，不能是「{ $value }」
error-authz-unknown-effect = 權限只能是允許或禁止，不能是「{ $value }」
error-authz-unknown-role = 沒有「{ $role }」這個角色
error-authz-duplicate-role = 角色「{ $role }」重複了
error-authz-role-cycle = 角色「{ $role }」的上層最後又回到了它自己
error-authz-roles-too-deep = 角色「{ $role }」的上層太多，最多九層

# 公司
error-tenancy-slug-shape = 網址名稱用 3 到 32 個小寫字母、數字或連字號，連字號不能在兩端或連用
error-tenancy-slug-reserved = 這個網址名稱由平台保留，請換一個
error-tenancy-slug-taken = 這個網址名稱已被使用，請換一個
error-tenancy-name-length = 請填寫 1 到 { $most } 個字
error-tenancy-unknown-template = 沒有這個行業範本，請從清單中選擇
error-tenancy-theme-shape = 顏色請用 #RRGGBB 的形式，圓角在 0 到 2rem 之間
error-tenancy-out-of-range = 請填寫 { $least } 到 { $most } 之間的數
error-tenancy-fee-shape = 取消費填比例（0 到 100%）或固定金額，二選一
error-tenancy-tiers-shape = 每一級的小時數不能重複，在 1 到 8760 之間，最多十級
error-tenancy-payment-method = 至少選一種付款方式
error-tenancy-step-shape = 時間間隔要能整除一天，例如 15、30 或 60 分鐘
error-tenancy-area-name-taken = 已經有同名的服務區域了，請換個名稱
error-tenancy-too-many-areas = 最多可設 { $most } 個服務區域

# 登入
error-identity-code-too-soon = 驗證碼剛剛發過，請 { $seconds } 秒後再取得
error-identity-code-too-many = 這個號碼取得驗證碼的次數太多，請過一會兒再試，或用密碼登入
error-identity-code-wrong = 驗證碼不對或已過期，請核對或重新取得
error-identity-sign-in-wrong = 手機號碼或密碼不對。忘記密碼可以用驗證碼登入
error-identity-too-many-tries = 密碼錯誤次數太多，請 15 分鐘後再試，或用驗證碼登入
error-identity-password-length = 密碼至少 8 個字元，最多 128 個
error-identity-password-common = 這個密碼太常見，容易被猜到，請換一個
error-identity-password-wrong = 目前的密碼不對
error-identity-already-staff = 這個人已經是員工了
error-identity-unknown-role = 沒有這個角色，請從清單中選擇
error-identity-last-owner = 公司至少要有一位負責人。請先指定另一位
error-identity-owners-only = 只有負責人可以指定或更換負責人

# 顧客
error-customers-email-shape = 電子郵件地址不正確，例如 name@example.com
error-customers-text-length = 太短或太長，最多 { $most } 個字
error-customers-outside-areas = 這個地址不在我們的服務範圍內，請換一個地址
error-customers-too-many-addresses = 最多儲存 { $most } 個地址，請先刪除不用的

# 服務項目
error-catalogue-text-length = 太短或太長，請調整字數
error-catalogue-number-out-of-range = 數值超出允許的範圍
error-catalogue-list-too-long = 項目太多，請精簡一些
error-catalogue-choice-unknown = 沒有這個選項，請從清單中選擇
error-catalogue-category-unknown = 沒有這個分類，可能已被刪除
error-catalogue-category-in-use = 分類裡還有服務或下層分類，請先移走
error-catalogue-category-cycle = 分類不能放到它自己的下面
error-catalogue-skill-unknown = 沒有這項技能，可能已被刪除
error-catalogue-skill-name-taken = 已經有同名的技能了
error-catalogue-skill-in-use = 還有服務或服務人員在用這項技能，請先取消關聯
error-catalogue-state-changed = 服務的上下架狀態剛才已經變了，請重新整理
error-catalogue-price-starts-in-the-past = 新價格要從現在或之後開始
error-catalogue-price-has-started = 這個價格已經生效，不能撤回。可以再加一個新價格
error-catalogue-price-date-taken = 這個時間已經有一個價格了，請換個時間
error-catalogue-picture-type = 請上傳 JPEG、PNG 或 WebP 圖片
error-catalogue-picture-too-large = 圖片不能超過 5 MB，請壓縮後再傳
error-catalogue-too-many-pictures = 每項服務最多 20 張圖片，請先刪除幾張
error-catalogue-too-many-pictures-today = 今天上傳的圖片太多了，請明天再試
error-catalogue-picture-unknown = 沒有這張圖片，請重新上傳

# 服務人員
error-workforce-person-is-worker = 這個手機號碼已經是本公司的服務人員
error-workforce-state-changed = 服務人員的狀態剛才已經變了，請重新整理
error-workforce-birth-year = 出生年份不正確，服務人員須年滿 18 歲
error-workforce-dates-out-of-order = 日期前後不符，請檢查發證日期和到期日期
error-workforce-certificate-expired = 證書已經過期，請上傳新的證書
error-workforce-certificate-decided = 這張證書已經審核過了
error-workforce-shift-out-of-day = 班次要在當天之內，結束晚於開始
error-workforce-shifts-overlap = 班次之間有重疊，請調整時間
error-workforce-too-many-shifts = 班次太多，每週最多 28 個
error-workforce-exception-worker = 請假和調班要選服務人員，公司休息則不用選
error-workforce-exception-in-the-past = 不能更動已經過去的日期
error-workforce-range-too-long = 日期範圍太長，請縮短

# 時間
error-scheduling-slot-taken = 這個時間剛剛被約走了，請選擇其他時間
error-scheduling-nobody-free = 這個時間沒有合適的服務人員，請換個時間
error-scheduling-range-too-long = 日期範圍太長，一次最多查 92 天
error-scheduling-past = 這個時間已經過去，請選擇之後的時間
error-scheduling-too-soon = 離現在太近，來不及安排，請選晚一點
error-scheduling-too-far = 還沒有開放這麼久以後的預約，請選近一點的日期
error-scheduling-travel = 路上時間不夠，請早一點或晚一點
error-scheduling-busy = 這段時間已有安排，請換個時間或換個人
error-scheduling-on-leave = 服務人員那時請假，請換個時間或換個人
error-scheduling-closed = 公司那天休息，請選擇其他日期
error-scheduling-no-shift = 不在服務時間內，請選擇上班時間
error-scheduling-no-certificate = 這項服務需要有效證書，目前沒有符合的人員
error-scheduling-not-in-area = 服務人員去不了這個地址，請換個人
error-scheduling-no-skill = 服務人員不做這項服務，請換個人

# 外掛
error-plugins-unknown = 沒有安裝這個外掛，請先安裝
error-plugins-settings-invalid = 外掛設定有誤：{ $reason }
error-plugins-gate-refused = 外掛未通過檢查：{ $reason }
error-plugins-version-exists = 這個版本已經發布過，內容不同請換個版本號
error-plugins-permissions-not-granted = 請先同意外掛需要的全部權限

# 價格
error-pricing-quote-expired = 報價已過期，請重新取得價格
error-pricing-quote-used = 這個報價已經下過單了，請到「我的訂單」查看
error-pricing-price-changed = 價格剛剛有變化，請確認新價格後再下單
error-pricing-plugin-unavailable = 暫時算不出價格，請稍後再試或聯絡公司
error-pricing-option-unknown = 有一項附加服務已下架，請重新選擇
error-pricing-quantity-out-of-range = 數量超過了上限，請減少一些
error-pricing-outside-area = 這個地址不在服務範圍內，請換一個地址
error-pricing-time-is-past = 這個時間已經過去，請選擇之後的時間
error-pricing-visit-too-long = 一次服務最長 24 小時，請減少附加服務
error-pricing-too-many-codes = 一次最多用 5 個優惠碼，每個不超過 40 個字元

# 訂單
error-orders-not-possible-now = 訂單目前的狀態不能這樣操作，請重新整理看看最新進度
error-orders-wrong-start-code = 開工碼不對，還可以試 { $left } 次。請向顧客再確認
error-orders-start-code-locked = 開工碼錯誤次數太多，請聯絡公司處理
error-orders-fee-changed = 取消費已變為 { $fee }，請確認後再取消
error-orders-taken-by-another = 這一單已被別人搶走了，看看其他訂單吧
error-orders-reason-too-long = 原因最多 200 個字
error-orders-notes-too-long = 備註最多 500 個字
error-orders-offer-expired = 這個派單已過期，已轉給其他人
error-orders-worker-suspended = 您暫時不能接新單，請聯絡公司

# 收款
error-payments-nothing-due = 這一單沒有待收的款項
error-payments-more-than-due = 最多可收 { $due }，請核對金額
error-payments-amount-invalid = 請填寫大於零的金額
error-payments-more-than-paid = 退款不能超過已收的金額
error-payments-method-unknown = 請選擇付款方式
error-payments-method-not-accepted = 公司不收這種付款方式，請換一種

# 評價
error-reviews-already-written = 這一單已經評價過了，可以追加評價
error-reviews-already-appended = 已經追加過評價了
error-reviews-already-replied = 這則評價已經回覆過了
error-reviews-score-out-of-range = 請打 1 到 5 顆星
error-reviews-too-many-pictures = 評價最多 6 張圖片

# 訊息與報表
error-messaging-unknown-kind = 沒有這種通知，請重新整理頁面
error-stats-range-too-long = 日期範圍太長，請縮短
error-orders-moved-meanwhile = 這個訂單剛被別人改過，看板已更新，請再看一下

# What can be had instead of a time that is taken
alternatives-1 = 可改約：{ $first }
alternatives-2 = 可改約：{ $first }，或 { $second }
alternatives-3 = 可改約：{ $first }、{ $second }，或 { $third }
