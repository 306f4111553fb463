/** What all Pods of a repository prove together: that nodes pull it without a secret, or why they do not. */
import type { EvidenceRow } from './evidence.js';
import type { Doubt } from './evidence-witness.js';

export type Conclusion =
  /** `pulled`: the registry was asked at a start. `nodes`: several nodes have it, and none of them could have it otherwise. */
  | { readonly is: 'proven'; readonly by: 'pulled' | 'nodes' }
  /** Something runs, and how its image came nobody can tell. */
  | { readonly is: 'doubt'; readonly why: Doubt | 'cached' | 'one-node' }
  /** Whoever runs it has a secret for it. */
  | { readonly is: 'secret' }
  /** Nobody has it: it fails, or nothing has started yet. */
  | { readonly is: 'failing' }
  | { readonly is: 'nothing' };

/** The first that was seen speaks: what an operator can do most about. */
const DOUBTS: readonly Doubt[] = ['changed', 'replaced', 'loaded', 'unread', 'never'];

/** @param nodes of the cluster */
export function concludeOf({ pulled, there, cached, secret, failing, doubts }: EvidenceRow, nodes: number): Conclusion {
  if (pulled.count > 0) return { is: 'proven', by: 'pulled' };
  // On a single node of many it may have been loaded by hand.
  if (there.nodes > 1 || (there.nodes === 1 && nodes === 1)) return { is: 'proven', by: 'nodes' };
  if (cached.count > 0) return { is: 'doubt', why: 'cached' };
  if (there.nodes === 1) return { is: 'doubt', why: 'one-node' };
  const why = DOUBTS.find((each) => doubts.has(each));
  if (why !== undefined) return { is: 'doubt', why };
  if (secret.count > 0) return { is: 'secret' };
  return { is: failing.count > 0 ? 'failing' : 'nothing' };
}
