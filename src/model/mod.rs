//! Plain values: what a portal is made of. Nothing here reads, writes or prints.

pub mod address;
pub mod agency;
pub mod amount;
pub mod body;
pub mod crossfoot;
pub mod date;
pub mod form;
pub mod item;
pub mod portal;
pub mod report;
pub mod section;
pub mod site;

pub use address::{Address, Make, Output, Page};
pub use agency::{Agency, Contact, Kind, Level};
pub use amount::{Amount, Entry};
pub use body::{Body, Link, Plain, PlainKind};
pub use crossfoot::{Imbalance, crossfoot};
pub use date::Date;
pub use form::{Form, FormId, Section, Table};
pub use item::{Item, Validity};
pub use portal::{Organizer, Portal};
pub use report::{Cell, Report, Value, Waiver};
pub use site::{AgencyId, ItemId, PlainId, ReportId, Site};
