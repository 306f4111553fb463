// A hollow kubelet in kubemark's way: the kubelet's own code, as the module k8s.io/kubernetes has it, with nothing below
// it that would need a machine of its own (no cgroups, no mounts, no cadvisor). What it says to its container runtime, it
// says over the CRI, to ../runtime. Nothing of Kubernetes is copied. What a minor names otherwise stands in a file of its own,
// built where the tag of its minor says so: there is one for each minor from 1.34 to that of the kubelet, as Go has them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clientset "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	kubeletapp "k8s.io/kubernetes/cmd/kubelet/app"
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	cadvisortest "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	"k8s.io/kubernetes/pkg/kubemark"
	"k8s.io/kubernetes/pkg/volume/image"
)

type settings struct {
	name, root, runtime, kubeconfig, providerConfig, providerBin string
	maxPods                                                      int
}

func main() {
	klog.InitFlags(nil)
	var s settings
	flag.StringVar(&s.name, "name", "hollow", "name of the Node")
	flag.StringVar(&s.root, "root", "", "folder for all that the kubelet keeps; its config.json holds the node's own credentials")
	flag.StringVar(&s.runtime, "runtime", "", "path of the socket of the container runtime")
	flag.StringVar(&s.kubeconfig, "kubeconfig", "", "how to reach the API server")
	flag.StringVar(&s.providerConfig, "credential-provider-config", "", "as the kubelet's own flag image-credential-provider-config")
	flag.StringVar(&s.providerBin, "credential-provider-bin", "", "as the kubelet's own flag image-credential-provider-bin-dir")
	flag.IntVar(&s.maxPods, "max-pods", 1000, "how many Pods it takes")
	flag.Parse()
	if err := run(context.Background(), s); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	access, err := clientcmd.BuildConfigFromFlags("", s.kubeconfig)
	if err != nil {
		return err
	}
	// The API server is ours alone.
	access.QPS, access.Burst = -1, -1
	client, err := clientset.NewForConfig(access)
	if err != nil {
		return err
	}
	flags, config := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{NodeName: s.name, MaxPods: s.maxPods})
	if err := os.RemoveAll(flags.RootDirectory); err != nil {
		return err
	}
	endpoint := "unix://" + s.runtime
	flags.RootDirectory = s.root
	// Behind a user namespace there is no /dev/kmsg; nothing here is killed for want of memory.
	config.FeatureGates = map[string]bool{"KubeletInUserNamespace": true}
	setProviderConfig(flags, s.providerConfig)
	flags.ImageCredentialProviderBinDir = s.providerBin
	// Nothing is ever taken away, so that every outcome can be read at leisure.
	flags.MinimumGCAge = metav1.Duration{Duration: time.Hour}
	flags.MaxContainerCount = -1
	config.ContainerRuntimeEndpoint = endpoint
	config.ImageServiceEndpoint = endpoint
	config.StaticPodPath = filepath.Join(s.root, "manifests")
	config.PodLogsDir = filepath.Join(s.root, "logs")
	// The waits of a large node, which only delay what is looked at here: every wait of an image's back-off is the kubelet's.
	config.FileCheckFrequency.Duration = time.Second
	config.SerializeImagePulls = false
	config.RegistryPullQPS = 0
	config.EventRecordQPS = 0
	// Nobody resolves a name; without an address the kubelet warns of it in every Pod.
	config.ClusterDNS = []string{"10.96.0.10"}
	config.EnableServer = false
	config.EnableDebuggingHandlers = false
	for _, folder := range []string{config.StaticPodPath, config.PodLogsDir} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	runtimeService, imageService, err := dial(ctx, endpoint)
	if err != nil {
		return err
	}
	hollow := kubemark.NewHollowKubelet(flags, config, client, client,
		&cadvisortest.Fake{NodeName: s.name}, imageService, runtimeService, cm.NewStubContainerManager())
	hollow.KubeletDeps.VolumePlugins = append(hollow.KubeletDeps.VolumePlugins, image.ProbeVolumePlugins()...)
	// kubemark's recorder tells nobody; without one the kubelet makes its own.
	hollow.KubeletDeps.Recorder = nil
	hollow.KubeletDeps.EventClient = client.CoreV1()
	server := &options.KubeletServer{KubeletFlags: *hollow.KubeletFlags, KubeletConfiguration: *hollow.KubeletConfiguration}
	if err := kubeletapp.RunKubelet(ctx, server, hollow.KubeletDeps); err != nil {
		return err
	}
	select {}
}
