package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// The first argument by which a test tells that a container ends by itself, at once and well, as an init container does.
const ends = "ends"

type sandbox struct {
	id      string
	config  *cri.PodSandboxConfig
	state   cri.PodSandboxState
	created int64
	address string
}

type container struct {
	id, sandbox                string
	config                     *cri.ContainerConfig
	state                      cri.ContainerState
	created, started, finished int64
	exit                       int32
}

type runtimeService struct {
	cri.UnimplementedRuntimeServiceServer
	images *imageService

	lock       sync.Mutex
	count      int
	sandboxes  map[string]*sandbox
	containers map[string]*container
}

func newRuntime(images *imageService) *runtimeService {
	return &runtimeService{images: images, sandboxes: map[string]*sandbox{}, containers: map[string]*container{}}
}

func (s *runtimeService) Version(context.Context, *cri.VersionRequest) (*cri.VersionResponse, error) {
	return &cri.VersionResponse{Version: "0.1.0", RuntimeName: "hollow", RuntimeVersion: "1.0.0", RuntimeApiVersion: "v1"}, nil
}

func (s *runtimeService) Status(context.Context, *cri.StatusRequest) (*cri.StatusResponse, error) {
	conditions := []*cri.RuntimeCondition{{Type: cri.RuntimeReady, Status: true}, {Type: cri.NetworkReady, Status: true}}
	return &cri.StatusResponse{Status: &cri.RuntimeStatus{Conditions: conditions}}, nil
}

func (s *runtimeService) UpdateRuntimeConfig(context.Context, *cri.UpdateRuntimeConfigRequest) (*cri.UpdateRuntimeConfigResponse, error) {
	return &cri.UpdateRuntimeConfigResponse{}, nil
}

// next has the lock held.
func (s *runtimeService) next() string {
	s.count++
	return fmt.Sprintf("%064x", s.count)
}

func (s *runtimeService) RunPodSandbox(_ context.Context, request *cri.RunPodSandboxRequest) (*cri.RunPodSandboxResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	made := &sandbox{id: s.next(), config: request.GetConfig(), state: cri.PodSandboxState_SANDBOX_READY, created: now()}
	made.address = fmt.Sprintf("10.88.%d.%d", s.count/250%250, s.count%250+1)
	s.sandboxes[made.id] = made
	return &cri.RunPodSandboxResponse{PodSandboxId: made.id}, nil
}

func (s *runtimeService) StopPodSandbox(_ context.Context, request *cri.StopPodSandboxRequest) (*cri.StopPodSandboxResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if found := s.sandboxes[request.GetPodSandboxId()]; found != nil {
		found.state = cri.PodSandboxState_SANDBOX_NOTREADY
	}
	for _, each := range s.containers {
		if each.sandbox == request.GetPodSandboxId() {
			each.end()
		}
	}
	return &cri.StopPodSandboxResponse{}, nil
}

func (s *runtimeService) RemovePodSandbox(_ context.Context, request *cri.RemovePodSandboxRequest) (*cri.RemovePodSandboxResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	delete(s.sandboxes, request.GetPodSandboxId())
	for id, each := range s.containers {
		if each.sandbox == request.GetPodSandboxId() {
			delete(s.containers, id)
		}
	}
	return &cri.RemovePodSandboxResponse{}, nil
}

func (s *runtimeService) PodSandboxStatus(_ context.Context, request *cri.PodSandboxStatusRequest) (*cri.PodSandboxStatusResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	found := s.sandboxes[request.GetPodSandboxId()]
	if found == nil {
		return nil, absent("sandbox", request.GetPodSandboxId())
	}
	return &cri.PodSandboxStatusResponse{Status: &cri.PodSandboxStatus{
		Id:          found.id,
		Metadata:    found.config.GetMetadata(),
		State:       found.state,
		CreatedAt:   found.created,
		Network:     &cri.PodSandboxNetworkStatus{Ip: found.address},
		Linux:       &cri.LinuxPodSandboxStatus{Namespaces: &cri.Namespace{Options: found.config.GetLinux().GetSecurityContext().GetNamespaceOptions()}},
		Labels:      found.config.GetLabels(),
		Annotations: found.config.GetAnnotations(),
	}}, nil
}

func (s *runtimeService) ListPodSandbox(_ context.Context, request *cri.ListPodSandboxRequest) (*cri.ListPodSandboxResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	filter := request.GetFilter()
	response := &cri.ListPodSandboxResponse{}
	for _, each := range s.sandboxes {
		wanted := filter.GetId() == "" || filter.GetId() == each.id
		wanted = wanted && (filter.GetState() == nil || filter.GetState().GetState() == each.state)
		if wanted && hasAll(each.config.GetLabels(), filter.GetLabelSelector()) {
			response.Items = append(response.Items, &cri.PodSandbox{
				Id:          each.id,
				Metadata:    each.config.GetMetadata(),
				State:       each.state,
				CreatedAt:   each.created,
				Labels:      each.config.GetLabels(),
				Annotations: each.config.GetAnnotations(),
			})
		}
	}
	slices.SortFunc(response.Items, func(a, b *cri.PodSandbox) int { return int(b.CreatedAt - a.CreatedAt) })
	return response, nil
}

