//go:build !kubernetes1.34

package main

import "k8s.io/kubernetes/cmd/kubelet/app/options"

func setProviders(flags *options.KubeletFlags, s settings) {
	flags.ImageCredentialProviderConfigFile = s.providerConfig
	flags.ImageCredentialProviderBinDir = s.providerBin
}
