//! Plain values: what a portal is made of. Nothing here reads, writes or prints.

pub mod address;
pub mod agency;
pub mod amount;
pub mod body;
pub mod catalogue;
pub mod crossfoot;
pub mod date;
pub mod filing;
pub mod form;
pub mod index_number;
pub mod item;
pub mod listing;
pub mod page;
pub mod portal;
pub mod reach;
pub mod report;
pub mod rollup;
pub mod section;
pub mod site;

pub use address::Address;
pub use agency::{Agency, Column, Contact, Kind, Level};
pub use amount::{Amount, Entry};
pub use body::{Body, Link, Plain, PlainKind};
pub use catalogue::{Catalogue, Class, Filed};
pub use crossfoot::{Imbalance, crossfoot};
pub use date::Date;
pub use filing::{Filing, due, filing};
pub use form::{Form, FormId, Section, Table};
pub use index_number::IndexNumber;
pub use item::{Item, Validity};
pub use listing::{Index, Leaf, Listing};
pub use page::{Make, Output, Page};
pub use portal::{Organizer, Portal};
pub use report::{Cell, Report, Value, Waiver};
pub use rollup::RollUp;
pub use site::{AgencyId, Hidden, ItemId, PlainId, ReportId, Site};
