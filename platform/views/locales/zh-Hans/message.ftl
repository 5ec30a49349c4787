# 顾客
message-order-placed-title = 预约已提交
message-order-placed-body = { $service }，{ $starts } 上门，订单号 { $number }，共 { $total }。有人接单后会马上通知您。
message-order-accepted-title = 已有人接单
message-order-accepted-body = { $worker }将于 { $starts } 上门做{ $service }（订单 { $number }）。开工码在订单页，见面时再告诉对方。
message-order-departed-title = 服务人员已出发
message-order-departed-body = { $worker }正在赶来，请留意电话和门铃。
message-order-arrived-title = 服务人员已到达
message-order-arrived-body = { $worker }到了。请把订单页上的开工码告诉对方，再开始服务。
message-order-started-title = 服务已开始
message-order-started-body = { $service }已经开始，完成后会通知您。
message-order-completed-title = 服务已完成
message-order-completed-body = { $service }已完成（订单 { $number }）。满意吗？欢迎写下评价，帮助更多人。
message-order-cancelled-title = 订单已取消
message-order-cancelled-body = { $starts } 的{ $service }（订单 { $number }）已取消。
message-order-fee-due-title = 取消费待付
message-order-fee-due-body = 订单 { $number } 按取消规则需付取消费 { $fee }。
message-order-paid-title = 已收到付款
message-order-paid-body = 订单 { $number } 已收款 { $amount }，谢谢。付款凭证在订单页。
message-order-refunded-title = 已退款
message-order-refunded-body = 订单 { $number } 已退款 { $amount }，到账时间以付款渠道为准。
message-review-replied-title = 您的评价有了回复
message-review-replied-body = { $service }（订单 { $number }）的评价收到了回复，来看看吧。

# 服务人员
message-job-offered-title = 有新的派单
message-job-offered-body = { $starts }，{ $district }，{ $service }，{ $total }。请尽快回复接不接。
message-job-assigned-title = 公司给您安排了一单
message-job-assigned-body = { $starts }，{ $district }，{ $service }（订单 { $number }）。详细地址在工单里。
message-job-withdrawn-title = 公司收回了一单
message-job-withdrawn-body = { $starts } 的{ $service }（订单 { $number }）已改派，这段时间空出来了。
message-job-cancelled-title = 有一单取消了
message-job-cancelled-body = { $starts } 的{ $service }（订单 { $number }）已取消，不用上门了。
message-review-written-title = 收到新评价
message-review-written-body = 顾客给{ $service }（订单 { $number }）打了 { $overall } 星。可以回复一次。

# 公司
message-order-new-title = 新订单
message-order-new-body = { $contact }预约了{ $service }，{ $starts }，{ $district }，{ $total }（订单 { $number }）。
message-job-declined-title = 有人婉拒了派单
message-job-declined-body = 订单 { $number }（{ $service }，{ $starts }）被婉拒，系统会继续询问其他人。
message-job-open-title = 订单等待安排
message-job-open-body = 订单 { $number }（{ $service }，{ $starts }）已无人负责，请尽快安排。
message-order-done-title = 一单已完成
message-order-done-body = 订单 { $number }（{ $service }）已完成，合计 { $total }。
message-order-lost-title = 一单已取消
message-order-lost-body = 订单 { $number }（{ $service }，{ $starts }）已取消。
message-review-new-title = 收到新评价
message-review-new-body = 订单 { $number }（{ $service }）收到 { $overall } 星评价。
