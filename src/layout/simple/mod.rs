//! The simple visual: a ribbon loop for each level, interlocked, its words inside.
//!
//! 1. Measure every level's words, in every shape that they can take.
//! 2. Find the smallest loop that holds each of them; bring names that stand side by side to one height.
//! 3. Draw the ribbons, then the words of each level.
mod align;
mod content;
mod crossing;
mod fit;
mod key;
mod outside;
mod ribbon;
mod rosette;
mod title;
mod within;

use super::colophon::Colophon;
use super::fitted::does_not_fit;
use super::lens::{broken_edge, keyline};
use super::paint::{self, Align, Bullet, decoration, edge, linked, listed, numbered, rect};
use super::shares::sizes;
use super::sheet::Area;
use super::{LaidOut, LayoutInput, Orientation, Standing, Style, drawn_on_each};
use crate::diagnostic::Diagnostic;
use crate::geom::{Point, Rect, Size, Vec2};
use crate::scene::{Geometry, Group, Meaning, Node};
use crate::theme::Theme;
use align::align;
use content::{LoopContent, POINT_GAP};
use fit::{BADGE_RING, Filling, ICON, LoopFit, Wanted, points_start};
use key::{KEYLINE, Key};
use outside::Outside;
use rosette::{Formation, HUB_MIN, KNOT_MAX, Loop, STAGGERED, TangentForm, arrange};
use title::Title;

/// Body type where nothing else is asked for, in px.
const EM: f64 = 20.0;
/// Width of the broken outline of what is no more, in em.
const GONE_EDGE: f64 = 0.1;
/// Most levels.
const LEVELS_MAX: usize = 30;
/// Smallest loop, and the step to the next, in em.
const RADIUS_MIN: f64 = 7.0;
const RADIUS_STEP: f64 = 0.25;
/// Largest loop that is tried, in em.
const RADIUS_MAX: f64 = 4_000.0;
/// How large a loop is at least against the largest, and the steps up to that.
const SMALLER: [f64; 3] = [0.8, 0.87, 0.94];
/// Width of a ribbon: this share of the radius, and so many em more.
const RIBBON_SHARE: f64 = 0.22;
const RIBBON_MORE: f64 = 0.2;
/// How much wider the margin is where a badge stands out, in em.
const MARGIN_BADGE: f64 = 0.6;
/// Proportions that are pleasant where nothing is asked for.
const ASPECT: f64 = 1.5;
/// How much better rows must be that are not all as long as each other: in proportion, and as a share of type.
const UNEVEN_PROPORTION: f64 = 1.3;
const UNEVEN_TYPE: f64 = 0.96;
/// How much larger type must be for another arrangement than the usual one.
const WORTH: f64 = 1.12;
/// Steps of the body size in a px.
const STEPS: f64 = 16.0;
/// Body size of the sheet's foot, in em.
const FOOT: f64 = 0.85;
/// And the space above it, in em.
const ABOVE_FOOT: f64 = 1.0;
/// Radius of a badge, in em.
const BADGE: f64 = 1.75;

