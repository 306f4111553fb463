/**
 * Whose copy a Secret is, where a tool keeps it like its source: what is changed in the cluster is undone, so it has to be
 * changed there. Unlike its maker (makers.ts), a tool only carries what a person wrote, so its mistakes are told. What is
 * kept of the metadata is a name out of this table.
 */
import { own } from '../fields.js';
import { type Marks, makerSource, matchesMarks } from './makers.js';

interface Manager extends Marks {
  readonly name: string;
  /** What is to be changed. */
  readonly where: string;
  readonly source: string;
}

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Flux before Helm: its releases have the marks of both, and it undoes what is done by hand. */
const MANAGERS: readonly Manager[] = [
  {
    name: 'Flux',
    labels: ['kustomize.toolkit.fluxcd.io/name', 'helm.toolkit.fluxcd.io/name'],
    where: 'the repository that Flux applies',
    source: 'fluxcd/website: content/en/flux/components/kustomize/kustomizations.md (labels of what is applied)',
  },
  {
    name: 'Argo CD',
    // `app.kubernetes.io/instance`, its older default, is on everything that any chart makes.
    annotations: ['argocd.argoproj.io/tracking-id'],
    labels: ['argocd.argoproj.io/instance'],
    where: 'the repository of its Application',
    source: 'argoproj/argo-cd: docs/user-guide/resource_tracking.md',
  },
  {
    name: 'kapp',
    labels: ['kapp.k14s.io/app'],
    where: 'the files that kapp deploys',
    source: 'carvel-dev/kapp: pkg/kapp/app/labeled_app.go',
  },
  {
    name: 'Helm',
    annotations: ['meta.helm.sh/release-name'],
    labels: [[MANAGED_BY, 'Helm']],
    where: 'the values of its Helm release',
    source: 'helm/helm: pkg/action/validate.go',
  },
  {
    name: 'Pulumi',
    labels: [[MANAGED_BY, 'pulumi']],
    where: 'the program that Pulumi runs',
    source: 'pulumi/pulumi-kubernetes: provider/pkg/metadata/labels.go',
  },
];

/** @param object a Secret of any shape; what is returned is a name of ours and never a text of it */
export function managerOf(object: unknown): string | undefined {
  const metadata = own(object, 'metadata');
  return MANAGERS.find((each) => matchesMarks(metadata, each))?.name;
}

/** What is to be changed in place of the Secret; undefined where nobody who is known keeps it. */
export function sourceOf(name: string): string | undefined {
  return MANAGERS.find((each) => each.name === name)?.where ?? makerSource(name);
}

/** All rows, for the test that each has a source and is found. */
export const ALL_MANAGERS: readonly Manager[] = MANAGERS;
