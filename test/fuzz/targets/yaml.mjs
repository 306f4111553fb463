// @ts-check
/** Manifests: whatever the text, objects and diagnostics in time, and a verdict on what can be judged. */
import { readManifests } from '../../../dist/manifests/read.js';
import { mutateText } from '../mutate.mjs';

/** @type {import('../types.js').Target<string>} */
export const yaml = {
  name: 'yaml',
  // A text of 200 KB with an alias in each line takes the reader of YAML its time; nothing grows faster than the text.
  limitMs: (text) => 200 + text.length / 50,
  mutate: mutateText,
  async run(text) {
    const file = readManifests(text, 'fuzz.yaml');
    const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).length;
    for (const { line, message } of file.diagnostics) {
      if (line < 0 || line > lines + 1) return `line ${line} of ${lines}`;
      if (message === '') return 'a diagnostic without words';
    }
    for (const object of file.objects) {
      if (object.line < 1 || object.line > lines + 1) return `an object at line ${object.line} of ${lines}`;
    }
    return undefined;
  },
};
