// The kubelet's own code, asked one case a line: {"secrets":[{name,type,data,dataBase64}],"image"} on stdin, an answer
// in the shape of `expect` (../types.d.ts) on stdout. It decides nothing itself, so that it cannot be wrong by itself.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"log"
	"os"

	"github.com/go-logr/logr"
	v1 "k8s.io/api/core/v1"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/credentialprovider"
	"k8s.io/kubernetes/pkg/credentialprovider/secrets"
	"k8s.io/kubernetes/pkg/util/parsers" // registers sha384 and sha512, as in the kubelet
)

type row struct {
	Image   string
	Secrets []struct {
		Name       string
		Type       v1.SecretType
		Data       map[string]string
		DataBase64 map[string][]byte // for what is not UTF-8
	}
}

type answer struct {
	Repository   string    `json:"repository,omitempty"`
	Tag          string    `json:"tag,omitempty"`
	Digest       string    `json:"digest,omitempty"`
	InvalidImage bool      `json:"invalidImage,omitempty"`
	KeyringError bool      `json:"keyringError,omitempty"`
	Usernames    *[]string `json:"usernames,omitempty"`
	// base64(user:password) per user name: a JSON string cannot carry bytes that are not UTF-8.
	Auths *[]string `json:"auths,omitempty"`
}

func ask(c row) (a answer) {
	var err error
	if a.Repository, a.Tag, a.Digest, err = parsers.ParseImageName(c.Image); err != nil {
		return answer{InvalidImage: true}
	}
	list := make([]v1.Secret, len(c.Secrets))
	for i, s := range c.Secrets {
		list[i].Name, list[i].Type, list[i].Data = s.Name, s.Type, map[string][]byte{}
		for k, v := range s.Data {
			list[i].Data[k] = []byte(v)
		}
		for k, v := range s.DataBase64 {
			list[i].Data[k] = v
		}
	}
	keyring, err := secrets.MakeDockerKeyring(list, &credentialprovider.BasicDockerKeyring{})
	if err != nil {
		a.KeyringError = true
		return a
	}
	users, auths := []string{}, []string{}
	found, _ := keyring.Lookup(a.Repository)
	for _, f := range found {
		users = append(users, f.Username)
		auths = append(auths, base64.StdEncoding.EncodeToString([]byte(f.Username+":"+f.Password)))
	}
	a.Usernames, a.Auths = &users, &auths
	return a
}

func main() {
	klog.SetLogger(logr.Discard())
	in, out := bufio.NewReaderSize(os.Stdin, 1<<20), bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, end := in.ReadBytes('\n')
		if len(line) > 1 {
			var c row
			if err := json.Unmarshal(line, &c); err != nil {
				log.Fatalf("not a case: %v: %.200s", err, line)
			}
			if err := encoder.Encode(ask(c)); err != nil {
				log.Fatal(err)
			}
		}
		if end != nil || in.Buffered() == 0 { // the batch is read: answer before waiting for the next
			out.Flush()
		}
		if end != nil {
			return
		}
	}
}
