// kubectl's own decoding of a manifest, asked one a line: a JSON text on stdin, on stdout {"objects": [...], "error": "..."}
// with what the stream held up to its end or its first fault. The loop is that of k8s.io/cli-runtime pkg/resource
// visitor.go, StreamVisitor.Visit. It decides nothing itself, so that it cannot be wrong by itself.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type answer struct {
	Objects []json.RawMessage `json:"objects"`
	Error   string            `json:"error,omitempty"`
}

func decode(text string) (a answer) {
	a.Objects = []json.RawMessage{}
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		ext := runtime.RawExtension{}
		if err := decoder.Decode(&ext); err != nil {
			if !errors.Is(err, io.EOF) {
				a.Error = err.Error()
			}
			return a
		}
		ext.Raw = bytes.TrimSpace(ext.Raw)
		if len(ext.Raw) == 0 || bytes.Equal(ext.Raw, []byte("null")) {
			continue
		}
		a.Objects = append(a.Objects, json.RawMessage(ext.Raw))
	}
}

func main() {
	in, out := bufio.NewReaderSize(os.Stdin, 1<<20), bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, end := in.ReadBytes('\n')
		if len(line) > 1 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				log.Fatal(err)
			}
			if err := encoder.Encode(decode(text)); err != nil {
				log.Fatal(err)
			}
		}
		if in.Buffered() == 0 || end != nil {
			if err := out.Flush(); err != nil {
				log.Fatal(err)
			}
		}
		if end == io.EOF {
			return
		}
		if end != nil {
			log.Fatal(end)
		}
	}
}
