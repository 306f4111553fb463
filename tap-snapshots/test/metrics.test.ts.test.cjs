/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/metrics.test.ts > TAP > what is published reads as a person expects it > must match snapshot 1`] = `
# HELP pullgate_build_info Always 1; the versions of Pullgate and of Node.js.
# TYPE pullgate_build_info gauge
pullgate_build_info{version="1.2.3",node="v24.0.0"} 1

# HELP pullgate_cache_synced Whether everything of this kind has been listed (1), or not yet, or not again since a fault of Pullgate (0).
# TYPE pullgate_cache_synced gauge
pullgate_cache_synced{resource="namespaces"} 1
pullgate_cache_synced{resource="dockercfg"} 0

# HELP pullgate_cache_last_event_timestamp_seconds When the API server was last heard on the watch of this kind; absent where it never was.
# TYPE pullgate_cache_last_event_timestamp_seconds gauge
pullgate_cache_last_event_timestamp_seconds{resource="namespaces"} 997.5

# HELP pullgate_cache_objects Objects that are held.
# TYPE pullgate_cache_objects gauge
pullgate_cache_objects{resource="namespaces"} 3
pullgate_cache_objects{resource="serviceaccounts"} 4
pullgate_cache_objects{resource="pullsecrets"} 5

# HELP pullgate_cluster_rights_lost Whether the API server refused the last question about this kind for want of rights (1) or not (0).
# TYPE pullgate_cluster_rights_lost gauge
pullgate_cluster_rights_lost{resource="secrets"} 0
pullgate_cluster_rights_lost{resource="serviceaccounts"} 1
pullgate_cluster_rights_lost{resource="namespaces"} 0
pullgate_cluster_rights_lost{resource="pods"} 0
pullgate_cluster_rights_lost{resource="deployments"} 0
pullgate_cluster_rights_lost{resource="statefulsets"} 0
pullgate_cluster_rights_lost{resource="daemonsets"} 0
pullgate_cluster_rights_lost{resource="cronjobs"} 0
pullgate_cluster_rights_lost{resource="jobs"} 0

# HELP pullgate_pull_secrets Pull secrets that are held: with a credential past its expiry, by its own word or the annotation \`pullgate.dev/expires-at\` (expired), within an hour of its own or 7 days of the annotated one (expiring), such that the kubelet refuses or skips the whole (malformed), well-formed and too large for its keys to be held (oversized), or neither (valid).
# TYPE pullgate_pull_secrets gauge
pullgate_pull_secrets{state="valid",type="dockerconfigjson"} 3
pullgate_pull_secrets{state="malformed",type="dockerconfigjson"} 1
pullgate_pull_secrets{state="expired",type="dockerconfigjson"} 1
pullgate_pull_secrets{state="expiring",type="dockerconfigjson"} 1
pullgate_pull_secrets{state="oversized",type="dockerconfigjson"} 1
pullgate_pull_secrets{state="valid",type="dockercfg"} 0
pullgate_pull_secrets{state="malformed",type="dockercfg"} 0
pullgate_pull_secrets{state="expired",type="dockercfg"} 0
pullgate_pull_secrets{state="expiring",type="dockercfg"} 0
pullgate_pull_secrets{state="oversized",type="dockercfg"} 0

# HELP pullgate_pull_secret_expiry_timestamp_seconds When the next credential of a pull secret ends, by who says so; with \`metrics.perSecret\` of each pull secret, those that have ended included.
# TYPE pullgate_pull_secret_expiry_timestamp_seconds gauge
pullgate_pull_secret_expiry_timestamp_seconds{told_by="token",resource_namespace="shop",secret="ecr"} 4000
pullgate_pull_secret_expiry_timestamp_seconds{told_by="annotation"} 5000

