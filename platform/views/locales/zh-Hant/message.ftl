# 顧客
message-order-placed-title = 預約已送出
message-order-placed-body = { $service }，{ $starts } 到府，訂單編號 { $number }，共 { $total }。有人接單後會馬上通知您。
message-order-accepted-title = 已有人接單
message-order-accepted-body = { $worker }將於 { $starts } 到府做{ $service }（訂單 { $number }）。開工碼在訂單頁，見面時再告訴對方。
message-order-departed-title = 服務人員已出發
message-order-departed-body = { $worker }正在趕來，請留意電話和門鈴。
message-order-arrived-title = 服務人員已到達
message-order-arrived-body = { $worker }到了。請把訂單頁上的開工碼告訴對方，再開始服務。
message-order-started-title = 服務已開始
message-order-started-body = { $service }已經開始，完成後會通知您。
message-order-completed-title = 服務已完成
message-order-completed-body = { $service }已完成（訂單 { $number }）。滿意嗎？歡迎寫下評價，幫助更多人。
message-order-cancelled-title = 訂單已取消
message-order-cancelled-body = { $starts } 的{ $service }（訂單 { $number }）已取消。
message-order-fee-due-title = 取消費待付
message-order-fee-due-body = 訂單 { $number } 按取消規則需付取消費 { $fee }。
message-order-paid-title = 已收到付款
message-order-paid-body = 訂單 { $number } 已收款 { $amount }，謝謝。付款憑證在訂單頁。
message-order-refunded-title = 已退款
message-order-refunded-body = 訂單 { $number } 已退款 { $amount }，入帳時間以付款管道為準。
message-review-replied-title = 您的評價有了回覆
message-review-replied-body = { $service }（訂單 { $number }）的評價收到了回覆，來看看吧。

# 服務人員
message-job-offered-title = 有新的派單
message-job-offered-body = { $starts }，{ $district }，{ $service }，{ $total }。請儘快回覆接不接。
message-job-assigned-title = 公司給您安排了一單
message-job-assigned-body = { $starts }，{ $district }，{ $service }（訂單 { $number }）。詳細地址在工單裡。
message-job-withdrawn-title = 公司收回了一單
message-job-withdrawn-body = { $starts } 的{ $service }（訂單 { $number }）已改派，這段時間空出來了。
message-job-cancelled-title = 有一單取消了
message-job-cancelled-body = { $starts } 的{ $service }（訂單 { $number }）已取消，不用到府了。
message-review-written-title = 收到新評價
message-review-written-body = 顧客給{ $service }（訂單 { $number }）打了 { $overall } 顆星。可以回覆一次。

# 公司
message-order-new-title = 新訂單
message-order-new-body = { $contact }預約了{ $service }，{ $starts }，{ $district }，{ $total }（訂單 { $number }）。
message-job-declined-title = 有人婉拒了派單
message-job-declined-body = 訂單 { $number }（{ $service }，{ $starts }）被婉拒，系統會繼續詢問其他人。
message-job-open-title = 訂單等待安排
message-job-open-body = 訂單 { $number }（{ $service }，{ $starts }）已無人負責，請儘快安排。
message-order-done-title = 一單已完成
message-order-done-body = 訂單 { $number }（{ $service }）已完成，合計 { $total }。
message-order-lost-title = 一單已取消
message-order-lost-body = 訂單 { $number }（{ $service }，{ $starts }）已取消。
message-review-new-title = 收到新評價
message-review-new-body = 訂單 { $number }（{ $service }）收到 { $overall } 顆星評價。
