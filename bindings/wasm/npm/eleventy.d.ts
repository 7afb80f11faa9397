import type { SvgOptions } from './index.js';

/** How every picture of the site is drawn; a shortcode's own options win. */
export interface Settings extends Omit<SvgOptions, 'style' | 'format' | 'name' | 'files' | 'id'> {
  /** Pictures as files beside the built page with an image that shows them (`img`), or inside the page (`inline`). */
  as?: 'img' | 'inline';
  /** Warnings are not printed. */
  quiet?: boolean;
}

/** `config.addPlugin(govdraw, { theme: 'defra' })` */
export default function govdraw(eleventyConfig: unknown, settings?: Settings): void;
