/** `-o` of commands that have these two. */
import type { Option } from './command.js';

const OUTPUTS = ['text', 'json'];

export const TEXT_OR_JSON: Option = {
  name: 'output',
  short: 'o',
  value: OUTPUTS.join('|'),
  choices: OUTPUTS,
  description: 'Format. Default: text.',
};
