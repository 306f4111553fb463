//go:build kubernetes1.34

package main

import "k8s.io/kubernetes/cmd/kubelet/app/options"

func setProviderConfig(flags *options.KubeletFlags, path string) {
	flags.ImageCredentialProviderConfigPath = path
}
