//! A difference as text for people, as Markdown for a change log, as JSON for programs.
use super::{Change, Diff, FlowName, Part, Wording};
use crate::describe::literal_markdown;
use crate::model::{FlowKind, RoleMark};

/// As JSON: an object with a list of changes, indented.
///
/// # Errors
/// Those of the serialiser; strings and lists have none.
pub fn json(diff: &Diff) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(diff)? + "\n")
}

/// As lines for people; words that came and went stand below the line that they belong to.
#[must_use]
pub fn text(diff: &Diff) -> String {
    let speech = Speech::plain(&diff.lang);
    let mut out = String::new();
    for change in &diff.changes {
        out.push_str(&speech.sentence(change));
        out.push('\n');
        if let Some(wording) = wording_of(change) {
            for (mark, texts) in [("-", &wording.gone), ("+", &wording.new)] {
                out.extend(texts.iter().map(|text| format!("  {mark} {text}\n")));
            }
        }
    }
    out
}

/// As bullets for a change log.
#[must_use]
pub fn markdown(diff: &Diff) -> String {
    let speech = Speech { literal: literal_markdown, english: is_english(&diff.lang) };
    diff.changes.iter().map(|change| format!("- {}\n", speech.sentence(change))).collect()
}

fn is_english(lang: &str) -> bool {
    lang.is_empty() || lang.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case("en"))
}

fn wording_of(change: &Change) -> Option<&Wording> {
    match change {
        Change::SummaryReworded { wording }
        | Change::LevelReworded { wording, .. }
        | Change::FunctionReworded { wording, .. }
        | Change::OutcomeReworded { wording, .. }
        | Change::OutsideReworded { wording, .. } => Some(wording),
        _ => None,
    }
}

/// How names are written within a sentence.
pub(super) struct Speech {
    /// Makes words literal.
    literal: fn(&str) -> String,
    /// Whether the page is in English, in which a name that is a plain word needs no capital within a sentence.
    english: bool,
}

impl Speech {
    /// Of plain text, for a page of a language.
    pub(super) fn plain(lang: &str) -> Self {
        Self { literal: str::to_owned, english: is_english(lang) }
    }

