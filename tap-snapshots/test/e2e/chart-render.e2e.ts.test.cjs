/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > a moving tag 1`] = `
image.tag is latest: Pullgate would refuse its own pods. Set image.tag to a version, or leave it empty for that of the chart.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > a release in kube-system 1`] = `
Pullgate must not be installed into kube-system: its own namespace is not checked, and quotas and policies of that one are the cluster's. Install it into a namespace of its own: helm install pullgate ... -n pullgate --create-namespace.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > a setting that does not exist 1`] = `
values don't meet the specifications of the schema(s) in the following chart(s):
pullgate:
- at '/policy': additional properties 'dryrun' not allowed
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > a value that does not exist 1`] = `
values don't meet the specifications of the schema(s) in the following chart(s):
pullgate:
- at '': additional properties 'replicas' not allowed
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > a word that is none of those 1`] = `
values don't meet the specifications of the schema(s) in the following chart(s):
pullgate:
- at '/mode': value must be one of 'enforce', 'warn', 'audit', 'off'
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > an audit at no time 1`] = `
values don't meet the specifications of the schema(s) in the following chart(s):
pullgate:
- at '/audit/schedule': minLength: got 0, want 1
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > an audit with the rights of the webhook 1`] = `
audit.serviceAccount.name is pullgate, the ServiceAccount of the webhook: each has rights of its own. Set it to another name, or leave it empty.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > an audit without the right to list 1`] = `
audit.enabled is true, and rbac.secrets is none: an audit lists Secrets, and what Pullgate may not read it would leave undecided. Set rbac.secrets to cluster or namespaces, or audit.enabled to false.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > an authority that holds no certificate 1`] = `
webhook.clientCA holds no certificate. Give the CA certificates themselves (PEM), such as with --set-file webhook.clientCA=ca.crt.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > Fail with one replica 1`] = `
failurePolicy Fail with fewer than two replicas: every restart of the one pod would stop what the webhooks match. Set replicaCount (with autoscaling: autoscaling.minReplicas) to 2 or more, or webhook.failWithOneReplica to true if that is what you want.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > Fail, scaled down to one 1`] = `
failurePolicy Fail with fewer than two replicas: every restart of the one pod would stop what the webhooks match. Set replicaCount (with autoscaling: autoscaling.minReplicas) to 2 or more, or webhook.failWithOneReplica to true if that is what you want.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > injection without the right to list 1`] = `
injection.mode is all, and rbac.secrets is none: which Secret to add is chosen among those of the namespace, so Pullgate must be able to list them. Set rbac.secrets to cluster or namespaces, or injection.mode to off.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > names of callers whom nobody vouches for 1`] = `
webhook.clientNames has no effect without webhook.clientCA, the authority of the certificates. Set that, too, or leave the names empty.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > no certificate 1`] = `
tls.source is files, and there are no files. Set tls.existingSecret to a Secret with tls.crt and tls.key, or tls.directory to where extraVolumeMounts puts them.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > no issuer 1`] = `
tls.source is certManager, and tls.certManager.issuerRef.name is empty. Name an Issuer or ClusterIssuer with a CA that lives long (the README shows one), or use tls.source self, which needs none.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > no namespaces 1`] = `
rbac.secrets is namespaces, and rbac.namespaces is empty. Name the namespaces that Pullgate is to look after, such as [shop, blog].
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > one of two webhooks with Fail, and no replica 1`] = `
failurePolicy Fail with fewer than two replicas: every restart of the one pod would stop what the webhooks match. Set replicaCount (with autoscaling: autoscaling.minReplicas) to 2 or more, or webhook.failWithOneReplica to true if that is what you want.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > one port for two things 1`] = `
webhook.port and metrics.port are the same. Set one of them to another port.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > runbooks at no address 1`] = `
values don't meet the specifications of the schema(s) in the following chart(s):
pullgate:
- at '/prometheusRule/runbookBaseUrl': 'docs/runbooks' does not match pattern '^(https?://[^\\\\s]+)?$'
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > the namespace of the cluster 1`] = `
Pullgate must not be installed into kube-system: its own namespace is not checked, and quotas and policies of that one are the cluster's. Install it into a namespace of its own: helm install pullgate ... -n pullgate --create-namespace.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > the port of the kubelet 1`] = `
hostNetwork with webhook.port 10250: on the node this port belongs to the kubelet. Set webhook.port to a port that is free on your nodes, such as 10260.
`

exports[`test/e2e/chart-render.e2e.ts > TAP > values that would do harm are refused with a sentence > two monitors 1`] = `
serviceMonitor.enabled and podMonitor.enabled: everything would be counted twice. Leave one of them false.
`
