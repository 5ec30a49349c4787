# 为什么这个时间不能约
refusal-past = 已经过去的时间
refusal-too-soon = 离现在太近，来不及安排
refusal-too-far = 还没开放这么远的预约
refusal-travel = 前后两单的路上时间不够
refusal-busy = 这段时间已有安排
refusal-on-leave = 服务人员请假
refusal-closed = 公司当天休息
refusal-no-shift = 不在服务时间内
refusal-no-certificate = 没有持有效证书的人员
refusal-not-in-area = 服务人员不到这个地址
refusal-no-skill = 没有会做这项服务的人员
