package main

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"maillage/geo/geotest"
)

var (
	root     = filepath.Join("..", "..")
	web      = filepath.Join(root, "api", "web")
	contract = filepath.Join(web, "contract")
)

// run runs a program in a folder to its end, and returns what it prints.
func run(t *testing.T, folder, name string, args ...string) []byte {
	t.Helper()
	var faults bytes.Buffer
	command := exec.Command(name, args...)
	command.Dir, command.Stderr = folder, &faults
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, faults.Bytes())
	}
	return out
}

// tool is a program of the packages that read the document.
func tool(t *testing.T, folder, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(folder, "node_modules", ".bin", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		geotest.Absent(t, name+" (make types brings what reads the document, make map the rest)")
	}
	return path
}

// served is a service on a free port, and its document in a file.
func served(t *testing.T) (base, file string) {
	t.Helper()
	service, err := newService("")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	file = filepath.Join(t.TempDir(), "openapi.json")
	var document bytes.Buffer
	if err := write(&document, server.URL, false); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, document.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return server.URL, file
}

// TestGoClient generates a client with oapi-codegen, compiles a program that
// uses it, and lets it ask a service.
func TestGoClient(t *testing.T) {
	base, document := served(t)
	program := t.TempDir()
	if err := os.CopyFS(program, os.DirFS(filepath.Join("testdata", "goclient"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(program, "client"), 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "-C", program, "mod", "download").CombinedOutput(); err != nil {
		geotest.Absent(t, "the modules of oapi-codegen: "+string(out))
	}
	run(t, program, "go", "tool", "oapi-codegen", "-generate", "types,client", "-package", "client", "-o", "client/client.go", document)
	judge(t, run(t, program, "go", "run", ".", base))
}

// TestTypeScriptClient generates types with openapi-typescript, holds a program
// that uses them to its types, and lets it ask a service.
func TestTypeScriptClient(t *testing.T) {
	generator, compiler, bundler := tool(t, contract, "openapi-typescript"), tool(t, web, "tsc"), tool(t, web, "esbuild")
	base, document := served(t)
	run(t, contract, generator, document, "--output", filepath.Join("generated", "openapi.d.ts"))
	run(t, contract, compiler, "--project", ".")
	bundle := filepath.Join(t.TempDir(), "client.mjs")
	run(t, contract, bundler, "client.ts", "--bundle", "--platform=node", "--format=esm", "--log-level=error", "--outfile="+bundle)
	judge(t, run(t, contract, "node", bundle, base))
}

// judge holds what a client prints to the figure of 16 March 2017, and to the
// gap that it asked for alone.
func judge(t *testing.T, out []byte) {
	t.Helper()
	var said struct {
		Covered int
		Gap, Of string
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if said.Covered != 1202 || said.Gap == "" || said.Gap != said.Of {
		t.Errorf("the client read %s", out)
	}
}

// TestTypesOfTheMapAreCurrent holds the types that the scripts of the map are
// compiled with to what the service answers today.
func TestTypesOfTheMapAreCurrent(t *testing.T) {
	tool(t, contract, "openapi-typescript")
	fresh, err := filepath.Abs(filepath.Join(t.TempDir(), "schemas.d.ts"))
	if err != nil {
		t.Fatal(err)
	}
	run(t, root, filepath.Join("scripts", "openapi", "types.sh"), fresh)
	want, err := os.ReadFile(fresh)
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile(filepath.Join(web, "src", "schemas.d.ts"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("api/web/src/schemas.d.ts is not what the document says: run make types")
	}
}

// TestShapesHaveNoWords: what the types are made of keeps every schema, and a
// property that is called as a word is.
func TestShapesHaveNoWords(t *testing.T) {
	got, err := shapes([]byte(`{"components":{"schemas":{"A":{"description":"x","type":"object","properties":{"description":{"type":"string","description":"y"}}}}},"paths":{"/a":{}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"components":{"schemas":{"A":{"properties":{"description":{"type":"string"}},"type":"object"}}},"paths":{}}`; string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
