//! The text of a PDF (ISO 32000), as it lies on its pages: glyphs of one height are a line, and a wide gap is the border
//! of a cell. Letters are told by ToUnicode, by the predefined character maps (GBK-EUC-H, UniGB-UCS2-H …) or by their names.

use std::io::Read;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};

use crate::check::text::alone::alone;

use super::package::Source;
use super::{Lines, Place, Unread};

/// How many pages are looked at.
const MOST_PAGES: usize = 3000;

/// How much is drawn of one file, in letters: a form that draws ten others, each ten more, would be drawn for ever.
const MOST_DRAWN: usize = 4_000_000;

/// What lines, pictures and clips cost of it.
const PATH: usize = 4;
const CLIP: usize = 20;

/// Fonts and forms may stand in each other: as much stack as a thread of a program has.
const STACK: usize = 16 * 1024 * 1024;

/// What is drawn has so many units to the height of a letter.
const EM: f64 = 1000.0;

/// Stands for a gap that is the border of a cell only where the line has others.
const NARROW: char = '\u{1f}';

/// So many spaces are the border of a cell, too.
const SPACES: &str = "   ";

/// A line of a page: its cells.
type Line = Vec<String>;

/// Hands on the lines of every page.
pub fn read(mut source: Box<dyn Source>, lines: &mut Lines) -> Result<(), Unread> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(|_| Unread::Damaged)?;
    let (pages, read) = apart(move || pages(bytes, MOST_DRAWN))?;
    let mut in_table = false;
    for (number, page) in pages.iter().enumerate() {
        let place = Place::Page(number as u32 + 1);
        for cells in page {
            match (cells.len() > 1, in_table) {
                (true, false) => lines.begin_table(),
                (false, true) => lines.end_table(),
                _ => {}
            }
            in_table = cells.len() > 1;
            match &cells[..] {
                // No blank line between them: a number may go on.
                [words] => lines.line(&words.replace('|', " "), place.clone()),
                cells => lines.row(cells, place.clone()),
            }
        }
    }
    lines.end_table();
    read
}

/// A file may be damaged in ways nobody thought of, or go deeper than a thread of others reaches.
fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Unread> {
    let reader = thread::Builder::new().stack_size(STACK).spawn(|| alone(work)).map_err(|_| Unread::Damaged)?;
    reader.join().ok().and_then(Result::ok).ok_or(Unread::Damaged)
}

/// The lines of every page, and whether they are all that it shows: no more than `room` is drawn.
fn pages(bytes: Vec<u8>, mut room: usize) -> (Vec<Vec<Line>>, Result<(), Unread>) {
    let Ok(pdf) = Pdf::new(bytes) else { return (Vec::new(), Err(Unread::Damaged)) };
    let cache = InterpreterCache::new();
    let (mut pages, mut letters, mut unknown, mut pictures) = (Vec::new(), 0, 0, 0);
    for page in pdf.pages().iter() {
        if pages.len() >= MOST_PAGES {
            return (pages, Err(Unread::TooLarge));
        }
        let everywhere = Rect::new(-1e6, -1e6, 1e6, 1e6);
        let mut context =
            Context::new(Affine::IDENTITY, everywhere, &cache, pdf.xref(), InterpreterSettings::default());
        let mut sheet = Sheet { room, ..Sheet::default() };
        let whole = panic::catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut sheet)));
        if let Err(why) = whole {
            match why.is::<Enough>() {
                true => return (pages, Err(Unread::TooLarge)),
                false => panic::resume_unwind(why),
            }
        }
        room = sheet.room;
        letters += sheet.letters;
        unknown += sheet.unknown;
        pictures += usize::from(sheet.letters + sheet.unknown == 0 && sheet.is_drawn);
        pages.push(sheet.finish());
    }
    let read = match () {
        () if pages.is_empty() => Err(Unread::Damaged),
        () if pictures * 2 > pages.len() => Err(Unread::Pictures),
        () if unknown > letters => Err(Unread::Letters),
        () => Ok(()),
    };
    (pages, read)
}

/// Where a letter ended.
#[derive(Clone, Copy)]
struct End {
    along: f64,
    across: f64,
    height: f64,
}

/// Ends the drawing of a file that is never done: whoever draws asks nothing.
struct Enough;

/// What is drawn on a page.
#[derive(Default)]
struct Sheet {
    /// How much more is drawn.
    room: usize,
    lines: Vec<Line>,
    last: Option<End>,
    letters: usize,
    unknown: usize,
    is_drawn: bool,
}