# HELP pullgate_watch_restarts_total Lists and watches that ended otherwise than they should.
# TYPE pullgate_watch_restarts_total counter
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="connection"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="idle"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="deadline"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="expired"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="throttled"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="status"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="malformed"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="oversize"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="error-event"} 0
pullgate_watch_restarts_total{resource="dockerconfigjson",reason="internal"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="connection"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="idle"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="deadline"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="expired"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="throttled"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="status"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="malformed"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="oversize"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="error-event"} 0
pullgate_watch_restarts_total{resource="dockercfg",reason="internal"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="connection"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="idle"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="deadline"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="expired"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="throttled"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="status"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="malformed"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="oversize"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="error-event"} 0
pullgate_watch_restarts_total{resource="serviceaccounts",reason="internal"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="connection"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="idle"} 2
pullgate_watch_restarts_total{resource="namespaces",reason="deadline"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="expired"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="throttled"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="status"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="malformed"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="oversize"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="error-event"} 0
pullgate_watch_restarts_total{resource="namespaces",reason="internal"} 0
pullgate_watch_restarts_total{resource="deployments",reason="connection"} 0
pullgate_watch_restarts_total{resource="deployments",reason="idle"} 0
pullgate_watch_restarts_total{resource="deployments",reason="deadline"} 0
pullgate_watch_restarts_total{resource="deployments",reason="expired"} 0
pullgate_watch_restarts_total{resource="deployments",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="deployments",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="deployments",reason="throttled"} 0
pullgate_watch_restarts_total{resource="deployments",reason="status"} 0
pullgate_watch_restarts_total{resource="deployments",reason="malformed"} 0
pullgate_watch_restarts_total{resource="deployments",reason="oversize"} 0
pullgate_watch_restarts_total{resource="deployments",reason="error-event"} 0
pullgate_watch_restarts_total{resource="deployments",reason="internal"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="connection"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="idle"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="deadline"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="expired"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="throttled"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="status"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="malformed"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="oversize"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="error-event"} 0
pullgate_watch_restarts_total{resource="statefulsets",reason="internal"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="connection"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="idle"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="deadline"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="expired"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="throttled"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="status"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="malformed"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="oversize"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="error-event"} 0
pullgate_watch_restarts_total{resource="daemonsets",reason="internal"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="connection"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="idle"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="deadline"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="expired"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="throttled"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="status"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="malformed"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="oversize"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="error-event"} 0
pullgate_watch_restarts_total{resource="cronjobs",reason="internal"} 0
pullgate_watch_restarts_total{resource="jobs",reason="connection"} 0
pullgate_watch_restarts_total{resource="jobs",reason="idle"} 0
pullgate_watch_restarts_total{resource="jobs",reason="deadline"} 0
pullgate_watch_restarts_total{resource="jobs",reason="expired"} 0
pullgate_watch_restarts_total{resource="jobs",reason="unauthorized"} 0
pullgate_watch_restarts_total{resource="jobs",reason="forbidden"} 0
pullgate_watch_restarts_total{resource="jobs",reason="throttled"} 0
pullgate_watch_restarts_total{resource="jobs",reason="status"} 0
pullgate_watch_restarts_total{resource="jobs",reason="malformed"} 0
pullgate_watch_restarts_total{resource="jobs",reason="oversize"} 0
pullgate_watch_restarts_total{resource="jobs",reason="error-event"} 0
pullgate_watch_restarts_total{resource="jobs",reason="internal"} 0

# HELP pullgate_cache_repairs_total Objects that the consistency check found changed without an event.
# TYPE pullgate_cache_repairs_total counter
pullgate_cache_repairs_total{resource="dockerconfigjson"} 0
pullgate_cache_repairs_total{resource="dockercfg"} 2
pullgate_cache_repairs_total{resource="serviceaccounts"} 0
pullgate_cache_repairs_total{resource="namespaces"} 0
pullgate_cache_repairs_total{resource="deployments"} 0
pullgate_cache_repairs_total{resource="statefulsets"} 0
pullgate_cache_repairs_total{resource="daemonsets"} 0
pullgate_cache_repairs_total{resource="cronjobs"} 0
pullgate_cache_repairs_total{resource="jobs"} 0

# HELP pullgate_certificate_expiry_timestamp_seconds When the certificate in use ends.
# TYPE pullgate_certificate_expiry_timestamp_seconds gauge
pullgate_certificate_expiry_timestamp_seconds{cert="ca"} 3000
pullgate_certificate_expiry_timestamp_seconds{cert="serving"} 2000

