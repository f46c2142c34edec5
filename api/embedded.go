package api

import (
	"embed"
	"io/fs"
)

// The interactive map as its bundler left it. Without Node nothing is built,
// and the folder holds no more than its README.
//
//go:embed all:web/dist
var embeddedMap embed.FS

// bundledMap is the files of the map that stood in web/dist when the program was built.
func bundledMap() (fs.FS, error) { return fs.Sub(embeddedMap, "web/dist") }
