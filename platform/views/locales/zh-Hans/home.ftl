home-areas = 服务区域：{ $areas }
home-search = 搜索服务，例如：空调清洗
home-next-visit = 下一次上门
home-again = 再次预约
home-popular = 大家都在约
home-workers = 推荐服务人员
home-empty-title = 服务正在准备中
home-empty-text = 很快就能在这里预约，欢迎稍后再来看看。
