//! The programs that read PDFs.
use crate::tools::program;
use govdraw::output::Provenance;
use govdraw::output::pdf::{self, Page, PdfOptions};
use govdraw::scene::Scene;
use govdraw::text::Fonts;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Poppler's `pdfinfo`, `pdftotext` and so on, which come together.
pub(crate) fn poppler(name: &str) -> Option<PathBuf> {
    program(&format!("GOVDRAW_{}", name.to_uppercase()), &[name])
}

pub(crate) fn qpdf() -> Option<PathBuf> {
    program("GOVDRAW_QPDF", &["qpdf"])
}

/// What a program says.
pub(crate) fn output<S: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = S>) -> Output {
    let output = Command::new(program).args(arguments).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}: {said}{}",
        program.display(),
        String::from_utf8_lossy(&output.stdout)
    );
    output
}

/// What a program prints.
pub(crate) fn stdout<S: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = S>) -> String {
    String::from_utf8(output(program, arguments).stdout).expect("UTF-8")
}

/// A PDF on disk.
pub(crate) struct File {
    folder: tempfile::TempDir,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    pub(crate) fn of(scene: &Scene, fonts: &Fonts, options: &PdfOptions) -> Self {
        Self::of_pages(&[scene.into()], fonts, options)
    }

    pub(crate) fn of_pages(pages: &[Page<'_>], fonts: &Fonts, options: &PdfOptions) -> Self {
        let bytes = pdf::encode(pages, fonts, options).expect("a PDF");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("picture.pdf"), &bytes).expect("a file");
        Self { folder, bytes }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("picture.pdf")
    }

    /// A path beside it.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// As the command line writes a picture.
pub(crate) fn options() -> PdfOptions {
    PdfOptions { provenance: Some(Provenance::new("0.0.0", "{\"title\":\"T\"}")), ..PdfOptions::default() }
}
