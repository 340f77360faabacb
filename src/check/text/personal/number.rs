//! What a row of digits is by its own arithmetic: the number of a resident, of a bank card, of a telephone.

use crate::diagnostic::has_check_digit;
use crate::model::Date;

/// The first two digits of an administrative division (GB/T 2260).
const PROVINCES: [u8; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82,
];

/// 公民身份号码 (GB 11643): division, a day of birth that can be, a sequence, and a check digit by ISO 7064, mod 11-2.
/// `digits` are 18, `X` in the last place stands for ten; `latest` is the last day on which somebody can be born.
///
/// The day is what tells such a number from the 统一社会信用代码 of an office, which may pass the check digit too.
pub fn is_identity(digits: &[u8], latest: Option<Date>) -> bool {
    is_like_identity(digits, latest) && has_check_digit(digits)
}

/// All of a resident's number but that its check digit may be wrong: mistyped, or cut off where a workbook kept it as a
/// figure. Much else looks like it.
pub fn is_like_identity(digits: &[u8], latest: Option<Date>) -> bool {
    digits.len() == 18
        && digits[..17].iter().all(u8::is_ascii_digit)
        && has_province(digits)
        && birthday(1, &digits[6..14], latest)
}

/// All of a resident's number but its last digit, which was lost.
pub fn is_cut_identity(digits: &[u8], latest: Option<Date>) -> bool {
    digits.len() == 17 && is_like_identity(&[digits, b"X"].concat(), latest)
}

/// The number of fifteen digits that was given out until 1999; it has no check digit, so much else looks like it.
pub fn is_old_identity(digits: &[u8]) -> bool {
    digits.len() == 15 && digits.iter().all(u8::is_ascii_digit) && has_province(digits) && {
        let day = [b"19", &digits[6..12]].concat();
        birthday(1, &day, None)
    }
}

/// 残疾人证号: an identity number, the kind of disability (1 to 7) and its degree (1 to 4).
pub fn is_disability_certificate(digits: &[u8], latest: Option<Date>) -> bool {
    digits.len() == 20
        && is_identity(&digits[..18], latest)
        && (b'1'..=b'7').contains(&digits[18])
        && (b'1'..=b'4').contains(&digits[19])
}

fn has_province(digits: &[u8]) -> bool {
    let pair = |at: usize| (digits[at] - b'0') * 10 + (digits[at + 1] - b'0');
    // A municipality has districts and counties and no prefectures: 1134… begins the code of an office in Anhui.
    let is_municipality = matches!(pair(0), 11 | 12 | 31 | 50);
    (PROVINCES.contains(&pair(0)) || pair(0) == 83) && (!is_municipality || (1..=3).contains(&pair(2)))
}

fn birthday(least: i8, day: &[u8], latest: Option<Date>) -> bool {
    let number = |digits: &[u8]| digits.iter().fold(0_i16, |sum, digit| sum * 10 + i16::from(digit - b'0'));
    let (year, month, day) = (number(&day[..4]), number(&day[4..6]) as i8, number(&day[6..]) as i8);
    let born = Date::new(year, month.max(0), day.max(0)).filter(|_| month >= least);
    born.is_some_and(|born| (1900..=2100).contains(&year) && latest.is_none_or(|latest| born <= latest))
}

/// Mobile numbers begin with 13 to 19 and have eleven digits.
pub fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1])
}

/// Whether the nought that is dialled before a long distance stands before a mobile number. No area code begins so.
pub fn has_trunk(digits: &[u8]) -> bool {
    digits.len() == 12 && digits[0] == b'0' && is_mobile(&digits[1..])
}

/// 统一社会信用代码 (GB 32100): its check character by modulus 31 is right.
pub fn is_credit_code(signs: &[u8]) -> bool {
    const SIGNS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    if signs.len() != 18 {
        return false;
    }
    let mut weight = 1;
    let mut sum = 0;
    for (at, sign) in signs.iter().enumerate() {
        let Some(value) = SIGNS.iter().position(|known| *known == sign.to_ascii_uppercase()) else { return false };
        // The last sign makes up what is wanting.
        sum += value * if at == 17 { 1 } else { weight };
        weight = weight * 3 % 31;
    }
    sum % 31 == 0
}

/// Whether digits begin as the years do in which anything was given out.
pub fn begins_as_year(digits: &[u8]) -> bool {
    digits.starts_with(b"19") || digits.starts_with(b"20")
}

/// Nobody has a number of nothing but noughts.
fn one_digit(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// A card number: its check digit (ISO/IEC 7812-1, Luhn) is right.
pub fn is_card(digits: &[u8]) -> bool {
    let doubled = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let mut sum = 0_u32;
    for (at, digit) in digits.iter().rev().enumerate() {
        if !digit.is_ascii_digit() {
            return false;
        }
        let digit = digit - b'0';
        sum += u32::from(if at % 2 == 1 { doubled(digit) } else { digit });
    }
    (16..=19).contains(&digits.len()) && sum.is_multiple_of(10) && !one_digit(digits)
}

/// Whether a card's first digits are those of cards given out in China: UnionPay with 16 or 19 digits.
pub fn is_unionpay(digits: &[u8]) -> bool {
    digits.starts_with(b"62") && matches!(digits.len(), 16 | 19)
}

/// Whether digits begin as those of cards do that anybody has; what else has a check digit like theirs has it by chance.
pub fn is_issued(digits: &[u8]) -> bool {
    match digits {
        [b'6', ..] => true,
        [b'4' | b'5', ..] => digits.len() == 16,
        _ => digits.starts_with(b"9558"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_the_standards() {
        for number in ["11010519491231002X", "440524188001010014"] {
            // The standard's second sample was born in 1880, which no longer occurs.
            assert_eq!(is_identity(number.as_bytes(), None), number.starts_with("11"), "{number}");
        }
        assert!(is_card(b"4111111111111111"));
        assert!(is_old_identity(b"110105491231002"));
    }

    #[test]
    fn numbers_of_offices_are_not_numbers_of_people() {
        for number in ["113308247743941119", "113325000026455663", "11341703003249434A", "110105194902310021"] {
            assert!(!is_identity(number.as_bytes(), None), "{number}");
        }
        assert!(is_credit_code(b"91350100M000100Y43") && !is_credit_code(b"91350100M000100Y44"));
        assert!(!is_credit_code(b"11010519491231002X") && !is_credit_code(b"9135"));
        assert!(!is_identity(b"11010519491231002X", Date::new(1949, 12, 30)));
        assert!(is_like_identity(b"110105194912310021", None) && !is_like_identity(b"110105194913310021", None));
    }
}
