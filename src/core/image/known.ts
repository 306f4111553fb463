/** Images that were met before: each text is parsed once for as long as it is remembered. */
import { createPool } from '../memory.js';
import { parseImage } from './parse.js';

/** As `parseImage`. More of them than a large cluster runs, in some eight megabytes. */
export const knownImage = createPool(20_000).remembering(parseImage);
