package geopackage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"maillage/data/format"
)

const (
	maxColumns = 2000
	maxTables  = 10_000
	metadata   = "gpkg_contents, gpkg_geometry_columns and gpkg_spatial_ref_sys"
)

// Open opens the layer of a file that is called table, the only one of polygons
// when table is "". src must stay readable until the reader is closed.
func Open(ctx context.Context, src io.ReaderAt, size int64, table string, limits format.Limits) (format.Reader, error) {
	d, err := openDatabase(ctx, src, size, limits)
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, db: d, limits: limits}
	if err := r.open(table); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

type reader struct {
	ctx    context.Context // of Open: that of one reading
	db     *database
	header format.Header
	limits format.Limits
	rows   *sql.Rows
	geom   int // rank of the geometry among the columns read
	values []any
	scan   []any
	read   int
}

// layer is a row of gpkg_geometry_columns.
type layer struct {
	table, column, kind string
	srs                 int64
}

func (r *reader) open(table string) error {
	plain, err := r.plainTables()
	if err != nil {
		return err
	}
	for _, name := range []string{"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} {
		if !plain[name] {
			return format.Errorf(format.RuleUnsupported, "it is an SQLite database and no GeoPackage: %s are not all tables of it", metadata)
		}
	}
	l, err := r.choose(table, plain)
	if err != nil {
		return err
	}
	r.header = format.Header{Format: "GeoPackage", Table: l.table, Encoding: format.UTF8.Name}
	if r.header.CRS, err = r.system(l.srs); err != nil {
		return err
	}
	return r.query(l)
}

