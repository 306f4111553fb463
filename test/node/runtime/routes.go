package main

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"strings"
)

// A route tells where the registries are that the Pods of some namespaces know. It stands for the DNS of a node: the host's
// name is still what is asked for, what TLS compares with the certificate, and what the registry reads.
type route struct {
	// Begin of the namespace's name.
	Namespace string `json:"namespace"`
	// Where every host of the list is, whatever its port.
	Address string `json:"address"`
	// Names without port, lower case.
	Hosts []string `json:"hosts"`
}

func dialerFor(file, namespace string) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		routes, err := readRoutes(file)
		if err != nil {
			return nil, err
		}
		for _, each := range routes {
			if !strings.HasPrefix(namespace, each.Namespace) {
				continue
			}
			for _, name := range each.Hosts {
				if name == strings.ToLower(host) {
					return (&net.Dialer{}).DialContext(ctx, network, each.Address)
				}
			}
		}
		// What net.Dial says of a name that DNS does not know.
		return nil, &net.OpError{Op: "dial", Net: network, Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
	}
}

func readRoutes(file string) ([]route, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var routes []route
	return routes, json.Unmarshal(text, &routes)
}