func (s *runtimeService) CreateContainer(_ context.Context, request *cri.CreateContainerRequest) (*cri.CreateContainerResponse, error) {
	config := request.GetConfig()
	if s.images.find(config.GetImage().GetImage()) == nil {
		return nil, absent("image", config.GetImage().GetImage())
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	made := &container{id: s.next(), sandbox: request.GetPodSandboxId(), config: config, state: cri.ContainerState_CONTAINER_CREATED, created: now()}
	s.containers[made.id] = made
	return &cri.CreateContainerResponse{ContainerId: made.id}, nil
}

func (s *runtimeService) StartContainer(_ context.Context, request *cri.StartContainerRequest) (*cri.StartContainerResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	found := s.containers[request.GetContainerId()]
	if found == nil {
		return nil, absent("container", request.GetContainerId())
	}
	found.state, found.started = cri.ContainerState_CONTAINER_RUNNING, now()
	if slices.Contains(found.config.GetArgs(), ends) {
		found.end()
	}
	return &cri.StartContainerResponse{}, nil
}

func (s *runtimeService) StopContainer(_ context.Context, request *cri.StopContainerRequest) (*cri.StopContainerResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if found := s.containers[request.GetContainerId()]; found != nil {
		found.end()
	}
	return &cri.StopContainerResponse{}, nil
}

func (s *runtimeService) RemoveContainer(_ context.Context, request *cri.RemoveContainerRequest) (*cri.RemoveContainerResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	delete(s.containers, request.GetContainerId())
	return &cri.RemoveContainerResponse{}, nil
}

func (s *runtimeService) ListContainers(_ context.Context, request *cri.ListContainersRequest) (*cri.ListContainersResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	filter := request.GetFilter()
	response := &cri.ListContainersResponse{}
	for _, each := range s.containers {
		wanted := filter.GetId() == "" || filter.GetId() == each.id
		wanted = wanted && (filter.GetState() == nil || filter.GetState().GetState() == each.state)
		wanted = wanted && (filter.GetPodSandboxId() == "" || filter.GetPodSandboxId() == each.sandbox)
		if wanted && hasAll(each.config.GetLabels(), filter.GetLabelSelector()) {
			image := s.images.find(each.config.GetImage().GetImage()).GetId()
			response.Containers = append(response.Containers, &cri.Container{
				Id:           each.id,
				PodSandboxId: each.sandbox,
				Metadata:     each.config.GetMetadata(),
				Image:        each.config.GetImage(),
				ImageRef:     image,
				ImageId:      image,
				State:        each.state,
				CreatedAt:    each.created,
				Labels:       each.config.GetLabels(),
				Annotations:  each.config.GetAnnotations(),
			})
		}
	}
	return response, nil
}

func (s *runtimeService) ContainerStatus(_ context.Context, request *cri.ContainerStatusRequest) (*cri.ContainerStatusResponse, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	found := s.containers[request.GetContainerId()]
	if found == nil {
		return nil, absent("container", request.GetContainerId())
	}
	image := s.images.find(found.config.GetImage().GetImage()).GetId()
	reason := ""
	if found.state == cri.ContainerState_CONTAINER_EXITED {
		reason = "Completed"
	}
	return &cri.ContainerStatusResponse{Status: &cri.ContainerStatus{
		Id:          found.id,
		Metadata:    found.config.GetMetadata(),
		State:       found.state,
		CreatedAt:   found.created,
		StartedAt:   found.started,
		FinishedAt:  found.finished,
		ExitCode:    found.exit,
		Reason:      reason,
		Image:       found.config.GetImage(),
		ImageRef:    image,
		ImageId:     image,
		Labels:      found.config.GetLabels(),
		Annotations: found.config.GetAnnotations(),
		Mounts:      found.config.GetMounts(),
	}}, nil
}

func (s *runtimeService) ListContainerStats(context.Context, *cri.ListContainerStatsRequest) (*cri.ListContainerStatsResponse, error) {
	return &cri.ListContainerStatsResponse{}, nil
}

func (s *runtimeService) ListPodSandboxStats(context.Context, *cri.ListPodSandboxStatsRequest) (*cri.ListPodSandboxStatsResponse, error) {
	return &cri.ListPodSandboxStatsResponse{}, nil
}

func (s *runtimeService) ReopenContainerLog(context.Context, *cri.ReopenContainerLogRequest) (*cri.ReopenContainerLogResponse, error) {
	return &cri.ReopenContainerLogResponse{}, nil
}

// end has the lock held.
func (c *container) end() {
	if c.state != cri.ContainerState_CONTAINER_EXITED {
		c.state, c.finished = cri.ContainerState_CONTAINER_EXITED, now()
	}
}

func now() int64 { return time.Now().UnixNano() }

func absent(what, id string) error { return status.Errorf(codes.NotFound, "no %s %s", what, id) }

func hasAll(labels, wanted map[string]string) bool {
	for key, value := range wanted {
		if labels[key] != value {
			return false
		}
	}
	return true
}