    /// A change as a sentence without a full stop.
    pub(super) fn sentence(&self, change: &Change) -> String {
        let (level, plain) = (|part: &Part| self.level(&part.name), |text: &str| (self.literal)(text));
        match change {
            Change::Retitled { old, new } => format!("Retitled \"{}\" to \"{}\"", plain(old), plain(new)),
            Change::LanguageChanged { old, new } => {
                format!("Changed the language from {} to {}", plain(old), plain(new))
            }
            Change::SummaryReworded { .. } => "Reworded the introduction".to_owned(),
            Change::LevelAdded { level: part } => format!("Added the {}", level(part)),
            Change::LevelRemoved { level: part } => format!("Removed the {}", level(part)),
            Change::LevelRenamed { level: part, old } => {
                format!("Renamed the {} to {}", self.level(old), self.name(&part.name))
            }
            Change::LevelReworded { level: part, .. } => format!("Reworded the {}", level(part)),
            Change::LevelsReordered { levels } => {
                format!("Put the levels in the order {}", self.listed(levels))
            }
            Change::FunctionAdded { function } => {
                format!("Added {} to the {}", self.name(&function.name), self.level(&function.level))
            }
            Change::FunctionRemoved { function } => {
                format!("Removed {} from the {}", self.name(&function.name), self.level(&function.level))
            }
            Change::FunctionMoved { function, old_level } => format!(
                "Moved {} to the {} from the {}",
                self.name(&function.name),
                self.level(&function.level),
                self.level(old_level)
            ),
            Change::FunctionRenamed { function, old } => format!(
                "Renamed {} in the {} to {}",
                self.name(old),
                self.level(&function.level),
                self.name(&function.name)
            ),
            Change::FunctionReworded { function, .. } => format!("Reworded {}", self.function(function)),
            Change::FunctionMeets { function, old, new } => {
                let body = self.function(function);
                match (old, new) {
                    (Some(old), Some(new)) => format!(
                        "Changed how often {body} meets from \"{}\" to \"{}\"",
                        plain(old),
                        plain(new)
                    ),
                    (None, Some(new)) => format!("Said how often {body} meets: \"{}\"", plain(new)),
                    (_, None) => format!("Took out how often {body} meets"),
                }
            }
            Change::DecisionGained { function, decision } => {
                format!("Added the decision \"{}\" to {}", plain(decision), self.function(function))
            }
            Change::DecisionLost { function, decision } => {
                format!("Removed the decision \"{}\" from {}", plain(decision), self.function(function))
            }
            Change::FunctionsReordered { level: part, functions } => {
                format!("Put the functions of the {} in the order {}", level(part), self.listed(functions))
            }
            Change::RoleGained { function, role } => {
                format!("Added the role {} to {}", self.name(role), self.function(function))
            }
            Change::RoleLost { function, role } => {
                format!("Removed the role {} from {}", self.name(role), self.function(function))
            }
            Change::RoleRespelt { function, role, old } => format!(
                "Wrote the role \"{}\" of {} as \"{}\"",
                plain(old),
                self.function(function),
                plain(role)
            ),
            Change::RoleMarked { function, role, old, new } => {
                let is = |mark: &Option<RoleMark>| mark.map_or("a plain member", RoleMark::name);
                format!(
                    "Made {} {} of {} ({} before)",
                    self.name(role),
                    is(new),
                    self.function(function),
                    is(old)
                )
            }
            Change::OutsideAdded { outside } => format!("Added {} outside", self.name(&outside.name)),
            Change::OutsideRemoved { outside } => format!("Removed {} outside", self.name(&outside.name)),
            Change::OutsideRenamed { outside, old } => {
                format!("Renamed {} outside to {}", self.name(old), self.name(&outside.name))
            }
            Change::OutsideReworded { outside, .. } => {
                format!("Reworded {} outside", self.name(&outside.name))
            }
            Change::OutcomeAdded { outcome } => format!("Added the outcome {}", self.name(&outcome.name)),
            Change::OutcomeRemoved { outcome } => format!("Removed the outcome {}", self.name(&outcome.name)),
            Change::OutcomeRenamed { outcome, old } => {
                format!("Renamed the outcome {} to {}", self.name(old), self.name(&outcome.name))
            }
            Change::OutcomeReworded { outcome, .. } => {
                format!("Reworded the outcome {}", self.name(&outcome.name))
            }
            Change::FlowGained { flow } => format!("Added the flow {}", self.flow(flow)),
            Change::FlowLost { flow } => format!("Removed the flow {}", self.flow(flow)),
            Change::FlowRelabelled { flow, old } if old.is_empty() => {
                format!("Gave a label to the flow {}", self.flow(flow))
            }
            Change::FlowRelabelled { flow, old } => {
                format!("Relabelled the flow \"{}\" as {}", plain(old), self.flow(flow))
            }
            Change::FlowRedrawn { flow, old } => {
                format!("Made the flow {} {} ({} before)", self.flow(flow), kind(flow.kind), kind(*old))
            }
            Change::FlowThreaded { flow, main: true } => {
                format!("Put the flow {} on the main line", self.flow(flow))
            }
            Change::FlowThreaded { flow, main: false } => {
                format!("Took the flow {} off the main line", self.flow(flow))
            }
            Change::FlowRerouted { flow, old_from, old_to } => format!(
                "Led the flow {} (before: from {} to {})",
                self.flow(flow),
                plain(old_from),
                plain(old_to)
            ),
        }
    }

    fn flow(&self, flow: &FlowName) -> String {
        let (from, to) = ((self.literal)(&flow.from), (self.literal)(&flow.to));
        if flow.label.is_empty() {
            return format!("from {from} to {to}");
        }
        format!("\"{}\" from {from} to {to}", (self.literal)(&flow.label))
    }

    fn function(&self, function: &Part) -> String {
        format!("{} in the {}", self.name(&function.name), self.level(&function.level))
    }

    /// A level with its level word; one whose name has none is said to be a level.
    fn level(&self, name: &str) -> String {
        let words = self.name(name);
        if !self.english || crate::words::has_level_word(name) { words } else { format!("{words} level") }
    }

    fn listed(&self, names: &[String]) -> String {
        names.iter().map(|name| self.name(name)).collect::<Vec<_>>().join(", ")
    }

    /// A name within a sentence: an English one that is plain words but for its first capital starts small.
    fn name(&self, name: &str) -> String {
        let name = name.trim();
        let mut chars = name.chars();
        let is_plain = self.english && !name.chars().skip(1).any(char::is_uppercase);
        match chars.next() {
            Some(first) if is_plain && name.chars().count() > 1 => {
                (self.literal)(&first.to_lowercase().chain(chars).collect::<String>())
            }
            _ => (self.literal)(name),
        }
    }
}

fn kind(kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Directs => "a solid arrow",
        FlowKind::Feedback => "feedback",
        FlowKind::Mutual => "mutual",
        FlowKind::Advises => "advice",
    }
}
