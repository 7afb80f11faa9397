//! Fonts that callers bring, each tried before a picture is set in it.
use crate::output::unfit;
use crate::text::{FaceId, FamilyFiles, FontError, Fonts, Weight};
use crate::theme::FontNames;

/// Why a theme's own font is not used.
#[derive(Debug)]
pub enum BrandError<E> {
    /// A file could not be read, as its loader says.
    File(E),
    /// A file of this name is no font to draw with.
    Font(String, FontError),
}

/// Adds the faces of a font file behind those that there are.
///
/// # Errors
/// A file that is no font, may not be embedded, or that no picture can be written with.
pub fn add_font(fonts: &mut Fonts, data: Vec<u8>) -> Result<(), FontError> {
    let known: Vec<FaceId> = fonts.faces().map(|(id, _)| id).collect();
    fonts.add_file(data)?;
    let new = fonts.faces().map(|(id, _)| id).filter(|id| !known.contains(id));
    match unfit(fonts, new) {
        Some(_) => Err(FontError::Unreadable),
        None => Ok(()),
    }
}

/// Sets text in a theme's own font, whose files `load` brings.
///
/// # Errors
/// A file that `load` cannot bring, or that is no font to draw with.
pub fn brand<E>(
    fonts: &mut Fonts,
    names: &FontNames,
    mut load: impl FnMut(&str) -> Result<Vec<u8>, E>,
) -> Result<(), BrandError<E>> {
    let FontNames { regular, semibold, bold } = names;
    let mut read = |name: &String| load(name).map_err(BrandError::File);
    let files = FamilyFiles {
        regular: read(regular)?,
        semibold: semibold.as_ref().map(&mut read).transpose()?,
        bold: bold.as_ref().map(read).transpose()?,
    };
    let of_weight = |weight, error| {
        let name = match weight {
            Weight::Regular => Some(regular),
            Weight::SemiBold => semibold.as_ref(),
            Weight::Bold => bold.as_ref(),
        };
        BrandError::Font(name.unwrap_or(regular).clone(), error)
    };
    fonts.lead_with(files).map_err(|(weight, error)| of_weight(weight, error))?;
    let led: Vec<FaceId> = fonts.faces().map(|(id, _)| id).take(Weight::ALL.len()).collect();
    match unfit(fonts, led) {
        Some(id) => Err(of_weight(fonts.face(id).weight, FontError::Unreadable)),
        None => Ok(()),
    }
}
