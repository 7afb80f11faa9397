/** A text, or bytes. */
export type Data = string | Uint8Array | ArrayBuffer;

/** A file by its name, which messages call it by. */
export interface NamedData { name: string; data: Data }

/** What there is to say of a page or of what it is drawn with. */
export interface Finding {
  /** Its stable name; see docs/findings.md. */
  code: string;
  severity: 'error' | 'warning' | 'note';
  message: string;
  /** What to do about it. */
  hint: string | null;
  file: string | null;
  /** Where it starts, from 1. */
  line: number | null;
  /** Its first character in that line, from 1. */
  column: number | null;
  endLine: number | null;
  /** One past its last character. */
  endColumn: number | null;
}

/** What a call made, or why it made nothing; findings stand beside both. */
export type Outcome<T> = (({ ok: true } & T) | { ok: false }) & { findings: Finding[] };

/** How a page is read. */
export interface ReadOptions {
  /** The page's name, by whose ending it is Markdown, JSON or YAML; `page.md` where there is none. */
  name?: string;
  /** Language of a page that names none, such as `cy`. */
  lang?: string;
  /** Depth of the headings that are levels, 1 to 5. */
  levelHeading?: 1 | 2 | 3 | 4 | 5;
  /** What front matter would say of a page that has none: an object, or YAML. */
  settings?: string | Record<string, unknown>;
  /** Files that the page or its theme names, such as icons, a logo and fonts. */
  files?: Record<string, Data> | ((name: string, beside: 'page' | 'theme') => Data | null | undefined);
}

/** How it is drawn; what is left out is as on the command line. */
export interface DrawOptions extends ReadOptions {
  style?: 'simple' | 'flow' | 'poster';
  /** A built-in theme's name, or a theme's own file. */
  theme?: string | Exclude<Data, string> | NamedData;
  /** Fonts for characters that those before them lack. */
  fonts?: (Exclude<Data, string> | NamedData)[];
  /** A role that stands out. */
  role?: string;
  /** `A0` to `A6`, `Letter`, `Legal`, `Tabloid` or such as `200x300mm`. */
  paper?: string;
  orientation?: 'portrait' | 'landscape';
  /** Width over height: `16:9` or 1.5. */
  aspect?: string | number;
  /** Width of a column of a web page, in px. */
  layoutWidth?: string | number;
  direction?: 'auto' | 'down' | 'right';
  effort?: 'fast' | 'default' | 'best';
  /** A poster of a sheet a level, as PDF. */
  split?: 'level';
  colorScheme?: 'light' | 'dark' | 'auto';
  /** What the picture carries of its model. */
  provenance?: 'model' | 'digest' | 'none';
}

export interface SvgOptions extends DrawOptions {
  format?: 'svg';
  text?: 'fonts' | 'paths';
  /** The root's id. */
  id?: string;
  inline?: 'html' | 'mdx';
  linkTarget?: '_self' | '_blank' | '_parent' | '_top';
}

export interface PngOptions extends DrawOptions {
  format: 'png';
  /** Device pixels a CSS pixel. */
  scale?: string | number;
  /** Pixels from edge to edge. */
  width?: string | number;
  /** Pixels an inch. */
  dpi?: string | number;
  /** Each pixel's own colour, in a larger file. */
  exact?: boolean;
}

export interface PdfOptions extends DrawOptions {
  format: 'pdf';
  /** How far the ground reaches over the edges, in mm. */
  bleed?: string | number;
}

/** A part of a page, and what it was read as. */
export interface Part { line: number; read_as: string; words: string; why: string }

export type Made<P> = Outcome<{ picture: P; alt: string }>;

/** Draws one picture of a page: a flow chart as SVG where nothing else is asked. */
export function render(page: Data, options?: SvgOptions): Made<string>;
export function render(page: Data, options: PngOptions | PdfOptions): Made<Uint8Array>;
export function render(page: Data, options: SvgOptions | PngOptions | PdfOptions): Made<string | Uint8Array>;

/** What should be mended of a page; `ok` where nothing of it is an error. */
export function lint(page: Data, options?: DrawOptions): { ok: boolean; findings: Finding[] };

/** How each part of a page was read. */
export function outline(page: Data, options?: ReadOptions): Outcome<{ parts: Part[] }>;

/** The text version, or with `alt` the alternative text of that style's picture. */
export function describe(
  page: Data,
  options?: ReadOptions & { to?: 'markdown' | 'html' | 'plain'; alt?: 'simple' | 'flow' | 'poster'; role?: string },
): Outcome<{ text: string }>;

declare function exported(
  page: Data,
  options?: ReadOptions & { to?: 'json' | 'yaml' | 'csv' | 'mermaid' | 'd2' | 'dot' },
): Outcome<{ text: string }>;
/** A page's model as data, which can be read again, or as another tool's chart. */
export { exported as export };

/** The model that a picture was drawn from, as JSON. */
export function extract(picture: Data): Outcome<{ text: string }>;

/** The JSON Schema of a page as data, of a theme or of a configuration. */
export function schema(of?: 'page' | 'theme' | 'config'): Outcome<{ schema: Record<string, unknown> }>;

/** The page with the mends that change nothing of what it says, as `lint --fix` writes it. */
export function mend(page: Data, options?: DrawOptions): Outcome<{ text: string }>;

/** The built-in themes' names. */
export function themes(): string[];

/** The built-in icons' names. */
export function icons(): string[];
