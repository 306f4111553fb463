// @ts-check
/**
 * What differs for pulls between the supported Kubernetes minors, read from their sources; docs/kubernetes.md is made of it.
 * `npm run oracle:minors` looks for each step whether its text stands in that version's file, and whether those of the
 * other steps do not: a line of the page that a new minor makes wrong fails there. Stages of feature gates are not written
 * here; the same command reads them (minor-gates.json).
 */

/**
 * @typedef {object} Step
 * @property {string} from The first minor; the step ends where the next one begins.
 * @property {string} says
 * @property {string | null} text Stands in the file during this step and in no other; blanks count alike. null: none of the
 *   others' texts does.
 */

/**
 * @typedef {object} Fact
 * @property {string} what
 * @property {string} file Of k8s.io/kubernetes; below `staging/src/` it stands in a module of its own.
 * @property {readonly Step[]} steps Oldest first.
 * @property {string} means To a user of Pullgate.
 */

/** @typedef {{readonly gate: string, readonly what: string, readonly means: string}} Gate */

/** All stand in pkg/features/kube_features.go. @type {readonly Gate[]} */
export const GATES = [
  {
    gate: 'KubeletEnsureSecretPulledImages',
    what: 'an image that was pulled with a secret is only for Pods that have it (KEP-2535)',
    means: 'Why `IfNotPresent` is judged like `Always`; where it is off, an image that is there is for all.',
  },
  {
    gate: 'KubeletServiceAccountTokenForCredentialProviders',
    what: 'credential providers with ServiceAccount tokens (KEP-4412)',
    means: 'PG404; import such a file with `pullgate config import-node-credentials`.',
  },
  { gate: 'ImageVolume', what: 'image volumes (KEP-4639)', means: 'Judged like the images of containers.' },
  {
    gate: 'ImageVolumeWithDigest',
    what: 'the digest of an image volume in the status of the Pod',
    means: 'Nothing: Pullgate does not read it.',
  },
  {
    gate: 'MutatingAdmissionPolicy',
    what: 'Pods are changed by expressions (KEP-3962)',
    means: 'It runs before the mutating webhooks, and is judged with what it made of the Pod.',
  },
  {
    gate: 'ManifestBasedAdmissionControlConfig',
    what: 'webhooks and policies from files (KEP-5793)',
    means: 'See the table of the API server.',
  },
  {
    gate: 'ClusterTrustBundle',
    what: 'bundles of authorities as objects (KEP-3257)',
    means: 'Nothing: where it is on, every ServiceAccount may read them, and so may that of the chart.',
  },
  {
    gate: 'ExcludeAdmissionWebhookVirtualResources',
    what: 'no webhook is asked about reviews of tokens and of access',
    means: 'Nothing: the chart asks for none of them.',
  },
  {
    gate: 'WebhookRoundTripLoadBalancing',
    what: 'requests to a webhook are spread over its endpoints',
    means: 'See the table of the API server.',
  },
];

