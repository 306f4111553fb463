/** Checks as lines: `ok` or `FAILED` with what was found; the last line counts them. */
import { isDeepStrictEqual } from 'node:util';

export function createCheck() {
  let passed = 0;
  let failed = 0;
  const note = (text) => process.stdout.write(`        ${text}\n`);
  const tell = (isGood, name, found) => {
    if (isGood) passed += 1;
    else failed += 1;
    process.stdout.write(`${isGood ? 'ok     ' : 'FAILED '} ${name}\n`);
    if (!isGood) note(`found ${JSON.stringify(found)}`.slice(0, 2000));
    return isGood;
  };
  return {
    note,
    true: (name, isGood, found = isGood) => tell(isGood === true, name, found),
    equal: (name, found, wanted) => tell(isDeepStrictEqual(found, wanted), name, found),
    /** The code to exit with. */
    finish() {
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
      return failed === 0 ? 0 : 1;
    },
  };
}
