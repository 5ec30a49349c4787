home-areas = 服務區域：{ $areas }
home-search = 搜尋服務，例如：空調清洗
home-next-visit = 下一次上門
home-again = 再次預約
home-popular = 大家都在約
home-workers = 推薦服務人員
home-empty-title = 服務正在準備中
home-empty-text = 很快就能在這裡預約，歡迎稍後再來看看。
