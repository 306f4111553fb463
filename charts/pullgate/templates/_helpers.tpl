{{/* Names, labels and the few computed values. Nothing here is random or asks the cluster: two renders are equal. */}}

{{- define "pullgate.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{/* 53, so that the longest suffix still leaves a name of 63 characters. */}}
{{- define "pullgate.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "pullgate.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "pullgate.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "pullgate.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* The Jobs of a CronJob are named after it, and 52 characters are the most that it may have. */}}
{{- define "pullgate.auditName" -}}
{{- printf "%s-audit" (include "pullgate.fullname" . | trunc 46 | trimSuffix "-") -}}
{{- end -}}

{{- define "pullgate.auditAccountName" -}}
{{- if .Values.audit.serviceAccount.create -}}
{{- default (include "pullgate.auditName" .) .Values.audit.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.audit.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "pullgate.tlsSecret" -}}
{{- default (printf "%s-tls" (include "pullgate.fullname" .)) .Values.tls.existingSecret -}}
{{- end -}}

{{- define "pullgate.selectorLabels" -}}
app.kubernetes.io/name: {{ include "pullgate.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: webhook
{{- end -}}

{{/* Labels of an object; call with (dict "root" $ "more" LABELS "component" NAME). What the selectors use comes last, so that nothing replaces it. */}}
{{- define "pullgate.labels" -}}
{{- $root := .root -}}
{{- $own := dict
  "helm.sh/chart" (printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-")
  "app.kubernetes.io/name" (include "pullgate.name" $root)
  "app.kubernetes.io/instance" $root.Release.Name
  "app.kubernetes.io/component" (default "webhook" .component)
  "app.kubernetes.io/part-of" "pullgate"
  "app.kubernetes.io/version" ($root.Chart.AppVersion | replace "+" "_" | trunc 63)
  "app.kubernetes.io/managed-by" $root.Release.Service -}}
{{- toYaml (merge $own (default dict .more) $root.Values.commonLabels) -}}
{{- end -}}

{{/* The annotations block of an object, or nothing; call with (dict "root" $ "more" ANNOTATIONS). */}}
{{- define "pullgate.annotations" -}}
{{- with merge (dict) (default dict .more) .root.Values.commonAnnotations -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{/* metadata of a namespaced object; call with (dict "root" $ "name" NAME), and "labels", "annotations", "component", "namespace". */}}
{{- define "pullgate.metadata" -}}
name: {{ .name }}
namespace: {{ default (include "pullgate.namespace" .root) .namespace }}
{{ include "pullgate.marks" . }}
{{- end -}}

{{/* Labels and annotations of an object. */}}
{{- define "pullgate.marks" -}}
labels:
  {{- include "pullgate.labels" (dict "root" .root "more" .labels "component" .component) | nindent 2 }}
{{- with include "pullgate.annotations" (dict "root" .root "more" .annotations) }}
{{ . }}
{{- end }}
{{- end -}}

{{- define "pullgate.image" -}}
{{- $image := .Values.image -}}
{{- $repository := $image.repository -}}
{{- with default $image.registry .Values.global.imageRegistry -}}
{{- $repository = printf "%s/%s" (trimSuffix "/" .) $repository -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "pullgate.imagePullSecrets" -}}
{{- $names := list -}}
{{- range concat (default list .Values.global.imagePullSecrets) .Values.imagePullSecrets -}}
{{- $names = append $names (kindIs "string" . | ternary . (get (kindIs "map" . | ternary . dict) "name")) -}}
{{- end -}}
{{- with uniq $names -}}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* What the pods may reach. */}}
{{- define "pullgate.egress" -}}
{{- if .Values.networkPolicy.egress -}}
{{- toYaml .Values.networkPolicy.egress -}}
{{- else -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
- ports:
    - port: 443
      protocol: TCP
    - port: 6443
      protocol: TCP
    {{- range include "pullgate.registryPorts" . | fromJsonArray }}
    - port: {{ int . }}
      protocol: TCP
    {{- end }}
{{- end -}}
{{- end -}}

{{/* "true" where registries are asked. */}}
{{- define "pullgate.probes" -}}
{{- if eq .Values.probe.mode "background" -}}true{{- end -}}
{{- end -}}

{{/* Ports of registries that are asked, besides 443, as a list. */}}
{{- define "pullgate.registryPorts" -}}
{{- $ports := list -}}
{{- if include "pullgate.probes" . -}}
{{- range .Values.probe.registries -}}
{{- with regexFind ":[0-9]+$" (first (splitList "/" .)) -}}
{{- $ports = append $ports (trimPrefix ":" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- without (uniq $ports | sortAlpha) "443" "6443" | toJson -}}
{{- end -}}

{{/* Fewest replicas that this release runs. */}}
{{- define "pullgate.replicas" -}}
{{- int (.Values.autoscaling.enabled | ternary .Values.autoscaling.minReplicas .Values.replicaCount) -}}
{{- end -}}

{{/* "true" where there is a mutating webhook. */}}
{{- define "pullgate.injects" -}}
{{- if ne .Values.injection.mode "off" -}}true{{- end -}}
{{- end -}}

{{/* "true" where there is a validating webhook. */}}
{{- define "pullgate.validates" -}}
{{- if or .Values.webhook.validating.pods.enabled .Values.webhook.validating.workloads.enabled (include "pullgate.asksSecrets" .) -}}true{{- end -}}
{{- end -}}

{{/* "true" where there is a webhook for Secrets. Without conditions it would be sent every Secret that anybody writes. */}}
{{- define "pullgate.asksSecrets" -}}
{{- if and (ne .Values.secrets.mode "off") (include "pullgate.hasConditions" .) -}}true{{- end -}}
{{- end -}}

{{/* "true" where workloads are watched. */}}
{{- define "pullgate.watchesUsage" -}}
{{- if and .Values.secrets.usage (include "pullgate.asksSecrets" .) -}}true{{- end -}}
{{- end -}}

{{/*
75 % of the memory limit in MiB for the old space of V8, or nothing where there is no limit that can be read; `.Values` has
the `resources`. The young space is kept small: at its usual size it would hold as much garbage as everything else takes together.
*/}}
{{- define "pullgate.nodeOptions" -}}
{{- $limit := toString (dig "limits" "memory" "" .Values.resources) -}}
{{- $units := dict "" 1.0 "k" 1e3 "M" 1e6 "G" 1e9 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 -}}
{{- $unit := regexFind "[A-Za-z]*$" $limit -}}
{{- $number := trimSuffix $unit $limit -}}
{{- $options := list "--max-semi-space-size=4" -}}
{{- if and (regexMatch "^[0-9]+(\\.[0-9]+)?$" $number) (hasKey $units $unit) -}}
{{- $mebibytes := divf (mulf (float64 $number) (get $units $unit) 0.75) 1048576.0 -}}
{{- $options = append $options (printf "--max-old-space-size=%d" (int (floor $mebibytes))) -}}
{{- end -}}
{{- join " " $options -}}
{{- end -}}

{{/* The settings of the server: a change of these needs new pods, so their checksum stands in the pod template. */}}
{{- define "pullgate.serverSettings" -}}
{{- $fullname := include "pullgate.fullname" . -}}
{{- $tls := .Values.tls -}}
{{- $certificate := dict -}}
{{- if eq $tls.source "self" -}}
{{- $certificate = pick $tls "source" "minVersion" "poll" "self" -}}
{{- else if eq $tls.source "certManager" -}}
{{- $certificate = pick $tls "source" "minVersion" "poll" -}}
{{- else -}}
{{- $certificate = omit $tls "self" "certManager" "existingSecret" -}}
{{- $_ := set $certificate "directory" (default "/etc/pullgate-tls" $tls.directory) -}}
{{- end -}}
{{- if ne $tls.source "files" -}}
{{- $_ := set $certificate "secret" (include "pullgate.tlsSecret" .) -}}
{{- end -}}
{{- if .Values.webhook.clientCA -}}
{{- $_ := set $certificate "clientCaFile" "/etc/pullgate/client-ca.crt" -}}
{{- with .Values.webhook.clientNames -}}
{{- $_ := set $certificate "clientNames" (uniq .) -}}
{{- end -}}
{{- end -}}
{{- $_ := set $certificate "namespace" (include "pullgate.namespace" .) -}}
{{- $_ := set $certificate "service" $fullname -}}
{{- $_ := set $certificate "validating" (ternary $fullname "" (eq (include "pullgate.validates" .) "true")) -}}
{{- $_ := set $certificate "mutating" (ternary $fullname "" (eq (include "pullgate.injects" .) "true")) -}}
{{- $cluster := dict "secrets" .Values.rbac.secrets "pods" .Values.rbac.pods -}}
{{- if eq .Values.rbac.secrets "namespaces" -}}
{{- $_ := set $cluster "namespaces" (uniq .Values.rbac.namespaces) -}}
{{- else if eq .Values.rbac.secrets "named" -}}
{{- $_ := set $cluster "secretNames" (uniq .Values.rbac.secretNames) -}}
{{- end -}}
{{- $probe := pick .Values.probe "mode" "registries" "allowedNetworks" "tokenHosts" "platforms" -}}
{{- if include "pullgate.probes" . -}}
{{- $probe = omit .Values.probe "deny" "caConfigMap" -}}
{{- if .Values.probe.caConfigMap -}}
{{- $_ := set $probe "caFile" "/etc/pullgate-registries/ca.crt" -}}
{{- end -}}
{{- end -}}
{{- $server := dict "host" "::" "port" (int .Values.webhook.port) "healthHost" "::" "healthPort" (int .Values.metrics.port) -}}
{{- toYaml (dict "server" $server "tls" $certificate "cluster" $cluster "log" (pick .Values.log "level") "metrics" (pick .Values.metrics "perNamespace" "perSecret") "outcomes" (pick .Values.outcomes "enabled") "secrets" (pick .Values.secrets "usage") "nudge" (pick .Values.nudge "enabled") "probe" $probe) -}}
{{- end -}}

{{/* The settings of the verdict: Pullgate reads them again when the ConfigMap changes. */}}
{{- define "pullgate.policySettings" -}}
{{- toYaml (merge (dict "mode" .Values.mode "injection" .Values.injection "messages" .Values.messages "secrets" (pick .Values.secrets "mode" "inUse") "probe" (pick .Values.probe "deny")) .Values.policy) -}}
{{- end -}}

{{/* What `npm run gen` made of the table of workloads. */}}
{{- define "pullgate.table" -}}
{{- .Files.Get "files/workloads.json" -}}
{{- end -}}

{{/* How long a Go duration is, as a text that compares as it does: a moment after the year 2000. Call with a list of durations, which are added. */}}
{{- define "pullgate.moment" -}}
{{- $moment := toDate "2006-01-02" "2000-01-01" -}}
{{- range . -}}
{{- $moment = mustDateModify (printf "+%s" .) $moment -}}
{{- end -}}
{{- $moment.UTC.Format "2006-01-02T15:04:05.000000000" -}}
{{- end -}}

{{/* The exemptions, which may stand in a mapping, as a list. */}}
{{- define "pullgate.exemptions" -}}
{{- if kindIs "map" .Values.policy.exemptions -}}
{{- default list .Values.policy.exemptions.list | toJson -}}
{{- else -}}
{{- default list .Values.policy.exemptions | toJson -}}
{{- end -}}
{{- end -}}

{{/* Every pattern of images in the values, as a list of mappings with "path" and "pattern". */}}
{{- define "pullgate.patterns" -}}
{{- $rows := list -}}
{{- $lists := dict
  "policy.registries.public" .Values.policy.registries.public
  "policy.registries.private" .Values.policy.registries.private
  "policy.registries.nodeCredentials" .Values.policy.registries.nodeCredentials
  "policy.images.preloaded" .Values.policy.images.preloaded
  "injection.registries" .Values.injection.registries
  "probe.registries" .Values.probe.registries -}}
{{- $exemptions := ternary "policy.exemptions.list" "policy.exemptions" (kindIs "map" .Values.policy.exemptions) -}}
{{- range $index, $exemption := include "pullgate.exemptions" . | fromJsonArray -}}
{{- $_ := set $lists (printf "%s[%d].images" $exemptions $index) (default list $exemption.images) -}}
{{- end -}}
{{- range $path := keys $lists | sortAlpha -}}
{{- range $index, $entry := get $lists $path -}}
{{- $at := printf "%s[%d]" $path $index -}}
{{- if kindIs "map" $entry -}}
{{- range $inner, $pattern := $entry.matchImages -}}
{{- $rows = append $rows (dict "path" (printf "%s.matchImages[%d]" $at $inner) "pattern" $pattern) -}}
{{- end -}}
{{- else -}}
{{- $rows = append $rows (dict "path" $at "pattern" $entry) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $rows -}}
{{- end -}}
