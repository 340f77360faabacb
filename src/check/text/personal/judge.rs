//! Whether a number is a person's, by what stands around it.

use super::figures::Candidate;
use super::table::Tables;
use super::{Kind, label, number};

/// What is said of a number: in its clause, beside and above it.
struct Around<'t> {
    text: &'t str,
    tables: &'t Tables<'t>,
    candidate: Candidate<'t>,
    before: &'t str,
    beside: &'t str,
    header: &'t str,
}

/// Whether a number is a person's.
pub fn is_a_persons(text: &str, tables: &Tables, candidate: Candidate) -> bool {
    let Candidate { kind, start, end, is_sure, usual, torn, .. } = candidate;
    let around = Around {
        text,
        tables,
        candidate,
        before: label::before(text, start),
        beside: label::beside(text, start),
        header: tables.header_at(start).unwrap_or_default(),
    };
    if label::in_address(text, start, end) {
        // Files are called after days, too, but not after one before there were computers.
        return kind == Kind::Identity && is_sure && usual && !torn && candidate.born() < 1990;
    }
    if !is_sure {
        return usual && around.is_called_a_persons();
    }
    let named = match kind {
        Kind::Identity | Kind::OldIdentity => around.says(&label::IDENTITY),
        Kind::Mobile => {
            around.says(&label::PHONE) || !torn && label::has(label::before_list(text, start), &label::PHONE)
        }
        _ => around.says(&label::ACCOUNT),
    };
    if kind == Kind::Card && (tables.of_firms(start) || !label::card_of_a_person(text, start, end)) {
        return false;
    }
    named || !around.is_called_a_thing() && around.is_usual()
}

impl Around<'_> {
    fn says(&self, words: &[&str]) -> bool {
        [self.before, self.beside, self.header].iter().any(|said| label::has(said, words))
    }

    fn says_some(&self, lists: &[&[&str]]) -> bool {
        lists.iter().any(|words| self.says(words))
    }

    /// Whether words alone make a person's number of one that its arithmetic does not tell.
    fn is_called_a_persons(&self) -> bool {
        let Candidate { kind, start, torn, .. } = self.candidate;
        if kind != Kind::Identity {
            return self.says(&label::ACCOUNT) && self.is_account_of_a_person();
        }
        // Nothing else holds a division and a day of the last century, where somebody is spoken of.
        let is_old = !torn && (1930..2000).contains(&self.candidate.born());
        !label::has(label::sentence(self.text, start), &label::EXAMPLE)
            && (self.says(&label::IDENTITY_ALONE)
                || is_old && !self.says_some(&label::OTHER_NUMBERS) && self.line_has(&label::SOMEBODY))
    }

    /// Whether a number that is not called a person's is called that of a thing, or an amount.
    ///
    /// Numbers of licences and cases begin with a division and a day, too, but with one since they are given out by
    /// computers: somebody born long before is told by any number that holds all of it, and somebody born later by one of
    /// which nothing is said but that it is a number.
    fn is_called_a_thing(&self) -> bool {
        let Candidate { kind, end, usual, torn, .. } = self.candidate;
        let is_whole = kind == Kind::Identity && usual && !torn;
        let by_birth = is_whole && self.candidate.born() < 2000;
        let is_bare = || {
            let things = &label::NUMBERS_OF_THINGS;
            is_whole && self.candidate.born() < 2013 && !self.says_some(things) && !self.line_has_some(things)
        };
        let is_thing = kind == Kind::Identity && !by_birth && label::has_some(self.before, &label::NUMBERS_OF_THINGS);
        let is_other =
            || self.says_some(&label::OTHER_NUMBERS) && !is_bare() && (!by_birth || self.says(&label::REGISTERED));
        let is_sum =
            || kind == Kind::Mobile && [self.header, self.beside].iter().any(|name| label::has(name, &label::SUMS));
        is_thing || is_other() || is_sum() || label::is_amount(&self.text[end..])
    }

    /// Whether a number of which nothing is said is written as people's are.
    fn is_usual(&self) -> bool {
        let Candidate { kind, digits, start, end, usual, torn, .. } = self.candidate;
        let written = &self.text[start..end];
        usual
            && match kind {
                // Torn over lines of nothing but figures it may be figures below each other.
                Kind::Mobile if torn => label::has_words(self.text, start, end),
                Kind::Mobile => !written.contains(['.', '．']),
                Kind::Identity => true,
                Kind::Card => number::is_unionpay(digits) || is_spaced(written),
                _ => !torn,
            }
    }

    fn line_has_some(&self, lists: &[&[&str]]) -> bool {
        lists.iter().any(|words| self.line_has(words))
    }

    /// Whether the line, or the header of its table, has one of the words.
    fn line_has(&self, words: &[&str]) -> bool {
        match self.tables.at(self.candidate.start) {
            Some(table) => table.header.iter().any(|cell| label::has(&self.text[cell.clone()], words)),
            None => label::has(label::sentence(self.text, self.candidate.start), words),
        }
    }

    /// Whether the number of an account, which no arithmetic tells, is one that a card has, one that only people have, or
    /// its holder is somebody.
    fn is_account_of_a_person(&self) -> bool {
        let Candidate { digits, start, end, .. } = self.candidate;
        if self.tables.of_firms(start) {
            return false;
        }
        // In a table the column is a finding of its own.
        let in_table = self.tables.at(start).is_some();
        let is_card = number::is_unionpay(digits) || !in_table && self.says(&label::OF_PEOPLE);
        is_card && label::card_of_a_person(self.text, start, end)
            || !in_table && label::holder(self.text, start, end) == Some(label::Holder::Person)
    }
}

/// Whether a card's number is printed as on the card.
fn is_spaced(written: &str) -> bool {
    written.bytes().filter(|b| matches!(b, b' ' | b'-')).count() >= 3
}

/// Whether digits stand by themselves, and are no part of a longer word, an address or an amount.
pub fn stands_alone(text: &str, (start, end): (usize, usize), kind: Kind) -> bool {
    let before = text[..start].chars().next_back();
    let after = &text[end..];
    let mut behind = after.chars();
    let (next, second) = (behind.next(), behind.next());
    // A resident's number says by itself what it is, in the name of a file, too.
    let joins = |c: char| kind != Kind::Identity && matches!(c, '_' | '=');
    let in_word = |c: char| c.is_ascii_alphanumeric() || joins(c) || matches!(c, '%' | '@' | '#' | '&');
    if before.is_some_and(in_word) || next.is_some_and(|c| in_word(c) && c != '&') {
        return false;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before_that = text[..start].chars().rev().nth(1);
    if matches!(before, Some('.' | ',')) && digit(before_that) || matches!(next, Some('.' | ',')) && digit(second) {
        return false;
    }
    // An index number: 11341500/202203-00012.
    let dated = after.strip_prefix('/').is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        matches!(digits, 4 | 6) && rest[digits..].starts_with('-')
    });
    let stars = |chars: &mut dyn Iterator<Item = char>| chars.take_while(|c| matches!(c, '*' | '×' | '＊')).count();
    let hidden = stars(&mut text[..start].chars().rev().take(3)) == 3 || stars(&mut after.chars().take(3)) == 3;
    !dated && !hidden
}
