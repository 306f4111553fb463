/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/registry-table.test.ts > TAP > patterns that are built in > must match snapshot 1`] = `
eks: *.dkr.ecr.*.amazonaws.com *.dkr.ecr.*.amazonaws.com.cn *.dkr.ecr-fips.*.amazonaws.com *.dkr.ecr.*.c2s.ic.gov *.dkr.ecr.*.sc2s.sgov.gov
gke: gcr.io *.gcr.io *.pkg.dev container.cloud.google.com
aks: *.azurecr.io *.azurecr.cn *.azurecr.us
openshift: registry.redhat.io registry.connect.redhat.com quay.io/openshift-release-dev/ image-registry.openshift-image-registry.svc:5000
public: docker.io/library/ registry.k8s.io mcr.microsoft.com public.ecr.aws gcr.io/distroless/ docker.elastic.co docker.io/amazon/ docker.io/bitnami/ docker.io/bitnamilegacy/ docker.io/calico/ docker.io/curlimages/ docker.io/datadog/ docker.io/docker/ docker.io/flannel/ docker.io/fluent/ docker.io/fluxcd/ docker.io/grafana/ docker.io/hashicorp/ docker.io/istio/ docker.io/jaegertracing/ docker.io/jenkins/ docker.io/longhornio/ docker.io/minio/ docker.io/newrelic/ docker.io/openpolicyagent/ docker.io/openzipkin/ docker.io/otel/ docker.io/prom/ docker.io/rancher/ docker.io/rook/ docker.io/velero/ gcr.io/datadoghq/ gcr.io/google-samples/ gcr.io/kaniko-project/ ghcr.io/cloudnative-pg/ ghcr.io/dexidp/ ghcr.io/external-secrets/ ghcr.io/fluxcd/ ghcr.io/kedacore/ ghcr.io/kyverno/ ghcr.io/spiffe/ k8s.gcr.io nvcr.io/nvidia/k8s-device-plugin quay.io/argoproj/ quay.io/brancz/ quay.io/calico/ quay.io/ceph/ quay.io/cephcsi/ quay.io/cilium/ quay.io/csiaddons/ quay.io/jetstack/ quay.io/metallb/ quay.io/minio/ quay.io/prometheus-operator/ quay.io/prometheus/ quay.io/strimzi/ registry.datadoghq.com registry.gitlab.com/gitlab-org/gitlab-runner us-docker.pkg.dev/google-samples/
docker.elastic.co https://www.docker.elastic.co/
docker.io/amazon/ https://hub.docker.com/r/amazon/aws-cli
docker.io/bitnami/ https://hub.docker.com/u/bitnami
docker.io/bitnamilegacy/ https://hub.docker.com/u/bitnamilegacy
docker.io/calico/ https://hub.docker.com/u/calico
docker.io/curlimages/ https://hub.docker.com/r/curlimages/curl
docker.io/datadog/ https://docs.datadoghq.com/containers/guide/changing_container_registry/
docker.io/docker/ https://hub.docker.com/r/docker/whalesay
docker.io/flannel/ https://github.com/projectcalico/calico/blob/master/charts/calico/values.yaml
docker.io/fluent/ https://github.com/fluent/fluent-bit-kubernetes-logging/blob/master/output/elasticsearch/fluent-bit-ds.yaml
docker.io/fluxcd/ https://github.com/fluxcd/flux/pull/2213
docker.io/grafana/ https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/
docker.io/hashicorp/ https://github.com/hashicorp/vault-k8s/blob/main/deploy/injector-deployment.yaml
docker.io/istio/ https://hub.docker.com/r/istio/pilot
docker.io/jaegertracing/ https://github.com/jaegertracing/jaeger/blob/main/examples/hotrod/docker-compose.yml
docker.io/jenkins/ https://hub.docker.com/r/jenkins/jenkins
docker.io/longhornio/ https://github.com/longhorn/longhorn/blob/master/deploy/longhorn-images.txt
docker.io/minio/ https://github.com/minio/operator/blob/master/resources/base/deployment.yaml
docker.io/newrelic/ https://github.com/newrelic/infrastructure-agent/blob/master/build/container/README.md
docker.io/openpolicyagent/ https://github.com/open-policy-agent/gatekeeper/blob/master/config/manager/manager.yaml
docker.io/openzipkin/ https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/examples/demo/docker-compose.yaml
docker.io/otel/ https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/examples/kubernetes/otel-collector.yaml
docker.io/prom/ https://prometheus.io/docs/prometheus/latest/installation/
docker.io/rancher/ https://github.com/rancher/local-path-provisioner/blob/master/deploy/chart/local-path-provisioner/values.yaml
docker.io/rook/ https://github.com/rook/rook/blob/master/deploy/examples/images.txt
docker.io/velero/ https://velero.io/docs/main/velero-install/
gcr.io/datadoghq/ https://docs.datadoghq.com/containers/guide/changing_container_registry/
gcr.io/google-samples/ https://cloud.google.com/kubernetes-engine/docs/samples/container-helloapp-deployment
gcr.io/kaniko-project/ https://github.com/GoogleContainerTools/kaniko/blob/main/examples/pod.yaml
ghcr.io/cloudnative-pg/ https://github.com/cloudnative-pg/cloudnative-pg/blob/main/SECURITY.md
ghcr.io/dexidp/ https://github.com/dexidp/dex/blob/master/examples/k8s/dex.yaml
ghcr.io/external-secrets/ https://github.com/external-secrets/external-secrets/pkgs/container/external-secrets
ghcr.io/fluxcd/ https://github.com/fluxcd/flux2/pull/2997
ghcr.io/kedacore/ https://github.com/kedacore/keda/blob/main/config/manager/manager.yaml
ghcr.io/kyverno/ https://github.com/kyverno/kyverno/issues/2175
ghcr.io/spiffe/ https://github.com/cilium/cilium/blob/main/install/kubernetes/Makefile.values
k8s.gcr.io https://kubernetes.io/blog/2023/03/10/image-registry-redirect/
nvcr.io/nvidia/k8s-device-plugin https://github.com/NVIDIA/k8s-device-plugin/blob/main/deployments/static/nvidia-device-plugin.yml
quay.io/argoproj/ https://github.com/argoproj/argo-cd/blob/master/manifests/base/kustomization.yaml
quay.io/brancz/ https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/prometheusOperator-deployment.yaml
quay.io/calico/ https://github.com/projectcalico/calico/blob/master/charts/calico/values.yaml
quay.io/ceph/ https://github.com/rook/rook/blob/master/deploy/examples/images.txt
quay.io/cephcsi/ https://github.com/rook/rook/blob/master/deploy/examples/images.txt
quay.io/cilium/ https://github.com/cilium/cilium/blob/main/install/kubernetes/Makefile.values
quay.io/csiaddons/ https://github.com/rook/rook/blob/master/deploy/examples/images.txt
quay.io/jetstack/ https://github.com/cert-manager/website/pull/2042
quay.io/metallb/ https://github.com/metallb/metallb/blob/main/config/controllers/controller.yaml
quay.io/minio/ https://quay.io/repository/minio/minio
quay.io/prometheus-operator/ https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/prometheusOperator-deployment.yaml
quay.io/prometheus/ https://prometheus.io/docs/prometheus/latest/installation/
quay.io/strimzi/ https://github.com/strimzi/strimzi-kafka-operator/blob/main/install/cluster-operator/060-Deployment-strimzi-cluster-operator.yaml
registry.datadoghq.com https://docs.datadoghq.com/containers/guide/changing_container_registry/
registry.gitlab.com/gitlab-org/gitlab-runner https://docs.gitlab.com/runner/install/docker/
us-docker.pkg.dev/google-samples/ https://cloud.google.com/kubernetes-engine/docs/samples/container-helloapp-deployment
`

exports[`test/registry-table.test.ts > TAP > patterns that can match, and those that cannot > must match snapshot 1`] = `
"": it is empty
" ": there is a blank around it
" ghcr.io": there is a blank around it | ghcr.io
"ghcr.io\\n": there is a blank around it | ghcr.io
"me:pw@ghcr.io": a pattern has no login and no digest
"ghcr.io/a@sha256:0123": a pattern has no login and no digest | ghcr.io/a
"https://ghcr.io": a pattern has no scheme | ghcr.io
"https://ghcr.io/v2/": a pattern has no scheme | ghcr.io/v2/
"HTTPS://GHCR.io": a pattern has no scheme | ghcr.io
"oci://x.io": a pattern has no scheme | x.io
"a+b.c-d://x.io": a pattern has no scheme | x.io
"1x://x.io": no host has such a name
"ghcr.io,quay.io": each pattern is an entry of its own
"index.docker.io": images name Docker Hub docker.io | docker.io
"index.docker.io/v1/": images name Docker Hub docker.io | docker.io
"index.docker.io:443": images name Docker Hub docker.io | docker.io
"index.docker.io/acme/": images name Docker Hub docker.io | docker.io/acme/
"index.docker.iox": alive
"nginx:1.25": a pattern has no tag | docker.io/library/nginx | docker.io/nginx/
"nginx:latest": a pattern has no tag | docker.io/library/nginx | docker.io/nginx/
"nginx:7": a pattern has no tag | docker.io/library/nginx | docker.io/nginx/
"nginx:alpine": a pattern has no tag
"nginx:80": alive
"nginx:079": a pattern has no tag | docker.io/library/nginx | docker.io/nginx/
"nginx:8": a pattern has no tag | docker.io/library/nginx | docker.io/nginx/
"nginx:123456": a pattern has no tag | docker.io/library/nginx | docker.io/nginx/
"ghcr.io/a:1": a pattern has no tag | ghcr.io/a
"ghcr.io/a:v1.2-rc": a pattern has no tag | ghcr.io/a
"ghcr.io/a:secret": a pattern has no tag
"ghcr.io/a:": a pattern has no tag
"acme/app:latest": a pattern has no tag | docker.io/acme/app
"ghcr.io/a:1/b": no image has such a path
"x:y/z": its port is not a number
"*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written
"*/x": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written
"*:5000": alive
"ghcr.io/*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/
"ghcr.io/org/*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/org/
"ghcr.io/org/**": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/org/
"ghcr.io/org/*/": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/org/
"ghcr.io/org*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/org
"ghcr.io/org.*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/org
"ghcr.io/*/app": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written
"ghcr.io/org/app-*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/org/app-
"ghcr.io/.*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | ghcr.io/
"nginx*": its first part is no host: that has a dot or a port, or is localhost
"acme/*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | docker.io/acme/
"ghcr.io/a*b/*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written
"GHCR.io": letters are compared as they are, and images have small ones | ghcr.io
"ghcr.io/Org": letters are compared as they are, and images have small ones | ghcr.io/org
"Nginx": letters are compared as they are, and images have small ones | docker.io/library/nginx | docker.io/nginx/
"ghcr.io?x": "?" and "#" end a pattern | ghcr.io
"ghcr.io#x": "?" and "#" end a pattern | ghcr.io
"ghcr.io?me:pw": "?" and "#" end a pattern
"ghcr.io/a?b#c": "?" and "#" end a pattern | ghcr.io/a
"a?b@c": a pattern has no login and no digest
"a#b:c": a pattern has no tag
"ghcr.io:port": its port is not a number
"ghcr.io:80:90": its port is not a number
"[::1]": an IPv6 address matches with its port only
"[::1]/x": an IPv6 address matches with its port only
"::1": its port is not a number
"ghcr..io": a part of its host is empty
".ghcr.io": a part of its host is empty | *.ghcr.io
"ghcr.io.": a part of its host is empty | ghcr.io
"ghcr.io./x": a part of its host is empty | ghcr.io/x
".ghcr.io:80": a part of its host is empty | *.ghcr.io:80
"gh_cr.io": no host has such a name
"-ghcr.io": no host has such a name
"ghcr-.io": no host has such a name
"ghcr.-io": no host has such a name
"gh cr.io": its host holds a character that no host name has
"gh%cr.io": its host holds a percent escape
"ghcr.io/%zz": its path holds a "%" without two hex digits behind it
"nginx": its first part is no host: that has a dot or a port, or is localhost | docker.io/library/nginx | docker.io/nginx/
"acme/": its first part is no host: that has a dot or a port, or is localhost | docker.io/acme/
"acme/app": its first part is no host: that has a dot or a port, or is localhost | docker.io/acme/app
"library/nginx": its first part is no host: that has a dot or a port, or is localhost | docker.io/library/nginx
"grafana/grafana/": its first part is no host: that has a dot or a port, or is localhost | docker.io/grafana/grafana/
"registry": its first part is no host: that has a dot or a port, or is localhost | docker.io/library/registry | docker.io/registry/
"registry/x": its first part is no host: that has a dot or a port, or is localhost | docker.io/registry/x
"my_reg/x": no host has such a name | docker.io/my_reg/x
"ghcr.io//": no image has such a path
"ghcr.io//a": no image has such a path
"ghcr.io/-a": no image has such a path
"ghcr.io/a/": alive
"ghcr.io/a//b": no image has such a path
"ghcr.io/.a": no image has such a path
"ghcr.io/_": no image has such a path
"ghcr.io/a+b": no image has such a path
"ghcr.io/a~b": no image has such a path
"ghcr.io/é": no image has such a path
"hub.docker.com": alive
"https://hub.docker.com/r/acme/app": a pattern has no scheme | docker.io/acme/app
"https://hub.docker.com/_/nginx": a pattern has no scheme | docker.io/nginx
"https://hub.docker.com/u/acme": a pattern has no scheme | docker.io/acme
"registry.hub.docker.com/library/nginx": alive
"registry-1.docker.io/x": alive
"www.docker.com:443/x": alive
"registry.docker.io": alive
"docker.io/v1/": alive
"https://index.docker.io/v2/acme": a pattern has no scheme | docker.io/acme
"https://docker.com": a pattern has no scheme | docker.com
"hub.docker.comx": alive
"aaaaaaaaaa ... aaaaaaa.io (523)": alive
"ghcr.io/a/ ... a/a/a/a/a/ (512)": alive
"AAAAAAAAAA ... AAAAAAA.io (512)": letters are compared as they are, and images have small ones | aaaaaaaaaa ... aaaaaaa.io (512)
"AAAAAAAAAA ... AAAAAAA.io (513)": letters are compared as they are, and images have small ones
"https://ghcr.io/a@sha512:ABC": a pattern has no login and no digest | ghcr.io/a
"https://GHCR.io:443/Org/*": a pattern has no scheme | ghcr.io:443/org/
"ghcr.io/a@sha256:": a pattern has no login and no digest | ghcr.io/a
"localhost:x": a pattern has no tag
"LOCALHOST/x": letters are compared as they are, and images have small ones | localhost/x
"localhost/*": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written | localhost/
"nginx:8a": a pattern has no tag
"nginx:1ab": a pattern has no tag
"nginx:9z": a pattern has no tag
"ghcr.io:80/-a": no image has such a path
"gh-cr.io//": no image has such a path
"localhost//": no image has such a path
"localhost:5000//": no image has such a path
"a-b//": its first part is no host: that has a dot or a port, or is localhost
"ghcr.io:8000/-a": no image has such a path
"https://hub.docker.community/x": a pattern has no scheme | hub.docker.community/x
"https://my.hub.docker.com/x": a pattern has no scheme | my.hub.docker.com/x
"https://hub.docker.com": a pattern has no scheme | docker.io
"https://hub.docker.com:443/r/x/y": a pattern has no scheme | docker.io/x/y
"https://index.docker.io:443": a pattern has no scheme | docker.io
"ghcr.io/a*bcd/e": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written
"ghcr.io/a/b*/c": "*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written
"https://ghcr.io,quay.io": a pattern has no scheme
"https://me@ghcr.io": a pattern has no login and no digest
"https://me@ghcr.io/*": a pattern has no login and no digest
"https://ghcr.io/a,b": a pattern has no scheme
"https://x.io/docker.io/v1/a": a pattern has no scheme | x.io/docker.io/v1/a
"https://x.io/docker.io/": a pattern has no scheme | x.io/docker.io/
"https://docker.io/": a pattern has no scheme | docker.io
"https://docker.io/v1": a pattern has no scheme | docker.io
"https://docker.io/u": a pattern has no scheme | docker.io
"https://docker.io/user/x": a pattern has no scheme | docker.io/user/x
"https://nginx": a pattern has no scheme | docker.io/library/nginx | docker.io/nginx/
"https://nginx/": a pattern has no scheme | docker.io/nginx/
"https://nginx:7": a pattern has no scheme | docker.io/library/nginx | docker.io/nginx/
"https://localhost": a pattern has no scheme | localhost
"https://LOCALHOST/X": a pattern has no scheme | localhost/x
"https://.": a pattern has no scheme
"https://": a pattern has no scheme
"https://./x": a pattern has no scheme
"https://a./b": a pattern has no scheme | docker.io/a/b
"https://.a": a pattern has no scheme | *.a
"https://*": a pattern has no scheme
"https://*.io/*": a pattern has no scheme | *.io/
`

exports[`test/registry-table.test.ts > TAP > the operator's way out > must match snapshot 1`] = `
nginx: If the image is public, an operator can list docker.io/library/ under registries.public
acme/app: If the image is public, an operator can list docker.io/acme/ under registries.public
ghcr.io/org/team/app: If the image is public, an operator can list ghcr.io/org/ under registries.public
localhost/app: If the image is public, an operator can list localhost/app under registries.public
registry.example.com:5000/x: If the image is public, an operator can list registry.example.com:5000/x under registries.public
registry.example.com:5000/team/x: If the image is public, an operator can list registry.example.com:5000/team/ under registries.public
gcr.io/p/a: If the nodes bring the credential, an operator can set cluster.provider to gke or list gcr.io under registries.nodeCredentials
123456789012.dkr.ecr.eu-west-1.amazonaws.com/a: If the nodes bring the credential, an operator can set cluster.provider to eks or list 123456789012.dkr.ecr.eu-west-1.amazonaws.com under registries.nodeCredentials
123456789012.dkr-ecr.eu-west-1.on.aws/a: If the nodes bring the credential, an operator can list 123456789012.dkr-ecr.eu-west-1.on.aws under registries.nodeCredentials
acme.azurecr.io/a/b: If the nodes bring the credential, an operator can set cluster.provider to aks or list acme.azurecr.io under registries.nodeCredentials
[::1]/app: -
[::1]:5000/a/b: If the image is public, an operator can list [::1]:5000/a/ under registries.public
us-docker.pkg.dev/p/r/a: If the nodes bring the credential, an operator can set cluster.provider to gke or list us-docker.pkg.dev under registries.nodeCredentials
`

exports[`test/registry-table.test.ts > TAP > the rows > must match snapshot 1`] = `
Docker Hub
  hosts docker.io index.docker.io
  not registry-1.docker.io registry.docker.io auth.docker.io hub.docker.io www.docker.io docker.io:443 index.docker.io:443 docker.com www.docker.com hub.docker.com index.docker.com registry.hub.docker.com cloud.docker.com login.docker.com
  the user is a Docker ID, not an e-mail address; the password is an access token that may read
  docs.docker.com, Security: personal access tokens
  https://index.docker.io/v1/ undefined undefined /^dckr_[po]at_/
