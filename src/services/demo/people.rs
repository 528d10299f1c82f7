//! One account for each role, as the demonstration hands them out.

use super::communes::{COMMUNES, DemoCommune};
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::Role;
use crate::services::accounts::{self, NewToken};
use crate::services::imported::ImportRefusal;
use crate::services::office::Office;

/// Ha Tinh's code.
pub const PROVINCE: &str = "42";
/// The department that the demonstration's department account speaks for.
const DEPARTMENT: &str = "SO_XAY_DUNG";

/// A token of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoToken {
    /// Its role.
    pub role: Role,
    /// What the bearer shows.
    pub secret: String,
}

/// Makes a token for each role.
///
/// # Errors
/// As [`accounts::create`].
pub async fn tokens(office: &Office) -> Result<Vec<DemoToken>, ImportRefusal> {
    let new = Role::ALL.iter().map(|role| new(*role)).collect();
    let issued = accounts::create(office, new).await?;
    let tokens = Role::ALL.iter().zip(issued);
    Ok(tokens
        .map(|(role, token)| DemoToken {
            role: *role,
            secret: token.secret,
        })
        .collect())
}

fn new(role: Role) -> NewToken {
    let (name, areas) = match role {
        Role::Admin => ("Quản trị hệ thống (mô phỏng)", vec![]),
        Role::CoordinationOffice => ("Văn phòng Điều phối NTM tỉnh (mô phỏng)", vec![PROVINCE]),
        Role::Front => ("Ủy ban MTTQ tỉnh (mô phỏng)", vec![PROVINCE]),
        Role::Department => ("Sở Xây dựng (mô phỏng)", vec![PROVINCE]),
        Role::SteeringCommittee => ("Ban Chỉ đạo tỉnh (mô phỏng)", vec![PROVINCE]),
        Role::CouncilMember => ("Thành viên Hội đồng (mô phỏng)", vec![PROVINCE]),
        Role::Collector => ("Tổ lấy ý kiến (mô phỏng)", open_communes()),
    };
    NewToken {
        line: 1,
        name: name.to_owned(),
        roles: vec![role],
        areas: areas
            .into_iter()
            .map(|code| AreaRef {
                code: code.to_owned(),
                on: None,
            })
            .collect(),
        agency: (role == Role::Department).then(|| DEPARTMENT.to_owned()),
        expires_days: None,
    }
}

/// The communes whose surveys are left open.
fn open_communes() -> Vec<&'static str> {
    let open = |commune: &&DemoCommune| commune.mood.is_open();
    COMMUNES
        .iter()
        .filter(open)
        .map(|commune| commune.code)
        .collect()
}
