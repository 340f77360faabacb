//! The disk as texts and attachments are read from it: no more than can be looked at, and nothing that waits.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Texts larger than this are refused: a year's largest documents stay far below, and what is larger is no text.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// What stands right below a folder, sorted; nothing where there is none.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort_unstable();
    paths
}

/// Reads a regular file, one byte further than a text may go.
pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let file = open(path)?;
    let mut bytes = Vec::with_capacity(file.metadata()?.len().min(MAX_BYTES) as usize + 1);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a regular file. A pipe would be waited for without end, but not if it is opened like this; to look first what
/// stands there would take the way to it twice.
pub fn open(path: &Path) -> anyhow::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path)?;
    anyhow::ensure!(file.metadata()?.is_file(), "not a regular file");
    Ok(file)
}
