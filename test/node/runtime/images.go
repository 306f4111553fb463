package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/containerd/containerd/v2/core/content"
	"github.com/containerd/containerd/v2/core/images"
	"github.com/containerd/containerd/v2/core/remotes"
	"github.com/containerd/containerd/v2/core/remotes/docker"
	"github.com/containerd/containerd/v2/plugins/content/local"
	"github.com/containerd/errdefs/pkg/errgrpc"
	"github.com/containerd/platforms"
	"github.com/distribution/reference"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// What an image's children are chosen by, as on a node of this platform whatever machine the tests run on.
var platform = platforms.Only(platforms.Platform{OS: "linux", Architecture: "amd64"})

type imageService struct {
	cri.UnimplementedImageServiceServer
	store  content.Store
	routes string
	trust  *x509.CertPool

	lock sync.Mutex
	// By every name that containerd would know it by: tag, digest, id.
	byName map[string]*cri.Image
	log    *os.File
}

func newImages(root, routes, ca, log string) (*imageService, error) {
	store, err := local.NewStore(root)
	if err != nil {
		return nil, err
	}
	pem, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	trust := x509.NewCertPool()
	if !trust.AppendCertsFromPEM(pem) {
		return nil, errors.New("no certificate in " + ca)
	}
	file, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &imageService{store: store, routes: routes, trust: trust, byName: map[string]*cri.Image{}, log: file}, nil
}

// A line of the log: what was asked, never the password.
type asked struct {
	Namespace string  `json:"namespace"`
	Pod       string  `json:"pod"`
	Image     string  `json:"image"`
	Username  *string `json:"username"`
	Ok        bool    `json:"ok"`
	Error     string  `json:"error,omitempty"`
}

// The path of containerd's CRI plugin (internal/cri/server/images/image_pull.go, PullImage), up to the unpacking.
func (s *imageService) PullImage(ctx context.Context, request *cri.PullImageRequest) (*cri.PullImageResponse, error) {
	sandbox := request.GetSandboxConfig().GetMetadata()
	id, err := s.pull(ctx, request.GetImage().GetImage(), request.GetAuth(), sandbox.GetNamespace())
	line := asked{Namespace: sandbox.GetNamespace(), Pod: sandbox.GetName(), Image: request.GetImage().GetImage(), Ok: err == nil}
	if auth := request.GetAuth(); auth != nil {
		line.Username = &auth.Username
	}
	if err != nil {
		line.Error = err.Error()
	}
	text, _ := json.Marshal(line)
	s.lock.Lock()
	_, _ = s.log.Write(append(text, '\n'))
	s.lock.Unlock()
	if err != nil {
		return nil, errgrpc.ToGRPC(err)
	}
	return &cri.PullImageResponse{ImageRef: id}, nil
}

func (s *imageService) pull(ctx context.Context, name string, auth *cri.AuthConfig, namespace string) (string, error) {
	named, err := reference.ParseDockerRef(name)
	if err != nil {
		return "", fmt.Errorf("failed to parse image reference %q: %w", name, err)
	}
	ref := named.String()
	resolver := docker.NewResolver(docker.ResolverOptions{Hosts: s.hosts(auth, namespace)})
	target, err := s.fetch(ctx, resolver, ref)
	if err != nil {
		return "", fmt.Errorf("failed to pull and unpack image %q: %w", ref, err)
	}
	config, err := target.Config(ctx, s.store, platform)
	if err != nil {
		return "", fmt.Errorf("get image config descriptor: %w", err)
	}
	id := config.Digest.String()
	image := &cri.Image{Id: id, Size: 1, Spec: &cri.ImageSpec{Image: id}}
	names := []string{id, ref}
	if tagged, is := named.(reference.Tagged); is {
		image.RepoTags = []string{named.Name() + ":" + tagged.Tag()}
	}
	digest := named.Name() + "@" + target.Target.Digest.String()
	image.RepoDigests = []string{digest}
	s.lock.Lock()
	defer s.lock.Unlock()
	for _, each := range append(names, digest) {
		s.byName[each] = image
	}
	return id, nil
}

