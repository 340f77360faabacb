//! The one source of chance: splitmix64, written out here so that the made-up portal is the same on every machine
//! and with every version of every library.

/// Any fixed number will do; changing it changes every figure and every sentence of the benchmark.
const SEED: u64 = 0x0067_6F6E_676B_6169;

pub struct Random(u64);

impl Random {
    /// A stream of its own for each agency, so that agency 7 is the same agency in a portal of any size.
    pub fn for_agency(number: usize) -> Self {
        let mut start = Random(SEED ^ (number as u64));
        Random(start.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `end`. The slight bias of the remainder does no harm here.
    pub fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end)) as u32
    }

    /// A number from `low` to `high`, both included.
    pub fn within(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    pub fn one_in(&mut self, odds: u32) -> bool {
        self.below(odds) == 0
    }

    pub fn pick<'a, T: ?Sized>(&mut self, stock: &[&'a T]) -> &'a T {
        stock[self.below(stock.len() as u32) as usize]
    }
}