/// Lays a model out as a simple visual.
pub(super) fn layout(pages: &[LayoutInput<'_>]) -> Result<Vec<LaidOut>, Vec<Diagnostic>> {
    let Some(page) = pages.first() else { return Ok(Vec::new()) };
    let drawn = |picture: SimplePicture, sheet| {
        drawn_on_each(pages, picture, |picture, page| picture.draw(page, sheet))
    };
    let levels = page.model.levels.len();
    if levels > LEVELS_MAX {
        return Err(vec![content::too_many(levels, LEVELS_MAX)]);
    }
    let usual = if levels > KNOT_MAX { usual_rows(levels) } else { Formation::Knot };
    let Some(usual) = SimplePicture::new(page, EM, usual) else {
        return Err(vec![content::too_much()]);
    };
    match page.sheet.area(Orientation::Landscape) {
        Area::Free => Ok(drawn(usual, None)),
        Area::Column { width } => {
            let room = Size::new(width, f64::INFINITY);
            Ok(drawn(scaled(page, usual, room, EM), None))
        }
        Area::Whole { width, height, printed: true } => {
            let room = Size::new(width, height);
            Ok(drawn(scaled(page, usual, room, f64::INFINITY), Some(room)))
        }
        Area::Whole { width, height, printed: false } => {
            let aspect = width / height;
            let how = best(page, &usual, Size::new(aspect, 1.0), f64::INFINITY);
            let picture = if how == usual.arrangement { None } else { SimplePicture::new(page, EM, how) };
            let picture = picture.unwrap_or(usual);
            let size = picture.size;
            let room = Size::new(size.width.max(size.height * aspect), size.height.max(size.width / aspect));
            Ok(drawn(picture, Some(Size::new(room.width.ceil(), room.height.ceil()))))
        }
    }
}

/// The rows of a chain whose proportions are pleasant, if need be one of them shorter.
fn usual_rows(levels: usize) -> Formation {
    let unlike = |count: usize| {
        let size =
            extent(&arrange(levels, 1_000.0, Formation::Rows(count)), 1_000.0 * RIBBON_SHARE, 0.0, 0.0).0;
        let aspect = size.width / size.height / ASPECT;
        aspect.max(1.0 / aspect) * if levels.is_multiple_of(count) { 1.0 } else { UNEVEN_PROPORTION }
    };
    let best = (1..levels).min_by(|a, b| unlike(*a).total_cmp(&unlike(*b)));
    Formation::Rows(best.unwrap_or(1))
}

/// The arrangement in which a picture's loops are largest in a room, up to a share of their size; another than the
/// picture's own must be worth it.
fn best(page: &LayoutInput<'_>, usual: &SimplePicture, room: Size, most: f64) -> Formation {
    let (levels, radius) = (usual.loops.len(), largest(&usual.loops));
    let share = |how| {
        let size = extent(&arrange(levels, radius, how), usual.ribbon, page.theme.spacing.margin, usual.em).0;
        (room.width / size.width).min(room.height / size.height).min(most)
    };
    let mut best = (share(usual.arrangement) * WORTH, usual.arrangement);
    for count in 1..=levels {
        let worth =
            if sizes(levels, count).windows(2).all(|pair| pair[0] == pair[1]) { 1.0 } else { UNEVEN_TYPE };
        let how = Formation::Rows(count);
        if share(how) * worth > best.0 {
            best = (share(how) * worth, how);
        }
    }
    for how in STAGGERED.map(Formation::Staggered).into_iter().filter(|_| levels > 1) {
        if share(how) > best.0 {
            best = (share(how), how);
        }
    }
    best.1
}

/// The picture in the arrangement and the body size, to a largest one in px, that suit a room best.
fn scaled(page: &LayoutInput<'_>, usual: SimplePicture, room: Size, most: f64) -> SimplePicture {
    let how = best(page, &usual, room, most / EM);
    let fits =
        |picture: &SimplePicture| picture.size.width <= room.width && picture.size.height <= room.height;
    let picture = if how == usual.arrangement { None } else { SimplePicture::new(page, EM, how) };
    let picture = picture.unwrap_or(usual);
    let share = (room.width / picture.size.width).min(room.height / picture.size.height);
    if share >= 1.0 && most <= EM {
        return picture;
    }
    let mut steps = (EM * share).min(most) * STEPS;
    // type is set in quarters of a px, so no size is an exact multiple of another
    while steps >= 1.0 {
        match SimplePicture::new(page, steps.floor() / STEPS, how) {
            Some(picture) if fits(&picture) => return picture,
            _ => steps = (steps - 1.0).min(steps * 0.998),
        }
    }
    picture
}

/// A picture whose every size is known.
#[derive(Clone)]
struct SimplePicture {
    arrangement: Formation,
    /// Body size in px.
    em: f64,
    contents: Vec<LoopContent>,
    loops: Vec<Loop>,
    /// Width of the ribbons, in px.
    ribbon: f64,
    fits: Vec<LoopFit>,
    title: Option<Title>,
    key: Option<Key>,
    outside: Option<Outside>,
    colophon: Option<Colophon>,
    size: Size,
    /// From the arrangement's origin to the page's corner.
    origin: Vec2,
}

impl SimplePicture {
    fn new(page: &LayoutInput<'_>, em: f64, arrangement: Formation) -> Option<Self> {
        let levels = page.model.levels.iter().zip(&page.icons.levels);
        let contents: Vec<LoopContent> =
            levels.map(|(level, icon)| LoopContent::measure(page, level, icon.clone(), em)).collect();
        let (loops, fits) = smallest(page.theme, &contents, em, arrangement)?;
        let ribbon = ribbon_width(page.theme, largest(&loops), em);
        let (mut size, mut origin) = extent(&loops, ribbon, page.theme.spacing.margin, em);
        let title = Title::measure(page, size.width, em);
        if let Some(title) = &title {
            let higher = title.height().ceil();
            size += Size::new(0.0, higher);
            origin += Vec2::new(0.0, higher);
        }
        let key = Key::measure(page, em);
        if let Some(key) = &key {
            let wider = (key.page_width(page, em) - size.width).max(0.0).ceil();
            let higher = key.height(em).ceil();
            size += Size::new(wider, higher);
            origin += Vec2::new((wider / 2.0).floor(), higher);
        }
        let mut outside = Outside::measure(page, size.width, em);
        if let Some(outside) = &outside {
            let wider = (outside.page_width(page, em) - size.width).max(0.0).ceil();
            size += Size::new(wider, outside.height);
            origin += Vec2::new((wider / 2.0).floor(), 0.0);
        }
        let is_paper = page.sheet.paper_size(Style::Simple).is_some();
        let width = size.width - 2.0 * page.theme.spacing.margin * em;
        let colophon = is_paper.then(|| Colophon::measure(page, FOOT * em, width)).flatten();
        if let Some(colophon) = &colophon {
            size += Size::new(0.0, foot_height(colophon, em));
        }
        if let (Some(_), Some(outside)) = (&colophon, &mut outside) {
            // the foot stands in the picture's margin, which is to be left below what stands between as it is below loops
            let lower = (page.theme.spacing.margin * em - outside.below(em)).max(0.0).ceil();
            size += Size::new(0.0, lower);
            outside.height += lower;
        }
        Some(Self {
            arrangement,
            em,
            contents,
            loops,
            ribbon,
            fits,
            title,
            key,
            outside,
            colophon,
            size,
            origin,
        })
    }

    /// Draws the picture, in the middle of a sheet if there is one.
    fn draw(self, page: &LayoutInput<'_>, sheet: Option<Size>) -> LaidOut {
        let size = sheet.unwrap_or(self.size);
        let spare = (size.to_vec2() - self.size.to_vec2()) / 2.0;
        let origin = self.origin + spare;
        let loops: Vec<Loop> =
            self.loops.into_iter().map(|l| Loop { center: l.center + origin, ..l }).collect();
        let theme = page.with_calm_ribbons();
        let mut nodes = vec![decoration(ribbon::draw(&loops, self.ribbon, &theme, self.em))];
        let below_title = self.title.as_ref().map_or(0.0, Title::height);
        nodes.extend(self.title.map(|title| title.draw(page, self.em)));
        nodes.extend(self.key.into_iter().flat_map(|key| key.draw(page, below_title, self.em)));
        let broken = self.contents.iter().flat_map(|content| &content.broken);
        let broken = broken.chain(self.outside.iter().flat_map(|outside| &outside.broken));
        let warnings = broken.map(|text| does_not_fit(text)).collect();
        let words = loops.iter().zip(self.contents).zip(self.fits).enumerate();
        let items = words.map(|(i, ((l, content), fit))| draw(page, i, l, content, &fit, origin, self.em));
        nodes.extend(listed(page, items.collect()));
        if let Some(outside) = self.outside {
            let below = self.colophon.as_ref().map_or(0.0, |colophon| foot_height(colophon, self.em));
            let top = spare.y + self.size.height - below - outside.height;
            nodes.extend(outside.draw(page, Vec2::new(size.width / 2.0, top), self.em));
        }
        if let Some(colophon) = self.colophon {
            let inset = page.theme.spacing.margin * self.em;
            let at = Point::new(inset, size.height - inset - colophon.height());
            nodes.extend(colophon.draw(page, at, size.width - 2.0 * inset));
        }
        LaidOut { size, nodes, warnings, search: crate::layout::Search::default() }
    }
}

/// Height in px that the foot of a sheet takes of a picture's.
fn foot_height(colophon: &Colophon, em: f64) -> f64 {
    (colophon.height() + ABOVE_FOOT * em).ceil()
}

/// The radius of the largest loop, in px.
fn largest(loops: &[Loop]) -> f64 {
    loops.iter().map(|l| l.radius).fold(0.0, f64::max)
}

/// The width of a ribbon about loops of a radius, in px.
fn ribbon_width(theme: &Theme, radius: f64, em: f64) -> f64 {
    theme.ribbon_width * (RIBBON_SHARE * radius + RIBBON_MORE * em)
}

/// The smallest loops in which everything fits, and how; `None` where none of a sensible size does.
fn smallest(
    theme: &Theme,
    contents: &[LoopContent],
    em: f64,
    arrangement: Formation,
) -> Option<(Vec<Loop>, Vec<LoopFit>)> {
    let area = contents.iter().map(LoopContent::area).fold(0.0, f64::max);
    // the inside of a ribbon has a radius of 0.89 R at most as a rule, and no stack fills a circle
    let inside = 1.0 - theme.ribbon_width * RIBBON_SHARE / 2.0;
    let least = (area / std::f64::consts::PI).sqrt() / inside / em;
    let mut steps = ((least.max(RADIUS_MIN) - RADIUS_MIN) / RADIUS_STEP).floor();
    let fillings: Vec<Filling<'_>> = contents.iter().map(|content| Filling::new(content, em)).collect();
    // the loop that had no room last, which has the least chance to have it now
    let mut last = 0;
    loop {
        let radius = (RADIUS_MIN + steps * RADIUS_STEP) * em;
        let mut loops = arrange(contents.len(), radius, arrangement);
        for (l, _) in loops.iter_mut().zip(contents).filter(|(_, content)| !content.shown) {
            l.badge = None;
        }
        let ribbon = ribbon_width(theme, radius, em);
        let mut found: Vec<Option<LoopFit>> = vec![None; contents.len()];
        let rest = (0..contents.len()).filter(|at| *at != last);
        let crowded = std::iter::once(last).filter(|at| *at < contents.len()).chain(rest).find(|at| {
            let (Some(l), Some(filling)) = (loops.get(*at), fillings.get(*at)) else { return true };
            let fit = fit::fit(l, ribbon, filling, em, Wanted::ANY);
            found.get_mut(*at).is_none_or(|place| {
                *place = fit;
                place.is_none()
            })
        });
        last = crowded.unwrap_or(last);
        let mut fits: Vec<LoopFit> = found.into_iter().flatten().collect();
        if crowded.is_none() {
            let names = alike(&loops, ribbon, &fillings, em, &mut fits);
            if let Some(smaller) = sized(&loops, ribbon, (&fillings, names), em, &fits) {
                (loops, fits) = smaller;
            }
            align(&loops, ribbon, (&fillings, names), em, &mut fits);
            return Some((loops, fits));
        }
        if radius > RADIUS_MAX * em {
            return None;
        }
        // far from enough room, steps grow with the loop
        steps += 1.0 + (steps / 80.0).floor();
    }
}

/// Sets every name on one line where all loops have room for that, so that no two levels' names are broken differently without need:
/// how many shapes of a name are looked at from then on.
fn alike(loops: &[Loop], ribbon: f64, contents: &[Filling<'_>], em: f64, fits: &mut Vec<LoopFit>) -> usize {
    if fits.iter().all(|fit| fit.name == 0) {
        return 1;
    }
    let wanted = Wanted { names: 1, ..Wanted::ANY };
    let each = loops.iter().zip(contents);
    let lines: Option<Vec<LoopFit>> =
        each.map(|(l, content)| fit::fit(l, ribbon, content, em, wanted)).collect();
    let Some(lines) = lines else { return usize::MAX };
    *fits = lines;
    1
}

/// The loops about a knot, those smaller that have room to spare, and how everything fits; two that mirror each other stay as large as
/// each other. `None` where none is smaller.
fn sized(
    loops: &[Loop],
    ribbon: f64,
    (contents, names): (&[Filling<'_>], usize),
    em: f64,
    fits: &[LoopFit],
) -> Option<(Vec<Loop>, Vec<LoopFit>)> {
    let wanted = Wanted { names, ..Wanted::ANY };
    // about a hub all are as large as each other
    let is_upright =
        |l: &Loop| matches!(l.form, TangentForm::Teardrop(tangents) if tangents.axis.y.abs() > 0.5);
    if !(3..HUB_MIN).contains(&loops.len()) || loops.iter().any(|l| l.knots().count() != 1) {
        return None;
    }
    let (mut loops, mut fits) = (loops.to_vec(), fits.to_vec());
    let mut is_smaller = false;
    for upright in [true, false] {
        let class: Vec<usize> =
            (0..loops.len()).filter(|i| loops.get(*i).is_some_and(|l| is_upright(l) == upright)).collect();
        let attempt = |share: f64| -> Option<Vec<(usize, Loop, LoopFit)>> {
            let each = class.iter().map(|i| {
                let smaller = loops.get(*i)?.scaled(share);
                Some((*i, smaller, fit::fit(&smaller, ribbon, contents.get(*i)?, em, wanted)?))
            });
            each.collect()
        };
        if let Some(made) = SMALLER.into_iter().find_map(attempt) {
            is_smaller = true;
            for (i, l, fit) in made {
                (loops[i], fits[i]) = (l, fit);
            }
        }
    }
    is_smaller.then_some((loops, fits))
}

/// The page's size within a margin in em, and how far the knot is from its corner.
fn extent(loops: &[Loop], ribbon: f64, margin: f64, em: f64) -> (Size, Vec2) {
    let mut page = Rect::new(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let mut ribbons = page;
    for l in loops {
        ribbons = ribbons.union(l.bounds(ribbon));
    }
    page = page.union(ribbons.inset(margin * em));
    for l in loops {
        let Some(badge) = l.badge_center() else { continue };
        let ring = Rect::from_center_size(badge, (2.0 * BADGE_RING * em, 2.0 * BADGE_RING * em));
        let more = |out: bool| if out { (margin + MARGIN_BADGE) * em } else { 0.0 };
        let grown = Rect::new(
            ribbons.x0 - more(ring.x0 < ribbons.x0),
            ribbons.y0 - more(ring.y0 < ribbons.y0),
            ribbons.x1 + more(ring.x1 > ribbons.x1),
            ribbons.y1 + more(ring.y1 > ribbons.y1),
        );
        page = page.union(grown);
    }
    let whole = Size::new(page.width().ceil(), page.height().ceil());
    let spare = (whole.to_vec2() - page.size().to_vec2()) / 2.0;
    (whole, spare - page.origin().to_vec2())
}

/// A level's badge and words.
fn draw(
    page: &LayoutInput<'_>,
    index: usize,
    within: &Loop,
    content: LoopContent,
    fit: &LoopFit,
    origin: Vec2,
    em: f64,
) -> Node {
    let Some(level) = page.model.levels.get(index) else { return decoration(Vec::new()) };
    let (theme, colors) = (page.theme, page.theme.level(index));
    let x = within.center.x;
    let mut children: Vec<Node> = badge(page, index, within, em).into_iter().collect();
    if let Some(icon) = &content.icon {
        let center = Point::new(x, fit.icon_y + origin.y);
        children.push(decoration(vec![icon.draw(center, ICON * em, colors.ink, true)]));
    }
    if let Some(name) = content.names.into_iter().nth(fit.name).filter(|_| content.shown) {
        let at = Point::new(x, fit.name_y + origin.y);
        let below = Point::new(x, at.y + name.height());
        let lines = name.draw(at, Align::Center, colors.ink);
        let badges = content.badges.draw(below, Align::Center, theme.page, colors.ink);
        let words = linked(level.link.as_deref(), lines).into_iter().chain(badges).collect();
        children.push(Group::new(Meaning::Heading { depth: 2 }, words));
    }
    if let Some(points) = content.points.into_iter().nth(fit.points).filter(|p| !p.points.is_empty()) {
        let bulleted = points.bulleted();
        let start = x + points_start(&points, em);
        let mut y = fit.points_y + origin.y;
        let mut items = Vec::new();
        for point in points.points {
            let below = y + point.height() + POINT_GAP * em;
            if bulleted {
                let bullet = Bullet::USUAL.at(em);
                items.push(paint::bulleted(point, Point::new(start, y), bullet, colors.ink, theme.text));
            } else {
                let lines = point.draw(Point::new(x, y), Align::Center, theme.text);
                children.push(Group::new(Meaning::Paragraph, lines));
            }
            y = below;
        }
        if bulleted {
            children.push(Group::new(Meaning::List, items));
        }
    }
    let chips = level.functions.iter().zip(content.chips).zip(&fit.chips);
    let functions: Vec<Node> = chips
        .flat_map(|((function, chip), place)| {
            let place = *place + origin;
            let radius = content::CHIP_HEIGHT / 2.0 * em;
            let standing = page.standing(function);
            let is_marked = standing == Standing::Marked;
            let (fill, words) =
                if is_marked { (colors.banner, theme.on_banner) } else { (colors.ground, colors.ink) };
            let mut ground = vec![rect(place, radius, fill)];
            let geometry = Geometry::Rect { rect: place, radius };
            ground.extend(match standing {
                Standing::Marked => keyline(place, radius, words, KEYLINE * em),
                Standing::Gone => broken_edge(&geometry, GONE_EDGE, colors.ink, em),
                Standing::Usual | Standing::Calm => edge(&geometry, theme.outlines.chip * em, colors.ink),
            });
            let stack = chip.name.height() + chip.badges.height() + chip.within.size.height;
            let top = place.center().y - stack / 2.0;
            let below = Point::new(place.center().x, top + chip.name.height());
            let within_at = Point::new(below.x, below.y + chip.badges.height());
            let mut parts = vec![decoration(ground)];
            let lines = chip.name.draw(Point::new(place.center().x, top), Align::Center, words);
            parts.extend(match &function.link {
                Some(href) => vec![Group::new(Meaning::Link { href: href.clone() }, lines)],
                None => lines,
            });
            parts.extend(chip.badges.draw(below, Align::Center, fill, words));
            let mut nodes = vec![Group::new(Meaning::Function { id: function.id.clone() }, parts)];
            nodes.extend(chip.within.draw(page, function, within_at, (fill, words), em));
            nodes
        })
        .collect();
    if !functions.is_empty() {
        children.push(Group::new(Meaning::List, functions));
    }
    Group::new(Meaning::Level { id: level.id.clone() }, children)
}

/// A level's number on its ribbon.
fn badge(page: &LayoutInput<'_>, index: usize, within: &Loop, em: f64) -> Option<Node> {
    Some(decoration(numbered(page, index, within.badge_center()?, BADGE * em)))
}
