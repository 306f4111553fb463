// Package decide is the decision that both Go peers make: cheap, so that what is measured is how a review gets in and out.
package decide

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// private are the registries that a pod needs a pull secret for.
var private = map[string]bool{
	"ghcr.io":                   true,
	"quay.io":                   true,
	"registry.example.com":      true,
	"registry.example.com:5000": true,
}

// Denial says why the pod is denied, or "" where it is not: an image without a tag of its own, or one from a private
// registry in a pod that names no pull secret.
func Denial(pod *corev1.Pod) string {
	spec := &pod.Spec
	hasSecret := len(spec.ImagePullSecrets) > 0
	for i := range spec.InitContainers {
		if why := denial(spec.InitContainers[i].Name, spec.InitContainers[i].Image, hasSecret); why != "" {
			return why
		}
	}
	for i := range spec.Containers {
		if why := denial(spec.Containers[i].Name, spec.Containers[i].Image, hasSecret); why != "" {
			return why
		}
	}
	for i := range spec.EphemeralContainers {
		if why := denial(spec.EphemeralContainers[i].Name, spec.EphemeralContainers[i].Image, hasSecret); why != "" {
			return why
		}
	}
	return ""
}

func denial(container, image string, hasSecret bool) string {
	if isLatest(image) {
		return fmt.Sprintf("container %q: the image %q has no tag but latest", container, image)
	}
	if registry := registryOf(image); private[registry] && !hasSecret {
		return fmt.Sprintf("container %q: the pod names no pull secret, and %s needs one", container, registry)
	}
	return ""
}

func isLatest(image string) bool {
	if strings.Contains(image, "@") {
		return false
	}
	tag := image[strings.LastIndexByte(image, '/')+1:]
	_, after, tagged := strings.Cut(tag, ":")
	return !tagged || after == "latest"
}

func registryOf(image string) string {
	first, _, more := strings.Cut(image, "/")
	if more && (strings.ContainsAny(first, ".:") || first == "localhost") {
		return first
	}
	return "docker.io"
}
