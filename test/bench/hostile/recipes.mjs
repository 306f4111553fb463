// @ts-check
/** Shapes that held version 0.1.0 up for seconds, by the names under which they were found; beside them what a search finds. */
import { PLAIN } from './shapes.mjs';

/** @type {Readonly<Record<string, Partial<import('./shapes.mjs').Shape>>>} */
const RECIPES = {
  'an ordinary pod': {},
  'many names': { named: 0, absent: 700, tags: 'latest' },
  'many names, 15,000': { named: 0, absent: 15_000 },
  'keys x images': { images: 500, keys: 9000 },
  'keys x images, small': { images: 300, keys: 1000 },
  'wildcards x images': { images: 500, keys: 9000, keyStyle: 'wildcards' },
  'stars x images': { images: 500, keys: 1000, keyStyle: 'stars', hosts: 'long' },
  'every key matches': { images: 500, keys: 9000, keyStyle: 'matching' },
  'near misses': { images: 500, named: 8, keys: 250, keyStyle: 'near' },
  'many images': { images: 2500, named: 0 },
  'many images, 40,000': { images: 40_000, named: 0 },
  'all of them latest': { images: 40_000, named: 0, tags: 'latest' },
  'all of them invalid': { images: 20_000, named: 0, tags: 'invalid' },
  'image volumes': { images: 4000, place: 'volume', named: 0 },
  'many secrets': { images: 500, named: 0, others: 200, otherKeys: 50 },
  'many secrets, all match': { images: 500, named: 0, others: 200, otherKeys: 50, otherStyle: 'matching' },
  'many secrets, injected': { kind: 'Deployment', images: 500, named: 0, others: 200, otherKeys: 50, injection: 'all' },
  'injected into a Pod': { images: 500, named: 0, others: 200, otherKeys: 50, injection: 'all' },
  'injected, all match': {
    images: 2000,
    named: 0,
    others: 200,
    otherKeys: 50,
    otherStyle: 'matching',
    injection: 'all',
  },
  'injected, from the hub': {
    images: 2000,
    hosts: 'hub',
    named: 0,
    others: 200,
    otherKeys: 50,
    otherStyle: 'hub',
    injection: 'all',
  },
  'ranking secrets': { images: 2000, named: 0, others: 20, otherKeys: 250, otherStyle: 'wildcards' },
  'many accounts': { images: 500, named: 0, others: 1000, accounts: 10_000, accountList: 20 },
  'an update of everything': { operation: 'UPDATE', images: 10_000, named: 0 },
};

/** @type {readonly (readonly [string, import('./shapes.mjs').Shape])[]} */
export const ATTACKS = Object.entries(RECIPES).map(([name, over]) => [name, { ...PLAIN, ...over }]);
