//! What stands below a name: prose, points, roles, and to whom it says that it reports.
mod fields;
mod lists;
mod paragraphs;
mod tables;

use super::evidence::{NameWords, meaning};
use super::forms;
use super::labels::{self, LabelledLine};
use super::marks::Member;
use super::passages;
use super::people;
use super::trace::{ReadAs, Trace};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::input::page::{Block, Steer};
use crate::input::roles::{self, Parted};
use crate::input::text::PlainText;
use crate::model::{DraftRole, RoleMark};
use crate::words::{Kinds, Language, fold, is_role_label};
use std::collections::{BTreeMap, BTreeSet};

/// How content is read.
pub(super) struct ContentRules<'a> {
    /// The language of the page.
    pub(super) language: &'static Language,
    /// The page's own label of roles.
    pub(super) own_label: Option<&'a str>,
    /// Lead-ins that several levels share: the lists behind them are the level's points.
    pub(super) shared: &'a BTreeSet<String>,
    /// Where the names of functions start that items of lists name: these say nothing of the body around them.
    pub(super) names: &'a BTreeSet<usize>,
}

/// What was read below one name.
#[derive(Debug, Default)]
pub(super) struct ReadContent {
    /// Paragraphs.
    pub(super) prose: Vec<String>,
    /// Items of its lists.
    pub(super) points: Vec<String>,
    /// Items of lists behind a lead-in that several levels share: the level's points, wherever they stand.
    pub(super) shared: Vec<String>,
    /// Who holds it.
    pub(super) roles: Vec<DraftRole>,
    /// Those of its roles that a sentence names: a body that it brings together may be one of the page's, and no member.
    pub(super) told: BTreeSet<String>,
    /// What a label says of where it stands to others: `Reports to: Board`.
    pub(super) relations: Vec<(Kinds, PlainText, PlainText)>,
    /// Who decides, where a label says it: `Authority: Board, sponsor`.
    pub(super) deciders: Vec<PlainText>,
    /// How often it meets.
    pub(super) meets: Option<String>,
    /// What it decides.
    pub(super) decides: Vec<String>,
    /// Whether any of its roles was announced by a label, a heading or a table.
    pub(super) announces: bool,
    /// Whether a label announced them that does so wherever it stands: `Roles:`.
    pub(super) is_strict: bool,
}

/// Whether what stands beside how often a body meets is of a process, and none of the body's.
type IsProcess = bool;

/// Whose content is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A level, which neither meets nor has roles.
    Level,
    Function,
}

/// What the next list, or all below a heading, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Facet {
    /// Members; `true` where a label of roles announces them, whose items may each hold several.
    Members(bool),
    Purpose,
    Duties,
    Decides,
    /// How often it meets; what else stands there is of a process or is not.
    Cadence(IsProcess),
    /// To whom it stands how.
    Relation(Kinds),
    /// Something else that is said of a body.
    Other,
    /// A process, or something about the document.
    Process,
}

/// The kinds of labels that say where one body stands to another.
pub(super) const RELATIONS: [Kinds; 6] = [
    Kinds::REPORTS_TO,
    Kinds::ESCALATES_TO,
    Kinds::APPOINTED_BY,
    Kinds::APPOINTS,
    Kinds::ADVISED_BY,
    Kinds::ADVISES,
];

/// All of them.
pub(super) const RELATION_KINDS: Kinds = Kinds::REPORTS_TO
    .union(Kinds::ESCALATES_TO)
    .union(Kinds::APPOINTED_BY)
    .union(Kinds::APPOINTS)
    .union(Kinds::ADVISED_BY)
    .union(Kinds::ADVISES);