/** @type {readonly Fact[]} */
export const KUBELET_FACTS = [
  {
    what: 'Credentials of a Pod are looked up',
    file: 'pkg/kubelet/images/image_manager.go',
    steps: [
      {
        from: '1.33',
        says: 'always, also where the image is there',
        text: 'keyring, err := credentialprovidersecrets.MakeDockerKeyring(pullSecrets, credentialprovider.UnionDockerKeyring{m.nodeKeyring, externalCredentialProviderKeyring}) if err != nil { return "", err.Error(), err } pullCredentials, _ := keyring.Lookup(repoToPull) if imageRef != "" { if !utilfeature',
      },
      {
        from: '1.34',
        says: 'where the image is not there, or its credentials are checked (gate KubeletEnsureSecretPulledImages)',
        text: 'if imageRef != "" && !utilfeature.DefaultFeatureGate.Enabled(features.KubeletEnsureSecretPulledImages) {',
      },
      {
        from: '1.35',
        says: 'only once a pull or the check of a credential needs them',
        text: 'lookupPullCredentials := m.makeLookupPullCredentialsFunc(',
      },
    ],
    means:
      'In 1.33 a malformed pull secret stops Pods whose image is on the node already, too. Pullgate judges `IfNotPresent` like `Always`.',
  },
  {
    what: 'Event FailedToRetrieveImagePullSecret',
    file: 'pkg/kubelet/kubelet.go',
    steps: [
      { from: '1.33', says: 'for every named Secret that is not there', text: null },
      {
        from: '1.37',
        says: 'only if a pull failed as well',
        text: '"FailedToRetrieveImagePullSecret"',
      },
    ],
    means: 'Where another secret serves (PG203), from 1.37 on nothing tells of the missing one but Pullgate.',
  },
  {
    what: 'imagePullCredentialsVerificationPolicy, where its gate is on',
    file: 'pkg/kubelet/apis/config/v1beta1/defaults.go',
    steps: [
      {
        from: '1.33',
        says: '`NeverVerifyPreloadedImages` by default',
        text: 'obj.ImagePullCredentialsVerificationPolicy = kubeletconfigv1beta1.NeverVerifyPreloadedImages',
      },
    ],
    means:
      'An image that was pulled with a secret is not for Pods without it; one that came with the node is for all: `images.preloaded`.',
  },
  {
    what: 'An image that came with the node, while a Pod with `Always` pulls it, where that gate is on',
    file: 'pkg/kubelet/images/pullmanager/image_pull_manager.go',
    steps: [
      {
        from: '1.33',
        says: 'it counts as pulled by the kubelet, so that every other Pod has to ask the registry',
        text: 'imagePulledByKubelet = f.getIntentCounterForImage(image) > 0',
      },
    ],
    means:
      'Such a Pod without a secret is refused for so long, and starts at a later try. Where `images.preloaded` names an image, run it with `IfNotPresent` or `Never` everywhere.',
  },
  {
    what: 'preloadedImagesVerificationAllowlist',
    file: 'pkg/kubelet/images/pullmanager/image_pull_policies.go',
    steps: [
      {
        from: '1.33',
        says: 'compared with the image as the Pod writes it, tag included',
        text: 'if p.absoluteURLs.Has(image) {',
      },
      {
        from: '1.36',
        says: 'compared without tag and digest',
        text: 'if p.absoluteURLs.Has(noTagsName) {',
      },
    ],
    means: 'Before 1.36 an entry without `/*` matches no image with a tag.',
  },
  {
    what: 'Which Pod may use an image that was pulled with a ServiceAccount token',
    file: 'pkg/kubelet/images/image_manager.go',
    steps: [
      { from: '1.33', says: 'not tracked', text: null },
      {
        from: '1.34',
        says: 'those of the same ServiceAccount',
        text: 'sourceServiceAccount := trackedCreds.Source.ServiceAccount',
      },
    ],
    means: 'As for secrets: only with the gate KubeletEnsureSecretPulledImages.',
  },
  {
    what: '`tokenAttributes.cacheType` of a credential provider',
    file: 'pkg/credentialprovider/plugin/config.go',
    steps: [
      { from: '1.33', says: 'unknown: the kubelet does not start', text: null },
      {
        from: '1.34',
        says: 'required: without it the kubelet does not start',
        text: 'cacheType is required to be set when tokenAttributes is specified',
      },
    ],
    means:
      'One file does not serve both. `pullgate config import-node-credentials` refuses what 1.34 and later refuse.',
  },
  {
    what: 'Configuration of credential providers',
    file: 'pkg/credentialprovider/plugin/config.go',
    steps: [
      { from: '1.33', says: 'a file', text: null },
      { from: '1.34', says: 'a file, or a folder of them', text: 'if fileInfo.IsDir() {' },
    ],
    means: 'The import reads one file: give it each of the folder.',
  },
  {
    what: 'Static Pod that names a Secret',
    file: 'pkg/kubelet/config/common.go',
    steps: [
      { from: '1.33', says: 'taken by the kubelet', text: null },
      {
        from: '1.34',
        says: 'refused by the kubelet (gate PreventStaticPodAPIReferences, on)',
        text: 'if utilfeature.DefaultFeatureGate.Enabled(features.PreventStaticPodAPIReferences) {',
      },
      {
        from: '1.37',
        says: 'refused by the kubelet, without a gate',
        text: 'return true, nil, err } // Check if pod has references to API objects _, resource',
      },
    ],
    means: 'Its private images need the credentials of the node (PG601).',
  },
  {
    what: 'Image volume without a reference, in a template',
    file: 'pkg/apis/core/validation/validation.go',
    steps: [
      {
        from: '1.33',
        says: 'taken; its Pods are refused',
        text: 'if opts.ResourceIsPod && len(imageVolume.Reference) == 0 {',
      },
      {
        from: '1.37',
        says: 'refused, unless it was there before',
        text: 'if !opts.AllowEmptyImageVolumeReference && len(imageVolume.Reference) == 0 {',
      },
    ],
    means: 'Pullgate warns of the template, which something may fill in, and denies the Pod (PG103).',
  },
  {
    what: 'Image volume, where the gate ImageVolume is off',
    file: 'pkg/api/pod/util.go',
    steps: [
      {
        from: '1.33',
        says: 'the API server takes volume and mounts out without a word',
        text: 'if v.Image != nil { imageVolumeNames.Insert(v.Name) continue }',
      },
    ],
    means:
      'In 1.33 and 1.34 by default nobody pulls it; `pullgate check`, which sees the file, judges it all the same.',
  },
];

