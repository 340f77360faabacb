//! Index numbers (索引号): `<code>/<year or year and month>-<serial>`.
//!
//! No national rule on their shape was found; this is what portals of all levels publish (000014349/2017-00110,
//! 11341703003249434A/202406-00042).

/// An index number in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexNumber<'t> {
    /// Who numbered it: 统一社会信用代码, 组织机构代码, or a code of the place.
    pub code: &'t str,
    pub year: i16,
    pub serial: u32,
    /// All before the serial: numbers with the same series count on from one another.
    pub series: &'t str,
}

impl<'t> IndexNumber<'t> {
    /// The parts of a well-formed index number.
    pub fn parse(text: &'t str) -> Option<IndexNumber<'t>> {
        let (series, serial) = text.rsplit_once('-')?;
        let (code, moment) = series.split_once('/')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let plain = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit() || c == b'-';
        let good_code = (8..=18).contains(&code.len()) && code.bytes().all(plain);
        let good_moment = digits(moment) && matches!(moment.len(), 4 | 6);
        let good_serial = digits(serial) && (5..=6).contains(&serial.len());
        if !good_code || !good_moment || !good_serial {
            return None;
        }
        let month = moment.get(4..6).map_or(1, |month| month.parse().unwrap_or(0));
        let year: i16 = moment[..4].parse().ok()?;
        let real = (1949..=2999).contains(&year) && (1..=12).contains(&month);
        real.then_some(IndexNumber { code, year, serial: serial.parse().ok()?, series })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_shapes_are_understood() {
        for text in [
            "000014349/2017-00110",
            "0142768-8/2022-00185",
            "3212000002/2018-354983",
            "11341703003249434A/202406-00042",
        ] {
            assert!(IndexNumber::parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "无",
            "000014349/2017",
            "000014349-2017-00110",
            "000014349/201713-00110",
            "x/2017-00110",
            "000014349/2017-1",
        ] {
            assert_eq!(IndexNumber::parse(text), None, "{text}");
        }
        let number = IndexNumber::parse("11341703003249434A/202406-00042").unwrap();
        assert_eq!((number.code, number.year, number.serial), ("11341703003249434A", 2024, 42));
        assert_eq!(number.series, "11341703003249434A/202406");
    }
}
