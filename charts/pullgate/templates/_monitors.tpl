{{/* Metadata and the endpoint of ServiceMonitor and PodMonitor; call with (dict "root" $ "values" VALUES). */}}

{{- define "pullgate.monitorMetadata" -}}
{{- include "pullgate.metadata" (dict "root" .root "name" (include "pullgate.fullname" .root) "namespace" .values.namespace "component" "metrics" "labels" .values.additionalLabels "annotations" .values.annotations) -}}
{{- end -}}

{{- define "pullgate.monitorSelector" -}}
namespaceSelector:
  matchNames:
    - {{ include "pullgate.namespace" .root }}
{{- end -}}

{{- define "pullgate.monitorEndpoint" -}}
path: /metrics
{{- with .values.interval }}
interval: {{ . }}
{{- end }}
{{- with .values.scrapeTimeout }}
scrapeTimeout: {{ . }}
{{- end }}
{{- if .values.honorLabels }}
honorLabels: true
{{- end }}
{{- with .values.relabelings }}
relabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.metricRelabelings }}
metricRelabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
