//! What a program can tell of texts that name somebody.

use longdan::domain::survey::redaction::names_somebody;

#[test]
fn numbers_of_phones_and_papers_and_mail_are_told() {
    for text in [
        "gọi 0912345678",
        "0912 345 678",
        "0912.345.678 nhé",
        "091-234-5678",
        "CCCD: 042099001234.",
        "012.345.678",
        "thư nguyen.van.a@example.vn",
        "٠٩١٢٣٤٥٦٧٨",
    ] {
        assert!(names_somebody(text), "{text}");
    }
}

#[test]
fn sums_days_and_codes_are_not() {
    for text in [
        "",
        "kinh phí 1.500.000.000 đồng",
        "từ 01/08/2019 đến 10/08/2019",
        "Quyết định 691/QĐ-TTg",
        "12.345.678 đồng",
        "thôn 3, 250 hộ, 98,5 %",
        "lúc 7:30 @ nhà văn hóa",
    ] {
        assert!(!names_somebody(text), "{text}");
    }
}
