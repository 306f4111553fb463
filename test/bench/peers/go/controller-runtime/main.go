// The webhook server of sigs.k8s.io/controller-runtime as it comes, with a handler that decodes the Pod through its
// decoder. One line of JSON per decision on stderr.
package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"pullgate-bench-peers/decide"
)

func main() {
	log.SetLogger(logr.FromSlogHandler(slog.NewJSONHandler(os.Stderr, nil)))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := serve(ctx, os.Getenv("BENCH_CERTS")); err != nil {
		log.Log.Error(err, "ended")
		os.Exit(1)
	}
}

func serve(ctx context.Context, certs string) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	scheme := runtime.NewScheme()
	utilruntime.Must(corev1.AddToScheme(scheme))
	server := webhook.NewServer(webhook.Options{Host: "127.0.0.1", Port: port, CertDir: certs})
	server.Register("/validate", &admission.Webhook{Handler: &validator{decoder: admission.NewDecoder(scheme)}})
	go tell(ctx, port)
	return server.Start(ctx)
}

// freePort: the server takes 0 for its own default, 9443.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func tell(ctx context.Context, port int) {
	address := fmt.Sprintf("127.0.0.1:%d", port)
	for ctx.Err() == nil {
		connection, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
		if err == nil {
			connection.Close()
			fmt.Printf("{\"port\":%d}\n", port)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

type validator struct {
	decoder admission.Decoder
}

func (v *validator) Handle(ctx context.Context, request admission.Request) admission.Response {
	if request.Kind.Kind != "Pod" {
		return admission.Errored(http.StatusBadRequest, fmt.Errorf("only pods are measured"))
	}
	pod := &corev1.Pod{}
	if err := v.decoder.Decode(request, pod); err != nil {
		return admission.Errored(http.StatusBadRequest, err)
	}
	why := decide.Denial(pod)
	log.FromContext(ctx).Info("decided", "uid", request.UID, "allowed", why == "")
	if why != "" {
		return admission.Denied(why)
	}
	return admission.Allowed("")
}
