//! What a picture says on some sheets alone.
use govdraw::layout::Style;
use govdraw::model::{Model, sentences};
use govdraw::scene::{Meaning, Node, Scene};
use proptest::prelude::{Just, Strategy, prop_oneof};

/// The words that are drawn and those that are wanted, with what this sheet says more, and without what stands between roles where
/// they are a list.
pub(crate) fn in_short(
    model: &Model,
    style: Style,
    scene: &Scene,
    [drawn, mut wanted]: [Vec<String>; 2],
) -> [Vec<String>; 2] {
    let parted = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    // on paper a simple visual says its title
    if style == Style::Simple && has_title(&scene.nodes) {
        wanted.splice(0..0, parted(&model.title));
    }
    // where it may be as high as it needs, a poster has the page's first sentence below its title
    let sentence = model.summary.first().and_then(|first| sentences(first).into_iter().next());
    let (sentence, after) = (parted(&sentence.unwrap_or_default()), parted(&model.title).len());
    if style == Style::Poster && drawn.get(after..).is_some_and(|rest| rest.starts_with(&sentence)) {
        wanted.splice(after..after, sentence);
    }
    let has_many = model.levels.iter().flat_map(|level| &level.functions).any(|f| f.roles.len() > 6);
    let bare = |words: Vec<String>| -> Vec<String> {
        if !has_many {
            return words;
        }
        words.iter().map(|word| word.trim_end_matches(',').to_owned()).collect()
    };
    [bare(drawn), bare(wanted)]
}

fn has_title(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Group(group) => group.meaning == Meaning::Heading { depth: 1 } || has_title(&group.children),
        _ => false,
    })
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => "[A-Z]?[a-z]{1,11}",
        1 => "[a-z]{2,6}-[a-z]{2,9}",
        1 => "[a-z]{20,60}",
        1 => Just("Ŵyneb".to_owned()),
        1 => Just("управление".to_owned()),
    ]
}

/// Up to so many words.
pub(crate) fn words(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..=most).prop_map(|words| words.join(" "))
}
