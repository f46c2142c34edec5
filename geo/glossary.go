// Package geo keeps the words of all packages, in this file.
//
// # Glossary
//
// The words of the code, each with one meaning; the standard terms of the field
// come first. In brackets: the word of the French pages, or the type that
// carries the meaning. A word that is not here means what a dictionary says.
// scripts/arrows/words_test.go lists the words that meant several things, and
// what to write instead.
//
// Places:
//
//   - unit (territoire): one administrative territory, of one level, with an
//     INSEE code, a name and a vintage; [Unit].
//   - level: a tier of units: region, region-2015, department, collectivity,
//     EPCI, commune; [Level].
//   - territory: the scope of a figure, which its denominator counts: France,
//     metropolitan France, overseas and so on; [Territory].
//   - vintage (millésime): the year of a geography. The regions have two, before
//     and since 2016; the neighbourhoods two, 2015 and 2024, see [Geography].
//   - neighbourhood (quartier prioritaire, QPV): a priority neighbourhood of the
//     politique de la ville; [Neighbourhood].
//   - succession: which units have today the territory of a code of the past;
//     [Succession].
//   - straddler: a neighbourhood that lies in several atoms; snapshot.Straddler.
//   - boundary: the polygon of a unit as a layer publishes it. A unit may have
//     none loaded: its areas are then missing.
//   - border: the line that two units share.
//
// The network:
//
//   - centre (centre de ressources, CRPV): a resource centre. The centre, the
//     body that carries it and its label are three things; [Centre].
//   - perimeter (périmètre d'intervention): what one centre covers between two
//     dates, as units, a drawn polygon, or both, with its act, sources, scope and
//     confidence; [Perimeter].
//   - network: the perimeters taken to hold together, in a question or a
//     scenario; snapshot.Network. What is published about the network as a whole
//     is [Network].
//   - scope: what a perimeter is for: the politique de la ville (policy), or other
//     work of the centre (outside); [Scope].
//   - confidence: how well a perimeter is established: high, medium or low;
//     [Confidence].
//   - threshold: the lowest confidence that a question counts (min_confidence).
//   - drawn: given as a polygon and not by the codes of units.
//   - act: the legal decision that sets a perimeter.
//
// What is counted:
//
//   - measure (mesure): what a figure counts: departments, area, population,
//     neighbourhoods, their population; [Measure].
//   - figure: one measure of one territory, always with its denominator;
//     coverage.Figure.
//   - weight: what one atom counts in a measure; snapshot.Weights.
//   - coverage (couverture): the share of a territory inside one perimeter or
//     more, in a stated measure; see Words above for what it is not.
//   - gap (territoire non couvert): a part of the territory inside no perimeter.
//   - overlap (chevauchement): a part inside the perimeters of two centres or
//     more. Its type is agreed, where a record, an act or a source says that it
//     is shared, or the scopes differ; transitional, where one centre takes over
//     from the other within a year; unexplained otherwise.
//   - status: covered, partial or uncovered, of a row.
//   - undetermined: neither in nor out by what is known: what a drawn perimeter
//     cuts and no finer weight parts, or a straddler that is partly inside.
//   - missing: of an area, units that have no boundary.
//   - unsourced: held only by perimeters that have no published source.
//   - lack: why there is no figure, as a code; [Lack]. The words are those of
//     each language.
//   - load: what a centre has to serve, in each measure; equity.Load.
//   - key, award, allocation: the formula that shares money out, what one centre
//     gets by it, and all of that; package equity.
//
// Time and proof:
//
//   - date, fuzzy: a civil day in Paris, and one known to the month or year only;
//     [Date], [Fuzzy].
//   - interval: days from a first to a last, both included; [Interval].
//   - evidence: what is covered, by the age of the freshest source that bears it;
//     coverage.Evidence. The age is how long that source is past.
//   - attested: said by a cited source to hold on the day.
//   - assumption: an end of a perimeter that its sources leave open, read as wide
//     as it can be; coverage.Assumption.
//   - band: the figures at high, medium and low threshold; realign.Band.
//   - effect: by how much figures move when one unsure perimeter is put in or
//     taken out (code older than this list says swing); package realign.
//   - alignment, index: how near a region is to one centre that serves it alone,
//     and its number from 0 to 1; realign.Index.
//   - trajectory, event: the statuses of regions over time, and one change of
//     them; package realign.
//
// What is asked, and of what:
//
//   - data set: everything that is loaded, as plain values; [Dataset].
//   - layer: units or neighbourhoods of one kind with their boundaries; [Layer].
//   - snapshot (instantané): one immutable state built from a data set.
//   - generation: the content of a data set by its hash, and what a store keeps
//     under that name; [Generation].
//   - store: where generations are kept: a directory or PostGIS.
//   - atom: a unit that questions do not part further: a department or a commune.
//   - grain: the atoms in use and their weights: coarse or fine; snapshot.Grain.
//   - row: a unit of the level asked for, as a set of atoms; snapshot.Rows.
//   - query: date, level, territory, scope, threshold and geography of neighbourhoods;
//     snapshot.Query.
//   - view: a snapshot, a grain, a query and a network, on which answers are
//     counted; snapshot.View.
//   - holdings: which centre holds which atoms and pieces; package holdings.
//   - piece, drawn piece: the part of one atom inside a drawn perimeter.
//   - footprint: atoms and pieces that are held, united; holdings.Footprint.
//   - scenario, change: a day with a list of changes to its network, and one of
//     them; package scenario.
//   - plan, candidate: a proposal that closes gaps, and a centre that could take
//     one; package plan.
//   - finding: one thing that an audit or a comparison of generations remarks upon.
//
// Geometry:
//
//   - mesh: faces on an integer grid that share their borders edge for edge; the
//     standard word is edge-matched coverage.
//   - face, arc, node: one polygon of a mesh; a chain of edges with one face on
//     each side; the end of arcs.
//   - dissolve: the polygon of a set of faces, from arcs, with no overlay.
//   - overlay: union, intersection or difference of polygons that share no mesh.
//   - ring, outline: a closed line, and the outer border of everything in a layer.
//   - tile: a square z/x/y of vectors in Web Mercator; archive: a file that holds
//     files, as zip and PMTiles do.
//
// HTTP (package api and what is under it):
//
//   - room: a package of api that answers for one subject and knows no other room.
//   - route: a method and a path, with the parameters it takes; rest.Route.
//   - resource: what a route answers with, computed once; rest.Resource.
//   - form: one way to show a resource: JSON, GeoJSON, CSV, HTML; rest.FormOf.
//   - request: what a client asks for, as HTTP has it; rest.Request.
//   - question, call: what it asks in the values of the domain, and a request
//     with its question and snapshot; ask.Question, ask.Call.
//   - problem: a refusal or failure (RFC 9457), with a fix in words.
//   - echo: the question repeated in an answer, defaults made explicit; wire.Echo.
//   - envelope: what answers end with: generation, credits, links; wire.Envelope.
//     In package equity, as in French, the money to share out.
//   - lane: a bound on the work done at once, shared fairly by clients; rest.Lane.
//   - permit: the right to take memory while a large answer is made; rest.Permit.
package geo
