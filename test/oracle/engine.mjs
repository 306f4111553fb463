// @ts-check
/** Our engine as built (`npm run build`): plain JavaScript that every supported Node runs without a loader. */
import { parseImage } from '../../dist/core/image/parse.js';
import { coerceUtf8 } from '../../dist/core/secret/byte-string.js';
import { decodeDockerConfig } from '../../dist/core/secret/docker-config.js';
import { createKeyring } from '../../dist/core/secret/keyring.js';
import { parsePullSecret } from '../../dist/core/secret/parse.js';

export const engine = { parseImage, parsePullSecret, createKeyring, decodeDockerConfig, coerceUtf8 };
