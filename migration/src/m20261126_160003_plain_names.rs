//! Names of units are searched without diacritics too: the folded name loses them.
//!
//! Every unit's `folded_name` is written anew: lower case without diacritics, đ as d. Back again it is the name in
//! lower case with them. A name with letters of other languages is folded by the program when it is next imported.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each plain letter with the Vietnamese ones that are it with diacritics, in lower case.
const LETTERS: [(char, &str); 7] = [
    ('a', "àáâãăạảấầẩẫậắằẳẵặ"),
    ('d', "đ"),
    ('e', "èéêẹẻẽếềểễệ"),
    ('i', "ìíĩỉị"),
    ('o', "òóôõơọỏốồổỗộớờởỡợ"),
    ('u', "ùúũưụủứừửữự"),
    ('y', "ýỳỵỷỹ"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let plain = marked().fold("folded_name".to_owned(), |so_far, (plain, letter)| {
            format!("replace({so_far}, '{letter}', '{plain}')")
        });
        rewrite(manager, &plain).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite's own lower() knows no letter outside ASCII.
        let lower = marked().fold("name".to_owned(), |so_far, (_, letter)| {
            let capital: String = letter.to_uppercase().collect();
            format!("replace({so_far}, '{capital}', '{letter}')")
        });
        rewrite(manager, &format!("lower({lower})")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn marked() -> impl Iterator<Item = (char, char)> {
    let each = |(plain, marked): (char, &'static str)| marked.chars().map(move |one| (plain, one));
    LETTERS.into_iter().flat_map(each)
}

async fn rewrite(manager: &SchemaManager<'_>, value: &str) -> Result<(), DbErr> {
    let statement = format!("UPDATE area SET folded_name = {value}");
    manager
        .get_connection()
        .execute_unprepared(&statement)
        .await?;
    Ok(())
}
