//! Links where something of our own belongs: what is behind one belongs to somebody else.

use std::io::ErrorKind;
use std::path::Path;

use super::Stopped;

/// Refuses a link where something of our own belongs: what is behind it belongs to somebody else.
///
/// # Errors
/// When there is one.
pub fn refuse_link(place: &Path) -> anyhow::Result<()> {
    match place.symlink_metadata() {
        Ok(found) if found.is_symlink() => Err(Stopped::Link(place.to_owned()).into()),
        _ => Ok(()),
    }
}

/// Refuses links among the folders on the way from a site to files of it. `paths` are sorted, so that each folder is
/// looked at once; below one that is not there is nothing.
pub fn refuse_links<'p>(root: &Path, paths: impl IntoIterator<Item = &'p str>) -> anyhow::Result<()> {
    let mut known = "";
    for path in paths {
        for folder in path.match_indices('/').map(|(at, _)| &path[..at]) {
            if known.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
                continue;
            }
            let place = root.join(folder);
            match place.symlink_metadata() {
                Ok(found) if found.is_symlink() => return Err(Stopped::Link(place).into()),
                Ok(_) => known = folder,
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    known = folder;
                    break;
                }
                Err(_) => break,
            }
        }
    }
    Ok(())
}
