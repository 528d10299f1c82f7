//! No two files import each other, neither directly nor by way of others.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{Named, module_of, paths_named};
use super::sources::{Source, rust_files};

/// Which file imports which.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Draws an arrow from each file to each file that it names something of.
fn graph(sources: &[Source]) -> Graph {
    let files: BTreeMap<Vec<String>, &str> = sources
        .iter()
        .filter(|source| !source.path.ends_with("/mod.rs"))
        .map(|source| (module_of(&source.path), source.path.as_str()))
        .collect();
    sources
        .iter()
        .map(|source| {
            let module = module_of(&source.path);
            let named = paths_named(&source.text, &module);
            let targets = named.iter().filter_map(|path| home_of(path, &files));
            let others = targets
                .filter(|path| *path != source.path)
                .map(str::to_owned);
            (source.path.clone(), others.collect())
        })
        .collect()
}

/// The file in which a path's name lives: the longest beginning that is a file's module.
fn home_of<'a>(path: &Named, files: &BTreeMap<Vec<String>, &'a str>) -> Option<&'a str> {
    let inside = path.strip_prefix(&["crate".to_owned()])?;
    (1..=inside.len())
        .rev()
        .find_map(|length| files.get(&inside[..length]).copied())
}

/// Circles, each as the files on it in order; none where the arrows are a tree of floors.
fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for file in graph.keys() {
        walk(file, graph, &mut Vec::new(), &mut done, &mut found);
    }
    found
}

fn walk(
    file: &str,
    graph: &Graph,
    way: &mut Vec<String>,
    done: &mut BTreeSet<String>,
    found: &mut Vec<Vec<String>>,
) {
    if let Some(start) = way.iter().position(|seen| seen == file) {
        found.push(way[start..].to_vec());
        return;
    }
    if done.contains(file) {
        return;
    }
    way.push(file.to_owned());
    for next in graph.get(file).into_iter().flatten() {
        walk(next, graph, way, done, found);
    }
    way.pop();
    done.insert(file.to_owned());
}

#[test]
fn no_files_import_each_other() {
    let sources: Vec<_> = rust_files()
        .into_iter()
        .filter(|source| source.path.starts_with("src/"))
        .collect();
    let found = circles(&graph(&sources));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_circle_is_seen() {
    let file = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let sources = [
        file("src/a/one.rs", "use super::two::Two;"),
        file("src/a/two.rs", "fn f() { crate::b::three::three() }"),
        file("src/b/three.rs", "use crate::a::one::{One, helper};"),
        file("src/b/four.rs", "use crate::a::one::One;"),
    ];
    let found = circles(&graph(&sources));
    assert_eq!(found, [["src/a/one.rs", "src/a/two.rs", "src/b/three.rs"]]);
}
