package wire

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"maillage/api/rest"
	"maillage/api/wire/schemas"
	"maillage/geo"
)

// Schemas reads the hand-written schemas. A name may stand in one file only.
func Schemas() (rest.Object, error) {
	all := rest.Object{}
	files, err := fs.Glob(schemas.Files, "*.json")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		b, err := schemas.Files.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var some rest.Object
		if err := json.Unmarshal(b, &some); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for name, s := range some {
			if _, twice := all[name]; twice {
				return nil, fmt.Errorf("%s: schema %s stands twice", file, name)
			}
			all[name] = forEachMeasure(s)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		nullableReferences(all[name], all)
	}
	return all, nil
}

// forEachMeasure writes out what a hand-written schema says once for all
// measures. Its member eachMeasure holds the schemas of properties, by what
// follows the name of the measure in theirs: {"_covered": …} stands for
// departments_covered, area_km2_covered and so on, all of them required.
func forEachMeasure(schema any) any {
	switch v := schema.(type) {
	case []any:
		for i := range v {
			v[i] = forEachMeasure(v[i])
		}
	case rest.Object:
		for name, one := range v {
			v[name] = forEachMeasure(one)
		}
		each, ok := v["eachMeasure"].(rest.Object)
		if !ok {
			break
		}
		delete(v, "eachMeasure")
		properties, _ := v["properties"].(rest.Object)
		if properties == nil {
			properties = rest.Object{}
		}
		required, _ := v["required"].([]any)
		for _, m := range geo.Measures {
			for _, part := range slices.Sorted(maps.Keys(each)) {
				properties[m.String()+part] = each[part]
				required = append(required, m.String()+part)
			}
		}
		v["properties"], v["required"] = properties, required
	}
	return schema
}

// nullableReferences writes out references that may be null. OpenAPI 3.0 lets a schema be
// null only beside its own type, and ignores what stands beside a reference: so
// {"$ref": X, "nullable": true} becomes a reference to a copy of X that may be
// null, named XOrNull, which is added to all.
func nullableReferences(schema any, all rest.Object) {
	switch v := schema.(type) {
	case []any:
		for _, one := range v {
			nullableReferences(one, all)
		}
	case rest.Object:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			nullableReferences(v[name], all)
		}
		ref, _ := v["$ref"].(string)
		if nullable, _ := v["nullable"].(bool); ref == "" || !nullable {
			return
		}
		delete(v, "nullable")
		ref += "OrNull"
		name := strings.TrimPrefix(ref, rest.SchemaRef)
		if _, done := all[name]; !done {
			original, _ := all[strings.TrimSuffix(name, "OrNull")].(rest.Object)
			copied := maps.Clone(original)
			copied["nullable"] = true
			all[name] = copied
		}
		if v["$ref"] = ref; v["description"] != nil {
			delete(v, "$ref")
			v["allOf"] = []any{rest.Object{"$ref": ref}}
		}
	}
}
