# 服務協議與隱私政策
terms-title = 服務協議
privacy-title = 隱私政策

terms-about-what = 這是什麼
terms-about-company = 公司的責任
terms-about-data = 資料歸誰
terms-about-money = 款項
terms-about-plugins = 外掛
terms-about-running = 平台運行
terms-about-end = 變更與終止
terms-about-who = 誰提供服務
terms-about-booking = 預約
terms-about-change = 變更與取消
terms-about-account = 您的帳號
terms-about-conduct = 彼此的約定
terms-about-liability = 出現問題時

terms-platform-lead = 本協議由本平台的營運方與入駐公司之間訂立。
terms-platform-what = 平台為家政公司提供預約網站、服務人員端和管理端。各公司獨立經營，服務合約由公司與其客戶訂立，平台不是合約當事人。
terms-platform-company = 公司應如實填寫自身資訊，具備業務所需的資質，並對自己的服務、價格、規則、服務人員以及頁面上的內容負責。
terms-platform-data = 公司及其客戶輸入的資料歸其所有。平台為運行公司頁面而保存這些資料，把各公司的資料相互隔離，並允許公司匯出帶走。
terms-platform-money = 客戶直接向公司付款，平台不代收、不保管客戶的款項。
terms-platform-plugins = 公司啟用的外掛只能取得授權頁面列明的權限，由啟用者自行決定是否授權。
terms-platform-running = 營運方以合理的注意保證平台運行並做好備份，對違法或危害他人的頁面可以關閉。超出此範圍的承諾須另行約定。
terms-platform-end = 公司可隨時停止使用。本協議變更前會通知公司負責人。法律的強制性規定不受影響。

terms-company-lead = 本協議由{ $company }與您訂立。
terms-company-who = 本頁面上的服務由{ $company }提供並完成，底層平台只提供預約系統。
terms-company-booking = 下單前會逐項列明價格和變更規則，下單後以當時所示為準。訂單頁隨時顯示預約進展。
terms-company-change = 取消和變更按訂單所示規則辦理；如有費用，會在您確認之前顯示。
terms-company-account = 您用手機號碼登入。請勿把驗證碼和密碼告訴他人，不再使用的裝置請及時登出。您應為成年人，或已取得監護人同意。
terms-company-conduct = 請填寫正確的地址並說明特殊要求；為服務人員提供安全的環境，彼此尊重；評價應真實並出自本人。
terms-company-liability = { $company }依法對其服務人員的服務負責。發現損壞或服務問題請盡快告知。法律賦予消費者的權利不受本協議限制。
terms-company-end = 您可隨時停止使用。已下的訂單適用下單當日的協議。

privacy-about-what = 保存哪些資訊
privacy-about-why = 用來做什麼
privacy-about-who = 誰能看到
privacy-about-plugins = 外掛
privacy-about-cookies = Cookie
privacy-about-safety = 如何保護
privacy-about-rights = 您可以做什麼

privacy-platform-lead = 本平台的營運方如何處理公司負責人、員工和訪客的資訊。
privacy-platform-what = 開通公司者的手機號碼、姓名和密碼（僅保存雜湊值），登入的裝置與時間，以及平台受公司委託保存的客戶和服務人員資訊。
privacy-platform-why = 用於登入、運行公司頁面、保障安全和排查故障。不用於廣告，也不出售。
privacy-platform-who = 營運方僅在運行平台所需的範圍內可以看到。各公司只能看到自己的資料，互不可見。
privacy-platform-plugins = 外掛由啟用它的公司負責，只能看到公司批准的內容。
privacy-platform-cookies = 一個用於保持登入，一個用於記住語言。沒有任何追蹤。
privacy-platform-safety = 驗證碼、密碼和工作階段權杖只保存雜湊值；資料庫本身拒絕跨公司存取。
privacy-platform-rights = 您可以修改密碼、查看並結束登入，並可向營運方要求複製、更正或刪除。法律要求留存的資訊按法定期限保存。

privacy-company-lead = { $company }如何處理您的資訊。
privacy-company-what = 您填寫的手機號碼、姓名、電子郵件和地址，您的訂單、付款、訊息和評價，以及登入的裝置與時間。
privacy-company-why = 用於約定、完成和結算服務，通知您進展，答覆您的問題。不會出售。
privacy-company-who = { $company }的員工按職務所需查看。服務人員接單前只看到所在區域，接單後才看到上門所需的姓名、地址和電話。平台營運方受公司委託保存資料。其他公司看不到。
privacy-company-plugins = { $company }可能啟用優惠券等外掛，每個外掛只能取得獲批的內容，並與其他部分隔離運行。
privacy-company-cookies = 一個用於保持登入，一個用於記住語言。沒有任何追蹤。
privacy-company-safety = 驗證碼、密碼和工作階段權杖只保存雜湊值；資料庫本身拒絕跨公司存取。
privacy-company-rights = 在「我的」裡可以查看和修改資料、地址、登入裝置和通知方式。如需複製或刪除請聯絡{ $company }；發票等法律要求留存的資訊按法定期限保存。
