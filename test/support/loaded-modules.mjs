// @ts-nocheck: the types are those of Node.js 20, which has no registerHooks
/** For --import: writes the URL of every module that is loaded into the file of LOADED_MODULES, one a line. */
import { appendFileSync } from 'node:fs';
import * as nodeModule from 'node:module';

if (nodeModule.registerHooks !== undefined) {
  nodeModule.registerHooks({
    load(url, context, next) {
      appendFileSync(process.env.LOADED_MODULES, `${url}\n`);
      return next(url, context);
    },
  });
} else {
  // Node.js before 22.15 has hooks only in a thread of their own.
  const hook = `
    import { appendFileSync } from 'node:fs';
    export function load(url, context, next) {
      appendFileSync(process.env.LOADED_MODULES, url + '\\n');
      return next(url, context);
    }`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