impl Facet {
    /// What words announce, in a label or a heading.
    fn of(kinds: Kinds, words: &NameWords) -> Option<Self> {
        let single = Kinds::MARKED;
        if words.is_members() || (kinds.has(Kinds::MEMBERS) && !words.is_body() && !words.is_grouping()) {
            return Some(Self::Members(false));
        }
        if kinds.has(single) {
            return Some(Self::Members(false));
        }
        if let Some(relation) = RELATIONS.into_iter().find(|relation| kinds.has(*relation)) {
            return Some(Self::Relation(relation));
        }
        if kinds.has(Kinds::PURPOSE) {
            return Some(Self::Purpose);
        }
        if kinds.has(Kinds::DECIDES) && !kinds.has(Kinds::DUTIES) {
            return Some(Self::Decides);
        }
        if kinds.has(Kinds::DUTIES) {
            return Some(Self::Duties);
        }
        if kinds.has(Kinds::CADENCE) && !kinds.has(Kinds::QUORUM) {
            return Some(Self::Cadence(words.is_process()));
        }
        if words.is_facet() && !words.is_process() {
            return Some(Self::Other);
        }
        words.is_process().then_some(Self::Process)
    }

    /// What it is to whoever neither meets nor decides, or where nothing is said of that.
    fn plain(self) -> Self {
        match self {
            Self::Decides => Self::Duties,
            Self::Cadence(true) => Self::Process,
            Self::Cadence(false) => Self::Other,
            other => other,
        }
    }
}

/// Reads the blocks below a name. `owner` is what the name's own words say: a body's "Role" is what it is for, a post's is
/// who holds it.
pub(super) fn read(
    blocks: &[&Block],
    of: Of,
    owner: &NameWords,
    reading: &ContentRules<'_>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> ReadContent {
    let mut reader = ContentReader {
        of,
        owner,
        reading,
        content: ReadContent::default(),
        seen: BTreeMap::new(),
        is_below_caption: false,
        announced: 0,
        below: Vec::new(),
        next: None,
        post: None,
        findings,
        trace,
    };
    for (at, block) in blocks.iter().enumerate() {
        reader.take(block, blocks.get(at + 1).copied());
    }
    reader.content
}

struct ContentReader<'a> {
    of: Of,
    owner: &'a NameWords,
    reading: &'a ContentRules<'a>,
    content: ReadContent,
    /// The roles by their folded names.
    seen: BTreeMap<String, usize>,
    /// Whether the paragraph before is a caption, of which what stands below it is said alone.
    is_below_caption: bool,
    announced: usize,
    /// The headings that the next block stands below, and what each announces.
    below: Vec<(u8, Option<Facet>)>,
    /// What the next list is, by the paragraph before it, and the words of its lead-in.
    next: Option<(Option<Facet>, Option<String>)>,
    /// The label of whoever presides, where their name stands on the next line.
    post: Option<PlainText>,
    findings: &'a mut Findings,
    trace: &'a mut Trace,
}

