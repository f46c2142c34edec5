package main

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
)

// naturalEarth pins the Go module that ships Natural Earth 1:10m admin-1.
var naturalEarth = struct{ module, path, version, sum, file, fileSHA256 string }{
	module:     "github.com/sams96/rgeo@v1.2.0",
	path:       "github.com/sams96/rgeo",
	version:    "v1.2.0",
	sum:        "h1:49cBHeXSADHGHYUsNByhzrzZXkOwYU4+/Vxv7lQn/mY=",
	file:       "data/Provinces10.gz",
	fileSHA256: "8936733b4d33030e11f280cf5bcb75bb68e6033b58aff1fc6c0d6961e81ac89c",
}

// etalab pins the npm package of French administrative units.
var etalab = struct{ name, path, version, integrity string }{
	name:      "@etalab/decoupage-administratif@6.0.0",
	path:      "@etalab/decoupage-administratif",
	version:   "6.0.0",
	integrity: "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ==",
}

// fetchProvinces returns the GeoJSON of the world's first-level units, plain.
func fetchProvinces(ctx context.Context, tmp string) ([]byte, error) {
	// A module of its own, so that the fetched one never enters go.mod.
	if err := os.WriteFile(filepath.Join(tmp, "go.mod"), []byte("module rebuild\n"), 0o600); err != nil {
		return nil, err
	}
	out, err := command(ctx, tmp, "go", "mod", "download", "-json", naturalEarth.module)
	if err != nil {
		return nil, err
	}
	var module struct{ Dir, Sum string }
	if err := json.Unmarshal(out, &module); err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	if module.Sum != naturalEarth.sum {
		return nil, pinError(naturalEarth.module, module.Sum, naturalEarth.sum)
	}
	packed, err := os.ReadFile(filepath.Join(module.Dir, filepath.FromSlash(naturalEarth.file)))
	if err != nil {
		return nil, err
	}
	// The module's sum vouches for the archive, not for the unpacked copy.
	if got := sha256Hex(packed); got != naturalEarth.fileSHA256 {
		return nil, pinError(naturalEarth.file, got, naturalEarth.fileSHA256)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unzipped)
}

// fetchEtalab returns the package's files by their path in the archive.
func fetchEtalab(ctx context.Context, tmp string) (map[string][]byte, error) {
	if _, err := command(ctx, tmp, "npm", "pack", "--silent", etalab.name); err != nil {
		return nil, err
	}
	found, err := filepath.Glob(filepath.Join(tmp, "*.tgz"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("npm pack left %d archives in %s, want 1", len(found), tmp)
	}
	packed, err := os.ReadFile(found[0])
	if err != nil {
		return nil, err
	}
	sum := sha512.Sum512(packed)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != etalab.integrity {
		return nil, pinError(etalab.name, got, etalab.integrity)
	}
	return untar(packed)
}

func untar(packed []byte) (map[string][]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if files[header.Name], err = io.ReadAll(archive); err != nil {
			return nil, err
		}
	}
}

func command(ctx context.Context, dir, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s%s", cmd, err, stderr.Bytes(), out)
	}
	return out, nil
}

func pinError(what, got, want string) error {
	return fmt.Errorf("%s has checksum %s, want %s: the registry serves other bytes than those pinned in scripts/rebuild/fetch.go", what, got, want)
}

func sha256Hex(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
