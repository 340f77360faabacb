//! Whether a number is a person's, by what stands around it.

use super::alone::is_kept_as_figure;
use super::dwelling::is_home;
use super::figures::Candidate;
use super::joint::is_mark;
use super::table::Tables;
use super::{Kind, column, familiar, holder, label, name, number, thing};

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
    let Candidate { kind, digits, start, end, is_sure, usual, torn, .. } = candidate;
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
    if around.is_named_as_a_things() {
        return false;
    }
    if !is_sure || kind == Kind::Card && !number::is_issued(digits) {
        return usual && around.is_called_a_persons();
    }
    let named = match kind {
        Kind::Identity => around.says(&label::IDENTITY),
        Kind::OldIdentity => around.says(&label::IDENTITY) || around.is_former_number_of_somebody(),
        Kind::Mobile => {
            around.says(&label::PHONE)
                || !torn && label::has(label::before_list(text, start), &label::PHONE)
                || label::is_of_chat(around.before)
        }
        _ => around.says(&label::ACCOUNT),
    };
    if kind == Kind::Mobile && label::is_shown_as_example(around.before, &text[end..]) {
        return false;
    }
    // Its number is given out by the office, whoever carries it.
    if kind == Kind::Mobile && label::has(around.before, &["卫星电话"]) {
        return false;
    }
    if kind == Kind::Card && (around.is_account_of_a_firm() || !holder::card_of_a_person(text, tables, start, end)) {
        return false;
    }
    let plain = usual && !is_kept_as_figure(&text[end..]);
    named && (plain || !around.is_amount() && around.is_labelled_closely())
        || !around.is_called_a_thing() && (plain && around.is_usual() || around.is_beside_a_name())
}