impl ContentReader<'_> {
    fn take(&mut self, block: &Block, following: Option<&Block>) {
        let next = self.next.take();
        let post = self.post.take();
        self.is_below_caption &= matches!(block, Block::Paragraph(_));
        match block {
            Block::Heading(heading) => {
                while self.below.last().is_some_and(|(depth, _)| *depth >= heading.depth) {
                    self.below.pop();
                }
                let facet = self.heading(&heading.text, heading.steer, following);
                let above = self.below.last().and_then(|(_, facet)| *facet);
                // headings among members part them: "Clinical members", "Compliance"
                let is_inside =
                    matches!(above, Some(Facet::Members(_))) && !matches!(facet, Some(Facet::Members(_)));
                let facet = if is_inside { above } else { facet.or(above) };
                self.below.push((heading.depth, facet));
            }
            Block::Paragraph(text) => {
                let lines: Vec<PlainText> =
                    text.lines().into_iter().filter(|line| !line.is_blank()).collect();
                let by_label = next.and_then(|(facet, lead)| facet.filter(|_| lead.is_none()));
                if let (Some(post), [line]) = (post, lines.as_slice())
                    && people::is_value(line)
                    && !people::is_vacant(line)
                {
                    self.content.announces = true;
                    self.add(&[people::with_label(&post, line)]);
                    return;
                }
                if !self.values(by_label, &lines) && !self.fills(by_label, &lines) {
                    self.paragraph(text, following);
                }
            }
            Block::List(items) => self.list(items, next),
            Block::Table(table) => {
                let is_led = matches!(next, Some((Some(Facet::Members(_)), _)));
                self.table(table, is_led);
            }
            Block::Quote(span) => self.left_out(*span, "a quotation: somebody else's words"),
            Block::Code(code) => self.left_out(code.span, "a block of code"),
            Block::Steer(Steer::Members, _) => self.next = Some((Some(Facet::Members(false)), None)),
            Block::Steer(..) => {}
        }
    }

    fn left_out(&mut self, span: Span, why: &str) {
        self.trace.say(span, "", ReadAs::LeftOut, why);
    }

    /// What a deeper heading announces. One such as `Chair: Head of works` names a role itself.
    fn heading(
        &mut self,
        text: &PlainText,
        steer: Option<Steer>,
        following: Option<&Block>,
    ) -> Option<Facet> {
        let kinds = meaning(&super::names::bare(text).flat(), self.reading.language);
        let is_purpose = kinds.has(Kinds::PURPOSE) && self.owner.is_body();
        if roles::is_label(text.as_str(), self.reading.own_label) && !is_purpose {
            self.content.announces = true;
            self.trace.add(text.whole_span(), text, ReadAs::Roles, "the heading announces roles");
            return Some(Facet::Members(true));
        }
        if steer == Some(Steer::Members) {
            return Some(Facet::Members(false));
        }
        if let Some(labelled) = labels::of_line(text, self.reading.language)
            && !labelled.rest.is_blank()
            && labelled.kinds.has(Kinds::CHAIR.union(Kinds::DEPUTY).union(Kinds::SECRETARY))
        {
            let found = people::of_label(text, &labelled, self.reading.language);
            self.add(&found);
            self.trace.add(text.whole_span(), text, ReadAs::Roles, "the heading names who chairs it");
            return Some(Facet::Process);
        }
        let words = NameWords::of(&super::names::bare(text).flat(), self.reading.language);
        // "Lay members" over a list of them
        let of_several = words.head.has(Kinds::MEMBERS) && matches!(following, Some(Block::List(_)));
        if self.owner.is_body() && of_several && words.is_sure && !words.is_members() && words.count <= 5 {
            self.content.announces = true;
            self.trace.add(text.whole_span(), text, ReadAs::Roles, "its words announce members");
            return Some(Facet::Members(false));
        }
        // a post below a body is one of its members
        if self.owner.is_body() && words.is_post() && words.is_sure && !words.is_members() && words.count <= 5
        {
            self.content.announces = true;
            let post = super::names::bare(text);
            let held = passages::value_of(following).map(|value| passages::joined(&post, &[value], ": "));
            self.add(&[held.unwrap_or(post)]);
            self.trace.add(
                text.whole_span(),
                text,
                ReadAs::Roles,
                "a post below a body is one of its members",
            );
            return Some(Facet::Process);
        }
        // bodies that stand in this one are functions of their own
        if let Some(Block::List(items)) = following
            && forms::opens_bodies(items, None, words, self.reading.language)
        {
            return Some(Facet::Process);
        }
        let facet = self.fitting(Facet::of(words.whole, &words));
        let (read_as, why) = match facet {
            Some(Facet::Members(_)) => (ReadAs::Roles, "its words announce members"),
            Some(Facet::Purpose | Facet::Duties | Facet::Decides | Facet::Cadence(_) | Facet::Other) => {
                (ReadAs::About, "its words say something of the body above")
            }
            Some(Facet::Relation(_)) => (ReadAs::Flows, "its words say to whom the body above stands"),
            Some(Facet::Process) => (ReadAs::LeftOut, "a process, or about the document"),
            None => (ReadAs::About, "it stands below a function"),
        };
        self.trace.add(text.whole_span(), text, read_as, why);
        facet
    }

    /// What a facet is to whoever's content is read.
    fn fitting(&self, facet: Option<Facet>) -> Option<Facet> {
        match self.of {
            Of::Function => facet,
            Of::Level => facet.map(Facet::plain),
        }
    }

    fn facet(&self) -> Option<Facet> {
        self.below.last().and_then(|(_, facet)| *facet)
    }

    /// What a label of a line stands for here.
    fn labelled(&self, labelled: &LabelledLine) -> Option<Facet> {
        let words = NameWords::of(&labelled.label.flat(), self.reading.language);
        if self.owner.is_post() && labelled.kinds.has(Kinds::HOLDER) {
            return Some(Facet::Members(false));
        }
        // `Treasurer: Ann Lee` beside or without the chair
        let is_address = labelled.rest.as_str().contains(['@', '/']);
        let is_named = !labelled.rest.is_blank()
            && !is_address
            && !people::is_sentence(&labelled.rest, self.reading.language);
        let is_relation = RELATIONS.into_iter().any(|relation| labelled.kinds.has(relation));
        if words.is_post()
            && !is_relation
            && words.is_sure
            && is_named
            && labelled.rest.flat().split_whitespace().count() <= 8
        {
            return Some(Facet::Members(false));
        }
        // a body named after its members: `Trustees: Ann Lee, Bo Roe`
        if words.any.has(Kinds::POST.union(Kinds::BODY))
            && people::is_of_several(&labelled.rest, &labelled.label.flat(), self.reading.language)
        {
            return Some(Facet::Members(false));
        }
        if labelled.kinds.is_empty() {
            // `Lead link: Vera Stahl`, whatever the word
            let is_person = people::is_person(&labelled.rest.flat(), self.reading.language);
            return (is_person && words.count <= 3).then_some(Facet::Members(false));
        }
        // a word with two meanings: what a body's role is, and who holds a post
        if labelled.kinds.has(Kinds::PURPOSE) && !labelled.kinds.has(Kinds::MEMBERS) {
            return Some(Facet::Purpose);
        }
        match self.fitting(Facet::of(labelled.kinds, &words)) {
            Some(Facet::Process) if !labelled.is_bold => None,
            facet => facet,
        }
    }

    /// Whether a label of roles is what a body is for: `Role: watches over the whole`.
    fn is_purpose(&self, parted: &Parted) -> bool {
        let (Some(label), Some(behind)) = (&parted.label, &parted.roles) else { return false };
        let kinds = meaning(label.flat().trim_end_matches([':', '：']), self.reading.language);
        let words = behind.flat();
        kinds.has(Kinds::PURPOSE)
            && self.owner.is_body()
            && words.split_whitespace().count() >= 3
            && !words.contains([',', ';', '、'])
    }

    /// A line with a label.
    fn line(&mut self, line: &PlainText) {
        let Some(labelled) = labels::of_line(line, self.reading.language) else { return };
        let Some(facet) = self.labelled(&labelled) else { return };
        // what a process or the document has for labels is none of the body's
        if self.is_in_process() && !matches!(facet, Facet::Cadence(_)) || self.facet() == Some(Facet::Process)
        {
            return;
        }
        if labelled.rest.is_blank() {
            let posts = Kinds::CHAIR.union(Kinds::DEPUTY).union(Kinds::SECRETARY);
            self.post = Some(labelled.label.clone()).filter(|_| labelled.kinds.has(posts));
            self.next = Some((Some(facet), None));
            return;
        }
        match facet {
            Facet::Members(_) => {
                self.content.announces = true;
                let found = if labelled.kinds.has(Kinds::HOLDER) && self.owner.is_post() {
                    people::split(&labelled.rest, self.reading.language)
                } else {
                    people::of_label(line, &labelled, self.reading.language)
                };
                self.add(&found);
            }
            Facet::Purpose => self.say(std::slice::from_ref(&labelled.rest)),
            Facet::Relation(kinds) => self.content.relations.push((kinds, labelled.rest, labelled.label)),
            Facet::Cadence(_) if self.is_cadence(&labelled.rest) => self.meets(&labelled.rest.flat()),
            Facet::Cadence(true) => {}
            Facet::Cadence(false) => self.say(std::slice::from_ref(line)),
            Facet::Decides if !self.names_deciders(&labelled) => self.decides(&labelled.rest),
            Facet::Duties | Facet::Decides => {
                if labelled.kinds.has(Kinds::DECIDES) {
                    self.content.deciders.extend(people::split(&labelled.rest, self.reading.language));
                }
                self.say(std::slice::from_ref(line));
            }
            Facet::Other => self.say(std::slice::from_ref(line)),
            Facet::Process => {}
        }
    }

    fn say(&mut self, lines: &[PlainText]) {
        if self.values(self.facet(), lines) {
            return;
        }
        if matches!(self.facet(), Some(Facet::Process | Facet::Members(_) | Facet::Relation(_)))
            || lines.is_empty()
        {
            return;
        }
        // of a line with nothing but a stray direction control nothing is left
        let words: Vec<String> = lines.iter().map(PlainText::flat).filter(|line| !line.is_empty()).collect();
        let Some(words) = self.unsaid(&words.join(" "), lines.first()) else { return };
        if self.is_in_process() {
            return;
        }
        // what a facet says in sentences goes behind what the body itself says
        let is_aside = matches!(self.facet(), Some(Facet::Other | Facet::Cadence(false)))
            && !self.content.prose.is_empty();
        if is_aside {
            return;
        }
        if self.facet().is_none() && self.owner.is_body() {
            let found = people::of_sentences(lines, self.reading.language);
            self.content.announces |= !found.is_empty();
            self.content.told.extend(found.iter().map(|role| fold(&role.flat())));
            self.add(&found);
        }
        self.content.prose.push(words);
    }

    /// Takes short lines below a heading or a label of members, or of where a body stands, as its values.
    fn values(&mut self, facet: Option<Facet>, lines: &[PlainText]) -> bool {
        let language = self.reading.language;
        match facet {
            Some(Facet::Members(_)) => {
                let found = people::of_lines(lines, language);
                self.content.announces |= !found.is_empty();
                self.add(&found);
                !found.is_empty()
            }
            // a sentence there is kept where it names nothing of the page
            Some(Facet::Relation(kinds)) => {
                let ends = lines.iter().map(|line| (kinds, line.clone(), PlainText::default()));
                self.content.relations.extend(ends);
                true
            }
            _ => false,
        }
    }

    /// Counts the places where roles are announced; the second is worth a finding.
    fn announce(&mut self, label: Option<&PlainText>) {
        self.content.announces = true;
        self.content.is_strict |= label.is_some_and(|label| {
            label.as_str().trim().trim_end_matches([':', '：']).split_whitespace().count() == 1
        });
        self.announced += 1;
        if self.announced == 2
            && label.is_some_and(|label| is_role_label(label.as_str().trim_end_matches([':', '：'])))
        {
            self.findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::TwoRoleLines,
                    "this function announces its roles twice",
                )
                .at(label.map(PlainText::whole_span))
                .hint("move these roles to the end of the first line"),
            );
        }
    }

    fn add(&mut self, found: &[PlainText]) {
        self.add_marked(found, None);
    }

    fn add_marked(&mut self, found: &[PlainText], mark: Option<RoleMark>) {
        for text in found.iter().map(people::without_letter) {
            if people::is_vacant(&text) || labels::is_all_code(&text) {
                continue;
            }
            let role = Member { text, mark }.role(self.reading.language);
            if role.name.is_empty() {
                continue;
            }
            match self.seen.get(&fold(&role.name)).and_then(|at| self.content.roles.get_mut(*at)) {
                Some(known) => known.mark = known.mark.or(role.mark),
                None => {
                    self.seen.insert(fold(&role.name), self.content.roles.len());
                    self.content.roles.push(role);
                }
            }
        }
    }
}
