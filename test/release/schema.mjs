/** A bill of materials against the schema of CycloneDX, as its own library brings it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
const read = (name) => JSON.parse(readFileSync(join(LIBRARY, 'res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8'));

/** Sentences; none where it is valid. */
export function schemaErrors(bom) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  // By the names under which the schema of the library looks for them, which are not those that they give themselves.
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const { $id: _id, ...schema } = read(name);
    ajv.addSchema(schema, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(read(`bom-${bom.specVersion}`));
  validate(bom);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
