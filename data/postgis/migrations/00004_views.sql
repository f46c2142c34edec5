-- A view for each layer of the generation in service, for QGIS, pg_tileserv and
-- whoever asks. Each has one geometry of a declared type and a code that is unique.

-- +goose Up
create view maillage.generations as
	select g.id, g.created, g.made_by, g.note, coalesce(nullif(g.base, ''), b.id) as base, g.key = maillage.active_generation() as active
	from maillage.generation g left join maillage.generation b on b.key = g.forked_from
	where g.sealed order by g.created desc, g.key desc;
comment on view maillage.generations is 'What is kept: select maillage.activate(id) or maillage.rollback(). The id of a change made in the database comes once a program has read it.';

create view maillage.activations as
	select a.key, a.at, a.made_by, a.action, g.id as generation
	from maillage.activation a join maillage.generation g on g.key = a.generation order by a.key desc;

-- Every unit that has a boundary, or would if its ground were known.
create view maillage.ground as
	select maillage.level_of(p.layer) as level, b.code, b.name, b.flaw, false as dissolved, b.geom
	from maillage.generation_part p join maillage.boundary b on b.part = p.part
	where p.generation = maillage.shown_generation() and p.kind = 'boundaries' and maillage.level_of(p.layer) is not null
	union all
	select d.level, d.code, '', null, true, d.geom
	from maillage.dissolved d
	where d.catalogue = maillage.shown_part('catalogue')
		and d.base = coalesce(maillage.shown_part('boundaries', 'communes'), maillage.shown_part('boundaries', 'departments'))
		and not exists (select from maillage.generation_part p where p.generation = maillage.shown_generation()
			and p.kind = 'boundaries' and maillage.level_of(p.layer) = d.level);

create view maillage.units as
	select g.level, g.code, coalesce(nullif(g.name, ''), u.name) as name, u.department, u.region, u.region_2015, u.epci, u.population,
		g.flaw, g.dissolved, g.geom
	from maillage.ground g
	left join maillage.unit u on u.part = maillage.shown_part('catalogue') and u.level = g.level and u.code = g.code;

create view maillage.regions as
	select code, name, population, dissolved, geom from maillage.units where level = 'region';
create view maillage.regions_2015 as
	select code, name, population, dissolved, geom from maillage.units where level = 'region-2015';
create view maillage.departments as
	select code, name, region, region_2015, population, flaw, dissolved, geom from maillage.units where level = 'department';
create view maillage.collectivities as
	select code, name, population, flaw, dissolved, geom from maillage.units where level = 'collectivity';
create view maillage.epci as
	select code, name, department, region, region_2015, population, flaw, dissolved, geom from maillage.units where level = 'epci';
create view maillage.communes as
	select code, name, department, region, region_2015, epci, population, flaw, geom from maillage.units where level = 'commune';

create view maillage.neighbourhoods as
	select n.code, n.name, n.geography, n.communes, n.codes, n.department, n.region, n.region_2015, n.epci, n.population, n.population_later,
		b.flaw, b.geom
	from maillage.neighbourhood n
	left join maillage.boundary b on b.part = maillage.shown_part('boundaries', 'neighbourhoods') and b.code = n.code
	where n.part = maillage.shown_part('neighbourhoods');
create view maillage.neighbourhood_points as
	select n.code, n.name, n.geography, n.department, n.population, n.point as geom
	from maillage.neighbourhood n where n.part = maillage.shown_part('neighbourhoods') and n.point is not null;
comment on view maillage.neighbourhood_points is 'A point of the main commune of each neighbourhood, not of the neighbourhood.';

create view maillage.centres as
	select c.id, c.name, c.named, c.acronym, c.former_names, c.seat, c.legal_form, c.website, c.founded, c.closed, c.status, c.unknowns,
		(select count(*) from maillage.perimeter p where p.part = c.part and p.centre = c.id) as perimeters
	from maillage.centre c where c.part = maillage.shown_part('network');

create view maillage.sources as
	select id, title, publisher, vintage, licence, url, credit, file, sha256, approximate, accuracy_m, accuracy_basis, notes
	from maillage.source where part = maillage.shown_part('sources') and layer = '';

create function maillage.today() returns date stable language sql return (now() at time zone 'Europe/Paris')::date;

-- The perimeters in force on a day, with the ground they cover.
-- +goose StatementBegin
create function maillage.perimeters_on(day date)
	returns table (id text, centre text, centre_name text, valid daterange, scope maillage.scope, confidence maillage.confidence,
		units text[], geom geometry(MultiPolygon, 4326))
	stable language sql begin atomic
	select p.id::text, p.centre::text, p.centre_name, p.valid, p.scope, p.confidence, p.units,
		(select ST_Multi(ST_Union(maillage.sound(whole.geom, whole.flaw))) from (
			select g.geom, g.flaw from maillage.perimeter_unit u join maillage.ground g on g.level = u.level and g.code = u.code
			where u.part = maillage.shown_part('network') and u.perimeter = p.id
			union all select p.drawn, null where p.drawn is not null) whole)
	from maillage.perimeters p where p.valid @> day;
end;
-- +goose StatementEnd
create view maillage.perimeters_today as
	select id, centre, centre_name, valid, scope, confidence, units, geom::geometry(MultiPolygon, 4326) as geom
	from maillage.perimeters_on(maillage.today());

-- Which departments and collectivities a centre covers whole on a day, by code,
-- and which it may cover in part: by communes, EPCI or ground drawn by hand.
-- +goose StatementBegin
create function maillage.coverage_on(day date, min_confidence maillage.confidence default 'medium')
	returns table (code text, name text, covered boolean, centres text[], partly text[], geom geometry(MultiPolygon, 4326))
	stable language sql begin atomic
	select d.code::text, d.name, whole.centres is not null, coalesce(whole.centres, '{}'), coalesce(part.centres, '{}'), g.geom
	from maillage.unit d
	left join maillage.ground g on g.level = d.level and g.code = d.code
	left join lateral (
		select array_agg(distinct p.centre::text order by p.centre::text) as centres
		from maillage.perimeter p join maillage.perimeter_unit u on u.part = p.part and u.perimeter = p.id
		where p.part = maillage.shown_part('network') and p.valid @> day and p.scope = 'policy' and p.confidence >= min_confidence
			and (u.level = d.level and u.code = d.code or u.level = 'region' and u.code = d.region
				or u.level = 'region-2015' and u.code = d.region_2015)) whole on true
	left join lateral (
		select array_agg(distinct p.centre::text order by p.centre::text) as centres
		from maillage.perimeter p
		where p.part = maillage.shown_part('network') and p.valid @> day and p.scope = 'policy' and p.confidence >= min_confidence
			and (p.drawn is not null and ST_Intersects(p.drawn, maillage.sound(g.geom, g.flaw))
				or exists (select from maillage.perimeter_unit u join maillage.unit c on c.part = d.part and c.level = 'commune'
					and c.department = d.code and (u.level = 'commune' and u.code = c.code or u.level = 'epci' and u.code = c.epci)
					where u.part = p.part and u.perimeter = p.id and u.level in ('commune', 'epci')))) part on true
	where d.part = maillage.shown_part('catalogue') and d.level in ('department', 'collectivity');
end;
-- +goose StatementEnd
create view maillage.coverage_today as
	select code, name, covered, centres, partly, geom::geometry(MultiPolygon, 4326) as geom from maillage.coverage_on(maillage.today());
comment on view maillage.coverage_today is 'Departments and collectivities covered whole today, by perimeters of medium or high confidence.';
