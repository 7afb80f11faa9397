//! The words of a picture that shows what changed, in each built-in language.

/// Marks on parts that changed, and what stands around them.
#[derive(Debug)]
pub struct ChangeWords {
    /// Before the title of the picture.
    pub heading: &'static str,
    /// On a part that there was not.
    pub added: &'static str,
    /// On a part that there is no more.
    pub removed: &'static str,
    /// On a part that stands in another level.
    pub moved: &'static str,
    /// On a part under another name.
    pub renamed: &'static str,
    /// On a part that says something else.
    pub reworded: &'static str,
    /// On a function that has other roles.
    pub roles: &'static str,
    /// On an arrow that says something else or leads elsewhere.
    pub changed: &'static str,
    /// Before what a name or a level was.
    pub before: &'static str,
    /// Where both pages say the same.
    pub none: &'static str,
}
