// The kubelet's credential providers, asked with a file of cases: {"config", "cases", "refused"} on stdin, the same with
// the answers of the kubelet's own code on stdout. Its providers are scripts that answer with their own name for whatever
// they are asked, so that an answer tells which of them the kubelet ran.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	authenticationv1 "k8s.io/api/authentication/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/kubernetes/pkg/credentialprovider/plugin"
)

type account struct {
	Annotations map[string]string `json:"annotations"`
}

type oneCase struct {
	// Repository, as the kubelet hands it over: without tag and digest.
	Image string `json:"image"`
	// Absent: a Pod without one, as a static pod is.
	Account *account `json:"account,omitempty"`
	// Names of the providers whose credential came.
	Asked []string `json:"asked"`
}

type refusal struct {
	What    string          `json:"what"`
	Config  json.RawMessage `json:"config"`
	Refused bool            `json:"refused"`
}

type file struct {
	About   string          `json:"about"`
	Config  json.RawMessage `json:"config"`
	Cases   []oneCase       `json:"cases"`
	Refused []refusal       `json:"refused"`
}

const script = `#!/bin/sh
image=$(sed -n 's/.*"image":"\([^"]*\)".*/\1/p')
printf '{"kind":"CredentialProviderResponse","apiVersion":"credentialprovider.kubelet.k8s.io/v1","cacheKeyType":"Image","cacheDuration":"0s","auth":{"%s":{"username":"%s","password":"p"}}}' "$image" "$(basename "$0")"
`

var current *account

func getAccount(namespace, name string) (*v1.ServiceAccount, error) {
	if current == nil {
		return nil, errors.New("not found")
	}
	return &v1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, UID: "u", Annotations: current.Annotations}}, nil
}

func getToken(_, _ string, request *authenticationv1.TokenRequest) (*authenticationv1.TokenRequest, error) {
	request.Status.Token = "token"
	return request, nil
}

func register(folder string, config json.RawMessage) error {
	path := filepath.Join(folder, "config.json")
	if err := os.WriteFile(path, config, 0o600); err != nil {
		log.Fatal(err)
	}
	var names struct{ Providers []struct{ Name string } }
	_ = json.Unmarshal(config, &names)
	for _, each := range names.Providers {
		_ = os.WriteFile(filepath.Join(folder, filepath.Base(each.Name)), []byte(script), 0o700)
	}
	return plugin.RegisterCredentialProviderPlugins(path, folder, getToken, getAccount)
}

func main() {
	folder, err := os.MkdirTemp("", "providers-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	var all file
	if err := json.NewDecoder(os.Stdin).Decode(&all); err != nil {
		log.Fatal(err)
	}
	for i := range all.Refused {
		refused := register(folder, all.Refused[i].Config)
		all.Refused[i].Refused = refused != nil
		fmt.Fprintln(os.Stderr, all.Refused[i].What, "->", refused)
	}
	if err := register(folder, all.Config); err != nil {
		log.Fatal(err)
	}
	for i := range all.Cases {
		one := &all.Cases[i]
		current, one.Asked = one.Account, []string{}
		name := "a"
		if one.Account == nil {
			name = ""
		}
		found, _ := plugin.NewExternalCredentialProviderDockerKeyring("n", "p", "pu", name).Lookup(one.Image)
		for _, each := range found {
			one.Asked = append(one.Asked, each.Username)
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(all); err != nil {
		log.Fatal(err)
	}
}
