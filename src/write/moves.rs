//! Takes out of a site folder what is gone, and moves in what is new, without harm to what is not ours.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, bail};
use rayon::prelude::*;

use super::Stopped;
use super::manifest::{Entry, Manifest};
use super::staging::Staging;

/// The paths of ours that are not planned any more, sorted.
pub fn gone(old: &Manifest, journal: &BTreeSet<String>, planned: &[Entry]) -> Vec<Box<str>> {
    let is_planned = |path: &str| planned.binary_search_by(|entry| (*entry.path).cmp(path)).is_ok();
    let ours = old.0.iter().map(|entry| &*entry.path).chain(journal.iter().map(String::as_str));
    let mut gone: Vec<Box<str>> = ours.filter(|path| !is_planned(path)).map(Into::into).collect();
    gone.sort_unstable();
    gone.dedup();
    gone
}

/// Stops before anything is lost when something that is not ours stands where a file belongs. What this build removes
/// stands in nobody's way: neither a folder of it nor a file above the place.
pub fn refuse_foreign(root: &Path, path: &str, is_ours: bool, removed: &[Box<str>]) -> anyhow::Result<()> {
    let place = root.join(path);
    let in_the_way = match place.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            let above = path.match_indices('/').map(|(at, _)| &path[..at]);
            let file = above.into_iter().find(|above| !root.join(above).is_dir());
            file.filter(|file| !contains(removed, file)).map(|file| root.join(file))
        }
        Err(error) => return Err(error).with_context(|| format!("{}", place.display())),
        Ok(found) if found.is_dir() => (!goes_away(root, path, removed)?).then_some(place),
        Ok(_) => (!is_ours).then_some(place),
    };
    match in_the_way {
        None => Ok(()),
        Some(place) => bail!(Stopped::Foreign(place)),
    }
}

/// Whether nothing is left of a folder when these files are removed. A folder that a killed build has emptied goes too.
fn goes_away(root: &Path, folder: &str, removed: &[Box<str>]) -> anyhow::Result<bool> {
    let below = format!("{folder}/");
    if !removed.get(removed.partition_point(|path| **path < *below)).is_some_and(|path| path.starts_with(&below)) {
        return Ok(false);
    }
    for entry in fs::read_dir(root.join(folder)).with_context(|| format!("{}", root.join(folder).display()))? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { return Ok(false) };
        let path = format!("{below}{name}");
        let goes =
            if entry.file_type()?.is_dir() { goes_away(root, &path, removed)? } else { contains(removed, &path) };
        if !goes {
            return Ok(false);
        }
    }
    Ok(true)
}

fn contains(paths: &[Box<str>], path: &str) -> bool {
    paths.binary_search_by(|known| (**known).cmp(path)).is_ok()
}

/// Removes files, and the folders that are empty afterwards.
pub fn remove(root: &Path, paths: &[Box<str>]) -> anyhow::Result<()> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let place = root.join(&**path);
        match fs::remove_file(&place) {
            // A killed build may have moved in the folder that takes the file's place.
            Err(_) if place.is_dir() => continue,
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(error).with_context(|| format!("{}", place.display()));
            }
            _ => {}
        }
        let above = Path::new(&**path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        folders.extend(above.map(Path::to_owned));
    }
    // The longest paths first, so that a folder is looked at after those in it; a folder with anything left stays.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(root.join(folder));
    }
    Ok(())
}

/// Moves the staged files in. A folder that the site does not have yet moves as one, with all that is in it: of a first
/// build that is nearly everything.
pub fn move_in(root: &Path, staging: &Staging, staged: &[Box<str>]) -> anyhow::Result<()> {
    let mut moves: Vec<&str> = Vec::new();
    let mut there = "";
    for path in staged {
        if moves.last().is_some_and(|last| is_below(path, last)) {
            continue;
        }
        let mut first_new = None;
        for folder in path.match_indices('/').map(|(at, _)| &path[..at]) {
            // Files come sorted, so most stand in the folder that was looked at last.
            if folder == there || is_below(there, folder) {
                continue;
            }
            if !root.join(folder).is_dir() {
                first_new = Some(folder);
                break;
            }
            there = folder;
        }
        moves.push(first_new.unwrap_or(path));
    }
    moves.par_iter().try_for_each(|path| {
        let place = root.join(path);
        fs::rename(staging.place(path), &place).with_context(|| format!("{}", place.display()))
    })
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
