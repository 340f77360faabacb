//! The stable codes and how bad each is by default. A code is never reused.
//!
//! The letter says where to look: A agency · C configuration and files · F form · I item · L link · R report ·
//! S prose · T table arithmetic · V template · X personal data.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A build is refused.
    Error,
    /// A build goes on; `check --strict` does not.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $severity:ident,)*) => {
        /// A stable code; its words stand in `messages.yaml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($code,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            pub fn as_str(self) -> &'static str {
                match self { $(Code::$code => stringify!($code),)* }
            }

            /// How bad it is unless the portal says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    A101 Error,   // a report that belongs to no agency
    A102 Error,   // agencies nested too deeply
    A103 Error,   // a portal without an agency
    A104 Note,    // a folder without an agency and without a page
    A201 Warning, // a statutory column is empty
    A202 Note,    // a statutory column is empty, and the agency says why
    A203 Warning, // a column that the agency keeps is blank
    A204 Note,    // an agency without a word of how to reach it
    C101 Warning, // unknown key
    C102 Error,   // wrong kind of value
    C103 Error,   // required key missing
    C104 Error,   // key given twice
    C105 Error,   // not YAML
    C106 Error,   // anchors, aliases, tags
    C107 Error,   // front matter without end
    C201 Error,   // too large
    C202 Error,   // undecodable
    C203 Error,   // not a text
    C204 Error,   // a link on disk
    C205 Error,   // a name that cannot be an address
    C206 Error,   // unreadable
    C207 Error,   // two files claim one address
    C208 Warning, // a file in a place where nothing reads it
    C209 Error,   // a place that the program fills by itself
    C210 Error,   // the program failed on a text
    C211 Error,   // a document outside the folder of a year
    F101 Error,   // a form names an unknown row or column
    F102 Error,   // sums in a circle
    F103 Error,   // one id twice
    F104 Error,   // the law's own years overlap or a form cannot work
    F105 Error,   // an id that is not plain
    F106 Error,   // a word that means two classes of the catalogue
    I101 Warning, // dates in the wrong order
    I102 Warning, // in force, and yet something took its place
    I103 Warning, // published long after its folder's year and all else
    I104 Error,   // successors in a circle
    I201 Error,   // an index number given twice
    I202 Warning, // an index number of another shape
    I203 Warning, // the year in an index number
    I204 Note,    // a gap in index numbers
    I301 Warning, // a category the catalogue does not have
    I302 Warning, // a topic it does not have
    I303 Warning, // a genre it does not have
    L101 Error,   // a link that leads nowhere
    L102 Warning, // a link to what is hidden today
    L103 Warning, // a link to a place that its page does not have
    L104 Warning, // an image without alternative text
    L105 Note,    // a file that nothing leads to
    L106 Warning, // an image from another site
    L201 Warning, // a link to another site that leads nowhere
    L202 Note,    // another site that cannot be asked
    L203 Note,    // a link to another site that has moved
    R101 Error,   // sections
    R102 Warning, // form against year
    R103 Error,   // a table is missing
    R104 Error,   // a report without figures
    R105 Error,   // figures given twice
    R106 Error,   // figures without a report
    R107 Error,   // unknown form
    R108 Error,   // unknown table, row or column
    R109 Error,   // too few or too many values in a row
    R110 Warning, // a waiver that fits nothing
    R111 Note,    // a section over its length
    R201 Note,    // late
    R202 Warning, // a report that is owed and not there
    R203 Note,    // a column without anything new for long
    R204 Note,    // a home page without anything new for long
    R205 Warning, // a guide that is not up to date
    R206 Warning, // a report that does not say when it was published
    R301 Warning, // the catalogue holds more than table two counts
    R302 Note,    // table two counts more than the catalogue holds
    S101 Warning, // a figure is missing before its unit
    S102 Warning, // a placeholder
    S103 Warning, // a line to write on
    S104 Warning, // brackets around nothing
    S105 Warning, // a template's own words
    S106 Warning, // what an office program left behind
    S107 Warning, // a word set twice
    S108 Warning, // marks set twice
    S109 Warning, // a mark without its other half
    S110 Warning, // another year
    S111 Warning, // signed by another body
    S112 Warning, // a date that cannot be
    S113 Warning, // the form's document under another number
    S114 Warning, // a document number with other brackets
    S115 Warning, // a mark or a space where none belongs
    S116 Warning, // numbers that do not follow each other
    S117 Warning, // a sentence of two kinds
    S118 Warning, // almost Markdown
    S201 Warning, // copied from last year
    S202 Warning, // copied from another body
    S301 Warning, // a misspelling
    S302 Warning, // a body that has another name now
    S303 Warning, // a law under another name
    S401 Warning, // a statement against the tables
    S402 Warning, // a change that was worked out wrongly
    S403 Warning, // a share that was worked out wrongly
    S404 Warning, // parts that do not add up to their whole
    S405 Error,   // a quotation that cannot be written
    S406 Note,    // a statement against the tables, perhaps of another scope
    T101 Error,   // an identity of the form
    T102 Error,   // the total of a row
    T103 Error,   // the total of rows
    T104 Error,   // the total of table four
    T201 Error,   // carried over
    T202 Warning, // in force
    T203 Warning, // items of last year (form 2019)
    T301 Warning, // blank
    T302 Error,   // not a number
    T303 Error,   // a sign where none belongs
    T304 Error,   // decimals where none belong
    T401 Note,    // a government's figures and those of its bodies
    V101 Error,   // a template cannot be read
    V102 Error,   // a template fails
    V103 Error,   // an unknown theme, or themes in a circle
    V104 Warning, // a style names a file that the theme does not have
    X101 Error,   // the number of a resident
    X102 Error,   // a mobile number
    X103 Error,   // a bank card
    X104 Error,   // a private mailbox
    X105 Error,   // where somebody lives
    X106 Warning, // a number plate
    X107 Error,   // a table of names and what nobody need know
    X108 Note,    // perhaps an old number of a resident
    X109 Note,    // an attachment that was not looked through
    X110 Error,   // the number of a passport, a permit or a social security card
}

impl Code {
    /// Whether it says that figures do not add up, within a year or between two: the codes that a form may give to its own
    /// arithmetic.
    pub fn is_arithmetic(self) -> bool {
        self.as_str().starts_with("T1") || self.as_str().starts_with("T2")
    }

    /// Whether it says that something belongs to a person, and can be allowed value by value.
    pub fn is_personal(self) -> bool {
        self.as_str().starts_with('X') && self != Code::X109
    }

    /// Whether it is about links to other sites, which are asked only with `check --external`.
    pub fn is_outside(self) -> bool {
        self.as_str().starts_with("L2")
    }

    /// The code written `text`, in capitals or not.
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }

    /// The code of this kind that was meant by a text that is none, perhaps in small letters.
    pub fn nearest(text: &str, is_wanted: impl Fn(Code) -> bool) -> Option<&'static str> {
        let known = Code::ALL.iter().filter(|code| is_wanted(**code)).map(|code| code.as_str());
        super::nearest(&text.to_ascii_uppercase(), known)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