// As the containerd client's own fetch (client/pull.go), without labels for a garbage collection that never comes.
func (s *imageService) fetch(ctx context.Context, resolver remotes.Resolver, ref string) (images.Image, error) {
	name, descriptor, err := resolver.Resolve(ctx, ref)
	if err != nil {
		return images.Image{}, fmt.Errorf("failed to resolve reference %q: %w", ref, err)
	}
	fetcher, err := resolver.Fetcher(ctx, name)
	if err != nil {
		return images.Image{}, fmt.Errorf("failed to get fetcher for %q: %w", name, err)
	}
	children := images.FilterPlatforms(images.ChildrenHandler(s.store), platform)
	children = images.LimitManifests(children, platform, 1)
	handler := images.Handlers(remotes.FetchHandler(s.store, fetcher), children)
	if err := images.Dispatch(ctx, handler, nil, descriptor); err != nil {
		return images.Image{}, err
	}
	return images.Image{Name: name, Target: descriptor}, nil
}

// As registryHosts of the CRI plugin for a registry that nobody has configured, except for where the host is.
func (s *imageService) hosts(auth *cri.AuthConfig, namespace string) docker.RegistryHosts {
	return func(host string) ([]docker.RegistryHost, error) {
		name, err := docker.DefaultHost(host)
		if err != nil {
			return nil, err
		}
		transport := docker.DefaultHTTPTransport(&tls.Config{RootCAs: s.trust})
		transport.DialContext = dialerFor(s.routes, namespace)
		transport.Proxy = nil
		// Each pull has a client of its own.
		transport.DisableKeepAlives = true
		client := &http.Client{Transport: transport}
		credentials := func(host string) (string, string, error) { return credentialsFor(auth, host) }
		return []docker.RegistryHost{{
			Client:       client,
			Authorizer:   docker.NewDockerAuthorizer(docker.WithAuthClient(client), docker.WithAuthCreds(credentials)),
			Host:         name,
			Scheme:       "https",
			Path:         "/v2",
			Capabilities: docker.HostCapabilityResolve | docker.HostCapabilityPull | docker.HostCapabilityReferrers,
		}}, nil
	}
}

// What ParseAuth of the CRI plugin makes of an AuthConfig. The kubelet fills in a user and a password only (semantics
// 2.12); any other field would be a change of the kubelet's that has to be seen here.
func credentialsFor(auth *cri.AuthConfig, host string) (string, string, error) {
	if auth == nil {
		return "", "", nil
	}
	if auth.ServerAddress != "" || auth.IdentityToken != "" || auth.Auth != "" || auth.RegistryToken != "" {
		return "", "", fmt.Errorf("the kubelet sent more than a user and a password for %s", host)
	}
	if auth.Username == "" {
		return "", "", nil
	}
	return auth.Username, auth.Password, nil
}

func authOf(login string) *cri.AuthConfig {
	user, password, found := strings.Cut(login, ":")
	if !found {
		return nil
	}
	return &cri.AuthConfig{Username: user, Password: password}
}

func (s *imageService) find(name string) *cri.Image {
	s.lock.Lock()
	defer s.lock.Unlock()
	if image := s.byName[name]; image != nil {
		return image
	}
	named, err := reference.ParseDockerRef(name)
	if err != nil {
		return nil
	}
	return s.byName[named.String()]
}

func (s *imageService) ImageStatus(_ context.Context, request *cri.ImageStatusRequest) (*cri.ImageStatusResponse, error) {
	return &cri.ImageStatusResponse{Image: s.find(request.GetImage().GetImage())}, nil
}

func (s *imageService) ListImages(context.Context, *cri.ListImagesRequest) (*cri.ListImagesResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	response := &cri.ListImagesResponse{}
	for name, image := range s.byName {
		if name == image.Id {
			response.Images = append(response.Images, image)
		}
	}
	return response, nil
}

func (s *imageService) RemoveImage(context.Context, *cri.RemoveImageRequest) (*cri.RemoveImageResponse, error) {
	return nil, errors.New("no image is ever taken away here")
}

func (s *imageService) ImageFsInfo(context.Context, *cri.ImageFsInfoRequest) (*cri.ImageFsInfoResponse, error) {
	usage := []*cri.FilesystemUsage{{
		FsId:       &cri.FilesystemIdentifier{Mountpoint: "/"},
		UsedBytes:  &cri.UInt64Value{Value: 1},
		InodesUsed: &cri.UInt64Value{Value: 1},
	}}
	return &cri.ImageFsInfoResponse{ImageFilesystems: usage, ContainerFilesystems: usage}, nil
}
