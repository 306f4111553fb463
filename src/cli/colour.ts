/**
 * Colour, only where somebody sees it: a flag decides, then FORCE_COLOR, then NO_COLOR (no-color.org), then whether the
 * output is a terminal (design 3.7). Nothing is ever said by colour alone.
 */
import { styleText } from 'node:util';
import type { Environment } from '../process/env.js';

export const COLOUR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColourChoice = (typeof COLOUR_CHOICES)[number];

export function wantsColour(choice: ColourChoice, env: Environment, isTTY: boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  // Set to the empty string it counts as not set, as no-color.org has it.
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return isTTY && env['TERM'] !== 'dumb';
}

export type Tint = 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';
export type Paint = (tint: Tint, text: string) => string;

export function createPaint(colour: boolean): Paint {
  // From Node 22.13 on styleText asks process.stdout itself unless told not to; the decision is made above.
  return colour ? (tint, text) => styleText(tint, text, { validateStream: false }) : (_, text) => text;
}
