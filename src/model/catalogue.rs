//! The public catalogue (公开目录): what documents are filed under, and how a document's words find their place in it.

use crate::diagnostic::Span;
use crate::fold::fold;

use super::agency::Level;
use super::date::Period;

/// The three trees of `forms/catalogue.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The law that lists the categories.
    pub basis: Box<str>,
    /// The items of 条例 (国务院令第711号) art. 20 and 21, in their order.
    pub categories: Vec<Class>,
    /// 主题分类
    pub topics: Vec<Class>,
    /// 体裁
    pub genres: Vec<Class>,
    /// How often columns are to be updated.
    pub updates: Vec<Update>,
}

/// Columns of one kind, and the period within which something new must stand in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// What the rule calls them: 通知公告、政策文件类栏目.
    pub label: Box<str>,
    pub within: Period,
    /// The period in the rule's own words: 6个月.
    pub words: Box<str>,
    /// The rule: document number and item.
    pub basis: Box<str>,
    /// The words of `category:` that belong to it; they need not all be in the catalogue.
    pub categories: Vec<Box<str>>,
    pub span: Span,
}

/// One heading of the catalogue, with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Stands in addresses: `20-1`.
    pub id: Box<str>,
    pub label: Box<str>,
    /// The article that asks for it: 第二十条第（一）项.
    pub article: Option<Box<str>>,
    /// The article's own words.
    pub text: Option<Box<str>>,
    /// The levels of government it binds; empty for all.
    pub levels: Vec<Level>,
    /// The words a document may use for it besides the label.
    pub leaves: Vec<Box<str>>,
}

/// Where a document stands in the catalogue: places in the lists of [`Catalogue`]; `None` for what it does not say, or
/// says in words that the catalogue does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filed {
    pub category: Option<u16>,
    pub topic: Option<u16>,
    pub genre: Option<u16>,
}

impl Class {
    /// Whether bodies of a level must disclose it; a body that does not say its level is held to what binds all.
    pub fn binds(&self, level: Option<Level>) -> bool {
        self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(&level))
    }

    fn is_called(&self, text: &str) -> bool {
        &*self.label == text || self.leaves.iter().any(|leaf| &**leaf == text)
    }
}

impl Catalogue {
    /// The item of the law that a document's `category:` belongs to.
    pub fn category(&self, text: &str) -> Option<u16> {
        named(&self.categories, text)
    }

    /// The class of a `topic:`, written `class\leaf` or as the class alone. The leaf must be one of the class. A label may
    /// hold a slash of its own.
    pub fn topic(&self, text: &str) -> Option<u16> {
        let fold_alike = |known: &str, said: &str| fold(known) == fold(said);
        self.topic_as(text, |known, said| known == said).or_else(|| self.topic_as(text, fold_alike))
    }

    fn topic_as(&self, text: &str, same: impl Fn(&str, &str) -> bool) -> Option<u16> {
        let class = |label: &str| position(&self.topics, |topic| same(&topic.label, label));
        let within = |(at, mark): (usize, &str)| {
            let (label, leaf) = (text[..at].trim(), text[at + mark.len()..].trim());
            let place = class(label)?;
            self.topics[usize::from(place)].leaves.iter().any(|known| same(known, leaf)).then_some(place)
        };
        class(text).or_else(|| text.match_indices(['\\', '/', '＼']).find_map(within))
    }

    pub fn genre(&self, text: &str) -> Option<u16> {
        named(&self.genres, text)
    }

    /// Whether a document whose `category:` is `text` stands in the column that `column` names: by its own words, or as
    /// one of the kinds below an item of the law.
    pub fn is_in_column(&self, column: &str, text: &str) -> bool {
        let folded = fold(column);
        let class = || self.categories.iter().find(|class| fold(&class.label) == folded);
        fold(text) == folded || class().is_some_and(|class| class.leaves.iter().any(|leaf| fold(leaf) == fold(text)))
    }

    /// Every word a document may use, for suggesting the nearest.
    pub fn category_words(&self) -> impl Iterator<Item = &str> {
        self.categories.iter().flat_map(|class| class.leaves.iter().chain([&class.label])).map(|word| &**word)
    }

    /// Every topic as it is written, for suggesting the nearest.
    pub fn topic_words(&self) -> Vec<String> {
        let whole = |class: &Class| {
            let leaves: Vec<String> = class.leaves.iter().map(|leaf| format!("{}\\{leaf}", class.label)).collect();
            leaves.into_iter().chain([class.label.to_string()]).collect::<Vec<_>>()
        };
        self.topics.iter().flat_map(whole).collect()
    }
}

fn named(classes: &[Class], text: &str) -> Option<u16> {
    position(classes, |class| class.is_called(text)).or_else(|| {
        let folded = fold(text);
        position(classes, |class| fold(&class.label) == folded || class.leaves.iter().any(|leaf| fold(leaf) == folded))
    })
}

fn position(classes: &[Class], is: impl Fn(&Class) -> bool) -> Option<u16> {
    classes.iter().position(is).and_then(|at| u16::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(id: &str, label: &str, leaves: &[&str]) -> Class {
        let leaves = leaves.iter().map(|leaf| (*leaf).into()).collect();
        Class { id: id.into(), label: label.into(), article: None, text: None, levels: Vec::new(), leaves }
    }

    #[test]
    fn words_find_their_place() {
        let catalogue = Catalogue {
            categories: vec![class("20-1", "规范性文件", &["行政规范性文件"]), class("20-7", "财政预算、决算", &[])],
            topics: vec![
                class("02", "综合政务", &["政务公开", "参事、文史"]),
                class("14", "民政/扶贫/救灾", &["减灾/救济"]),
            ],
            genres: vec![class("order", "命令（令）", &[])],
            ..Catalogue::default()
        };
        assert_eq!(catalogue.category("行政规范性文件"), Some(0));
        assert_eq!(catalogue.category("财政预算,决算"), Some(1));
        assert_eq!(catalogue.category("通知"), None);
        assert_eq!(catalogue.topic("综合政务\\政务公开"), Some(0));
        assert_eq!(catalogue.topic("综合政务/参事、文史"), Some(0));
        assert_eq!(catalogue.topic("综合政务"), Some(0));
        assert_eq!(catalogue.topic("综合政务\\财政"), None);
        assert_eq!(catalogue.topic("民政/扶贫/救灾"), Some(1));
        assert_eq!(catalogue.topic("民政/扶贫/救灾\\减灾/救济"), Some(1));
        assert_eq!(catalogue.topic("民政/扶贫/救灾/减灾/救济"), Some(1));
        assert_eq!(catalogue.topic("民政/扶贫"), None);
        assert_eq!(catalogue.genre("命令(令)"), Some(0));
    }
}
