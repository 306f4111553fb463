/** What a container is called, one word for each of its kinds. */
import type { ContainerKind } from '../types.js';
import { shown } from './escape.js';

const NOUNS: Readonly<Record<ContainerKind, string>> = {
  container: 'container',
  init: 'init container',
  sidecar: 'sidecar container',
  ephemeral: 'ephemeral container',
  imageVolume: 'image volume',
};

/** `init container a` */
export function containerText({ kind, name }: { readonly kind: ContainerKind; readonly name: string }): string {
  return `${NOUNS[kind]} ${name === '' ? '(without a name)' : shown(name)}`;
}
