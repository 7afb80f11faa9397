//! govdraw for JavaScript: what `govdraw::bridge` gives, as texts and bytes, of which the package `govdraw` makes objects.
//!
//! Nothing here throws but for a wrong type: a call that failed has no result, only findings.
use govdraw::bridge::{self, Beside, Call, Failed, Finding, Options};
use govdraw::layout;
use js_sys::{Function, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A page, and what it is drawn with.
#[wasm_bindgen]
pub struct Job {
    name: String,
    page: Vec<u8>,
    options: String,
    theme: Option<(String, Vec<u8>)>,
    fonts: Vec<(String, Vec<u8>)>,
    files: Option<Function>,
    searches: Option<Rc<layout::Searches>>,
}

/// What the calls so far searched for, which makes those that follow sooner.
#[wasm_bindgen]
#[derive(Default)]
pub struct Searches(Rc<layout::Searches>);

#[wasm_bindgen]
impl Searches {
    /// Nothing so far.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }
}

/// What became of a call.
#[wasm_bindgen]
#[derive(Default)]
pub struct Told {
    text: Option<String>,
    bytes: Option<Vec<u8>>,
    findings: String,
}

#[wasm_bindgen]
impl Told {
    /// The result in words, or the alternative text of the picture; `undefined` where there is none.
    #[wasm_bindgen(getter)]
    pub fn text(&mut self) -> Option<String> {
        self.text.take()
    }

    /// The picture; `undefined` where there is none.
    #[wasm_bindgen(getter)]
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        self.bytes.take()
    }

    /// As a JSON array.
    #[wasm_bindgen(getter)]
    pub fn findings(&mut self) -> String {
        std::mem::take(&mut self.findings)
    }
}

impl Told {
    fn new<T>(made: Result<(T, Vec<Finding>), Failed>, fill: impl FnOnce(&mut Self, T)) -> Self {
        let mut told = Self::default();
        let findings = match made {
            Ok((made, findings)) => {
                fill(&mut told, made);
                findings
            }
            Err(failed) => failed.findings,
        };
        // strings and numbers always serialise
        told.findings = serde_json::to_string(&findings).unwrap_or_default();
        told
    }

    fn words(made: Result<(String, Vec<Finding>), Failed>) -> Self {
        Self::new(made, |told, text| told.text = Some(text))
    }
}

#[wasm_bindgen]
impl Job {
    /// A page by its name and bytes; the options are an object of JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(name: String, page: Vec<u8>, options: String) -> Self {
        Self { name, page, options, theme: None, fonts: Vec::new(), files: None, searches: None }
    }

    /// Draws in a theme's file.
    pub fn theme(&mut self, name: String, bytes: Vec<u8>) {
        self.theme = Some((name, bytes));
    }

    /// Adds a font for the characters that those before it lack.
    pub fn font(&mut self, name: String, bytes: Vec<u8>) {
        self.fonts.push((name, bytes));
    }

    /// Asks a function for the files that the page or the theme names: it is called with `"page"` or `"theme"`, beside which the
    /// file stands, and its name, and gives bytes, or a text that says why not.
    pub fn files(&mut self, load: Function) {
        self.files = Some(load);
    }

    /// Takes what earlier calls searched for, and adds to it.
    pub fn searches(&mut self, searches: &Searches) {
        self.searches = Some(Rc::clone(&searches.0));
    }

    /// One picture: its bytes, and its alternative text.
    pub fn render(&self) -> Told {
        let made = self.call(bridge::render).map(|made| ((made.bytes, made.alt), made.findings));
        Told::new(made, |told, (bytes, alt)| (told.bytes, told.text) = (Some(bytes), Some(alt)))
    }

    /// What should be mended.
    pub fn lint(&self) -> Told {
        Told::new(self.call(bridge::lint).map(|findings| ((), findings)), |told, ()| {
            told.text = Some(String::new())
        })
    }

    /// How each part of the page was read, as a JSON array.
    pub fn outline(&self) -> Told {
        Told::words(self.call(bridge::outline))
    }

    /// The text version, or an alternative text.
    pub fn describe(&self, to: Option<String>, alt: Option<String>) -> Told {
        Told::words(self.call(|call| bridge::describe(call, to.as_deref(), alt.as_deref())))
    }

    /// The page with its sure mends.
    pub fn mend(&self) -> Told {
        Told::words(self.call(bridge::mend))
    }

    /// The model as data, or as another tool's chart.
    pub fn export(&self, to: Option<String>) -> Told {
        Told::words(self.call(|call| bridge::export(call, to.as_deref())))
    }
}

impl Job {
    fn call<T>(&self, act: impl FnOnce(&Call<'_>) -> Result<T, Failed>) -> Result<T, Failed> {
        let options = Options::from_json(&self.options)?;
        let fonts: Vec<(&str, &[u8])> =
            self.fonts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let load = |beside: Beside, file: &str| self.file(beside, file);
        act(&Call {
            name: &self.name,
            page: &self.page,
            options: &options,
            theme: self.theme.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
            fonts: &fonts,
            load: &load,
            searches: self.searches.as_deref(),
        })
    }

    fn file(&self, beside: Beside, name: &str) -> Result<Vec<u8>, String> {
        let Some(load) = &self.files else { return Err("no files were given".to_owned()) };
        let beside = match beside {
            Beside::Page => "page",
            Beside::Theme => "theme",
        };
        let given = load.call2(&JsValue::NULL, &beside.into(), &name.into());
        let given = given.map_err(|_| "it could not be given".to_owned())?;
        match given.dyn_ref::<Uint8Array>() {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(given.as_string().unwrap_or_else(|| "no bytes were given".to_owned())),
        }
    }
}

/// The model that a picture was drawn from.
#[wasm_bindgen]
pub fn extract(picture: &[u8]) -> Told {
    Told::words(bridge::extract(picture).map(|model| (model, Vec::new())))
}

/// The JSON Schema of a page as data, of a theme or of a configuration.
#[wasm_bindgen]
pub fn schema(of: Option<String>) -> Told {
    Told::words(bridge::schema(of.as_deref()).map(|schema| (schema, Vec::new())))
}

/// The built-in themes' names.
#[wasm_bindgen]
pub fn themes() -> Vec<String> {
    bridge::themes().into_iter().map(str::to_owned).collect()
}

/// The built-in icons' names.
#[wasm_bindgen]
pub fn icons() -> Vec<String> {
    bridge::icon_names()
}
