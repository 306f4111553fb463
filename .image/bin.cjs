#!/usr/bin/env node
'use strict';
/**
 * The program of the package. Where Node.js can keep what it has compiled (22.1 and later), it does, in the caches of
 * whoever runs it: never in a directory that others may write to, because what lies there is run.
 */
const { enableCompileCache } = require('node:module');

const { XDG_CACHE_HOME, HOME, LOCALAPPDATA, NODE_COMPILE_CACHE } = process.env;
const home = HOME ? `${HOME}/.cache` : '';
const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME || home;
if (enableCompileCache !== undefined && (NODE_COMPILE_CACHE || caches)) {
  enableCompileCache(NODE_COMPILE_CACHE || `${caches}/pullgate`);
}
require('./cli.cjs');
