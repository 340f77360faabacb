//! gongkai turns a folder of Markdown and YAML into a checked, static disclosure portal.
//!
//! A portal is read into one value ([`model::Site`]), the value is checked, the files that `public/`
//! shall hold are planned, each is made, and only what changed is written. The steps, in order:
//! [`read::site`], [`check::site`], [`plan::outputs`], [`render::Renderer::view`] and [`render::Renderer::page`],
//! [`search::index`], [`write::Writer`]. Only [`pipeline`] knows that order.
//!
//! Each paragraph of the list below is a floor, the ground floor first. A module uses modules of the
//! floors before it in this list, never one of its own floor or of a later one. `tests/floors.rs`
//! holds us to it.
#![forbid(unsafe_code)]

pub mod chinese;
pub mod diagnostic;
pub mod embedded;
pub mod fold;
pub mod near;
pub mod needles;
pub mod write;

pub mod markdown;
pub mod yaml;

pub mod model;

pub mod check;
#[cfg(feature = "external")]
pub mod external;
pub mod mend;
pub mod plan;
pub mod read;
pub mod render;
pub mod schema;
pub mod search;

pub mod pipeline;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
