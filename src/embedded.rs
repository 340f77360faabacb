//! What travels inside the program: the statutory forms, the default theme, and the lexicon.
//!
//! They are the very files of the repository, so what a developer edits is what a user gets.

use include_dir::{Dir, include_dir};

static FORMS: Dir = include_dir!("$CARGO_MANIFEST_DIR/forms");
static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The built-in forms: (file name, text), sorted by name.
pub fn forms() -> Vec<(&'static str, &'static str)> {
    let mut forms: Vec<_> = files(&FORMS)
        .filter(|(path, _)| path.ends_with(".yaml"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("built-in forms are UTF-8")))
        .collect();
    forms.sort_unstable();
    forms
}

/// The built-in lexicon, which is that of the repository's own portal.
pub fn lexicon() -> &'static str {
    include_str!("../lexicon.yaml")
}

/// The files of a built-in theme: (path below the theme's folder, bytes), sorted; empty for an unknown name.
pub fn theme(name: &str) -> Vec<(&'static str, &'static [u8])> {
    let mut found: Vec<_> = THEMES
        .get_dir(name)
        .into_iter()
        .flat_map(files)
        .filter_map(|(path, bytes)| Some((path.strip_prefix(name)?.strip_prefix('/')?, bytes)))
        .collect();
    found.sort_unstable();
    found
}

fn files(dir: &'static Dir) -> Box<dyn Iterator<Item = (&'static str, &'static [u8])>> {
    let here = dir.files().map(|file| (file.path().to_str().expect("built-in names are ASCII"), file.contents()));
    Box::new(here.chain(dir.dirs().flat_map(files)))
}