impl Sheet {
    fn draws(&mut self, cost: usize) {
        match self.room.checked_sub(cost) {
            Some(room) => self.room = room,
            None => panic::resume_unwind(Box::new(Enough)),
        }
    }

    fn letter(&mut self, words: &str, transform: Affine, advance: f64, is_new_run: bool) {
        let (start, tip, top) =
            (transform * Point::ZERO, transform * Point::new(EM, 0.0), transform * Point::new(0.0, EM));
        let (width, height) = ((tip - start).hypot(), (top - start).hypot());
        if !(width.is_normal() && height.is_normal()) {
            return;
        }
        // Along its own direction: a page may be turned.
        let direction = (tip - start) / width;
        let along = start.x * direction.x + start.y * direction.y;
        let across = start.y * direction.x - start.x * direction.y;
        let advance = advance * width / EM;
        let gap =
            self.last.map(|last| (along - last.along, (across - last.across).abs() > 0.4 * height.min(last.height)));
        match gap {
            Some((gap, false)) if gap > -0.8 * height => {
                let wide = if is_new_run { 0.45 } else { 1.0 };
                match self.lines.last_mut() {
                    Some(line) if gap > wide * height => line.push(String::new()),
                    Some(line) if gap > 0.2 * height => {
                        let mark = if is_new_run { NARROW } else { ' ' };
                        line.last_mut().into_iter().for_each(|cell| cell.push(mark));
                    }
                    _ => {}
                }
            }
            _ => self.lines.push(vec![String::new()]),
        }
        if let Some(cell) = self.lines.last_mut().and_then(|line| line.last_mut()) {
            cell.extend(words.chars().map(as_written));
        }
        self.last = Some(End { along: along + advance, across, height });
    }

    /// Its lines, cut where there are many spaces, too.
    fn finish(self) -> Vec<Line> {
        let cells = |line: Line| -> Line {
            let is_row = line.len() > 1;
            let apart = |cell: &String| match is_row {
                true => cell.replace(NARROW, SPACES),
                false => cell.replace(NARROW, " "),
            };
            let words = line.iter().map(apart).collect::<Vec<_>>();
            let cut = words.iter().flat_map(|cell| cell.split(SPACES)).map(|cell| cell.trim().to_owned());
            cut.filter(|cell| !cell.is_empty()).collect()
        };
        self.lines.into_iter().map(cells).filter(|line| !line.is_empty()).collect()
    }
}

impl Device<'_> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for (at, glyph) in run.glyphs().iter().enumerate() {
            self.draws(1);
            let words = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(words)) => words,
                None => {
                    self.unknown += 1;
                    continue;
                }
            };
            let advance = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            self.letters += 1;
            self.letter(&words, props.transform * glyph.transform(), f64::from(advance.unwrap_or(0.0)), at == 0);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.draws(PATH);
        self.is_drawn = true;
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.draws(PATH);
        self.is_drawn = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.draws(CLIP);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Fonts name some characters by the radical that looks like them (U+2F00–2FD5): ⾝份证 is 身份证.
fn as_written(c: char) -> char {
    const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
    廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
    邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
    match (c as u32).checked_sub(0x2f00) {
        Some(at @ 0..214) => RADICALS.chars().nth(at as usize).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_apart_is_damaged() {
        assert!(apart(|| 7) == Ok(7) && apart(|| panic!("within")) == Err(Unread::Damaged));
    }

    #[test]
    fn forms_that_draw_each_other_are_drawn_for_a_while() {
        // Each of four forms draws the next one ten times.
        let form = |number: usize| {
            let draw = "/A Do ".repeat(10);
            let next = number + 1;
            format!(
                "{number} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A {next} 0 R>>>>\
                 /Length {}>>stream\n{draw}\nendstream endobj\n",
                draw.len()
            )
        };
        let pdf = format!(
            "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
             2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
             3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>> endobj\n\
             4 0 obj <</Length 5>>stream\n/A Do\nendstream endobj\n{}{}{}{}\
             9 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0>>stream\n\nendstream endobj\n\
             trailer <</Root 1 0 R>>\n%%EOF",
            form(5),
            form(6),
            form(7),
            form(8)
        );
        let read = |room| {
            apart({
                let bytes = pdf.clone().into_bytes();
                move || pages(bytes, room).1
            })
        };
        assert_eq!(read(10_000 * CLIP), Ok(Err(Unread::TooLarge)));
        assert_eq!(read(12_000 * CLIP), Ok(Ok(())));
    }

    #[test]
    fn radicals_are_the_characters_they_look_like() {
        assert_eq!("⾝份证⼀⿕".chars().map(as_written).collect::<String>(), "身份证一龠");
    }
}
