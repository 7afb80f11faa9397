//! Type too small to be read with ease is told from the finished picture, for the sheet that is asked for.
use govdraw::diagnostic::{Code, Diagnostic, Severity};
use govdraw::input::{Format, decode, read};
use govdraw::layout::{self, Effort, Paper, Sheet, Style, small_type};
use govdraw::model::Model;
use govdraw::text::Fonts;
use govdraw::theme::Theme;

fn example() -> Model {
    let source = decode("page.md", include_bytes!("../../examples/delivery-group.md")).expect("UTF-8");
    read(&source, Format::Markdown).expect("sound").value
}

/// What is said of a style on a sheet, by the layout and of the finished picture.
fn notes(model: &Model, style: Style, sheet: &Sheet) -> (Vec<Diagnostic>, Option<Diagnostic>) {
    let sheet = Sheet { effort: Effort::Fast, ..*sheet };
    let drawn = layout::layout(model, style, &Theme::defra(), &Fonts::bundled(), &sheet).expect("drawn");
    let of_type = drawn.warnings.into_iter().filter(|one| one.code == Code::SmallType).collect();
    (of_type, small_type(&[drawn.value], style, &sheet))
}

#[test]
fn on_a_screen_type_is_looked_at_as_wide_as_the_picture_is_shown() {
    let model = example();
    let (of_layout, note) = notes(&model, Style::Flow, &Sheet::default());
    let note = note.expect("a chart of 16 boxes is wide");
    assert_eq!((of_layout, note.severity), (Vec::new(), Severity::Note));
    assert!(
        note.message.starts_with("the flow chart's smallest type is ")
            && note.message.contains(" px at 960 px wide, \"")
    );
    assert!(
        note.hint.is_some_and(|hint| hint.starts_with("show it 1") && hint.contains("`--layout-width 960`"))
    );
    let column = |width| notes(&model, Style::Flow, &Sheet { width: Some(width), ..Sheet::default() }).1;
    assert_eq!(column(960.0), None);
    assert_eq!(column(400.0), None, "level under level there is room");
}

#[test]
fn on_paper_every_style_is_looked_at_in_points() {
    let model = example();
    for style in Style::ALL {
        let on = |width, height| {
            notes(&model, style, &Sheet { paper: Some(Paper { width, height }), ..Sheet::default() })
        };
        let (of_layout, note) = on(105.0, 148.0);
        let note = note.expect("a leaf of A6 is small");
        assert!(
            note.message.contains("smallest type would be printed at ")
                && note.message.contains("less than 7 pt")
        );
        assert_eq!(of_layout, [note], "who draws on paper is told");
        let (_, note) = on(841.0, 1_189.0);
        assert_eq!(note, None, "A0 is large");
    }
    let (_, note) = notes(
        &model,
        Style::Flow,
        &Sheet { paper: Some(Paper { width: 297.0, height: 420.0 }), ..Sheet::default() },
    );
    assert!(note.is_some_and(|note| note.message.contains("clear print asks for 12 pt")));
}