impl Around<'_> {
    fn says(&self, words: &[&str]) -> bool {
        [self.before, self.beside, self.header].iter().any(|said| label::has(said, words))
    }

    fn says_some(&self, lists: &[&[&str]]) -> bool {
        lists.iter().any(|words| self.says(words))
    }

    /// Whether the words right before or above a number call it that of a thing. Somebody born long before computers gave
    /// out any is told by all that an identity number holds.
    fn is_named_as_a_things(&self) -> bool {
        let Candidate { kind, usual, torn, end, .. } = self.candidate;
        let by_birth = kind == Kind::Identity && usual && !torn && self.candidate.born() < 2000;
        // 看房热线13800138000王姐
        let is_somebodys = || kind == Kind::Mobile && name::is_called_by(&self.text[end..]);
        !by_birth
            && !is_somebodys()
            && [self.before, self.beside, self.header].iter().any(|said| thing::is_called(said, kind))
    }

    /// Whether words alone make a person's number of one that its arithmetic does not tell.
    fn is_called_a_persons(&self) -> bool {
        let Candidate { kind, start, torn, .. } = self.candidate;
        if kind != Kind::Identity {
            return (self.says(&label::ACCOUNT) || self.is_card_of_somebody()) && self.is_account_of_a_person();
        }
        // Nothing else holds a division and a day of the last century, where somebody is spoken of.
        let is_old = !torn && self.candidate.is_whole() && (1930..2000).contains(&self.candidate.born());
        let sentence = label::sentence(self.text, start);
        let is_masked = self.candidate.is_masked_at_the_end(self.text);
        !label::has(sentence, &label::EXAMPLE)
            && (self.says(&label::IDENTITY_ALONE)
                || self.is_number_of_taxes()
                || self.is_labelled_behind_a_name()
                || is_masked && self.says(&label::IDENTITY)
                || is_masked && !self.says_some(&label::OTHER_NUMBERS) && self.is_in_line_of_somebody()
                || is_old && !self.says_some(&label::OTHER_NUMBERS) && self.line_has(&label::SOMEBODY))
    }

    /// Whether a number that is not called a person's is called that of a thing, or an amount.
    ///
    /// Numbers of licences and cases begin with a division and a day, too, but with one since they are given out by
    /// computers: somebody born long before is told by any number that holds all of it, and somebody born later by one of
    /// which nothing is said but that it is a number.
    fn is_called_a_thing(&self) -> bool {
        let Candidate { kind, usual, torn, .. } = self.candidate;
        let is_whole = kind == Kind::Identity && usual && !torn;
        let by_birth = is_whole && self.candidate.born() < 2000;
        let is_bare = || {
            let things = &label::NUMBERS_OF_THINGS;
            is_whole && self.candidate.born() < 2013 && !self.says_some(things) && !self.line_has_some(things)
        };
        let is_thing = match kind {
            Kind::Identity => {
                !by_birth
                    && [self.before(), self.listed()]
                        .iter()
                        .any(|said| label::has_some(said, &label::NUMBERS_OF_THINGS))
            }
            Kind::OldIdentity => self.says_some(&label::NUMBERS_OF_THINGS),
            // 举报码, 验真码 and their like.
            Kind::Mobile => label::ends_in_code(self.before),
            _ => false,
        };
        let is_other = || {
            let called = [self.before(), self.beside, self.header, self.listed()]
                .iter()
                .any(|said| label::has_some(said, &label::OTHER_NUMBERS));
            called && !self.is_registered_person() && !is_bare() && (!by_birth || self.says(&label::REGISTERED))
        };
        !self.is_of_a_child() && (is_thing || is_other()) || self.is_amount()
    }

    /// Whether a number that fits is registered of a child who is named: 新生儿张三，登记号….
    fn is_of_a_child(&self) -> bool {
        const CHILDREN: [&str; 5] = ["新生儿", "婴儿", "幼儿", "患儿", "弃婴"];
        let Candidate { kind, start, is_sure, usual, torn, .. } = self.candidate;
        let before = self.before.trim_end_matches(['：', ':', ' ', '为', '是']);
        let sentence = || label::sentence(self.text, start);
        let is_named = |child: &&str| {
            let rest = sentence().rsplit_once(*child).map_or("", |(_, rest)| rest);
            let rest = rest.trim_start_matches(['：', ':', '（']);
            name::is_one(rest.split(['，', ',', '（', '、', ' ']).next().unwrap_or_default())
        };
        (kind == Kind::Identity && is_sure && usual && !torn)
            && before.ends_with("登记号")
            && CHILDREN.iter().any(is_named)
    }

    /// Whether what may as well be a list or an amount (13,800,138,000) has nothing between its label and itself.
    fn is_labelled_closely(&self) -> bool {
        const BETWEEN: [char; 19] = [
            '：', ':', ' ', '\u{3000}', '（', '(', '[', '【', '为', '是', '号', '码', '/', '+', '*', '方', '式', '机',
            '"',
        ];
        let Candidate { kind, digits, start, end, .. } = self.candidate;
        let odd = self.text[start..end].contains(is_mark) || is_kept_as_figure(&self.text[end..]);
        if kind != Kind::Mobile || !(odd || number::has_trunk(digits)) {
            return true;
        }
        let in_threes = self.text[start..end].matches(',').count() == 3;
        if in_threes && !self.before.trim_end().ends_with(['：', ':', '码', '机', '|']) {
            return self.is_telephone_beside();
        }
        let before = self.before.trim_end_matches(BETWEEN).to_ascii_lowercase();
        let close = label::PHONE.iter().any(|word| before.ends_with(word.trim_end_matches(BETWEEN)));
        close || self.is_telephone_beside()
    }

    /// Whether a number is a telephone by the words beside or above it.
    fn is_telephone_beside(&self) -> bool {
        [self.beside, self.header].iter().any(|said| label::has(said, &label::PHONE))
    }

    /// Whether a number is an amount by the words before, above or behind it.
    fn is_amount(&self) -> bool {
        let Candidate { kind, end, .. } = self.candidate;
        let is_sum = || {
            [self.header, self.beside].iter().any(|name| label::has(name, &label::SUMS))
                || label::ends_in_sum(self.before)
                || label::is_year(self.header)
        };
        // A figure that was written out with its noughts has its unit behind them.
        let after = &self.text[end..];
        let after = if is_kept_as_figure(after) { after[1..].trim_start_matches('0') } else { after };
        label::is_amount(after) || kind == Kind::Mobile && is_sum()
    }

    /// The words before a number that may call it that of a thing: 编号12 张三13800138000 speaks of two numbers.
    fn before(&self) -> &str {
        let last = self.before.rfind(|c: char| c.is_ascii_digit()).map(|at| &self.before[at + 1..]);
        // 张三（工号0012）13800138000: the bracket is closed behind the other number.
        let is_behind_bracket = |rest: &str| {
            let bracket = self.before.rfind(['（', '(']).filter(|_| matches!(rest.trim(), "）" | ")"));
            bracket.is_some_and(|bracket| name::is_one(self.before[..bracket].trim()))
        };
        let of_somebody = |rest: &&str| name::ends(rest) || rest.trim_end().ends_with('人') || is_behind_bracket(rest);
        last.filter(|rest| self.candidate.kind == Kind::Mobile && of_somebody(rest)).unwrap_or(self.before)
    }

    /// The words before the list in which a number stands.
    fn listed(&self) -> &str {
        if self.candidate.torn { "" } else { label::of_list(self.text, self.candidate.start) }
    }

    /// Whether somebody is registered by the number of a resident, as those who run a stall are: a code of an office has a
    /// check of its own.
    fn is_registered_person(&self) -> bool {
        let Candidate { kind, digits, usual, torn, .. } = self.candidate;
        const CODES: [&str; 4] = ["信用", "税号", "识别号", "纳税人"];
        kind == Kind::Identity
            && (usual && !torn && self.candidate.born() < 2013)
            && self.says(&CODES)
            && !self.says(&["索引", "许可"])
            && !number::is_credit_code(digits)
    }

    /// Whether somebody who runs a stall is registered for taxes as was done before 2015: by the number of a resident, all of
    /// which holds, and two more digits.
    fn is_number_of_taxes(&self) -> bool {
        const RESIDENT: usize = 18;
        let Candidate { digits, usual, torn, .. } = self.candidate;
        (usual && !torn && digits.len() == RESIDENT + 2)
            && number::is_identity(&digits[..RESIDENT], None)
            && digits[RESIDENT..] != *b"00"
            && self.says(&["税号", "识别号", "税务登记", "纳税人"])
    }

    /// Whether the number of a paper stands behind somebody's name: 张三 证件号….
    fn is_labelled_behind_a_name(&self) -> bool {
        let Candidate { usual, torn, .. } = self.candidate;
        let called = self.before.trim_end_matches(['：', ':', ' ', '为']);
        let whom = called.strip_suffix("证件号").and_then(|whom| whom.strip_suffix([' ', '\u{3000}', '（']));
        usual && !torn && whom.is_some_and(name::ends)
    }

    /// 张三（原证号…
    fn is_former_number_of_somebody(&self) -> bool {
        let called = self.before.trim_end_matches(['：', ':', ' ', '为']);
        let whom = ["原证号", "旧证号", "老证号"].iter().find_map(|word| called.strip_suffix(word));
        self.candidate.usual && whom.is_some_and(|whom| whom.ends_with(['（', '(']) && name::ends(whom))
    }

    /// Whether a mobile number in groups that only a hand makes stands right behind a name.
    fn is_beside_a_name(&self) -> bool {
        let Candidate { start, end, by_hand, torn, in_row, .. } = self.candidate;
        let before = &self.text[..start];
        let is_unlike_figures = || !is_in_fours(&self.text[start..end]) || before.ends_with(['：', ':']);
        by_hand && !torn && !in_row && (name::ends(before) || familiar::ends(before)) && is_unlike_figures()
    }

    /// Whether a number is a clause of its own, in a sentence about somebody who can be called or lives somewhere.
    fn is_in_clause_behind_somebody(&self) -> bool {
        let sentence = label::sentence(self.text, self.candidate.start);
        let clause = sentence.trim_end_matches(['，', ',', ' ']);
        let is_parted = clause.len() < sentence.len();
        let is_home = || is_home(clause.rsplit(['（', '(', '，', ',', '：']).next().unwrap_or_default());
        is_parted && (label::has(sentence, &["联系人", "家住", "住址", "地址"]) || is_home())
    }

    /// Whether a number of which nothing is said is written as people's are.
    fn is_usual(&self) -> bool {
        let Candidate { kind, digits, start, end, usual, torn, in_row, .. } = self.candidate;
        let written = &self.text[start..end];
        let parted = written.contains(char::is_whitespace);
        usual
            && match kind {
                // A row of statistics: 示例镇 138 1234 5678.
                Kind::Mobile if parted && !torn && (in_row || ends_in_place(&self.text[..start])) => false,
                // Torn over lines of nothing but figures it may be figures below each other.
                Kind::Mobile if torn => label::has_words(self.text, start, end),
                Kind::Mobile => !written.contains(['.', '．']) || self.is_in_clause_behind_somebody(),
                Kind::Identity => true,
                Kind::Card => number::is_unionpay(digits) || is_spaced(written),
                _ => !torn,
            }
    }

    /// Whether the line begins with a name, or its table has names.
    fn is_in_line_of_somebody(&self) -> bool {
        match self.tables.at(self.candidate.start) {
            Some(table) => table.header.iter().any(|cell| column::is_name(&self.text[cell.clone()])),
            None => name::begins(label::sentence(self.text, self.candidate.start)),
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

    /// Whether a number that begins as a card's does has somebody for its holder: 原卡6222…，户名张三; 张三个人卡，号码为6222….
    fn is_card_of_somebody(&self) -> bool {
        let Candidate { digits, start, end, .. } = self.candidate;
        if !number::is_unionpay(digits) {
            return false;
        }
        let called = label::sentence(self.text, start).trim_end_matches(['：', ':', '为', '是', ' ', '（', '(']);
        let called = called.strip_suffix("号码").unwrap_or(called).trim_end_matches(['，', ',', '（', '(']);
        ["个人卡", "本人卡", "私人卡", "个人的卡", "本人的卡"].iter().any(|card| called.ends_with(card))
            || self.before.ends_with('卡') && holder::holder(self.text, start, end) == Some(holder::Holder::Person)
    }

    /// Whether the account is one of those of firms. A whole card stands where four digits were to tell it only by mistake.
    fn is_account_of_a_firm(&self) -> bool {
        let shortened = ["后四位", "后4位", "后六位", "后6位", "尾号"];
        let is_mistake = number::is_unionpay(self.candidate.digits) && label::has(self.header, &shortened);
        self.tables.of_firms(self.candidate.start) && !is_mistake
    }

    /// Whether the number of an account, which no arithmetic tells, is one that a card has, one that only people have, or
    /// its holder is somebody.
    fn is_account_of_a_person(&self) -> bool {
        let Candidate { digits, start, end, .. } = self.candidate;
        if self.is_account_of_a_firm() {
            return false;
        }
        // In a table the column is a finding of its own.
        let in_table = self.tables.at(start).is_some();
        let is_card = number::is_unionpay(digits) || !in_table && self.says(&label::OF_PEOPLE);
        is_card && holder::card_of_a_person(self.text, self.tables, start, end)
            || !in_table && holder::holder(self.text, start, end) == Some(holder::Holder::Person)
    }
}

/// 1380 0138 000: whether the groups are as long as figures of a row are, and none begins as no figure does, with a nought.
fn is_in_fours(written: &str) -> bool {
    let mut groups = written.split(' ');
    groups.next().is_some_and(|first| first.len() == 4) && !groups.any(|group| group.starts_with('0'))
}

/// Whether a card's number is printed as on the card.
fn is_spaced(written: &str) -> bool {
    written.bytes().filter(|b| matches!(b, b' ' | b'-')).count() >= 3
}

/// Whether a text ends in what may be a place.
fn ends_in_place(text: &str) -> bool {
    text.trim_end_matches([' ', '\u{3000}', '\t']).ends_with(['镇', '乡', '村', '道', '区', '县', '市'])
}
