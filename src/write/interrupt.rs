//! What happens when a build is told to stop: staged files go, but files that are being moved in arrive first, so that
//! the site is as it was or as it should be.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How often a folder is looked at again while files appear in it.
const LOOKS: usize = 100;

/// The staging folders in use. The lock is held while files are moved in.
static STAGED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn staged() -> MutexGuard<'static, Vec<PathBuf>> {
    STAGED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes a staging folder that must go when the program is told to stop.
pub fn register(folder: &Path) {
    staged().push(folder.to_owned());
}

/// Forgets a staging folder that is gone.
pub fn forget(folder: &Path) {
    staged().retain(|known| known != folder);
}

/// Keeps the program from ending as long as the guard lives.
pub fn hold() -> impl Sized {
    staged()
}

/// Waits for files that are being moved in, removes what is staged, and ends the program.
pub fn stop(code: i32) -> ! {
    let staged = staged();
    for folder in &*staged {
        // Files may still be written into folders that are there, none is made any more: a few looks take them all.
        let _ = (0..LOOKS).any(|_| std::fs::remove_dir_all(folder).is_ok());
    }
    std::process::exit(code)
}
