//! What stands on the sheet that sets a collector's phone up.

use super::spoken::Text;
use crate::domain::base::clock::{Instant, shown};
use crate::domain::base::language::Language;

/// The sheet's title, also that of its QR code.
pub const TITLE: Text = Text::of(
    "Phiếu cài đặt điện thoại lấy phiếu",
    "Setting up a collector's phone",
);
/// What is done with it, in order.
pub const STEPS: [Text; 4] = [
    Text::of(
        "Cài ứng dụng ODK Collect hoặc KoboCollect trên điện thoại Android.",
        "Install ODK Collect or KoboCollect on an Android phone.",
    ),
    Text::of(
        "Mở ứng dụng, chọn “Cấu hình bằng mã QR” rồi quét mã trên.",
        "Open it, choose “Configure with QR code” and scan the code above.",
    ),
    Text::of(
        "Chờ mẫu phiếu tải về khi có mạng; sau đó lấy phiếu được cả khi không có mạng.",
        "Wait until the form has come over the network; from then on no network is needed to collect.",
    ),
    Text::of(
        "Mỗi hộ một phiếu. Khi có mạng, phiếu đã hoàn thành tự gửi đi; xem lại ở mục “Đã gửi”.",
        "One form a household. Finished forms are sent when there is a network; see under “Sent”.",
    ),
];
/// What must not be done with it.
pub const SECRET: Text = Text::of(
    "Mã này là của riêng một người: ai có mã đều gửi phiếu được bằng tên người đó. Không chụp ảnh, không chuyển cho người khác. Nếu mất phiếu này hoặc mất điện thoại, báo ngay cho Mặt trận để thu hồi.",
    "The code is one person's: whoever has it can send forms in that person's name. Take no photograph of it and pass it on to nobody. If the sheet or the phone is lost, tell the Front at once, so that it is revoked.",
);

const COLLECTOR: Text = Text::of("Người lấy phiếu", "Collector");
const HAMLETS: Text = Text::of("Địa bàn", "Where");
const SERVER: Text = Text::of("Máy chủ", "Server");
const UNTIL: Text = Text::of("Dùng được đến", "Valid until");

/// Whom a sheet is for.
#[derive(Debug, Clone, Copy)]
pub struct SheetFor<'a> {
    /// The collector's name.
    pub collector: &'a str,
    /// Names of the areas to collect in.
    pub areas: &'a [String],
    /// The server's address, without the token.
    pub server: &'a str,
    /// The first instant at which the code is no longer taken.
    pub expires_at: Option<Instant>,
}

/// What the sheet says of the phone: a name and a value each.
#[must_use]
pub fn facts(of: &SheetFor<'_>, language: Language) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        (COLLECTOR.text(language), of.collector.to_owned()),
        (HAMLETS.text(language), of.areas.join(", ")),
        (SERVER.text(language), of.server.to_owned()),
    ];
    if let Some(at) = of.expires_at {
        facts.push((UNTIL.text(language), shown(at)));
    }
    facts
}
