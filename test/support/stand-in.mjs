// @ts-check
/** What `import t from 'tap'` gives to a file of tests that runs together with others. */
import { standInFor } from './together.mjs';

export default standInFor(new URL(import.meta.url).searchParams.get('for') ?? '');
