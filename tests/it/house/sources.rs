//! Finds the project's own files and hands out their text.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of our own writing.
const NOT_OURS: &[&str] = &[
    "target",
    "node_modules",
    "vendor",
    "snapshots",
    "dist",
    "gql",
    "__generated__",
];

/// One text file of the project.
pub struct Source {
    /// The path from the project's root, with forward slashes.
    pub path: String,
    /// What the file says.
    pub text: String,
}

/// The folder that holds the root package.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text by its path from the root; `None` where there is no such file.
pub fn text_of(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// Every Rust file of the workspace, in order of its path.
pub fn rust_files() -> Vec<Source> {
    files_under(&["src", "migration", "tests", "benches"])
        .into_iter()
        .filter(|source| has_ending(&source.path, "rs"))
        .collect()
}

/// Every text file of the project, hidden settings included, in order of its path.
pub fn text_files() -> Vec<Source> {
    files_under(&["."])
}

/// Whether a path's extension is `ending`.
pub fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == ending)
}

fn files_under(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut found);
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(|entry| entry.expect("a readable folder").path()) {
        let name = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // A folder, or in a linked work tree a file that names one.
        if name == ".git" || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if entry.is_dir() {
            collect(&entry, found);
        } else if let Ok(text) = fs::read_to_string(&entry) {
            found.push(Source {
                path: from_root(&entry),
                text,
            });
        }
    }
}

fn from_root(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("a file below the root");
    let parts: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .filter(|part| part != ".")
        .collect();
    parts.join("/")
}

#[test]
fn the_sources_are_found() {
    let rust = rust_files();
    assert!(rust.iter().any(|source| source.path == "src/lib.rs"));
    assert!(
        rust.iter()
            .any(|source| source.path == "migration/src/lib.rs")
    );
    assert!(
        rust.iter()
            .any(|source| source.path == "tests/it/house/sources.rs")
    );
    assert!(
        text_files()
            .iter()
            .any(|source| source.path == "Cargo.toml")
    );
}
