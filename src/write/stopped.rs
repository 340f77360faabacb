//! Why a site folder was left as it was, for who says so in the reader's language.

use std::fmt;
use std::path::PathBuf;

/// What stopped a build before it changed anything.
#[derive(Debug)]
pub enum Stopped {
    /// Another build is writing the folder.
    Busy(PathBuf),
    /// Another build has written it since this one looked.
    Overtaken(PathBuf),
    /// A file that is not ours stands where a page belongs.
    Foreign(PathBuf),
    /// The site's place is no folder.
    NoFolder(PathBuf),
    /// A symbolic link stands where something of our own belongs.
    Link(PathBuf),
    /// The site would be built into what it is made of.
    Sources(PathBuf),
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Stopped::Busy(path) => write!(f, "{}: another build is writing this folder", path.display()),
            Stopped::Overtaken(path) => {
                write!(f, "{}: another build has written this folder meanwhile", path.display())
            }
            Stopped::Foreign(path) => write!(f, "{}: this was not written by gongkai", path.display()),
            Stopped::NoFolder(path) => write!(f, "{}: not a folder", path.display()),
            Stopped::Link(path) => write!(f, "{}: a symbolic link, which is not written through", path.display()),
            Stopped::Sources(path) => write!(f, "{}: holds what the site is made of", path.display()),
        }
    }
}

impl std::error::Error for Stopped {}