GitHub Container Registry
  hosts ghcr.io
  not github.com www.github.com ghcr.com containers.pkg.github.com npm.pkg.github.com
  the password is a classic personal access token with read:packages; fine-grained ones are refused
  docs.github.com, Working with the Container registry
  undefined undefined undefined /^(?:gh[pousr]_|github_pat_)/
Amazon ECR
  hosts 
  not 
  the password comes from \`aws ecr get-login-password\` and lasts 12 hours
  docs.aws.amazon.com, Amazon ECR: private registry authentication
  undefined AWS /^AWS$/ undefined
Amazon ECR Public
  hosts public.ecr.aws
  not gallery.ecr.aws
  images are public; the password comes from \`aws ecr-public get-login-password --region us-east-1\`
  docs.aws.amazon.com, Amazon ECR Public: registry authentication
  undefined AWS /^AWS$/ undefined
Google Artifact Registry
  hosts 
  not 
  the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only
  cloud.google.com, Artifact Registry: configure authentication to Docker
  undefined _json_key /^(?:_json_key|_json_key_base64|oauth2accesstoken|_token|_dcgcr_[0-9_]+_token)$/ /^ya29\\./
Google Container Registry
  hosts gcr.io
  not 
  the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only
  cloud.google.com, Container Registry: advanced authentication
  undefined _json_key /^(?:_json_key|_json_key_base64|oauth2accesstoken|_token|_dcgcr_[0-9_]+_token)$/ /^ya29\\./
Azure Container Registry
  hosts 
  not 
  the login is a repository token or a service principal; what \`az acr login\` writes does not work in a cluster
  learn.microsoft.com, Azure Container Registry: authentication options
  undefined undefined undefined undefined
Quay
  hosts quay.io
  not www.quay.io quay.com
  the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
  docs.projectquay.io, Use Red Hat Quay: robot accounts
  undefined undefined undefined undefined
GitLab Container Registry
  hosts registry.gitlab.com
  not gitlab.com
  the login is a deploy token with read_registry; a CI job token ends with its job
  docs.gitlab.com, Authenticate with the container registry
  undefined undefined undefined /^gl(?:pat|dt|cbt)-/
Red Hat registry
  hosts registry.redhat.io
  not 
  the login is a registry service account
  access.redhat.com, Red Hat Container Registry Authentication
  undefined undefined undefined undefined
NVIDIA NGC
  hosts nvcr.io
  not ngc.nvidia.com catalog.ngc.nvidia.com
  the user is $oauthtoken, literally and in single quotes; the password is an NGC API key
  docs.nvidia.com, NGC User Guide: generating an API key, docker login nvcr.io
  undefined $oauthtoken /^\\$oauthtoken$/ /^nvapi-/
IBM Cloud Container Registry
  hosts icr.io
  not 
  the user is iamapikey, literally; the password is an IBM Cloud API key
  cloud.ibm.com, Container Registry: accessing the registry by using an API key
  undefined iamapikey /^(?:iamapikey|iambearer|iamrefresh|token)$/ undefined
DigitalOcean Container Registry
  hosts registry.digitalocean.com
  not 
  user and password are both an API token that may read; \`doctl registry kubernetes-manifest\` prints such a secret
  docs.digitalocean.com, Container Registry: use with Docker and Kubernetes
  undefined undefined undefined /^dop_v1_/
Oracle Cloud Registry
  hosts 
  not 
  the user is TENANCY_NAMESPACE/USER; the password is an auth token
  docs.oracle.com, Container Registry: pulling images from Kubernetes deployments
  undefined undefined undefined undefined
the registry of Kubernetes
  hosts registry.k8s.io
  not 
  its images are public
  kubernetes.io, Concepts, Images: registry.k8s.io
  undefined undefined undefined undefined
Microsoft Artifact Registry
  hosts mcr.microsoft.com
  not 
  its images are public
  mcr.microsoft.com, About
  undefined undefined undefined undefined
Harbor
  hosts 
  not 
  a robot account is called robot$NAME: in single quotes, or the shell eats the rest
  goharbor.io, Create Project Robot Accounts
  undefined undefined undefined undefined
`

