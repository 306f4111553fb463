/** What kinds of containers are called. */
import type { ContainerKind } from '../../core/types.js';

export const CONTAINER_NOUNS: Readonly<Record<ContainerKind, string>> = {
  container: 'container',
  init: 'init container',
  sidecar: 'sidecar container',
  ephemeral: 'ephemeral container',
  imageVolume: 'image volume',
};
