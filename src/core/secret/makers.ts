/**
 * Who made a Secret, where a controller did: such a secret is not nagged about, because nobody mends it by hand, and no
 * second one is made beside it. What is kept of its metadata is a name out of this table.
 */
import { isObject, own, textOf } from '../fields.js';

/** What tells whose a Secret is: one of them is enough. */
export interface Marks {
  /** Any of these, of any value unless one is given. */
  readonly annotations?: readonly (string | readonly [key: string, value: string])[];
  readonly labels?: readonly (string | readonly [key: string, value: string])[];
  /** `kind` of an owner. */
  readonly owners?: readonly string[];
}

interface Maker extends Marks {
  readonly name: string;
  /** It writes the secret anew when the login changes. */
  readonly renews: boolean;
  /** What a person changes in place of the secret, where that is not plain from the name. */
  readonly where?: string;
  readonly source: string;
}

const MANAGED_BY = 'app.kubernetes.io/managed-by';

const MAKERS: readonly Maker[] = [
  {
    name: 'OpenShift',
    annotations: [
      'openshift.io/internal-registry-auth-token.service-account',
      'openshift.io/internal-registry-auth-token.binding',
      'openshift.io/token-secret.name',
      ['kubernetes.io/created-by', 'openshift.io/create-dockercfg-secrets'],
    ],
    renews: true,
    source: 'openshift/openshift-controller-manager: pkg/internalregistry/controllers, pkg/serviceaccounts/controllers',
  },
  {
    name: 'External Secrets',
    annotations: ['reconcile.external-secrets.io/data-hash'],
    labels: ['reconcile.external-secrets.io/created-by', 'reconcile.external-secrets.io/managed'],
    owners: ['ExternalSecret', 'ClusterExternalSecret'],
    renews: true,
    where: 'the store that its ExternalSecret reads',
    source: 'external-secrets/external-secrets: apis/externalsecrets/v1/externalsecret_types.go',
  },
  {
    name: 'Sealed Secrets',
    annotations: ['sealedsecrets.bitnami.com/managed'],
    owners: ['SealedSecret'],
    renews: false,
    where: 'its SealedSecret, sealed anew',
    source: 'bitnami-labs/sealed-secrets: README (the Secret is owned by its SealedSecret)',
  },
  {
    name: 'SOPS operator',
    owners: ['SopsSecret'],
    renews: false,
    where: 'its SopsSecret',
    source: 'isindir/sops-secrets-operator: README (the Secret is owned by its SopsSecret)',
  },
  {
    name: 'Vault Secrets Operator',
    labels: ['secrets.hashicorp.com/vso-ownerRefUID', [MANAGED_BY, 'hashicorp-vso']],
    owners: ['VaultStaticSecret', 'VaultDynamicSecret', 'HCPVaultSecretsApp'],
    renews: true,
    source: 'hashicorp/vault-secrets-operator: helpers/secrets.go',
  },
  {
    name: 'Secrets Store CSI Driver',
    labels: ['secrets-store.csi.k8s.io/managed'],
    renews: true,
    source: 'kubernetes-sigs/secrets-store-csi-driver: controllers/secretproviderclasspodstatus_controller.go',
  },
  {
    name: 'imagepullsecret-patcher',
    annotations: [[MANAGED_BY, 'imagepullsecret-patcher']],
    renews: true,
    source: 'titansoft-pte-ltd/imagepullsecret-patcher: README, secret.go',
  },
  {
    name: 'registry-creds',
    owners: ['ClusterPullSecret'],
    renews: true,
    source: 'alexellis/registry-creds: controllers/clusterpullsecret_controller.go',
  },
  {
    name: 'Reflector',
    annotations: ['reflector.v1.k8s.emberstack.com/reflects'],
    renews: true,
    source: 'emberstack/kubernetes-reflector: README',
  },
  {
    name: 'kubernetes-replicator',
    annotations: ['replicator.v1.mittwald.de/replicate-from', 'replicator.v1.mittwald.de/replicated-at'],
    renews: true,
    source: 'mittwald/kubernetes-replicator: README',
  },
  {
    name: 'Config Syncer',
    annotations: ['kubed.appscode.com/origin'],
    labels: ['kubed.appscode.com/origin.name'],
    renews: true,
    source: 'appscode/kubed: pkg/syncer',
  },
  {
    name: 'Kyverno',
    labels: ['generate.kyverno.io/policy-name', [MANAGED_BY, 'kyverno']],
    renews: true,
    source: 'kyverno/kyverno: docs, Generate rules (labels of what is generated)',
  },
  {
    name: 'akv2k8s',
    owners: ['AzureKeyVaultSecret'],
    renews: true,
    source: 'SparebankenVest/azure-key-vault-to-kubernetes: controller (owner references)',
  },
];

/** One secret for each job, with the token of that job and of the old type (gitlab-org/gitlab-runner executors/kubernetes). */
export const GITLAB_RUNNER = 'GitLab Runner';
/**
 * Where a copy of it has lost its annotations: the name that its controller gives, and the registry inside the cluster
 * (openshift/openshift-controller-manager pkg/serviceaccounts/controllers: ACCOUNT-dockercfg-XXXXX).
 */
export const OPENSHIFT = 'OpenShift';
const OPENSHIFT_NAME = /-dockercfg-[a-z0-9]{5}$/;
const OPENSHIFT_REGISTRY = /^image-registry\.openshift-image-registry\.svc(?:\.cluster\.local)?:5000$/;

export function isOpenShiftName(name: string): boolean {
  return OPENSHIFT_NAME.test(name);
}

export function isOpenShiftRegistry(key: string): boolean {
  return OPENSHIFT_REGISTRY.test(key);
}

/** An owner that the table does not know: it is deleted with it, so it belongs to it. */
const OWNER = 'its owner';

/** @param object a Secret of any shape; what is returned is a name of ours and never a text of it */
export function makerOf(object: unknown): string | undefined {
  const metadata = own(object, 'metadata');
  const maker = MAKERS.find((each) => matchesMarks(metadata, each));
  return maker?.name ?? (kindsOf(metadata).some((kind) => kind !== '') ? OWNER : undefined);
}

export function matchesMarks(metadata: unknown, { annotations, labels, owners }: Marks): boolean {
  return (
    hasAny(own(metadata, 'annotations'), annotations) ||
    hasAny(own(metadata, 'labels'), labels) ||
    (owners !== undefined && isOwnedBy(kindsOf(metadata), owners))
  );
}

function kindsOf(metadata: unknown): readonly string[] {
  const references = own(metadata, 'ownerReferences');
  return Array.isArray(references) ? references.map((each: unknown) => textOf(each, 'kind')) : [];
}

/** Whether the maker writes the secret anew by itself. */
export function isRenewing(madeBy: string | undefined): boolean {
  return MAKERS.some(({ name, renews }) => renews && name === madeBy);
}

/** What is to be changed in place of a secret of this maker. */
export function makerSource(madeBy: string): string | undefined {
  return MAKERS.find(({ name }) => name === madeBy)?.where;
}

/** All rows, for the test that each has a source and is found. */
export const ALL_MAKERS: readonly Maker[] = MAKERS;

function hasAny(given: unknown, wanted: Maker['labels']): boolean {
  if (wanted === undefined || !isObject(given)) return false;
  return wanted.some((each) =>
    typeof each === 'string' ? own(given, each) !== undefined : own(given, each[0]) === each[1],
  );
}

function isOwnedBy(kinds: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((kind) => kinds.includes(kind));
}