exports[`test/registry-table.test.ts > TAP > what is known of a host > must match snapshot 1`] = `
docker.io: Docker Hub, https://index.docker.io/v1/, USER
index.docker.io: Docker Hub, https://index.docker.io/v1/, USER
x.docker.io: -
xdocker.io: -
docker.iox: -
dockerxio: -
indexxdocker.io: -
ghcr.io: GitHub Container Registry, itself, USER
xghcr.io: -
ghcr.io.x: -
ghcrxio: -
123456789012.dkr.ecr.eu-west-1.amazonaws.com: Amazon ECR, itself, AWS, nodes of eks
123456789012.dkr-ecr.eu-west-1.on.aws: Amazon ECR, itself, AWS, nodes of eks
123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com: Amazon ECR, itself, AWS, nodes of eks
123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn: Amazon ECR, itself, AWS, nodes of eks
123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn: Amazon ECR, itself, AWS, nodes of eks
123456789012.dkr.ecr.x.c2s.ic.gov: Amazon ECR, itself, AWS, nodes of eks
123456789012.dkr.ecr.x.sc2s.sgov.gov: Amazon ECR, itself, AWS, nodes of eks
1123456789012.dkr.ecr.eu-west-1.amazonaws.com: -
x123456789012.dkr.ecr.a.amazonaws.com: -
12345678901.dkr.ecr.a.amazonaws.com: -
123456789012.dkrxecr.a.amazonaws.com: -
123456789012.dkr.ecr.A.amazonaws.com: -
123456789012.dkr.ecr.a.amazonaws.com.x: -
123456789012.dkr.ecr.amazonaws.com: -
123456789012.dkr.ecr.a.b.amazonaws.com: -
public.ecr.aws: Amazon ECR Public, itself, AWS
x.public.ecr.aws: -
public.ecr.aws.x: -
us-docker.pkg.dev: Google Artifact Registry, itself, _json_key, nodes of gke
europe-west1-docker.pkg.dev: Google Artifact Registry, itself, _json_key, nodes of gke
docker.pkg.dev: -
-docker.pkg.dev: -
x.us-docker.pkg.dev: -
us-docker.pkg.dev.x: -
us-npm.pkg.dev: -
US-docker.pkg.dev: -
gcr.io: Google Container Registry, itself, _json_key, nodes of gke
eu.gcr.io: Google Container Registry, itself, _json_key, nodes of gke
mirror-x.gcr.io: Google Container Registry, itself, _json_key, nodes of gke
a.b.gcr.io: -
xgcr.io: -
.gcr.io: -
gcr.io.x: -
acme.azurecr.io: Azure Container Registry, itself, USER, nodes of aks
Acme1.azurecr.io: Azure Container Registry, itself, USER, nodes of aks
acme.westeurope.geo.azurecr.io: Azure Container Registry, itself, USER, nodes of aks
acme.azurecr.cn: Azure Container Registry, itself, USER, nodes of aks
acme.azurecr.us: Azure Container Registry, itself, USER, nodes of aks
acme.azurecr.de: -
azurecr.io: -
a.b.azurecr.io: -
acme.azurecr.io.x: -
acme.x.geox.azurecr.io: -
quay.io: Quay, itself, USER
x.quay.io: -
quay.io.x: -
registry.gitlab.com: GitLab Container Registry, itself, USER
x.registry.gitlab.com: -
registry.gitlab.com.x: -
gitlab.com: -
registry.redhat.io: Red Hat registry, itself, USER
xregistry.redhat.io: -
registry.redhat.iox: -
nvcr.io: NVIDIA NGC, itself, $oauthtoken
xnvcr.io: -
nvcr.iox: -
icr.io: IBM Cloud Container Registry, itself, iamapikey
de.icr.io: IBM Cloud Container Registry, itself, iamapikey
a.b.icr.io: IBM Cloud Container Registry, itself, iamapikey
xicr.io: -
.icr.io: -
icr.iox: -
registry.digitalocean.com: DigitalOcean Container Registry, itself, USER
xregistry.digitalocean.com: -
registry.digitalocean.comx: -
iad.ocir.io: Oracle Cloud Registry, itself, USER
ocir.io: -
x.iad.ocir.io: -
iad.ocir.iox: -
ocir.eu-frankfurt-1.oci.oraclecloud.com: Oracle Cloud Registry, itself, USER
ocir.x.oci.oraclecloud.comx: -
xocir.x.oci.oraclecloud.com: -
registry.k8s.io: the registry of Kubernetes, itself, USER
xregistry.k8s.io: -
registry.k8s.iox: -
mcr.microsoft.com: Microsoft Artifact Registry, itself, USER
xmcr.microsoft.com: -
mcr.microsoft.comx: -
harbor.example.com: Harbor, itself, USER, guessed
harbor.example.com:8443: Harbor, itself, USER, guessed
harbor2.example.com: Harbor, itself, USER, guessed
my.harbor.example.com: Harbor, itself, USER, guessed
a.b.harbor-x.io: Harbor, itself, USER, guessed
harbor: -
harbor:80: -
xharbor.example.com: -
my-harbor.example.com: -
harbor.x_y.com: -
harbor.io:x: -
registry.example.com: -
registry.example.com:5000: -
: -
`