/** @type {readonly Fact[]} */
export const SERVER_FACTS = [
  {
    what: 'What the API server asks of a kubernetes.io/dockerconfigjson Secret',
    file: 'pkg/apis/core/validation/validation.go',
    steps: [
      {
        from: '1.33',
        says: 'the key `.dockerconfigjson`, and in it a JSON object',
        text: 'json.Unmarshal(dockerConfigJSONBytes, &map[string]interface{}{})',
      },
    ],
    means: 'The rest is for the kubelet to stumble over, and for PG301 and its like to say.',
  },
  {
    what: 'matchConditions of webhooks',
    file: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/generic/webhook.go',
    steps: [{ from: '1.33', says: 'there, without a gate', text: 'h.GetMatchConditions()' }],
    means: 'The chart uses them everywhere.',
  },
  {
    what: 'ValidatingAdmissionPolicy',
    file: 'staging/src/k8s.io/api/admissionregistration/v1/types.go',
    steps: [{ from: '1.33', says: '`v1`', text: 'type ValidatingAdmissionPolicy struct' }],
    means: 'For the guards of the chart and for `pullgate export`.',
  },
  {
    what: 'MutatingAdmissionPolicy in `admissionregistration.k8s.io/v1`',
    file: 'staging/src/k8s.io/api/admissionregistration/v1/types.go',
    steps: [
      { from: '1.33', says: 'no', text: null },
      { from: '1.36', says: 'yes', text: 'type MutatingAdmissionPolicy struct' },
    ],
    means:
      'It could add an imagePullSecret too, without looking at any Secret. It runs before the mutating webhooks; Pullgate judges what comes out.',
  },
  {
    what: 'Webhooks and policies from files of the API server (KEP-5793)',
    file: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/manifest/loader/loader.go',
    steps: [
      { from: '1.33', says: 'no', text: null },
      {
        from: '1.36',
        says: 'where the gate is on, with `clientConfig.url` and never with `service`',
        text: 'clientConfig.service is not supported for static manifests; use clientConfig.url instead',
      },
    ],
    means:
      'The chart registers by `service` and through the API. A file would need an address that the API server reaches by itself; nobody can switch it off with kubectl.',
  },
  {
    what: 'Names that end with `.static.k8s.io`',
    file: 'pkg/apis/admissionregistration/validation/static_suffix.go',
    steps: [
      { from: '1.33', says: 'free', text: null },
      {
        from: '1.36',
        says: 'for such files only, where the gate is on',
        text: 'const StaticConfigSuffix = ".static.k8s.io"',
      },
    ],
    means: 'No name of the chart ends so.',
  },
  {
    what: 'Connections of the API server to a webhook',
    file: 'staging/src/k8s.io/apiserver/pkg/util/webhook/client.go',
    steps: [
      { from: '1.33', says: 'kept by the name of the Service', text: null },
      {
        from: '1.37',
        says: 'the endpoint is chosen for each request (gate WebhookRoundTripLoadBalancing)',
        text: 'resolvingRoundTripper{',
      },
    ],
    means:
      'With `--enable-aggregator-routing` a replica that joined later is asked at once from 1.37 on, and before once connections are made anew. Without it the API server knows the address of the Service only.',
  },
];

/** Which code was compared, and found to say the same in every minor that was run. */
export const UNCHANGED = [
  '`pkg/credentialprovider/keyring.go`, `config.go`, `secrets/secrets.go`: which key matches which image, and in which order. 1.34 tracks ServiceAccounts beside Secrets, 1.37 renames variables.',
  '`pkg/util/parsers`, with `github.com/distribution/reference` v0.6.0 in each: what an image reference is.',
  '`ValidateSecret`, `ValidateServiceAccount` and `validateImagePullSecrets` of `pkg/apis/core/validation/validation.go`.',
];
