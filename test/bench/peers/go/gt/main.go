// GT: net/http and encoding/json with the types of k8s.io/api, decoded in two stages as every Go webhook does: the
// AdmissionReview, then the Pod out of request.object. One line of JSON per decision on stderr.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"pullgate-bench-peers/decide"
)

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	if err := serve(os.Getenv("BENCH_CERTS")); err != nil {
		slog.Error("ended", "error", err)
		os.Exit(1)
	}
}

func serve(certs string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /validate", validate)
	// Above the 90 seconds after which kube-apiserver closes an idle connection.
	server := &http.Server{Handler: mux, IdleTimeout: 120 * time.Second}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	fmt.Printf("{\"port\":%d}\n", listener.Addr().(*net.TCPAddr).Port)
	err = server.ServeTLS(listener, filepath.Join(certs, "tls.crt"), filepath.Join(certs, "tls.key"))
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func validate(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var review admissionv1.AdmissionReview
	if err := json.Unmarshal(body, &review); err != nil || review.Request == nil {
		http.Error(w, "not an AdmissionReview", http.StatusBadRequest)
		return
	}
	request := review.Request
	if request.Kind.Kind != "Pod" {
		http.Error(w, "only pods are measured", http.StatusBadRequest)
		return
	}
	var pod corev1.Pod
	if err := json.Unmarshal(request.Object.Raw, &pod); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	response := &admissionv1.AdmissionResponse{UID: request.UID, Allowed: true}
	if why := decide.Denial(&pod); why != "" {
		response.Allowed = false
		response.Result = &metav1.Status{Message: why, Code: http.StatusForbidden}
	}
	slog.Info("decided",
		"uid", request.UID, "namespace", request.Namespace, "name", request.Name, "allowed", response.Allowed)
	answer, err := json.Marshal(admissionv1.AdmissionReview{TypeMeta: review.TypeMeta, Response: response})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(answer)
}
