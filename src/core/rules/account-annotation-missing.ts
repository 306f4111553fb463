import { annotationMissing } from '../causes/annotation-missing.js';
import { quoted, shown } from '../words/escape.js';
import { accountName, joined, registryName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule } from './rule.js';

/** PG404: the node's credential provider is not asked, because the ServiceAccount lacks an annotation (semantics 2.28). */
export const accountAnnotationMissing: Rule<'PG404'> = {
  code: 'PG404',
  slug: 'account-annotation-missing',
  title: 'the ServiceAccount lacks an annotation that the nodes ask for',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The nodes have a credential provider for the registry that works with ServiceAccount tokens (KEP-4412), listed under `registries.nodeCredentials` with its `tokenAttributes`. It asks for an annotation that the ServiceAccount of the pod does not have, and no pull secret matches.',
    why: 'With such a provider a pod needs no secret, so nobody misses one; the annotation is forgotten with the next ServiceAccount.',
    kubelet:
      'It does not call the provider at all, and says so only in a verbose log. What is left is one anonymous attempt: ErrImagePull.',
    fix: 'Annotate the ServiceAccount; the provider reads the value. Or name a pull secret for the registry.',
    source: [
      'pkg/credentialprovider/plugin/plugin.go (provide, getServiceAccountData)',
      'pkg/kubelet/apis/config/types.go (ServiceAccountTokenAttributes)',
    ],
  },
  evaluate: (context) =>
    causeFindings(context, annotationMissing, ({ keys, provider }, reference) => {
      const names = keys.map((key) => quoted(key));
      const whose = provider === undefined ? 'credential provider' : `credential provider ${quoted(provider)}`;
      const what = keys.length === 1 ? 'annotation' : 'annotations';
      return {
        problem: `the nodes bring no credential for ${registryName(reference)} to this ServiceAccount`,
        because: `their ${whose} asks for the ${what} ${joined(names)}, which ${accountName(context.subject)} does not have, and no pull secret matches`,
        fix: {
          intents: [{ do: 'annotate-account', account: context.subject.serviceAccountName, keys }],
          note: `whoever runs the nodes knows the ${keys.length === 1 ? 'value' : 'values'} of ${keys.map((key) => shown(key)).join(' and ')}`,
        },
      };
    }),
};
