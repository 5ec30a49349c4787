# 為什麼這個時間不能約
refusal-past = 已經過去的時間
refusal-too-soon = 離現在太近，來不及安排
refusal-too-far = 還沒開放這麼遠的預約
refusal-travel = 前後兩單的路上時間不夠
refusal-busy = 這段時間已有安排
refusal-on-leave = 服務人員請假
refusal-closed = 公司當天休息
refusal-no-shift = 不在服務時間內
refusal-no-certificate = 沒有持有效證書的人員
refusal-not-in-area = 服務人員不到這個地址
refusal-no-skill = 沒有會做這項服務的人員
