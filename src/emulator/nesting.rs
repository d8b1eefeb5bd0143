//! What becomes of entities that lie in one another, as Telegram straightens them: styles of one
//! kind are one, code holds nothing and lies in nothing, links and quotes do not overlap.

use serde_json::{Value, json};

/// Styles may be in anything but code, and anything but code may be in them.
const STYLES: [&str; 5] = ["bold", "italic", "underline", "strikethrough", "spoiler"];
const CODE: [&str; 2] = ["code", "pre"];
const QUOTES: [&str; 2] = ["blockquote", "expandable_blockquote"];

/// From one UTF-16 unit up to another.
#[derive(Clone, Copy)]
struct Span {
    begin: u64,
    end: u64,
}

impl Span {
    fn of(entity: &Value) -> Span {
        let begin = entity["offset"].as_u64().unwrap_or_default();
        Span { begin, end: begin + entity["length"].as_u64().unwrap_or_default() }
    }

    fn meets(self, other: Span) -> bool {
        self.begin < other.end && other.begin < self.end
    }

    fn within(self, other: Span) -> bool {
        other.begin <= self.begin && self.end <= other.end
    }
}

fn is_one_of(entity: &Value, kinds: &[&str]) -> bool {
    entity["type"].as_str().is_some_and(|kind| kinds.contains(&kind))
}

/// The same entities, as they may stand beside and in one another.
pub fn straighten(mut entities: Vec<Value>) -> Vec<Value> {
    super::entity::sort(&mut entities);
    let (styles, others): (Vec<_>, Vec<_>) = entities.into_iter().partition(|entity| is_one_of(entity, &STYLES));
    let (quotes, whole): (Vec<_>, Vec<_>) = others.into_iter().partition(|entity| is_one_of(entity, &QUOTES));
    let quotes = apart(quotes);
    let crosses = |entity: &Value| {
        let span = Span::of(entity);
        quotes.iter().map(Span::of).any(|quote| span.meets(quote) && !span.within(quote))
    };
    let whole: Vec<Value> = apart(whole).into_iter().filter(|entity| !crosses(entity)).collect();
    let code: Vec<Span> = whole.iter().filter(|entity| is_one_of(entity, &CODE)).map(Span::of).collect();
    let mut all: Vec<Value> = merged(styles).iter().flat_map(|style| around(style, &code)).collect();
    all.extend(whole);
    all.extend(quotes);
    super::entity::sort(&mut all);
    all
}

/// Those that do not begin in one before them.
fn apart(entities: Vec<Value>) -> Vec<Value> {
    let mut free = 0;
    let begins_outside = |entity: &Value| {
        let span = Span::of(entity);
        let outside = span.begin >= free;
        if outside {
            free = span.end;
        }
        outside
    };
    let mut begins_outside = begins_outside;
    entities.into_iter().filter(|entity| begins_outside(entity)).collect()
}

/// One entity of those of a kind that share characters.
fn merged(styles: Vec<Value>) -> Vec<Value> {
    let mut merged: Vec<Value> = Vec::new();
    for style in styles {
        let span = Span::of(&style);
        let same = |other: &&mut Value| other["type"] == style["type"] && Span::of(other).meets(span);
        match merged.iter_mut().find(same) {
            Some(other) => {
                let known = Span::of(other);
                other["length"] = json!(known.end.max(span.end) - known.begin);
            }
            None => merged.push(style),
        }
    }
    merged
}

/// The parts of a style that are not in code.
fn around(style: &Value, code: &[Span]) -> Vec<Value> {
    let whole = Span::of(style);
    let (mut parts, mut begin) = (Vec::new(), whole.begin);
    let mut part = |begin: u64, end: u64| {
        if begin < end {
            let mut part = style.clone();
            (part["offset"], part["length"]) = (json!(begin), json!(end - begin));
            parts.push(part);
        }
    };
    for code in code.iter().filter(|code| code.meets(whole)) {
        part(begin, code.begin);
        begin = begin.max(code.end);
    }
    part(begin, whole.end);
    parts
}

#[cfg(test)]
mod tests {
    use crate::emulator::html;

    fn read(input: &str) -> String {
        let (_, entities) = html::parse(input).unwrap();
        let shown = super::straighten(entities)
            .into_iter()
            .map(|entity| format!("{} {}+{}", entity["type"].as_str().unwrap(), entity["offset"], entity["length"]));
        shown.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn styles_of_one_kind_are_one_and_others_stay() {
        assert_eq!(read("<b>a<b>b</b>c</b>"), "bold 0+3");
        assert_eq!(read("<b>a<i>b<b>c</b></i></b>"), "bold 0+3, italic 1+2");
        assert_eq!(read("<b>a</b><b>b</b>"), "bold 0+1, bold 1+1");
    }

    #[test]
    fn code_holds_nothing_and_lies_in_no_style() {
        assert_eq!(read("<code>a<b>b</b></code>"), "code 0+2");
        assert_eq!(read("<b>a<code>b</code>c</b>"), "bold 0+1, code 1+1, bold 2+1");
        assert_eq!(read("<b><pre>b</pre></b>"), "pre 0+1");
        assert_eq!(read("<code>a<a href=\"https://e.kr\">b</a></code>"), "code 0+2");
    }

    #[test]
    fn links_and_quotes_do_not_overlap() {
        assert_eq!(read("<a href=\"https://e.kr\">a<code>b</code></a>"), "text_link 0+2");
        assert_eq!(read("<blockquote>a<blockquote>b</blockquote></blockquote>"), "blockquote 0+2");
        assert_eq!(read("<blockquote>a<code>b</code></blockquote>"), "blockquote 0+2, code 1+1");
        assert_eq!(read("<code>a<blockquote>b</blockquote></code>"), "blockquote 1+1");
    }
}
