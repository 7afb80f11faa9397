//! From a call to its page.
use super::finding::{BadOption, CallFindings};
use super::{Beside, Call};
use crate::diagnostic::Source;
use crate::input::{self, Format, Outline, ReadOptions, Reading};
use crate::model::Model;
use crate::page::Page;
use std::sync::Arc;

/// A page with the files that it names, and how its parts were taken.
pub(super) struct Opened {
    pub(super) page: Page,
    pub(super) outline: Outline,
}

/// How the page is read.
pub(super) fn options(call: &Call<'_>) -> Result<ReadOptions, BadOption> {
    Ok(ReadOptions {
        level_heading: call.options.level_heading()?,
        lang: call.options.language()?,
        settings: call.options.settings.clone(),
    })
}

/// The page's source and what became of it.
pub(super) fn read(call: &Call<'_>, findings: &mut CallFindings) -> Result<(Arc<Source>, Reading), ()> {
    let options = findings.take(options(call))?;
    let source = Arc::new(input::decode(call.name, call.page).map_err(|error| findings.add([error]))?);
    let format = Format::of_name(call.name);
    findings.source = Some(Arc::clone(&source));
    let allowed = input::allowed(&source, format);
    findings.allowed = allowed.value;
    findings.add(allowed.warnings);
    let reading = input::read_whole(&source, format, &options);
    Ok((source, reading))
}

/// What the page says.
pub(super) fn model(call: &Call<'_>, findings: &mut CallFindings) -> Result<Model, ()> {
    let (_, reading) = read(call, findings)?;
    findings.take_model(reading.model)
}

/// The page with the drawings that it names.
pub(super) fn open(call: &Call<'_>, findings: &mut CallFindings) -> Result<Opened, ()> {
    let (source, reading) = read(call, findings)?;
    let model = findings.take_model(reading.model)?;
    let page = Page::of(source, model).with_files(|name| (call.load)(Beside::Page, name));
    let page = page.map_err(|errors| findings.add(errors.findings))?;
    Ok(Opened { page, outline: reading.outline })
}
