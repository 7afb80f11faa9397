//! govdraw for Python: what `govdraw.bridge` gives as bytes, texts and lists, which the package `govdraw` makes objects of.
//!
//! Nothing here raises but for a wrong type: a call that failed gives `None` in place of its result, beside its findings. Python's
//! lock is released while a page is read, laid out and drawn.
use govdraw::bridge::{self, Beside, Call, Failed, Finding, Options};
use govdraw::{cli, markers};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use std::ffi::OsString;
use std::path::PathBuf;

/// As `govdraw.Finding` takes it.
type Row = (
    &'static str,
    &'static str,
    String,
    Option<String>,
    Option<String>,
    Option<(usize, usize, usize, usize)>,
);

fn row(finding: Finding) -> Row {
    let Finding { code, severity, message, hint, file, line, column, end_line, end_column } = finding;
    let place = line.zip(column).zip(end_line.zip(end_column)).map(|((a, b), (c, d))| (a, b, c, d));
    (code, severity, message, hint, file, place)
}

fn rows(findings: Vec<Finding>) -> Vec<Row> {
    findings.into_iter().map(row).collect()
}

/// A page, and what is asked of it: the page's name and bytes, the options as an object of JSON, a theme's file by its name, fonts by
/// names, and what is called for files that the page or the theme names: with `"page"` or `"theme"`, beside which the file stands, and
/// the name; it gives bytes, or a text that says why not.
#[derive(FromPyObject)]
struct Asked(
    String,
    PyBackedBytes,
    String,
    Option<(String, PyBackedBytes)>,
    Vec<(String, PyBackedBytes)>,
    Py<PyAny>,
);

impl Asked {
    /// Makes a call without Python's lock.
    fn call<T: Send>(
        self,
        py: Python<'_>,
        act: impl FnOnce(&Call<'_>) -> Result<T, Failed> + Send,
    ) -> Result<T, Failed> {
        let Self(name, page, options, theme, fonts, load) = self;
        py.detach(|| {
            let options = Options::from_json(&options)?;
            let fonts: Vec<(&str, &[u8])> =
                fonts.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
            let load = |beside: Beside, name: &str| file(&load, beside, name);
            act(&Call {
                name: &name,
                page: &page,
                options: &options,
                theme: theme.as_ref().map(|(name, bytes)| (name.as_str(), &**bytes)),
                fonts: &fonts,
                load: &load,
                searches: None,
            })
        })
    }
}

/// Asks Python for a file.
fn file(load: &Py<PyAny>, beside: Beside, name: &str) -> Result<Vec<u8>, String> {
    let beside = match beside {
        Beside::Page => "page",
        Beside::Theme => "theme",
    };
    Python::attach(|py| {
        let given = load.call1(py, (beside, name)).map_err(|error| error.to_string())?;
        match given.extract::<PyBackedBytes>(py) {
            Ok(bytes) => Ok(bytes.to_vec()),
            Err(_) => {
                Err(given.extract::<String>(py).unwrap_or_else(|_| "what was given are no bytes".to_owned()))
            }
        }
    })
}

/// A result and findings, as Python takes both.
fn told<T>(made: Result<(T, Vec<Finding>), Failed>) -> (Option<T>, Vec<Row>) {
    match made {
        Ok((made, findings)) => (Some(made), rows(findings)),
        Err(failed) => (None, rows(failed.findings)),
    }
}

/// A picture: its bytes and its alternative text.
#[pyfunction]
fn render(py: Python<'_>, asked: Asked) -> (Option<(Py<PyBytes>, String)>, Vec<Row>) {
    let made = asked.call(py, bridge::render);
    told(made.map(|made| ((PyBytes::new(py, &made.bytes).unbind(), made.alt), made.findings)))
}

/// What should be mended.
#[pyfunction]
fn lint(py: Python<'_>, asked: Asked) -> (Option<bool>, Vec<Row>) {
    told(asked.call(py, bridge::lint).map(|findings| (true, findings)))
}

/// How a page was read, as JSON.
#[pyfunction]
fn outline(py: Python<'_>, asked: Asked) -> (Option<String>, Vec<Row>) {
    told(asked.call(py, bridge::outline))
}

/// The text version, or an alternative text.
#[pyfunction]
fn describe(
    py: Python<'_>,
    asked: Asked,
    to: Option<String>,
    alt: Option<String>,
) -> (Option<String>, Vec<Row>) {
    told(asked.call(py, |call| bridge::describe(call, to.as_deref(), alt.as_deref())))
}

/// The model as data.
#[pyfunction]
fn export(py: Python<'_>, asked: Asked, to: Option<String>) -> (Option<String>, Vec<Row>) {
    told(asked.call(py, |call| bridge::export(call, to.as_deref())))
}

/// The model that a picture was drawn from.
#[pyfunction]
fn extract(py: Python<'_>, picture: PyBackedBytes) -> (Option<String>, Vec<Row>) {
    told(py.detach(|| bridge::extract(&picture)).map(|model| (model, Vec::new())))
}

/// A JSON Schema.
#[pyfunction]
fn schema(of: Option<String>) -> (Option<String>, Vec<Row>) {
    told(bridge::schema(of.as_deref()).map(|schema| (schema, Vec::new())))
}

/// The built-in themes' names.
#[pyfunction]
fn themes() -> Vec<&'static str> {
    bridge::themes()
}

/// The built-in icons' names.
#[pyfunction]
fn icons() -> Vec<String> {
    bridge::icon_names()
}

/// A page's file, its text, and the folder in which the built page will stand where that is another.
type Page = (PathBuf, String, Option<PathBuf>);

/// Pages with their regions filled, markers and all; what there is to say; the pictures that were drawn anew.
#[pyfunction]
fn fill(
    py: Python<'_>,
    folder: PathBuf,
    config: Option<PathBuf>,
    pages: Vec<Page>,
) -> (Vec<Option<String>>, Vec<Row>, Vec<PathBuf>) {
    let held = |(path, text, built): Page| cli::Held { path, text, built };
    let pages: Vec<cli::Held> = pages.into_iter().map(held).collect();
    let filled = py.detach(|| cli::fill(&folder, config.as_deref(), &pages));
    (filled.texts, rows(filled.findings), filled.written)
}

/// A page without the markers of its regions.
#[pyfunction]
fn lift(text: &str) -> String {
    markers::lifted(text).into_owned()
}

/// The whole program, on the process's files and streams; gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| cli::run(arguments.into_iter()))
}

/// The native half of the package.
#[pymodule(gil_used = false)]
fn _govdraw(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(render, module)?)?;
    module.add_function(wrap_pyfunction!(lint, module)?)?;
    module.add_function(wrap_pyfunction!(outline, module)?)?;
    module.add_function(wrap_pyfunction!(describe, module)?)?;
    module.add_function(wrap_pyfunction!(export, module)?)?;
    module.add_function(wrap_pyfunction!(extract, module)?)?;
    module.add_function(wrap_pyfunction!(schema, module)?)?;
    module.add_function(wrap_pyfunction!(themes, module)?)?;
    module.add_function(wrap_pyfunction!(icons, module)?)?;
    module.add_function(wrap_pyfunction!(fill, module)?)?;
    module.add_function(wrap_pyfunction!(lift, module)?)?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    Ok(())
}
