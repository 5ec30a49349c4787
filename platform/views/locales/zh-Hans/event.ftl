# 订单经过（后台用到的在 office.ftl）
event-order-placed = 已提交预约
event-order-accepted = 已接单
event-order-other = 订单有更新
