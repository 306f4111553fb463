import type { Question } from '../core/questions.js';
import type { Lookup } from '../core/types.js';
import type { ClusterState, ReadOptions } from './cluster-state.js';

export function ask(state: ClusterState, question: Question, read: ReadOptions): Promise<Lookup<unknown>> {
  switch (question.about) {
    case 'serviceAccount':
      return state.serviceAccount(question.namespace, question.name, read);
    case 'pullSecrets':
      return state.pullSecrets(question.namespace, read);
    case 'serviceAccounts':
      return state.serviceAccounts(question.namespace, read);
    default:
      throw new Error(question.about);
  }
}