exports[`test/registry-table.test.ts > TAP > who makes secrets > must match snapshot 1`] = `
OpenShift
  annotations openshift.io/internal-registry-auth-token.service-account openshift.io/internal-registry-auth-token.binding openshift.io/token-secret.name kubernetes.io/created-by,openshift.io/create-dockercfg-secrets
  labels 
  owners 
  openshift/openshift-controller-manager: pkg/internalregistry/controllers, pkg/serviceaccounts/controllers
External Secrets
  annotations reconcile.external-secrets.io/data-hash
  labels reconcile.external-secrets.io/created-by reconcile.external-secrets.io/managed
  owners ExternalSecret ClusterExternalSecret
  external-secrets/external-secrets: apis/externalsecrets/v1/externalsecret_types.go
Sealed Secrets
  annotations 
  labels 
  owners SealedSecret
  bitnami-labs/sealed-secrets: README (the Secret is owned by its SealedSecret)
Vault Secrets Operator
  annotations 
  labels secrets.hashicorp.com/vso-ownerRefUID app.kubernetes.io/managed-by,hashicorp-vso
  owners VaultStaticSecret VaultDynamicSecret HCPVaultSecretsApp
  hashicorp/vault-secrets-operator: helpers/secrets.go
Secrets Store CSI Driver
  annotations 
  labels secrets-store.csi.k8s.io/managed
  owners 
  kubernetes-sigs/secrets-store-csi-driver: controllers/secretproviderclasspodstatus_controller.go
imagepullsecret-patcher
  annotations app.kubernetes.io/managed-by,imagepullsecret-patcher
  labels 
  owners 
  titansoft-pte-ltd/imagepullsecret-patcher: README, secret.go
registry-creds
  annotations 
  labels 
  owners ClusterPullSecret
  alexellis/registry-creds: controllers/clusterpullsecret_controller.go
Reflector
  annotations reflector.v1.k8s.emberstack.com/reflects
  labels 
  owners 
  emberstack/kubernetes-reflector: README
kubernetes-replicator
  annotations replicator.v1.mittwald.de/replicate-from replicator.v1.mittwald.de/replicated-at
  labels 
  owners 
  mittwald/kubernetes-replicator: README
Config Syncer
  annotations kubed.appscode.com/origin
  labels kubed.appscode.com/origin.name
  owners 
  appscode/kubed: pkg/syncer
Kyverno
  annotations 
  labels generate.kyverno.io/policy-name app.kubernetes.io/managed-by,kyverno
  owners 
  kyverno/kyverno: docs, Generate rules (labels of what is generated)
akv2k8s
  annotations 
  labels 
  owners AzureKeyVaultSecret
  SparebankenVest/azure-key-vault-to-kubernetes: controller (owner references)
`
