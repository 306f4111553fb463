/** What `pullgate config print` shows. */
import { Document, isCollection } from 'yaml';
import type { Config } from './load.js';

/** The effective configuration as YAML that is itself a configuration file, each value with where it came from. */
export function renderEffective({ effective }: Pick<Config, 'effective'>): string {
  const document = new Document({});
  for (const { setting, value, from } of effective) {
    const node = document.createNode(value);
    const block = hasMappings(value);
    if (isCollection(node)) node.flow = !block;
    // Behind the value on its line; a list that takes several lines has it on top.
    if (block) node.commentBefore = ` ${from}`;
    else node.comment = ` ${from}`;
    document.setIn(setting.keys, node);
  }
  return document.toString({ lineWidth: 0 });
}

function hasMappings(value: unknown): boolean {
  return Array.isArray(value) && value.some((entry) => typeof entry === 'object');
}
