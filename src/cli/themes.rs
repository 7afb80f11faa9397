//! `themes`: their names, or a sheet of them.
use super::args::{Messages, Themes};
use super::names::Format;
use super::report::Finding;
use super::request::Request;
use super::values::ThemeChoice;
use super::{Exit, Stream, files, results};
use crate::layout::{Sample, swatches};
use crate::output::pdf::{self, PdfOptions};
use crate::output::png::{self, PngOptions};
use crate::output::svg::{self, SvgOptions};
use crate::scene::Scene;
use crate::text::Fonts;
use crate::theme::Theme;
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &Themes, messages: &Messages) -> Exit {
    if !args.preview {
        let line = |name: &&str| format!("{name:<14} {}\n", Theme::about(name).unwrap_or_default());
        return results::answer(&Theme::NAMES.iter().map(line).collect::<String>(), messages);
    }
    let request = match Request::load(&args.look) {
        Ok(request) => request,
        Err(report) => return messages.tell(vec![report], Stream::Stderr),
    };
    // one's own is what the sheet is looked at for: it comes first
    let own = match &args.look.theme {
        Some(ThemeChoice::File(path)) => {
            request.own().map(|theme| (name_of(path), files::shown(path), theme))
        }
        Some(ThemeChoice::BuiltIn(_)) | None => None,
    };
    let built_in = Theme::NAMES.into_iter().filter_map(|name| Some((name, Theme::named(name)?)));
    let built_in: Vec<(&str, Theme)> = built_in.collect();
    let mut samples: Vec<Sample<'_>> = Vec::new();
    samples.extend(own.as_ref().map(|(name, about, theme)| Sample { name, about, theme }));
    samples.extend(built_in.iter().map(|(name, theme)| Sample {
        name,
        about: Theme::about(name).unwrap_or_default(),
        theme,
    }));
    let path = args.output.as_deref().unwrap_or(Path::new("themes.svg"));
    match drawn(&swatches(&samples, &request.fonts), &request.fonts, path)
        .and_then(|bytes| results::put(path, &bytes))
    {
        Ok(()) => {
            if !files::is_dash(path) {
                messages.note(&format!("drew {}", files::shown(path)));
            }
            Exit::Done
        }
        Err(fault) => messages.fail(fault),
    }
}

/// A file's name without its ending.
fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The sheet in the format that a name ends in.
fn drawn(scene: &Scene, fonts: &Fonts, path: &Path) -> Result<Vec<u8>, Finding> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let format = match ending {
        _ if files::is_dash(path) => Ok(Format::Svg),
        Some(ending) => Format::parse(&ending),
        None => Err(String::new()),
    };
    let format = format.map_err(|_| {
        let message = format!("`{}` does not say what to draw", files::shown(path));
        Finding::usage(message, "give a name that ends in .svg, .png or .pdf".to_owned())
    })?;
    let failed = |what: String| Finding::io(format!("the sheet cannot be drawn: {what}"), None);
    match format {
        Format::Svg => {
            let name = if files::is_dash(path) { "themes".to_owned() } else { name_of(path) };
            let options = SvgOptions { id: Some(&name), ..SvgOptions::default() };
            Ok(svg::write(scene, fonts, &options).into_bytes())
        }
        Format::Png => png::encode(scene, fonts, &PngOptions::default()).map_err(|e| failed(e.to_string())),
        Format::Pdf => {
            pdf::encode(&[scene.into()], fonts, &PdfOptions::default()).map_err(|e| failed(e.to_string()))
        }
    }
}
