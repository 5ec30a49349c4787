# 訂單經過（後台用到的在 office.ftl）
event-order-placed = 已送出預約
event-order-accepted = 已接單
event-order-other = 訂單有更新
