/**
 * What a real API server cannot decode, `check` refuses, and nothing else; what it drops without a word, the words of a
 * denial point at.
 */
import t from 'tap';
import { readManifests } from '../../src/manifests/read.js';
import { shapeFaults } from '../../src/manifests/shape.js';
import { SHAPES } from '../support/shapes.js';
import { startControlPlane } from './support/control-plane.js';

t.test('fields of another type', async (t) => {
  const { api } = await startControlPlane(t);
  for (const [index, { text, why }] of SHAPES.entries()) {
    const [object] = readManifests(text.replace('NAME', `shape-${index}`), 'f').objects;
    if (object === undefined) throw new Error(text);
    const { status, message } = await api.create(object.object);
    t.equal(status === 400, why !== undefined, `${status} ${message}\n${text}`);
    t.equal(shapeFaults(object).length > 0, why !== undefined, text);
    if (why !== undefined) t.match(message, /unmarshal|base64/, text);
  }
});
