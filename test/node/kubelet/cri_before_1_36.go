//go:build !kubernetes1.36

package main

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/trace/noop"
	internalapi "k8s.io/cri-api/pkg/apis"
	remote "k8s.io/cri-client/pkg"
	"k8s.io/klog/v2"
)

func dial(ctx context.Context, endpoint string) (internalapi.RuntimeService, internalapi.ImageManagerService, error) {
	logger := klog.FromContext(ctx)
	runtime, err := remote.NewRemoteRuntimeService(endpoint, 15*time.Second, noop.NewTracerProvider(), &logger)
	if err != nil {
		return nil, nil, err
	}
	images, err := remote.NewRemoteImageService(endpoint, 15*time.Second, noop.NewTracerProvider(), &logger)
	return runtime, images, err
}
