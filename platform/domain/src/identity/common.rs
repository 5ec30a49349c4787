//! Passwords everybody tries first, lower-case; only those of eight characters and more, shorter ones are refused anyway.

pub(super) const COMMON: &[&str] = &[
    "00000000", "000000000", "0123456789", "01234567", "0987654321", "1111111111", "11111111", "111111111", "11223344",
    "112233445566", "12121212", "123123123", "123123123a", "12341234", "1234512345", "12345678", "123456789", "1234567890",
    "12345678910", "123456789a", "123456789q", "12345678a", "1234567a", "123456aa", "123456abc", "1234qwer", "123654789",
    "123qweasd", "123qweasdzxc", "12qwaszx", "13800138000", "1357924680", "147258369", "159357456", "159753456", "18181818",
    "19841010", "19861010", "19871010", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qaz2wsx3edc", "1qazxsw2", "20082008",
    "21212121", "22222222", "23456789", "31415926", "3141592653", "33333333", "44444444", "52013140", "5201314520",
    "55555555", "5555555555", "66666666", "6666666666", "741852963", "77777777", "7777777777", "78787878", "789456123",
    "87654321", "88888888", "888888888", "8888888888", "963852741", "98765432", "987654321", "9876543210", "99999999",
    "999999999", "a1234567", "a12345678", "a123456789", "a1b2c3d4", "aa123456", "aa12345678", "aa123123", "aaaaaaaa",
    "ab123456", "abc12345", "abc123456", "abc123abc", "abcd1234", "abcd12345", "abcdefgh", "admin123", "admin1234",
    "administrator", "adminadmin", "asd123456", "asdasdasd", "asdf1234", "asdfasdf", "asdfghjk", "asdfghjkl", "baseball",
    "changeme", "computer", "dearbook", "football", "google123", "iloveyou", "internet", "jiazheng", "jiazheng123",
    "laodong123", "lares123", "lareslares", "letmein1", "liverpool", "master123", "michelle", "monkey123", "p@ssw0rd",
    "p@ssword", "pa$$word", "pass1234", "passw0rd", "password", "password1", "password12", "password123", "password1234",
    "princess", "q1w2e3r4", "q1w2e3r4t5", "qazwsx123", "qazwsxedc", "qq123456", "qq123456789", "qwe123456", "qweasdzxc",
    "qwer1234", "qwerasdf", "qwerqwer", "qwertyui", "qwertyuiop", "qwerty123", "qwerty12", "qwerty1234", "secret123",
    "starwars", "sunshine", "superman", "test1234", "trustno1", "w123456789", "wang1234", "welcome1", "welcome123",
    "whatever", "woaini123", "woaini1314", "woaini520", "woainima", "xiaoming", "z123456789", "zaq12wsx", "zhang123",
    "zhongguo", "zxc123456", "zxcvbnm1", "zxcvbnm123", "zxczxczxc", "zz123456", "password!", "welcome1!", "p@ssw0rd1",
];
