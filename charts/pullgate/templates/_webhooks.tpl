{{/* What the webhooks have in common: whom they ask about, and how Pullgate is reached. */}}

{{/* Call with (dict "root" $ "own" EXPRESSIONS): the chart's expressions come first, and cannot be taken away. */}}
{{- define "pullgate.namespaceSelector" -}}
{{- $webhook := .root.Values.webhook -}}
{{- $excluded := uniq (prepend $webhook.excludeNamespaces (include "pullgate.namespace" .root)) -}}
{{- $expressions := list (dict "key" "kubernetes.io/metadata.name" "operator" "NotIn" "values" $excluded) -}}
{{- if eq .root.Values.rbac.secrets "namespaces" -}}
{{- $expressions = append $expressions (dict "key" "kubernetes.io/metadata.name" "operator" "In" "values" (uniq .root.Values.rbac.namespaces)) -}}
{{- end -}}
{{- $expressions = concat $expressions .own (default list $webhook.namespaceSelector.matchExpressions) -}}
{{- with $webhook.namespaceSelector.matchLabels -}}
matchLabels:
  {{- toYaml . | nindent 2 }}
{{ end -}}
matchExpressions:
  {{- toYaml $expressions | nindent 2 }}
{{- end -}}

{{/* The expressions rest on optional fields of CEL and on matchConditions being stable: Kubernetes 1.30. */}}
{{- define "pullgate.hasConditions" -}}
{{- if semverCompare ">=1.30.0-0" .Capabilities.KubeVersion.Version -}}true{{- end -}}
{{- end -}}

{{/* Call with (dict "root" $ "own" CONDITIONS "further" LIST). */}}
{{- define "pullgate.matchConditions" -}}
{{- if include "pullgate.hasConditions" .root -}}
{{- with concat .own .further -}}
matchConditions:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Where Pullgate is. Who is trusted there is written by Pullgate or by cert-manager, and is none of Helm's business. */}}
{{- define "pullgate.clientConfig" -}}
service:
  name: {{ include "pullgate.fullname" .root }}
  namespace: {{ include "pullgate.namespace" .root }}
  path: {{ .path }}
  port: 443
{{- end -}}

{{/* Everything of a webhook but its name and its rules; call with root, path, own, conditions, failurePolicy, timeoutSeconds. */}}
{{- define "pullgate.webhook" -}}
admissionReviewVersions:
  - v1
clientConfig:
  {{- include "pullgate.clientConfig" . | nindent 2 }}
failurePolicy: {{ .failurePolicy }}
matchPolicy: Equivalent
sideEffects: None
timeoutSeconds: {{ int .timeoutSeconds }}
namespaceSelector:
  {{- include "pullgate.namespaceSelector" . | nindent 2 }}
{{- with .root.Values.webhook.objectSelector }}
objectSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- /* Those of the user are about pods; on a Secret they would fail, and nothing would be sent. */ -}}
{{- $further := ternary (list) .root.Values.webhook.matchConditions (eq .path "/validate-secrets") -}}
{{- with include "pullgate.matchConditions" (dict "root" .root "own" .conditions "further" $further) }}
{{ . }}
{{- end }}
{{- end -}}

{{/* Annotations of both configurations. */}}
{{- define "pullgate.webhookAnnotations" -}}
{{- $own := dict -}}
{{- if eq .Values.tls.source "certManager" -}}
{{- $_ := set $own "cert-manager.io/inject-ca-from" (printf "%s/%s" (include "pullgate.namespace" .) (include "pullgate.fullname" .)) -}}
{{- end -}}
{{- toYaml (merge $own .Values.webhook.annotations) -}}
{{- end -}}

{{/* Rules of the webhook for workloads: the built-in kinds, then one rule per group and version of policy.kinds. */}}
{{- define "pullgate.workloadRules" -}}
{{- $own := .Values.webhook.validating.workloads.rules -}}
{{- if $own -}}
{{- toYaml $own -}}
{{- else -}}
{{- $rules := (include "pullgate.table" . | fromJson).workloads -}}
{{- range .Values.policy.kinds -}}
{{- $rules = append $rules (dict "apiGroups" (list .group) "apiVersions" (list .version) "operations" (list "CREATE" "UPDATE") "resources" (list .resource) "scope" "Namespaced") -}}
{{- end -}}
{{- toYaml (uniq $rules) -}}
{{- end -}}
{{- end -}}

{{/*
An update is sent only if it changed a pod template. The fields of further kinds can have any type, and an expression that
fails would let the object through: there only the first field of the path is compared, which cannot fail.
*/}}
{{- define "pullgate.workloadConditions" -}}
{{- $table := include "pullgate.table" . | fromJson -}}
{{- $changed := $table.templateChanged -}}
{{- $fields := list -}}
{{- range .Values.policy.kinds -}}
{{- $fields = append $fields (first (splitList "." .templatePath)) -}}
{{- end -}}
{{- if $fields -}}
{{- $parts := list -}}
{{- range uniq $fields | sortAlpha -}}
{{- $parts = append $parts (printf "object[?%s] != oldObject[?%s]" (quote .) (quote .)) -}}
{{- end -}}
{{- $changed = printf "(request.resource.group in %s ? (%s) : (%s))" (toJson $table.groups) $changed (join " || " $parts) -}}
{{- end -}}
{{- $condition := dict "name" "template-changed" "expression" (printf "request.operation == 'CREATE' || %s" $changed) -}}
{{- toYaml (list $table.notDeleting $condition) -}}
{{- end -}}

{{/* Rules of the webhook for Secrets: deletions only matter where it is known who uses what. */}}
{{- define "pullgate.secretRules" -}}
{{- $table := include "pullgate.table" . | fromJson -}}
{{- toYaml (ternary $table.writtenInUse $table.written (eq (include "pullgate.watchesUsage" .) "true")) -}}
{{- end -}}

{{/* What owners of denied Pods are told by: one annotation. A right knows no fields, so templates/nudge-guard.yaml holds it to that. */}}
{{- define "pullgate.nudgeRules" -}}
{{- range (include "pullgate.table" . | fromJson).nudged }}
- apiGroups: [{{ quote .group }}]
  resources: [{{ join ", " .resources }}]
  verbs: [patch]
{{- end }}
{{- end -}}
