//! The words of everything that gongkai says: `messages.yaml`, in Chinese and in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Arg, Args, Code};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    /// Chinese for `zh`, `zh-CN` and the like, English for `en…`.
    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    en: String,
}

impl Both {
    fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: Both,
    message: Both,
    why: Both,
    example: String,
    mend: Both,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Messages {
    codes: BTreeMap<String, Entry>,
    related: BTreeMap<String, Both>,
    words: BTreeMap<String, Both>,
    ui: BTreeMap<String, Both>,
    keys: BTreeMap<String, Both>,
}

static MESSAGES: LazyLock<Messages> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("messages.yaml")).expect("messages.yaml is tested"));

/// What `explain` prints of a code.
pub struct Explanation<'a> {
    pub title: &'a str,
    pub why: &'a str,
    pub example: &'a str,
    pub mend: &'a str,
}

/// Puts things into words, in one language.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words(pub Lang);

impl Words {
    /// The message of a finding.
    pub fn message(self, code: Code, args: &Args) -> String {
        self.fill(self.entry(code).message.get(self.0), args)
    }

    /// What is said beside a second place.
    pub fn related(self, key: &str, args: &Args) -> String {
        self.fill(MESSAGES.related[key].get(self.0), args)
    }

    /// A fixed sentence of the command line or of the pages, with its values.
    pub fn ui(self, key: &str, args: &Args) -> String {
        self.fill(MESSAGES.ui[key].get(self.0), args)
    }

    /// The fixed sentence `key`, if there is one.
    pub fn find_ui(self, key: &str) -> Option<&'static str> {
        Some(MESSAGES.ui.get(key)?.get(self.0))
    }

    /// A fixed part of messages.
    pub fn word(self, key: &str) -> &'static str {
        MESSAGES.words[key].get(self.0)
    }

    /// What a key of a content file means: `name`, or `group.name` where the group gives it a meaning of its own.
    pub fn key(self, group: &str, name: &str) -> Option<&'static str> {
        let own = MESSAGES.keys.get(&format!("{group}.{name}"));
        Some(own.or_else(|| MESSAGES.keys.get(name))?.get(self.0))
    }

    pub fn explanation(self, code: Code) -> Explanation<'static> {
        let Entry { title, why, example, mend, .. } = self.entry(code);
        Explanation { title: title.get(self.0), why: why.get(self.0), example, mend: mend.get(self.0) }
    }

    fn entry(self, code: Code) -> &'static Entry {
        &MESSAGES.codes[code.as_str()]
    }

    /// Replaces `{name}` by the value of that name; `⟦…⟧` around a part drops it when one of its values is absent.
    fn fill(self, pattern: &str, args: &Args) -> String {
        let mut out = String::with_capacity(pattern.len() + 32);
        let mut rest = pattern;
        while let Some(open) = rest.find(['{', '⟦']) {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            if let Some(optional) = rest.strip_prefix('⟦') {
                let (inner, after) = optional.split_once('⟧').expect("brackets are tested");
                let names = inner.split('{').skip(1).filter_map(|part| part.split_once('}'));
                if names.map(|(name, _)| name).all(|name| args.iter().any(|(key, _)| *key == name)) {
                    out.push_str(&self.fill(inner, args));
                }
                rest = after;
            } else {
                let (name, after) = rest[1..].split_once('}').expect("brackets are tested");
                match args.iter().find(|(key, _)| *key == name) {
                    Some((_, Arg::Text(text))) => out.push_str(text),
                    Some((_, Arg::Word(key))) => out.push_str(MESSAGES.words[*key].get(self.0)),
                    None => debug_assert!(false, "no value for {name} in {pattern}"),
                }
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_and_no_words_are_without_a_code() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let worded: Vec<_> = MESSAGES.codes.keys().map(String::as_str).collect();
        assert_eq!(codes, worded);
    }

    #[test]
    fn brackets_are_closed_and_both_languages_name_the_same_values() {
        let names = |text: &str| {
            let mut names: Vec<_> =
                text.split('{').skip(1).map(|part| part.split_once('}').expect("closed").0.to_owned()).collect();
            assert_eq!(text.matches('⟦').count(), text.matches('⟧').count(), "{text}");
            names.sort();
            names.dedup();
            names
        };
        let messages = MESSAGES.codes.values().map(|entry| &entry.message);
        for both in messages.chain(MESSAGES.related.values()).chain(MESSAGES.ui.values()) {
            assert_eq!(names(&both.zh), names(&both.en), "{}", both.zh);
        }
    }

    #[test]
    fn an_optional_part_goes_when_its_value_is_absent() {
        let words = Words(Lang::Zh);
        assert_eq!(words.fill("未知⟦，是否 {near}⟧。", &vec![]), "未知。");
        assert_eq!(words.fill("未知⟦，是否 {near}⟧。", &vec![("near", "a".into())]), "未知，是否 a。");
    }
}
