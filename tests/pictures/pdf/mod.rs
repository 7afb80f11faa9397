//! PDFs, read back with programs that know nothing of ours: poppler, qpdf and pdfua.
mod arabic;
mod drawn;
mod objects;
mod pages;
mod places;
mod readers;
mod structure;
mod text;
