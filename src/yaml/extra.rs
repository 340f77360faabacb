//! Values that nobody but a template asks for: an office's own keys, a theme's parameters.

use serde::Serialize;

use super::{Kind, Node};

/// What stands under `extra:` or `params:`, without places; templates see it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
#[serde(untagged)]
pub enum Extra {
    #[default]
    None,
    Text(Box<str>),
    List(Vec<Extra>),
    #[serde(serialize_with = "as_map")]
    Map(Vec<(Box<str>, Extra)>),
}

impl Extra {
    /// The value of a node. As everywhere, a key with nothing behind it counts as not given.
    pub fn of(node: &Node) -> Extra {
        let given = |node: &&Node| !node.is_blank();
        match &node.kind {
            Kind::Text(..) if node.is_blank() => Extra::None,
            Kind::Text(text, _) => Extra::Text((&**text).into()),
            Kind::List(nodes) => Extra::List(nodes.iter().filter(given).map(Extra::of).collect()),
            Kind::Map(entries) => {
                let entries = entries.iter().filter(|(_, node)| !node.is_blank());
                Extra::Map(entries.filter_map(|(key, node)| Some((key.text()?.into(), Extra::of(node)))).collect())
            }
        }
    }

    /// Tells every text in it.
    pub fn texts(&self, tell: &mut impl FnMut(&str)) {
        match self {
            Extra::None => {}
            Extra::Text(text) => tell(text),
            Extra::List(values) => values.iter().for_each(|value| value.texts(tell)),
            Extra::Map(entries) => entries.iter().for_each(|(_, value)| value.texts(tell)),
        }
    }

    /// These values with `over` laid over them: keys of maps one by one, anything else whole.
    pub fn overlaid(&self, over: &Extra) -> Extra {
        match (self, over) {
            (_, Extra::None) => self.clone(),
            (Extra::Map(own), Extra::Map(over)) => {
                let mut entries = own.clone();
                for (key, value) in over {
                    match entries.iter_mut().find(|(known, _)| known == key) {
                        Some((_, known)) => *known = known.overlaid(value),
                        None => entries.push((key.clone(), value.clone())),
                    }
                }
                Extra::Map(entries)
            }
            _ => over.clone(),
        }
    }
}

fn as_map<S: serde::Serializer>(entries: &[(Box<str>, Extra)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
}
