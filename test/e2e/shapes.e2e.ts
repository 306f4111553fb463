/**
 * What a real API server cannot decode, `check` refuses, and nothing else; what it drops without a word, the words of a
 * denial point at.
 */
import t from 'tap';
import { own } from '../../src/core/fields.js';
import { readManifests } from '../../src/manifests/read.js';
import { shapeFaults } from '../../src/manifests/shape.js';
import { DROPPED, deploymentOf } from '../support/list-slips.js';
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

t.test('fields that are dropped', async (t) => {
  const { api } = await startControlPlane(t);
  for (const { text } of DROPPED) {
    const [object] = readManifests(deploymentOf(text), 'f').objects;
    if (object === undefined) throw new Error(text);
    const path = '/apis/apps/v1/namespaces/default/deployments?dryRun=All&fieldValidation=';
    const create = (validation: string) => api.call({ method: 'POST', path: path + validation, body: object.object });
    const warned = await create('Warn');
    t.equal(warned.status, 201, text);
    t.match(warned.warnings.join(), 'unknown field', `told by name to whoever asks for warnings: ${text}`);
    const spec = ['spec', 'template', 'spec'].reduce(own, warned.body);
    t.notMatch(JSON.stringify(spec), /puller|infra|"nameSpace"|secretName/, `gone: ${text}`);
    const strict = await create('Strict');
    t.equal(strict.status, 400, text);
    t.match(strict.message, 'strict decoding error: unknown field', `refused for kubectl: ${text}`);
  }
});
