//! What socio-political organisations think of a candidacy.
//!
//! In Vietnamese: ý kiến tham gia của các tổ chức chính trị - xã hội (thông báo 05-TB/BCĐ, mục 11.1).

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, CandidacyId, OpinionId};
use crate::domain::base::terms::terms;
use crate::domain::place::area::AreaLevel;

terms! {
    /// The socio-political organisations (Hiến pháp 2013, Điều 9), and any other by its name.
    Organisation {
        /// Trade union (Công đoàn).
        TradeUnion = "TRADE_UNION",
        /// Farmers' Union (Hội Nông dân).
        FarmersUnion = "FARMERS_UNION",
        /// Ho Chi Minh Communist Youth Union (Đoàn Thanh niên).
        YouthUnion = "YOUTH_UNION",
        /// Women's Union (Hội Liên hiệp Phụ nữ).
        WomensUnion = "WOMENS_UNION",
        /// Veterans' Association (Hội Cựu chiến binh).
        VeteransAssociation = "VETERANS_ASSOCIATION",
        /// Any other, by its name.
        Other = "OTHER",
    }
}

/// Which body of which organisation speaks: there is one opinion of each on a candidacy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Body {
    /// Its level: province, district or commune.
    pub level: AreaLevel,
    /// The organisation.
    pub organisation: Organisation,
    /// Its name, where it is another one; empty else.
    pub other_name: String,
}

/// An organisation's opinion on a candidacy, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Its id.
    pub id: OpinionId,
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Who speaks.
    pub body: Body,
    /// Its version, from 1; the highest is the current one.
    pub version: i32,
    /// Whether it agrees.
    pub agrees: bool,
    /// Its remark.
    pub note: Option<String>,
    /// Who wrote it down.
    pub by: AccountId,
    /// Name of that account.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Why the version before was revised; none for the first.
    pub reason: Option<String>,
}
