//! What a body calls itself: its name, the end of that, or its short form (县人力社保局, 发改局).

/// No name is longer, in characters.
const LONGEST: usize = 24;

/// Behind these no place ends: 市场监督管理局, 城市管理局, 社区服务中心.
const NO_PLACES: [&str; 7] = ["市场", "市政", "市容", "市民", "城市", "社区", "城区"];

/// Whether a body of one of these names (with 政府 for 人民政府) calls itself so.
pub fn is_called(names: &[String], said: &str) -> bool {
    let said = said.replace("人民政府", "政府");
    said.chars().nth(1).is_some() && names.iter().any(|name| variants(name).iter().any(|name| fits(name, &said)))
}

/// How many bytes at the head of a text are the body's own name.
pub fn at_head(names: &[String], text: &str) -> Option<usize> {
    let ends = text.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    ends.filter(|end| is_called(names, &text[..*end])).last()
}

/// A name, and as it is often cut: 鹤山镇 for 鹤山镇政府, 发展改革委 for 发展改革委员会.
fn variants(name: &str) -> Vec<String> {
    let mut found = vec![name.to_owned()];
    let cut = name.strip_suffix("政府").or_else(|| name.strip_suffix("办事处"));
    found.extend(cut.filter(|cut| cut.ends_with(['镇', '乡']) || cut.ends_with("街道")).map(str::to_owned));
    for (long, short) in [("委员会", "委"), ("办公室", "办"), ("办事处", "办")] {
        found.extend(name.strip_suffix(long).map(|rest| format!("{rest}{short}")));
    }
    found
}

/// Whether words are a name or short for it: of its place the end or nothing, of the rest some characters, with
/// the first and the last. 市教育局 is none of 示例市示例区教育局.
fn fits(name: &str, said: &str) -> bool {
    let (place, body) = name.split_at(end_of_place(name));
    let is_short = |at: usize| {
        let (head, tail) = said.split_at(at);
        let mut left = body.chars();
        place.ends_with(head)
            && tail.chars().nth(1).is_some()
            && tail.chars().next() == body.chars().next()
            && tail.chars().next_back() == body.chars().next_back()
            && tail.chars().all(|c| left.any(|own| own == c))
    };
    said.char_indices().take(LONGEST).any(|(at, _)| is_short(at))
}

/// Where the place ends with which a name begins.
fn end_of_place(name: &str) -> usize {
    let of_else = |at: usize| {
        let within = |from: usize, word: &str| (from..from + word.len()).contains(&at);
        // 示例市民政局, 示例市政府
        let of_place = |from: usize| ["市民政", "市政府", "市政务"].iter().any(|own| name[from..].starts_with(own));
        let other = |word: &str| name.match_indices(word).any(|(from, _)| within(from, word) && !of_place(from));
        NO_PLACES.iter().any(|word| other(word))
    };
    let ends = name.char_indices().filter(|(at, c)| "省市县区旗州".contains(*c) && !of_else(*at));
    ends.map(|(at, c)| at + c.len_utf8()).next_back().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_short_names() {
        let called = |name: &str, said: &str| is_called(&[name.to_owned()], said);
        for said in ["人社局", "县人力社保局", "示例县人社局", "人力资源和社会保障局"] {
            assert!(called("示例县人力资源和社会保障局", said), "{said}");
        }
        assert!(called("示例市示例区发展和改革委员会", "区发展改革委"));
        assert!(called("示例县甲山镇政府", "甲山镇"));
        assert!(called("示例市市场监督管理局", "市市场监管局"));
        assert!(!called("示例市示例区教育局", "市教育局"));
        assert!(!called("示例市示例区教育局", "区政府"));
        assert!(!called("示例县城市管理局", "市管理局"));
        assert!(!called("示例县甲山镇政府", "县政府"));
        assert_eq!(at_head(&["示例县应急管理局".to_owned()], "县应急局未收到"), Some("县应急局".len()));
    }
}
