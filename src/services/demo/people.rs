//! Who acts in the demonstration: one account for each part, and its token.
//!
//! Offices and departments are those of 2019; the persons who hold the accounts are made up, and
//! every name says so. Where the rules ask for four eyes there are two accounts.

use std::collections::{BTreeMap, HashMap};

use super::communes::{COMMUNES, DemoCommune};
use super::refusal::DemoRefusal;
use crate::domain::law::agency::agency;
use crate::domain::place::area::Area;
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::{Actor, Role};
use crate::services::accounts::{self, NewToken};
use crate::services::office::Office;
use crate::services::refusal::Refusal;

/// Ha Tinh's code.
pub const PROVINCE: &str = "42";
/// The department whose token bears the plain name of the role.
pub const FIRST_DEPARTMENT: &str = "SO_XAY_DUNG";
/// Members of the council, its chair and vice-chair among them.
pub const COUNCIL: usize = 13;
/// The departments of the round's criteria, of debt, and of security (notice, items 1 to 10).
pub const DEPARTMENTS: [&str; 16] = [
    FIRST_DEPARTMENT,
    "SO_GIAO_THONG_VAN_TAI",
    "SO_NONG_NGHIEP",
    "SO_CONG_THUONG",
    "SO_GIAO_DUC",
    "SO_VAN_HOA",
    "SO_THONG_TIN",
    "CUC_THONG_KE",
    "SO_LAO_DONG",
    "SO_Y_TE",
    "SO_TAI_NGUYEN",
    "SO_NOI_VU",
    "CONG_AN_TINH",
    "VAN_PHONG_DIEU_PHOI",
    "SO_KE_HOACH",
    "SO_TAI_CHINH",
];

/// A token of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoToken {
    /// What it is asked for by: its role, or the part where several have a role.
    pub key: String,
    /// The account's name.
    pub name: String,
    /// What the bearer shows.
    pub secret: String,
    /// Whether it is one of the few that a reader is shown first.
    pub is_shown: bool,
}

/// An account to be made.
struct Part {
    key: String,
    name: String,
    role: Role,
    areas: Vec<String>,
    agency: Option<String>,
    is_shown: bool,
}

impl Part {
    fn new(key: impl Into<String>, name: impl std::fmt::Display, role: Role) -> Self {
        Self {
            key: key.into(),
            name: format!("{name} (mô phỏng)"),
            role,
            areas: vec![PROVINCE.to_owned()],
            agency: None,
            is_shown: true,
        }
    }

    fn of_areas(self, areas: Vec<String>) -> Self {
        Self { areas, ..self }
    }

    fn behind(self) -> Self {
        Self {
            is_shown: false,
            ..self
        }
    }
}

/// The parts of the province, in the order in which they are shown.
fn of_the_province() -> Vec<Part> {
    use Role::{Admin, Collector, CoordinationOffice, CouncilMember, Front, SteeringCommittee};
    let mut parts = vec![
        Part::new("ADMIN", "Quản trị hệ thống", Admin).of_areas(Vec::new()),
        Part::new(
            "COORDINATION_OFFICE",
            "Văn phòng Điều phối NTM tỉnh",
            CoordinationOffice,
        ),
        Part::new("FRONT", "Ủy ban MTTQ tỉnh", Front),
        Part::new("FRONT_TEAM", "Đoàn lấy ý kiến của MTTQ tỉnh", Front).behind(),
        Part::new("STEERING_COMMITTEE", "Ban Chỉ đạo tỉnh", SteeringCommittee),
        Part::new("DASHBOARD", "Bảng theo dõi của tỉnh", SteeringCommittee),
        Part::new("COUNCIL_CHAIR", "Chủ tịch Hội đồng", CouncilMember),
        Part::new("COUNCIL_VICE_CHAIR", "Phó Chủ tịch Hội đồng", CouncilMember).behind(),
        Part::new("COUNCIL_MEMBER", "Ủy viên Hội đồng", CouncilMember),
        Part::new(
            "TELLER_1",
            "Tổ kiểm phiếu, người thứ nhất",
            CoordinationOffice,
        )
        .behind(),
        Part::new(
            "TELLER_2",
            "Tổ kiểm phiếu, người thứ hai",
            CoordinationOffice,
        )
        .behind(),
        Part::new("COLLECTOR", "Tổ lấy ý kiến", Collector).of_areas(asked_later()),
    ];
    let members = (2..COUNCIL.saturating_sub(1)).map(|number| {
        let name = format!("Ủy viên Hội đồng {number}");
        Part::new(member(number), name, CouncilMember).behind()
    });
    parts.extend(members);
    parts.extend(DEPARTMENTS.map(department));
    parts
}

