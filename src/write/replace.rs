//! A file put in place of itself: whole or not at all; an author's only if nobody else touched it.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;

use super::link::refuse_link;

/// Puts `after` in place of `before`; gives `false`, and changes nothing, where the file holds something else by now.
/// Its rights stay.
///
/// # Errors
/// When the disk refuses; the file is then as it was.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> anyhow::Result<bool> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Begins with a point, so that a check that runs meanwhile passes it over.
    let beside = path.with_file_name(format!(".{name}.gongkai-{}", std::process::id()));
    let put = || -> std::io::Result<bool> {
        let rights = fs::metadata(path)?.permissions();
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(after)?;
        file.set_permissions(rights)?;
        file.sync_all()?;
        let same = fs::symlink_metadata(path)?.is_file() && fs::read(path)? == before;
        if same {
            fs::rename(&beside, path)?;
        }
        Ok(same)
    };
    let done = put();
    if !matches!(done, Ok(true)) {
        let _ = fs::remove_file(&beside);
    }
    done.with_context(|| path.display().to_string())
}

/// Writes a file, whole or not at all, and so that no loss of power undoes it.
///
/// # Errors
/// When the disk refuses; the file is then as it was.
pub fn whole(path: &Path, bytes: impl AsRef<[u8]>) -> anyhow::Result<()> {
    put(path, bytes.as_ref(), File::sync_all).with_context(|| path.display().to_string())
}

/// The same of what may be lost with the power, for who would wait for the disk too often.
///
/// # Errors
/// As of [`whole`].
pub fn whole_for_now(path: &Path, bytes: impl AsRef<[u8]>) -> anyhow::Result<()> {
    put(path, bytes.as_ref(), |_| Ok(())).with_context(|| path.display().to_string())
}

fn put(path: &Path, bytes: &[u8], settle: impl FnOnce(&File) -> std::io::Result<()>) -> anyhow::Result<()> {
    // What a link leads to is meant, and its rights stay.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&path).ok();
    if known.as_ref().is_some_and(|known| !known.is_file() && !known.is_dir()) {
        // `/dev/stdout`, say: nothing can be moved there.
        return Ok(fs::write(&path, bytes)?);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    refuse_link(&new)?;
    let put = || {
        let mut file = fresh(&new)?;
        file.write_all(bytes)?;
        if let Some(known) = known {
            file.set_permissions(known.permissions())?;
        }
        settle(&file)?;
        fs::rename(&new, &path)
    };
    Ok(put().inspect_err(|_| drop(fs::remove_file(&new)))?)
}

/// A file that was not there, in place of one that a killed build left.
fn fresh(path: &Path) -> std::io::Result<fs::File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => fs::OpenOptions::new().write(true).create_new(true).open(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_somebody_else_changed_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "一").unwrap();
        assert!(replace(&path, "一".as_bytes(), "二".as_bytes()).unwrap());
        assert!(!replace(&path, "一".as_bytes(), "三".as_bytes()).unwrap());
        assert_eq!(fs::read(&path).unwrap(), "二".as_bytes());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace(&folder.path().join("none"), b"", b"").is_err());
    }

    #[test]
    fn a_file_is_put_in_place_of_itself_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        whole(&path, "一").unwrap();
        whole_for_now(&path, "二".as_bytes()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), "二".as_bytes());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(whole(folder.path(), "").is_err() && whole(&folder.path().join("none/a"), "").is_err());
    }
}
