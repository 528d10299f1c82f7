//! What tests share.

pub mod app;
pub mod council;
pub mod database;
pub mod door;
pub mod entrance;
pub mod filled;
pub mod issuer;
pub mod log;
pub mod many;
pub mod phone;
pub mod pictures;
pub mod places;
pub mod program;
pub mod province;
pub mod receiver;
pub mod served;
pub mod tiny;
pub mod world;
