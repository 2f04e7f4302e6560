//go:build tools

// Package definitions pins modules whose CustomResourceDefinitions the tests give to the API server.
package definitions

import _ "sigs.k8s.io/gateway-api/apis/v1"
