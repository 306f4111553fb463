/**
 * Repositories of well-known projects that anybody may pull from, as matchImages patterns, each with a page on which the
 * project (or one that installs it) gives the address. A row speaks for the whole of an organisation only where that has
 * nothing but public images. Without a row an image is only unknown, so leave out what is in doubt.
 *
 * Dated, because registries move: whoever adds a row looks at the page and moves the date.
 */

export interface PublicProject {
  readonly pattern: string;
  /** Nobody is sent there: it is why the row is here. */
  readonly page: string;
}

export const PUBLIC_PROJECTS_DATE = '2026-11-26';

export const PUBLIC_PROJECTS: readonly PublicProject[] = [
  { pattern: 'docker.elastic.co', page: 'https://www.docker.elastic.co/' },
  { pattern: 'docker.io/amazon/', page: 'https://hub.docker.com/r/amazon/aws-cli' },
  { pattern: 'docker.io/bitnami/', page: 'https://hub.docker.com/u/bitnami' },
  { pattern: 'docker.io/bitnamilegacy/', page: 'https://hub.docker.com/u/bitnamilegacy' },
  { pattern: 'docker.io/calico/', page: 'https://hub.docker.com/u/calico' },
  { pattern: 'docker.io/curlimages/', page: 'https://hub.docker.com/r/curlimages/curl' },
  { pattern: 'docker.io/datadog/', page: 'https://docs.datadoghq.com/containers/guide/changing_container_registry/' },
  { pattern: 'docker.io/docker/', page: 'https://hub.docker.com/r/docker/whalesay' },
  {
    pattern: 'docker.io/flannel/',
    page: 'https://github.com/projectcalico/calico/blob/master/charts/calico/values.yaml',
  },
  {
    pattern: 'docker.io/fluent/',
    page: 'https://github.com/fluent/fluent-bit-kubernetes-logging/blob/master/output/elasticsearch/fluent-bit-ds.yaml',
  },
  { pattern: 'docker.io/fluxcd/', page: 'https://github.com/fluxcd/flux/pull/2213' },
  { pattern: 'docker.io/grafana/', page: 'https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/' },
  {
    pattern: 'docker.io/hashicorp/',
    page: 'https://github.com/hashicorp/vault-k8s/blob/main/deploy/injector-deployment.yaml',
  },
  { pattern: 'docker.io/istio/', page: 'https://hub.docker.com/r/istio/pilot' },
  {
    pattern: 'docker.io/jaegertracing/',
    page: 'https://github.com/jaegertracing/jaeger/blob/main/examples/hotrod/docker-compose.yml',
  },
  { pattern: 'docker.io/jenkins/', page: 'https://hub.docker.com/r/jenkins/jenkins' },
  {
    pattern: 'docker.io/longhornio/',
    page: 'https://github.com/longhorn/longhorn/blob/master/deploy/longhorn-images.txt',
  },
  { pattern: 'docker.io/minio/', page: 'https://github.com/minio/operator/blob/master/resources/base/deployment.yaml' },
  {
    pattern: 'docker.io/newrelic/',
    page: 'https://github.com/newrelic/infrastructure-agent/blob/master/build/container/README.md',
  },
  {
    pattern: 'docker.io/openpolicyagent/',
    page: 'https://github.com/open-policy-agent/gatekeeper/blob/master/config/manager/manager.yaml',
  },
  {
    pattern: 'docker.io/openzipkin/',
    page: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/examples/demo/docker-compose.yaml',
  },
  {
    pattern: 'docker.io/otel/',
    page: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/examples/kubernetes/otel-collector.yaml',
  },
  { pattern: 'docker.io/prom/', page: 'https://prometheus.io/docs/prometheus/latest/installation/' },
  {
    pattern: 'docker.io/rancher/',
    page: 'https://github.com/rancher/local-path-provisioner/blob/master/deploy/chart/local-path-provisioner/values.yaml',
  },
  { pattern: 'docker.io/rook/', page: 'https://github.com/rook/rook/blob/master/deploy/examples/images.txt' },
  { pattern: 'docker.io/velero/', page: 'https://velero.io/docs/main/velero-install/' },
  { pattern: 'gcr.io/datadoghq/', page: 'https://docs.datadoghq.com/containers/guide/changing_container_registry/' },
  {
    pattern: 'gcr.io/google-samples/',
    page: 'https://cloud.google.com/kubernetes-engine/docs/samples/container-helloapp-deployment',
  },
  {
    pattern: 'gcr.io/kaniko-project/',
    page: 'https://github.com/GoogleContainerTools/kaniko/blob/main/examples/pod.yaml',
  },
  {
    pattern: 'ghcr.io/cloudnative-pg/',
    page: 'https://github.com/cloudnative-pg/cloudnative-pg/blob/main/SECURITY.md',
  },
  { pattern: 'ghcr.io/dexidp/', page: 'https://github.com/dexidp/dex/blob/master/examples/k8s/dex.yaml' },
  {
    pattern: 'ghcr.io/external-secrets/',
    page: 'https://github.com/external-secrets/external-secrets/pkgs/container/external-secrets',
  },
  { pattern: 'ghcr.io/fluxcd/', page: 'https://github.com/fluxcd/flux2/pull/2997' },
  { pattern: 'ghcr.io/kedacore/', page: 'https://github.com/kedacore/keda/blob/main/config/manager/manager.yaml' },
  { pattern: 'ghcr.io/kyverno/', page: 'https://github.com/kyverno/kyverno/issues/2175' },
  { pattern: 'ghcr.io/spiffe/', page: 'https://github.com/cilium/cilium/blob/main/install/kubernetes/Makefile.values' },
  { pattern: 'k8s.gcr.io', page: 'https://kubernetes.io/blog/2023/03/10/image-registry-redirect/' },
  {
    pattern: 'nvcr.io/nvidia/k8s-device-plugin',
    page: 'https://github.com/NVIDIA/k8s-device-plugin/blob/main/deployments/static/nvidia-device-plugin.yml',
  },
  {
    pattern: 'quay.io/argoproj/',
    page: 'https://github.com/argoproj/argo-cd/blob/master/manifests/base/kustomization.yaml',
  },
  {
    pattern: 'quay.io/brancz/',
    page: 'https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/prometheusOperator-deployment.yaml',
  },
  { pattern: 'quay.io/calico/', page: 'https://github.com/projectcalico/calico/blob/master/charts/calico/values.yaml' },
  { pattern: 'quay.io/ceph/', page: 'https://github.com/rook/rook/blob/master/deploy/examples/images.txt' },
  { pattern: 'quay.io/cephcsi/', page: 'https://github.com/rook/rook/blob/master/deploy/examples/images.txt' },
  { pattern: 'quay.io/cilium/', page: 'https://github.com/cilium/cilium/blob/main/install/kubernetes/Makefile.values' },
  { pattern: 'quay.io/csiaddons/', page: 'https://github.com/rook/rook/blob/master/deploy/examples/images.txt' },
  { pattern: 'quay.io/jetstack/', page: 'https://github.com/cert-manager/website/pull/2042' },
  {
    pattern: 'quay.io/metallb/',
    page: 'https://github.com/metallb/metallb/blob/main/config/controllers/controller.yaml',
  },
  { pattern: 'quay.io/minio/', page: 'https://quay.io/repository/minio/minio' },
  {
    pattern: 'quay.io/prometheus-operator/',
    page: 'https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/prometheusOperator-deployment.yaml',
  },
  { pattern: 'quay.io/prometheus/', page: 'https://prometheus.io/docs/prometheus/latest/installation/' },
  {
    pattern: 'quay.io/strimzi/',
    page: 'https://github.com/strimzi/strimzi-kafka-operator/blob/main/install/cluster-operator/060-Deployment-strimzi-cluster-operator.yaml',
  },
  {
    pattern: 'registry.datadoghq.com',
    page: 'https://docs.datadoghq.com/containers/guide/changing_container_registry/',
  },
  { pattern: 'registry.gitlab.com/gitlab-org/gitlab-runner', page: 'https://docs.gitlab.com/runner/install/docker/' },
  {
    pattern: 'us-docker.pkg.dev/google-samples/',
    page: 'https://cloud.google.com/kubernetes-engine/docs/samples/container-helloapp-deployment',
  },
];
