/**
 * Near misses between registries of one provider: another region, account, location or national cloud. Nothing here is
 * the kubelet's knowledge; it only names which part of a long host name differs.
 */
import { registryHint } from '../../image/registry-hints.js';
import type { ImageLocation, Key, Miss, MissClass } from './target.js';

interface EcrHost {
  readonly account: string;
  readonly endpoint: string;
  readonly region: string;
  readonly suffix: string;
}

const ECR =
  /^([0-9]{12})\.(dkr\.ecr|dkr\.ecr-fips|dkr-ecr|dkr-ecr-fips)\.([a-z0-9-]+)\.(amazonaws\.com|amazonaws\.com\.cn|on\.aws|on\.amazonwebservices\.com\.cn)$/;
const ARTIFACT = /^([a-z0-9-]+)-docker\.pkg\.dev$/;
const GCR = /^(?:[a-z]+\.)?gcr\.io$/;
const ACR = /^([A-Za-z0-9-]+)\.azurecr\.(?:io|cn|us)$/;
/** The last one held images of its own until they moved. */
const GITHUB = new Set([...(registryHint('ghcr.io').aliases ?? []), 'docker.pkg.github.com']);

function ecr(host: string): EcrHost | undefined {
  const [, account, endpoint, region, suffix] = ECR.exec(host) ?? [];
  if (account === undefined || endpoint === undefined || region === undefined || suffix === undefined) return undefined;
  return { account, endpoint, region, suffix };
}

/** Both sides as ECR hosts, where `differs` is true of them. */
function ecrClass(
  differs: (key: EcrHost, image: EcrHost) => boolean,
  words: (key: EcrHost, image: EcrHost) => string,
  distance: number,
) {
  return (key: Key, target: ImageLocation): Miss | undefined => {
    const ours = ecr(key.host);
    const theirs = ecr(target.host);
    if (ours === undefined || theirs === undefined || !differs(ours, theirs)) return undefined;
    return { clause: words(ours, theirs), distance };
  };
}

const ecrPartition = ecrClass(
  (key, image) => key.suffix !== image.suffix,
  (key, image) => `for ECR under "${key.suffix}", but the image is under "${image.suffix}"`,
  10,
);
const ecrAccount = ecrClass(
  (key, image) => key.account !== image.account,
  (key, image) => `for the AWS account ${key.account}, but the image is in account ${image.account}`,
  9,
);
const ecrRegion = ecrClass(
  (key, image) => key.region !== image.region,
  (key, image) => `for the ECR region "${key.region}", but the image is in "${image.region}"`,
  8,
);
const ecrEndpoint = ecrClass(
  (key, image) => key.endpoint !== image.endpoint,
  (key, image) => `for the ECR endpoint "${key.endpoint}", but the image names "${image.endpoint}"`,
  7,
);

function artifactLocation(key: Key, target: ImageLocation): Miss | undefined {
  const ours = ARTIFACT.exec(key.host)?.[1];
  const theirs = ARTIFACT.exec(target.host)?.[1];
  if (ours === undefined || theirs === undefined || ours === theirs) return undefined;
  return { clause: `for the Artifact Registry location "${ours}", but the image is in "${theirs}"`, distance: 8 };
}

function gcrHost(key: Key, target: ImageLocation): Miss | undefined {
  if (key.host === target.host || !GCR.test(key.host) || !GCR.test(target.host)) return undefined;
  return { clause: `for the Container Registry host "${key.host}", but the image is on "${target.host}"`, distance: 8 };
}

function gcrOrArtifact(key: Key, target: ImageLocation): Miss | undefined {
  const crossed =
    (GCR.test(key.host) && ARTIFACT.test(target.host)) || (ARTIFACT.test(key.host) && GCR.test(target.host));
  if (!crossed) return undefined;
  return { clause: `for another of Google's registries than the image's "${target.host}"`, distance: 9 };
}

/** In both of Google's registries the first part of the path is the project. */
function googleProject(key: Key, target: ImageLocation): Miss | undefined {
  const isGoogle = ARTIFACT.test(target.host) || GCR.test(target.host);
  const [, ours = ''] = key.path.split('/', 2);
  const [, theirs = ''] = target.path.split('/', 2);
  if (!isGoogle || key.authority !== target.authority || ours === '' || ours === theirs) return undefined;
  const clause = `for the Google project "${ours}", but the image is in "${theirs}"`;
  return theirs.startsWith(ours) ? undefined : { clause, distance: 8 };
}

function acrCloud(key: Key, target: ImageLocation): Miss | undefined {
  const ours = ACR.exec(key.host)?.[1];
  const theirs = ACR.exec(target.host)?.[1];
  if (ours === undefined || ours !== theirs || key.host === target.host) return undefined;
  return { clause: `for another Azure cloud than the image's "${target.host}"`, distance: 8 };
}

function github(key: Key, target: ImageLocation): Miss | undefined {
  if (target.host !== 'ghcr.io' || !GITHUB.has(key.host)) return undefined;
  return { clause: `for "${key.host}", but the container registry of GitHub is "ghcr.io"`, distance: 6 };
}

/** Asked before paths in general. */
export const PROJECT_CLASSES = [
  {
    kind: 'google-project',
    explain: googleProject,
    source: 'k3s-io/k3s#6099 (projects with accounts of their own on eu.gcr.io)',
  },
] as const satisfies readonly MissClass[];

export const CLOUD_CLASSES = [
  {
    kind: 'ecr-partition',
    explain: ecrPartition,
    source: 'docs.amazonaws.cn, Amazon ECR in the China Regions (amazonaws.com.cn)',
  },
  { kind: 'ecr-account', explain: ecrAccount, source: 'kciter/aws-ecr-action#1' },
  {
    kind: 'ecr-region',
    explain: ecrRegion,
    source: 'docs.aws.amazon.com, Amazon ECR: Troubleshooting (no basic auth credentials: another region)',
  },
  {
    kind: 'ecr-endpoint',
    explain: ecrEndpoint,
    source: 'docs.aws.amazon.com, Amazon ECR: service endpoints (FIPS and dual-stack)',
  },
  {
    kind: 'artifact-location',
    explain: artifactLocation,
    source: 'cloud.google.com, Artifact Registry: authentication for Docker (LOCATION-docker.pkg.dev)',
  },
  {
    kind: 'gcr-host',
    explain: gcrHost,
    source: 'cloud.google.com, Container Registry: overview (gcr.io, us, eu and asia)',
  },
  {
    kind: 'gcr-or-artifact-registry',
    explain: gcrOrArtifact,
    source: 'cloud.google.com, Artifact Registry: transition from Container Registry',
  },
  { kind: 'acr-cloud', explain: acrCloud, source: 'learn.microsoft.com, Azure in China: developer guide (azurecr.cn)' },
  {
    kind: 'github-host',
    explain: github,
    source: 'docs.github.com, Migrating to the Container registry from the Docker registry',
  },
] as const satisfies readonly MissClass[];
