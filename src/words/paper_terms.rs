//! The words for ways of collecting, and for count records of paper forms.

use super::spoken::{Spoken, Text};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::count_figures::CountFigure;
use crate::domain::survey::count_record::CountRecordState;
use crate::domain::survey::roster::RosterChangeKind;

impl Spoken for CollectionMode {
    fn words(self) -> Text {
        match self {
            Self::HouseVisits => Text::of("đến từng hộ", "from house to house"),
            Self::Meeting => Text::of(
                "tại cuộc họp thôn, mỗi hộ một phiếu",
                "at a meeting of the hamlet, each household its own form",
            ),
            Self::SelfService => Text::of("người dân tự trả lời", "residents answer by themselves"),
            Self::CountRecord => Text::of(
                "kiểm phiếu giấy, nhập biên bản kiểm phiếu",
                "paper is counted by hand, and its count record is typed",
            ),
        }
    }
}

impl Spoken for CountRecordState {
    fn words(self) -> Text {
        match self {
            Self::Empty => Text::of("chưa nhập", "nothing is typed"),
            Self::EnteredOnce => Text::of("đã nhập lần một", "typed by one account"),
            Self::Different => Text::of(
                "hai lần nhập khác nhau",
                "two accounts typed other figures: the differing fields are typed anew",
            ),
            Self::Agreed => Text::of(
                "hai lần nhập khớp, có cảnh báo chờ chấp nhận",
                "two accounts typed the same, and what is unlikely in it waits to be accepted",
            ),
            Self::Final => Text::of("đã chốt, được tính", "it stands and is counted"),
        }
    }
}

impl Spoken for CountFigure {
    fn words(self) -> Text {
        match self {
            Self::Issued => Text::of("phiếu phát ra", "forms handed out"),
            Self::Collected => Text::of("phiếu thu về", "forms that came back"),
            Self::Valid => Text::of("phiếu hợp lệ", "valid forms"),
            Self::Spoilt => Text::of("phiếu không hợp lệ", "spoilt forms"),
            Self::Missing => Text::of("phiếu thất lạc", "forms that did not come back"),
            Self::Choice => Text::of("phiếu chọn phương án", "forms with a choice of an item"),
            Self::Blank => Text::of("phiếu để trống", "forms that leave an item blank"),
        }
    }
}

impl Spoken for RosterChangeKind {
    fn words(self) -> Text {
        match self {
            Self::Added => Text::of("thêm vào danh sách", "put on the roster"),
            Self::Closed => Text::of(
                "đưa ra khỏi danh sách",
                "taken off the roster: moved away, joined another, or dissolved",
            ),
        }
    }
}
