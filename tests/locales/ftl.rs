//! The message files as data: which messages, with which variables, told apart by which values.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use madang::text::josa::PAIRS;

/// All files of a language.
pub struct Locale {
    pub code: String,
    pub messages: BTreeMap<String, Message>,
    pub problems: Vec<String>,
}

/// One message.
pub struct Message {
    pub file: String,
    pub pattern: Pattern<String>,
    pub refers_to: BTreeSet<String>,
    pub josa_pairs: BTreeSet<String>,
    /// Its own variables; those of messages it refers to come on top.
    own: BTreeMap<String, Kind>,
}

/// What is known of a variable from how it is used.
#[derive(Clone, Debug, Default)]
struct Kind {
    is_number: bool,
    keys: BTreeSet<String>,
}

/// A value to try.
#[derive(Clone, Debug)]
pub enum Sample {
    Number(i64),
    Word(String),
}

impl Locale {
    /// The reference language first.
    pub fn all() -> Vec<Locale> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        let mut codes = names(&root);
        codes.sort_by_key(|code| (code != "ko", code.clone()));
        codes.into_iter().map(|code| Locale::read(&root, code)).collect()
    }

    fn read(root: &Path, code: String) -> Locale {
        let mut locale = Locale { code, messages: BTreeMap::new(), problems: Vec::new() };
        for name in names(&root.join(&locale.code)) {
            let file = format!("{}/{name}", locale.code);
            if !name.ends_with(".ftl") {
                locale.problems.push(format!("{file} is no .ftl file"));
                continue;
            }
            let source = fs::read_to_string(root.join(&file)).unwrap();
            match fluent_syntax::parser::parse(source.clone()) {
                Ok(resource) => resource.body.into_iter().for_each(|entry| locale.add(&file, entry)),
                Err((_, errors)) => {
                    let line = source[..errors[0].pos.start].matches('\n').count() + 1;
                    locale.problems.push(format!("{file}:{line}: {}", errors[0]));
                }
            }
        }
        locale
    }

    fn add(&mut self, file: &str, entry: Entry<String>) {
        let Entry::Message(message) = entry else { return };
        let id = message.id.name;
        if !message.attributes.is_empty() {
            self.problems.push(format!("{file}: {id} has attributes, which nothing reads"));
        }
        let Some(pattern) = message.value else {
            return self.problems.push(format!("{file}: {id} says nothing"));
        };
        let mut read = Message {
            file: file.to_owned(),
            refers_to: BTreeSet::new(),
            josa_pairs: BTreeSet::new(),
            own: BTreeMap::new(),
            pattern: Pattern { elements: Vec::new() },
        };
        read.look_at(&pattern);
        read.pattern = pattern;
        if let Some(before) = self.messages.insert(id.clone(), read) {
            self.problems.push(format!("{id} is in {} and in {file}", before.file));
        }
    }

    /// The variables of a message and of those it refers to.
    pub fn variables(&self, id: &str) -> BTreeSet<String> {
        let Some(message) = self.messages.get(id) else { return BTreeSet::new() };
        let inherited = message.refers_to.iter().flat_map(|id| self.variables(id));
        message.own.keys().cloned().chain(inherited).collect()
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
    let mut names: Vec<String> = entries.map(|entry| name(entry).unwrap()).collect();
    names.sort();
    names
}

/// Values for a variable, such that every variant of every language is met.
pub fn samples(locales: &[Locale], id: &str, variable: &str) -> Vec<Sample> {
    let kinds: Vec<&Kind> = locales
        .iter()
        .flat_map(|locale| {
            let message = locale.messages.get(id);
            let below = message.into_iter().flat_map(|message| &message.refers_to);
            message.into_iter().chain(below.filter_map(|id| locale.messages.get(id)))
        })
        .filter_map(|message| message.own.get(variable))
        .collect();
    let keys = kinds.iter().flat_map(|kind| &kind.keys);
    if kinds.iter().any(|kind| kind.is_number) {
        let asked = keys.filter_map(|key| key.parse().ok());
        asked.chain([1, 2, 5, 10_000]).map(Sample::Number).collect()
    } else {
        keys.cloned().chain(["서울<&>".to_owned()]).map(Sample::Word).collect()
    }
}

impl Message {
    fn look_at(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    if let InlineExpression::VariableReference { id } = selector {
                        let kind = self.own.entry(id.name.clone()).or_default();
                        let (key, number) = match &variant.key {
                            VariantKey::NumberLiteral { value } => (value, true),
                            VariantKey::Identifier { name } => {
                                (name, ["zero", "one", "two", "few", "many"].contains(&name.as_str()))
                            }
                        };
                        kind.is_number |= number;
                        kind.keys.insert(key.clone());
                    }
                    self.look_at(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.own.entry(id.name.clone()).or_default();
            }
            InlineExpression::FunctionReference { id, arguments } => {
                for argument in &arguments.positional {
                    self.inline(argument);
                    let counted = id.name == "COMMA" || id.name == "WON";
                    if let (InlineExpression::VariableReference { id }, true) = (argument, counted) {
                        self.own.entry(id.name.clone()).or_default().is_number = true;
                    }
                    if let InlineExpression::StringLiteral { value } = argument {
                        self.josa_pairs.insert(value.clone());
                    }
                }
            }
            InlineExpression::MessageReference { id, .. } => {
                self.refers_to.insert(id.name.clone());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

/// Particles written out after a value, which would be wrong for every other word.
pub fn bare_particles(pattern: &Pattern<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut after_value = false;
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                for choice in ["을(를)", "를(을)", "이(가)", "은(는)", "와(과)", "과(와)", "(으)로"] {
                    found.extend(value.contains(choice).then(|| choice.to_owned()));
                }
                found.extend(after_value.then(|| first_particle(value)).flatten());
                after_value = false;
            }
            PatternElement::Placeable { expression } => {
                after_value = !decides_itself(expression);
                if let Expression::Select { variants, .. } = expression {
                    found.extend(variants.iter().flat_map(|variant| bare_particles(&variant.value)));
                }
            }
        }
    }
    found
}

/// JOSA is the particle, WON always ends in 원, a quoted string is known.
fn decides_itself(expression: &Expression<String>) -> bool {
    match expression {
        Expression::Inline(InlineExpression::FunctionReference { id, .. }) => id.name == "JOSA" || id.name == "WON",
        Expression::Inline(InlineExpression::StringLiteral { .. }) => true,
        _ => false,
    }
}

/// The particle that this text begins with, after closing quotes and tags.
fn first_particle(text: &str) -> Option<String> {
    let mut text = text;
    while let Some(rest) = text.strip_prefix("</").and_then(|tag| Some(tag.split_once('>')?.1)) {
        text = rest;
    }
    let text = text.trim_start_matches(['\'', '"', '’', '”', '」', '』']);
    let word: String = text.chars().take_while(|c| ('가'..='힣').contains(c)).collect();
    let bare = PAIRS.iter().any(|(consonant, vowel)| word == *consonant || word == *vowel);
    bare.then_some(word)
}