// plainTables lists the tables that are stored as such, in lower case. SQLite
// itself writes the beginning of their definitions.
func (r *reader) plainTables() (map[string]bool, error) {
	names, err := list(r.ctx, r.db, maxTables, func(rows *sql.Rows) (name string, err error) {
		return name, rows.Scan(&name)
	}, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND substr(sql, 1, 13) = 'CREATE TABLE '")
	plain := map[string]bool{}
	for _, name := range names {
		plain[strings.ToLower(name)] = true
	}
	return plain, err
}

// choose finds the layer to read.
func (r *reader) choose(table string, plain map[string]bool) (layer, error) {
	if _, err := r.db.columnsOf(r.ctx, "gpkg_geometry_columns", "table_name", "column_name", "geometry_type_name", "srs_id"); err != nil {
		return layer{}, err
	}
	if _, err := r.db.columnsOf(r.ctx, "gpkg_contents", "table_name", "data_type"); err != nil {
		return layer{}, err
	}
	all, err := list(r.ctx, r.db, maxTables, func(rows *sql.Rows) (l layer, err error) {
		return l, rows.Scan(&l.table, &l.column, &l.kind, &l.srs)
	}, `SELECT g.table_name, g.column_name, upper(g.geometry_type_name), g.srs_id
		FROM gpkg_geometry_columns AS g NOT INDEXED
		WHERE lower(g.table_name) IN (SELECT lower(table_name) FROM gpkg_contents NOT INDEXED WHERE data_type = 'features')
		ORDER BY g.table_name`)
	if err != nil {
		return layer{}, err
	}
	var able []layer
	var names []string
	for _, l := range all {
		named := strings.EqualFold(l.table, table)
		switch {
		case named && !plain[strings.ToLower(l.table)]:
			return layer{}, format.Errorf(format.RuleUnsupported, "the layer %.60q is a view, which would run what the file brings: write it out as a table", l.table)
		case named && !holdsPolygons(l.kind):
			return layer{}, format.Errorf(format.RuleWrongGeometryType, "the layer %.60q holds geometries of type %.30s", l.table, l.kind)
		case named:
			return l, nil
		case plain[strings.ToLower(l.table)] && holdsPolygons(l.kind):
			able = append(able, l)
			names = append(names, fmt.Sprintf("%.60s", l.table))
		}
	}
	return only(table, able, names)
}

// only is the choice where no layer has the name that was given.
func only(table string, able []layer, names []string) (layer, error) {
	switch {
	case len(able) == 0:
		return layer{}, format.Errorf(format.RuleWrongGeometryType, "it has no table of polygons (views are not read)")
	case table != "" && table != "*":
		return layer{}, format.Errorf(format.RuleUnknownTable, "it has no layer %.60q; it has %s", table, strings.Join(names[:min(len(names), 20)], ", "))
	case len(able) > 1:
		return layer{}, format.Errorf(format.RuleManyLayers, "it has %d layers of polygons: %s", len(able), strings.Join(names[:min(len(names), 20)], ", "))
	}
	return able[0], nil
}

func holdsPolygons(kind string) bool {
	switch kind {
	case "POLYGON", "MULTIPOLYGON", "GEOMETRY", "SURFACE", "MULTISURFACE", "GEOMETRYCOLLECTION", "CURVEPOLYGON":
		return true
	}
	return false
}

// system returns what the file says of a reference system; "" where it says
// that there is none (0 and -1).
func (r *reader) system(srs int64) (string, error) {
	if srs <= 0 {
		return "", nil
	}
	if _, err := r.db.columnsOf(r.ctx, "gpkg_spatial_ref_sys", "srs_id", "organization", "organization_coordsys_id", "definition"); err != nil {
		return "", err
	}
	found, err := list(r.ctx, r.db, 1, func(rows *sql.Rows) (text string, err error) {
		var organization, definition string
		var code int64
		err = rows.Scan(&organization, &code, &definition)
		if strings.EqualFold(organization, "EPSG") && code > 0 {
			return "EPSG:" + strconv.FormatInt(code, 10), err
		}
		return definition, err
	}, "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys NOT INDEXED WHERE srs_id = ?", srs)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// query starts to read the rows of a layer, in the order they are stored in.
func (r *reader) query(l layer) error {
	columns, err := r.db.columnsOf(r.ctx, l.table, l.column)
	if err != nil {
		return err
	}
	quoted := make([]string, len(columns))
	r.values, r.scan = make([]any, len(columns)), make([]any, len(columns))
	for i, name := range columns {
		quoted[i], r.scan[i] = quote(name), &r.values[i]
		if strings.EqualFold(name, l.column) {
			r.geom = i
		} else {
			r.header.Fields = append(r.header.Fields, name)
		}
	}
	r.rows, err = r.db.conn.QueryContext(r.ctx, "SELECT "+strings.Join(quoted, ", ")+" FROM "+quote(l.table)+" NOT INDEXED")
	return r.db.explain(err)
}

// Header returns what the file says of the layer.
func (r *reader) Header() format.Header { return r.header }

// Next reads a row.
func (r *reader) Next() (format.Row, error) {
	var row format.Row
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return row, r.db.explain(err)
		}
		return row, io.EOF
	}
	if r.read++; r.read > r.limits.Rows {
		return row, format.Errorf(format.RuleTooManyFeatures, "it holds more than %d features", r.limits.Rows)
	}
	if err := r.rows.Scan(r.scan...); err != nil {
		return row, r.db.explain(err)
	}
	row.Values = make([]format.Value, 0, len(r.values)-1)
	for i, v := range r.values {
		if i == r.geom {
			continue
		}
		value, err := valueOf(v)
		if err != nil {
			row.Err, row.Lost = format.Errorf(format.RuleEncoding, "column %d: %v", i, err), true
		}
		row.Values = append(row.Values, value)
	}
	switch blob := r.values[r.geom].(type) {
	case nil:
	case []byte:
		if !row.Lost {
			ground(blob, r.limits, &row)
		}
	default:
		row.Err = format.Errorf(format.RuleCorrupt, "the geometry is a %T, not bytes", blob)
	}
	return row, nil
}

// valueOf turns a value of SQLite into one of a row.
func valueOf(v any) (format.Value, error) {
	switch v := v.(type) {
	case string:
		text, err := format.UTF8.Decode([]byte(v))
		return format.Value{Text: text, Kind: format.Text}, err
	case int64:
		return format.Value{Text: strconv.FormatInt(v, 10), Kind: format.Number}, nil
	case float64:
		return format.Value{Text: strconv.FormatFloat(v, 'g', -1, 64), Kind: format.Number}, nil
	case time.Time: // of a column that is said to hold days, or instants
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return format.Value{Text: v.Format(time.DateOnly), Kind: format.Text}, nil
		}
		return format.Value{Text: v.Format(time.RFC3339), Kind: format.Text}, nil
	case bool: // of a column that is said to hold them
		return format.Value{Text: strconv.FormatBool(v), Kind: format.Bool}, nil
	case nil:
		return format.Value{}, nil
	}
	return format.Value{Kind: format.Other}, nil // bytes
}

// Close closes the database.
func (r *reader) Close() error {
	var err error
	if r.rows != nil {
		err = r.rows.Close()
	}
	return errors.Join(err, r.db.close())
}
