//! How far long work is, told to whoever shows it.

/// Told how far the work is; a command line may show it.
pub trait Progress: Sync {
    /// A step with so many parts begins; 0 where that is not known yet.
    fn step(&self, name: &'static str, parts: usize);
    /// The step has so many parts.
    fn parts(&self, parts: usize);
    /// One part is done.
    fn tick(&self);
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _: &'static str, _: usize) {}
    fn parts(&self, _: usize) {}
    fn tick(&self) {}
}