/// The key of a member of the council, from 1.
fn member(number: usize) -> String {
    match number {
        1 => "COUNCIL_MEMBER".to_owned(),
        other => format!("COUNCIL_MEMBER_{other}"),
    }
}

/// The keys of the whole council, its chair first.
pub fn council() -> impl Iterator<Item = String> {
    let leaders = ["COUNCIL_CHAIR", "COUNCIL_VICE_CHAIR"].map(str::to_owned);
    let members = (1..COUNCIL.saturating_sub(1)).map(member);
    leaders.into_iter().chain(members)
}

/// The key of a department's token.
#[must_use]
pub fn key_of(code: &str) -> &str {
    if code == FIRST_DEPARTMENT {
        Role::Department.as_str()
    } else {
        code
    }
}

fn department(code: &str) -> Part {
    let name = agency(code).map_or(code, |agency| agency.name.vi.as_str());
    Part {
        agency: Some(code.to_owned()),
        ..Part::new(key_of(code), name, Role::Department)
    }
}

/// The communes whose residents are asked today.
fn asked_later() -> Vec<String> {
    let later = |commune: &&DemoCommune| commune.mood.is_asked_later();
    let communes = COMMUNES.iter().filter(later);
    communes.map(|commune| commune.code.to_owned()).collect()
}

/// The Front of each commune and of each district in which one lies. Those where residents are asked
/// today bear plain names.
fn fronts(communes: &[(Area, Area)]) -> Vec<Part> {
    let today = asked_later();
    let mut parts = Vec::new();
    let mut districts = BTreeMap::new();
    for (commune, district) in communes {
        let is_shown = today.contains(&commune.code);
        let key = |plain: &str, code: &str| {
            if is_shown {
                plain.to_owned()
            } else {
                front_of(code)
            }
        };
        let of = |key, area: &Area| Part {
            is_shown,
            ..Part::new(
                key,
                format_args!("Ủy ban MTTQ {} {}", area.name, area.code),
                Role::Front,
            )
            .of_areas(vec![area.code.clone()])
        };
        parts.push(of(key("FRONT_COMMUNE", &commune.code), commune));
        let part = of(key("FRONT_DISTRICT", &district.code), district);
        if is_shown || !districts.contains_key(&district.code) {
            districts.insert(district.code.clone(), part);
        }
    }
    parts.extend(districts.into_values());
    parts
}

fn front_of(code: &str) -> String {
    format!("FRONT_{code}")
}

/// Makes the accounts with their tokens; those of communes for the communes named, each with its
/// district.
///
/// # Errors
/// As [`accounts::create`].
pub async fn tokens(
    office: &Office,
    communes: &[(Area, Area)],
) -> Result<Vec<DemoToken>, DemoRefusal> {
    let mut parts = of_the_province();
    // The Fronts of communes and districts are shown beside that of the province.
    let beside = parts
        .iter()
        .position(|part| part.key == "STEERING_COMMITTEE");
    let beside = beside.unwrap_or(parts.len());
    parts.splice(beside..beside, fronts(communes));
    let issued = accounts::create(office, parts.iter().map(new).collect()).await?;
    let token = |(part, issued): (Part, accounts::IssuedToken)| DemoToken {
        key: part.key,
        name: part.name,
        secret: issued.secret,
        is_shown: part.is_shown,
    };
    Ok(parts.into_iter().zip(issued).map(token).collect())
}

fn new(part: &Part) -> NewToken {
    let area = |code: &String| AreaRef {
        code: code.clone(),
        on: None,
    };
    NewToken {
        line: 1,
        name: part.name.clone(),
        roles: vec![part.role],
        areas: part.areas.iter().map(area).collect(),
        agency: part.agency.clone(),
        expires_days: None,
    }
}

/// The accounts as they speak.
pub struct Cast(HashMap<String, Actor>);

impl Cast {
    /// Everybody for whom there is a token.
    ///
    /// # Errors
    /// As [`accounts::authenticate`].
    pub async fn of(office: &Office, tokens: &[DemoToken]) -> Result<Self, DemoRefusal> {
        let mut cast = HashMap::with_capacity(tokens.len());
        for token in tokens {
            let actor = accounts::authenticate(office, &token.secret).await?;
            cast.insert(token.key.clone(), actor);
        }
        Ok(Self(cast))
    }

    /// The account of a key.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn who(&self, key: &str) -> Result<&Actor, Refusal> {
        self.0.get(key).ok_or(Refusal::NotFound)
    }

    /// The Front of a commune, or of a district.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn front_of(&self, code: &str, plain: &str) -> Result<&Actor, Refusal> {
        self.who(&front_of(code)).or_else(|_| self.who(plain))
    }
}