# HELP pullgate_certificate_rotations_total Certificates that took the place of another one without a restart.
# TYPE pullgate_certificate_rotations_total counter
pullgate_certificate_rotations_total{cert="ca"} 0
pullgate_certificate_rotations_total{cert="serving"} 1

# HELP pullgate_ca_bundle_repairs_total Times a webhook configuration did not trust what it had to, and was put right.
# TYPE pullgate_ca_bundle_repairs_total counter
pullgate_ca_bundle_repairs_total 1

# HELP pullgate_tls_conflicts_total Writes of the certificate or of a webhook configuration that somebody else was faster with.
# TYPE pullgate_tls_conflicts_total counter
pullgate_tls_conflicts_total 1

# HELP pullgate_config_reloads_total Times a changed configuration file was read, by whether it was right.
# TYPE pullgate_config_reloads_total counter
pullgate_config_reloads_total{result="success"} 0
pullgate_config_reloads_total{result="failure"} 1

# HELP pullgate_config_last_reload_successful Whether the configuration file as it is now is in use (1), or is wrong (0): the last good one stays, or after a start the fallback, which denies nothing.
# TYPE pullgate_config_last_reload_successful gauge
pullgate_config_last_reload_successful 0

# HELP pullgate_internal_faults_total Faults of Pullgate itself that a loop in the background outlived, by what it looks after.
# TYPE pullgate_internal_faults_total counter
pullgate_internal_faults_total{loop="watch"} 1
pullgate_internal_faults_total{loop="provider"} 0
pullgate_internal_faults_total{loop="certificates"} 0
pullgate_internal_faults_total{loop="callers"} 0
pullgate_internal_faults_total{loop="config"} 0
pullgate_internal_faults_total{loop="directory"} 0
pullgate_internal_faults_total{loop="registries"} 0
pullgate_internal_faults_total{loop="other"} 0

# HELP pullgate_log_lines_dropped_total Lines of the log that could not be written: nobody read standard output, or there was no room.
# TYPE pullgate_log_lines_dropped_total counter
pullgate_log_lines_dropped_total 7

# HELP pullgate_admitted_pulls_failed_total Containers of Pods that this replica admitted and whose image then could not be pulled, by cause (docs/why.md); each Pod, container and cause once. Replicas count their own reviews only: sum over them.
# TYPE pullgate_admitted_pulls_failed_total counter
pullgate_admitted_pulls_failed_total{cause="image-invalid",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="image-invalid",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="registry-missing",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="registry-missing",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="no-credential",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="no-credential",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="secret-not-found",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="secret-not-found",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="secret-malformed",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="secret-malformed",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="credential-expired",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="credential-expired",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="registry-refused",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="registry-refused",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="refused-or-absent",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="refused-or-absent",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="image-not-found",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="image-not-found",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="registry-rate-limited",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="registry-rate-limited",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="name-unresolved",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="name-unresolved",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="connection-timeout",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="connection-timeout",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="connection-failed",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="connection-failed",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="proxy-failed",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="proxy-failed",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="certificate-refused",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="certificate-refused",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="plain-http",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="plain-http",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="registry-error",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="registry-error",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="platform-missing",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="platform-missing",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="exec-format",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="exec-format",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="never-pulled",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="never-pulled",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="signature-refused",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="signature-refused",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="image-format",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="image-format",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="image-corrupt",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="image-corrupt",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="image-volume",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="image-volume",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="disk-full",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="disk-full",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="pull-throttled",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="pull-throttled",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="runtime-unreachable",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="runtime-unreachable",warned="false"} 0
pullgate_admitted_pulls_failed_total{cause="unknown",warned="true"} 0
pullgate_admitted_pulls_failed_total{cause="unknown",warned="false"} 0

# HELP pullgate_admitted_pods_remembered Admitted Pods that this replica remembers; the oldest of more than 50,000 are forgotten.
# TYPE pullgate_admitted_pods_remembered gauge
pullgate_admitted_pods_remembered 9

