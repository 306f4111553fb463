// A container runtime that runs nothing: a CRI server whose sandboxes and containers are rows in memory, and whose images
// are pulled as containerd pulls them, by containerd's own resolver, authorizer and platform choice (../README.md).
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
)

func main() {
	socket := flag.String("socket", "", "path of the socket")
	root := flag.String("root", "", "folder of the content store")
	routes := flag.String("routes", "", "file with where each host is (routes.go); read anew for each pull")
	ca := flag.String("ca", "", "PEM of the authority that registries are known by")
	pulls := flag.String("log", "", "file that gets a line for each PullImage")
	preload := flag.String("preload", "", "ask a running server at the socket for this image, and end; the image is then on the node before any Pod")
	namespace := flag.String("namespace", "", "with -preload: whose registries are meant")
	login := flag.String("login", "", "with -preload: USER:PASSWORD")
	flag.Parse()
	var err error
	if *preload != "" {
		err = askFor(*socket, *namespace, *preload, *login)
	} else {
		err = serve(*socket, *root, *routes, *ca, *pulls)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(socket, root, routes, ca, log string) error {
	images, err := newImages(root, routes, ca, log)
	if err != nil {
		return err
	}
	_ = os.Remove(socket)
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	cri.RegisterImageServiceServer(server, images)
	cri.RegisterRuntimeServiceServer(server, newRuntime(images))
	return server.Serve(listener)
}

func askFor(socket, namespace, image, login string) error {
	connection, err := grpc.NewClient("unix://"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	_, err = cri.NewImageServiceClient(connection).PullImage(context.Background(), &cri.PullImageRequest{
		Image:         &cri.ImageSpec{Image: image},
		Auth:          authOf(login),
		SandboxConfig: &cri.PodSandboxConfig{Metadata: &cri.PodSandboxMetadata{Namespace: namespace}},
	})
	return err
}