# HELP pullgate_nudges_total Owners of denied Pods that were told to try again because a credential appeared, by what came of it: done; gone (the owner is not there any more); refused or failed (by the API server, on the way); limited (put off, because the bucket was empty).
# TYPE pullgate_nudges_total counter
pullgate_nudges_total{result="done"} 0
pullgate_nudges_total{result="gone"} 0
pullgate_nudges_total{result="refused"} 0
pullgate_nudges_total{result="failed"} 0
pullgate_nudges_total{result="limited"} 0

# HELP pullgate_denied_owners_remembered Owners of denied Pods that this replica remembers; the oldest of more than 1,000, and those of more than an hour, are forgotten.
# TYPE pullgate_denied_owners_remembered gauge
pullgate_denied_owners_remembered 9

# HELP pullgate_admission_reviews_total Reviews that were answered with a verdict.
# TYPE pullgate_admission_reviews_total counter
pullgate_admission_reviews_total{webhook="validate",operation="CREATE",resource="pods",decision="deny",dry_run="true"} 1
pullgate_admission_reviews_total{webhook="mutate",operation="UPDATE",resource="cronjobs",decision="allow",dry_run="false"} 1

# HELP pullgate_admission_review_duration_seconds From the last byte of a review to its verdict.
# TYPE pullgate_admission_review_duration_seconds histogram
pullgate_admission_review_duration_seconds_bucket{le="0.0005",webhook="validate",decision="deny"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.001",webhook="validate",decision="deny"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.0025",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.005",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.01",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.025",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.05",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.1",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.25",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.5",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="1",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="2.5",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="5",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="10",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="+Inf",webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_sum{webhook="validate",decision="deny"} 0.0015
pullgate_admission_review_duration_seconds_count{webhook="validate",decision="deny"} 1
pullgate_admission_review_duration_seconds_bucket{le="0.0005",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.001",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.0025",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.005",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.01",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.025",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.05",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.1",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.25",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="0.5",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="1",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="2.5",webhook="mutate",decision="allow"} 0
pullgate_admission_review_duration_seconds_bucket{le="5",webhook="mutate",decision="allow"} 1
pullgate_admission_review_duration_seconds_bucket{le="10",webhook="mutate",decision="allow"} 1
pullgate_admission_review_duration_seconds_bucket{le="+Inf",webhook="mutate",decision="allow"} 1
pullgate_admission_review_duration_seconds_sum{webhook="mutate",decision="allow"} 3
pullgate_admission_review_duration_seconds_count{webhook="mutate",decision="allow"} 1

# HELP pullgate_findings_total Findings in answered reviews; equal ones of several containers count once.
# TYPE pullgate_findings_total counter
pullgate_findings_total{code="PG101",action="deny",resource="pods"} 1
pullgate_findings_total{code="PG203",action="warn",resource="pods"} 1

# HELP pullgate_requests_refused_total Requests that got an HTTP error in place of a verdict, by status code.
# TYPE pullgate_requests_refused_total counter
pullgate_requests_refused_total{code="429"} 1

# HELP pullgate_admission_reviews_in_flight Reviews that were read and not answered yet.
# TYPE pullgate_admission_reviews_in_flight gauge
pullgate_admission_reviews_in_flight{webhook="validate"} 1
pullgate_admission_reviews_in_flight{webhook="mutate"} 1

# HELP pullgate_admission_last_review_timestamp_seconds When the last review was answered with a verdict; the start of the process until there was one.
# TYPE pullgate_admission_last_review_timestamp_seconds gauge
pullgate_admission_last_review_timestamp_seconds 1005

# HELP pullgate_admission_reviews_by_namespace_total Reviews that were answered with a verdict, by the namespace of the object.
# TYPE pullgate_admission_reviews_by_namespace_total counter
pullgate_admission_reviews_by_namespace_total{resource_namespace="shop",decision="deny"} 1
pullgate_admission_reviews_by_namespace_total{resource_namespace="shop",decision="allow"} 1

# HELP pullgate_injections_total Pods that asked for pull secrets, by what came of it.
# TYPE pullgate_injections_total counter
pullgate_injections_total{result="add"} 1
pullgate_injections_total{result="forbidden"} 0
pullgate_injections_total{result="no-help"} 0
pullgate_injections_total{result="not-needed"} 0
pullgate_injections_total{result="unknown"} 0
pullgate_injections_total{result="skipped"} 0

`
